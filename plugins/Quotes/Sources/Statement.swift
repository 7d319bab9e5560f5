import Document
import Text

/// What is said, as far as one verb tells it.
struct Statement {
  enum Kind: String {
    case direct, indirect
  }

  var words: Range<Int>
  var kind: Kind
}

extension Passage {
  /// The statement that follows a verb and its subject.
  ///
  /// - Parameters:
  ///   - start: the word behind the subject, or behind the verb.
  ///   - hasSubject: only then may a noun right there be the object.
  func statement(of verb: SayingVerb, from start: Int, hasSubject: Bool) -> Statement? {
    guard start < words.count else { return nil }
    let limit = sentenceEnds[start]
    var at = start
    while at < limit, at - start < Passage.reach {
      if at > start, isAttribution(at) { break }
      if mark(at) == ":" { return speech(from: at + 1, limit) }
      let mayQuote = !verb.frame.takesObject || at <= start + 1
      if mayQuote, isQuotationMark(at), let quotation = quotation(from: at + 1), isSpeech(quotation) {
        return Statement(words: quotation, kind: .direct)
      }
      if let quotation = quotation(from: at + 1), isQuotationMark(at) {
        at = quotation.upperBound + 1
        continue
      }
      let next = word(at)
      if Function.that.contains(next), !Function.otherThat.contains(word(at - 1)) {
        return speech(from: Function.bareThat.contains(next) ? at + 1 : at, limit)
      }
      if let complement = complement(of: verb, at: at, from: start, hasSubject: hasSubject),
        !opensThat(complement, limit, within: complement == at ? 7 : 4)
      {
        return clause(from: complement, limit)
      }
      at += 1
    }
    return nil
  }

  /// So many words may lie between a subject and what it says.
  private static let reach = 30

  /// A noun under a preposition of the verb, or its object; where the noun begins.
  private func complement(of verb: SayingVerb, at: Int, from start: Int, hasSubject: Bool) -> Int? {
    let next = word(at)
    let isNear = at == start || at == start + 1 && isComma(start)
    for preposition in verb.frame.prepositions {
      if preposition == "ب" || preposition == "ل" {
        let isJoined = next.hasPrefix(preposition) && next.unicodeScalars.count > 3 && !Function.words.contains(next)
        if isNear || preposition == "ب" && next.hasPrefix("بال") && Function.addressing.contains(verb.lemma), isJoined,
          entity(at: at) == nil || next.hasPrefix("بال") || next.hasPrefix("لل")
        {
          return at
        }
      } else if next == preposition || preposition == "علي" && next == "على", isNear || !verb.frame.takesObject {
        return at + 1
      }
    }
    let isNoun = !next.isEmpty && !Function.words.contains(next) && !Function.adverbs.contains(next)
    return verb.frame.takesObject && hasSubject && isNear && isNoun && !Function.isGoverned(next) ? at : nil
  }

  /// Whether `أن` or a colon follows so soon that it opens the statement: `على أن`, `للصحفيين أن`.
  private func opensThat(_ start: Int, _ limit: Int, within count: Int) -> Bool {
    (start..<max(start, min(start + count, limit))).contains { Function.that.contains(word($0)) || mark($0) == ":" }
  }

  /// What follows `أن` or a colon: a quotation where one begins there, else the clause.
  private func speech(from start: Int, _ limit: Int) -> Statement? {
    var first = start
    if Function.bareThat.contains(word(first)) { first += 1 }
    if isQuotationMark(first), let quotation = quotation(from: first + 1),
      quotation.count > 3 || quotation.count > 1 && word(quotation.upperBound + 1).isEmpty
    {
      return Statement(words: quotation, kind: .direct)
    }
    return clause(from: first, limit)
  }

  /// To the end of the sentence, or to where the next report or a remark on the source begins; without the marks around it.
  private func clause(from start: Int, _ limit: Int) -> Statement? {
    var end = start
    while end < limit {
      if end > start, !isQuoted(end), isAttribution(end) || isRemark(end) { break }
      if word(end) == "كما", isAfterMark(end), isAttribution(end + 1) { break }
      end += 1
    }
    while end > start, !isKept(end - 1, from: start) { end -= 1 }
    guard end - start >= 2 else { return nil }
    return Statement(words: start..<end, kind: .indirect)
  }

  /// The last word of a clause, or a closing mark whose opening one is in it.
  private func isKept(_ at: Int, from start: Int) -> Bool {
    if words[at].isWord || [")", "%", "]"].contains(mark(at)) { return true }
    return quotation(closedAt: at).map { $0.lowerBound > start } ?? false
  }

  /// Whether a quotation is what somebody says, and not a name or a word in marks.
  func isSpeech(_ quotation: Range<Int>) -> Bool {
    guard quotation.count > 3 else { return false }
    let last = entity(endingAt: quotation.upperBound)
    return last.map { $0.words.lowerBound > quotation.lowerBound } ?? true
  }

  /// Whether the next report of somebody's words begins here: a verb of saying behind a mark, or joined by و.
  private func isAttribution(_ at: Int) -> Bool {
    guard let verb = SayingVerbs.verb(word(at)) else { return false }
    if verb.form == .participle { return reports(verb, at) && isAfterMark(at) }
    if isAfterMark(at) || word(at - 1) == "كما" && isAfterMark(at - 1) {
      return reports(verb, at) || mark(at - 1) == "؛"
    }
    return word(at).hasPrefix("و") && Function.that.contains(word(at + 1))
  }

  private func isAfterMark(_ at: Int) -> Bool {
    isComma(at - 1) || ["؛", ";", ".", "-", ")", "…"].contains(mark(at - 1)) || isQuotationMark(at - 1)
  }

  /// Whether a statement follows soon enough for the verb to be one of saying here.
  func reports(_ verb: SayingVerb, _ at: Int) -> Bool {
    let limit = min(sentenceEnds[at], at + 12)
    for next in at + 1..<max(limit, at + 1) {
      if Function.that.contains(word(next)) || mark(next) == ":" || isQuotationMark(next) { return true }
      let prepositions = verb.frame.prepositions
      if prepositions.contains(word(next)) || word(next) == "على" && prepositions.contains("علي") { return true }
      if prepositions.contains("ب"), word(next).hasPrefix("ب") { return true }
    }
    return verb.frame.takesObject
  }

  /// `وفق تعبيره`, `على حد قوله`, `بحسب …`: said about the source, not by it.
  private func isRemark(_ at: Int) -> Bool {
    let next = word(at)
    if ["وفق", "بحسب", "حسب", "وفقا", "بحد"].contains(next), isComma(at - 1) { return true }
    if next == "على", word(at + 1) == "حد" { return true }
    // `…، يضيف الوزير.`
    guard isComma(at - 1), let verb = SayingVerbs.verb(next), verb.form == .imperfect else { return false }
    return sentenceEnds[at] - at < 8 && !reports(verb, at)
  }
}
