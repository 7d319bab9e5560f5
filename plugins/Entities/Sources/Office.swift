import Document
import Text

/// A title or office as it stands before a name or alone: `اللواء`, `وزير الخارجية الإيراني`, `المتحدث باسم الحكومة`.
struct Office {
  enum Kind {
    /// A rank or form of address, which only a name makes whole.
    case rank
    /// A definite title of one word, with or without adjectives.
    case title
    /// An office that says of what: `وزير الخارجية`.
    case construct
    /// Somebody without a name: `مصدر أمني`.
    case anonymous
  }

  var kind: Kind
  var words: Range<Int>
  /// What is joined to the first word: `و`, `ل` …
  var clitics: String
  /// The first word without them, folded.
  var head: String
}

extension Line {
  /// The office that begins at a word.
  func office(at start: Int) -> Office? {
    guard !folded(start).isEmpty, !Lexicon.namedAfter.contains(folded(start - 1)) else { return nil }
    for (clitics, head) in Lexicon.withoutClitics(folded(start)) {
      guard let kinds = Lexicon.heads[head] else { continue }
      if kinds.contains(.rank) {
        return Office(kind: .rank, words: start..<afterRank(start), clitics: clitics, head: head)
      }
      if kinds.contains(.title) { return title(start, clitics, head) }
      if kinds.contains(.anonymous), let end = afterQualities(start + 1) ?? afterName(start + 1) {
        return Office(kind: .anonymous, words: start..<end, clitics: clitics, head: head)
      }
      if kinds.contains(.office), let end = afterConstruct(start, head) {
        return Office(kind: .construct, words: start..<end, clitics: clitics, head: head)
      }
      if kinds.contains(.anonymous), clitics.isEmpty {
        return Office(kind: .anonymous, words: start..<start + 1, clitics: clitics, head: head)
      }
    }
    return termOffice(start)
  }

  /// `اللواء الركن`, `العقيد المتقاعد`: what belongs to a rank.
  private func afterRank(_ start: Int) -> Int {
    var end = start + 1
    while ["ركن", "الركن", "المتقاعد", "اول"].contains(folded(end)) { end += 1 }
    return end
  }

  private func title(_ start: Int, _ clitics: String, _ head: String) -> Office {
    var end = start + 1
    while end - start < 4, isDefinite(end), isAdjective(end) { end += 1 }
    let isOpen = Lexicon.open.contains(head)
    if isOpen, let complement = afterComplement(end) {
      return Office(kind: .construct, words: start..<complement, clitics: clitics, head: head)
    }
    return Office(kind: .title, words: start..<end, clitics: clitics, head: head)
  }

  /// The end of `باسم الحكومة`, `للأمم المتحدة`, `لشؤون …` from a word on; nil where no such complement stands there.
  private func afterComplement(_ start: Int) -> Int? {
    let word = folded(start)
    if word == "باسم" { return afterNouns(start + 1, joins: false) }
    if word.hasPrefix("ب"), Lexicon.bodies.contains(String(word.dropFirst())) {
      return afterNouns(start + 1, joins: false)
    }
    guard word.hasPrefix("ل"), word.unicodeScalars.count > 3, !Lexicon.function.contains(word) else { return nil }
    if word.hasPrefix("لل") { return afterDefinite(start + 1, joins: false) }
    let rest = String(word.dropFirst())
    if isName(term(at: start)) { return afterTerm(start) }
    return Lexicon.bodies.contains(rest) ? afterNouns(start + 1, joins: Lexicon.joined.contains(rest)) : nil
  }

  /// `رئيس` + nouns without article + a definite noun + adjectives.
  private func afterConstruct(_ start: Int, _ head: String) -> Int? {
    var first = start + 1
    if let term = term(at: start), term.words.lowerBound == start { first = max(first, term.words.upperBound) }
    // The glossary knows the construct whole: `وزير الخارجية`.
    if first > start + 1 {
      return isDefinite(first - 1)
        ? afterDefinite(first, joins: joins(start, head)) : afterNouns(first, joins: joins(start, head))
    }
    return afterNouns(first, joins: joins(start, head))
  }

