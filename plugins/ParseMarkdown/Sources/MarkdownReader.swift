import Document
import Text
public import Workbench

extension Entry {
  public static let parseMarkdown = Entry(
    Manual(
      "parse.markdown", version: 1,
      "Reads Markdown (CommonMark, with GitHub's tables, tasks and footnotes), and front matter.",
      help: """
        Emphasis, links, images, code and notes are kept as runs. A heading of the first level that the text begins with is the
        title. Items of an ordered list keep their numbers; a task begins with ☐ or ☑. Cells of a table are parted by tabs;
        their alignment is not kept. HTML is read for its words and the links and emphasis in it. What is struck out keeps
        its tildes. An image alone in its paragraph is a caption.

        Front matter (between `---` at the start) gives title, authors, publisher, section, published, modified, language and
        url; what else it says goes to free keys. Quotes and lists nest at most 100 deep; a file up to 512 MiB is read whole.
        """,
      parameters: [
        .text("charset", default: "", "Name of the charset, such as windows-1256; empty to find it out."),
        .text("language", default: "", "Language of the text (BCP 47), such as ar; empty to find it out."),
      ],
      makes: [.blocks],
      formats: [Format("text/markdown", extensions: ["md", "markdown", "mdown", "mkd"])]),
    recognises: MarkdownLikeness.likeness
  ) { settings throws(Problem) in
    MarkdownReader(charset: try settings.text("charset"), language: try settings.text("language"))
  }
}

struct MarkdownReader: Reader {
  var charset: String
  var language: String
  /// The language is told from so many bytes at the start.
  private static let identified = 1 << 15

  func read(
    _ source: ByteSource, in context: RunContext, emit: (consuming Document) throws(Problem) -> Void
  ) throws(Problem) {
    let decoded = try source.text(charset: charset)
    let bytes = Array(decoded.text.utf8)
    var matter = FrontMatter(bytes, now: context.now)
    let blocks = MarkdownBlocks(bytes, from: matter.end, line: matter.lines + 1)
    var maker = MarkdownDocument(blocks, decoded, size: bytes.count)
    maker.build()
    guard !maker.builder.blocks.isEmpty || !matter.metadata.json.isEmpty else { throw source.emptyInput }
    var metadata = matter.metadata
    metadata.title = matter.metadata.title ?? maker.title
    let text = maker.builder.text
    if !language.isEmpty { metadata.language = language }
    if metadata.language == nil {
      var end = min(text.utf8.count, MarkdownReader.identified)
      while end > 0, end < text.utf8.count, text.utf8Span.span[end] & 0xC0 == 0x80 { end -= 1 }
      metadata.language = Languages.identify(text, 0..<end)
    }
    metadata.direction = metadata.language.map(Languages.direction(of:)) ?? Languages.direction(ofText: text)
    matter.warnings += maker.warnings
    try emit(
      Document(
        id: String(decoded.sha256.prefix(16)),
        source: Source(
          path: source.path, sha256: decoded.sha256, mediaType: "text/markdown", charset: decoded.charset,
          reader: Entry.parseMarkdown.manual.versioned),
        metadata: metadata, text: text, blocks: maker.builder.blocks,
        warnings: decoded.warnings + matter.warnings.map { $0.inFile(source.path) }))
  }
}
