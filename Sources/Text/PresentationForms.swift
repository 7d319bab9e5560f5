/// Letters in the shapes that they take in a word, and letters joined into one: how some programs store text that was set in type.
public enum PresentationForms {
  /// Whether a scalar is such a shape: Arabic, Hebrew and Armenian ones, and Latin `ﬁ` and its like.
  public static func contains(_ value: UInt32) -> Bool {
    switch value {
    case 0xFB00...0xFB4F, 0xFB50...0xFDCF, 0xFDF0...0xFDFC, 0xFE70...0xFEFC: true
    default: false
    }
  }

  /// The text with the letters themselves in the place of shapes. Nothing else changes.
  public static func resolved(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { contains($0.value) }) else { return text }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      guard contains(scalar.value) else {
        result.append(scalar)
        continue
      }
      let letters = (Normalizer.nfkc.normalise(String(scalar)) ?? String(scalar)).unicodeScalars
      // A mark that stands alone is shown on a blank or on a tatweel, which the text does not have.
      let isMark = (0xFE70...0xFE7F).contains(scalar.value)
      result.append(contentsOf: letters.filter { !isMark || $0 != " " && $0 != "\u{640}" })
    }
    return String(result)
  }
}
