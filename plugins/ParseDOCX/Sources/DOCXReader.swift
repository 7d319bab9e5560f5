import Document
import Markup
import News
import Text
public import Workbench

extension Entry {
  public static let parseDOCX = Entry(
    Manual(
      "parse.docx", version: 1, "Reads Word documents (DOCX).",
      help: """
        Headings, lists, quotes, code, tables, captions, links, emphasis and images keep their form, told by styles and numbering.
        Tracked changes are taken as accepted: what was inserted stays, what was deleted goes. Footnotes, endnotes and comments
        are notes at their place. Text boxes and diagrams follow the paragraph that holds them; a table of contents is boilerplate.

        A table has its rows as lines and its cells parted by tabs; cells that span others are followed by empty ones. Title,
        authors and dates are what the text marks by styles; where it is a news article, what its dateline, byline and headline
        say; else the document's properties, but for those that programs fill in. A block's place is its paragraph or table by
        number. Running heads are not read.
        """,
      parameters: [
        .flag("comments", default: true, "Whether comments are read, as notes that begin with their author.")
      ] + OfficeFile.parameters,
      makes: [.blocks],
      formats: [
        Format(
          "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
          extensions: ["docx", "docm", "dotx", "dotm"])
      ]),
    recognises: DOCXReader.likeness
  ) { settings throws(Problem) in
    DOCXReader(comments: try settings.flag("comments"), bounds: try OfficeFile.bounds(settings))
  }
}

struct DOCXReader: Reader {
  var comments: Bool
  var bounds = OfficePackage.bounds

  func read(
    _ source: ByteSource, in context: RunContext, emit: (consuming Document) throws(Problem) -> Void
  ) throws(Problem) {
    let input = try OfficeInput(source, for: Entry.parseDOCX.manual, bounds: bounds) {
      $0.hasSuffix(".xml") || $0.hasSuffix(".rels")
    }
    let package = input.package
    let main = OfficeFile.mainPart(package, usual: "word/document.xml")
    guard let content = package.part(main), !content.isEmpty else {
      throw input.isNo("Word document")
    }
    var body = DOCXBody(DOCXParts(package, main: main, comments: comments))
    body.warnings = OfficeFile.warnings(package)
    try body.read(content)
    var (metadata, stated) = OfficeFile.coreProperties(package)
    if let title = body.title { metadata.title = title }
    if !body.authors.isEmpty { metadata.authors = body.authors }
    OfficeFile.setLanguage(&metadata, body.builder, stated ?? body.parts.styles.language)
    body.setDirections(metadata.direction)
    if metadata.title == nil { metadata.title = OfficeFile.firstHeading(body.builder) }
    try emit(
      NewsArticle.completed(
        input.document(metadata, text: body.builder.text, blocks: body.blocks, warnings: body.warnings),
        created: metadata.published))
  }

  /// Sure of a zip that says so, or whose first entries are those of a Word document.
  static func likeness(_ start: ArraySlice<UInt8>) -> Double {
    OfficeFile.likeness(start, .document, folder: "word/")
  }
}
