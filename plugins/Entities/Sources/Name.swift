import Document
import Text

/// A person's name as it stands in a line.
struct Name {
  var words: Range<Int>
  /// What is joined to the first word: `و`, `ل` …
  var clitics = ""
  /// Stands in quotation marks of its own.
  var isQuoted: Bool
  /// What stands inside the marks before the name: `"اللواء باقري"`.
  var rank: Office?
}

extension Line {
  /// What stands before a name and so makes one likelier.
  enum Cue {
    /// A rank or form of address.
    case rank
    /// A title or an office that is whole.
    case office
    /// A verb of saying.
    case verb
    case none
  }

  /// The name in quotation marks that opens at a token: up to five words, none of them a word of another kind.
  func quotedName(at start: Int) -> Name? {
    guard isPunctuation(start, Marks.opening) else { return nil }
    var first = start + 1
    var rank: Office?
    if let office = office(at: first), office.kind == .rank || office.kind == .title {
      rank = office
      first = office.words.upperBound
    }
    var end = first
    while end - first < 6, !folded(end).isEmpty { end += 1 }
    guard isPunctuation(end, Marks.closing), (1...5).contains(end - first) else { return nil }
    let isName = (first..<end).allSatisfy { word in
      let text = folded(word)
      return !Lexicon.function.contains(text) && SayingVerbs.verb(text) == nil
        && (isPerson(word) || term(at: word) == nil)
    }
    return isName ? Name(words: first..<end, isQuoted: true, rank: rank) : nil
  }

  /// The name that begins at a word, by what is known of its words and what stands before it.
  func name(at start: Int, after cue: Cue, _ counts: Counts) -> Name? {
    // The glossary may know a rank and a name as one term; then the name begins behind the rank. It knows given names too,
    // which are only the beginning of one.
    if let term = term(at: start), isWhole(term), term.words.lowerBound == start || cue == .rank || cue == .office {
      return Name(words: start..<afterLinks(term.words.upperBound), isQuoted: false, rank: nil)
    }
    let (clitics, first) = givenName(start) ?? ("", folded(start))
    guard !first.isEmpty, !Lexicon.function.contains(first) else { return nil }
    guard term(at: start) == nil || Lexicon.isGivenName(first) || first == "عبد" else { return nil }
    let isGiven = Lexicon.givenNames.contains(first) && !Lexicon.ambiguousNames.contains(first) || first == "عبد"
    let isPossiblyGiven = isGiven || Lexicon.isGivenName(first) || Lexicon.openers.contains(first)
    switch cue {
    case .rank: guard isPossiblyGiven || isSurname(start, counts, strict: false) else { return nil }
    case .office:
      if !isPossiblyGiven, let name = strangeName(start) { return name }
      guard isPossiblyGiven || isSurname(start, counts, strict: true) else { return nil }
    case .verb: guard isPossiblyGiven else { return nil }
    case .none: guard isGiven, !Lexicon.namedAfter.contains(folded(start - 1)) else { return nil }
    }
    var end = afterLinks(start + 1)
    if Lexicon.openers.contains(first) {
      guard !folded(start + 1).isEmpty else { return nil }
      end = afterLinks(start + 2)
    }
    // A name of several links (بن …, آل …) is whole.
    var parts = end - start > 3 ? 3 : 1
    var last = start
    while parts < 3, isPossiblyGiven {
      let mayFollow = parts == 1 || Lexicon.isGivenName(folded(last)) || Lexicon.linkers.contains(folded(last))
      guard mayFollow, continues(end, counts, cue: cue) else { break }
      last = end
      parts += 1
      end = afterLinks(Lexicon.linkers.contains(folded(end)) ? end + 2 : end + 1)
      if folded(last).hasPrefix("ال") { break }
    }
    // A given name alone is somebody only where a title says so.
    if parts == 1, cue == .none || cue == .verb, end - start < 3 { return nil }
    return Name(words: start..<end, clitics: clitics, isQuoted: false, rank: nil)
  }

