/// Letters of the font Symbol, which stand at codes of their own, as the characters they look like (Adobe's Symbol encoding).
enum SymbolFont {
  private static let low = Array(
    "!∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼".unicodeScalars)
  private static let high = Array(
    "ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪".unicodeScalars)
  private static let last = Array("〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭".unicodeScalars)

  /// - Parameter code: the font's own, or the same behind U+F000.
  static func character(_ code: UInt32) -> Unicode.Scalar? {
    let code = (0xF000...0xF0FF).contains(code) ? code - 0xF000 : code
    switch code {
    case 0x21...0x7E: return low[Int(code) - 0x21]
    case 0xA1...0xEF: return high[Int(code) - 0xA1]
    case 0xF1...0xFE: return last[Int(code) - 0xF1]
    default: return nil
    }
  }

  /// A text in this font; characters outside U+F000 to U+F0FF stay as they are.
  static func text(_ text: String) -> String {
    var made = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      made.append((0xF000...0xF0FF).contains(scalar.value) ? character(scalar.value) ?? scalar : scalar)
    }
    return String(made)
  }
}
