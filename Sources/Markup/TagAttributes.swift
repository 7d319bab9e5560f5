/// The attributes of one tag as it was written, looked up by name.
struct TagAttributes {
  private let bytes: ArraySlice<UInt8>

  /// - Parameter range: from behind the tag's name to its `>`.
  init(_ bytes: [UInt8], _ range: Range<Int>) { self.bytes = bytes[range] }

  /// The value of the first attribute of this lower-case name, its character references resolved; nil where there is none.
  subscript(wanted: String) -> String? {
    let wanted = wanted.utf8
    var at = bytes.startIndex
    while at < bytes.endIndex {
      guard bytes[at] > 0x20, bytes[at] != UInt8(ascii: "/"), bytes[at] != UInt8(ascii: "=") else {
        at += 1
        continue
      }
      let start = at
      while at < bytes.endIndex, bytes[at] > 0x20, bytes[at] != UInt8(ascii: "="), bytes[at] != UInt8(ascii: "/") {
        at += 1
      }
      let isWanted = bytes[start..<at].elementsEqual(wanted) { $0 | 0x20 == $1 | 0x20 }
      while at < bytes.endIndex, bytes[at] <= 0x20 { at += 1 }
      guard at < bytes.endIndex, bytes[at] == UInt8(ascii: "=") else {
        if isWanted { return "" }
        continue
      }
      let value = value(&at)
      if isWanted { return CharacterReference.resolve(value) }
    }
    return nil
  }

  /// Reads a value behind its `=`.
  private func value(_ at: inout Int) -> ArraySlice<UInt8> {
    at += 1
    while at < bytes.endIndex, bytes[at] <= 0x20 { at += 1 }
    guard at < bytes.endIndex else { return [] }
    let quote = bytes[at]
    if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
      let start = at + 1
      let end = bytes[start...].firstIndex(of: quote) ?? bytes.endIndex
      at = min(end + 1, bytes.endIndex)
      return bytes[start..<end]
    }
    let start = at
    while at < bytes.endIndex, bytes[at] > 0x20 { at += 1 }
    return bytes[start..<at]
  }
}
