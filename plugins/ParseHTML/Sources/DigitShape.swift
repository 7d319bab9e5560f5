/// What digits in a text may be, without reading them.
enum DigitShape {
  /// Whether a time of day (`9:30`, `21.05`, `8h15`) or a year from 2000 to 2099 stands in a text; in the digits of Arabic and of
  /// Persian also a year of the Persian calendar.
  static func hasDate(_ text: ArraySlice<UInt8>) -> Bool {
    guard text.contains(where: { $0 == 0xD9 || $0 == 0xDB }), let plain = ascii(text) else { return hasPlainDate(text) }
    return hasPlainDate(plain[...]) || hasYear(plain, "13") || hasYear(plain, "14")
  }

  private static func hasPlainDate(_ text: ArraySlice<UInt8>) -> Bool {
    func isDigit(_ at: Int) -> Bool { at < text.endIndex && text[at] &- 0x30 < 10 }
    for at in text.indices where isDigit(at) {
      if text[at] == 0x32, at + 1 < text.endIndex, text[at + 1] == 0x30, isDigit(at + 2), isDigit(at + 3) {
        return true
      }
      let mark = isDigit(at + 1) ? at + 2 : at + 1
      guard mark < text.endIndex, isDigit(mark + 1), isDigit(mark + 2) else { continue }
      if text[mark] == UInt8(ascii: ":") || text[mark] == UInt8(ascii: ".") || text[mark] == UInt8(ascii: "h") {
        return true
      }
    }
    return false
  }

  /// Whether four digits alone begin with these two.
  private static func hasYear(_ text: [UInt8], _ century: StaticString) -> Bool {
    let century = Array("\(century)".utf8)
    return text.split { $0 &- 0x30 >= 10 }.contains { $0.count == 4 && $0.starts(with: century) }
  }

  /// With the digits of Arabic and of Persian as those of ASCII; nil where there are none.
  private static func ascii(_ text: ArraySlice<UInt8>) -> [UInt8]? {
    var plain: [UInt8] = []
    plain.reserveCapacity(text.count)
    var hasFound = false
    var at = text.startIndex
    while at < text.endIndex {
      let first: UInt8 = text[at] == 0xD9 ? 0xA0 : text[at] == 0xDB ? 0xB0 : 0
      if first > 0, at + 1 < text.endIndex, text[at + 1] &- first < 10 {
        plain.append(text[at + 1] &- first &+ 0x30)
        hasFound = true
        at += 2
      } else {
        plain.append(text[at])
        at += 1
      }
    }
    return hasFound ? plain : nil
  }
}
