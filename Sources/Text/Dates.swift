/// How much of an instant a text states; the rest is the earliest moment.
public enum Precision: String, Sendable {
  case year, month, day, hour, minute, second
}

/// A date found in a text.
public struct DateMention: Hashable, Sendable {
  /// The whole expression with weekday, time and zone: UTF-8 byte offsets, half-open.
  public var range: Range<Int>
  /// The moment; without a zone in the text it is UTC.
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

/// Dates in running text.
public enum Dates {
  /// The dates of a text in order.
  ///
  /// - Parameter range: UTF-8 byte offsets on scalar boundaries; the whole text when nil. Results are absolute offsets.
  public static func mentions(in text: String, _ range: Range<Int>? = nil) -> [DateMention] {
    let bounds = text.checked(range)
    var found: [DateMention] = []
    let tokens = Tokenizer.tokens(in: text, bounds)
    for i in tokens.indices.dropLast(4) where tokens[i].kind == .number && tokens[i].range.count == 4 {
      let whole = tokens[i].range.lowerBound..<tokens[i + 4].range.upperBound
      guard whole.count == 10, let instant = Instant(iso8601: text.slice(whole)) else { continue }
      found.append(
        DateMention(range: whole, instant: instant, precision: .day, original: String(text.slice(whole))))
    }
    return found
  }
}
