import Document
import Markup
import Text
public import Workbench

extension Entry {
  public static let parseEPUB = Entry(
    Manual(
      "parse.epub", version: 1, "Reads e-books (EPUB 2 and 3): the chapters in their order.",
      help: """
        Paragraphs, headings, lists, quotes and code keep their form, links and emphasis theirs; a chapter without a heading gets the
        one that the table of contents has for it. Title, authors, publisher, date and language come from the package file; the
        free keys `identifier`, `subjects` and `description` hold what it says besides. The place of a block names the
        chapter's file.

        Chapters that are encrypted, damaged or missing are left out, with a warning that names them.
        """,
      parameters: [
        .text("language", default: "", "Language of the book (BCP 47); empty to take what the book and its text say.")
      ] + OfficeFile.parameters,
      makes: [.blocks], formats: [Format("application/epub+zip", extensions: ["epub"])]),
    recognises: EPUBReader.likeness
  ) { settings throws(Problem) in
    EPUBReader(language: try settings.text("language"), bounds: try OfficeFile.bounds(settings))
  }
}

struct EPUBReader: Reader {
  var language: String
  var bounds = OfficePackage.bounds

  func read(
    _ source: ByteSource, in context: RunContext, emit: (consuming Document) throws(Problem) -> Void
  ) throws(Problem) {
    let input = try OfficeInput(source, for: Entry.parseEPUB.manual, bounds: bounds) { EPUBBook.isText($0) }
    let package = input.package
    let book = try EPUBBook(package, at: input.place)
    var builder = BlockBuilder()
    var warnings = OfficeFile.warnings(package) + book.warnings
    for chapter in book.chapters {
      if let problem = append(chapter, of: package, book, to: &builder) { warnings.append(problem) }
    }
    guard !builder.blocks.isEmpty else {
      throw warnings.first.map { Problem($0.code, $0.message, at: input.place, help: $0.help) }
        ?? Problem("input.empty", "there is no text in the book", at: input.place, help: "its pages may be pictures")
    }
    if let warning = builder.warning { warnings.append(warning) }
    var document = input.document(book.metadata, text: builder.text, blocks: builder.blocks, warnings: warnings)
    OfficeFile.setLanguage(&document.metadata, builder, language.isEmpty ? book.language : language)
    if !language.isEmpty {
      document.metadata.language = language
      document.metadata.direction = Languages.direction(of: language)
    }
    try emit(document)
  }

  /// - Returns: why the chapter is not there.
  private func append(
    _ chapter: EPUBBook.Chapter, of package: OfficePackage, _ book: EPUBBook, to builder: inout BlockBuilder
  ) -> Problem? {
    let place = Place(part: chapter.path)
    if book.encrypted.contains(chapter.path) {
      return Problem(
        "epub.encrypted", "the chapter \(chapter.path) is encrypted and was left out", at: place,
        help: "the book is protected: ask its publisher for one that is not")
    }
    guard let bytes = package.part(chapter.path) else {
      return Problem(
        "epub.missing", "the chapter \(chapter.path) is named in the book and is not in it", at: place,
        help: "copy or download the book again")
    }
    let html = XHTMLSource.html(bytes)
    if let title = chapter.title, let first = HTMLFragment.pieces(html).first {
      if case .heading = first.kind {} else { builder.append(title, kind: .heading, level: 1, place: place) }
    }
    builder.append(html: html, place: place)
    return nil
  }

  /// Sure of a zip whose first entry says so.
  static func likeness(_ start: ArraySlice<UInt8>) -> Double {
    guard Archive.isZip(start) else { return 0 }
    if start.prefix(200).firstRange(of: Array("application/epub+zip".utf8)) != nil { return 0.98 }
    return OfficeFile.names(start, "META-INF/container.xml") ? 0.9 : 0
  }
}
