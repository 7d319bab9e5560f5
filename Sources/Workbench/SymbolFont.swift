/// Letters of the font Symbol, which stand at codes of their own, as the characters they look like (Adobe's Symbol encoding).
public enum SymbolFont {
  private static let low = Array(
    "!∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼".unicodeScalars)
  private static let high = Array(
    "ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪".unicodeScalars)
  private static let last = Array("〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭".unicodeScalars)

  /// - Parameter code: the font's own, or the same behind U+F000.
  public static func character(_ code: UInt32) -> Unicode.Scalar? {
    let code = (0xF000...0xF0FF).contains(code) ? code - 0xF000 : code
    switch code {
    case 0x21...0x7E: return low[Int(code) - 0x21]
    case 0xA1...0xEF: return high[Int(code) - 0xA1]
    case 0xF1...0xFE: return last[Int(code) - 0xF1]
    default: return nil
    }
  }

  /// A text in this font; characters outside U+F000 to U+F0FF stay as they are.
  public static func text(_ text: String) -> String {
    var made = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      made.append((0xF000...0xF0FF).contains(scalar.value) ? character(scalar.value) ?? scalar : scalar)
    }
    return String(made)
  }

  /// What programs put in place of arrows and check marks as somebody types, in the font Wingdings.
  private static let wingdings: [UInt32: Unicode.Scalar] = [
    0x4A: "☺", 0x4C: "☹", 0x6C: "●", 0x6E: "■", 0x71: "❑", 0x75: "◆", 0x76: "❖", 0x9F: "•", 0xA7: "▪", 0xA8: "◻",
    0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xE7: "⇦", 0xE8: "➔", 0xF0: "⇨", 0xF3: "⬄", 0xFB: "✗",
    0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
  ]

  /// A text in the font Wingdings: characters behind U+F000, and one that stands alone.
  public static func wingdings(_ text: String) -> String {
    var made = String.UnicodeScalarView()
    let scalars = text.unicodeScalars
    let isAlone = scalars.count == 1 && scalars.allSatisfy { (0xA0...0xFF).contains($0.value) }
    for scalar in scalars {
      let isSymbol = (0xF000...0xF0FF).contains(scalar.value) || isAlone
      made.append(isSymbol ? wingdings[scalar.value & 0xFF] ?? scalar : scalar)
    }
    return String(made)
  }
}
