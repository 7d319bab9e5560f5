import Document
import Text
import TranslationMemory
public import Workbench

extension Entry {
  public static let leverage = Entry(
    Manual(
      "tm.leverage", version: 1, "Finds translations of segments, and of parts of them, in a translation memory.",
      help: """
        Each segment gets its best candidates: context (101 %, the segments around it are those of the memory too), exact
        (100 %, the same words but for spelling), fuzzy (the share of words that stay in place). Words are compared without
        vowel marks, tatweel, kinds of hamza, alef, yeh, kaf and digits. Differing numbers take 0.05 off a score, inline codes
        0.02, punctuation and vowel marks 0.01 each.

        The layer `match` marks the words of a segment that its best candidate really has; the layer `fragment` marks units of
        two words and more that stand whole inside a segment without an exact match, also after و ف ب ل ك. Each names its unit.
        """,
      parameters: [
        .paths("memory", "TMX files and stores of `dragoman tm import`; of equal units the earlier file's wins."),
        .number("threshold", default: 0.7, in: 0.4...1, "The least score of a candidate."),
        .integer("limit", default: 3, in: 0...100, "How many candidates a segment gets."),
        .flag("fragments", default: true, "Whether to look for units inside segments."),
        .text("source", default: "", "Language of the documents; where it is empty, each document's own."),
        .text("target", default: "en", "Language of the translations."),
      ],
      needs: [.segments], makes: [.candidates, .match, .fragment])
  ) { settings throws(Problem) in
    Leverage(
      memories: try settings.texts("memory").filter { !$0.isEmpty }.map { Paths.resolve($0, in: settings.folder) },
      threshold: try settings.number("threshold"), limit: try settings.integer("limit"),
      fragments: try settings.flag("fragments"), source: try settings.text("source"),
      target: try settings.text("target"))
  }
}

struct Leverage: Processor {
  var memories: [String]
  var threshold: Double
  var limit: Int
  var fragments: Bool
  var source: String
  var target: String

  func process(_ document: inout Document, in context: RunContext) throws(Problem) {
    guard let language = language(of: document), !memories.isEmpty, !LanguageTag.match(language, target) else { return }
    let index = try index(from: LanguageTag.primary(language), context)
    let text = document.text
    var matches: [Annotation] = []
    var found: [Annotation] = []
    for at in document.segments.indices {
      let range = document.segments[at].range
      let around = (
        at > 0 ? String(text.slice(document.segments[at - 1].range)) : nil,
        at + 1 < document.segments.count ? String(text.slice(document.segments[at + 1].range)) : nil
      )
      let best = index.matches(for: text, range, threshold: threshold, limit: limit, context: around)
      document.segments[at].add(
        best.map { match in
          let unit = index.units[match.unit]
          return Candidate(
            target: unit.target, score: match.score, kind: match.kind, origin: unit.origin, penalties: match.penalties)
        })
      if let first = best.first { matches += annotations(first, index, text, range) }
      guard fragments, best.first?.kind != .exact, best.first?.kind != .context else { continue }
      found += index.fragments(in: text, range).map { fragment in
        let unit = index.units[fragment.unit]
        var features: Fields = ["target": .string(unit.target), "origin": .string(unit.origin)]
        if !fragment.prefix.isEmpty { features["prefix"] = .string(fragment.prefix) }
        return Annotation(range: fragment.range, features: features)
      }
    }
    document.addApart(matches, to: .match)
    document.addApart(found, to: .fragment)
  }

  private func language(of document: Document) -> String? {
    source.isEmpty ? document.metadata.language ?? Languages.identify(document.text) : source
  }

  private func annotations(
    _ match: MemoryMatch, _ index: MemoryIndex, _ text: String, _ range: Range<Int>
  ) -> [Annotation] {
    let unit = index.units[match.unit]
    let features: Fields = [
      "kind": .string(match.kind.rawValue), "score": .number(match.score), "origin": .string(unit.origin),
      "source": .string(unit.source), "target": .string(unit.target),
    ]
    return index.matchedRuns(of: match.unit, in: text, range).map { Annotation(range: $0, features: features) }
  }

  /// The memories in one direction: read at the first document that asks, shared by the run.
  private func index(from source: String, _ context: RunContext) throws(Problem) -> MemoryIndex {
    let key = (["memory", source, target] + memories).joined(separator: "\u{0}")
    return try context.resources.open(key) { () throws(Problem) -> MemoryIndex in
      var pairs = MemoryPairs(from: source, to: target)
      for path in memories {
        let file = try ByteSource(path: path)
        let pieces: Pieces = { body throws(Problem) in try file.forEachPiece(body) }
        try pairs.add(path, prefix: try file.prefix(16), pieces) { problem in
          context.log(.warning, problem.line(severity: "warning"))
        }
      }
      return MemoryIndex(pairs.units)
    }
  }
}
