/// The block structure of a Markdown text, by the rules of CommonMark 0.31 with GitHub's tables, tasks and footnotes: the first of
/// two passes. Time is linear: containers nest at most ``deepest`` deep, and each line meets each of them once.
struct MarkdownBlocks {
  /// Quotes, items and notes that lie in one another; marks of more are text.
  static let deepest = 100

  var leaves: [MarkdownLeaf] = []
  /// What leaves hold, without the marks of their containers.
  var contents: [UInt8] = []
  /// Addresses of links by their labels, as ``MarkdownLabel`` makes them alike.
  var references: [[UInt8]: [UInt8]] = [:]
  /// Notes by their labels, as places from 0.
  private(set) var notes: [[UInt8]: Int] = [:]
  /// The first line whose marks nest too deep.
  private(set) var tooDeep: Int?

  enum Container {
    case quote
    case item(indent: Int)
    case note(Int)
  }

  /// A list that an item may go on.
  struct ListKey: Equatable {
    var mark: UInt8
    var number: Int?
  }

  enum Open {
    case nothing
    case paragraph
    case fence(byte: UInt8, count: Int, indent: Int)
    case indented
    case html(MarkdownHTML)
    case table(columns: Int)
  }

  var containers: [Container] = []
  /// Of each container that is an item: whether something stands in it, and its number.
  var hasContent: [Bool] = []
  var numbers: [Int?] = []
  /// The list that the last block at each depth was an item of.
  var lists: [ListKey?] = [nil]
  var open = Open.nothing
  var contentStart = 0
  var sourceStart = 0
  var sourceEnd = 0
  var firstLine = 1
  /// Where the last line of the open paragraph begins in the contents.
  var lastLineStart = 0
  /// Lines of an open indented code up to its last line that is not blank.
  var codeEnd = 0
  var line = 0

  /// - Parameters:
  ///   - start: where the text begins, behind the front matter.
  ///   - line: the number of the line there, from 1.
  init(_ source: [UInt8], from start: Int, line first: Int) {
    line = first - 1
    contents.reserveCapacity(source.count - start + 64)
    source.withUnsafeBufferPointer { bytes in
      var at = start
      while at < bytes.count {
        var end = at
        while end < bytes.count, bytes[end] != 0x0A, bytes[end] != 0x0D { end += 1 }
        line += 1
        take(bytes, at..<end)
        at = end + 1
        if end + 1 < bytes.count, bytes[end] == 0x0D, bytes[end + 1] == 0x0A { at += 1 }
      }
      close(to: 0)
    }
  }

  // MARK: A line

