import Markup

/// A character written by name or number: `&amp;`, `&#1593;`, `&#x639;`.
struct MarkdownReference {
  /// UTF-8.
  private(set) var bytes: [UInt8]
  private(set) var end: Int
  /// The longest name of HTML has 31 letters.
  private static let longest = 33

  /// Nil where there is none at `start`, where an `&` stands.
  init?(_ source: MarkdownLine.Bytes, _ start: Int, _ last: Int) {
    let limit = min(last, start + MarkdownReference.longest + 1)
    var at = start + 1
    while at < limit, source[at] != UInt8(ascii: ";") {
      guard source[at] < 0x80, source[at] > 0x20, source[at] != UInt8(ascii: "&") else { return nil }
      at += 1
    }
    guard at < limit, at > start + 1 else { return nil }
    let name = String(decoding: source[start + 1..<at], as: UTF8.self)
    end = at + 1
    guard name.hasPrefix("#") else {
      guard let character = HTMLFragment.character(named: name) else { return nil }
      bytes = Array(character.utf8)
      return
    }
    let isHexadecimal = name.dropFirst().lowercased().hasPrefix("x")
    let digits = name.dropFirst(isHexadecimal ? 2 : 1)
    guard !digits.isEmpty, digits.utf8.count <= (isHexadecimal ? 6 : 7), digits.first != "+", digits.first != "-",
      let value = UInt32(digits, radix: isHexadecimal ? 16 : 10)
    else { return nil }
    let isText = value >= 0x20 && value != 0x7F || value == 9 || value == 10
    bytes = Array(String(isText ? Unicode.Scalar(value) ?? "\u{FFFD}" : "\u{FFFD}").utf8)
  }
}
