/// The charset that a page declares in its first bytes (HTML, 13.2.3.2).
enum PageCharset {
  /// The name as decoders know it; nil where none is declared.
  static func declared(in start: ArraySlice<UInt8>) -> String? {
    guard let name = xmlEncoding(start) ?? metaCharset(start) else { return nil }
    let small = name.lowercased()
    switch small {
    // Labels by which pages mean more than they say (Encoding Standard, 4.2).
    case "iso-8859-1", "iso8859-1", "latin1", "ascii", "us-ascii": return "windows-1252"
    case "iso-8859-9", "latin5": return "windows-1254"
    case "gb2312", "gbk", "gb_2312-80": return "gb18030"
    case "ks_c_5601-1987", "euc-kr", "ksc5601": return "windows-949"
    case "utf-16", "utf-16le", "utf-16be", "utf8", "unicode-1-1-utf-8": return "utf-8"
    case "x-user-defined": return "windows-1252"
    default: return small
    }
  }

  private static func xmlEncoding(_ start: ArraySlice<UInt8>) -> String? {
    guard start.starts(with: "<?xml".utf8) else { return nil }
    let declaration = start.prefix { $0 != UInt8(ascii: ">") }
    return value(in: declaration, after: "encoding")
  }

  private static func metaCharset(_ start: ArraySlice<UInt8>) -> String? {
    var at = start.startIndex
    while let open = start[at...].firstIndex(of: UInt8(ascii: "<")) {
      let rest = start[open...]
      if rest.starts(with: "<!--".utf8) {
        // A comment ends with its mark.
        var end = open + 4
        while end + 2 < start.endIndex, !start[end...].starts(with: "-->".utf8) { end += 1 }
        at = min(end + 2, start.endIndex)
        continue
      }
      let tag = rest.prefix { $0 != UInt8(ascii: ">") }
      at = tag.endIndex
      if isMeta(tag), let charset = value(in: tag, after: "charset") { return charset }
    }
    return nil
  }

  private static func isMeta(_ tag: ArraySlice<UInt8>) -> Bool {
    guard tag.count > 6, ASCII.equals(tag.prefix(5), "<meta") else { return false }
    let next = tag[tag.startIndex + 5]
    return next <= 0x20 || next == UInt8(ascii: "/")
  }

  /// What stands behind a word and `=`, with or without quotes.
  private static func value(in text: ArraySlice<UInt8>, after word: String) -> String? {
    let wanted = Array(word.utf8)
    for at in text.indices.dropLast(wanted.count) where zip(text[at...], wanted).allSatisfy({ ASCII.lower($0) == $1 }) {
      var rest = text[(at + wanted.count)...].drop { $0 <= 0x20 }
      guard rest.first == UInt8(ascii: "=") else { continue }
      rest = rest.dropFirst().drop { $0 <= 0x20 || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "'") }
      let name = rest.prefix { byte in
        ASCII.lower(byte) &- 0x61 < 26 || byte &- 0x30 < 10 || "-_:.".utf8.contains(byte)
      }
      if !name.isEmpty { return String(decoding: name, as: UTF8.self) }
    }
    return nil
  }
}
