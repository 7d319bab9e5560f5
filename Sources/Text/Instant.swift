/// A moment, to the second, in the proleptic Gregorian calendar and UTC, without leap seconds.
public struct Instant: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// Seconds since 1970-01-01T00:00:00Z.
  public var secondsSince1970: Int64

  public init(secondsSince1970: Int64) {
    self.secondsSince1970 = secondsSince1970
  }

  /// The moment of a date and time of day, or nil when there is none such (30 February, 25 o'clock).
  ///
  /// - Parameters:
  ///   - year: -999,999 to 999,999; the year before 1 is 0.
  ///   - second: 0 to 60; a leap second is the second after it.
  ///   - offsetMinutes: minutes by which the local time is ahead of UTC, less than a day.
  public init?(
    year: Int, month: Int, day: Int, hour: Int = 0, minute: Int = 0, second: Int = 0, offsetMinutes: Int = 0
  ) {
    guard abs(year.clamped) <= 999_999, (1...12).contains(month), day >= 1, day <= Instant.days(in: month, of: year),
      (0...23).contains(hour), (0...59).contains(minute), (0...60).contains(second),
      (-1439...1439).contains(offsetMinutes)
    else { return nil }
    let days = Instant.daysSince1970(year, month, day)
    secondsSince1970 = Int64(days * 86_400 + hour * 3600 + (minute - offsetMinutes) * 60 + second)
  }

  public static func < (a: Instant, b: Instant) -> Bool {
    a.secondsSince1970 < b.secondsSince1970
  }

  /// RFC 3339 in UTC, as in `2025-01-20T03:56:00Z`; years beyond 0 to 9999 carry a sign (ISO 8601, expanded).
  public var description: String {
    let c = civil
    let sign = c.year < 0 ? "-" : c.year > 9999 ? "+" : ""
    return sign + digits(abs(c.year), sign.isEmpty ? 4 : 6) + "-" + digits(c.month, 2) + "-" + digits(c.day, 2) + "T"
      + digits(c.hour, 2) + ":" + digits(c.minute, 2) + ":" + digits(c.second, 2) + "Z"
  }

  /// The date and time of day in UTC.
  ///
  /// From days to date by Howard Hinnant's `civil_from_days` ("chrono-Compatible Low-Level Date Algorithms", 2013).
  public var civil: (year: Int, month: Int, day: Int, hour: Int, minute: Int, second: Int) {
    let seconds = Int(secondsSince1970)
    let days = floorDivided(seconds, by: 86_400)
    let remainder = seconds % 86_400
    let rest = remainder < 0 ? remainder + 86_400 : remainder
    let shifted = days + 719_468  // from 0000-03-01
    let era = floorDivided(shifted, by: 146_097)
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    return (
      yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * monthFromMarch + 2) / 5 + 1,
      rest / 3600, rest / 60 % 60, rest % 60
    )
  }

  /// Days from 1970-01-01 to a date, by Howard Hinnant's `days_from_civil` (as above).
  private static func daysSince1970(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = floorDivided(shiftedYear, by: 400)
    let yearOfEra = shiftedYear - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  private static func days(in month: Int, of year: Int) -> Int {
    switch month {
    case 4, 6, 9, 11: 30
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    default: 31
    }
  }
}

extension Int {
  /// The number without the one value whose magnitude is no `Int`.
  fileprivate var clamped: Int { Swift.max(self, -Int.max) }
}

private func floorDivided(_ a: Int, by b: Int) -> Int {
  a >= 0 ? a / b : -((-(a + 1)) / b) - 1
}

private func digits(_ number: Int, _ width: Int) -> String {
  let text = String(number)
  return String(repeating: "0", count: max(0, width - text.utf8.count)) + text
}

extension Instant {
  /// Reads ISO 8601 and RFC 3339: a date, or a date and time, extended (`2025-01-20T03:56:00+03:00`) or basic
  /// (`20250120T035600Z`, as TMX has it). Without a zone it is UTC; fractions of a second are dropped.
  public init?(iso8601: some StringProtocol) {
    var reader = DigitReader(bytes: Array(iso8601.utf8))
    guard let year = reader.number(4) else { return nil }
    let extended = reader.skip("-")
    guard let month = reader.number(2), !extended || reader.skip("-"), let day = reader.number(2) else { return nil }
    var time = (hour: 0, minute: 0, second: 0)
    var offset = 0
    if reader.skip("T") || reader.skip("t") || reader.skip(" ") {
      guard let hour = reader.number(2) else { return nil }
      let colons = reader.skip(":")
      guard let minute = reader.number(2) else { return nil }
      time = (hour, minute, 0)
      if colons ? reader.skip(":") : reader.isAtDigit {
        guard let second = reader.number(2) else { return nil }
        time.second = second
        if reader.skip(".") || reader.skip(",") {
          guard reader.skipDigits() else { return nil }
        }
      }
      if let sign = reader.skip("+") ? 1 : reader.skip("-") ? -1 : nil {
        guard let hours = reader.number(2) else { return nil }
        let hasColon = reader.skip(":")
        let minutes = reader.number(2)
        guard !hasColon || minutes != nil, hours < 24, (minutes ?? 0) < 60 else { return nil }
        offset = sign * (hours * 60 + (minutes ?? 0))
      } else if !reader.skip("Z") {
        _ = reader.skip("z")
      }
    }
    guard reader.isAtEnd else { return nil }
    self.init(
      year: year, month: month, day: day, hour: time.hour, minute: time.minute, second: time.second,
      offsetMinutes: offset)
  }
}

/// Reads groups of ASCII digits.
private struct DigitReader {
  let bytes: [UInt8]
  var offset = 0

  init(bytes: [UInt8]) { self.bytes = bytes }

  var isAtEnd: Bool { offset == bytes.count }
  var isAtDigit: Bool { offset < bytes.count && (0x30...0x39).contains(bytes[offset]) }

  mutating func skip(_ character: Unicode.Scalar) -> Bool {
    guard offset < bytes.count, UInt32(bytes[offset]) == character.value else { return false }
    offset += 1
    return true
  }

  mutating func skipDigits() -> Bool {
    let start = offset
    while isAtDigit { offset += 1 }
    return offset > start
  }

  mutating func number(_ count: Int) -> Int? {
    guard offset + count <= bytes.count else { return nil }
    var value = 0
    for byte in bytes[offset..<offset + count] {
      guard (0x30...0x39).contains(byte) else { return nil }
      value = value * 10 + Int(byte - 0x30)
    }
    offset += count
    return value
  }
}
