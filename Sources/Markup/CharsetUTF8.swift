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
      at += 1
      continue
    }
    let (scalar, length) = UTF8Scanner.sequence(span, at)
    if scalar == UTF8Scanner.invalid { return false }
    at += length
  }
  return true
}

/// Whether bytes from an offset on are UTF-8 in NFC by the quick check of Unicode Annex 15, stream-safe, and without NUL.
func isCanonicalUTF8(_ bytes: [UInt8], from start: Int) -> Bool {
  let span = bytes.span
  var lastClass: UInt16 = 0
  var marks = 0
  var at = start
  while at < span.count {
    let first = span[at]
    if first < 0xCC {
      // ASCII, or a letter below U+0300, which is a starter that stays as it is.
      if first >= 0x80 {
        guard first >= 0xC2, at + 1 < span.count, span[at + 1] & 0xC0 == 0x80 else { return false }
        at += 2
      } else {
        if first == 0 { return false }
        at += 1
      }
      lastClass = 0
      marks = 0
      continue
    }
    let (scalar, length) = UTF8Scanner.sequence(span, at)
    if scalar == UTF8Scanner.invalid { return false }
    let property = Composition.property(of: scalar)
    if property == 0 {
      lastClass = 0
      marks = 0
    } else {
      let combining = property & Composition.classMask
      marks += 1
      if property & Composition.mayChange != 0 || combining < lastClass || marks > 30 { return false }
      lastClass = combining
    }
    at += length
  }
  return true
}
