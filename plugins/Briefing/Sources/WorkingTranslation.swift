import Document
import TranslationMemory

/// What a reader without the language gets for a stretch of text: a proposal of the memory, where there is one for the whole
/// segment, and a line put together from chunks in the order of the source. Neither is a human translation of this text.
struct WorkingTranslation: Equatable, Sendable {
  /// A translation of a whole memory unit that is like this segment.
  struct Proposal: Equatable, Sendable {
    var target: String
    var score: Double
    var kind: Candidate.Kind
    var origin: String
    /// The unit's own source text, where the memory step says it.
    var source: String?

    /// Whether the unit's source is this very text.
    var isExact: Bool { kind == .exact || kind == .context }
  }

  enum Piece: Equatable, Sendable {
    case chunk(Chunk)
    /// White space and punctuation, in English marks.
    case gap(String)
  }

  /// What stands over every working translation.
  static let label = "Working translation, machine-assembled"

  var proposal: Proposal?
  var pieces: [Piece]

  /// Stands where a line would repeat the original in brackets.
  static let none = "Nothing of it is covered by memory, glossary or dictionary."

  /// Whether no word has any English.
  var isEmpty: Bool { proposal == nil && chunks.allSatisfy { $0.kind == .none || $0.kind == .carried } }

  var chunks: [Chunk] {
    pieces.compactMap { piece in if case .chunk(let chunk) = piece { chunk } else { nil } }
  }

  /// The line as plain text; a word that nothing covers stands in the original.
  var line: String {
    pieces.map { piece in
      switch piece {
      case .gap(let text): text
      case .chunk(let chunk): chunk.senses.isEmpty ? chunk.source : chunk.english
      }
    }.joined()
  }
}

extension SourceView {
  /// The working translation of a range; its candidates are those of the segment that the range is.
  func workingTranslation(of range: Range<Int>, candidates: [Candidate] = []) -> WorkingTranslation {
    var pieces: [WorkingTranslation.Piece] = []
    var end = range.lowerBound
    var previousIsDefinite = false
    for var chunk in chunks(in: range) {
      let gap = English.punctuation(document.text(in: end..<chunk.range.lowerBound), isFirst: pieces.isEmpty)
      // Words that stand without a blank between them, such as a particle before a number.
      if gap.isEmpty, !pieces.isEmpty { pieces.append(.gap(" ")) }
      if !gap.isEmpty { pieces.append(.gap(gap)) }
      // An Arabic adjective repeats the article of its noun; English has it once.
      let isDefinite = chunk.isDefinite
      if previousIsDefinite, gap == " ", chunk.before == "the" { chunk.before = "" }
      previousIsDefinite = isDefinite
      pieces.append(.chunk(chunk))
      end = chunk.range.upperBound
    }
    let rest = English.punctuation(document.text(in: end..<range.upperBound), isFirst: pieces.isEmpty)
    if !rest.isEmpty { pieces.append(.gap(rest)) }
    return WorkingTranslation(proposal: proposal(among: candidates, in: range), pieces: pieces)
  }

  private func proposal(among candidates: [Candidate], in range: Range<Int>) -> WorkingTranslation.Proposal? {
    guard let best = candidates.first(where: { $0.kind != .glossary && $0.kind != .dictionary }) else { return nil }
    let unit = document.annotations(.match, in: range).first { $0.features["origin"]?.string == best.origin }
    return .init(
      target: best.target, score: best.score, kind: best.kind, origin: best.origin,
      source: unit?.features["source"]?.string)
  }
}
