import Text

/// Names behind "By" or "Source:".
enum Byline {
  /// The names, where a line has a few of them and nothing else.
  ///
  /// - Parameters:
  ///   - match: the cue that the line begins with.
  ///   - end: byte offset of the line's end.
  static func names(_ text: String, _ match: CueMatch, to end: Int) -> [String]? {
    let rest = LineShape.afterMark(text, match.end..<end)
    guard !rest.isEmpty, Tokenizer.words(in: text, rest.range).count <= 9 else { return nil }
    let line = LineShape.oneLine(text, rest.range)
    guard let last = line.unicodeScalars.last, !".!?؟۔:،,".unicodeScalars.contains(last) else { return nil }
    // Without a colon, words in Latin or Cyrillic letters are names only where they begin with capitals.
    let isMarked = rest.hasMark
    var names: [String] = []
    for part in split(line) {
      guard !part.isEmpty, isMarked || isName(part) else { return nil }
      names.append(part)
    }
    return names.isEmpty || (!isMarked && match.cue == .origin) ? nil : names
  }

  private static func split(_ line: String) -> [String] {
    var parts = [line]
    for separator in [",", "،", "؛", ";", " & ", " and ", " و ", " и ", " اور ", " + ", "+", " / "] {
      parts = parts.flatMap { LineShape.parts(of: $0, by: separator) }
    }
    return parts.filter { !$0.isEmpty }
  }

  /// Two to five words; where the script has capitals, each of some length begins with one.
  private static func isName(_ part: String) -> Bool {
    let words = part.split(separator: " ")
    guard (2...5).contains(words.count) else { return false }
    return words.allSatisfy { word in
      guard let first = word.unicodeScalars.first else { return false }
      return !first.properties.isLowercase || word.count <= 3
    }
  }
}