  private func joins(_ start: Int, _ head: String) -> Bool {
    Lexicon.joined.contains(head) || Lexicon.joined.contains(folded(start + 1))
  }

  /// Nouns without article, at most four, then a definite one with what belongs to it; nil where no definite one comes.
  private func afterNouns(_ start: Int, joins: Bool) -> Int? {
    var at = start
    var joins = joins
    while at - start < 4 {
      if isDefinite(at) { return afterDefinite(max(at + 1, afterTerm(at)), joins: joins) }
      if at > start, let end = afterQuotation(at) { return end }
      let word = folded(at)
      if word.isEmpty || Lexicon.function.contains(word) || Lexicon.isGivenName(word) || isPerson(at) { return nil }
      if word.hasPrefix("لل") || word.hasPrefix("ب") && Lexicon.bodies.contains(String(word.dropFirst())) { return nil }
      if Lexicon.joined.contains(word) { joins = true }
      at += 1
    }
    return nil
  }

  /// The end of a name of something in quotation marks: `حزب "المستقبل"`.
  private func afterQuotation(_ start: Int) -> Int? {
    guard isPunctuation(start, Marks.opening) else { return nil }
    var at = start + 1
    while at - start < 8, !folded(at).isEmpty { at += 1 }
    return at > start + 1 && isPunctuation(at, Marks.closing) ? at + 1 : nil
  }

  /// After a definite noun: adjectives and further definite nouns, `لل…`, and where the office is of the kind, `وال…`.
  private func afterDefinite(_ start: Int, joins: Bool) -> Int {
    var at = start
    var mayJoin = joins
    while at - start < 6 {
      let word = folded(at)
      if isPerson(at) || Lexicon.ranks.contains(word) || Lexicon.titles.contains(word) { break }
      if isDefinite(at), !word.hasPrefix("وال") {
        mayJoin = mayJoin && !isAdjective(at)
        at = max(at + 1, afterTerm(at))
      } else if word.hasPrefix("لل"), word.unicodeScalars.count > 4 {
        mayJoin = false
        at = max(at + 1, afterTerm(at))
      } else if mayJoin, word.hasPrefix("وال"), word.unicodeScalars.count > 5 {
        at += 1
      } else if let end = afterComplement(at) {
        return end
      } else {
        break
      }
    }
    return at
  }

  /// `باسم شركة …` behind a spokesperson without an article.
  private func afterName(_ start: Int) -> Int? {
    guard folded(start) == "باسم" else { return nil }
    if let end = afterNouns(start + 1, joins: false) { return end }
    return folded(start + 1).isEmpty || Lexicon.function.contains(folded(start + 1)) ? nil : start + 2
  }

  private func afterQualities(_ start: Int) -> Int? {
    var at = start
    while at - start < 3 {
      let word = folded(at)
      guard Lexicon.qualities.contains(word) || isIndefiniteAdjective(word) else { break }
      at += 1
    }
    return at > start ? at : nil
  }

  /// A glossary term of type office that no rule of ours knows.
  private func termOffice(_ start: Int) -> Office? {
    guard let term = term(at: start), term.type == "office" || term.type == "rank", term.words.lowerBound == start,
      term.words.count > 1
    else { return nil }
    let end =
      isDefinite(term.words.upperBound - 1) ? afterDefinite(term.words.upperBound, joins: false) : term.words.upperBound
    let headword = term.headword.folded()
    let reading = Lexicon.withoutClitics(folded(start)).first { headword.hasPrefix($0.word) } ?? ("", folded(start))
    return Office(kind: .construct, words: term.words.lowerBound..<end, clitics: reading.clitics, head: reading.word)
  }

