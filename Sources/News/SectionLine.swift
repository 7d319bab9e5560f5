import Text

/// A line of its own that names publisher and section: `NAME - NAME`, or a trail such as `Home > World > Asia`.
public struct SectionLine: Hashable, Sendable {
  /// Nil for a trail.
  public var publisher: String?
  public var section: String

  /// Nil where the line is no such line.
  ///
  /// - Parameter range: the line, in the text's bytes.
  public init?(_ text: String, _ range: Range<Int>) {
    guard range.count <= 160 else { return nil }
    let line = LineShape.oneLine(text, range)
    guard let (parts, isTrail) = SectionLine.parts(of: line), parts.allSatisfy(SectionLine.isName) else { return nil }
    guard let last = parts.last, Set(parts).count == parts.count else { return nil }
    section = last
    publisher = isTrail ? nil : parts.first
  }

  private static func parts(of line: String) -> (parts: [String], isTrail: Bool)? {
    for (separator, isTrail) in separators {
      let parts = LineShape.parts(of: line, by: separator)
      guard (2...5).contains(parts.count) else { continue }
      // Beginning with the front page, or with many parts between bars, it is a trail as well.
      let begins = Cues.words(of: parts[0]).joined(separator: " ")
      let leadsHome = CuePhrases.homesFolded.contains(begins)
      if isTrail || leadsHome || separator == " | " || parts.count == 2 {
        return (parts, isTrail || leadsHome || parts.count > 2)
      }
    }
    return nil
  }

  private static let separators: [(String, isTrail: Bool)] = [
    (" - ", false), (" – ", false), (" — ", false), (" | ", false), (" > ", true), (" » ", true), (" › ", true),
    (" / ", true), (">", true), ("›", true),
  ]

  /// One to three words without digits or marks; initials are none.
  private static func isName(_ part: String) -> Bool {
    let words = part.split(separator: " ")
    return (1...3).contains(words.count) && words.contains { $0.unicodeScalars.count > 2 }
      && part.unicodeScalars.count <= 28
      && part.unicodeScalars.allSatisfy { scalar in
        let properties = scalar.properties
        return properties.isAlphabetic || properties.generalCategory == .nonspacingMark || properties.isJoinControl
          || scalar == " " || scalar == "'" || scalar == "’" || scalar == "&" || scalar == "ـ"
      }
  }
}
