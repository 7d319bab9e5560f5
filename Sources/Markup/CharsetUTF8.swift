/// Reads UTF-8 that may be damaged.
enum UTF8Scanner {
  /// Stands for a maximal part of a sequence that is not well-formed (Unicode 3.9, "U+FFFD substitution of maximal subparts").
  static let invalid: UInt32 = .max

  /// Hands on each scalar, or ``invalid``, with the offset of its first byte.
  @inline(__always)
  static func scan(_ bytes: [UInt8], from start: Int, _ body: (UInt32, Int) -> Void) {
    let span = bytes.span
    var at = start
    while at < span.count {
      let first = span[at]
      if first < 0x80 {
        body(UInt32(first), at)
        at += 1
        continue
      }
      let (scalar, length) = sequence(span, at)
      body(scalar, at)
      at += length
    }
  }

  /// The scalar of a sequence that begins with a byte above 0x7F, and how many bytes it, or its well-formed start, has.
  @inline(__always)
  static func sequence(_ bytes: borrowing Span<UInt8>, _ at: Int) -> (scalar: UInt32, length: Int) {
    let first = UInt32(bytes[at])
    guard first >= 0xC2, first <= 0xF4 else { return (invalid, 1) }
    var second: ClosedRange<UInt8> = 0x80...0xBF
    switch first {
    case 0xE0: second = 0xA0...0xBF
    case 0xED: second = 0x80...0x9F
    case 0xF0: second = 0x90...0xBF
    case 0xF4: second = 0x80...0x8F
    default: break
    }
    guard at + 1 < bytes.count, second.contains(bytes[at + 1]) else { return (invalid, 1) }
    var scalar = UInt32(bytes[at + 1] & 0x3F)
    if first < 0xE0 { return ((first & 0x1F) << 6 | scalar, 2) }
    guard at + 2 < bytes.count, bytes[at + 2] & 0xC0 == 0x80 else { return (invalid, 2) }
    scalar = scalar << 6 | UInt32(bytes[at + 2] & 0x3F)
    if first < 0xF0 { return ((first & 0x0F) << 12 | scalar, 3) }
    guard at + 3 < bytes.count, bytes[at + 3] & 0xC0 == 0x80 else { return (invalid, 3) }
    return ((first & 0x07) << 18 | scalar << 6 | UInt32(bytes[at + 3] & 0x3F), 4)
  }
}

func isValidUTF8(_ bytes: [UInt8]) -> Bool {
  let span = bytes.span
  var at = 0
  while at < span.count {
    if span[at] < 0x80 {
      at = ByteScan.plainEnd(span, at + 1)
      continue
    }
    let (scalar, length) = UTF8Scanner.sequence(span, at)
    if scalar == UTF8Scanner.invalid { return false }
    at += length
  }
  return true
}

/// Where bytes, from an offset at which a character begins, stop being UTF-8 that may stay as it is: in NFC by the quick check of
/// Unicode Annex 15, stream-safe, and without NUL. There the last character begins that stands alone, or the first damage.
func canonicalEnd(_ bytes: borrowing Span<UInt8>, from start: Int) -> Int {
  let table = Composition.table
  let properties = table.span
  var lastClass: UInt16 = 0
  var marks = 0
  var spanStart = start
  var at = start
  while at < bytes.count {
    let first = bytes[at]
    if first < 0x80 {
      if first == 0 { return at }
      at += 1
      at = ByteScan.plainEnd(bytes, at)
      spanStart = at - 1
      lastClass = 0
      marks = 0
      continue
    }
    var scalar: UInt32
    var length = 2
    if first >= 0xC2, first < 0xE0, at + 1 < bytes.count, bytes[at + 1] & 0xC0 == 0x80 {
      scalar = UInt32(first & 0x1F) << 6 | UInt32(bytes[at + 1] & 0x3F)
    } else {
      (scalar, length) = UTF8Scanner.sequence(bytes, at)
      if scalar == UTF8Scanner.invalid { return at }
    }
    let property = scalar < 0x800 ? properties[Int(scalar)] : Composition.property(of: scalar)
    if property == 0 {
      spanStart = at
      lastClass = 0
      marks = 0
    } else {
      let combining = property & Composition.classMask
      marks += 1
      if property & Composition.mayChange != 0 || (combining != 0 && combining < lastClass) || marks > 30 {
        return property & Composition.startsSpan != 0 ? at : spanStart
      }
      lastClass = combining
    }
    at += length
  }
  return bytes.count
}

/// UTF-8 of which stretches are damaged or not in NFC, mended stretch by stretch.
struct UTF8Patcher {
  private(set) var text: [UInt8] = []
  private(set) var pieces = CharsetPieces()
  /// How many replacements there were, and the source offset of the first.
  private(set) var replaced = 0
  private(set) var firstReplaced: Int?

  /// Nil where so much changes that a map of pieces would be larger than one of anchors.
  ///
  /// - Parameter end: where the bytes stop being canonical, as ``canonicalEnd(_:from:)`` says.
  init?(_ bytes: [UInt8], from start: Int, firstEnd end: Int) {
    let span = bytes.span
    text.reserveCapacity(bytes.count + 64)
    var at = start
    var sameEnd = end
    while true {
      if sameEnd > at {
        pieces.appendSame(text: text.count, source: at)
        text += bytes[at..<sameEnd]
        at = sameEnd
      }
      if at >= bytes.count { break }
      pieces.appendChanged(text: text.count, source: at)
      at = mend(span, at)
      guard pieces.count < 1024 || pieces.count < at / 96 else { return nil }
      sameEnd = canonicalEnd(span, from: at)
    }
    pieces.finish(sourceCount: bytes.count)
  }

  /// Appends what becomes of the damage, or of the characters up to the next that stands alone; returns where they end.
  private mutating func mend(_ bytes: borrowing Span<UInt8>, _ start: Int) -> Int {
    let (first, length) = bytes[start] < 0x80 ? (UInt32(bytes[start]), 1) : UTF8Scanner.sequence(bytes, start)
    if first == UTF8Scanner.invalid || first == 0 {
      replaced += 1
      if firstReplaced == nil { firstReplaced = start }
      text += [0xEF, 0xBF, 0xBD]
      return start + length
    }
    var composer = CharsetComposer(sourceCount: 0)
    composer.append(first, from: -1)
    var at = start + length
    while at < bytes.count, bytes[at] >= 0xCC {
      let (scalar, length) = UTF8Scanner.sequence(bytes, at)
      if scalar == UTF8Scanner.invalid { break }
      let property = Composition.property(of: scalar)
      if property == 0 || property & Composition.startsSpan != 0 { break }
      composer.append(scalar, from: -1)
      at += length
    }
    text += composer.finishedBytes()
    return at
  }
}

extension String {
  /// A copy of bytes that are known to be UTF-8, without looking at them again.
  @unsafe init(valid bytes: Span<UInt8>) {
    self.init(copying: unsafe UTF8Span(unchecked: bytes))
  }
}
