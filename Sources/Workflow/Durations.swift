/// Durations as workflow files write them: `500ms`, `1s`, `2m`, `1.5h`.
enum Durations {
  static let expectation = "a duration such as 500ms, 30s, 2m or 1h"
  private static let units: [(name: String, milliseconds: Double)] = [
    ("ms", 1), ("s", 1000), ("m", 60_000), ("h", 3_600_000),
  ]
  static var unitNames: [String] { units.map(\.name) }
  private static let longest = 1000.0 * 3_600_000

  /// - Returns: nil for what is no duration, or is longer than 1000 hours.
  static func duration(_ text: String) -> Duration? {
    let digits = text.prefix { $0.isASCII && $0.isNumber || $0 == "." }
    guard let first = digits.first, first != ".", digits.last != ".", let number = Double(digits),
      let unit = units.first(where: { $0.name == text.dropFirst(digits.count) }),
      number * unit.milliseconds <= longest
    else { return nil }
    return .microseconds(Int64((number * unit.milliseconds * 1000).rounded()))
  }

  /// What may have been meant: a number without a unit, a blank before it, or a unit by a longer name.
  static func suggestion(_ text: String) -> String? {
    let digits = text.prefix { $0.isASCII && $0.isNumber || $0 == "." }
    guard !digits.isEmpty else { return nil }
    let rest = text.dropFirst(digits.count).drop { $0 == " " || $0 == "_" }.lowercased()
    let unit =
      switch rest {
      case "": "s"
      case "ms", "msec", "millis", "millisecond", "milliseconds": "ms"
      case "s", "sec", "secs", "second", "seconds": "s"
      case "m", "min", "mins", "minute", "minutes": "m"
      case "h", "hr", "hrs", "hour", "hours": "h"
      default: ""
      }
    return !unit.isEmpty && duration(digits + unit) != nil ? digits + unit : nil
  }
}
