import CICU
import Text

/// Takes scalars with the byte offsets that they were decoded from, and makes NFC text with a map.
///
/// The text is stream-safe as well (Unicode Annex 15, section 13): after 30 combining marks in a row a U+034F parts them, so
/// that no later normalisation takes more than linear time.
struct CharsetComposer {
  private var bytes: [UInt8] = []
  private var text: AnchorSet
  private var source: AnchorSet
  /// Where the last scalar began that nothing before it composes with, and what follows that scalar's own anchor.
  private var spanStart = 0
  private var spanAnchors = (text: 0, source: 0)
  private var lastAnchor = -1
  private var lastClass: UInt16 = 0
  private var marks = 0
  private var isDirty = false
  /// How many replacements there were, and the source offset of the first.
  private(set) var replaced = 0
  private(set) var firstReplaced: Int?

  init(sourceCount: Int) {
    bytes.reserveCapacity(sourceCount + sourceCount / 2)
    text = AnchorSet(capacity: sourceCount)
    source = AnchorSet(capacity: sourceCount)
  }

  /// - Parameter offset: of the byte that the scalar began at, from the start of the source; negative where it is unknown.
  mutating func append(_ scalar: UInt32, from offset: Int) {
    let property = scalar < 0x300 ? 0 : Composition.property(of: scalar)
    if property == 0 || property & Composition.startsSpan != 0 || bytes.isEmpty {
      if isDirty { compose() }
      startSpan(from: offset)
      isDirty = property & Composition.mayChange != 0
    } else {
      continueSpan(property)
    }
    lastClass = property & Composition.classMask
    anchor(offset)
    put(scalar)
  }

  /// U+FFFD in place of bytes that mean nothing.
  mutating func appendReplacement(from offset: Int) {
    replaced += 1
    if firstReplaced == nil { firstReplaced = max(offset, lastAnchor, 0) }
    append(0xFFFD, from: offset)
  }

  /// The text, and the map back to a source of so many bytes.
  consuming func finish(sourceCount: Int) -> (text: String, map: CharsetMap) {
    if isDirty { compose() }
    text.index()
    source.index()
    let map = CharsetMap.anchors(CharsetAnchors(text: text, source: source, end: sourceCount))
    return (unsafe String(valid: bytes.span), map)
  }

  /// The text's bytes, for a stretch that needs no map.
  consuming func finishedBytes() -> [UInt8] {
    if isDirty { compose() }
    return bytes
  }

  private mutating func startSpan(from offset: Int) {
    spanStart = bytes.count
    let isAnchored = offset > lastAnchor
    spanAnchors = isAnchored ? (bytes.count + 1, offset + 1) : (bytes.count, lastAnchor + 1)
    marks = 0
  }

  private mutating func continueSpan(_ property: UInt16) {
    let combining = property & Composition.classMask
    if combining != 0 {
      marks += 1
      if marks > 30 {
        append(0x34F, from: -1)
        marks = 1
      }
    }
    if property & Composition.mayChange != 0 || (combining != 0 && combining < lastClass) { isDirty = true }
  }

  /// Only anchors that lie behind the last one: a byte may give two scalars.
  private mutating func anchor(_ offset: Int) {
    guard offset > lastAnchor else { return }
    lastAnchor = offset
    text.insert(bytes.count)
    source.insert(offset)
  }

  /// Brings the text from the last boundary on to NFC; only its first anchor stays.
  private mutating func compose() {
    let composed = Canonical.nfc(String(decoding: bytes[spanStart...], as: UTF8.self))
    text.remove(from: spanAnchors.text, to: bytes.count)
    source.remove(from: spanAnchors.source, to: lastAnchor + 1)
    bytes.removeSubrange(spanStart...)
    bytes += composed.utf8
    isDirty = false
  }

  @inline(__always)
  private mutating func put(_ scalar: UInt32) {
    switch scalar {
    case 0..<0x80: bytes.append(UInt8(truncatingIfNeeded: scalar))
    case 0x80..<0x800:
      bytes.append(UInt8(truncatingIfNeeded: 0xC0 | scalar >> 6))
      bytes.append(UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F))
    case 0x800..<0x10000:
      bytes.append(UInt8(truncatingIfNeeded: 0xE0 | scalar >> 12))
      bytes.append(UInt8(truncatingIfNeeded: 0x80 | scalar >> 6 & 0x3F))
      bytes.append(UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F))
    default:
      bytes.append(UInt8(truncatingIfNeeded: 0xF0 | scalar >> 18))
      bytes.append(UInt8(truncatingIfNeeded: 0x80 | scalar >> 12 & 0x3F))
      bytes.append(UInt8(truncatingIfNeeded: 0x80 | scalar >> 6 & 0x3F))
      bytes.append(UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F))
    }
  }
}

/// What canonical composition needs to know of a scalar; 0 for one that stands alone and stays as it is.
enum Composition {
  /// The canonical combining class.
  static let classMask: UInt16 = 0xFF
  /// Set where NFC may change the scalar or compose it with one before.
  static let mayChange: UInt16 = 0x100

  /// Set where NFC may change the scalar, but composes it with nothing before.
  static let startsSpan: UInt16 = 0x200

  @inline(__always)
  static func property(of scalar: UInt32) -> UInt16 {
    if scalar < 0x800 { return table[Int(scalar)] }
    switch scalar {
    case 0x2010...0x2029, 0x3001...0x3029, 0x3041...0x3096, 0x4E00...0x9FFF, 0xAC00...0xD7A3: return 0
    // Compatibility ideographs, each of which becomes one that stands alone.
    case 0xF900...0xFAFF: return mayChange | startsSpan
    default: return uncached(scalar)
    }
  }

  static let table: [UInt16] = (0..<0x800).map { uncached($0) }

  private static func uncached(_ scalar: UInt32) -> UInt16 {
    let code = Int32(truncatingIfNeeded: scalar)
    let combining = UInt16(truncatingIfNeeded: cicu_combining_class(code)) & classMask
    let check = cicu_nfc_quick_check(code)
    if check == 1 { return combining }
    // A scalar that always changes is followed by what it becomes: where that stands alone, so does it.
    if check == 0, combining == 0, let own = Unicode.Scalar(scalar),
      let first = Canonical.nfc(String(Character(own))).unicodeScalars.first, first != own,
      uncached(first.value) == 0
    {
      return mayChange | startsSpan
    }
    return combining | mayChange
  }
}
