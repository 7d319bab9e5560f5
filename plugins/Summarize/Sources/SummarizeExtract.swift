import Document
public import Workbench

extension Entry {
  public static let summarizeExtract = Entry(
    Manual(
      "summarize.extract", version: 1, "Chooses the sentences that say most of a document, and keeps them verbatim.",
      help: """
        Marks segments of body blocks on the layer `summary`: `rank` (1 is best), `score` (0 to 1, comparable within one
        document only) and `method`. A sentence that nearly repeats a chosen one is passed over.

        `auto` weighs position, likeness to the whole text and likeness to the headline. `lead` takes the first sentences;
        `position` prefers early and full ones; `lexrank`, `textrank`, `sumbasic`, `luhn`, `kl` and `lsa` are the methods of
        the literature. `lexrank` and `textrank` compare every two sentences, and for that look at the first \
        \(SentenceGraph.limit) only.
        """,
      parameters: [
        .choice(
          "method", default: Method.auto.rawValue, of: Method.allCases.map(\.rawValue), "How sentences are chosen."),
        .integer("sentences", default: 5, in: 1...1000, "How many sentences are chosen, at most."),
        .integer(
          "minimum-words", default: 4, in: 1...100,
          "Shorter sentences are chosen only where the document has no longer ones."),
      ],
      needs: [.segments], makes: ["summary"])
  ) { settings throws(Problem) in
    SummarizeExtract(
      method: try settings.choice("method"), sentences: try settings.integer("sentences"),
      minimumWords: try settings.integer("minimum-words"))
  }
}

/// The methods by the names that workflows use.
enum Method: String, CaseIterable {
  case auto, lead, position, lexrank, textrank, sumbasic, luhn, kl, lsa

  var summarizer: any Summarizer {
    switch self {
    case .auto: Blend()
    case .lead: Lead()
    case .position: Position()
    case .lexrank: LexRank()
    case .textrank: TextRank()
    case .sumbasic: SumBasic()
    case .luhn: Luhn()
    case .kl: KLSum()
    case .lsa: LatentSemantics()
    }
  }
}

struct SummarizeExtract: Processor {
  var method: Method
  var sentences: Int
  var minimumWords: Int

  func process(_ document: inout Document, in context: RunContext) throws(Problem) {
    let matrix = SentenceMatrix(document, minimumWords: minimumWords)
    var summary: [Annotation] = []
    for (at, choice) in method.summarizer.choose(sentences, from: matrix).enumerated() {
      let features: Fields = [
        "rank": .integer(at + 1), "score": .number(rounded(choice.score)), "method": .string(method.rawValue),
      ]
      summary.append(Annotation(range: matrix.sentences[choice.sentence], features: features))
    }
    document.setLayer("summary", summary)
  }

  /// To three decimals: more would promise an exactness that scores do not have.
  private func rounded(_ score: Double) -> Double { (score * 1000).rounded() / 1000 }
}
