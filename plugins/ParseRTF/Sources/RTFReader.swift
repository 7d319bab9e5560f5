import Document
import News
import Text
public import Workbench

extension Entry {
  public static let parseRTF = Entry(
    Manual(
      "parse.rtf", version: 1,
      "Reads RTF: paragraphs, headings, lists, tables, links and notes in any of its charsets.",
      help: """
        Headings are known by their outline level or style, list items by their marks, which give numbers where they are
        numbers. Bold, italics, links, footnotes and comments are kept as runs; hidden and deleted text is left out, inserted text
        is text. Headers and footers are boilerplate at the end. Title, author, publisher (the company) and dates are, where the
        text is a news article, what its headline, byline and dateline say; else what the file says of itself, but for what
        programs fill in. Pictures and objects are passed over.

        Groups nest at most 10,000 deep with their formatting; a file up to 512 MiB is read whole.
        """,
      parameters: [.text("language", default: "", "Language of the text (BCP 47), such as ar; empty to find it out.")],
      makes: [.blocks], formats: [Format("application/rtf", extensions: ["rtf"])]),
    recognises: RTFReader.likeness
  ) { settings throws(Problem) in RTFReader(language: try settings.text("language")) }
}

struct RTFReader: Reader {
  var language: String
  /// The language is told from so many bytes at the start.
  private static let identified = 1 << 15

  func read(
    _ source: ByteSource, in context: RunContext, emit: (consuming Document) throws(Problem) -> Void
  ) throws(Problem) {
    let bytes = try source.whole()
    guard bytes.contains(where: { $0 > 0x20 }) else { throw source.emptyInput }
    guard let start = RTFReader.start(bytes[...]) else {
      throw Problem(
        "input.format", "there is no RTF: the file does not begin with {\\rtf", at: Place(file: source.path),
        help: "give it to parse.auto, which finds out what it is")
    }
    let parser = bytes.withUnsafeBufferPointer { buffer in
      var parser = RTFParser(UnsafeBufferPointer(rebasing: buffer[start...]))
      parser.parse()
      return parser
    }
    var builder = BlockBuilder()
    let hasTitle = parser.output.pieces.contains { $0.role == .title }
    for (at, piece) in parser.output.pieces.enumerated() {
      // What a text of the first level begins with is its title, where no style says so of another.
      let isTitle = at == 0 && !hasTitle && piece.kind == .heading && piece.level == 1
      builder.append(
        piece.text, kind: piece.kind, role: isTitle ? .title : piece.role, level: piece.level, number: piece.number,
        place: piece.place,
        runs: piece.runs)
    }
    var warnings: [Problem] = []
    if let what = parser.truncated {
      warnings.append(
        Problem(
          "rtf.truncated",
          "the file ends before \(what) \(what.hasSuffix("s") || what.hasSuffix("data") ? "end" : "ends")",
          at: Place(file: source.path), help: "it may have been cut off: get it again"))
    }
    if parser.isTooDeep {
      warnings.append(
        Problem(
          "rtf.too-deep",
          "groups nest more than \(RTFParser.deepest) deep; what those deeper say of formatting was not followed",
          at: Place(file: source.path)))
    }
    if let problem = builder.warning { warnings.append(problem.inFile(source.path)) }
    guard !builder.blocks.isEmpty else {
      throw Problem(
        "input.empty", "there is no text in the file", at: Place(file: source.path),
        help: parser.truncated == nil ? "it may hold pictures only" : "it was cut off: get it again")
    }
    let sha256 = SHA256.hexadecimal(of: bytes)
    let document = Document(
      id: String(sha256.prefix(16)),
      source: Source(
        path: source.path, sha256: sha256, mediaType: "application/rtf", reader: Entry.parseRTF.manual.versioned),
      metadata: metadata(parser.metadata, builder), text: builder.text, blocks: builder.blocks, warnings: warnings)
    try emit(NewsArticle.completed(document, created: document.metadata.published))
  }

  private func metadata(_ info: RTFMetadata, _ builder: BlockBuilder) -> Metadata {
    var metadata = Metadata()
    let title = builder.blocks.first { $0.role == .title }.map {
      builder.text.slice($0.range).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
    metadata.title = title ?? info.text("title").flatMap { MadeByProgram.isTitle($0) ? nil : $0 }
    metadata.authors =
      info.text("author")?.split(separator: ";").map {
        $0.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      }.filter { !$0.isEmpty && !MadeByProgram.isAuthor($0) } ?? []
    metadata.publisher = info.text("company")
    metadata.section = info.text("category")
    metadata.published = info.moment("creatim")
    metadata.modified = info.moment("revtim")
    for name in ["subject", "keywords", "doccomm"] {
      if let words = info.text(name) { metadata.other[name == "doccomm" ? "comment" : name] = .string(words) }
    }
    if !language.isEmpty {
      metadata.language = language
    } else {
      var end = min(builder.text.utf8.count, RTFReader.identified)
      let bytes = builder.text.utf8Span.span
      while end > 0, end < bytes.count, bytes[end] & 0xC0 == 0x80 { end -= 1 }
      metadata.language = Languages.identify(builder.text, 0..<end)
    }
    metadata.direction =
      metadata.language.map(Languages.direction(of:)) ?? Languages.direction(ofText: builder.text)
    return metadata
  }

  /// Where `{\rtf` stands; nil where the file begins otherwise.
  private static func start(_ bytes: ArraySlice<UInt8>) -> Int? {
    let first = bytes.drop { $0 <= 0x20 || [0xEF, 0xBB, 0xBF].contains($0) }
    return first.starts(with: "{\\rtf".utf8) ? first.startIndex : nil
  }

  static func likeness(_ start: ArraySlice<UInt8>) -> Double { RTFReader.start(start) == nil ? 0 : 0.95 }
}
