import CICU

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
