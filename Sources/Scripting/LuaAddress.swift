/// An address of the web that a script may fetch. Whatever two programs might read in two ways is no such address: names of
/// users, backslashes, blanks, letters that are not ASCII.
struct LuaAddress: Hashable {
  let text: String
  /// Lower case; an IPv6 address with its brackets.
  let host: String
  let port: Int

  init(_ text: String) throws(LuaComplaint) {
    self.text = text
    let wrong = LuaComplaint(
      "'\(text.prefix(200))' is no address such as https://example.org/path (http or https; other signs as %XX)")
    let standard: Int
    if text.hasPrefix("https://") {
      standard = 443
    } else if text.hasPrefix("http://") {
      standard = 80
    } else {
      throw wrong
    }
    let rest = text.utf8.drop { $0 != UInt8(ascii: "/") }.dropFirst(2)
    let authority = rest.prefix { $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
    guard text.utf8.count <= 8000,
      text.utf8.allSatisfy({ (0x21...0x7E).contains($0) && !LuaAddress.refused.contains($0) })
    else { throw wrong }
    let words = String(decoding: authority, as: UTF8.self)
    let name: Substring
    if words.hasPrefix("["), let end = words.firstIndex(of: "]") {
      name = words[...end]
      guard words[..<end].utf8.dropFirst().allSatisfy({ LuaAddress.isHexadecimal($0) || $0 == 0x3A || $0 == 0x2E })
      else {
        throw wrong
      }
    } else {
      name = words.prefix { $0 != ":" }
      guard name.utf8.allSatisfy(LuaAddress.isNamePart) else { throw wrong }
    }
    let tail = words[name.endIndex...]
    guard !name.isEmpty, tail.isEmpty || tail.hasPrefix(":") else { throw wrong }
    if tail.isEmpty {
      port = standard
    } else {
      guard tail.dropFirst().utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = UInt16(tail.dropFirst())
      else { throw wrong }
      port = Int(number)
    }
    host = name.lowercased()
  }

  /// Signs that no address holds as they are, and those by which programs read lists of addresses.
  private static let refused = Array("\"<>\\^`{|}@".utf8)

  private static func isHexadecimal(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x46).contains(byte) || (0x61...0x66).contains(byte)
  }

  private static func isNamePart(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || byte == 0x2D
      || byte == 0x2E || byte == 0x5F
  }
}
