/// The names by which links and notes are found.
enum MarkdownLabel {
  /// CommonMark's bound, in its characters.
  static let longest = 999

  /// The same for labels that differ in case and white space only.
  static func key(_ label: some Sequence<UInt8>) -> [UInt8] {
    var key: [UInt8] = []
    var isASCII = true
    for byte in label {
      if byte <= 0x20 {
        if let last = key.last, last != 0x20 { key.append(0x20) }
        continue
      }
      if byte >= 0x80 { isASCII = false }
      key.append((0x41...0x5A).contains(byte) ? byte | 0x20 : byte)
    }
    if key.last == 0x20 { key.removeLast() }
    // By way of upper case, as near as Swift comes to Unicode's case folding: the sharp s is "ss".
    return isASCII ? key : Array(String(decoding: key, as: UTF8.self).uppercased().lowercased().utf8)
  }
}
