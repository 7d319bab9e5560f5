public import Document

/// Makes the text of a table: rows are lines, cells are parted by tabs.
public struct TableBuilder: Sendable {
  private var text = ""
  private var runs: [Run] = []
  private var rows = 0
  private var cells = 0

  public init() {}

  public mutating func beginRow() {
    if rows > 0 { text += "\n" }
    rows += 1
    cells = 0
  }

  /// A cell with its words; line ends and tabs in them become blanks.
  public mutating func add(_ cell: consuming ParagraphBuilder = ParagraphBuilder()) {
    if cells > 0 { text += "\t" }
    cells += 1
    let (words, own) = cell.finish()
    let start = text.utf8.count
    let isPlain = words.utf8.allSatisfy { $0 >= 0x20 }
    text += isPlain ? words : String(decoding: words.utf8.map { $0 < 0x20 ? 0x20 : $0 }, as: UTF8.self)
    runs += own.map { $0.moved(by: start) }
  }

  /// The text and the runs over it.
  public func finish() -> (text: String, runs: [Run]) { (text, runs) }

  public func append(to builder: inout BlockBuilder, place: Place) {
    builder.append(text, kind: .table, place: place, runs: runs)
  }
}

extension Run {
  /// The same run, so many bytes further on.
  public func moved(by count: Int) -> Run {
    var run = self
    run.range = range.lowerBound + count..<range.upperBound + count
    return run
  }
}
