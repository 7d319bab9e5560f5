import CICU

/// Canonical composition (NFC, Unicode Annex 15), the form of every text in a document.
///
/// The quick check of the annex (section 9) passes over what is in NFC; only the stretches that it doubts, each from one safe
/// scalar to the next, are put in order here and composed by ICU.
public enum Canonical {
  /// The text in NFC. A stretch of 2³¹ or more combining marks stays as it is.
  public static func nfc(_ text: String) -> String {
    let bytes = text.utf8Span.span
    guard var doubt = firstDoubt(bytes, from: 0) else { return text }
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count)
    var copied = 0
    while true {
      output.append(contentsOf: copy(bytes, copied..<doubt.lowerBound))
      output.append(contentsOf: composed(bytes, doubt).utf8)
      copied = doubt.upperBound
      guard let next = firstDoubt(bytes, from: copied) else { break }
      doubt = next
    }
    output.append(contentsOf: copy(bytes, copied..<bytes.count))
    return String(decoding: output, as: UTF8.self)
  }

  /// Whether the text is in NFC.
  public static func isNFC(_ text: String) -> Bool {
    let bytes = text.utf8Span.span
    var offset = 0
    while let doubt = firstDoubt(bytes, from: offset) {
      guard composed(bytes, doubt).utf8.elementsEqual(copy(bytes, doubt)) else { return false }
      offset = doubt.upperBound
    }
    return true
  }

  /// The first stretch, from one safe scalar to the next, that may not be in NFC.
  private static func firstDoubt(_ bytes: borrowing Span<UInt8>, from start: Int) -> Range<Int>? {
    var offset = start
    var safe = start
    var lastClass: UInt8 = 0
    var isDoubtful = false
    let isSafe = CombiningProperty.isSafe
    while offset < bytes.count {
      let byte = bytes[offset]
      // Letters of Arabic, Cyrillic, Greek, Hebrew.
      if byte >= 0xCC, byte < 0xE0, isSafe[Int(byte & 0x1F) << 6 | Int(bytes[offset + 1] & 0x3F)] {
        if isDoubtful { return safe..<offset }
        safe = offset
        lastClass = 0
        offset += 2
        continue
      }
      if byte < 0xCC {  // below U+0300: nothing composes
        if isDoubtful { return safe..<offset }
        safe = offset
        lastClass = 0
        offset += byte < 0x80 ? 1 : 2
        // Most of most texts: eight characters of ASCII, none of which doubts the one before.
        while isPlain(bytes, offset) { offset += 8 }
        if offset > safe + 2 { safe = offset - 1 }
        continue
      }
      let (value, length) = scalar(bytes, at: offset)
      let property = CombiningProperty(value)
      if property.isSafe {
        if isDoubtful { return safe..<offset }
        safe = offset
      } else if !property.isQuick || property.combiningClass != 0 && property.combiningClass < lastClass {
        isDoubtful = true
      }
      lastClass = property.combiningClass
      offset += length
    }
    return isDoubtful ? safe..<offset : nil
  }

  /// Whether the next eight bytes are there, and are ASCII.
  @inline(__always)
  private static func isPlain(_ bytes: borrowing Span<UInt8>, _ offset: Int) -> Bool {
    guard offset + 8 <= bytes.count else { return false }
    return unsafe bytes.withUnsafeBytes { buffer in
      unsafe buffer.loadUnaligned(fromByteOffset: offset, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
    }
  }

  /// A stretch in NFC: marks in the order of their classes, then composed where something may compose.
  ///
  /// The marks are put in order before ICU sees them, since its insertion takes quadratic time on long runs.
  private static func composed(_ bytes: borrowing Span<UInt8>, _ range: Range<Int>) -> String {
    var scalars: [(value: UInt32, property: CombiningProperty)] = []
    var offset = range.lowerBound
    while offset < range.upperBound {
      let (value, length) = scalar(bytes, at: offset)
      scalars.append((value, CombiningProperty(value)))
      offset += length
    }
    var ordered = String.UnicodeScalarView()
    var start = 0
    while start < scalars.count {
      var end = start + 1
      while end < scalars.count, scalars[start].property.combiningClass != 0, scalars[end].property.combiningClass != 0
      {
        end += 1
      }
      let run = scalars[start..<end].enumerated().sorted {
        ($0.element.property.combiningClass, $0.offset) < ($1.element.property.combiningClass, $1.offset)
      }
      for (_, scalar) in run {
        if let scalar = Unicode.Scalar(scalar.value) { ordered.append(scalar) }
      }
      start = end
    }
    let text = String(ordered)
    return scalars.allSatisfy(\.property.isQuick) ? text : Normalizer.nfc.normalise(text) ?? text
  }
}

/// How a scalar combines with what stands before it.
struct CombiningProperty {
  /// The canonical combining class.
  let combiningClass: UInt8
  /// Whether it is always allowed in NFC.
  let isQuick: Bool

  /// Whether text may be cut before it without changing its normal form.
  var isSafe: Bool { isQuick && combiningClass == 0 }

  init(_ value: UInt32) {
    if value < 0x800 {
      self = CombiningProperty.table[Int(value)]
    } else {
      self.init(uncached: value)
    }
  }

  private init(uncached value: UInt32) {
    let code = Int32(truncatingIfNeeded: value)
    combiningClass = UInt8(truncatingIfNeeded: cicu_combining_class(code))
    isQuick = cicu_nfc_quick_check(code) == 1
  }

  private static let table: [CombiningProperty] = (0..<0x800).map { CombiningProperty(uncached: $0) }
  /// Of the characters of one and two bytes, whether they are safe.
  static let isSafe: [Bool] = table.map { $0.isSafe }
}
