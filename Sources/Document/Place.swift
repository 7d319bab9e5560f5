/// A place in a source: what a citation points at, and where an error stands. Every part is optional: a PDF knows pages, a
/// text file lines, a mail its parts, a sheet its rows.
public struct Place: Hashable, Sendable {
  /// The file, as the person named it.
  public var file: String?
  /// Byte offsets into the source as it was read from disk, half-open.
  public var bytes: Range<Int>?
  /// From 1.
  public var line: Int?
  /// In characters, from 1.
  public var column: Int?
  /// From 1.
  public var page: Int?
  /// Part of a mail, entry of an archive, slide, sheet.
  public var part: String?
  /// Row of a table or record of a list, from 1.
  public var row: Int?

  public init(
    file: String? = nil, bytes: Range<Int>? = nil, line: Int? = nil, column: Int? = nil, page: Int? = nil,
    part: String? = nil, row: Int? = nil
  ) {
    self.file = file
    self.bytes = bytes
    self.line = line
    self.column = column
    self.page = page
    self.part = part
    self.row = row
  }
}

extension Place {
  /// `file:line:column`, as far as it is known; empty when nothing is.
  public var prefix: String {
    var text = file ?? ""
    if let line { text += text.isEmpty ? "line \(line)" : ":\(line)" }
    if line != nil, let column { text += ":\(column)" }
    if let page { text += text.isEmpty ? "page \(page)" : ", page \(page)" }
    if let part { text += text.isEmpty ? "part \(part)" : ", part \(part)" }
    if let row { text += text.isEmpty ? "row \(row)" : ", row \(row)" }
    return text
  }
}
