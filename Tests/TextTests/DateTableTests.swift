import Testing
import Text

/// The tables of ``DateTables``.
@Suite struct DateTableTests {
  private struct Row {
    var language: String?
    var text: String
    var expected: [String]
  }

  private func rows(_ table: String) -> [Row] {
    table.split(separator: "\n").map { line in
      let parts = line.split(separator: "|", maxSplits: 1).map { $0.trimmed }
      var text = parts[0]
      var language: String?
      if let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")),
        text.utf8.distance(from: text.startIndex, to: colon) == 2,
        text.dropFirst(3).first == " ", text.utf8.first.map({ $0 > 0x60 }) == true
      {
        language = String(text[..<colon])
        text = String(text[colon...].dropFirst(2))
      }
      return Row(
        language: language, text: text, expected: parts.count > 1 ? parts[1].split(separator: " ").map(String.init) : []
      )
    }
  }

  /// `[+DAYS] HH:MM[:SS] PRECISION` of 20 January 2025, or `DATE PRECISION`.
  private func moment(_ expected: [String]) -> String {
    var parts = expected
    var day = 20
    if parts[0].hasPrefix("+") { day += Int(parts.removeFirst().dropFirst()) ?? 0 }
    if parts[0].contains("-") { return "\(parts[0])T00:00:00Z \(parts[1])" }
    return "2025-01-\(day)T\(parts[0])\(parts[0].count == 5 ? ":00" : "")Z \(parts[1])"
  }

  private func words(_ date: DateMention?) -> String {
    date.map { "\($0.instant) \($0.precision.rawValue)" } ?? "nothing"
  }

  @Test func days() {
    for row in rows(DateTables.days) {
      let expected = row.expected.first ?? "2025-01-20"
      let found = Dates.mentions(in: row.text, language: row.language)
      #expect(found.map { words($0) } == ["\(expected)T00:00:00Z day"], "\(row.text)")
      #expect(words(Dates.stated(row.text, language: row.language)) == "\(expected)T00:00:00Z day", "\(row.text)")
      #expect(found.allSatisfy { $0.original == row.text.slice($0.range) })
    }
  }

  /// A date is found alike within a sentence, and on a long line of others.
  @Test func daysInSentences() {
    for row in rows(DateTables.days) {
      let expected = row.expected.first ?? "2025-01-20"
      let sentence = "abc (\(row.text)) abc"
      #expect(
        Dates.mentions(in: sentence, language: row.language).map { words($0) } == ["\(expected)T00:00:00Z day"],
        "\(sentence)")
    }
    let all = rows(DateTables.days).filter { $0.language == nil }
    let line = all.map { "(\($0.text)); " }.joined()
    #expect(Dates.mentions(in: String(repeating: line, count: 3)).count == 3 * all.count)
  }

  @Test func times() {
    for row in rows(DateTables.times) {
      let found = Dates.mentions(in: row.text, language: row.language)
      #expect(found.map { words($0) } == [moment(row.expected)], "\(row.text)")
    }
  }

  @Test func fields() {
    for row in rows(DateTables.fields) {
      #expect(words(Dates.stated(row.text, language: row.language)) == moment(row.expected), "\(row.text)")
    }
  }

  @Test func relative() {
    let now = Instant(iso8601: "2025-01-21T10:30:00Z")
    for row in rows(DateTables.relative) {
      #expect(words(Dates.stated(row.text, now: now)) == row.expected.joined(separator: " "), "\(row.text)")
      #expect(Dates.stated(row.text) == nil, "\(row.text)")
    }
  }

  @Test func none() {
    for row in rows(DateTables.none) {
      let found = Dates.mentions(in: row.text).filter { $0.precision != .year && $0.precision != .month }
      #expect(found.map { words($0) } == [], "\(row.text)")
    }
  }
}

extension Substring {
  fileprivate var trimmed: String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}