  private func afterTerm(_ word: Int) -> Int { term(at: word)?.words.upperBound ?? word + 1 }
  private func isName(_ term: Term?) -> Bool { term.map { ["place", "organisation"].contains($0.type) } ?? false }
  func isPerson(_ word: Int) -> Bool { term(at: word)?.type == "person" }

  /// Whether a word has the article or is a proper name of a place or organisation.
  func isDefinite(_ word: Int) -> Bool {
    let text = folded(word)
    guard !text.isEmpty, !Lexicon.function.contains(text) else { return false }
    if text.hasPrefix("ال") && text.unicodeScalars.count >= 4 { return true }
    return isName(term(at: word)) && Lexicon.withoutClitics(text).count == 1
  }

  /// Whether a definite word is an adjective by its ending, our list, or the glossary.
  func isAdjective(_ word: Int) -> Bool {
    let text = folded(word)
    if Lexicon.adjectives.contains(text) { return true }
    if let type = term(at: word)?.type { return type == "nationality" }
    return text.hasPrefix("ال") && (text.hasSuffix("ي") || text.hasSuffix("يه")) && text.unicodeScalars.count >= 6
  }

  private func isIndefiniteAdjective(_ word: String) -> Bool {
    guard !word.hasPrefix("ال"), word.unicodeScalars.count >= 4, !Lexicon.function.contains(word) else { return false }
    return word.hasSuffix("ي") || word.hasSuffix("يه") || word.hasSuffix("يين") || word.hasSuffix("يون")
  }
}

extension Line {
  /// The words as the text has them, without what is joined to the first.
  func text(_ words: Range<Int>, without clitics: String, _ document: Document) -> String {
    let whole = document.text(in: range(words))
    guard !clitics.isEmpty else { return String(whole) }
    // Particles are letters of their own in the text too; marks go with the letter before them.
    var left = clitics.unicodeScalars.count
    let rest = String(
      whole.unicodeScalars.drop { scalar in
        if !Lexicon.isMark(scalar) { left -= 1 }
        return left >= 0
      })
    // ل and the article are written لل.
    let word = folded(words.lowerBound).unicodeScalars.dropFirst(clitics.unicodeScalars.count - 1)
    return word.starts(with: "لل".unicodeScalars) ? "ا" + rest : rest
  }

  /// The office in English, where glossary terms cover every word of it: nationalities go before, the rest is joined by "of".
  func translation(_ office: Office) -> String? {
    var parts: [String] = []
    var nationalities: [String] = []
    var at = office.words.lowerBound
    while at < office.words.upperBound {
      guard let term = term(at: at), term.words.lowerBound == at, term.words.upperBound <= office.words.upperBound,
        !term.target.isEmpty
      else { return nil }
      guard Line.composable.contains(term.type) else { return nil }
      if term.type == "nationality" { nationalities.append(plain(term.target)) } else { parts.append(term.target) }
      at = term.words.upperBound
    }
    guard var text = parts.first else { return nil }
    // Of a rank the first sense will do; an office's may be wrong (`رئيس`: president, head).
    if parts.count > 1 || !nationalities.isEmpty, term(at: office.words.lowerBound)?.type == "rank",
      let sense = text.firstRange(of: " / ")
    {
      text = String(text[..<sense.lowerBound])
    }
    if !nationalities.isEmpty {
      if text.contains(" / ") { return nil }
      if text.hasPrefix("the ") { text = String(text.dropFirst(4)) }
      text = nationalities.reversed().joined(separator: " ") + " " + text
    }
    for part in parts.dropFirst() {
      if part.contains(" / ") { return nil }
      text += (text.hasSuffix(" for") || text.hasSuffix(" of") ? " " : " of ") + part
    }
    return text
  }

  private static let composable: Set<String> = ["office", "rank", "organisation", "place", "nationality"]

  /// `Iranian (f.)` without what is in brackets.
  private func plain(_ target: String) -> String {
    target.firstIndex(of: "(").map { String(target[..<$0].dropLast()) } ?? target
  }
}
