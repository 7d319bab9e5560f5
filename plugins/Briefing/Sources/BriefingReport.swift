import Document
import Workbench

extension Entry {
  static let briefingReport = Entry(
    Manual(
      "briefing.report", version: 1,
      "Writes an analyst briefing of all documents, in which every statement leads back to a sentence of its source.",
      help: """
        Writes `briefing.html` (one file, no network), `briefing.md` and `briefing.json` into the output folder, and returns \
        the key points, counts, coverage and files for tests and later steps.

        It needs segments for citations and uses the layers `summary`, `match`, `fragment`, `term`, `gloss`, `entity`, `quote` \
        and `date` as far as the documents carry them; a section that cannot be filled says so. Sentences are quoted from the \
        sources. What the tool makes of them, such as the choice of sentences, the working translation and the counts, is \
        labelled as the tool's inference.
        """,
      parameters: [
        .text("title", default: "", "Title of the briefing; empty takes the name of the workflow."),
        .texts("formats", default: ["html", "md", "json"], "Files to write: html, md, json."),
        .choice(
          "handling", default: "auto", of: ["auto"] + Handling.allCases.map(\.rawValue),
          "TLP 2.0 marking; auto takes the strictest of the inputs, and TLP:AMBER where none is marked."),
        .integer("key-points", default: 5, in: 1...50, "How many key points follow the bottom line, at most."),
        .text("audience", default: "", "For whom the briefing is; empty leaves the line out."),
        .text("scope", default: "", "What the briefing covers, in words; empty describes the inputs by numbers."),
        .text("grade", default: "F6", "Admiralty grade of sources that carry none."),
        .text(
          "grade-reason", default: "no grade was given; the tool does not judge sources",
          "Why sources that carry no grade have this one."),
        .texts(
          "loaded",
          default: [
            "source's term", "label of the source", "derogatory", "official name", "hostile usage", "name used by",
            "'s name for",
            "Iranian term", "resistance media", "Syrian usage",
          ],
          "A term whose glossary note has one of these is listed among the words to read with care."),
        .integer(
          "detail", default: 100, in: 1...1_000_000,
          "How many documents HTML and Markdown show sentence by sentence, beside those that are cited."),
      ],
      needs: [.segments])
  ) { settings throws(Problem) in BriefingReport(options: try Options(settings)) }
}

struct BriefingReport: CollectionProcessor {
  var options: Options

  func process(_ documents: Documents, in context: RunContext) throws(Problem) -> Value {
    var collector = Collector(options: options, context: context)
    try documents.walk { position, document throws(Problem) in collector.add(document, at: position) }
    let model = try collector.model(of: documents)
    var files: [String] = []
    if let outputs = context.outputs {
      for format in options.formats {
        let name = "briefing.\(format.rawValue)"
        try outputs.write(name) { sink throws(Problem) in try write(format, model, documents, to: sink) }
        files.append(name)
      }
    }
    return model.result(files: files)
  }

  private func write(
    _ format: Options.Format, _ model: BriefingModel, _ documents: Documents, to sink: ByteSink
  ) throws(Problem) {
    switch format {
    case .html: try HTMLReport(model: model, documents: documents).write(to: sink)
    case .md: try MarkdownReport(model: model, documents: documents).write(to: sink)
    case .json: try JSONReport(model: model, documents: documents).write(to: sink)
    }
  }
}
