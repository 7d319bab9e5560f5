import Document
public import Workbench

extension Entry {
  public static let exportText = Entry(
    Manual(
      "export.text", version: 1, "Writes plain text to read: title, date, body.",
      help: """
        Blocks are parted by blank lines, documents by a line of stars. Notes are numbered and stand at a document's end.
        Control characters are left out.
        """,
      parameters: [
        .flag("boilerplate", "Whether \"read also\" lines, doubled headlines and their like are written too.")
      ],
      needs: [.blocks], formats: [Format("text/plain", extensions: ["txt"])])
  ) { settings throws(Problem) in PlainTextWriter(boilerplate: try settings.flag("boilerplate")) }
}

struct PlainTextWriter: Writer {
  var boilerplate: Bool

  func write(_ documents: Documents, to sink: ByteSink, in context: RunContext) throws(Problem) {
    try documents.walk { position, document throws(Problem) in
      if position > 0 { try sink.write("\n* * *\n\n") }
      var page = Page()
      let reading = Reading(document, boilerplate: boilerplate)
      if let title = reading.title { page.add(title, of: .paragraph, level: 0) }
      if let published = reading.published { page.add(published, of: .paragraph, level: 0) }
      for block in reading.head + reading.body {
        page.add(page.words(of: block, in: document), of: block.kind, level: block.level ?? 1, number: block.number)
      }
      page.addNotes()
      try sink.write(page.text)
    }
  }
}

/// One document's text as it grows.
private struct Page {
  private(set) var text = ""
  private var notes: [String] = []
  private var last: Block.Kind?

  /// The text of a block, with a number where a note belongs.
  mutating func words(of block: Block, in document: Document) -> String {
    var words = ""
    var notes = notes
    block.walkInline { event in
      switch event {
      case .text(let range): words += document.text(in: range)
      case .mark(let run) where run.kind == .note && run.value != nil:
        notes.append(run.value ?? "")
        words += " [\(notes.count)]"
      case .open, .close, .mark: break
      }
    }
    self.notes = notes
    return words
  }

  mutating func add(_ words: String, of kind: Block.Kind, level: Int, number: Int? = nil) {
    if !text.isEmpty && !(kind == .listItem && last == .listItem) { text += "\n" }
    last = kind
    let first: String
    let others: String
    switch kind {
    case .listItem:
      let indent = String(repeating: "  ", count: min(max(level, 1), 10) - 1)
      let mark = number.map { "\($0). " } ?? "- "
      first = indent + mark
      others = indent + String(repeating: " ", count: mark.utf8.count)
    case .quote:
      first = "> "
      others = "> "
    case .paragraph, .heading, .table, .code:
      first = ""
      others = ""
    }
    for (at, line) in words.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      text += (at == 0 ? first : others) + Page.printable(line) + "\n"
    }
  }

  mutating func addNotes() {
    for (at, note) in notes.enumerated() {
      if at == 0 { text += "\n" }
      text += "[\(at + 1)] " + Page.printable(note.split { $0.isWhitespace }.joined(separator: " ")[...]) + "\n"
    }
  }

  /// Without control characters, which would speak to a terminal.
  private static func printable(_ line: Substring) -> String {
    guard line.unicodeScalars.contains(where: isControl) else { return String(line) }
    return String(String.UnicodeScalarView(line.unicodeScalars.filter { !isControl($0) }))
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x20 && scalar != "\t" || (0x7F..<0xA0).contains(scalar.value)
  }
}
