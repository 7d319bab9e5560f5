import Document
import Markup
import Text
public import Workbench

extension Entry {
  public static let parseHTML = Entry(
    Manual(
      "parse.html", version: 1,
      "Reads web pages: the article apart from everything around it, and what the page says of itself.",
      help: """
        The article's paragraphs, headings, lists, tables, quotes and code have the role body, with emphasis, links and images;
        headline, byline, dateline and captions have theirs. Navigation, comments, share bars, related links, newsletter boxes,
        cookie notices and whatever else surrounds an article is kept with the role boilerplate. Where no article is found, the body is what
        the page's linked data hold of it, else all text; a warning says so.

        Title, authors, publisher, section, dates, address and language come from JSON-LD, microdata, Open Graph, Dublin Core,
        `time` and the text around the headline; scripts are not run, and nothing is fetched. A page has at most 512 MiB.
        """,
      parameters: [
        .choice(
          "content", default: "main", of: HTMLReader.Content.allCases.map(\.rawValue),
          "What becomes body: the article (main), or every text of the page (all)."),
        .flag("boilerplate", default: true, "Whether what surrounds the article is kept, as boilerplate."),
        .text("charset", default: "", "Charset to read the page in whatever it declares, such as windows-1256."),
        .text("language", default: "", "Language of the page (BCP 47); empty to take what the page and its text say."),
        .text("address", default: "", "Where the page came from, for links in it; empty to take what it says itself."),
      ],
      makes: [.blocks],
      formats: [
        Format("text/html", extensions: ["html", "htm", "xhtml", "shtml"]),
        Format("application/xhtml+xml", extensions: ["xhtml", "xht"]),
      ]),
    recognises: HTMLReader.likeness
  ) { settings throws(Problem) in
    HTMLReader(
      content: try settings.choice("content"), keepsBoilerplate: try settings.flag("boilerplate"),
      charset: try settings.text("charset"), language: try settings.text("language"),
      address: try settings.text("address"))
  }
}

struct HTMLReader: Reader {
  /// What becomes body.
  enum Content: String, CaseIterable { case main, all }

  var content: Content
  var keepsBoilerplate: Bool
  var charset: String
  var language: String
  var address: String

  /// How much of a page is searched for the charset that it declares.
  private static let declaredPrefix = 1 << 14

  func read(
    _ source: ByteSource, in context: RunContext, emit: (consuming Document) throws(Problem) -> Void
  ) throws(Problem) {
    let decoded = try text(of: source)
    let tree = HTMLParser.parse(decoded.utf8)
    let outline = Outliner.outline(tree)
    let statements = Statements(outline)
    guard !outline.pieces.isEmpty || DataBody(outline, statements.linkedData) != nil else { throw source.emptyInput }
    var article = Article(outline, statements)
    article.settle()
    var page = PageDocument(article, decoded, path: source.path, self)
    try emit(page.document(now: context.now))
  }

  /// The page decoded: by a byte order mark, the charset that is set, the one that the page declares, or what it looks like. A page
  /// that is UTF-8 was saved as that, whatever it declares; one that is full of faults in its charset is in another.
  private func text(of source: ByteSource) throws(Problem) -> SourceText {
    if !charset.isEmpty { return try source.text(charset: charset) }
    let declared = Charset.html(prescan: Array(try source.prefix(HTMLReader.declaredPrefix)))
    if declared != nil, let decoded = try? source.text(charset: "utf-8"), decoded.warnings.isEmpty {
      if declared == "UTF-8" || decoded.text.utf8.contains(where: { $0 >= 0x80 }) { return decoded }
    }
    guard let declared, let decoded = try? source.text(charset: declared) else { return try source.text() }
    guard decoded.warnings.contains(where: { $0.code == "charset.invalid-bytes" }) else { return decoded }
    let guessed = try source.text()
    return guessed.warnings.isEmpty ? guessed : decoded
  }

  /// Sure of a doctype or an element `html`; a page of tags without them is likely one.
  static func likeness(_ start: ArraySlice<UInt8>) -> Double {
    let text = start.contains(0) ? start.filter { $0 != 0 }[...] : start
    guard let first = text.firstIndex(of: UInt8(ascii: "<")) else { return 0 }
    let before = text[..<first].drop { $0 == 0xEF || $0 == 0xBB || $0 == 0xBF || $0 == 0xFE || $0 == 0xFF }
    let begins = before.allSatisfy { $0 <= 0x20 }
    if ASCII.contains(text, "<!doctype html") { return begins ? 0.95 : 0.6 }
    if ASCII.contains(text, "<html") { return begins ? 0.93 : 0.6 }
    guard begins, !text[first...].starts(with: "<?xml".utf8) else { return 0 }
    let tags: [StaticString] = [
      "<head", "<body", "<title", "<meta", "<div", "<p>", "<h1", "<table", "<br", "<article", "<script",
    ]
    let found = tags.count { ASCII.contains(text, $0) }
    return found >= 2 ? 0.7 : found == 1 ? 0.55 : 0
  }
}
