import Document
import Text

/// One block as the rules see it: tokens, sentences, speakers and stretches in quotation marks.
struct Passage {
  struct Word {
    /// UTF-8 byte offsets into the document's text.
    var range: Range<Int>
    var isWord: Bool
    /// Folded for matching; marks too.
    var folded: String
    /// Ends in ه that is no ة: a pronoun, mostly.
    var endsInHeh: Bool
  }

  /// Somebody or something that can speak.
  struct Entity {
    /// The words of title and name.
    var words: Range<Int>
    var type: String
    var name: String
    var role: String?
  }

  let words: [Word]
  /// The end of the sentence that each word is in.
  let sentenceEnds: [Int]
  let entities: [Entity]
  /// The widest entity that begins at each word, and the last that ends before each.
  private let entityFrom: [Int: Int]
  private let entityTo: [Int: Int]
  /// The words between a pair of quotation marks, without them; not nested.
  let quotations: [Range<Int>]
}

extension Passage {
  init(_ document: Document, _ block: Block) {
    var words: [Word] = []
    for token in Tokenizer.tokens(in: document.text, block.range) {
      let text = document.text(in: token.range)
      var folded = text.folded()
      // Folding makes one of على and the name علي.
      if folded == "علي", text.unicodeScalars.last == "ى" { folded = "على" }
      words.append(
        Word(
          range: token.range, isWord: token.kind == .word || token.kind == .number, folded: folded,
          endsInHeh: text.unicodeScalars.last == "ه"))
    }
    self.words = words
    let quotations = Passage.quotations(words)
    self.quotations = quotations
    sentenceEnds = Passage.sentenceEnds(words, document, quotations)
    entities = document.annotations("entity", in: block.range).compactMap { Passage.entity($0, words) }
    var from: [Int: Int] = [:]
    var to: [Int: Int] = [:]
    for (at, entity) in entities.enumerated() {
      to[entity.words.upperBound] = at
      if let known = from[entity.words.lowerBound], entities[known].words.count >= entity.words.count { continue }
      from[entity.words.lowerBound] = at
    }
    (entityFrom, entityTo) = (from, to)
  }

  /// Pairs of marks: an opening one takes the next closing one; straight marks alternate. A mark without a partner is no pair.
  private static func quotations(_ words: [Word]) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var open: (at: Int, mark: String)?
    for (at, word) in words.enumerated() where !word.isWord {
      if let start = open {
        guard closing[start.mark]?.contains(word.folded) == true else { continue }
        if at > start.at + 1 { found.append(start.at + 1..<at) }
        open = nil
      } else if closing[word.folded] != nil {
        open = (at, word.folded)
      }
    }
    return found
  }

  private static let closing: [String: Set<String>] = [
    "\"": ["\""], "“": ["”", "“", "\""], "”": ["“", "”"], "«": ["»"], "„": ["“", "”"], "‹": ["›"],
  ]

  /// Segments end sentences, but for those whose end lies in a quotation.
  private static func sentenceEnds(_ words: [Word], _ document: Document, _ quotations: [Range<Int>]) -> [Int] {
    var ends = [Int](repeating: words.count, count: words.count)
    var boundaries: [Int] = []
    for segment in document.segments {
      let at = words.partitionPoint { $0.range.lowerBound >= segment.range.upperBound }
      guard at > 0, at < words.count, words[at - 1].range.lowerBound >= segment.range.lowerBound else { continue }
      let after = quotations.partitionPoint { $0.upperBound >= at }
      let isInside = after < quotations.count && quotations[after].lowerBound < at && at <= quotations[after].upperBound
      if !isInside { boundaries.append(at) }
    }
    var next = boundaries.count - 1
    var end = words.count
    for at in words.indices.reversed() {
      while next >= 0, boundaries[next] > at {
        end = boundaries[next]
        next -= 1
      }
      ends[at] = end
    }
    return ends
  }

  private static func entity(_ annotation: Annotation, _ words: [Word]) -> Entity? {
    guard let type = annotation.features["type"]?.string, ["person", "office", "organisation", "place"].contains(type),
      let name = annotation.features["name"]?.string
    else { return nil }
    var first = words.partitionPoint { $0.range.upperBound > annotation.range.lowerBound }
    let end = words.partitionPoint { $0.range.lowerBound >= annotation.range.upperBound }
    guard first < end else { return nil }
    if let title = annotation.features["title"]?.string {
      var left = Tokenizer.words(in: title).count
      while left > 0, first > 0 {
        first -= 1
        if words[first].isWord { left -= 1 }
      }
    }
    let role = annotation.features["role"]?.string
    return Entity(words: first..<end, type: type, name: name, role: role ?? (type == "office" ? name : nil))
  }
}

extension Passage {
  /// The folded word; empty for marks and beyond the ends.
  func word(_ at: Int) -> String { words.indices.contains(at) && words[at].isWord ? words[at].folded : "" }
  /// The mark; empty for words and beyond the ends.
  func mark(_ at: Int) -> String { words.indices.contains(at) && !words[at].isWord ? words[at].folded : "" }

  func isComma(_ at: Int) -> Bool { ["،", ","].contains(mark(at)) }
  func isQuotationMark(_ at: Int) -> Bool { ["\"", "“", "”", "«", "»", "„", "‹", "›"].contains(mark(at)) }

  /// The quotation whose first word it is.
  func quotation(from at: Int) -> Range<Int>? {
    let found = quotations.partitionPoint { $0.lowerBound >= at }
    return found < quotations.count && quotations[found].lowerBound == at ? quotations[found] : nil
  }

  /// The quotation whose closing mark stands at a word.
  func quotation(closedAt at: Int) -> Range<Int>? {
    let found = quotations.partitionPoint { $0.upperBound >= at }
    return found < quotations.count && quotations[found].upperBound == at ? quotations[found] : nil
  }

  func isQuoted(_ at: Int) -> Bool {
    let found = quotations.partitionPoint { $0.upperBound > at }
    return found < quotations.count && quotations[found].contains(at)
  }

  /// The entity whose title or name begins at a word, a quotation mark before it aside; the widest of several.
  func entity(at: Int) -> Int? { entityFrom[isQuotationMark(at) ? at + 1 : at] }

  /// The last entity that ends before a word.
  func entity(endingAt at: Int) -> Entity? { entityTo[at].map { entities[$0] } }

  /// Bytes of a range of words.
  func range(_ range: Range<Int>) -> Range<Int> {
    words[range.lowerBound].range.lowerBound..<words[range.upperBound - 1].range.upperBound
  }
}
