import CICU

/// Canonical composition (NFC, Unicode Annex 15), the form of every text in a document.
public enum Canonical {
  /// The text in NFC.
  public static func nfc(_ text: String) -> String {
    if isNFC(text) { return text }
    return Normalizer.nfc.normalise(text) ?? text
  }

  /// Whether the text is in NFC, by the quick check of Annex 15 section 9 and, where that leaves it open, by comparison.
  public static func isNFC(_ text: String) -> Bool {
    var lastClass: Int32 = 0
    for scalar in text.unicodeScalars where scalar.value >= 0x300 {
      let code = Int32(bitPattern: scalar.value)
      let combining = cicu_combining_class(code)
      if combining != 0 && lastClass > combining { return false }
      lastClass = combining
      switch cicu_nfc_quick_check(code) {
      case 1: continue
      case 0: return false
      default:
        return Normalizer.nfc.normalise(text).map { Array($0.utf8) == Array(text.utf8) } ?? true
      }
    }
    return true
  }
}

/// One of ICU's normalisers, which live as long as the process.
@safe struct Normalizer {
  private let handle: OpaquePointer?

  static var nfc: Normalizer { unsafe Normalizer(handle: cicu_nfc()) }
  static var nfkc: Normalizer { unsafe Normalizer(handle: cicu_nfkc()) }

  /// The text in the normaliser's form; nil when it is too long for ICU (2³¹ UTF-16 units) or memory runs out.
  func normalise(_ text: String) -> String? {
    let source = Array(text.utf16)
    guard let length = Int32(exactly: source.count) else { return nil }
    var capacity = source.count + 32
    for _ in 0..<2 {
      var target = [UInt16](repeating: 0, count: capacity)
      let count = unsafe source.withUnsafeBufferPointer { source in
        unsafe target.withUnsafeMutableBufferPointer { target in
          unsafe cicu_normalize(handle, source.baseAddress, length, target.baseAddress, Int32(clamping: target.count))
        }
      }
      guard count >= 0 else { return nil }
      if Int(count) <= capacity { return String(decoding: target[..<Int(count)], as: UTF16.self) }
      capacity = Int(count)
    }
    return nil
  }
}