  /// Two to four words between commas behind an office, none of which is known as anything else: `وزير الخارجية، فلان الفلاني،`.
  func nameBetweenCommas(at start: Int) -> Name? {
    var end = start
    while end - start < 5, !folded(end).isEmpty {
      let word = folded(end)
      let isLinked = Lexicon.linkers.contains(word) || Lexicon.tails.contains(word)
      let isKnown = Lexicon.isGivenName(word) || isPerson(end) || isLinked
      guard isKnown || !isPlainWord(end) && SayingVerbs.verb(word) == nil && !isTitleOrOffice(word) else { return nil }
      guard isKnown || !Lexicon.looksLikeNoun(word) && (end > start || !word.hasPrefix("ال")) else { return nil }
      end += 1
    }
    guard (2...4).contains(end - start), isPunctuation(end, Marks.comma) else { return nil }
    return Name(words: start..<end, isQuoted: false, rank: nil)
  }

  /// Whether a term names a person, and not only by a given name.
  func isWhole(_ term: Term) -> Bool {
    guard term.type == "person" else { return false }
    let first = folded(term.words.lowerBound)
    return term.words.count > 1
      || !Lexicon.isGivenName(first) && givenName(term.words.lowerBound) == nil && !term.target.hasSuffix(")")
  }

  /// A given name with what is joined to it; ambiguous ones only where nothing is.
  private func givenName(_ at: Int) -> (clitics: String, word: String)? {
    let whole = folded(at)
    if Lexicon.isGivenName(whole) { return ("", whole) }
    return Lexicon.withoutClitics(whole).dropFirst().first {
      Lexicon.givenNames.contains($0.word) && !Lexicon.ambiguousNames.contains($0.word) || $0.word == "عبد"
    }
  }

  /// Two words that no dictionary has, behind an office and before a particle or a mark: a name from another language. Believed
  /// only where the words of the text were looked up.
  private func strangeName(_ start: Int) -> Name? {
    guard knowsDictionary, isEnd(start + 2) else { return nil }
    let areStrange = (start..<start + 2).allSatisfy { at in
      let word = folded(at)
      return word.unicodeScalars.count >= 3 && words[at].gloss == .none && !isKnownOtherwise(at)
        && !word.hasPrefix("ال")
        && !isTitleOrOffice(word) && SayingVerbs.verb(word) == nil && !Lexicon.looksLikeVerb(word)
    }
    guard areStrange else { return nil }
    return Name(words: start..<start + 2, isQuoted: false, rank: nil)
  }

  /// After words that belong to a name through what joins them: `بن سلمان`, `الدين`.
  private func afterLinks(_ start: Int) -> Int {
    var at = start
    while at - start < 6 {
      let word = folded(at)
      if Lexicon.tails.contains(word) {
        at += 1
      } else if Lexicon.linkers.contains(word), word != "عبد", !folded(at + 1).isEmpty,
        !Lexicon.function.contains(folded(at + 1))
      {
        at += folded(at + 1) == "عبد" ? 3 : 2
      } else {
        break
      }
    }
    return min(at, words.count)
  }

  /// Whether a word may be the next part of a name that has begun.
  private func continues(_ at: Int, _ counts: Counts, cue: Cue) -> Bool {
    let word = folded(at)
    guard word.unicodeScalars.count >= 2 else { return false }
    if Lexicon.isGivenName(word) || isPerson(at) && Lexicon.withoutClitics(word).count == 1 { return true }
    if Lexicon.linkers.contains(word) { return !folded(at + 1).isEmpty && !Lexicon.function.contains(folded(at + 1)) }
    guard !isKnownOtherwise(at), SayingVerbs.verb(word) == nil else { return false }
    let isClosed = isEnd(at + 1)
    let recurs = counts.of(word) > 1
    if word.hasPrefix("ال") {
      if word.hasSuffix("ه"), cue == .none { return recurs }
      if words[at].isInDictionary, cue == .none { return recurs || isClosed }
      return word.unicodeScalars.count >= 4 && !isTitleOrOffice(word)
    }
    if Lexicon.looksLikeNoun(word) { return cue != .none && !words[at].isInDictionary && (isClosed || recurs) }
    if let first = word.unicodeScalars.first, Lexicon.cliticLetters.contains(first) {
      let rest = word.unicodeScalars.dropFirst()
      let isKnown = counts.of(String(rest)) > 0 || isTitleOrOffice(String(rest)) || Lexicon.isGivenName(String(rest))
      if isKnown || rest.starts(with: "ال".unicodeScalars) { return false }
      return isClosed || recurs
    }
    if Lexicon.looksLikeVerb(word) { return recurs || knowsDictionary && words[at].gloss == .none && cue != .none }
    if isClosed || recurs { return true }
    return (cue == .rank || cue == .office) && !words[at].isInDictionary
  }

