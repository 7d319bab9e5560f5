import Document
import Text
import TranslationMemory

/// One document as the briefing shows it: its sentences numbered for citation, and what lies between them.
///
/// Where a document has no segments, its title and body blocks stand for sentences, so that everything can be cited.
struct SourceView {
  struct Sentence {
    var range: Range<Int>
    var citation: Citation
    var candidates: [Candidate]
    var isTitle: Bool { citation.paragraph == 0 }
  }

  enum Item {
    case sentence(Int)
    /// A block without sentences: dateline, section, byline, boilerplate …
    case aside(Block.Role, Range<Int>)
  }

  let document: Document
  /// From 0.
  let position: Int
  let isSegmented: Bool
  let coverage: Coverage
  let names = Names()
  private(set) var sentences: [Sentence] = []
  /// Sentences and other blocks in the order of the text.
  private(set) var items: [Item] = []

  init(_ document: Document, at position: Int) {
    self.document = document
    self.position = position
    isSegmented = !document.segments.isEmpty
    coverage = Coverage(of: document)
    var segments =
      isSegmented
      ? document.segments
      : document.blocks.filter { $0.role == .title || $0.role == .body }.map { Segment(range: $0.range) }
    if segments.isEmpty, document.blocks.isEmpty, !document.text.isEmpty {
      segments = [Segment(range: 0..<document.text.utf8.count)]
    }
    number(segments)
  }

  private mutating func number(_ segments: [Segment]) {
    var paragraph = 0
    var titles = 0
    var next = 0
    for block in document.blocks {
      let first = next
      while next < segments.count, segments[next].range.lowerBound < block.range.upperBound { next += 1 }
      if first == next {
        if !block.range.isEmpty { items.append(.aside(block.role, block.range)) }
      } else if block.role == .title {
        add(segments[first..<next], paragraph: 0, from: titles, among: titles + next - first)
        titles += next - first
      } else {
        paragraph += 1
        add(segments[first..<next], paragraph: paragraph, from: 0, among: next - first)
      }
    }
    if next < segments.count {
      add(segments[next...], paragraph: paragraph + 1, from: 0, among: segments.count - next)
    }
  }

  private mutating func add(_ segments: ArraySlice<Segment>, paragraph: Int, from: Int, among: Int) {
    for (at, segment) in segments.enumerated() {
      let citation = Citation(document: position, paragraph: paragraph, sentence: among == 1 ? 0 : from + at + 1)
      items.append(.sentence(sentences.count))
      sentences.append(Sentence(range: segment.range, citation: citation, candidates: segment.candidates))
    }
  }
}

extension SourceView {
  /// The sentence that holds a byte offset; nil between sentences.
  func sentence(at offset: Int) -> Sentence? {
    let after = sentences.partitionPoint { $0.range.lowerBound > offset }
    guard after > 0, sentences[after - 1].range.contains(offset) else { return nil }
    return sentences[after - 1]
  }

  func original(_ range: Range<Int>) -> String { String(document.text(in: range)) }

  func translation(of sentence: Sentence) -> WorkingTranslation {
    workingTranslation(of: sentence.range, candidates: sentence.candidates)
  }

  /// BCP 47; `und` where nobody found out.
  var language: String { document.metadata.language ?? "und" }

  var direction: Direction {
    document.metadata.direction ?? document.metadata.language.map(Languages.direction(of:))
      ?? Languages.direction(ofText: document.text)
  }

  var headline: Sentence? { sentences.first { $0.isTitle } }

  /// The headline, else the title of the metadata, else the name of the file.
  var title: String {
    if let title = document.metadata.title, !title.isEmpty { return title }
    if let headline { return original(headline.range) }
    return document.source.path.split(separator: "/").last.map(String.init) ?? document.id
  }

  /// A sentence that the summary chose.
  struct Chosen {
    var sentence: Sentence
    var rank: Int
    var score: Double?
    var method: String
  }

  /// The sentences that the summary chose, best first; without a summary the first of the body.
  var chosen: [Chosen] {
    let summary = document.annotations("summary")
    if summary.isEmpty {
      guard let lead = sentences.first(where: { !$0.isTitle }) ?? sentences.first else { return [] }
      return [Chosen(sentence: lead, rank: 1, score: nil, method: "lead")]
    }
    return summary.enumerated().compactMap { at, annotation in
      guard let sentence = sentence(at: annotation.range.lowerBound) else { return nil }
      let features = annotation.features
      return Chosen(
        sentence: sentence, rank: features["rank"]?.integer ?? at + 1, score: features["score"]?.double,
        method: features["method"]?.string ?? "unnamed method")
    }
    .sorted { $0.rank < $1.rank }
  }

  /// A chosen sentence as the front of the briefing states it.
  func statement(_ chosen: Chosen) -> Statement {
    Statement(
      citation: chosen.sentence.citation, also: [], original: original(chosen.sentence.range), language: language,
      direction: direction, translation: translation(of: chosen.sentence), rank: chosen.rank, score: chosen.score,
      method: chosen.method)
  }
}
