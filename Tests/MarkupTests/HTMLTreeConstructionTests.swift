import Foundation
import TestKit
import Testing

@testable import Markup

/// One test of html5lib's `.dat` files.
struct HTMLTreeCase {
  var data: [UInt8] = []
  var context: String?
  var isScripted = false
  var expected: [UInt8] = []

  /// Sections begin with a line such as `#data`; a test ends before the next `#data`.
  static func read(_ bytes: [UInt8]) -> [HTMLTreeCase] {
    var cases: [HTMLTreeCase] = []
    var section = ""
    var body: [UInt8] = []
    func close() {
      guard !cases.isEmpty else { return }
      if body.last == 0x0A { body.removeLast() }
      let last = cases.count - 1
      switch section {
      case "#data": cases[last].data = body
      case "#document-fragment": cases[last].context = String(decoding: body, as: UTF8.self)
      case "#script-on": cases[last].isScripted = true
      case "#document":
        while body.last == 0x0A { body.removeLast() }
        cases[last].expected = body
      default: break
      }
    }
    let sections: Set = [
      "#data", "#errors", "#new-errors", "#document-fragment", "#script-off", "#script-on", "#document",
    ]
    for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
      let name = line.first == UInt8(ascii: "#") ? String(decoding: line, as: UTF8.self) : ""
      if sections.contains(name), name != "#data" || section.isEmpty || section == "#document" {
        close()
        if name == "#data" { cases.append(HTMLTreeCase()) }
        section = name
        body = []
      } else {
        body += line
        body.append(0x0A)
      }
    }
    close()
    return cases
  }

  /// The tree that the parser makes, in the tests' form.
  var made: String {
    guard let context else { return HTMLTreeDump.lines(HTMLParser.parse(data)).joined(separator: "\n") }
    let words = context.split(separator: " ").map(String.init)
    let namespace: HTMLNamespace = words.count == 1 ? .html : words[0] == "svg" ? .svg : .mathML
    let tree = HTMLParser.parse(fragment: data, in: words[words.count - 1], of: namespace)
    return HTMLTreeDump.lines(tree, below: Int(tree.nodes[0].firstChild)).joined(separator: "\n")
  }
}

struct HTMLTreeConstructionTests {
  @Test(.enabled(if: Fixtures.shared != nil, "the folder of shared test data is absent"))
  func everyTreeOfHTML5LibIsTheStandards() throws {
    let folder = try #require(Fixtures.shared) + "/data/html5lib/tree-construction"
    var count = 0
    for file in try FileManager.default.contentsOfDirectory(atPath: folder).sorted() where file.hasSuffix(".dat") {
      for test in HTMLTreeCase.read([UInt8](try Data(contentsOf: URL(filePath: folder + "/" + file))))
      where !test.isScripted {
        count += 1
        let made = test.made
        let expected = String(decoding: test.expected, as: UTF8.self)
        if made != expected {
          Issue.record(
            "\(file):\n\(String(decoding: test.data, as: UTF8.self))\nexpected\n\(expected)\nmade\n\(made)\n")
        }
      }
    }
    #expect(count > 800)
  }
}
