/// A calendar that dates are written in.
public enum DateCalendar: String, Sendable {
  case gregorian
  /// The Islamic calendar of Umm al-Qura for the years 1300 to 1600, else the arithmetical one ("civil", type II).
  case hijri
  /// The Iranian solar calendar, also that of Afghanistan.
  case persian
  /// The Thai solar calendar: Gregorian with years counted from 544 BC.
  case buddhist

  /// The Gregorian date of a date of this calendar; nil where there is none such.
  func gregorian(year: Int, month: Int, day: Int) -> Instant? {
    switch self {
    case .gregorian: Instant(year: year, month: month, day: day)
    case .buddhist: Instant(year: year - 543, month: month, day: day)
    case .hijri: HijriCalendar.instant(year: year, month: month, day: day)
    case .persian: PersianCalendar.instant(year: year, month: month, day: day)
    }
  }

  /// The years that a text of our time may name.
  var years: ClosedRange<Int> {
    switch self {
    case .gregorian: 1700...2199
    case .buddhist: 2300...2742
    case .hijri, .persian: 1200...1600
    }
  }
}

/// The Iranian calendar. Leap years follow the cycle of 33 years, which agrees with the vernal equinox at Tehran from 1206 to
/// 1472 (K. M. Borkowski, "The Persian calendar for 3000 years", 1996); the years beyond are read by the same rule.
enum PersianCalendar {
  static func instant(year: Int, month: Int, day: Int) -> Instant? {
    guard (1...3000).contains(year), (1...12).contains(month), day >= 1, day <= days(in: month, of: year) else {
      return nil
    }
    let before = month <= 7 ? (month - 1) * 31 : 186 + (month - 7) * 30
    let day = firstDay + (year - 1) * 365 + (8 * year + 21) / 33 + before + day - 1
    return Instant(secondsSince1970: Int64(day) * 86_400)
  }

  private static func days(in month: Int, of year: Int) -> Int {
    month <= 6 ? 31 : month <= 11 || isLeap(year) ? 30 : 29
  }

  private static func isLeap(_ year: Int) -> Bool { (25 * year + 11) % 33 < 8 }

  /// Days from 1970-01-01 to the day before 1 Farvardin 1, which was 22 March 622 (Gregorian).
  private static let firstDay = -492_268
}
