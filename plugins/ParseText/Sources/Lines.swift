/// A line of the source that has something on it.
struct Line {
  /// What stands between the white space at its ends: UTF-8 byte offsets.
  var range: Range<Int>
  /// Whether a blank line, or the start of the text, comes before it.
  var isAfterBlank: Bool
  /// Whether there are tabs or control characters inside.
  var hasControls: Bool
  /// Characters of white space before it.
  var indent: Int32
  /// In characters.
  var length: Int32
}

/// The lines of a text that are not blank, one after the other.
struct Lines {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var at = 0
  private var isAfterBlank = true

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  mutating func next() -> Line? {
    while at < bytes.count {
      let start = at
      var continuation = 0
      var hasControls = false
      var breakLength = 0
      while at < bytes.count {
        let byte = bytes[at]
        if byte > 0x1F && byte < 0x7F {
          at += 1
        } else if byte >= 0x80 {
          breakLength = byte == 0xE2 || byte == 0xC2 ? Lines.breakLength(bytes, at) : 0
          if breakLength > 0 { break }
          if byte & 0xC0 == 0x80 { continuation += 1 }
          at += 1
        } else if (0x0A...0x0D).contains(byte) {
          breakLength = byte == 0x0D && at + 1 < bytes.count && bytes[at + 1] == 0x0A ? 2 : 1
          break
        } else {
          hasControls = true
          at += 1
        }
      }
      let line = Lines.line(bytes, start..<at, continuation, isAfterBlank, hasControls)
      at += breakLength
      isAfterBlank = line == nil
      if let line { return line }
    }
    return nil
  }

  /// Nil for a blank line.
  private static func line(
    _ bytes: UnsafeBufferPointer<UInt8>, _ whole: Range<Int>, _ continuation: Int, _ isAfterBlank: Bool,
    _ hasControls: Bool
  ) -> Line? {
    var start = whole.lowerBound
    var end = whole.upperBound
    var indent = 0
    while start < end, case let length = Spaces.length(bytes, at: start), length > 0 {
      start += length
      indent += 1
    }
    while start < end, case let length = Spaces.length(bytes, before: end), length > 0 { end -= length }
    guard start < end, !Spaces.isInvisible(bytes, start..<end) else { return nil }
    let length = end - start - continuation
    return Line(
      range: start..<end, isAfterBlank: isAfterBlank, hasControls: hasControls, indent: Int32(clamping: indent),
      length: Int32(clamping: max(length, 1)))
  }

  /// U+0085, U+2028 and U+2029 end lines too.
  private static func breakLength(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> Int {
    if bytes[at] == 0xC2 { return at + 1 < bytes.count && bytes[at + 1] == 0x85 ? 2 : 0 }
    guard at + 2 < bytes.count, bytes[at + 1] == 0x80 else { return 0 }
    return bytes[at + 2] == 0xA8 || bytes[at + 2] == 0xA9 ? 3 : 0
  }
}

/// White space in UTF-8: Unicode's, the controls, U+200B and U+FEFF.
enum Spaces {
  /// The bytes of the white-space character at an offset; 0 where another character stands.
  @inline(__always)
  static func length(_ bytes: UnsafeBufferPointer<UInt8>, at offset: Int) -> Int {
    let first = bytes[offset]
    if first <= 0x20 || first == 0x7F { return 1 }
    if first < 0xC2 { return 0 }
    if first == 0xC2 { return bytes[offset + 1] <= 0xA0 ? 2 : 0 }
    guard first >= 0xE1, first <= 0xEF else { return 0 }
    return isSpace(first, bytes[offset + 1], bytes[offset + 2]) ? 3 : 0
  }

  /// The bytes of the white-space character that ends at an offset; 0 where another character stands.
  @inline(__always)
  static func length(_ bytes: UnsafeBufferPointer<UInt8>, before end: Int) -> Int {
    let last = bytes[end - 1]
    if last <= 0x20 || last == 0x7F { return 1 }
    if last < 0x80 || end < 2 { return 0 }
    if bytes[end - 2] == 0xC2 { return last <= 0xA0 ? 2 : 0 }
    return end >= 3 && isSpace(bytes[end - 3], bytes[end - 2], last) ? 3 : 0
  }

  private static func isSpace(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> Bool {
    switch (first, second, third) {
    case (0xE2, 0x80, 0x80...0x8B), (0xE2, 0x80, 0xA8), (0xE2, 0x80, 0xA9), (0xE2, 0x80, 0xAF), (0xE2, 0x81, 0x9F),
      (0xE1, 0x9A, 0x80), (0xE3, 0x80, 0x80), (0xEF, 0xBB, 0xBF):
      true
    default: false
    }
  }

  /// Whether there is nothing but white space and marks of direction.
  static func isInvisible(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Bool {
    var at = range.lowerBound
    while at < range.upperBound {
      let space = length(bytes, at: at)
      if space > 0 {
        at += space
        continue
      }
      guard bytes[at] == 0xE2, at + 2 < range.upperBound else { return false }
      switch (bytes[at + 1], bytes[at + 2]) {
      case (0x80, 0x8C...0x8F), (0x80, 0xAA...0xAE), (0x81, 0xA0...0xAF): at += 3
      default: return false
      }
    }
    return true
  }
}
