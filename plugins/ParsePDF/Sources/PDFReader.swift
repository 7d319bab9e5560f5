import Document
import News
import Text
public import Workbench

extension Entry {
  public static let parsePDF: Entry = {
    var entry = Entry(
      Manual(
        "parse.pdf", version: 1, "Reads PDF through poppler, and scans through tesseract.",
        help: """
          Words and their boxes come from `pdftotext`; rows, columns, paragraphs, lists, tables and headings are made of the
          boxes. Right-to-left text is put into the order in which it is read. Running heads, feet and page numbers are
          boilerplate, small print at the foot of a page a note. Each block has its page.

          A page without text, or with one that cannot be right, is rendered and read by `tesseract`: its blocks are marked in
          the layer `ocr` with their confidence, and a warning names the page. Where tesseract or a language is lacking,
          the warning says which package has it.

          The largest line of the first page is the title. Where the text is a news article, its headline, byline, section and
          the date of its dateline come before what the file states: title, authors, dates and program. Broken, encrypted and
          endless files are errors or warnings that name the bound and the parameter.
          """,
        parameters: [
          .choice(
            "ocr", default: "auto", of: PDFReader.OCR.allCases.map(\.rawValue),
            "Which pages are read by tesseract: those without usable text, none, or all."),
          .texts("languages", default: ["ara", "eng"], "Languages that scans are read in, by tesseract's names."),
          .integer("pages", default: 1000, in: 1...1_000_000, "So many pages are read; a warning says where more are."),
          .integer(
            "timeout", default: 60, in: 1...86_400,
            "Seconds that poppler may take for a file, and tesseract for a page."),
          .integer("memory", default: 1024, in: 64...65_536, "MiB that each of these programs may have."),
          .text("password", default: "", "Opens an encrypted file; other users of the machine may see it meanwhile."),
        ],
        makes: [.blocks, PDFReader.layer], formats: [Format("application/pdf", extensions: ["pdf"])]),
      recognises: PDFReader.likeness
    ) { settings throws(Problem) in
      PDFReader(
        ocr: try settings.choice("ocr"), languages: try settings.texts("languages"),
        pages: try settings.integer("pages"),
        timeout: try settings.integer("timeout"), memory: try settings.integer("memory") << 20,
        password: try settings.text("password"))
    }
    entry.dependencies = { settings throws(Problem) in
      let programs = ["pdftotext", "pdftocairo", "pdfinfo"]
      let scans = try settings.text("ocr") == "never" ? [] : ["pdftoppm", "tesseract"]
      return Dependencies(files: (programs + scans).compactMap(ChildProcess.path(of:)))
    }
    return entry
  }()
}

struct PDFReader: Reader {
  enum OCR: String, CaseIterable {
    case auto, never, always
  }

  static let layer: Layer = "ocr"

  var ocr: OCR
  var languages: [String]
  var pages: Int
  var timeout: Int
  var memory: Int
  var password: String

  /// So many pages are asked for at once: what was read of earlier ones is kept when one of them cannot be read.
  private static let chunk = 50
  private static let identified = 1 << 14

  func read(
    _ source: ByteSource, in context: RunContext, emit: (consuming Document) throws(Problem) -> Void
  ) throws(Problem) {
    let start = try source.prefix(1024)
    if start.isEmpty { throw source.emptyInput }
    guard PDFReader.header(start) != nil else {
      throw Problem(
        "input.format", "the file is no PDF: it does not begin with %PDF-", at: Place(file: source.path),
        help: "give it to parse.auto, which finds the reader of its format")
    }
    let sha256 = try source.sha256()
    let scratch = try ScratchFolder()
    let poppler = Poppler(
      file: try file(of: source, scratch), path: source.path, password: password,
      deadline: .now + .seconds(timeout), timeout: timeout, memory: memory)
    let answer = try poppler.run("pdfinfo", ["-isodates", "-enc", "UTF-8"])
    if let fault = answer.fault { throw fault }
    let information = Information(answer.output)
    var content = PDFContent(poppler, path: source.path)
    let count = information.pages ?? 0
    guard count > 0 else {
      throw Problem(
        "pdf.pages", "the PDF has no pages\(Poppler.reason(answer.errors))", at: Place(file: source.path),
        help: "check that it was downloaded whole")
    }
    try content.read(to: min(count, pages), by: PDFReader.chunk)
    if count > pages {
      content.warnings.append(
        Problem(
          "pdf.pages", "pages \(pages + 1) to \(count) were left out: 'pages' is \(pages)",
          at: Place(file: source.path, page: pages + 1), help: "set the reader's parameter 'pages' higher"))
    }
    if ocr != .never {
      var recognition = Recognition(poppler, scratch, languages: languages)
      recognition.read(&content, all: ocr == .always)
    } else {
      content.warnAboutPagesWithoutText()
    }
    try emit(document(content, information, source.path, sha256))
  }

  private func file(of source: ByteSource, _ scratch: ScratchFolder) throws(Problem) -> String {
    if try source.isFile() { return source.path.hasPrefix("-") ? "./" + source.path : source.path }
    return try scratch.write(try source.whole(), name: "file.pdf")
  }

  private func document(
    _ content: PDFContent, _ information: Information, _ path: String, _ sha256: String
  ) throws(Problem) -> Document {
    var builder = BlockBuilder()
    var text = PDFText(content.pages, hasNamelessSigns: content.hasNamelessSigns)
    text.append(to: &builder)
    var metadata = Metadata()
    metadata.title = builder.blocks.first { $0.role == .title }.map { String(builder.text.slice($0.range)) }
    if metadata.title == nil { metadata.title = information.title }
    metadata.authors = information.authors
    metadata.modified = information.modified
    metadata.other = information.others
    metadata.other["pages"] = .integer(information.pages ?? 0)
    var sample = ""
    for block in builder.blocks where block.role != .boilerplate && sample.utf8.count < PDFReader.identified {
      sample += builder.text.slice(block.range) + "\n"
    }
    metadata.language = Languages.identify(sample)
    metadata.direction = metadata.language.map(Languages.direction(of:)) ?? Languages.direction(ofText: sample)
    var document = Document(
      id: String(sha256.prefix(16)),
      source: Source(
        path: path, sha256: sha256, mediaType: "application/pdf", reader: Entry.parsePDF.manual.versioned),
      metadata: metadata, text: builder.text, blocks: builder.blocks,
      warnings: content.warnings + (builder.warning.map { [$0] } ?? []))
    let sure = Dictionary(
      content.pages.compactMap { page in page.confidence.map { (page.number, $0) } }, uniquingKeysWith: { a, _ in a })
    document = NewsArticle.completed(document, created: information.created)
    document.setLayer(
      PDFReader.layer,
      document.blocks.compactMap { block in
        guard let page = block.place.page, let confidence = sure[page] else { return nil }
        return Annotation(range: block.range, features: ["confidence": .number((confidence * 1000).rounded() / 1000)])
      })
    return document
  }

  /// Where the header begins; some files have other bytes before it.
  private static func header(_ start: ArraySlice<UInt8>) -> Int? {
    let mark = Array("%PDF-".utf8)
    guard start.count >= mark.count else { return nil }
    return (start.startIndex...(start.endIndex - mark.count)).first { start[$0..<$0 + mark.count].elementsEqual(mark) }
  }

  static func likeness(_ start: ArraySlice<UInt8>) -> Double {
    guard let at = header(start.prefix(1024)) else { return 0 }
    return at == start.startIndex ? 1 : start[..<at].contains { $0 == 0x3C } ? 0 : 0.6
  }
}
