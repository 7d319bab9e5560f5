import Document
import Markup
import News
import Text
public import Workbench

extension Entry {
  public static let parseODT = Entry(
    Manual(
      "parse.odt", version: 1, "Reads OpenDocument texts (ODT), as LibreOffice writes them.",
      help: """
        Headings, lists, quotes, code, tables, captions, links, emphasis and images keep their form, told by styles. Tracked changes
        are taken as accepted. Footnotes, endnotes and comments are notes at their place. Text boxes follow the paragraph that
        holds them; tables of contents and indexes are boilerplate.

        A table has its rows as lines and its cells parted by tabs; a cell that spans others is followed by empty ones. Title,
        authors and dates are what the text marks by styles; where it is a news article, what its dateline, byline and headline
        say; else the document's properties, but for those that programs fill in. A block's place is its paragraph or table by
        number. Running heads are not read.
        """,
      parameters: [
        .flag("comments", default: true, "Whether comments are read, as notes that begin with their author.")
      ] + OfficeFile.parameters,
      makes: [.blocks],
      formats: [Format("application/vnd.oasis.opendocument.text", extensions: ["odt", "ott"])]),
    recognises: ODTReader.likeness
  ) { settings throws(Problem) in
    ODTReader(comments: try settings.flag("comments"), bounds: try OfficeFile.bounds(settings))
  }
}

struct ODTReader: Reader {
  var comments: Bool
  var bounds = OfficePackage.bounds

  func read(
    _ source: ByteSource, in context: RunContext, emit: (consuming Document) throws(Problem) -> Void
  ) throws(Problem) {
    let wanted: Set = ["content.xml", "styles.xml", "meta.xml", "META-INF/manifest.xml"]
    let input = try OfficeInput(source, for: Entry.parseODT.manual, bounds: bounds) { wanted.contains($0) }
    let package = input.package
    if ODTReader.isEncrypted(package) { throw input.problem(.encrypted) }
    guard let content = package.part("content.xml"), !content.isEmpty else {
      throw input.isNo("OpenDocument text")
    }
    var body = ODTBody(ODTStyles(package.root("styles.xml")), comments: comments)
    body.warnings = OfficeFile.warnings(package)
    try body.read(content)
    var (metadata, stated) = CoreProperties.metadata(package.root("meta.xml")?.first("meta"))
    if let title = body.title { metadata.title = title }
    OfficeFile.setLanguage(&metadata, body.builder, stated ?? body.styles.language)
    body.direction = metadata.direction
    if metadata.title == nil { metadata.title = OfficeFile.firstHeading(body.builder) }
    try emit(
      NewsArticle.completed(
        input.document(metadata, text: body.builder.text, blocks: body.blocks, warnings: body.warnings),
        created: metadata.published))
  }

  /// Parts that are encrypted have their key's parameters in the manifest.
  private static func isEncrypted(_ package: OfficePackage) -> Bool {
    package.root("META-INF/manifest.xml")?.elements.contains { entry in
      ["content.xml", "encrypted-package"].contains(entry["full-path"]) && entry.first("encryption-data") != nil
    } ?? false
  }

  /// Sure of a zip whose first entry says so.
  static func likeness(_ start: ArraySlice<UInt8>) -> Double {
    guard Archive.isZip(start) else { return 0 }
    let text = Array("mimetypeapplication/vnd.oasis.opendocument.text".utf8)
    guard let found = start.prefix(200).firstRange(of: text) else { return 0 }
    // Longer names are those of other kinds: masters, templates of web pages.
    let next = start[found.upperBound...].first
    return next == UInt8(ascii: "-") && !start[found.upperBound...].starts(with: "-template".utf8) ? 0 : 0.95
  }
}