  /// Whether a word can be a family name standing alone behind a title.
  private func isSurname(_ at: Int, _ counts: Counts, strict: Bool) -> Bool {
    let word = folded(at)
    guard word.unicodeScalars.count >= 3, !isPlainWord(at), SayingVerbs.verb(word) == nil else { return false }
    if word.hasPrefix("ال") || Lexicon.looksLikeNoun(word) || Lexicon.looksLikeVerb(word) || isTitleOrOffice(word) {
      return false
    }
    if let first = word.unicodeScalars.first, Lexicon.cliticLetters.contains(first),
      counts.of(String(word.unicodeScalars.dropFirst())) > 0
    {
      return false
    }
    return strict ? counts.afterTitle(word) > 1 : true
  }

  /// A particle, an adjective of titles, or a glossary term.
  private func isKnownOtherwise(_ at: Int) -> Bool {
    let word = folded(at)
    return Lexicon.function.contains(word) || Lexicon.adjectives.contains(word) || term(at: at) != nil
  }

  /// The same, or a word of the dictionary.
  private func isPlainWord(_ at: Int) -> Bool { isKnownOtherwise(at) || words[at].isInDictionary }

  private func isTitleOrOffice(_ word: String) -> Bool {
    Lexicon.withoutClitics(word).contains {
      Lexicon.heads[$0.word]?.isDisjoint(with: [.rank, .title, .office]) == false
    }
  }

  /// Whether a name may end before a token: a mark, a particle, a verb of saying, the end.
  private func isEnd(_ at: Int) -> Bool {
    let word = folded(at)
    return word.isEmpty || Lexicon.function.contains(word) || SayingVerbs.verb(word) != nil
      || Lexicon.joinedArticles.contains { word.hasPrefix($0) }
  }
}

/// How often words occur in a document.
struct Counts {
  private var words: [String: Int] = [:]
  private var titled: [String: Int] = [:]

  init(_ lines: [Line]) {
    for line in lines {
      for at in line.words.indices where line.words[at].kind == .word {
        words[line.words[at].folded, default: 0] += 1
        guard at > 0 else { continue }
        let isTitled = Lexicon.withoutClitics(line.folded(at - 1)).contains {
          Lexicon.heads[$0.word]?.isDisjoint(with: [.rank, .title]) == false
        }
        if isTitled { titled[line.words[at].folded, default: 0] += 1 }
      }
    }
  }

  func of(_ word: String) -> Int { words[word] ?? 0 }
  /// How often the word comes directly behind a rank or title.
  func afterTitle(_ word: String) -> Int { titled[word] ?? 0 }
}

extension Lexicon {
  /// Letters that may be particles joined to the next word.
  static let cliticLetters: Set<Unicode.Scalar> = ["و", "ف", "ب", "ل", "ك"]

  /// Endings that family names hardly have: ـة ـات ـا ـهم ـها ـين ـون.
  static func looksLikeNoun(_ word: String) -> Bool {
    word.unicodeScalars.count > 3 && ["ه", "ات", "ا", "هم", "ها", "ين", "ون", "اء"].contains { word.hasSuffix($0) }
  }

  /// The shape of an imperfect verb.
  static func looksLikeVerb(_ word: String) -> Bool {
    word.unicodeScalars.count >= 4
      && (word.hasPrefix("ي") || word.hasPrefix("ت") || word.hasPrefix("سي") || word.hasPrefix("ست"))
  }
}
