import Document
import Text

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

  /// The English as a running line has it: prefixes, the first sense, suffix.
  var english: String {
    guard let first = senses.first.map(English.withoutGrammar) else { return "" }
    var words = before
    if words.hasSuffix("the"), first.lowercased().hasPrefix("the ") { words = String(words.dropLast(3)) }
    if !words.isEmpty, !words.hasSuffix(" ") { words += " " }
    return words + first + (after.isEmpty ? "" : " (\(after))")
  }
}

extension Document {
  /// The chunks of a range in the order of the text: what covers it, and a chunk for each word that nothing covers. White
  /// space and punctuation between chunks are in none.
  func chunks(in range: Range<Int>) -> [Chunk] {
    let found =
      covering("fragment", .fragment, range) + covering("term", .term, range)
      + covering("gloss", .gloss, range) + covering("match", .match, range)
    var taken: [Chunk] = []
    for chunk in found {
      let at = taken.partitionPoint { $0.range.lowerBound >= chunk.range.lowerBound }
      if at < taken.count, taken[at].range.lowerBound < chunk.range.upperBound { continue }
      if at > 0, taken[at - 1].range.upperBound > chunk.range.lowerBound { continue }
      taken.insert(chunk, at: at)
    }
    return withUncovered(taken, in: range)
  }

  private func covering(_ layer: Layer, _ kind: Chunk.Kind, _ range: Range<Int>) -> [Chunk] {
    annotations(layer, in: range).compactMap { annotation in
      guard !annotation.range.isEmpty, annotation.range.upperBound <= range.upperBound else { return nil }
      let features = annotation.features
      var chunk = Chunk(kind: kind, range: annotation.range, source: String(text(in: annotation.range)))
      chunk.origin = features["origin"]?.string ?? ""
      if kind != .match { chunk.senses = English.senses(of: features["target"]?.string ?? "") }
      chunk.before = English.prefix(features["prefix"]?.string ?? "")
      chunk.after = English.suffix(features["suffix"]?.string ?? "")
      chunk.note = features["note"]?.string
      return kind != .match && chunk.senses.isEmpty ? nil : chunk
    }
  }

  private func withUncovered(_ taken: [Chunk], in range: Range<Int>) -> [Chunk] {
    var chunks: [Chunk] = []
    var next = 0
    for token in Tokenizer.tokens(in: text, range) where token.kind == .word || token.kind == .number {
      while next < taken.count, taken[next].range.upperBound <= token.range.lowerBound {
        chunks.append(taken[next])
        next += 1
      }
      if next < taken.count, taken[next].range.overlaps(token.range) { continue }
      let source = String(text(in: token.range))
      let carried = token.kind == .number || source.utf8.allSatisfy { $0 < 0x80 }
      chunks.append(
        Chunk(
          kind: carried ? .carried : .none, range: token.range, source: source,
          senses: carried ? [English.latinDigits(source)] : []))
    }
    return chunks + taken[next...]
  }
}
