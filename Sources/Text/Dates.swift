/// How much of an instant a text states; the rest is its earliest moment.
public enum Precision: String, Sendable {
  case year, month, day, hour, minute, second
}

/// A date found in a text.
public struct DateMention: Hashable, Sendable {
  /// The whole expression with weekday, time and zone: UTF-8 byte offsets, half-open.
  public var range: Range<Int>
  /// The moment; where the text names no zone it is read as UTC.
  public var instant: Instant
  public var precision: Precision
  /// The expression as it stands.
  public var original: String

  public init(range: Range<Int>, instant: Instant, precision: Precision, original: String) {
    self.range = range
    self.instant = instant
    self.precision = precision
    self.original = original
  }
}

/// Gregorian dates in running text: Arabic (Levantine, Egyptian and Gulf, Maghrebi months), English, Persian, Urdu, Russian.
///
/// Read are day, month and year in words (`20 كانون الثاني/يناير 2025`, `January 20, 2025`), in numbers (`2025-01-20`,
/// `20/01/2025`, the day first unless it cannot be), month and year, a year behind a word for it (`عام 2024`); before them
/// a weekday or a time of day, after them a time of day and its zone. A date must name its year, stand on one line and exist;
/// years of the Hijri and Iranian calendars are left alone. Digits may be of any script.
public enum Dates {
  /// The dates of a text in order; none overlap.
  ///
  /// - Parameter range: UTF-8 byte offsets on scalar boundaries; the whole text when nil. Results are absolute offsets.
  public static func mentions(in text: String, _ range: Range<Int>? = nil) -> [DateMention] {
    let bounds = text.checked(range)
    let reader = DateReader(text: text, tokens: Tokenizer.tokens(in: text, bounds))
    var found: [DateMention] = []
    var index = 0
    var free = 0
    while index < reader.tokens.count {
      if reader.startsWithDigit(index), let (mention, next) = reader.mention(at: index, notBefore: free) {
        found.append(mention)
        index = next
        free = next
      } else {
        index += 1
      }
    }
    return found
  }
}
