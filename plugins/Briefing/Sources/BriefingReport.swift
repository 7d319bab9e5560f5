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
          "detail", default: 100, in: 1...1000,
          "How many documents HTML and Markdown show in full; of others only the sentences that are cited."),
      ],
      needs: [.segments])
  ) { settings throws(Problem) in BriefingReport(options: try Options(settings)) }
}

struct BriefingReport: CollectionProcessor {
  var options: Options

  func process(_ documents: Documents, in context: RunContext) throws(Problem) -> Value {
    guard let outputs = context.outputs else { return try collect(documents, context, json: nil).result(files: []) }
    let names = options.formats.map { "briefing.\($0.rawValue)" }
    let model = try collect(documents, context, writingJSONTo: outputs)
    guard options.formats.contains(where: { $0 != .json }) else { return model.result(files: names) }
    var html = HTMLReport(model: model)
    var markdown = MarkdownReport(model: model)
    for position in model.shown {
      let view = SourceView(try documents.document(at: position), at: position)
      if options.formats.contains(.html) { html.add(view) }
      if options.formats.contains(.md) { markdown.add(view) }
    }
    if options.formats.contains(.html) {
      try outputs.write("briefing.html") { sink throws(Problem) in try html.write(to: sink) }
    }
    if options.formats.contains(.md) {
      try outputs.write("briefing.md") { sink throws(Problem) in try markdown.write(to: sink) }
    }
    return model.result(files: names)
  }

  /// The one walk over all documents: takes what the front needs, and writes each into briefing.json where that is wanted.
  private func collect(
    _ documents: Documents, _ context: RunContext, writingJSONTo outputs: Outputs
  ) throws(Problem) -> BriefingModel {
    guard options.formats.contains(.json) else { return try collect(documents, context, json: nil) }
    var model: BriefingModel?
    try outputs.write("briefing.json") { sink throws(Problem) in
      var json = JSONReport(sink: sink)
      let found = try collect(documents, context) { view, record throws(Problem) in try json.add(view, record) }
      try json.end(found)
      model = found
    }
    guard let model else { throw Problem("briefing.output", "briefing.json was not written") }
    return model
  }

  private func collect(
    _ documents: Documents, _ context: RunContext, json: ((SourceView, DocumentRecord) throws(Problem) -> Void)?
  ) throws(Problem) -> BriefingModel {
    var collector = Collector(options: options, context: context)
    try documents.walk { position, document throws(Problem) in
      let view = SourceView(document, at: position)
      let record = collector.add(view)
      try json?(view, record)
    }
    return collector.finished()
  }
}
