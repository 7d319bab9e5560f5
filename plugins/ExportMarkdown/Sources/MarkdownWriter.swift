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
  /// The items that the last one stands in, and itself, outermost first.
  private var items: [Item] = []

  private struct Item {
    /// How far its text is indented.
    var indent: Int
    var number: Int?
    /// What stands behind its number, or its bullet.
    var mark: String
  }

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
    case .table: add(table(block), of: .table)
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
    if last != .listItem { items.removeAll() }
    let depth = min(max(block.level ?? 1, 1), items.count + 1, MarkdownPage.deepest)
    let before = depth <= items.count ? items[depth - 1] : nil
    items.removeSubrange((depth - 1)...)
    let number = block.number.flatMap { (0...999_999_999).contains($0) ? $0 : nil }
    var mark = number == nil ? "-" : "."
    // Another mark begins another list, whose numbers begin anew.
    if let number, let old = before?.number {
      mark = old + 1 == number ? before?.mark ?? mark : before?.mark == "." ? ")" : "."
    }
    let start = (number.map(String.init) ?? "") + mark + " "
    let outer = items.last?.indent ?? 0
    // Only a list that begins with 1 may follow the words of an item at once.
    if !items.isEmpty, before == nil, number ?? 1 != 1 { text += "\n" }
    items.append(Item(indent: outer + start.utf8.count, number: number, mark: mark))
    var words = inline(block)
    // A task.
    for (sign, box) in [("☐ ", "[ ] "), ("☑ ", "[x] ")] where words.hasPrefix(sign) {
      words = box + words.dropFirst(sign.count)
    }
    let lines = words.split(separator: "\n", omittingEmptySubsequences: false)
    let indent = String(repeating: " ", count: outer + start.utf8.count)
    add(String(repeating: " ", count: outer) + start + lines.joined(separator: "\n" + indent), of: .listItem)
  }

  /// Items that lie deeper stand beside those of this depth.
  private static let deepest = 40

  /// A table whose rows are lines and whose cells are parted by tabs; the first row is the head.
  private mutating func table(_ block: Block) -> String {
    var rows: [[Block]] = [[]]
    var start = block.range.lowerBound
    var at = start
    func cell(_ end: Int) -> Block {
      Block(id: block.id, kind: .table, range: start..<end, runs: [])
    }
    for byte in document.text(in: block.range).utf8 {
      if byte == 0x09 || byte == 0x0A {
        rows[rows.count - 1].append(cell(at))
        if byte == 0x0A { rows.append([]) }
        start = at + 1
      }
      at += 1
    }
    rows[rows.count - 1].append(cell(at))
    rows.removeAll { row in row.allSatisfy(\.range.isEmpty) }
    addRuns(block.runs, to: &rows)
    let columns = rows.map(\.count).max() ?? 0
    var lines: [String] = []
    for (at, row) in rows.enumerated() {
      let cells = row.map { inline($0, .cell) } + Array(repeating: "", count: at == 0 ? columns - row.count : 0)
      lines.append("| " + cells.joined(separator: " | ") + " |")
      if at == 0 { lines.append("|" + String(repeating: " --- |", count: columns)) }
    }
    return lines.joined(separator: "\n")
  }

  /// Gives each run to the cell that it begins in.
  private func addRuns(_ runs: [Run], to rows: inout [[Block]]) {
    let places = rows.indices.flatMap { row in rows[row].indices.map { (row, $0) } }
    for run in runs {
      let behind = places.partitionPoint { rows[$0.0][$0.1].range.lowerBound > run.range.lowerBound }
      guard behind > 0 else { continue }
      rows[places[behind - 1].0][places[behind - 1].1].runs.append(run)
    }
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
