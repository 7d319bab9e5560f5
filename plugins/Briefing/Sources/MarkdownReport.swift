import Document
import Text
import Workbench

/// `briefing.md`: the same parts in the same order as the HTML, for mail, wikis and version control.
struct MarkdownReport {
  let model: BriefingModel
  /// What each document adds to the sections that go through the documents one by one.
  private var reportedPart = MarkdownWriter()
  private var statementsPart = MarkdownWriter()
  private var uncoveredPart = MarkdownWriter()
  private var listPart = MarkdownWriter()
  private var sourcesPart = MarkdownWriter()

  init(model: BriefingModel) { self.model = model }

  /// The next of the documents that are shown.
  mutating func add(_ view: SourceView) {
    extend(\.listPart) { report, part in report.listing(&part, view) }
    extend(\.sourcesPart) { report, part in report.source(&part, view, only: report.model.excerpts[view.position]) }
    guard model.excerpts[view.position] == nil else { return }
    extend(\.reportedPart) { report, part in report.reported(&part, view) }
    extend(\.statementsPart) { report, part in
      for quotations in view.speakers { report.statements(&part, quotations, view) }
    }
    extend(\.uncoveredPart) { report, part in
      for sentence in view.uncovered { report.uncovered(&part, sentence, view) }
    }
  }

  /// Writes more of a part. The part is taken out of the report meanwhile: while the report held it too, the first byte that is
  /// written would copy all that was there.
  private mutating func extend(
    _ path: WritableKeyPath<MarkdownReport, MarkdownWriter>, _ body: (MarkdownReport, inout MarkdownWriter) -> Void
  ) {
    var part = MarkdownWriter()
    swap(&part, &self[keyPath: path])
    body(self, &part)
    swap(&part, &self[keyPath: path])
  }

  /// The whole file, after the documents were added.
  func write(to sink: ByteSink) throws(Problem) {
    var md = MarkdownWriter()
    opening(&md)
    chosen(&md)
    reported(&md, reportedPart)
    statements(&md, statementsPart)
    actors(&md)
    timeline(&md)
    figures(&md)
    appraisal(&md)
    coverage(&md, uncoveredPart)
    cautions(&md)
    sourceList(&md, listPart)
    try md.flush(to: sink)
    sources(&md, sourcesPart)
    marking(&md)
    try md.flush(to: sink)
  }

  private func marking(_ md: inout MarkdownWriter) {
    md.raw("**")
    md.text(model.handling.marking.rawValue)
    md.raw("** · ")
    md.text("\(model.handling.marking.meaning) (\(model.handling.reason))")
    md.line()
    md.line()
  }

  private func opening(_ md: inout MarkdownWriter) {
    marking(&md)
    md.raw("# ")
    md.text(model.title)
    md.line()
    md.line()
    for fact in model.facts {
      md.raw("- **")
      md.text(fact.label)
      md.raw(":** ")
      md.text(fact.value)
      if !fact.detail.isEmpty { md.text(" (\(fact.detail))") }
      md.line()
    }
    md.line()
    md.line(
      """
      Lines headed *Working translation* are machine-assembled from memory, glossary and dictionary, in the word order of \
      the original; not a translation. A first sense of a dictionary is in *italics*; a word that nothing covers stands in \
      the original, in brackets. Citations such as \\[S1 ¶4\\] lead to the sentence under *Sources in full*.
      """)
    md.line()
  }

  func heading(_ md: inout MarkdownWriter, _ title: StaticString, _ voice: Voice) {
    md.raw("## ")
    md.line(title)
    md.line()
    md.raw("*")
    md.text("\(voice.name): \(voice.detail)")
    md.line("*")
    md.line()
  }

  func paragraph(_ md: inout MarkdownWriter, _ text: String) {
    md.text(text)
    md.line()
    md.line()
  }

  private func chosen(_ md: inout MarkdownWriter) {
    heading(&md, "Bottom line up front", .source("in a sentence the tool chose"))
    if model.bottomLine.isEmpty { paragraph(&md, model.nothingChosen) }
    for statement in model.bottomLine { self.statement(&md, statement, "") }
    if !model.bottomLine.isEmpty { paragraph(&md, model.choiceInWords) }
    heading(&md, "Key points", .source("in sentences the tool chose"))
    if model.keyPoints.isEmpty {
      paragraph(&md, model.bottomLine.isEmpty ? model.nothingChosen : "No sentence was chosen beside the bottom line.")
    }
    for (at, point) in model.keyPoints.enumerated() { statement(&md, point, "\(at + 1). ") }
  }

  private func statement(_ md: inout MarkdownWriter, _ statement: Statement, _ number: String) {
    md.text(number)
    working(&md, statement.translation)
    md.raw(" ")
    md.cite([statement.citation] + statement.also)
    md.line()
    md.line()
    original(&md, statement.original, statement.direction, indent: number.isEmpty ? "" : "   ")
  }

  func original(_ md: inout MarkdownWriter, _ text: String, _ direction: Direction, indent: String = "") {
    md.text(indent)
    md.raw("> ")
    md.original(text, rightToLeft: direction == .rightToLeft)
    md.line()
    md.line()
  }

  func working(_ md: inout MarkdownWriter, _ translation: WorkingTranslation) {
    guard !translation.isEmpty else { return md.text(WorkingTranslation.none) }
    if let proposal = translation.proposal {
      let percent = Int((proposal.score * 100).rounded(.down))
      md.raw("Memory proposal (")
      md.text("\(proposal.kind.rawValue), \(percent) %, \(proposal.origin)")
      md.raw("): “")
      md.text(proposal.target)
      md.raw("”")
      guard !proposal.isExact else { return }
      md.raw(" ")
    }
    md.raw("Working translation: ")
    for piece in translation.pieces {
      switch piece {
      case .gap(let gap): md.text(gap)
      case .chunk(let chunk): inline(&md, chunk)
      }
    }
  }

  private func inline(_ md: inout MarkdownWriter, _ chunk: Chunk) {
    switch chunk.kind {
    case .carried, .fragment, .term, .name: md.text(chunk.english)
    case .gloss:
      md.raw("*")
      md.text(chunk.english)
      md.raw("*")
    case .none, .match:
      md.raw("\\[")
      md.original(chunk.source, rightToLeft: Languages.direction(ofText: chunk.source) == .rightToLeft)
      md.raw("\\]")
    }
  }
}
