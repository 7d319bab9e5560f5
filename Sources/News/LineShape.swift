import Text

/// What a paragraph looks like from outside.
struct LineShape {
  /// In bytes: what is longer is no headline, dateline or "read also" line.
  static let longestLine = 600

  /// In characters.
  let length: Int
  /// Words and numbers; counted up to 60.
  let words: Int
  /// Whether it ends as a sentence does.
  let endsSentence: Bool
  /// Whether it ends with a full stop, and not with several, nor with an abbreviation such as "U.S.".
  let endsWithFullStop: Bool
  /// Whether it ends with a mark that leads on: a colon, a comma.
  let leadsOn: Bool
  /// Its words, folded, to compare with others; empty for a long paragraph.
  let key: [String]
  /// Where each word ends.
  private let ends: [Int]
  /// The date, where the paragraph is little else.
  var date: DateMention? { dated?.mention }
  /// The date, and how many words stand beside it.
  private let dated: (mention: DateMention, outside: Int)?

  /// - Parameter language: of the text, which tells the day from the month in a date of numbers.
  init(_ text: String, _ range: Range<Int>, language: String?) {
    let slice = text.slice(range)
    let isShort = range.count <= LineShape.longestLine
    length = isShort ? slice.unicodeScalars.count : range.count
    let found = Tokenizer.words(in: text, text.prefix(of: range, bytes: LineShape.longestLine))
    words = found.count
    key = isShort ? found.map { text.slice($0).folded() } : []
    ends = isShort ? found.map(\.upperBound) : []
    let closing: Set<Unicode.Scalar> = ["\"", "'", "»", "”", "’", ")", "]", "\u{200F}", "\u{200E}", " "]
    let end = slice.unicodeScalars.reversed().drop { closing.contains($0) }.prefix(3)
    let last = end.first
    let isAbbreviated = end.first == "." && end.dropFirst().contains(".")
    endsWithFullStop = last.map { [".", "۔", "。", "।"].contains($0) } ?? false && !isAbbreviated
    endsSentence = last.map { [".", "!", "?", "؟", "۔", "。", "！", "？", "।"].contains($0) } ?? false
    leadsOn = last.map { [":", ",", "،", ";", "؛"].contains($0) } ?? false
    dated = isShort ? LineShape.date(text, range, found, language) : nil
  }

  /// A paragraph of the article itself: long, or a whole sentence.
  var isProse: Bool { length > 250 || (endsWithFullStop && words >= 8) }

  /// Whether so many words stand beside the date that the paragraph may as well be a headline.
  var isDateDoubtful: Bool { dated?.outside ?? 0 > 2 }

  /// Short, and without a full stop.
  var isHeadline: Bool {
    (2...30).contains(words) && length <= 180 && !leadsOn && (date == nil || isDateDoubtful) && !endsWithFullStop
  }

  /// The publisher's name behind a mark, where this paragraph is otherwise the same as a shorter one.
  func tail(after headline: LineShape, _ text: String) -> String? {
    let count = headline.key.count
    guard key.count > count, key.count <= count + 5, key.starts(with: headline.key), count > 0 else { return nil }
    let rest = LineShape.afterMark(text, ends[count - 1]..<ends[key.count - 1])
    return rest.hasMark && !rest.isEmpty ? LineShape.oneLine(text, rest.range) : nil
  }

  /// A date to the day that little stands beside: names of a place or an agency, "published".
  private static func date(
    _ text: String, _ range: Range<Int>, _ words: [Range<Int>], _ language: String?
  ) -> (mention: DateMention, outside: Int)? {
    guard words.count <= 20, text.slice(range).utf8.contains(where: { isDigitByte($0) }) else { return nil }
    let mentions = Dates.mentions(in: text, range, language: language)
    guard let first = mentions.first(where: { ![.year, .month].contains($0.precision) }) else { return nil }
    let outside = words.count { word in !mentions.contains { $0.range.overlaps(word) } }
    guard text.slice(range).unicodeScalars.last == "." else { return outside <= 6 ? (first, outside) : nil }
    // A sentence goes on behind its date.
    let end = mentions.map(\.range.upperBound).max() ?? 0
    let isSentence = words.contains { $0.lowerBound >= end && $0.count > 2 }
    return outside <= 2 && !isSentence ? (first, outside) : nil
  }

  /// ASCII digits, or bytes that begin the digits of Arabic, Persian and Urdu.
  private static func isDigitByte(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || byte == 0xD9 || byte == 0xDB
  }

  /// What follows a colon, dash, bar, dots or arrows at the start of a range, and whether there were any.
  static func afterMark(_ text: String, _ range: Range<Int>) -> (range: Range<Int>, hasMark: Bool, isEmpty: Bool) {
    let marks: Set<Unicode.Scalar> = [
      ":", "-", "–", "—", "|", ".", "…", "»", "«", ">", "<", "›", "→", "←", "⇐", "؛", "،", "ـ", "/", "*", "•", "\"",
      "(", ")",
    ]
    var hasMark = false
    var start = range.lowerBound
    for scalar in text.slice(range).unicodeScalars {
      if marks.contains(scalar) {
        hasMark = true
      } else if !scalar.properties.isWhitespace, !["\u{200F}", "\u{200E}", "\u{FE0F}"].contains(scalar) {
        break
      }
      start += UTF8.width(scalar)
    }
    return (start..<range.upperBound, hasMark, start == range.upperBound)
  }

  /// The text of a range with one blank where there was white space.
  static func oneLine(_ text: String, _ range: Range<Int>) -> String {
    text.slice(range).split { $0.isWhitespace }.joined(separator: " ")
  }
}

extension LineShape {
  /// The parts of a line between separators, trimmed; one where there is none.
  static func parts(of line: String, by separator: String) -> [String] {
    var parts: [[UInt8]] = [[]]
    let bytes = Array(line.utf8)
    let mark = Array(separator.utf8)
    var at = 0
    while at < bytes.count {
      if at + mark.count <= bytes.count, bytes[at..<at + mark.count].elementsEqual(mark) {
        parts.append([])
        at += mark.count
      } else {
        parts[parts.count - 1].append(bytes[at])
        at += 1
      }
    }
    return parts.map { oneLine(String(decoding: $0, as: UTF8.self)) }
  }

  static func oneLine(_ text: String) -> String { oneLine(text, 0..<text.utf8.count) }
}
