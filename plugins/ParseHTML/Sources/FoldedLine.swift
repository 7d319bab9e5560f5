/// The words of a line in small letters, one blank between them, to compare lines with.
enum FoldedLine {
  /// - Parameter text: UTF-8.
  static func fold(_ text: some Collection<UInt8>) -> String {
    var folded: [UInt8] = []
    folded.reserveCapacity(text.count)
    let plain = FoldedLine.plain
    var isBlank = false
    var bytes = text.makeIterator()
    while let byte = bytes.next() {
      if byte < 0x80 {
        let small = plain[Int(byte)]
        guard small != 0 else {
          isBlank = true
          continue
        }
        if isBlank, !folded.isEmpty { folded.append(0x20) }
        isBlank = false
        folded.append(small)
        continue
      }
      // A slice may begin within a character, of which nothing is known.
      guard byte >= 0xC0 else {
        isBlank = true
        continue
      }
      let extra = byte >= 0xF0 ? 3 : byte >= 0xE0 ? 2 : 1
      var value = UInt32(byte) & 0x3F >> UInt32(extra)
      for _ in 0..<extra { value = value << 6 | UInt32((bytes.next() ?? 0) & 0x3F) }
      // A soft hyphen and joiners part no word.
      if value == 0xAD || (0x200B...0x200F).contains(value) { continue }
      guard TextShape.isWord(value) else {
        isBlank = true
        continue
      }
      guard let small = small(value) else { continue }
      if isBlank, !folded.isEmpty { folded.append(0x20) }
      isBlank = false
      if small < 0x80 {
        folded.append(UInt8(small))
      } else if small < 0x800 {
        folded.append(UInt8(0xC0 | small >> 6))
        folded.append(UInt8(0x80 | small & 0x3F))
      } else {
        folded += UTF8.encode(Unicode.Scalar(small) ?? "\u{FFFD}") ?? UTF8.encodedReplacementCharacter
      }
    }
    return String(decoding: folded, as: UTF8.self)
  }

  /// Of each character of ASCII the small letter or the digit that it is; 0 for what parts words.
  private static let plain: [UInt8] = (0..<0x80).map { value in
    TextShape.isWord(value) ? UInt8(small(value) ?? 0) : 0
  }

  /// The small letter of a capital; of Arabic letters the bare one, and nil for marks on them.
  private static func small(_ scalar: UInt32) -> UInt32? {
    switch scalar {
    case 0x41...0x5A, 0xC0...0xDE, 0x0391...0x03AB, 0x0410...0x042F: return scalar + 0x20
    case 0x0100...0x012F, 0x0132...0x0137, 0x014A...0x0177, 0x1E00...0x1EFF, 0x0460...0x0481, 0x048A...0x04BF:
      return scalar | 1
    case 0x0139...0x0148, 0x0179...0x017E: return scalar & 1 == 1 ? scalar + 1 : scalar
    case 0x0130: return 0x69
    case 0x0178: return 0xFF
    case 0x0400...0x040F: return scalar + 0x50
    case 0x0622, 0x0623, 0x0625, 0x0671: return 0x0627
    case 0x0640, 0x064B...0x0652, 0x0670: return nil
    default: return scalar
    }
  }
}
