import Document
import Text
import Workbench

/// `briefing.html`: one file that loads nothing, runs no script, and links every statement to its sentence.
struct HTMLReport {
  let model: BriefingModel
  /// What each document adds to the sections that go through the documents one by one.
  private var reportedPart = HTMLWriter()
  private var statementsPart = HTMLWriter()
  private var uncoveredPart = HTMLWriter()
  private var listPart = HTMLWriter()
  private var sourcesPart = HTMLWriter()
  private var listed = 0
  private var documentsShown = 0
  private var statementsShown = 0
  private var areStatementsFolded = false
  private var uncoveredShown = 0

  init(model: BriefingModel) { self.model = model }

  /// The next of the documents that are shown.
  mutating func add(_ view: SourceView) {
    extend(\.listPart) { report, part in
      report.fold(&part, at: report.listed, of: report.model.shown.count, "source")
      report.listing(&part, view)
    }
    listed += 1
    extend(\.sourcesPart) { report, part in report.source(&part, view, only: report.model.excerpts[view.position]) }
    if model.excerpts[view.position] == nil { addInFull(view) }
  }

  /// Writes more of a part. The part is taken out of the report meanwhile: while the report held it too, the first byte that is
  /// written would copy all that was there.
  private mutating func extend(
    _ path: WritableKeyPath<HTMLReport, HTMLWriter>, _ body: (HTMLReport, inout HTMLWriter) -> Void
  ) {
    var part = HTMLWriter()
    swap(&part, &self[keyPath: path])
    body(self, &part)
    swap(&part, &self[keyPath: path])
  }

  private mutating func addInFull(_ view: SourceView) {
    extend(\.reportedPart) { report, part in
      report.fold(&part, at: report.documentsShown, of: report.model.detailed.count, "document")
      report.reported(&part, view)
    }
    for quotations in view.speakers {
      if statementsShown >= HTMLReport.open, !areStatementsFolded {
        areStatementsFolded = true
        extend(\.statementsPart) { report, part in
          let left = report.model.totals.quotations - report.statementsShown
          report.startFold(&part, report.model.showsAll ? left : nil, "statement")
        }
      }
      statementsShown += quotations.count
      extend(\.statementsPart) { report, part in report.statements(&part, quotations, view) }
    }
    for sentence in view.uncovered {
      extend(\.uncoveredPart) { report, part in
        let count = report.model.showsAll ? report.model.totals.uncoveredSentences : nil
        report.fold(&part, at: report.uncoveredShown, of: count, "sentence")
        report.uncovered(&part, sentence, view)
      }
      uncoveredShown += 1
    }
    documentsShown += 1
  }

  /// The whole file, after the documents were added.
  func write(to sink: ByteSink) throws(Problem) {
    var html = HTMLWriter()
    head(&html)
    banner(&html)
    opening(&html)
    html.raw("<main>\n")
    bottomLine(&html)
    legend(&html)
    contents(&html)
    keyPoints(&html)
    reported(&html, ended(reportedPart, documentsShown > HTMLReport.open))
    statements(&html, ended(statementsPart, areStatementsFolded))
    actors(&html)
    timeline(&html)
    figures(&html)
    appraisal(&html)
    coverage(&html, ended(uncoveredPart, uncoveredShown > HTMLReport.open))
    cautions(&html)
    sourceList(&html, ended(listPart, listed > HTMLReport.open))
    try html.flush(to: sink)
    sources(&html, sourcesPart)
    html.raw("</main>\n<footer><p class=\"fine\">Written by Dragoman, briefing.report@1")
    if !model.workflow.isEmpty { html.text(", workflow \"\(model.workflow)\"") }
    html.raw(". The file loads nothing and runs no script.</p></footer>\n")
    banner(&html)
    html.raw("</body>\n</html>\n")
    try html.flush(to: sink)
  }

  /// How much of a long list stands open; the rest is folded away.
  private static let open = 20

  /// Begins the folded rest of a list, before the item at a position that is the first of it.
  ///
  /// - Parameter count: how many items there are in the documents that are shown; nil where that is not known.
  private func fold(_ html: inout HTMLWriter, at position: Int, of count: Int?, _ noun: String) {
    if position == HTMLReport.open { startFold(&html, count.map { $0 - position }, noun) }
  }

  private func startFold(_ html: inout HTMLWriter, _ count: Int?, _ noun: String) {
    html.open("details")
    html.element("summary", count.map { English.count($0, "further \(noun)") } ?? "Further \(noun)s")
  }

  /// A list with its folded rest ended, where it has one.
  private func ended(_ part: HTMLWriter, _ isFolded: Bool) -> HTMLWriter {
    var whole = part
    if isFolded { whole.close("details") }
    return whole
  }