  mutating func take(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
    var cursor = MarkdownCursor(bytes, range)
    let matched = match(&cursor)
    cursor.look()
    if matched == containers.count, goesOn(&cursor, bytes, range) { return }
    var isParagraph = if case .paragraph = open { true } else { false }
    let isTable = if case .table = open { matched == containers.count } else { false }
    let mayBeLazy = isParagraph
    var kept = matched
    var hasOpened = false
    while true {
      cursor.look()
      if cursor.isBlank { break }
      let isIndented = cursor.indent >= 4
      if isIndented {
        if mayBeLazy && !hasOpened { break }
        begin(&kept, &hasOpened)
        open = .indented
        start(cursor, range)
        cursor.advance(columns: 4)
        addCode(cursor, bytes, range)
        codeEnd = contents.count
        return
      }
      let first = cursor.byte()
      if first == UInt8(ascii: ">") {
        guard hasRoom(kept, hasOpened) else { break }
        begin(&kept, &hasOpened)
        push(.quote, number: nil, key: nil)
        cursor.skip(1)
        MarkdownBlocks.skipOneBlank(&cursor)
        kept = containers.count
        isParagraph = false
        continue
      }
      if first == UInt8(ascii: "#"), let (level, content) = MarkdownLine.heading(bytes, cursor.next, cursor.end) {
        begin(&kept, &hasOpened)
        start(cursor, range)
        contents += bytes[content]
        sourceEnd = range.upperBound
        finish(.heading(level))
        return
      }
      if first == UInt8(ascii: "`") || first == UInt8(ascii: "~"),
        let fence = MarkdownLine.fence(bytes, cursor.next, cursor.end)
      {
        begin(&kept, &hasOpened)
        start(cursor, range)
        sourceEnd = range.upperBound
        open = .fence(byte: first, count: fence, indent: cursor.indent)
        return
      }
      let interrupts = isParagraph && kept == containers.count && !hasOpened
      if first == UInt8(ascii: "<"),
        let html = MarkdownHTML(bytes, cursor.next, cursor.end, interrupts: mayBeLazy && !hasOpened)
      {
        begin(&kept, &hasOpened)
        start(cursor, range)
        open = .html(html)
        addHTML(cursor, bytes, range, html)
        return
      }
      if interrupts, let level = MarkdownLine.underline(bytes, cursor.next, cursor.end) {
        takeReferences()
        if contents.count > contentStart {
          sourceEnd = range.upperBound
          finish(.heading(level))
          return
        }
      }
      if MarkdownLine.isRule(bytes, cursor.next, cursor.end) {
        begin(&kept, &hasOpened)
        markContent()
        lists[containers.count] = nil
        return
      }
      if first == UInt8(ascii: "["), let (label, length) = MarkdownLine.note(bytes, cursor.next, cursor.end) {
        guard hasRoom(kept, hasOpened) else { break }
        begin(&kept, &hasOpened)
        let place = notes[label] ?? notes.count
        notes[label] = place
        push(.note(place), number: nil, key: nil)
        cursor.skip(length)
        kept = containers.count
        isParagraph = false
        continue
      }
      if let item = MarkdownLine.item(
        bytes, cursor.next, cursor.end, interrupts: isParagraph && !hasOpened && kept == containers.count)
      {
        guard hasRoom(kept, hasOpened) else { break }
        begin(&kept, &hasOpened)
        pushItem(item, &cursor)
        kept = containers.count
        isParagraph = false
        continue
      }
      if interrupts, let columns = tableColumns(bytes, cursor) {
        beginTable(columns, range)
        return
      }
      break
    }
    cursor.look()
    if isTable, !hasOpened, !cursor.isBlank {
      addRow(bytes, cursor.next..<cursor.end, range)
      return
    }
    addText(cursor, bytes, range, kept, hasOpened, mayBeLazy)
  }

  mutating func addText(
    _ cursor: MarkdownCursor, _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ kept: Int,
    _ hasOpened: Bool, _ mayBeLazy: Bool
  ) {
    if !hasOpened, mayBeLazy, !cursor.isBlank {
      // A paragraph goes on, though its containers' marks may be missing.
      contents.append(0x0A)
      lastLineStart = contents.count
      contents += bytes[cursor.next..<cursor.end]
      sourceEnd = range.upperBound
      return
    }
    if !hasOpened {
      if cursor.isBlank {
        if kept == containers.count { finishLeaf() } else { close(to: kept) }
        return
      }
      close(to: kept)
    }
    if cursor.isBlank { return }
    open = .paragraph
    start(cursor, range)
    lastLineStart = contents.count
    contents += bytes[cursor.next..<cursor.end]
    sourceEnd = range.upperBound
  }

  /// How many of the open containers the line goes on with; the cursor stands behind their marks.
  mutating func match(_ cursor: inout MarkdownCursor) -> Int {
    for (at, container) in containers.enumerated() {
      cursor.look()
      switch container {
      case .quote:
        guard cursor.indent < 4, cursor.byte() == UInt8(ascii: ">") else { return at }
        cursor.skip(1)
        MarkdownBlocks.skipOneBlank(&cursor)
      case .item(let indent):
        if cursor.isBlank {
          // An item that begins with a blank line ends at the next.
          guard hasContent[at] || isLeafOpen else { return at }
          cursor.skip()
        } else {
          guard cursor.indent >= indent else { return at }
          cursor.advance(columns: indent)
        }
      case .note:
        if cursor.isBlank {
          cursor.skip()
        } else {
          guard cursor.indent >= 4 else { return at }
          cursor.advance(columns: 4)
        }
      }
    }
    return containers.count
  }

