import Document

/// Gathers the text of an RTF file into paragraphs, tables, and what stands beside them.
struct RTFOutput {
  /// A text of its own in the midst of another.
  enum Aside { case note, running }

  struct Piece {
    var text: String
    var runs: [Run]
    var kind = Block.Kind.paragraph
    var role = Block.Role.body
    var level: Int?
    var number: Int?
    var place: Place
  }

  private(set) var pieces: [Piece] = []
  /// Byte and line that the reading has come to.
  var position = (byte: 0, line: 1)
  private var current = RTFText()
  private var start: (byte: Int, line: Int)?
  private var marker: String?
  private var isInMarker = false
  private var cell = RTFText()
  private var row: [RTFText] = []
  private var rows: [[RTFText]] = []
  private var tableStart: (byte: Int, line: Int)?
  private var asides: [(kind: Aside, outer: RTFText)] = []
  /// Headers and footers, each once.
  private var running: [(text: String, place: Place)] = []
  private static let mostRunning = 100

  mutating func append(_ words: String, _ state: RTFState) {
    if start == nil, words.utf8.contains(where: { $0 > 0x20 }) { start = position }
    current.append(words, state)
  }

  // MARK: Marks of items

  mutating func beginMarker() { marker = "" }
  mutating func append(marker words: String) { if marker?.utf8.count ?? 0 < 64 { marker = (marker ?? "") + words } }
  mutating func endMarker() {}

  // MARK: Paragraphs

  mutating func endParagraph(_ paragraph: RTFParagraph, _ styles: [Int: RTFStyle]) {
    if !asides.isEmpty { return current.append("\n", RTFState()) }
    if paragraph.isInTable {
      endLine()
      return
    }
    flushTable()
    add(paragraph, styles)
    current = RTFText()
    start = nil
    marker = nil
  }

  private mutating func add(_ paragraph: RTFParagraph, _ styles: [Int: RTFStyle]) {
    let style = paragraph.style.flatMap { styles[$0] }
    let outline = paragraph.outline.flatMap { $0 < 9 ? $0 + 1 : nil }
    let level = outline ?? style?.level
    let mark = marker?.split(whereSeparator: \.isWhitespace).joined(separator: " ") ?? ""
    let isItem = level == nil && (!mark.isEmpty || paragraph.list ?? 0 > 0)
    let number = isItem ? RTFOutput.number(mark) : nil
    // A mark such as "a)" or "2.1" is no number of a list's item, and is kept as words.
    if !mark.isEmpty, number == nil, mark.contains(where: { $0.isLetter || $0.isNumber }), !current.isEmpty {
      var marked = RTFText()
      marked.append(mark + " ", RTFState())
      marked.append(current)
      current = marked
    }
    let (text, runs) = current.finished()
    guard !text.isEmpty else { return }
    var piece = Piece(text: text, runs: runs, number: number, place: place(start))
    if let level {
      piece.kind = .heading
      piece.level = max(1, level)
      if level == 0 { piece.role = .title }
    } else if isItem {
      piece.kind = .listItem
      piece.level = paragraph.level + 1
    }
    pieces.append(piece)
  }

  /// The number in a mark such as `3.` or `(٤)`.
  private static func number(_ mark: String) -> Int? {
    let digits = mark.drop { $0 == "(" }.prefix { $0.wholeNumberValue.map { $0 < 10 } ?? false }
    let rest = mark.drop { $0 == "(" }.dropFirst(digits.count)
    guard (1...9).contains(digits.count), [".", ")", "-", ""].contains(rest) else { return nil }
    return digits.reduce(0) { $0 * 10 + ($1.wholeNumberValue ?? 0) }
  }

  private func place(_ start: (byte: Int, line: Int)?) -> Place {
    let begin = start ?? position
    return Place(bytes: begin.byte..<max(begin.byte, position.byte), line: begin.line)
  }

  // MARK: Tables

  private mutating func endLine() {
    if tableStart == nil { tableStart = start ?? position }
    if !cell.isEmpty, !current.isEmpty { cell.append(" ", RTFState()) }
    cell.append(current)
    current = RTFText()
    start = nil
    marker = nil
  }

  mutating func endCell(isNested: Bool) {
    if !asides.isEmpty || isNested { return current.append(" ", RTFState()) }
    endLine()
    row.append(cell)
    cell = RTFText()
  }

  mutating func endRow() {
    if !asides.isEmpty { return current.append(" ", RTFState()) }
    if !current.isEmpty || !cell.isEmpty { endCell(isNested: false) }
    if !row.isEmpty { rows.append(row) }
    row = []
  }

  private mutating func flushTable() {
    guard tableStart != nil else { return }
    if !cell.isEmpty {
      row.append(cell)
      cell = RTFText()
    }
    if !row.isEmpty { rows.append(row) }
    row = []
    var text = ""
    var runs: [Run] = []
    for row in rows {
      let cells = row.map { $0.finished(oneLine: true) }
      if cells.allSatisfy(\.text.isEmpty) { continue }
      if !text.isEmpty { text += "\n" }
      for (at, cell) in cells.enumerated() {
        if at > 0 { text += "\t" }
        let start = text.utf8.count
        text += cell.text
        for run in cell.runs {
          runs.append(Run(run.kind, run.range.lowerBound + start..<run.range.upperBound + start, value: run.value))
        }
      }
    }
    if !text.isEmpty { pieces.append(Piece(text: text, runs: runs, kind: .table, place: place(tableStart))) }
    rows = []
    tableStart = nil
  }

  // MARK: Asides

  mutating func beginAside(_ kind: Aside) {
    asides.append((kind, current))
    current = RTFText()
  }

  mutating func endAside() {
    guard let (kind, outer) = asides.popLast() else { return }
    let words = current.finished(oneLine: true).text.split(separator: " ").joined(separator: " ")
    current = outer
    guard !words.isEmpty else { return }
    switch kind {
    case .note: current.append(note: words)
    case .running:
      if running.count < RTFOutput.mostRunning, !running.contains(where: { $0.text == words }) {
        running.append((words, place(nil)))
      }
    }
  }

  /// Ends what is open.
  mutating func finish(_ paragraph: RTFParagraph, _ styles: [Int: RTFStyle]) {
    if paragraph.isInTable { endLine() } else if !current.isEmpty { endParagraph(paragraph, styles) }
    flushTable()
    for (text, place) in running { pieces.append(Piece(text: text, runs: [], role: .boilerplate, place: place)) }
  }
}
