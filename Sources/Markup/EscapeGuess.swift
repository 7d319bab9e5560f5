/// Charsets of seven bits that change between alphabets by sequences of their own: ISO-2022 and HZ.
enum EscapeGuess {
  /// The charset whose sequences the bytes have, in the first stretch of them; nil where there are none, or bytes above ASCII.
  static func encoding(of bytes: [UInt8]) -> Encoding? {
    let sample = bytes.prefix(1 << 16)
    guard let first = sample.firstIndex(where: { $0 == 0x1B || $0 == 0x7E || $0 >= 0x80 }), sample[first] < 0x80,
      !bytes.contains(where: { $0 >= 0x80 })
    else { return nil }
    for (sequence, name) in sequences where contains(sample[first...], sequence) { return .legacy(name) }
    return isHZ(sample[first...]) ? .legacy("HZ-GB-2312") : nil
  }

  private static let sequences: [([UInt8], String)] = [
    ([0x1B, 0x24, 0x29, 0x43], "ISO-2022-KR"), ([0x1B, 0x24, 0x29, 0x41], "ISO-2022-CN"),
    ([0x1B, 0x24, 0x42], "ISO-2022-JP"), ([0x1B, 0x24, 0x40], "ISO-2022-JP"), ([0x1B, 0x28, 0x4A], "ISO-2022-JP"),
    ([0x1B, 0x28, 0x49], "ISO-2022-JP"), ([0x1B, 0x24, 0x28, 0x44], "ISO-2022-JP"),
  ]

  private static func contains(_ bytes: ArraySlice<UInt8>, _ sequence: [UInt8]) -> Bool {
    var at = bytes.startIndex
    while let escape = bytes[at...].firstIndex(of: 0x1B) {
      if bytes[escape...].starts(with: sequence) { return true }
      at = escape + 1
    }
    return false
  }

  /// `~{` and `~}`, with pairs of printable bytes between them, and nothing that is cut or left open.
  private static func isHZ(_ bytes: ArraySlice<UInt8>) -> Bool {
    var stretches = 0
    var at = bytes.startIndex
    while at + 1 < bytes.endIndex {
      guard bytes[at] == 0x7E, bytes[at + 1] == 0x7B else {
        at += 1
        continue
      }
      let start = at + 2
      at = start
      while at + 1 < bytes.endIndex, bytes[at] != 0x7E || bytes[at + 1] != 0x7D {
        guard (0x21...0x77).contains(bytes[at]), (0x21...0x7E).contains(bytes[at + 1]) else { return false }
        at += 2
      }
      guard at + 1 < bytes.endIndex, at > start else { return false }
      stretches += 1
      at += 2
    }
    return stretches > 0
  }
}
