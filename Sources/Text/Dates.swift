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
  /// The calendar that the text states the date in.
  public var calendar = DateCalendar.gregorian
  /// Minutes ahead of UTC of the zone that the text names; nil where it names none.
  public var offsetMinutes: Int?
  /// The other moment that the text may as well mean: of `03/04/2025` the day may be 3 or 4, and `listopad` is October in
  /// Croatian and November in Polish. Nil where weekday, zone, language or other dates of the text tell.
  public var alternative: Instant?

  public init(
    range: Range<Int>, instant: Instant, precision: Precision, original: String,
    calendar: DateCalendar = .gregorian, offsetMinutes: Int? = nil, alternative: Instant? = nil
  ) {
    self.range = range
    self.instant = instant
    self.precision = precision
    self.original = original
    self.calendar = calendar
    self.offsetMinutes = offsetMinutes
    self.alternative = alternative
  }
}

/// Dates in texts and fields, in the languages of the press.
///
/// Read are day, month and year in words (`20 كانون الثاني/يناير 2025`, `January 20, 2025`, `2025年1月20日`), in numbers
/// (`2025-01-20`, `20/01/2025`), month and year, a year behind a word for it (`عام 2024`); beside them a weekday, a time of day
/// and its zone. Names of months are those of the CLDR and of the Arabic press in all its traditions. Dates of the Hijri
/// calendar (Umm al-Qura), the Persian and the Thai one become Gregorian ones. A date must name its year, stand on one line
/// and exist. Digits may be of any script.
public enum Dates {
  /// The dates of a text in order; none overlap.
  ///
  /// Where numbers leave open whether day or month comes first, the language tells, else the weekday or zone beside them, else
  /// the other dates of the text; else the mention has an alternative.
  /// - Parameters:
  ///   - range: UTF-8 byte offsets on scalar boundaries; the whole text when nil. Results are absolute offsets.
  ///   - language: the text's language (BCP 47), where it is known.
  public static func mentions(in text: String, _ range: Range<Int>? = nil, language: String? = nil) -> [DateMention] {
    var scan = DateScan(text, text.checked(range), DateContext(language: language))
    return scan.mentions()
  }

  /// The dates of a stretch that states them, such as the first words of a report: also those without a year, which are the
  /// last such day that is not after `now`.
  ///
  /// - Parameters:
  ///   - range: UTF-8 byte offsets on scalar boundaries. Results are absolute offsets.
  ///   - language: the text's language (BCP 47), where it is known.
  public static func statements(
    in text: String, _ range: Range<Int>, language: String?, now: Instant?
  ) -> [DateMention] {
    var scan = DateScan(text, text.checked(range), DateContext(language: language, isField: true, now: now))
    return scan.mentions()
  }

  /// Settles day and month of dates in numbers by other dates of the same text.
  static func settle(_ found: inout [(date: DateGrammar.Found, range: Range<Int>)]) {
    var shown: (day: Bool, month: Bool) = (false, false)
    for (found, _) in found {
      if found.day.shownOrder == .day { shown.day = true }
      if found.day.shownOrder == .month { shown.month = true }
    }
    guard shown.day != shown.month else { return }
    for at in found.indices where found[at].date.day.isOpen {
      found[at].date.day.isOpen = false
      if shown.month {
        (found[at].date.day.month, found[at].date.day.day) = (found[at].date.day.day, found[at].date.day.month)
      }
    }
  }
}

extension DateGrammar.Found {
  /// The mention, in a text.
  func mention(_ text: String, _ range: Range<Int>) -> DateMention? {
    guard let instant = day.instant, let (moment, offset) = moment(on: instant) else { return nil }
    return DateMention(
      range: range, instant: moment, precision: time?.precision ?? day.precision, original: String(text.slice(range)),
      calendar: day.calendar, offsetMinutes: offset, alternative: day.other.flatMap { self.moment(on: $0)?.moment })
  }

  private func moment(on day: Instant) -> (moment: Instant, offset: Int?)? {
    guard let time else { return (day, nil) }
    let clock = time.hour * 3600 + time.minute * 60 + time.second + (time.isNextDay ? 86_400 : 0)
    let local = Instant(secondsSince1970: day.secondsSince1970 + Int64(clock))
    let offset = time.zone?.offsetMinutes(local)
    return (Instant(secondsSince1970: local.secondsSince1970 - Int64((offset ?? 0) * 60)), offset)
  }
}
