import Document
import Text
import TranslationMemory

/// The tokens of one block, with what the rules ask of each.
struct Line {
  let words: [Word]
  /// Glossary terms that lie in the block, in the order of the text.
  let terms: [Term]
  /// Whether words were looked up in a dictionary: the layer `gloss` is there.
  let knowsDictionary: Bool

  /// A glossary term as `glossary.apply` found it.
  struct Term {
    var range: Range<Int>
    var words: Range<Int>
    var type: String
    var target: String
    /// The glossary's own form of it.
    var headword: String
    var origin: String
    /// Of a gazetteer, where all is an entity, whatever its type.
    var isListed: Bool
  }
}

/// One token.
struct Word {
  /// UTF-8 byte offsets into the document's text.
  var range: Range<Int>
  var kind: Token.Kind
  /// Folded for matching.
  var folded: String
  /// The term that covers it, by its position in `Line.terms`.
  var term: Int?
  var gloss: Gloss

  /// How the layer `gloss` has a word.
  enum Gloss {
    case none
    /// Only with a particle or ending taken off.
    case derived
    /// As it stands, or with the article.
    case whole
  }

  var isInDictionary: Bool { gloss == .whole }
}

extension Line {
  /// - Parameter gazetteer: names beside those of the layer `term`; where both are, the gazetteer's count.
  init(_ document: Document, _ block: Block, _ gazetteer: Glossary?) {
    var words: [Word] = []
    for token in Tokenizer.tokens(in: document.text, block.range) {
      let text = document.text(in: token.range)
      var folded = text.folded()
      // Folding makes one of the preposition على and the name علي.
      if folded.hasSuffix("علي"), folded.unicodeScalars.count <= 4, text.unicodeScalars.last == "ى" {
        folded = String(folded.dropLast(3)) + Lexicon.on
      }
      words.append(Word(range: token.range, kind: token.kind, folded: folded, term: nil, gloss: .none))
    }
    func position(_ offset: Int) -> Int { words.partitionPoint { $0.range.upperBound > offset } }
    var terms: [Term] = []
    for annotation in Line.annotations(document, block, gazetteer) {
      guard let type = annotation.features["type"]?.string else { continue }
      // A place's name takes no article of its own: `الدبي` is a family, not Dubai.
      if type == "place", annotation.features["prefix"]?.string?.hasSuffix("ال") == true { continue }
      let covered = position(annotation.range.lowerBound)..<position(annotation.range.upperBound - 1) + 1
      guard !annotation.range.isEmpty, covered.upperBound <= words.count else { continue }
      for word in covered { words[word].term = terms.count }
      terms.append(
        Term(
          range: annotation.range, words: covered, type: type, target: annotation.features["target"]?.string ?? "",
          headword: annotation.features["source"]?.string ?? String(document.text(in: annotation.range)),
          origin: annotation.features["origin"]?.string ?? "glossary",
          isListed: annotation.features["listed"] == true))
    }
    for annotation in document.annotations("gloss", in: block.range) {
      let at = position(annotation.range.lowerBound)
      let joined = (annotation.features["prefix"]?.string ?? "") + (annotation.features["suffix"]?.string ?? "")
      if at < words.count { words[at].gloss = joined.isEmpty || joined == "ال" ? .whole : .derived }
    }
    knowsDictionary = !document.annotations("gloss").isEmpty
    self.words = words
    self.terms = terms
  }

  private static func annotations(_ document: Document, _ block: Block, _ gazetteer: Glossary?) -> [Annotation] {
    let terms = Array(document.annotations("term", in: block.range))
    guard let gazetteer else { return terms }
    let names = gazetteer.matches(in: document.text, block.range).map { match in
      let term = gazetteer.terms[match.term]
      let features: Fields = [
        "target": .string(term.target), "origin": .string(term.origin), "type": .string(term.type),
        "source": .string(term.source), "prefix": .string(match.prefix), "listed": true,
      ]
      return Annotation(range: match.range, features: features)
    }
    let rest = terms.filter { term in
      let after = names.partitionPoint { $0.range.upperBound > term.range.lowerBound }
      return after == names.count || names[after].range.lowerBound >= term.range.upperBound
    }
    return (names + rest).sorted { $0.range.lowerBound < $1.range.lowerBound }
  }

  /// The term of a word; nil where there is none, and beyond the end.
  func term(at word: Int) -> Term? {
    words.indices.contains(word) ? words[word].term.map { terms[$0] } : nil
  }

  /// The folded word; empty for what is no word, and beyond the end.
  func folded(_ word: Int) -> String {
    words.indices.contains(word) && words[word].kind == .word ? words[word].folded : ""
  }

  func isPunctuation(_ word: Int, _ marks: Set<String>) -> Bool {
    words.indices.contains(word) && words[word].kind != .word && marks.contains(words[word].folded)
  }

  /// Bytes from the first word's start to the last word's end.
  func range(_ words: Range<Int>) -> Range<Int> {
    self.words[words.lowerBound].range.lowerBound..<self.words[words.upperBound - 1].range.upperBound
  }
}

/// Marks as folding leaves them.
enum Marks {
  static let opening: Set<String> = ["\"", "“", "«", "„", "‹", "'"]
  static let closing: Set<String> = ["\"", "”", "»", "“", "›", "'"]
  static let comma: Set<String> = ["،", ","]
}
