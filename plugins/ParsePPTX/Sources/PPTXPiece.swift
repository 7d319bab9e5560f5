import Document

/// A paragraph of a slide before it is a block.
struct PPTXPiece {
  var text: String
  var runs: [Run] = []
  var kind = Block.Kind.paragraph
  var role = Block.Role.body
  var level: Int?
  var number: Int?
  var isRightToLeft = false

  var hasWords: Bool { text.utf8.contains { $0 > 0x20 } }
}
