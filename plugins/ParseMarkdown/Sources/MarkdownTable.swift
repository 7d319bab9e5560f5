/// The rows of GitHub's tables.
enum MarkdownTable {
  /// Parts cells in a leaf's content; no text has it.
  static let separator: UInt8 = 0xFF

  private static let pipe = UInt8(ascii: "|")

  /// How many columns a line has that parts head and body: `| --- | :-: |`; nil for another line.
  static func ruleColumns(_ bytes: MarkdownLine.Bytes, _ start: Int, _ end: Int) -> Int? {
    var columns = 0
    var at = start
    var hasPipe = false
    func skip() { while at < end, MarkdownLine.isBlank(bytes[at]) { at += 1 } }
    if at < end, bytes[at] == pipe {
      hasPipe = true
      at += 1
    }
    while true {
      skip()
      if at == end { break }
      if bytes[at] == UInt8(ascii: ":") { at += 1 }
      let dashes = at
      while at < end, bytes[at] == UInt8(ascii: "-") { at += 1 }
      guard at > dashes else { return nil }
      if at < end, bytes[at] == UInt8(ascii: ":") { at += 1 }
      columns += 1
      skip()
      if at == end { break }
      guard bytes[at] == pipe else { return nil }
      hasPipe = true
      at += 1
    }
    return hasPipe && columns > 0 ? columns : nil
  }

  /// The cells of a row, without the white space around them.
  ///
  /// - Parameter atMost: no more are looked for.
  static func cells(_ bytes: MarkdownLine.Bytes, _ start: Int, _ end: Int, atMost: Int = .max) -> [Range<Int>] {
    var cells: [Range<Int>] = []
    var at = start
    while at < end, MarkdownLine.isBlank(bytes[at]) { at += 1 }
    let end = MarkdownLine.trimmedEnd(bytes, at, end)
    if at < end, bytes[at] == pipe { at += 1 }
    while at < end, cells.count < atMost {
      while at < end, MarkdownLine.isBlank(bytes[at]) { at += 1 }
      let cell = at
      while at < end, bytes[at] != pipe { at += bytes[at] == UInt8(ascii: "\\") && at + 1 < end ? 2 : 1 }
      cells.append(cell..<MarkdownLine.trimmedEnd(bytes, cell, at))
      at += 1
    }
    return cells
  }

  /// Appends a cell; `\|` is a pipe in it.
  static func unescape(_ bytes: MarkdownLine.Bytes, _ cell: Range<Int>, into contents: inout [UInt8]) {
    for at in cell {
      if bytes[at] == UInt8(ascii: "\\"), at + 1 < cell.upperBound, bytes[at + 1] == pipe { continue }
      contents.append(bytes[at])
    }
  }
}
