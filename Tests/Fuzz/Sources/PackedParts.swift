/// Parts of a document that is a zip inside, written one behind another, each behind a line `=== NAME`: a fuzzer that changes a zip
/// finds little but broken zips, so it is handed the parts and the zip is made here.
enum PackedParts {
  private static let mark = Array("=== ".utf8)

  /// The zip of the parts, not deflated; nil for what does not begin with the line of a part.
  static func zip(_ bytes: [UInt8]) -> [UInt8]? {
    guard bytes.starts(with: mark) else { return nil }
    var parts: [(name: ArraySlice<UInt8>, content: ArraySlice<UInt8>)] = []
    for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
      if line.starts(with: mark) {
        parts.append((line.dropFirst(mark.count).prefix(200), bytes[line.endIndex..<line.endIndex]))
      } else {
        let last = parts.count - 1
        parts[last].content = bytes[parts[last].content.startIndex..<line.endIndex]
      }
    }
    var zip: [UInt8] = []
    var list: [UInt8] = []
    for (name, content) in parts {
      let content = content.first == 0x0A ? content.dropFirst() : content
      // Version 2.0, names in UTF-8, stored, no time.
      let common =
        little(20, 2) + little(0x800, 2) + little(0, 2) + little(0x21_0000, 4) + little(Int(sum(content)), 4)
        + little(content.count, 4) + little(content.count, 4) + little(name.count, 2) + little(0, 2)
      list += [0x50, 0x4B, 1, 2] + little(20, 2) + common + little(0, 10) + little(zip.count, 4) + Array(name)
      zip += [0x50, 0x4B, 3, 4] + common + Array(name) + Array(content)
    }
    let count = little(parts.count, 2)
    return zip + list + [0x50, 0x4B, 5, 6] + little(0, 4) + count + count + little(list.count, 4)
      + little(zip.count, 4) + little(0, 2)
  }

  private static func little(_ number: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { at in at < 8 ? UInt8(truncatingIfNeeded: number >> (8 * at)) : 0 }
  }

  /// CRC-32, as a zip has it of each entry.
  private static func sum(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    ~bytes.reduce(UInt32.max) { sum, byte in table[Int((sum ^ UInt32(byte)) & 0xFF)] ^ (sum >> 8) }
  }

  private static let table: [UInt32] = (0..<256).map { number in
    (0..<8).reduce(UInt32(number)) { sum, _ in sum & 1 == 1 ? 0xEDB8_8320 ^ (sum >> 1) : sum >> 1 }
  }
}
