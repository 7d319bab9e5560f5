/// Whether the text that a page has can be what is seen on it.
enum TextLayer {
  /// False where many words have far more letters than fit into their boxes, or letters that nobody can name.
  static func isUsable(_ page: Page) -> Bool {
    var (count, strange) = (0, 0)
    for word in page.lines.lazy.flatMap(\.words) {
      let letters = word.text.unicodeScalars.count
      count += letters
      let isCrowded = letters > 3 && word.box.width < 0.08 * Double(letters) * word.box.height && word.confidence == nil
      if isCrowded { strange += letters } else { strange += word.text.unicodeScalars.count(where: isNameless) }
    }
    return strange * 4 < count || count == 0
  }

  /// Private use, and what could not be decoded.
  private static func isNameless(_ scalar: Unicode.Scalar) -> Bool {
    (0xE000...0xF8FF).contains(scalar.value) || scalar.value == 0xFFFD || scalar.value >= 0xF0000
  }
}
