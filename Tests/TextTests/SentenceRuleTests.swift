import Foundation
import Testing
import Text

/// pragmatic_segmenter's golden rules; white space is compared as one space.
@Suite(.enabled(if: Shared.has("data/segmentation"), "DRAGOMAN_SHARED names no folder with data/segmentation"))
struct GoldenRuleTests {
  struct Rule: Decodable {
    var name: String
    var text: String
    var expect: [String]

    func holds(in language: String) -> Bool { Rule.plain(sentences(in: language)) == Rule.plain(expect) }

    func sentences(in language: String) -> [String] {
      SentenceBreaker(language: language).sentences(in: text).map { String(text.slice($0)) }
    }

    private static func plain(_ sentences: [String]) -> [String] {
      sentences.map { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
    }
  }

  private func rules(_ file: String) throws -> [Rule] {
    try JSONDecoder().decode([Rule].self, from: Shared.data("data/segmentation/\(file).json"))
  }

  @Test func arabic() throws {
    for rule in try rules("arabic") where !rule.name.hasPrefix("Comma") {
      #expect(rule.holds(in: "ar"), "\(rule.name): \(rule.sentences(in: "ar"))")
    }
  }

  /// Some English rules rewrite the text (markup, broken lines), which sentence ranges cannot.
  @Test func english() throws {
    let rules = try rules("english")
    let failed = rules.filter { !$0.holds(in: "en") }
    if ProcessInfo.processInfo.environment["DRAGOMAN_SHOW"] != nil {
      for rule in failed { print(rule.name, rule.sentences(in: "en"), "expected", rule.expect, separator: "\n  ") }
    }
    #expect(failed.count <= 31, "\(failed.map(\.name))")
  }
}
