import Text

/// A day and a time of day, by the days that spreadsheets count.
struct SerialDate {
  /// `2025-01-20`.
  let day: String
  /// Thousandths of a second of the day.
  private let thousandths: Int
  /// Whether it is a time of no day.
  let isTimeOnly: Bool

  /// Nil for what is no day that spreadsheets know, before 1900 or after 9999.
  ///
  /// - Parameter needsDate: whether a number below 1, which is a time of no day, will not do.
  init?(_ value: Double, from1904: Bool, needsDate: Bool) {
    guard value >= 0, value < 2_958_466 else { return nil }
    let total = Int((value * 86_400_000).rounded())
    let days = total / 86_400_000
    thousandths = total % 86_400_000
    isTimeOnly = days == 0 && !from1904
    if isTimeOnly, needsDate { return nil }
    // Lotus 1-2-3 took 1900 for a leap year, and so does every program since; day 60 never was.
    if days == 60, !from1904 {
      day = "1900-02-29"
      return
    }
    let since1970 = days - (from1904 ? 24_107 : days < 60 ? 25_568 : 25_569)
    day = String(Instant(secondsSince1970: Int64(since1970) * 86_400).description.prefix(10))
  }

  /// `03:56`, with seconds where they are asked for or there are any, and with parts of one where they are asked for.
  func time(withSeconds: Bool, withParts: Bool) -> String {
    let part = withParts && thousandths % 1000 != 0 ? "." + SerialDate.digits(thousandths % 1000, 3) : ""
    // Dates are stored as fractions of a day, which are seldom whole seconds.
    let seconds = min(part.isEmpty ? (thousandths + 500) / 1000 : thousandths / 1000, 86_399)
    let hasSeconds = withSeconds || seconds % 60 != 0
    return SerialDate.digits(seconds / 3600, 2) + ":" + SerialDate.digits(seconds / 60 % 60, 2)
      + (hasSeconds ? ":" + SerialDate.digits(seconds % 60, 2) : "") + part
  }

  /// `27:15` or `27:15:30`: hours that may be more than a day has.
  static func duration(_ value: Double, finest: Character) -> String? {
    guard abs(value) < 2_958_466 else { return nil }
    let seconds = Int((abs(value) * 86_400).rounded())
    return (value < 0 && seconds > 0 ? "-" : "") + digits(seconds / 3600, 1) + ":" + digits(seconds / 60 % 60, 2)
      + (finest == "s" || seconds % 60 != 0 ? ":" + digits(seconds % 60, 2) : "")
  }

  private static func digits(_ number: Int, _ width: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, width - text.utf8.count)) + text
  }
}
