/// What the words of a leaf may refer to.
struct MarkdownLinks {
  /// Addresses by the keys of their labels.
  var references: [[UInt8]: [UInt8]]
  /// Notes by the keys of their labels, as places.
  var notes: [[UInt8]: Int]
  var noteTexts: [String]
  /// Whether a note was referred to.
  var isUsed: [Bool]
  /// What is written once may be referred to again and again: so many bytes of addresses and notes are given out.
  private var budget: Int
  /// References that found nothing left.
  private(set) var leftOut = 0

  init(_ blocks: MarkdownBlocks, size: Int) {
    references = blocks.references
    notes = blocks.notes
    noteTexts = Array(repeating: "", count: blocks.notes.count)
    isUsed = Array(repeating: false, count: blocks.notes.count)
    budget = max(size, 1 << 20)
  }

  mutating func address(_ label: some Sequence<UInt8>) -> [UInt8]? {
    guard !references.isEmpty, let found = references[MarkdownLabel.key(label)], spend(found.count) else { return nil }
    return found
  }

  /// The text of a note.
  mutating func note(_ label: some Sequence<UInt8>) -> String? {
    guard !notes.isEmpty, let place = notes[MarkdownLabel.key(label)] else { return nil }
    isUsed[place] = true
    return spend(noteTexts[place].utf8.count) ? noteTexts[place] : ""
  }

  private mutating func spend(_ bytes: Int) -> Bool {
    if bytes > budget {
      leftOut += 1
      return false
    }
    budget -= bytes
    return true
  }
}
