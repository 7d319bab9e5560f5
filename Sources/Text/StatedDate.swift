extension Dates {
  /// The moment that a field states which holds a date, perhaps with words beside it: `Published 20 January 2025, 03:56 GMT`.
  ///
  /// Besides what ``mentions(in:_:language:)`` reads, these are dates of RFC 5322 with years of two digits, every form of ISO
  /// 8601, seconds since 1970, and month and year in numbers; and, where there is something to count from, dates relative to it
  /// and dates without a year. Of several dates the first of the finest precision counts, and a Gregorian one before others.
  /// - Parameters:
  ///   - language: of the text (BCP 47), where it is known.
  ///   - now: what "3 hours ago", "yesterday", "20 January" are counted from; nil where they mean nothing.
  public static func stated(_ field: String, language: String? = nil, now: Instant? = nil) -> DateMention? {
    let text = field.split { $0 == " " || $0.isNewline || $0 == "\t" || $0 == "\u{A0}" }.joined(separator: " ")
    guard !text.isEmpty, text.utf8.count <= longestField else { return nil }
    if let instant = sinceEpoch(text) { return instant }
    var scan = DateScan(
      text, 0..<text.utf8.count, DateContext(language: language, isField: true, now: now))
    let found = scan.mentions()
    if let best = found.max(by: { rank($0) < rank($1) }) {
      return found.first { rank($0) == rank(best) }
    }
    return now.flatMap { RelativeDate.read(text, now: $0) }
      .map { DateMention(range: 0..<text.utf8.count, instant: $0.instant, precision: $0.precision, original: text) }
  }

  /// The moment of a field that is a date and nothing else; nil where words or numbers stand beside it.
  public static func only(_ field: String, language: String? = nil, now: Instant? = nil) -> DateMention? {
    guard let date = stated(field, language: language, now: now) else { return nil }
    let text = field.split { $0 == " " || $0.isNewline || $0 == "\t" || $0 == "\u{A0}" }.joined(separator: " ")
    let isAlone = Tokenizer.words(in: text).allSatisfy { date.range.overlaps($0) }
    return isAlone ? date : nil
  }

  /// In bytes: no field that holds a date is longer.
  private static let longestField = 2000

  private static func rank(_ mention: DateMention) -> Int {
    let precisions: [Precision: Int] = [.year: 0, .month: 1, .day: 2, .hour: 3, .minute: 4, .second: 5]
    return (precisions[mention.precision] ?? 0) * 2 + (mention.calendar == .gregorian ? 1 : 0)
  }

  /// Seconds or milliseconds since 1970, from 1990 to 2099.
  private static func sinceEpoch(_ text: String) -> DateMention? {
    guard text.utf8.count == 9 || text.utf8.count == 10 || text.utf8.count == 13, text.utf8.allSatisfy(isASCIIDigit),
      var seconds = Int64(text)
    else { return nil }
    if text.utf8.count == 13 { seconds /= 1000 }
    guard (631_152_000..<4_102_444_800).contains(seconds) else { return nil }
    return DateMention(
      range: 0..<text.utf8.count, instant: Instant(secondsSince1970: seconds), precision: .second, original: text,
      offsetMinutes: 0)
  }
}