  var isLeafOpen: Bool { if case .nothing = open { false } else { true } }

  static func skipOneBlank(_ cursor: inout MarkdownCursor) { cursor.advance(columns: 1) }

  /// Whether the open leaf takes the line whatever it looks like.
  mutating func goesOn(
    _ cursor: inout MarkdownCursor, _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>
  ) -> Bool {
    switch open {
    case .nothing, .paragraph, .table: return false
    case .fence(let byte, let count, let indent):
      if cursor.indent < 4, MarkdownLine.closes(bytes, cursor.next, cursor.end, byte, count) {
        sourceEnd = range.upperBound
        finish(.code)
        return true
      }
      cursor.advance(columns: min(indent, cursor.indent))
      addCode(cursor, bytes, range)
      return true
    case .indented:
      if cursor.isBlank {
        cursor.advance(columns: 4)
        addCode(cursor, bytes, range, isBlank: true)
        return true
      }
      guard cursor.indent >= 4 else {
        finishLeaf()
        return false
      }
      cursor.advance(columns: 4)
      addCode(cursor, bytes, range)
      codeEnd = contents.count
      return true
    case .html(let html):
      if html.endsAtBlank, cursor.isBlank {
        finishLeaf()
        return true
      }
      addHTML(cursor, bytes, range, html)
      return true
    }
  }

  mutating func addCode(
    _ cursor: MarkdownCursor, _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, isBlank: Bool = false
  ) {
    contents.append(contentsOf: repeatElement(0x20, count: cursor.pending))
    contents += bytes[cursor.remaining]
    contents.append(0x0A)
    if !isBlank { sourceEnd = range.upperBound }
  }

  mutating func addHTML(
    _ cursor: MarkdownCursor, _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ html: MarkdownHTML
  ) {
    contents += bytes[cursor.remaining]
    contents.append(0x0A)
    sourceEnd = range.upperBound
    if html.ends(bytes, cursor.next, cursor.end) { finish(.html) }
  }

  // MARK: Containers

  /// Whether one more container may open; the first line that needs more is remembered.
  mutating func hasRoom(_ kept: Int, _ hasOpened: Bool) -> Bool {
    if (hasOpened ? containers.count : kept) < MarkdownBlocks.deepest { return true }
    if tooDeep == nil { tooDeep = line }
    return false
  }

  /// Closes what a line does not go on with, before a block opens on it.
  mutating func begin(_ kept: inout Int, _ hasOpened: inout Bool) {
    if !hasOpened { close(to: kept) }
    hasOpened = true
  }

  mutating func push(_ container: Container, number: Int?, key: ListKey?) {
    markContent()
    lists[containers.count] = key
    containers.append(container)
    hasContent.append(false)
    numbers.append(number)
    lists.append(nil)
  }

  mutating func pushItem(_ item: MarkdownLine.Item, _ cursor: inout MarkdownCursor) {
    var number = item.number
    if let last = lists[containers.count], last.mark == item.mark, let before = last.number { number = before + 1 }
    let indent = cursor.indent
    cursor.skip(item.length)
    cursor.look()
    var padding = 1
    if !cursor.isBlank, (1...4).contains(cursor.indent) { padding = cursor.indent }
    cursor.advance(columns: padding)
    push(
      .item(indent: indent + item.length + padding), number: number, key: ListKey(mark: item.mark, number: number))
  }

  mutating func close(to depth: Int) {
    finishLeaf()
    guard depth < containers.count else { return }
    containers.removeSubrange(depth...)
    hasContent.removeSubrange(depth...)
    numbers.removeSubrange(depth...)
    lists.removeSubrange((depth + 1)...)
  }

  mutating func markContent() { if !hasContent.isEmpty { hasContent[hasContent.count - 1] = true } }
}
