import Document
import Foundation

/// One case of a `Cases/*.txt` file: a name, and texts under headings.
///
/// ```
/// === a name for what is shown
/// --- input
/// text
/// --- expect
/// text
/// ```
///
/// A heading stands alone on its line. The text under it runs to the next heading, without the blank lines around it.
public struct Case: Sendable, CustomStringConvertible {
  public let name: String
  /// The file, and the line of the case's name.
  public let file: String
  public let line: Int
  public let sections: [(heading: String, text: String)]

  /// The text under a heading; nil where the case has no such heading.
  public subscript(heading: String) -> String? { sections.first { $0.heading == heading }?.text }

  public var description: String { "\((file as NSString).lastPathComponent):\(line) \(name)" }
}

/// The cases of a folder, and what to do when one does not hold.
public enum Cases {
  /// Every case of every `.txt` file in a folder, which is named relative to the file of the test: `../Cases`.
  public static func all(_ folder: String = "../Cases", beside test: StaticString = #filePath) -> [Case] {
    let folder = URL(fileURLWithPath: "\(test)").deletingLastPathComponent().appendingPathComponent(folder).standardized
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0.hasSuffix(".txt") }.sorted().flatMap {
      cases(inFile: folder.appendingPathComponent($0).path)
    }
  }

  /// Compares what a case expects under a heading with what was made of it. With DRAGOMAN_UPDATE_CASES=1 in the environment
  /// the file is rewritten instead, for the change to be read in `git diff`.
  ///
  /// - Returns: nil where they agree; else both, to be shown.
  public static func difference(_ testCase: Case, _ heading: String = "expect", _ made: String) -> String? {
    let made = made.trimmingCharacters(in: .newlines)
    let expected = testCase[heading] ?? ""
    if made == expected { return nil }
    if ProcessInfo.processInfo.environment["DRAGOMAN_UPDATE_CASES"] == "1" {
      rewrite(testCase, heading, made)
      return nil
    }
    return "\(testCase)\n--- expected\n\(expected)\n--- made\n\(made)"
  }

  private static func cases(inFile path: String) -> [Case] {
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return [] }
    var found: [Case] = []
    var name: String?
    var start = 0
    var sections: [(heading: String, lines: [String])] = []
    func finish() {
      guard let name else { return }
      let texts = sections.map { ($0.heading, $0.lines.joined(separator: "\n").trimmingCharacters(in: .newlines)) }
      found.append(Case(name: name, file: path, line: start, sections: texts))
    }
    for (number, line) in text.components(separatedBy: "\n").enumerated() {
      if line.hasPrefix("=== ") {
        finish()
        name = String(line.dropFirst(4))
        start = number + 1
        sections = []
      } else if line.hasPrefix("--- ") {
        sections.append((String(line.dropFirst(4)), []))
      } else if !sections.isEmpty {
        sections[sections.count - 1].lines.append(line)
      }
    }
    finish()
    return found
  }

  private static let rewriting = NSLock()

  private static func rewrite(_ testCase: Case, _ heading: String, _ made: String) {
    rewriting.lock()
    defer { rewriting.unlock() }
    guard let text = try? String(contentsOfFile: testCase.file, encoding: .utf8) else { return }
    var lines: [String] = []
    var isInCase = false
    var isInSection = false
    for line in text.components(separatedBy: "\n") {
      if line.hasPrefix("=== ") || line.hasPrefix("--- ") {
        if isInSection { lines.append("") }
        if line.hasPrefix("=== ") { isInCase = line == "=== " + testCase.name }
        isInSection = isInCase && line == "--- " + heading
        lines.append(line)
        if isInSection { lines += made.components(separatedBy: "\n") }
      } else if !isInSection {
        lines.append(line)
      }
    }
    if isInSection { lines.append("") }
    try? lines.joined(separator: "\n").write(toFile: testCase.file, atomically: true, encoding: .utf8)
  }
}
