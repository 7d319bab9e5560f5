/// A paragraph, heading, table, piece of code or of HTML: what holds text and no other block.
struct MarkdownLeaf {
  enum Kind: Equatable {
    case paragraph, code, html
    /// 1 to 6.
    case heading(Int)
    /// Rows are lines of the content, cells are parted by ``MarkdownTable/separator``.
    case table
  }

  /// What the leaf lies in.
  enum Frame: Equatable {
    case none, quote
    /// In an item of a list, as the first thing in it or a later one.
    case item(isFirst: Bool)
  }

  var kind: Kind
  var frame: Frame
  /// How many lists the leaf lies in.
  var level: Int
  /// Of an item in an ordered list.
  var number: Int?
  /// The note that the leaf is a part of, by its place among the notes.
  var note: Int?
  /// Bytes of the structure's contents.
  var content: Range<Int>
  /// Bytes of the source.
  var source: Range<Int>
  /// From 1.
  var line: Int
}
