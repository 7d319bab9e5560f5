import Document
import Markup
import Text
public import Workbench

extension Entry {
  public static let parsePPTX = Entry(
    Manual(
      "parse.pptx", version: 1, "Reads PowerPoint presentations (PPTX).",
      help: """
        Slides follow one another as the presentation lists them. On each its title comes first, as a heading, then the shapes in
        their order from back to front, groups in place: paragraphs and list items with their levels and numbers, tables, charts
        with their numbers, the words of diagrams, pictures by their alternative text. Links, bold and italic are kept.

        Speaker notes follow their slide in the role note; date, foot and number of a slide, and what layouts and masters show, are
        boilerplate. Comments are notes on the slide's first block. A hidden slide is read, marked by a note, a warning and the free
        key `hiddenSlides`. The title is the title slide's, before that which the properties state; authors and dates are theirs.
        A block's place is the number of its slide (`page`) and the part of the file.
        """,
      parameters: [
        .flag("notes", default: true, "Whether speaker notes are read."),
        .flag("comments", default: true, "Whether comments are read, as notes that begin with their author."),
      ] + OfficeFile.parameters,
      makes: [.blocks],
      formats: [
        Format(
          "application/vnd.openxmlformats-officedocument.presentationml.presentation",
          extensions: ["pptx", "pptm", "potx", "potm", "ppsx", "ppsm"])
      ]),
    recognises: PPTXReader.likeness
  ) { settings throws(Problem) in
    PPTXReader(
      comments: try settings.flag("comments"), notes: try settings.flag("notes"),
      bounds: try OfficeFile.bounds(settings))
  }
}

struct PPTXReader: Reader {
  var comments = true
  var notes = true
  var bounds = OfficePackage.bounds

  func read(
    _ source: ByteSource, in context: RunContext, emit: (consuming Document) throws(Problem) -> Void
  ) throws(Problem) {
    let input = try OfficeInput(source, for: Entry.parsePPTX.manual, bounds: bounds) { PPTXReader.isRead($0) }
    let package = input.package
    let main = OfficeFile.mainPart(package, usual: "ppt/presentation.xml")
    if let problem = OfficeFile.otherKind(package, than: .presentation, "pptx", at: input.place) { throw problem }
    guard let presentation = package.whole(main), presentation.root != nil else {
      throw input.isNo("PowerPoint presentation")
    }
    var warnings = OfficeFile.warnings(package)
    if let fault = presentation.fault { warnings.append(OfficeFile.warning(fault, main)) }
    var body = PPTXBody(
      PPTXDeck(package, main: main, presentation), comments: comments, notes: notes, warnings: warnings)
    body.read()
    var (metadata, stated) = OfficeFile.coreProperties(package)
    if let title = PPTXReader.title(body, stated: metadata.title) { metadata.title = title }
    if !body.hiddenSlides.isEmpty {
      metadata.other["hiddenSlides"] = .array(body.hiddenSlides.map { .integer($0) })
    }
    OfficeFile.setLanguage(&metadata, body.builder, stated ?? body.language)
    try emit(
      input.document(
        metadata, text: body.builder.text, blocks: body.blocks(title: metadata.title, metadata.direction),
        warnings: body.warnings))
  }

  private static func isRead(_ part: String) -> Bool {
    (part.hasSuffix(".xml") || part.hasSuffix(".rels")) && !part.hasPrefix("ppt/theme/")
  }

  /// A new file's properties call it a presentation of PowerPoint, in the program's own language.
  private static func title(_ body: PPTXBody, stated: String?) -> String? {
    if let title = body.title { return title }
    guard let stated, !stated.contains("PowerPoint") else { return body.firstTitle }
    return nil
  }

  /// Sure of a zip that says so, or whose first entries are those of a presentation.
  static func likeness(_ start: ArraySlice<UInt8>) -> Double {
    OfficeFile.likeness(start, .presentation, folder: "ppt/")
  }
}