  private func head(_ html: inout HTMLWriter) {
    let sheet = Stylesheet.text(handling: model.handling.marking)
    html.raw("<!doctype html>\n<html lang=\"en\" dir=\"ltr\">\n<head>\n<meta charset=\"utf-8\">\n")
    html.open(
      "meta",
      [
        "http-equiv": "Content-Security-Policy",
        "content":
          "default-src 'none'; style-src \(Stylesheet.policySource(sheet)); base-uri 'none'; form-action 'none'",
      ])
    html.raw("\n<meta name=\"referrer\" content=\"no-referrer\">\n")
    html.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
    html.element("title", "\(model.title) · \(model.handling.marking.rawValue)")
    html.raw("\n<style>")
    html.style(sheet)
    html.raw("</style>\n</head>\n<body>\n")
  }

  private func banner(_ html: inout HTMLWriter) {
    let marking = model.handling.marking
    html.open("div", ["class": "tlp \(marking.styleName)"])
    html.element("span", "\(marking.meaning) (\(model.handling.reason))")
    html.element("b", marking.rawValue)
    html.raw("</div>\n")
  }

  private func opening(_ html: inout HTMLWriter) {
    html.raw("<header id=\"top\">\n<p class=\"eyebrow\">Press briefing from ")
    html.text(English.count(model.documents.count, "document"))
    html.raw("</p>\n")
    html.element("h1", ["dir": "auto"], model.title)
    html.raw("<dl class=\"facts\">\n")
    for fact in model.facts {
      html.raw("<div>")
      html.element("dt", fact.label)
      html.open("dd")
      html.text(fact.value)
      if !fact.detail.isEmpty {
        html.raw(" ")
        html.element("small", fact.detail)
      }
      html.close("dd")
      html.raw("</div>\n")
    }
    html.raw("</dl>\n</header>\n")
  }

  private func contents(_ html: inout HTMLWriter) {
    html.raw("<nav aria-label=\"Contents\">")
    for (id, title) in HTMLReport.contents { html.element("a", ["href": "#\(id)"], title) }
    html.raw("</nav>\n")
  }

  static let contents: KeyValuePairs<String, String> = [
    "bottom-line": "Bottom line", "key-points": "Key points", "reported": "What is reported",
    "statements": "Who said what", "actors": "Actors", "timeline": "Timeline", "figures": "Figures and places",
    "appraisal": "Source appraisal", "coverage": "Translation coverage", "cautions": "Gaps and cautions",
    "source-list": "Source list", "sources": "Sources in full",
  ]

  private func legend(_ html: inout HTMLWriter) {
    html.raw(
      """
      <div class="legend" role="note"><b>How to read the English.</b> A working translation is machine-assembled from \
      memory, glossary and dictionary, in the word order of the original; it is not a translation. The underline tells \
      where each piece comes from:
      <ul><li><span class="w m">solid</span> phrase from the translation memory (M)</li>
      <li><span class="w t">dashed</span> term from the glossary (G)</li>
      <li><span class="w d">dotted italics</span> first sense in a dictionary (D)</li>
      <li><span class="w r">double</span> a name, romanised (N)</li>
      <li><span class="w n">[<bdi class="orig" lang="ar" dir="rtl">كلمة</bdi>]</span> nothing covers it</li></ul>
      A citation such as <b>[S1 ¶4]</b> leads to the sentence itself, word by word: source 1, paragraph 4.</div>

      """)
  }

  func statement(_ html: inout HTMLWriter, _ statement: Statement) {
    html.raw("<div class=\"row\"><div>")
    html.label(WorkingTranslation.label)
    html.working(statement.translation)
    html.open("p")
    html.cite([statement.citation] + statement.also)
    if !statement.also.isEmpty {
      html.raw(" <span class=\"fine\">the later ones in nearly the same words: not independent</span>")
    }
    html.close("p")
    html.raw("</div>")
    html.originalParagraph(statement.original, statement.language, statement.direction)
    html.raw("</div>\n")
  }

  private func bottomLine(_ html: inout HTMLWriter) {
    html.raw("<section id=\"bottom-line\">\n")
    html.head(
      "Bottom line up front",
      .source(model.bottomLine.count > 1 ? "in sentences the tool chose" : "in a sentence the tool chose"))
    if model.bottomLine.isEmpty {
      html.empty(model.nothingChosen)
    } else {
      html.raw("<div class=\"bluf\">")
      for statement in model.bottomLine { self.statement(&html, statement) }
      html.raw("</div>\n")
      html.fine(model.choiceInWords)
    }
    html.raw("</section>\n")
  }

  private func keyPoints(_ html: inout HTMLWriter) {
    html.raw("<section id=\"key-points\">\n")
    html.head("Key points", .source("in sentences the tool chose"))
    if model.keyPoints.isEmpty {
      html.empty(
        model.bottomLine.isEmpty ? model.nothingChosen : "No sentence was chosen beside the bottom line.")
    } else {
      html.raw("<ol class=\"points\">\n")
      for point in model.keyPoints {
        html.raw("<li>")
        statement(&html, point)
        html.raw("</li>\n")
      }
      html.raw("</ol>\n")
    }
    html.raw("</section>\n")
  }
}
