import Document
import Text

/// What the `\info` group of an RTF file says.
struct RTFMetadata {
  private var texts: [String: String] = [:]
  private var numbers: [String: [String: Int]] = [:]

  mutating func append(_ words: String, to name: String) {
    if texts[name, default: ""].utf8.count < 1 << 12 { texts[name, default: ""] += words }
  }

  /// A number of a date: `\yr2025`.
  mutating func part(_ name: String, _ number: Int?, of field: String) {
    if let number { numbers[field, default: [:]][name] = number }
  }

  func text(_ name: String) -> String? {
    let words = Canonical.nfc(texts[name, default: ""]).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return words.isEmpty ? nil : words
  }

  func moment(_ name: String) -> Moment? {
    guard let parts = numbers[name], let year = parts["yr"], let month = parts["mo"], let day = parts["dy"],
      let instant = Instant(
        year: year, month: month, day: day, hour: parts["hr"] ?? 0, minute: parts["min"] ?? 0)
    else { return nil }
    let hasTime = parts["hr"] != nil
    return Moment(
      instant: instant, precision: hasTime ? .minute : .day,
      original: String(instant.description.prefix(hasTime ? 16 : 10)))
  }
}
