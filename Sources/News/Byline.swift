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
    guard !rest.isEmpty else { return nil }
    var line = LineShape.oneLine(text, rest.range)
    // What stands behind the names of one who wrote: who edited them, what they are, where they were.
    line = firstStatement(line)
    guard (1...9).contains(Tokenizer.words(in: line).count) else { return nil }
    // Without a mark, words in Latin or Cyrillic letters are names only where they begin with capitals.
    let isMarked = rest.hasMark
    if isMarked, line.hasSuffix(":") { line.removeLast() }
    guard let last = line.unicodeScalars.last, !".!?؟۔:،,".unicodeScalars.contains(last) else { return nil }
    var names: [String] = []
    for part in split(line) {
      guard !part.isEmpty, isMarked || isName(part) else { return nil }
      names.append(part)
    }
    // An office is no name.
    let isOffice: (String) -> Bool = { name in
      let words = name.split(separator: " ")
      return words.count > 1 && words.allSatisfy { ($0.unicodeScalars.first?.properties.isAlphabetic ?? false) }
        && Cues.words(of: name).contains(where: CuePhrases.unnamedFolded.contains)
    }
    if match.cue == .author, names.count > 1 { names.removeAll(where: isOffice) }
    if match.cue == .origin { names.removeAll { isUnnamed($0) } }
    return !isMarked && match.cue == .origin || names.isEmpty && match.cue == .author ? nil : names
  }

  /// Whether words such as "agencies" or "web desk" stand where a name might.
  static func isUnnamed(_ line: String) -> Bool {
    let words = Cues.words(of: line)
    return (1...2).contains(words.count) && words.contains(where: CuePhrases.unnamedFolded.contains)
  }

  /// The names of a line that has nothing else: two or three words each, as only scripts with capitals show.
  static func bareNames(_ line: String) -> [String]? {
    guard line.utf8.count <= 120 else { return nil }
    let parts = split(line)
    let areNames = parts.allSatisfy { part in
      let words = part.split(separator: " ")
      return (2...4).contains(words.count)
        && words.allSatisfy { word in
          guard let first = word.unicodeScalars.first, first.properties.isUppercase else { return false }
          return word.unicodeScalars.allSatisfy { $0.properties.isAlphabetic || "-'’.".unicodeScalars.contains($0) }
        }
    }
    return areNames && (1...4).contains(parts.count) ? parts : nil
  }

  /// Up to a bracket that closes, a semicolon or a bar.
  private static func firstStatement(_ line: String) -> String {
    var line = line
    for mark in [";", "؛", " | ", " - تحرير", " – تحرير", " - Editing", " للنشرة", ")"] {
      if let first = LineShape.parts(of: line, by: mark).first, !first.isEmpty { line = first }
    }
    return line
  }

  private static func split(_ line: String) -> [String] {
    var parts = [line]
    for separator in [",", "،", "؛", ";", " & ", " and ", " و ", " и ", " اور ", " + ", "+", " / "] {
      parts = parts.flatMap { LineShape.parts(of: $0, by: separator) }
    }
    // "و" is written on to the name that follows it.
    if line.utf8.contains(0xD9) { parts = parts.flatMap(splitBeforeWaw) }
    return parts.filter { !$0.isEmpty }
  }

  /// `هدى العلي ومروان قاسم`: two names of two words each.
  private static func splitBeforeWaw(_ part: String) -> [String] {
    let words = part.split(separator: " ")
    guard words.count == 4, words[2].hasPrefix("و"), words[2].unicodeScalars.count > 3 else { return [part] }
    return [words[..<2].joined(separator: " "), words[2].dropFirst() + " " + words[3]]
  }

  /// Two to five words; where the script has capitals, each of some length begins with one.
  private static func isName(_ part: String) -> Bool {
    let words = part.split(separator: " ")
    guard (2...5).contains(words.count) else { return false }
    guard words.contains(where: { $0.unicodeScalars.first.map { $0.properties.isUppercase } ?? false }) else {
      // Without capitals a few words may be a name, and none of those that join others.
      return words.count <= 3 && !words.contains { CuePhrases.joining.contains(String($0)) }
        && !words[0].unicodeScalars.contains { $0.properties.isLowercase }
    }
    return words.allSatisfy { word in
      guard let first = word.unicodeScalars.first else { return false }
      return !first.properties.isLowercase || word.count <= 3
    }
  }
}
