import Text

/// What the first words of a line say about the whole line.
enum Cue: Hashable {
  /// "Read also": leads away from the article.
  case elsewhere
  /// "All rights reserved", "For immediate release": belongs to the page, not to the article.
  case page
  /// "Photo: …".
  case caption
  /// "Updated": the date is that of a change.
  case updated
  /// "By", "Source".
  case author
  case origin
}

/// The first words of a line, where they are a cue, and where they end.
struct CueMatch {
  var cue: Cue
  /// Whether the words say it by themselves, or only before a mark or an end.
  var isStrong: Bool
  /// Byte offset at which the last word of the cue ends.
  var end: Int
}

/// Phrases that begin lines of the press and are no part of its articles.
enum Cues {
  /// The longest cue that a line begins with; marks and symbols before it do not count.
  ///
  /// - Parameter range: UTF-8 byte offsets into the text.
  static func match(in text: String, _ range: Range<Int>) -> CueMatch? {
    let head = text.prefix(of: range, bytes: 96)
    guard let first = Tokenizer.words(in: text, text.prefix(of: head, bytes: 48)).first,
      first.lowerBound - range.lowerBound <= 16
    else {
      return nil
    }
    // Most lines begin with a word that begins no cue.
    let opening = text.slice(first).folded()
    guard byFirstWord[opening] != nil || Int(opening) != nil else { return nil }
    let words = Tokenizer.words(in: text, head).prefix(longest)
    var folded = words.map { text.slice($0).folded() }
    // "3 min read"
    if folded.count > 1, Int(folded[0]) != nil, let match = counted(folded[1...], words) { return match }
    folded.removeAll { $0.isEmpty }
    guard folded.count == words.count, !folded.isEmpty else { return nil }
    guard let phrases = byFirstWord[folded[0]] else { return nil }
    for phrase in phrases where folded.starts(with: phrase.words) {
      return CueMatch(cue: phrase.cue, isStrong: phrase.isStrong, end: words[phrase.words.count - 1].upperBound)
    }
    return nil
  }

  /// What a page says behind a number.
  private static func counted(_ folded: ArraySlice<String>, _ words: ArraySlice<Range<Int>>) -> CueMatch? {
    for phrase in byFirstWord[folded[1]] ?? [] where phrase.cue == .page && folded.starts(with: phrase.words) {
      return CueMatch(cue: .page, isStrong: phrase.isStrong, end: words[phrase.words.count].upperBound)
    }
    return nil
  }

  /// Whether a line is a claim of rights, wherever in it the words stand.
  static func claimsRights(_ words: [String]) -> Bool {
    words.indices.contains { at in
      rights.contains { phrase in words[at] == phrase[0] && words[at...].starts(with: phrase) }
    }
  }

  private struct Phrase {
    var words: [String]
    var cue: Cue
    var isStrong: Bool
  }

  /// Phrases by their first word, the longest first.
  private static let byFirstWord: [String: [Phrase]] = {
    var phrases: [Phrase] = []
    for (cue, isStrong, texts) in CuePhrases.table {
      for text in texts {
        let words = words(of: text)
        if !words.isEmpty { phrases.append(Phrase(words: words, cue: cue, isStrong: isStrong)) }
      }
    }
    return Dictionary(grouping: phrases) { $0.words[0] }.mapValues { $0.sorted { $0.words.count > $1.words.count } }
  }()

  private static let rights = CuePhrases.rights.map(words)
  private static let longest = 5

  static func words(of text: String) -> [String] { Tokenizer.words(in: text).map { text.slice($0).folded() } }
}

extension String {
  /// The start of a range, at most so many bytes, cut between characters.
  func prefix(of range: Range<Int>, bytes: Int) -> Range<Int> {
    guard range.count > bytes else { return range }
    let view = utf8
    var end = range.lowerBound + bytes
    while end > range.lowerBound, view[view.index(view.startIndex, offsetBy: end)] & 0xC0 == 0x80 { end -= 1 }
    return range.lowerBound..<end
  }
}
