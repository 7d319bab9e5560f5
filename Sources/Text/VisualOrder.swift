import CICU

/// Text in the order in which it stands on a line, from left to right, put back into the order in which it is read: the Unicode
/// bidirectional algorithm (Annex 9) backwards.
///
/// What a line looks like does not always say what was written: "50" right of a Latin word may have stood before or behind it.
/// Then the commoner reading is taken.
public enum VisualOrder {
  /// What a scalar does to the order.
  private enum Kind {
    case left, right, arabic, number, arabicNumber, plusMinus, numberMark, separator, mark, neutral

    init(_ scalar: Unicode.Scalar) {
      switch cicu_direction(Int32(bitPattern: scalar.value)) {
      case 0: self = .left
      case 1: self = .right
      case 13: self = .arabic
      case 2: self = .number
      case 3: self = .plusMinus
      case 4: self = .numberMark
      case 5: self = .arabicNumber
      case 6: self = .separator
      case 17: self = .mark
      default: self = .neutral
      }
    }

    var isRight: Bool { self == .right || self == .arabic }
    var isDigit: Bool { self == .number || self == .arabicNumber }
  }

  /// A line as it is read.
  ///
  /// - Parameters:
  ///   - visual: its scalars from left to right.
  ///   - base: the direction of the paragraph that it is of.
  ///   - mirrors: whether brackets are given as they look; else as they are meant.
  public static func logical(
    _ visual: [Unicode.Scalar], _ base: Direction, mirrors: Bool = true
  ) -> [Unicode.Scalar] {
    let kinds = visual.map(Kind.init)
    var result: [Unicode.Scalar] = []
    result.reserveCapacity(visual.count)
    if base == .rightToLeft {
      appendRightToLeft(visual, kinds, 0..<visual.count, mirrors, &result)
      return result
    }
    var at = 0
    while at < visual.count {
      guard kinds[at].isRight || kinds[at] == .arabicNumber else {
        result.append(visual[at])
        at += 1
        continue
      }
      let end = endOfRightToLeft(kinds, from: at)
      appendRightToLeft(visual, kinds, at..<end, mirrors, &result)
      at = end
    }
    return result
  }

  /// Where a stretch of right-to-left letters ends, what stands between them included.
  private static func endOfRightToLeft(_ kinds: [Kind], from start: Int) -> Int {
    var end = start
    var at = start
    while at < kinds.count, kinds[at] != .left {
      if kinds[at].isRight || kinds[at] == .arabicNumber || kinds[at] == .mark { end = at + 1 }
      at += 1
    }
    return end
  }

  private static func appendRightToLeft(
    _ visual: [Unicode.Scalar], _ kinds: [Kind], _ range: Range<Int>, _ mirrors: Bool,
    _ result: inout [Unicode.Scalar]
  ) {
    // Numbers behind Arabic letters are Arabic numbers (rule W2).
    var isAfterArabic = kinds[range].contains(.arabic)
    var end = range.upperBound
    while end > range.lowerBound {
      let last = end - 1
      if kinds[last] == .left || kinds[last].isDigit {
        if let start = startOfLeftToRight(kinds, range.lowerBound..<end) {
          result += visual[start..<end]
          isAfterArabic = false
          end = start
          continue
        }
      }
      let start = startOfNumber(kinds, range.lowerBound..<end, isAfterArabic)
      if start < end {
        result += visual[start..<end]
        end = start
        continue
      }
      if kinds[last].isRight { isAfterArabic = kinds[last] == .arabic }
      result.append(mirrors && kinds[last] == .neutral ? mirrored(visual[last]) : visual[last])
      end = last
    }
  }

  /// No number with what stands in it is longer, in scalars.
  private static let longestNumber = 64

  /// Where a stretch begins that ends at the range's end and is read from left to right: it has a Latin letter, no Arabic one, and
  /// a letter or digit at both ends. Nil where there is none.
  private static func startOfLeftToRight(_ kinds: [Kind], _ range: Range<Int>) -> Int? {
    var start = range.upperBound
    var hasLetter = false
    var at = range.upperBound
    while at > range.lowerBound {
      at -= 1
      switch kinds[at] {
      case .left:
        hasLetter = true
        start = at
      case .number: if start - at <= 2 || !hasLetter { start = at }
      case .right, .arabic, .arabicNumber: at = range.lowerBound
      default: continue
      }
      // A number that stands apart from the letters before it is read for itself.
      if !hasLetter && (start - at > 2 || range.upperBound - at > longestNumber) { return nil }
    }
    return hasLetter ? start : nil
  }

  /// Where the number begins that ends at the range's end (rules W4 and W5); the range's end where none does.
  private static func startOfNumber(_ kinds: [Kind], _ range: Range<Int>, _ isAfterArabic: Bool) -> Int {
    let end = range.upperBound
    var at = end
    // A sign such as % belongs to a number where no Arabic letter comes before it.
    if !isAfterArabic {
      while at > range.lowerBound, kinds[at - 1] == .numberMark { at -= 1 }
      if at < end, at == range.lowerBound || kinds[at - 1] != .number { return end }
    }
    guard at > range.lowerBound, kinds[at - 1].isDigit else { return end }
    // Persian digits are numbers, their decimal point an Arabic number: behind Arabic letters they are of one kind.
    let digit = kinds[at - 1]
    let isSame: (Kind) -> Bool = { $0 == digit || isAfterArabic && $0.isDigit }
    while at > range.lowerBound {
      if isSame(kinds[at - 1]) {
        at -= 1
      } else if at - 1 > range.lowerBound, isSame(kinds[at - 2]),
        kinds[at - 1] == .separator || kinds[at - 1] == .plusMinus && digit == .number && !isAfterArabic
      {
        at -= 2
      } else {
        break
      }
    }
    if !isAfterArabic, digit == .number {
      while at > range.lowerBound, kinds[at - 1] == .numberMark { at -= 1 }
      if at > range.lowerBound, kinds[at - 1] == .plusMinus { at -= 1 }
    }
    return at
  }

  /// The other one of a pair.
  public static func mirrored(_ scalar: Unicode.Scalar) -> Unicode.Scalar { pairs[scalar] ?? scalar }

  private static let pairs: [Unicode.Scalar: Unicode.Scalar] = {
    var pairs: [Unicode.Scalar: Unicode.Scalar] = [:]
    for (open, close) in [("(", ")"), ("[", "]"), ("{", "}"), ("<", ">"), ("«", "»"), ("‹", "›"), ("≤", "≥")]
      as [(Unicode.Scalar, Unicode.Scalar)]
    {
      pairs[open] = close
      pairs[close] = open
    }
    return pairs
  }()
}
