import Document
import Text

extension SourceView {
  /// What kind of whole-segment proposal the memory has; nil where it has none.
  func proposalKind(of sentence: Sentence) -> Candidate.Kind? {
    sentence.candidates.first { $0.kind != .glossary && $0.kind != .dictionary }?.kind
  }

  /// The blocks that hold no sentence.
  var asides: [(role: Block.Role, range: Range<Int>)] {
    items.compactMap { item in if case .aside(let role, let range) = item { (role, range) } else { nil } }
  }

  /// The sentences of which no word is covered.
  var uncovered: [Sentence] {
    sentences.filter { sentence in
      let coverage = document.coverage(of: sentence.range)
      return coverage.words > 0 && coverage.covered == 0
    }
  }

  /// What the glossary says of the term that covers a range; empty where it says nothing.
  func glossaryNote(at range: Range<Int>) -> String {
    let term = document.annotations("term", in: range).first { $0.range == range }
    return term?.features["note"]?.string ?? ""
  }

  /// How many quotations stand in sentences.
  var quotationCount: Int {
    document.annotations("quote").count { !$0.range.isEmpty && sentence(at: $0.range.lowerBound) != nil }
  }

  /// Numbers of a sentence that are no part of a date, each with up to two words after it.
  func figures(in sentence: Sentence) -> [Range<Int>] {
    let tokens = Tokenizer.tokens(in: document.text, sentence.range)
    guard tokens.contains(where: { $0.kind == .number }) else { return [] }
    let mentions = Dates.mentions(in: document.text, sentence.range).map(\.range)
    let dates = document.annotations("date", in: sentence.range).map(\.range)
    return tokens.indices.compactMap { at in
      let number = tokens[at]
      guard number.kind == .number, !dates.cover(number.range), !mentions.cover(number.range) else { return nil }
      var end = number.range.upperBound
      for next in tokens[(at + 1)...].prefix(2) {
        guard next.kind == .word else { break }
        end = next.range.upperBound
      }
      return number.range.lowerBound..<end
    }
  }
}

extension Document {
  /// The words of a range, each counted for the best that covers it.
  func coverage(of range: Range<Int>) -> CoverageCount {
    var count = CoverageCount()
    let matches = annotations("match", in: range)
    let others = [annotations("fragment", in: range), annotations("term", in: range), annotations("gloss", in: range)]
    for word in Tokenizer.words(in: text, range) {
      if let match = matches.first(where: { $0.range.overlaps(word) }) {
        if match.features["kind"]?.string == "fuzzy" { count.fuzzy += 1 } else { count.exact += 1 }
      } else {
        switch others.firstIndex(where: { $0.contains { $0.range.overlaps(word) } }) {
        case 0: count.fragment += 1
        case 1: count.glossary += 1
        case 2: count.dictionary += 1
        default: count.none += 1
        }
      }
    }
    return count
  }
}

extension [Range<Int>] {
  /// Whether one of these ranges, which are in order and do not overlap, overlaps another.
  fileprivate func cover(_ range: Range<Int>) -> Bool {
    let after = partitionPoint { $0.lowerBound >= range.upperBound }
    return after > 0 && self[after - 1].overlaps(range)
  }
}
