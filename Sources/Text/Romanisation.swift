/// Arabic names in Latin letters as the English press writes them.
public enum Romanisation {
  /// A readable romanisation: one table of letters, no diacritics, `a` where a vowel must have been.
  public static func romanise(_ arabic: some StringProtocol) -> String {
    var output = ""
    for scalar in String(arabic).unicodeScalars {
      output += letters[scalar] ?? (scalar.properties.isAlphabetic && scalar.value >= 0x600 ? "" : String(scalar))
    }
    return output
  }

  private static let letters: [Unicode.Scalar: String] = [
    "ا": "a", "أ": "a", "إ": "i", "آ": "a", "ٱ": "a", "ب": "b", "ت": "t", "ث": "th", "ج": "j", "ح": "h", "خ": "kh",
    "د": "d",
    "ذ": "dh", "ر": "r", "ز": "z", "س": "s", "ش": "sh", "ص": "s", "ض": "d", "ط": "t", "ظ": "z", "ع": "", "غ": "gh",
    "ف": "f",
    "ق": "q", "ك": "k", "ل": "l", "م": "m", "ن": "n", "ه": "h", "ة": "a", "و": "w", "ي": "i", "ى": "a", "ء": "",
    "ؤ": "w",
    "ئ": "i", "پ": "p", "چ": "ch", "ژ": "zh", "گ": "g", "ک": "k", "ی": "i",
  ]
}
