import Document
import Markup
import Text
public import Workbench

extension Entry {
  public static let parseFeed = Entry(
    Manual(
      "parse.feed", version: 1, "Reads feeds (RSS 0.9 to 2.0, Atom), a document an entry.",
      help: """
        Title, authors, dates, address, section (the first category), language and text come from the entry; the publisher is
        the feed's title, or the entry's own source. `parent` is the feed's file, `part` the entry's identifier, and the
        document's id is the same whenever the same entry is read again. Of an entry's texts the fullest is read; free keys
        hold `guid`, `summary`, `categories`, `enclosures` and `comments`.

        A damaged feed gives the entries up to the damage, with a warning that names its line. Nothing is fetched, and no
        entity is expanded but XML's and HTML's own. A file has at most 512 MiB, a text 10 MiB, and elements nest 256 deep.
        """,
      parameters: [
        .text("charset", default: "", "Charset to read the file in whatever it declares, such as windows-1256."),
        .text(
          "language", default: "", "Language of the entries (BCP 47); empty to take what the feed and the text say."),
      ],
      makes: [.blocks],
      formats: [
        Format("application/rss+xml", extensions: ["rss", "xml"]), Format("application/atom+xml", extensions: ["atom"]),
        Format("application/rdf+xml", extensions: ["rdf"]),
      ]),
    recognises: FeedReader.likeness
  ) { settings throws(Problem) in
    FeedReader(charset: try settings.text("charset"), language: try settings.text("language"))
  }
}

struct FeedReader: Reader {
  var charset: String
  var language: String

  func read(
    _ source: ByteSource, in context: RunContext, emit: (consuming Document) throws(Problem) -> Void
  ) throws(Problem) {
    let bytes = try source.whole()
    guard !bytes.isEmpty else { throw source.emptyInput }
    let file = FeedFile(
      path: source.path, sha256: try source.sha256(of: bytes), now: context.now, language: language)
    var feed = FeedParser(file)
    var fault: XMLFault?
    if charset.isEmpty {
      fault = try FeedReader.read(bytes, &feed, emit)
      // The declared charset is not the true one: what the bytes look like decides.
      if fault?.code == "xml.encoding", !feed.hasEmitted, let decoded = try? source.text() {
        feed = FeedParser(file)
        feed.charset = decoded.charset
        feed.warnings = [
          Problem(
            "charset.declared",
            "the charset that the feed declares is not its own, and was taken to be \(decoded.charset)",
            at: Place(line: 1), help: "name it with the reader's parameter 'charset'")
        ]
        fault = try FeedReader.read(FeedReader.undeclared(decoded.text), &feed, emit)
      }
    } else {
      let decoded = try source.text(charset: charset)
      feed.charset = decoded.charset
      feed.warnings = decoded.warnings
      fault = try FeedReader.read(FeedReader.undeclared(decoded.text), &feed, emit)
    }
    try feed.finish(after: fault, emit)
  }

  /// - Returns: what ended the reading before the end of the file.
  private static func read(
    _ bytes: [UInt8], _ feed: inout FeedParser, _ emit: (consuming Document) throws(Problem) -> Void
  ) throws(Problem) -> XMLFault? {
    var stream: XMLStream
    do throws(XMLFault) { stream = try XMLStream() } catch { return error }
    stream.feed(bytes[...])
    for isLast in [false, true] {
      if isLast { stream.finish() }
      while true {
        let next: XMLEvent?
        do throws(XMLFault) { next = try stream.next() } catch { return error }
        guard let next else { break }
        try feed.read(next)
        if let document = feed.takeDocument() { try emit(document) }
      }
    }
    return nil
  }

  /// UTF-8 without the declaration that names another charset.
  private static func undeclared(_ text: String) -> [UInt8] {
    let bytes = Array(text.utf8)
    guard bytes.starts(with: "<?xml".utf8), let end = bytes.firstIndex(of: UInt8(ascii: ">")) else { return bytes }
    // Blanks in its place keep the lines.
    return bytes[...end].filter { $0 == 0x0A } + bytes[(end + 1)...]
  }

  /// Sure of a first element that is a feed's.
  static func likeness(_ start: ArraySlice<UInt8>) -> Double {
    guard let element = XMLStart.element(in: start) else { return 0 }
    switch element.name {
    case "rss": return 0.95
    case "feed":
      return element.text.contains("www.w3.org/2005/Atom") || element.text.contains("purl.org/atom/") ? 0.95 : 0
    case "RDF":
      return element.text.contains("purl.org/rss/") || element.text.contains("my.netscape.com/rdf/") ? 0.95 : 0
    default: return 0
    }
  }
}
