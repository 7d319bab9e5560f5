import Document
import Markup
import Text
import Workbench

/// Makes blocks of the leaves of a Markdown text.
struct MarkdownDocument {
  private(set) var builder = BlockBuilder()
  private(set) var warnings: [Problem] = []
  /// What the first heading says.
  private(set) var title: String?
  private let blocks: MarkdownBlocks
  private let decoded: SourceText
  private var links: MarkdownLinks

  init(_ blocks: MarkdownBlocks, _ decoded: SourceText, size: Int) {
    self.blocks = blocks
    self.decoded = decoded
    links = MarkdownLinks(blocks, size: size)
  }

  mutating func build() {
    blocks.contents.withUnsafeBufferPointer { contents in
      readNotes(contents)
      for leaf in blocks.leaves where leaf.note == nil { add(leaf, contents) }
      for leaf in blocks.leaves {
        if let note = leaf.note, !links.isUsed[note] { add(leaf, contents) }
      }
    }
    if let line = blocks.tooDeep {
      warnings.append(
        Problem(
          "markdown.too-deep",
          "quotes and lists nest more than \(MarkdownBlocks.deepest) deep; the marks of those deeper were taken for text",
          at: Place(line: line)))
    }
    if links.leftOut > 0 {
      warnings.append(
        Problem(
          "markdown.references",
          "\(links.leftOut) references to links and notes were left out: all together they say more than the file"))
    }
    if let problem = builder.warning { warnings.append(problem) }
  }

  /// The words of each note, on one line. Notes in notes are text.
  private mutating func readNotes(_ contents: UnsafeBufferPointer<UInt8>) {
    guard !blocks.notes.isEmpty else { return }
    var inner = links
    inner.notes = [:]
    for leaf in blocks.leaves {
      guard let note = leaf.note else { continue }
      let words = String(decoding: self.inline(leaf, contents, &inner).text, as: UTF8.self)
        .split(whereSeparator: \.isWhitespace).joined(separator: " ")
      links.noteTexts[note] += (links.noteTexts[note].isEmpty ? "" : " ") + words
    }
    for at in links.noteTexts.indices { links.noteTexts[at] = Canonical.nfc(links.noteTexts[at]) }
  }

  private mutating func add(_ leaf: MarkdownLeaf, _ contents: UnsafeBufferPointer<UInt8>) {
    let place = Place(bytes: decoded.decoded.source(of: leaf.source), line: leaf.line)
    let role: Block.Role = leaf.note == nil ? .body : .note
    switch leaf.kind {
    case .html:
      builder.append(html: String(decoding: contents[leaf.content], as: UTF8.self), place: place)
    case .code:
      var content = leaf.content
      while content.upperBound > content.lowerBound, contents[content.upperBound - 1] == 0x0A {
        content = content.lowerBound..<content.upperBound - 1
      }
      let code = contents[content].map { $0 < 0x20 && $0 != 0x0A && $0 != 0x09 || $0 == 0x7F ? 0x20 : $0 }
      append(code, [], kind: .code, role: role, place: place)
    case .table:
      let (text, runs) = table(leaf, contents)
      append(text, runs, kind: .table, role: role, place: place)
    case .heading(let level):
      let (text, runs) = inline(leaf, contents, &links)
      let isTitle = builder.blocks.isEmpty && level == 1 && leaf.frame == .none && leaf.note == nil
      append(text, runs, kind: .heading, role: isTitle ? .title : role, level: level, place: place)
      if isTitle, let block = builder.blocks.first {
        title = builder.text.slice(block.range).split { $0.isWhitespace }.joined(separator: " ")
      }
    case .paragraph:
      var (text, runs) = inline(leaf, contents, &links)
      let kind: Block.Kind
      switch leaf.frame {
      case .none: kind = .paragraph
      case .quote: kind = .quote
      case .item(let isFirst):
        kind = isFirst ? .listItem : .paragraph
        if isFirst { markTask(&text, &runs) }
      }
      append(
        text, runs, kind: kind, role: isCaption(text, runs) ? .caption : role,
        level: kind == .listItem ? leaf.level : nil, number: leaf.number, place: place)
    }
  }

  private mutating func append(
    _ text: [UInt8], _ runs: [Run], kind: Block.Kind, role: Block.Role, level: Int? = nil, number: Int? = nil,
    place: Place
  ) {
    // Whole characters of a valid text.
    let string = String(copying: UTF8Span(unchecked: text.span))
    // What stood apart may compose: then no offset holds, but notes must not be lost.
    let kept =
      runs.isEmpty || Canonical.isNFC(string)
      ? runs
      : runs.filter { $0.kind == .note }.map { run in
        let end = Canonical.nfc(string).utf8.count
        return Run(.note, end..<end, value: run.value)
      }
    guard text.contains(where: { $0 > 0x20 }) else {
      // Notes that no words stand before.
      for run in runs where run.kind == .note { builder.append(run.value ?? "", role: .note, place: place) }
      return
    }
    builder.append(string, kind: kind, role: role, level: level, number: number, place: place, runs: kept)
  }

  private func inline(
    _ leaf: MarkdownLeaf, _ contents: UnsafeBufferPointer<UInt8>, _ links: inout MarkdownLinks
  ) -> (text: [UInt8], runs: [Run]) {
    var inline = MarkdownInline(contents, leaf.content, links)
    inline.parse()
    links = inline.links
    return (inline.text, inline.runs)
  }

  /// Rows as lines, cells parted by tabs.
  private mutating func table(
    _ leaf: MarkdownLeaf, _ contents: UnsafeBufferPointer<UInt8>
  ) -> (text: [UInt8], runs: [Run]) {
    var text: [UInt8] = []
    var runs: [Run] = []
    var at = leaf.content.lowerBound
    while at < leaf.content.upperBound {
      var end = at
      while end < leaf.content.upperBound, contents[end] != MarkdownTable.separator, contents[end] != 0x0A { end += 1 }
      var cell = MarkdownInline(contents, at..<end, links)
      cell.parse()
      links = cell.links
      let start = text.count
      text += cell.text.map { $0 < 0x20 ? 0x20 : $0 }
      for run in cell.runs {
        runs.append(Run(run.kind, run.range.lowerBound + start..<run.range.upperBound + start, value: run.value))
      }
      if end < leaf.content.upperBound { text.append(contents[end] == 0x0A ? 0x0A : 0x09) }
      at = end + 1
    }
    return (text, runs)
  }

  /// `[ ]` and `[x]` at the start of an item, as signs that mean the same.
  private func markTask(_ text: inout [UInt8], _ runs: inout [Run]) {
    guard text.count > 3, text[0] == UInt8(ascii: "["), text[2] == UInt8(ascii: "]"), text[3] == 0x20,
      [0x20, UInt8(ascii: "x"), UInt8(ascii: "X")].contains(text[1])
    else { return }
    // As many bytes as the brackets had.
    text.replaceSubrange(0..<3, with: Array((text[1] == 0x20 ? "☐" : "☑").utf8))
    runs.removeAll { $0.range.lowerBound < 3 && $0.range.upperBound <= 3 }
  }

  /// Whether a paragraph is an image and no more.
  private func isCaption(_ text: [UInt8], _ runs: [Run]) -> Bool {
    runs.contains { $0.kind == .image && $0.range == 0..<text.count }
  }
}
