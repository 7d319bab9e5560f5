/// The leaves of the block structure: where they begin and end, and what they hold.
extension MarkdownBlocks {
  mutating func start(_ cursor: MarkdownCursor, _ range: Range<Int>) {
    contentStart = contents.count
    sourceStart = min(cursor.next, range.upperBound)
    firstLine = line
  }

  mutating func finishLeaf() {
    switch open {
    case .nothing: return
    case .paragraph:
      takeReferences()
      finish(.paragraph)
    case .fence: finish(.code)
    case .indented:
      contents.removeSubrange(codeEnd...)
      finish(.code)
    case .html: finish(.html)
    case .table: finish(.table)
    }
  }

  mutating func finish(_ kind: MarkdownLeaf.Kind) {
    open = .nothing
    guard contents.count > contentStart else { return markContent() }
    var note: Int?
    var level = 0
    var frame = MarkdownLeaf.Frame.none
    for (at, container) in containers.enumerated() {
      switch container {
      case .quote: frame = .quote
      case .item:
        frame = .item(isFirst: !hasContent[at])
        level += 1
      case .note(let place):
        note = place
        frame = .none
      }
    }
    let number = if case .item(isFirst: true) = frame { numbers.last ?? nil } else { Int?.none }
    leaves.append(
      MarkdownLeaf(
        kind: kind, frame: frame, level: level, number: number, note: note, content: contentStart..<contents.count,
        source: sourceStart..<max(sourceStart, sourceEnd), line: firstLine))
    markContent()
    lists[containers.count] = nil
  }

  /// Takes the definitions of links from the beginning of the open paragraph.
  mutating func takeReferences() {
    guard contents[contentStart] == UInt8(ascii: "[") else { return }
    var found: [MarkdownDefinition] = []
    contents.withUnsafeBufferPointer { bytes in
      var at = contentStart
      while let definition = MarkdownDefinition(bytes, at, bytes.count) {
        found.append(definition)
        at = definition.end
      }
    }
    for definition in found where references[definition.label] == nil {
      references[definition.label] = definition.address
    }
    if let last = found.last { contentStart = last.end }
  }

  // MARK: Tables

  /// The number of columns, where the line is one of dashes below a line of as many cells.
  func tableColumns(_ bytes: UnsafeBufferPointer<UInt8>, _ cursor: MarkdownCursor) -> Int? {
    guard let columns = MarkdownTable.ruleColumns(bytes, cursor.next, cursor.end) else { return nil }
    let head = contents.withUnsafeBufferPointer { contents in
      MarkdownTable.cells(contents, lastLineStart, contents.count, atMost: columns + 1).count
    }
    return head == columns ? columns : nil
  }

  mutating func beginTable(_ columns: Int, _ range: Range<Int>) {
    let head = Array(contents[lastLineStart...])
    if lastLineStart > contentStart {
      contents.removeSubrange((lastLineStart - 1)...)
      let end = sourceEnd
      finishLeaf()
      sourceStart = end
      firstLine = line - 1
    } else {
      contents.removeSubrange(contentStart...)
    }
    contentStart = contents.count
    open = .table(columns: columns)
    head.withUnsafeBufferPointer { addRow($0, 0..<$0.count, range) }
  }

  mutating func addRow(_ bytes: UnsafeBufferPointer<UInt8>, _ cells: Range<Int>, _ range: Range<Int>) {
    if contents.count > contentStart { contents.append(0x0A) }
    for (at, cell) in MarkdownTable.cells(bytes, cells.lowerBound, cells.upperBound).enumerated() {
      if at > 0 { contents.append(MarkdownTable.separator) }
      MarkdownTable.unescape(bytes, cell, into: &contents)
    }
    sourceEnd = range.upperBound
  }
}
