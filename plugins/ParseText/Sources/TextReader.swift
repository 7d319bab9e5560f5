import Document
import News
import Text
public import Workbench

extension Entry {
  public static let parseText = Entry(
    Manual(
      "parse.text", version: 1, "Reads plain text in any charset, and finds the parts of a news article in it.",
      help: """
        Paragraphs are parted by blank lines; where lines were wrapped to a width they are joined, else each line is a
        paragraph. Of an article, the headline, its double, the line with the date, "NAME - NAME" lines with publisher and
        section, bylines and "read also" lines get their roles, and the metadata are filled from them; so are place, agency and
        date before the first words. A file is read whole.
        """,
      parameters: [
        .text("charset", default: "", "Name of the charset, such as windows-1256; empty to find it out."),
        .choice(
          "structure", default: "auto", of: TextReader.Structure.allCases.map(\.rawValue),
          "Whether to look for the parts of an article: auto takes the first line for a headline only where it looks like one."
        ),
        .text("language", default: "", "Language of the text (BCP 47), such as ar; empty to find it out."),
        .integer(
          "size", default: ByteSource.wholeLimit >> 20, in: 1...65_536,
          "MiB that a file may have; reading takes up to six times as much memory."),
        .integer(
          "paragraphs", default: BlockBuilder.mostBlocks, in: 1...100_000_000,
          "How many paragraphs a file may have; each takes some hundred bytes of memory."),
      ],
      makes: [.blocks], formats: [Format("text/plain", extensions: ["txt", "text"])]),
    recognises: TextReader.likeness
  ) { settings throws(Problem) in
    TextReader(
      charset: try settings.text("charset"), structure: try settings.choice("structure"),
      language: try settings.text("language"), size: try settings.integer("size") << 20,
      paragraphs: try settings.integer("paragraphs"))
  }
}

struct TextReader: Reader {
  enum Structure: String, CaseIterable {
    /// An article, where it looks like one.
    case auto
    /// An article: its first line is the headline.
    case news
    /// Paragraphs only.
    case plain
  }

  var charset: String
  var structure: Structure
  var language: String
  var size: Int
  var paragraphs: Int

  /// The language is told from so many bytes at the start.
  private static let identified = 1 << 15

  func read(
    _ source: ByteSource, in context: RunContext, emit: (consuming Document) throws(Problem) -> Void
  ) throws(Problem) {
    let decoded: SourceText
    do throws(Problem) { decoded = try source.text(charset: charset, limit: size) } catch {
      var problem = error
      if problem.code == "input.too-large" {
        problem.help = "split it, or raise the parameter 'size' of parse.text, in MiB"
      }
      throw problem
    }
    let paragraphs = Paragraphs(decoded.text, most: paragraphs)
    guard !paragraphs.areTooMany else {
      throw Problem(
        "input.too-many-blocks", "the text has more than \(self.paragraphs) paragraphs", at: Place(file: source.path),
        help: "split the file, or raise the parameter 'paragraphs' of parse.text")
    }
    guard !paragraphs.list.isEmpty else { throw source.emptyInput }
    let follows = paragraphs.list.map(\.isAfterBlank)
    var document = document(paragraphs, decoded, path: source.path)
    if structure != .plain {
      var article = NewsArticle(
        document, follows: follows, certainty: structure == .news ? .known : .likely)
      article.findParts()
      document = article.document
    }
    document.metadata.direction =
      document.metadata.language.map(Languages.direction(of:)) ?? Languages.direction(ofText: document.text)
    try emit(document)
  }

  private func document(_ paragraphs: Paragraphs, _ decoded: SourceText, path: String) -> Document {
    var blocks: [Block] = []
    blocks.reserveCapacity(paragraphs.list.count)
    for (at, paragraph) in paragraphs.list.enumerated() {
      blocks.append(Block(id: "b\(at + 1)", range: paragraph.range, place: decoded.place(of: paragraph.source)))
    }
    var document = Document(
      id: String(decoded.sha256.prefix(16)),
      source: Source(
        path: path, sha256: decoded.sha256, mediaType: "text/plain", charset: decoded.charset,
        reader: Entry.parseText.manual.versioned),
      text: paragraphs.text, blocks: blocks, warnings: decoded.warnings)
    document.metadata.language = language.isEmpty ? TextReader.language(of: document) : language
    return document
  }

  private static func language(of document: Document) -> String? {
    var end = min(document.text.utf8.count, identified)
    while !document.isValid(0..<end) { end -= 1 }
    return Languages.identify(document.text, 0..<end)
  }

  /// Any text can be read, and any other reader may know better what it is.
  static func likeness(_ start: ArraySlice<UInt8>) -> Double {
    start.isEmpty || start.contains { $0 < 7 } ? 0 : 0.1
  }
}
