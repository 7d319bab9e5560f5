extension String {
  /// The text of a range with one blank where there was white space, and none at its ends.
  ///
  /// - Parameter range: UTF-8 byte offsets on scalar boundaries; the whole text when nil.
  public func onOneLine(_ range: Range<Int>? = nil) -> String {
    let bytes = utf8Span.span
    let bounds = checked(range)
    var line: [UInt8] = []
    line.reserveCapacity(bounds.count)
    var isOpen = false
    var at = bounds.lowerBound
    while at < bounds.upperBound {
      let byte = bytes[at]
      let space = byte < 0x80 ? (byte == 0x20 || (9...13).contains(byte) ? 1 : 0) : OneLine.space(bytes, at)
      if space > 0 {
        isOpen = !line.isEmpty
        at += space
        continue
      }
      if isOpen { line.append(0x20) }
      isOpen = false
      line.append(byte)
      at += 1
    }
    // Whole characters of a valid text, and blanks between them.
    return String(decoding: line, as: UTF8.self)
  }
}

private enum OneLine {
  /// The bytes of the white space (Unicode's) that begins at an offset; 0 where another character stands.
  static func space(_ bytes: borrowing Span<UInt8>, _ at: Int) -> Int {
    switch bytes[at] {
    case 0xC2: return bytes[at + 1] == 0xA0 || bytes[at + 1] == 0x85 ? 2 : 0
    case 0xE1: return bytes[at + 1] == 0x9A && bytes[at + 2] == 0x80 ? 3 : 0
    case 0xE2:
      let last = bytes[at + 2]
      if bytes[at + 1] == 0x81 { return last == 0x9F ? 3 : 0 }
      return bytes[at + 1] == 0x80 && ((0x80...0x8A).contains(last) || [0xA8, 0xA9, 0xAF].contains(last)) ? 3 : 0
    case 0xE3: return bytes[at + 1] == 0x80 && bytes[at + 2] == 0x80 ? 3 : 0
    default: return 0
    }
  }
}
