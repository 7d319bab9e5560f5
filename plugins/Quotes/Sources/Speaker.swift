import Document
import Text

/// Who says something.
struct Speaker: Equatable {
  var name: String
  var role: String?
}

/// What stands behind a verb as its subject.
enum Subject {
  /// Named: one, or several joined by `و`; and where the words after it begin.
  case named([Speaker], end: Int)
  /// The verb goes on without one: it means somebody told before.
  case absent
  /// There is one, and the rules cannot tell who: better silent.
  case unclear
}

extension Passage {
  /// The subject of a finite verb: Arabic has it behind the verb, with only adverbs between.
  func subject(of verb: SayingVerb, endingAt start: Int, _ document: Document) -> Subject {
    let limit = start < words.count ? sentenceEnds[start] : words.count
    var at = start
    while at < limit, Function.adverbs.contains(word(at)) { at += 1 }
    guard at < limit else { return .absent }
    if let first = entity(at: at) {
      if let subject = named(first, limit) { return subject }
    }
    let next = word(at)
    if next.isEmpty || Function.words.contains(next) || Function.that.contains(next) { return .absent }
    // What is joined to ب or ل is no subject, but the complement or an adverb.
    if Function.isGoverned(next) { return .absent }
    return phrase(at, limit, verb, document)
  }

  private func named(_ first: Int, _ limit: Int) -> Subject? {
    var end = entities[first].words.upperBound
    guard end <= limit else { return nil }
    var speakers = [Speaker(name: entities[first].name, role: entities[first].role)]
    if isQuotationMark(end), isQuotationMark(entities[first].words.lowerBound - 1) || quotation(closedAt: end) != nil {
      end += 1
    }
    // A role may follow between commas; it belongs to the name.
    if isComma(end), let role = entities[first].role, let after = self.end(ofRole: role, from: end + 1) { end = after }
    if let role = entities[first].role, let after = self.end(ofRole: role, from: end) { end = after }
    while let next = entity(at: end), word(entities[next].words.lowerBound).hasPrefix("و"),
      entities[next].type == "person" || entities[next].type == "office"
    {
      speakers.append(Speaker(name: entities[next].name, role: entities[next].role))
      end = entities[next].words.upperBound
      if isQuotationMark(end) { end += 1 }
    }
    // A place or body with more words behind it may be only the beginning of a name.
    let isWhole = entities[first].type == "person" || entities[first].type == "office"
    if !isWhole, !isBoundary(end) { return nil }
    while Function.adverbs.contains(word(end)) { end += 1 }
    return .named(speakers, end: end)
  }

  /// The end of the words of a role that stand from a word on; nil where others stand there.
  private func end(ofRole role: String, from start: Int) -> Int? {
    var at = start
    for range in Tokenizer.words(in: role) {
      while isQuotationMark(at) { at += 1 }
      guard word(at) == role.slice(range).folded() else { return nil }
      at += 1
    }
    if isQuotationMark(at) { at += 1 }
    return at > start ? at : nil
  }

  /// A subject that is no entity: up to six words up to a particle or mark, the first a definite noun or a kind of source.
  private func phrase(_ start: Int, _ limit: Int, _ verb: SayingVerb, _ document: Document) -> Subject {
    let first = word(start)
    let isNoun = first.hasPrefix("ال") && first.unicodeScalars.count > 4 || Function.sources.contains(first)
    guard isNoun || entity(at: start) != nil else { return .unclear }
    // What is feminine, or a plural of things, has a feminine verb: then it is the object.
    if verb.gender == .masculine, first.hasSuffix("ه") || first.hasSuffix("ات") { return .unclear }
    var end = start
    while end < limit, end - start < 7, !isBoundary(end) || Function.bodies.contains(first) && word(end).hasPrefix("لل")
    {
      // These verbs have their object right behind the subject.
      let isSecond = end == start + 1 && Function.sources.contains(first)
      if end > start, Function.addressing.contains(verb.lemma), !isAdjective(end), !isSecond { break }
      end += 1
    }
    if Function.sources.contains(first), end == start + 1, isQuotationMark(end), let name = quotation(from: end + 1),
      name.count <= 4
    {
      end = name.upperBound + 1
    }
    guard end > start, end - start <= 6, !Function.later.contains(word(end)) else { return .unclear }
    let text = String(document.text(in: range(start..<end)))
    return .named([Speaker(name: text, role: nil)], end: end)
  }

  private func isAdjective(_ at: Int) -> Bool {
    word(at).hasPrefix("ال") && (word(at).hasSuffix("ي") || word(at).hasSuffix("يه"))
  }

  /// The name that ends right before a statement, where the subject was only its beginning: `الأستاذ في … وعضو … فلان أن`.
  func completed(_ speakers: [Speaker], _ end: Int, _ statement: Statement) -> [Speaker]? {
    guard speakers.count == 1, speakers[0].role == nil else { return nil }
    var at = statement.words.lowerBound
    while at > end, isQuotationMark(at - 1) || Function.bareThat.contains(word(at - 1)) || mark(at - 1) == ":" {
      at -= 1
    }
    guard let entity = entity(endingAt: at), entity.type == "person", entity.words.lowerBound > end,
      word(entity.words.lowerBound).hasPrefix("و") || isComma(entity.words.lowerBound - 1)
    else { return nil }
    return [Speaker(name: entity.name, role: entity.role)]
  }

  /// Whether no subject goes on at a word: a mark, a particle, something governed by ب or ل.
  private func isBoundary(_ at: Int) -> Bool {
    let next = word(at)
    return next.isEmpty || Function.words.contains(next) || Function.that.contains(next)
      || Function.adverbs.contains(next)
      || Function.isGoverned(next) || SayingVerbs.verb(next) != nil || next.unicodeScalars.count == 1 || isOwned(at)
  }

  /// A noun without article that carries a pronoun: `تصريحه`, the object.
  private func isOwned(_ at: Int) -> Bool {
    let text = word(at)
    guard !text.hasPrefix("ال"), text.unicodeScalars.count > 3, !Function.itself.contains(text) else { return false }
    return words[at].endsInHeh || text.hasSuffix("ها") || text.hasSuffix("هم")
  }

  /// The entity that ends right before a verb: `لكن الوزير أكد`, `كان الرئيس قد قال`, `الرئيس الذي وصف`.
  func subject(before verb: Int) -> Speaker? {
    // A verb with و or ف begins anew.
    if Attribution.isJoined(word(verb)) { return nil }
    var at = verb
    while Function.before.contains(word(at - 1)) || isComma(at - 1) { at -= 1 }
    // The marks may be those of the name, but not of a speech that ends in one.
    if isQuotationMark(at - 1) {
      at -= 1
      if let quotation = quotation(closedAt: at), isSpeech(quotation) { return nil }
    }
    guard let entity = entity(endingAt: at), ["person", "office"].contains(entity.type) else { return nil }
    // Behind a preposition it is no subject.
    let before = word(entity.words.lowerBound - 1)
    if Function.prepositions.contains(before) { return nil }
    return Speaker(name: entity.name, role: entity.role)
  }
}
