public import Document
import Text

/// How much of a document is translated, and by what: the origin of every word of its segments, in blocks of role body and title.
///
/// A word may be covered by several; a match of the memory goes before a fragment, the memory before the glossary, the glossary
/// before the dictionary.
public struct Coverage: Hashable, Sendable {
  public enum Origin: Hashable, Sendable {
    case memory(Memory)
    case glossary
    case dictionary
    case none
  }

  /// How the memory covers a word.
  public enum Memory: String, Hashable, Sendable, CaseIterable {
    case context, exact
    /// One of the words that a fuzzy candidate really has.
    case fuzzy
    /// Part of a unit that stands whole inside the segment.
    case fragment
  }

  public struct Word: Hashable, Sendable {
    /// UTF-8 byte offsets into the document's text.
    public var range: Range<Int>
    public var origin: Origin
  }

  public struct Counts: Hashable, Sendable {
    public var words = 0
    public var context = 0
    public var exact = 0
    public var fuzzy = 0
    public var fragment = 0
    public var glossary = 0
    public var dictionary = 0
    public var none = 0

    /// Words that the memory covers, in whichever way.
    public var memory: Int { context + exact + fuzzy + fragment }
    /// Words that anything covers.
    public var covered: Int { words - none }
  }

  /// In the order of the text.
  public let words: [Word]
  public let counts: Counts
  /// What is shown, in the order of the text, without overlaps.
  private let pieces: [Chunk]

  public init(of document: Document) {
    var words: [Word] = []
    var counts = Counts()
    let layers = Layers(document)
    for segment in document.segments {
      guard let role = document.block(at: segment.range.lowerBound)?.role, role == .body || role == .title else {
        continue
      }
      for token in Tokenizer.tokens(in: document.text, segment.range) where token.kind == .word {
        let origin = layers.origin(of: token.range)
        counts.add(origin)
        words.append(Word(range: token.range, origin: origin))
      }
    }
    self.words = words
    self.counts = counts
    pieces = Coverage.pieces(document)
  }

  /// The part of the words whose origin is of a kind, 0 to 1; 0 where there are no words.
  public func share(_ count: KeyPath<Counts, Int>) -> Double {
    counts.words == 0 ? 0 : Double(counts[keyPath: count]) / Double(counts.words)
  }
}

extension Coverage.Counts {
  fileprivate mutating func add(_ origin: Coverage.Origin) {
    words += 1
    switch origin {
    case .memory(.context): context += 1
    case .memory(.exact): exact += 1
    case .memory(.fuzzy): fuzzy += 1
    case .memory(.fragment): fragment += 1
    case .glossary: glossary += 1
    case .dictionary: dictionary += 1
    case .none: none += 1
    }
  }
}

/// The layers that translate, made ready for words asked for in the order of the text.
private struct Layers {
  private let matches: [Annotation]
  private let fragments: [Annotation]
  private let terms: [Annotation]
  private let glosses: [Annotation]

  init(_ document: Document) {
    matches = document.annotations(.match)
    fragments = document.annotations(.fragment)
    terms = document.annotations(.term)
    glosses = document.annotations(.gloss)
  }

  func origin(of word: Range<Int>) -> Coverage.Origin {
    if let match = covering(word, matches) {
      return .memory(match.features["kind"]?.string.flatMap(Coverage.Memory.init) ?? .fuzzy)
    }
    if covering(word, fragments) != nil { return .memory(.fragment) }
    if covering(word, terms) != nil { return .glossary }
    if covering(word, glosses) != nil { return .dictionary }
    return .none
  }

  /// The annotation that a word lies in; those of one of these layers do not overlap.
  private func covering(_ word: Range<Int>, _ layer: [Annotation]) -> Annotation? {
    let after = layer.partitionPoint { $0.range.lowerBound > word.lowerBound }
    guard after > 0, layer[after - 1].range.upperBound >= word.upperBound else { return nil }
    return layer[after - 1]
  }
}

extension Coverage {
  /// A stretch of a segment as it is shown.
  public struct Chunk: Hashable, Sendable {
    public enum Kind: String, Hashable, Sendable {
      case fragment, term, gloss
      /// Text that none of these covers, with the white space and punctuation around it.
      case plain
    }

    /// UTF-8 byte offsets into the document's text.
    public var range: Range<Int>
    public var kind: Kind
    /// Nil for plain text.
    public var target: String?
    /// Nil for plain text.
    public var origin: String?
  }

  /// A range of the text, such as a segment's, cut into chunks that follow one another without gaps. Where fragments, terms and
  /// glosses overlap, the first of them in this order is shown. Whole-segment candidates are the segment's, not chunks.
  public func chunks(in range: Range<Int>) -> [Chunk] {
    var chunks: [Chunk] = []
    var end = range.lowerBound
    let first = pieces.partitionPoint { $0.range.lowerBound >= range.lowerBound }
    for piece in pieces[first...] {
      guard piece.range.upperBound <= range.upperBound else { break }
      if piece.range.lowerBound > end {
        chunks.append(Chunk(range: end..<piece.range.lowerBound, kind: .plain))
      }
      chunks.append(piece)
      end = piece.range.upperBound
    }
    if end < range.upperBound { chunks.append(Chunk(range: end..<range.upperBound, kind: .plain)) }
    return chunks
  }

  /// Every annotation that is shown, in the order of the text: those that overlap one of a layer before theirs are left out.
  private static func pieces(_ document: Document) -> [Chunk] {
    var chosen: [Chunk] = []
    let layers: [(Layer, Chunk.Kind)] = [(.fragment, .fragment), (.term, .term), (.gloss, .gloss)]
    for (layer, kind) in layers {
      var merged: [Chunk] = []
      merged.reserveCapacity(chosen.count)
      var next = 0
      for annotation in document.annotations(layer) {
        while next < chosen.count, chosen[next].range.upperBound <= annotation.range.lowerBound {
          merged.append(chosen[next])
          next += 1
        }
        let overlapsNext = next < chosen.count && chosen[next].range.lowerBound < annotation.range.upperBound
        let overlapsLast = merged.last.map { $0.range.upperBound > annotation.range.lowerBound } ?? false
        guard !overlapsNext, !overlapsLast, !annotation.range.isEmpty else { continue }
        merged.append(
          Chunk(
            range: annotation.range, kind: kind, target: annotation.features["target"]?.string,
            origin: annotation.features["origin"]?.string))
      }
      chosen = merged + chosen[next...]
    }
    return chosen
  }
}
