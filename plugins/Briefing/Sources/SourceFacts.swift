import Document
import Text
import TranslationMemory

extension SourceView {
  /// What kind of whole-segment proposal the memory has; nil where it has none.
  func proposalKind(of sentence: Sentence) -> Candidate.Kind? {
    sentence.candidates.first { $0.kind != .glossary && $0.kind != .dictionary }?.kind
  }

  /// The words of a range by what covers them.
  func coverage(of range: Range<Int>) -> CoverageCount {
    let first = coverage.words.partitionPoint { $0.range.lowerBound >= range.lowerBound }
    var count = CoverageCount()
    for word in coverage.words[first...] {
      guard word.range.lowerBound < range.upperBound else { break }
      count.add(word.origin)
    }
    return count
  }

  /// How many edits each step made in the text, by the steps' names.
  var edits: [(step: String, count: Int)] {
    var counts: [String: Int] = [:]
    for edit in document.annotations(.edits) { counts[edit.features["step"]?.string ?? "a step", default: 0] += 1 }
    return counts.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// The same in words; nil where the text is the reader's.
  var editsInWords: String? {
    let edits = edits
    guard !edits.isEmpty else { return nil }
    return "Edited by the workflow before analysis: "
      + edits.map { "\($0.step) (\(English.count($0.count, "edit")))" }.joined(separator: ", ") + "."
  }

  /// The blocks that hold no sentence.
  var asides: [(role: Block.Role, range: Range<Int>)] {
    items.compactMap { item in if case .aside(let role, let range) = item { (role, range) } else { nil } }
  }

  /// The sentences of which no word is covered.
  var uncovered: [Sentence] {
    sentences.filter { sentence in
      let count = coverage(of: sentence.range)
      return count.words > 0 && count.covered == 0
    }
  }

  /// The glossary's type of the term that covers a word.
  private func termType(at word: Range<Int>) -> String? {
    let terms = document.annotations(.term)
    let after = terms.partitionPoint { $0.range.lowerBound > word.lowerBound }
    guard after > 0, terms[after - 1].range.upperBound >= word.upperBound else { return nil }
    return terms[after - 1].features["type"]?.string
  }

  /// What the glossary says of the term that covers a range; empty where it says nothing.
  func glossaryNote(at range: Range<Int>) -> String {
    let term = document.annotations(.term, in: range).first { $0.range == range }
    return term?.features["note"]?.string ?? ""
  }

  /// How many quotations stand in sentences.
  var quotationCount: Int {
    document.annotations("quote").count { !$0.range.isEmpty && sentence(at: $0.range.lowerBound) != nil }
  }

  /// Numbers of a sentence that are no part of a date, each with up to two words after it that say what it counts.
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
        let type = next.kind == .word ? termType(at: next.range) : nil
        // A day and a month without a year.
        if type == "date", end == number.range.upperBound { return nil }
        guard next.kind == .word, type != "function" else { break }
        end = next.range.upperBound
      }
      return number.range.lowerBound..<end
    }
  }
}

extension [Range<Int>] {
  /// Whether one of these ranges, which are in order and do not overlap, overlaps another.
  fileprivate func cover(_ range: Range<Int>) -> Bool {
    let after = partitionPoint { $0.lowerBound >= range.upperBound }
    return after > 0 && self[after - 1].overlaps(range)
  }
}
