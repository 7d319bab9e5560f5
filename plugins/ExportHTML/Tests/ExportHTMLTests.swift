import Document
import TestKit
import Testing
import Workbench

@testable import ExportHTML

struct ExportHTMLTests {
  @Test func keepsTheContract() { #expect(ProcessorContract.violations(of: .exportHTML) == []) }

  @Test(arguments: Cases.all()) func cases(_ testCase: Case) throws {
    let reader = try Fixtures.context().registry.required("parse.text")
    let documents = try Fixtures.read(Array((testCase["input"] ?? "").utf8), with: reader)
    for (heading, boilerplate) in [("expect", false), ("with boilerplate", true)] {
      let page = try Fixtures.write(documents, with: .exportHTML, ["boilerplate": .bool(boilerplate)])
      let difference = Cases.difference(testCase, heading, body(of: page))
      #expect(difference == nil, "\(difference ?? "")")
    }
  }

  @Test func theStyleSheetIsTheOneThatThePolicyNames() throws {
    let page = try Fixtures.write([Fixtures.document("نص")], with: .exportHTML)
    let style = try #require(page.firstMatch(of: /<style>((?s).*)<\/style>/)).1
    let digits = Array(SHA256.hexadecimal(of: Array(style.utf8)))
    let bytes = stride(from: 0, to: 64, by: 2).compactMap { UInt8(String(digits[$0...$0 + 1]), radix: 16) }
    #expect(page.contains("style-src 'sha256-\(HTMLWriter.base64(bytes))'"))
    #expect(page.contains("default-src 'none'"))
    #expect(!page.contains("<script") && !style.contains("url("))
  }

  @Test func base64() {
    let known = ["": "", "f": "Zg==", "fo": "Zm8=", "foo": "Zm9v", "foobar": "Zm9vYmFy"]  // RFC 4648, section 10
    for (text, encoded) in known { #expect(HTMLWriter.base64(Array(text.utf8)) == encoded) }
  }

  @Test func runsBecomeTags() throws {
    var document = Fixtures.document("The plain words and links", language: "en")
    document.blocks[0].runs = [
      Run(.emphasis, 0..<9), Run(.strong, 4..<15), Run(.link, 20..<25, value: "https://x.org/?a=1&b=\"2\""),
      Run(.note, 20..<22, value: "note <1>"), Run(.language, 16..<19, value: "ar"),
    ]
    let expected = """
      <p id="d1-b1"><em>The <strong>plain</strong></em><strong> words</strong> <span lang="ar" dir="rtl">and</span> \
      <a href="https://x.org/?a=1&amp;b=&quot;2&quot;" rel="noopener noreferrer">links</a>\
      <sup id="d1-r1"><a href="#d1-n1">1</a></sup></p>
      """
    let page = try Fixtures.write([document], with: .exportHTML)
    #expect(page.contains(expected), "\(body(of: page))")
    #expect(page.contains("<li id=\"d1-n1\">note &lt;1&gt; <a href=\"#d1-r1\">↩</a></li>"))
  }

  @Test(arguments: [
    "javascript:alert(1)", "JavaScript:alert(1)", "java\nscript:x", " javascript:x", "data:text/html,x", "vbscript:x",
  ])
  func addressesThatRunSomethingAreNoLinks(_ address: String) throws {
    var document = Fixtures.document("words", language: "en")
    document.blocks[0].runs = [Run(.link, 0..<5, value: address)]
    #expect(try !Fixtures.write([document], with: .exportHTML).contains("<a "))
  }

  @Test func listsNestAndClose() throws {
    var document = Fixtures.document("a\nb\nc\nd\ne", language: "en")
    for (at, level) in [1, 2, 5, 1].enumerated() {
      document.blocks[at].kind = .listItem
      document.blocks[at].level = level
    }
    document.blocks[4].kind = .quote
    let tags = body(of: try Fixtures.write([document], with: .exportHTML)).matches(of: /<(\/?[a-z]+)/).map {
      String($0.1)
    }
    let expected = "article ul li ul li ul li /li /ul /li /ul /li li /li /ul blockquote p /p /blockquote /article"
    #expect(tags.joined(separator: " ") == expected)
  }

  @Test func whateverTheTextIsItComesBackAndTagsBalance() throws {
    var random = SeededRandom(seed: 7)
    for _ in 0..<300 {
      let document = RandomDocument.make(&random)
      let page = try Fixtures.write([document], with: .exportHTML, ["boilerplate": true])
      let (words, isBalanced) = TinyHTML.read(body(of: page))
      #expect(isBalanced, "\(page)")
      let expected = document.blocks.map { String(document.text(in: $0.range)) }
      #expect(words == expected.joined().filter { !$0.isWhitespace }, "\(page)")
    }
  }

  private func body(of page: String) -> String {
    String(page.firstMatch(of: /<body>\n((?s).*)<\/body>/)?.1 ?? "")
  }
}

/// As much of an HTML reader as is needed to see that escaped text comes back.
enum TinyHTML {
  /// The words without white space, and whether every tag is closed in turn.
  static func read(_ page: String) -> (words: String, isBalanced: Bool) {
    var open: [Substring] = []
    var words = ""
    var rest = page[...]
    while let next = rest.first {
      if next == "<" {
        guard let end = rest.firstIndex(of: ">") else { return (words, false) }
        let tag = rest[rest.index(after: rest.startIndex)..<end]
        rest = rest[rest.index(after: end)...]
        if tag.hasPrefix("/") {
          guard open.popLast() == tag.dropFirst() else { return (words, false) }
        } else if tag != "br" {
          open.append(tag.prefix { $0 != " " })
        }
      } else if next == "&" {
        guard let end = rest.firstIndex(of: ";") else { return (words, false) }
        let entities: [Substring: String] = ["&amp": "&", "&lt": "<", "&gt": ">", "&quot": "\"", "&#13": "\r"]
        guard let character = entities[rest[..<end]] else { return (words, false) }
        words += character
        rest = rest[rest.index(after: end)...]
      } else {
        words.append(next)
        rest = rest.dropFirst()
      }
    }
    return (words.filter { !$0.isWhitespace }, open.isEmpty)
  }
}
