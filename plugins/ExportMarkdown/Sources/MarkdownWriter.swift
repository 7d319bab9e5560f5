import Document
public import Workbench

extension Entry {
  public static let exportMarkdown = Entry(
    Manual(
      "export.markdown", version: 1, "Writes Markdown (CommonMark, with GitHub's tables and footnotes).",
      help: """
        Headings, lists, quotes, tables, code, emphasis, strong, links and notes keep their form; everything else in the text
        is escaped, so that it reads as it stood. Right-to-left text stays in logical order. Documents are parted by a rule.
        """,
      parameters: [
        .flag("boilerplate", "Whether \"read also\" lines, doubled headlines and their like are written too.")
      ],
      needs: [.blocks], formats: [Format("text/markdown", extensions: ["md", "markdown"])])
  ) { settings throws(Problem) in MarkdownWriter(boilerplate: try settings.flag("boilerplate")) }
}

struct MarkdownWriter: Writer {
  var boilerplate: Bool

  func write(_ documents: Documents, to sink: ByteSink, in context: RunContext) throws(Problem) {
    var notes = 0
    try documents.walk { position, document throws(Problem) in
      if position > 0 { try sink.write("\n---\n\n") }
      var page = MarkdownPage(document, Reading(document, boilerplate: boilerplate), firstNote: notes + 1)
      page.build()
      notes += page.notes.count
      try sink.write(page.text)
    }
  }
}

/// One document as Markdown.
struct MarkdownPage {
  private let document: Document
  private let reading: Reading
  private let firstNote: Int
  private(set) var text = ""
  private(set) var notes: [String] = []
  private var last: Block.Kind?
  /// How deep the last list item stands.
  private var depth = 0
  /// How wide the marks of the items are that the last one lies in, and its own.
  private var marks: [Int] = []

  init(_ document: Document, _ reading: Reading, firstNote: Int) {
    self.document = document
    self.reading = reading
    self.firstNote = firstNote
  }

  mutating func build() {
    if let title = reading.title { add("# " + MarkdownText.escaped(title, .heading), of: .heading) }
    if let published = reading.published { add(MarkdownText.escaped(published), of: .paragraph) }
    for block in reading.head { add(block, level: block.role == .title ? 1 : nil) }
    for block in reading.body { add(block, level: block.kind == .heading ? reading.level(block) : nil) }
    for (at, note) in notes.enumerated() {
      text += "\n[^\(firstNote + at)]: " + MarkdownText.escaped(note) + "\n"
    }
  }

  private mutating func add(_ block: Block, level: Int?) {
    if let level {
      let words = inline(block, .heading)
      return add(String(repeating: "#", count: level) + (words.isEmpty ? "" : " " + words), of: .heading)
    }
    switch block.kind {
    case .paragraph, .heading: add(inline(block), of: .paragraph)
    case .quote: add(quoted(inline(block)), of: .quote)
    case .listItem: addItem(block)
    case .code: add(MarkdownText.fenced(String(document.text(in: block.range))), of: .code)
    case .table: add(MarkdownText.table(String(document.text(in: block.range))), of: .table)
    }
  }

  private mutating func add(_ words: String, of kind: Block.Kind) {
    guard !words.isEmpty else { return }
    if !text.isEmpty {
      // Two quotes in a row are one with two paragraphs.
      text += kind == .quote && last == .quote ? ">\n" : kind == .listItem && last == .listItem ? "" : "\n"
    }
    text += words + "\n"
    last = kind
  }

  private mutating func addItem(_ block: Block) {
    depth = last == .listItem ? min(max(block.level ?? 1, 1), depth + 1) : 1
    marks = Array(marks.prefix(depth - 1))
    let indent = String(repeating: " ", count: marks.reduce(0, +))
    let mark = block.number.map { "\(min(max($0, 0), 999_999_999)). " } ?? "- "
    marks.append(mark.utf8.count)
    let lines = inline(block).split(separator: "\n", omittingEmptySubsequences: false)
    let inner = String(repeating: " ", count: mark.utf8.count)
    add(indent + mark + lines.joined(separator: "\n" + indent + inner), of: .listItem)
  }

  private func quoted(_ words: String) -> String {
    words.isEmpty ? "" : "> " + words.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\n> ")
  }

  /// A block's text with its runs.
  private mutating func inline(_ block: Block, _ context: MarkdownText.Context = .paragraph) -> String {
    var line = MarkdownInline(document, block, context)
    var found: [String] = []
    let first = firstNote + notes.count
    block.walkInline { event in
      if case .mark(let run) = event, run.kind == .note {
        line.raw("[^\(first + found.count)]")
        found.append(run.value ?? "")
      } else {
        line.take(event)
      }
    }
    notes += found
    return line.finished
  }
}
