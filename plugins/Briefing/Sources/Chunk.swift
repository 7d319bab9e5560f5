import Document
import Text
import TranslationMemory

/// A stretch of a sentence with what the memory, the glossary or the dictionary says of it.
struct Chunk: Equatable, Sendable {
  enum Kind: String, Sendable {
    /// Words that the best whole-segment candidate really matches; their English is in that candidate.
    case match
    /// A memory unit that occurs in the sentence as a whole.
    case fragment
    /// A glossary term.
    case term
    /// Dictionary senses of one word.
    case gloss
    /// A word of a person's name, as the entity step found it, in Latin letters.
    case name
    /// A number, or a word in Latin letters: carried over as it stands.
    case carried
    /// A word that nothing covers.
    case none
  }

  var kind: Kind
  /// UTF-8 byte offsets into the document's text.
  var range: Range<Int>
  /// As it stands in the text.
  var source: String
  /// English senses, the first the prominent one; empty for `match` and `none`.
  var senses: [String] = []
  /// What the Arabic prefixes add: "and the", "to". Empty where there are none.
  var before = ""
  /// What the Arabic suffix adds: "his/its". Empty where there is none.
  var after = ""
  /// Memory and unit, glossary and line, dictionary; empty for `carried` and `none`.
  var origin = ""
  /// What the glossary says of the term beside its translation.
  var note: String?

  /// The English as a running line has it: prefixes, the first sense without remarks, suffix.
  var english: String { english(senses.first.map(English.withoutRemarks) ?? "") }

  /// The same with the remarks that the first sense has in brackets.
  var fullEnglish: String { english(senses.first ?? "") }

  private func english(_ sense: String) -> String {
    if sense.isEmpty || before.isEmpty && after.isEmpty { return sense }
    var words = before
    if words.hasSuffix("the"), sense.hasPrefix("the ") { words = String(words.dropLast(3)) }
    if !words.isEmpty, !words.hasSuffix(" ") { words += " " }
    return words + sense + (after.isEmpty ? "" : " (\(after))")
  }

  /// Whether an adjective after it has an article that English does not repeat.
  var isDefinite: Bool {
    if before.hasSuffix("the") { return true }
    let last = source.utf8.lastIndex(of: 0x20).map { source.utf8.index(after: $0) } ?? source.utf8.startIndex
    return source.utf8[last...].starts(with: Chunk.article) || English.isDemonstrative(source)
  }

  private static let article = Array("ال".utf8)
}

extension Chunk.Kind {
  fileprivate init?(_ kind: Coverage.Chunk.Kind) {
    switch kind {
    case .fragment: self = .fragment
    case .term: self = .term
    case .gloss: self = .gloss
    case .plain: return nil
    }
  }
}

extension SourceView {
  /// The chunks of a range in the order of the text: what covers it, and a chunk for each word that nothing covers. White
  /// space and punctuation between chunks are in none.
  func chunks(in range: Range<Int>) -> [Chunk] {
    coverage.chunks(in: range).flatMap { (piece) -> [Chunk] in
      // What a dictionary says of a name misleads.
      if piece.kind == .gloss, person(at: piece.range) != nil { return words(in: piece.range) }
      if let kind = Chunk.Kind(piece.kind), let chunk = chunk(kind, piece) { return [chunk] }
      return words(in: piece.range)
    }
  }

  /// What an annotation says of its words; nil where it says nothing in English.
  private func chunk(_ kind: Chunk.Kind, _ piece: Coverage.Chunk) -> Chunk? {
    let senses = English.senses(of: piece.target ?? "")
    guard !senses.isEmpty else { return nil }
    let annotation = document.annotations(Layer(kind.rawValue), in: piece.range).first { $0.range == piece.range }
    let features = annotation?.features ?? [:]
    return Chunk(
      kind: kind, range: piece.range, source: original(piece.range), senses: senses,
      before: English.prefix(features["prefix"]?.string ?? ""),
      after: English.suffix(features["suffix"]?.string ?? ""), origin: piece.origin ?? "",
      note: features["note"]?.string)
  }

  /// The words of a range that no chunk covers, one by one; run together those that the proposal has, and those of a fragment
  /// or term that gave way to another or reaches over an end of the range.
  private func words(in range: Range<Int>) -> [Chunk] {
    var chunks: [Chunk] = []
    var last: Annotation?
    for token in Tokenizer.tokens(in: document.text, range) where token.kind == .word || token.kind == .number {
      let found = covering(token.range)
      if let (_, annotation) = found, annotation == last {
        let joined = chunks[chunks.count - 1].range.lowerBound..<token.range.upperBound
        chunks[chunks.count - 1].range = joined
        chunks[chunks.count - 1].source = original(joined)
      } else if let (kind, annotation) = found {
        var chunk = Chunk(kind: kind, range: token.range, source: original(token.range))
        chunk.origin = annotation.features["origin"]?.string ?? ""
        if kind != .match { chunk.senses = English.senses(of: annotation.features["target"]?.string ?? "") }
        chunk.note = annotation.features["note"]?.string
        chunks.append(chunk)
      } else if token.kind == .word, let person = person(at: token.range) {
        let source = original(token.range)
        chunks.append(
          Chunk(
            kind: .name, range: token.range, source: source, senses: [Romanisation.romanise(source)],
            origin: person.features["origin"]?.string ?? "entity"))
      } else {
        let source = original(token.range)
        let isCarried = token.kind == .number || source.utf8.allSatisfy { $0 < 0x80 }
        chunks.append(
          Chunk(
            kind: isCarried ? .carried : .none, range: token.range, source: source,
            senses: isCarried ? [English.latinDigits(source)] : []))
      }
      last = found?.1
    }
    return chunks
  }

  /// The person whose name, in right-to-left letters, a word belongs to.
  private func person(at word: Range<Int>) -> Annotation? {
    let entities = document.annotations("entity")
    let after = entities.partitionPoint { $0.range.lowerBound > word.lowerBound }
    guard after > 0, entities[after - 1].range.upperBound >= word.upperBound,
      entities[after - 1].features["type"]?.string == "person",
      // An office alone is an entity of its holder, and no name.
      entities[after - 1].features["origin"]?.string != "rule:office",
      Languages.direction(ofText: original(word)) == .rightToLeft
    else { return nil }
    return entities[after - 1]
  }

  /// What covers a word that no chunk shows: a match of the proposal, else a fragment or term.
  private func covering(_ word: Range<Int>) -> (Chunk.Kind, Annotation)? {
    for (layer, kind) in [(Layer.match, Chunk.Kind.match), (.fragment, .fragment), (.term, .term)] {
      let annotations = document.annotations(layer)
      let after = annotations.partitionPoint { $0.range.lowerBound > word.lowerBound }
      guard after > 0, annotations[after - 1].range.upperBound >= word.upperBound else { continue }
      return (kind, annotations[after - 1])
    }
    return nil
  }
}
