/// Particles that Arabic writes as part of a word.
public enum Clitics {
  /// One reading of a word: prefix, stem and suffix joined give the word, but for `لل`, whose stem lost its alef.
  public struct Analysis: Hashable, Sendable {
    public var prefix: String
    public var stem: String
    public var suffix: String

    public init(prefix: String, stem: String, suffix: String) {
      self.prefix = prefix
      self.stem = stem
      self.suffix = suffix
    }
  }

  /// All readings of a folded word, most likely first; the whole word, without prefix and suffix, always first.
  ///
  /// - Parameters:
  ///   - foldedWord: a word folded by `Folding.matching`.
  ///   - suffixes: whether to take off suffixes too.
  public static func analyses(of foldedWord: String, suffixes: Bool) -> [Analysis] {
    let letters = Array(foldedWord.unicodeScalars)
    var found = [Analysis(prefix: "", stem: foldedWord, suffix: "")]
    guard letters.count <= 64 else { return found }
    func text(_ range: Range<Int>) -> String {
      var view = String.UnicodeScalarView()
      view.append(contentsOf: letters[range])
      return String(view)
    }
    for suffix in suffixes ? [""] + self.suffixes : [""] {
      let end = letters.count - suffix.unicodeScalars.count
      guard end > 0, text(end..<letters.count) == suffix else { continue }
      for prefix in [""] + prefixes {
        let start = prefix.unicodeScalars.count
        let least = prefix.isEmpty || suffix.isEmpty ? 2 : 3
        guard !(prefix.isEmpty && suffix.isEmpty), end - start >= least, text(0..<start) == prefix else { continue }
        found.append(Analysis(prefix: prefix, stem: text(start..<end), suffix: suffix))
      }
    }
    return found
  }

  private static let prefixes = [
    "وال", "فال", "بال", "كال", "ولل", "فلل", "وبال", "وكال", "ال", "لل", "و", "ف", "ب", "ل", "ك", "س", "وب", "ول",
    "وك", "وس",
    "فب", "فل", "فس",
  ]
  private static let suffixes = [
    "ها", "هم", "هن", "هما", "نا", "كم", "كما", "ات", "ون", "ين", "ان", "تين", "تان", "يه", "ه", "ي", "ك",
  ]
}
