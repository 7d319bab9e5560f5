import CICU

/// What may differ between two texts that match: normalisation at match time, never stored.
///
/// Each option maps every scalar by itself to zero or more scalars, so folding keeps the order of a text and is idempotent.
public struct Folding: OptionSet, Sendable, Hashable {
  public let rawValue: UInt16

  public init(rawValue: UInt16) {
    self.rawValue = rawValue
  }

  /// Upper and lower case (Unicode simple case folding).
  public static let `case` = Folding(rawValue: 1 << 0)
  /// Arabic vowel and reading marks: tashkeel, superscript alef, Quranic marks.
  public static let marks = Folding(rawValue: 1 << 1)
  /// The elongation sign U+0640.
  public static let tatweel = Folding(rawValue: 1 << 2)
  /// أ إ آ ٱ → ا.
  public static let alef = Folding(rawValue: 1 << 3)
  /// ى ی → ي.
  public static let yeh = Folding(rawValue: 1 << 4)
  /// ة ۃ → ه.
  public static let tehMarbuta = Folding(rawValue: 1 << 5)
  /// Kaf and heh as Persian and Urdu keyboards write them: ک ڪ → ك, ہ ھ ە → ه.
  public static let kaf = Folding(rawValue: 1 << 6)
  /// The carriers of hamza, so that شؤون and شئون match: ؤ ئ → ء; combining hamza and madda are dropped.
  public static let hamza = Folding(rawValue: 1 << 7)
  /// Digits of all scripts → 0–9, ٫ → `.`, ٬ → `,`.
  public static let digits = Folding(rawValue: 1 << 8)
  /// Compatibility forms (NFKC by scalar): full width, ligatures, Arabic presentation forms.
  public static let width = Folding(rawValue: 1 << 9)
  /// Farsi yeh alone: ی → ي; `.yeh` includes it.
  public static let farsiYeh = Folding(rawValue: 1 << 10)
  /// Characters without a glyph: bidirectional controls, zero-width joiners, soft hyphen, byte order mark.
  public static let invisible = Folding(rawValue: 1 << 11)

  /// Everything: what two spellings of one word may differ in.
  public static let matching: Folding = [
    .case, .marks, .tatweel, .alef, .yeh, .tehMarbuta, .kaf, .hamza, .digits, .width, .farsiYeh, .invisible,
  ]
  /// What a reader does not see as a difference: marks, tatweel, digits, kaf, Farsi yeh, invisible characters.
  public static let light: Folding = [.marks, .tatweel, .digits, .kaf, .farsiYeh, .invisible]
}

extension StringProtocol {
  /// The text under a folding; the text itself is not changed.
  public func folded(_ options: Folding = .matching) -> String {
    let source = String(self)
    var output = FoldedBytes(capacity: source.utf8.count)
    output.append(source.utf8Span.span, 0..<source.utf8.count, FoldingTable.of(options)) { _, _, _ in }
    return output.text
  }
}

extension Folding {
  /// The scalars that one scalar becomes, the same again when folded again.
  func mapping(_ value: UInt32) -> [UInt32] {
    var scalars = [value]
    for _ in 0..<4 {
      let next = scalars.flatMap { step($0) }
      if next == scalars { break }
      scalars = next
    }
    return scalars
  }

  /// Whether a scalar beyond the Arabic block stays as it is; the quick answer for most.
  func keeps(_ value: UInt32) -> Bool {
    guard value >= 0x900 else { return false }
    let code = Int32(bitPattern: value)
    return cicu_nfkc_quick_check(code) != 0 && cicu_fold_case(code) == code && cicu_digit_value(code) < 0
      && value != 0xFEFF && cicu_category(code) != 16
  }

  private func step(_ value: UInt32) -> [UInt32] {
    if value < 0x80 { return [contains(.case) && value >= 0x41 && value <= 0x5A ? value + 0x20 : value] }
    let code = Int32(bitPattern: value)
    if contains(.width) && cicu_nfkc_quick_check(code) == 0 { return compatible(value) }
    if contains(.case), case let lower = cicu_fold_case(code), lower != code { return [UInt32(bitPattern: lower)] }
    if contains(.digits), case let digit = cicu_digit_value(code), digit >= 0 { return [0x30 + UInt32(digit)] }
    if contains(.invisible) && (value == 0xAD || value == 0xFEFF || cicu_category(code) == 16) && !isArabicSign(value) {
      return []
    }
    switch value {
    case 0x0610...0x061A, 0x064B...0x0652, 0x0656...0x065F, 0x0670, 0x06D6...0x06DC, 0x06DF...0x06E4, 0x06E7, 0x06E8,
      0x06EA...0x06ED, 0x08D3...0x08E1, 0x08E3...0x08FF:
      return contains(.marks) ? [] : [value]
    case 0x0653...0x0655: return contains(.hamza) ? [] : [value]
    case 0x0640: return contains(.tatweel) ? [] : [value]
    case 0x0622, 0x0623, 0x0625, 0x0671...0x0673, 0x0675: return contains(.alef) ? [0x0627] : [value]
    case 0x0649: return contains(.yeh) ? [0x064A] : [value]
    case 0x06CC: return contains(.yeh) || contains(.farsiYeh) ? [0x064A] : [value]
    case 0x0629, 0x06C3: return contains(.tehMarbuta) ? [0x0647] : [value]
    case 0x06A9, 0x06AA: return contains(.kaf) ? [0x0643] : [value]
    case 0x06BE, 0x06C0, 0x06C1, 0x06C2, 0x06D5: return contains(.kaf) ? [0x0647] : [value]
    case 0x0624, 0x0626: return contains(.hamza) ? [0x0621] : [value]
    case 0x066B: return contains(.digits) ? [0x2E] : [value]
    case 0x066C: return contains(.digits) ? [0x2C] : [value]
    default: return [value]
    }
  }

  /// Arabic format characters that are seen: signs above numbers, end of ayah.
  private func isArabicSign(_ value: UInt32) -> Bool {
    switch value {
    case 0x0600...0x0605, 0x06DD, 0x070F, 0x0890, 0x0891, 0x08E2: true
    default: false
    }
  }

  private func compatible(_ value: UInt32) -> [UInt32] {
    guard let scalar = Unicode.Scalar(value), let normal = Normalizer.nfkc.normalise(String(scalar)) else {
      return [value]
    }
    return normal.unicodeScalars.map(\.value)
  }
}
