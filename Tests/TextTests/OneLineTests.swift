import Testing
import Text

struct OneLineTests {
  @Test(arguments: [
    ("", ""), (" \t\r\n", ""), ("a", "a"), ("  two\u{A0}\u{3000}words \n", "two words"),
    ("قال\u{2003}الوزير\u{2028}اليوم", "قال الوزير اليوم"),
    ("no\u{200B}space\u{200C}here", "no\u{200B}space\u{200C}here"),
  ])
  func whiteSpaceIsOneBlank(_ text: String, _ expected: String) { #expect(text.onOneLine() == expected) }

  /// As the standard library parts words, which is slower.
  @Test func agreesWithTheStandardLibrary() {
    for scalar in (UInt32(9)...0x3100).compactMap(Unicode.Scalar.init) {
      let text = "a\(scalar)b"
      let isSpace = scalar.properties.isWhitespace
      #expect(text.onOneLine() == (isSpace ? "a b" : text), "U+\(String(scalar.value, radix: 16))")
    }
  }

  @Test func aRangeIsBytes() { #expect("قال  ثم".onOneLine(6..<12) == "ثم") }
}
