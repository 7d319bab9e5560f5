/// What digits in a text may be, without reading them.
enum DigitShape {
  /// Whether a time of day (`9:30`, `21.05`, `8h15`) or a year from 2000 to 2099 stands in a text.
  static func hasDate(_ text: ArraySlice<UInt8>) -> Bool {
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
}
