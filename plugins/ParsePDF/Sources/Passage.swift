import Document
import Text

/// A paragraph, heading, list item or table on its way into the document.
struct Passage {
  var kind = Block.Kind.paragraph
  var role = Block.Role.body
  var level: Int?
  /// The page on which it begins.
  var page: Int
  /// Which region of the document it ends in.
  var region = 0
  var direction: Direction
  /// Lines in reading order; a table has cells instead.
  var lines: [Line] = []
  var cells: [[[Line]]] = []
  /// Height of its lines.
  var height: Double = 0
  /// Whether its last line is full, so that it may go on elsewhere.
  var isFull = false
  /// Whether its first line is set in.
  var isIndented = false
  /// The bullet that was before it.
  var marker: ListMark?

  var box: Box? {
    guard let first = lines.first else { return nil }
    return lines.dropFirst().reduce(first.box) { $0.union($1.box) }
  }
}

/// What begins an item of a list.
struct ListMark {
  /// Whether it says no more than that an item begins.
  var isBullet: Bool
  /// Whether it may be a dash within a sentence too.
  var isDash = false
  /// UTF-8 bytes of the mark and the white space behind it.
  var length: Int

  init?(_ text: String) {
    let scalars = Array(text.unicodeScalars.prefix(8))
    guard let first = scalars.first else { return nil }
    if ListMark.bullets.contains(first) {
      let rest = text.unicodeScalars.dropFirst()
      guard let next = rest.first, next == " " || !["-", "–", "—", "*"].contains(first) && next != first else {
        return nil
      }
      isBullet = true
      isDash = ["-", "–", "—", "*"].contains(first)
      length = text.utf8.count - rest.drop { $0 == " " }.reduce(0) { $0 + String($1).utf8.count }
      guard length < text.utf8.count else { return nil }
      return
    }
    var at = 0
    while at < scalars.count, at < 3, scalars[at].properties.numericType == .decimal { at += 1 }
    if at == 0, first.properties.isAlphabetic { at = 1 }
    guard at > 0, at + 1 < scalars.count, [".", ")", "-", "–"].contains(scalars[at]), scalars[at + 1] == " " else {
      return nil
    }
    // "A. Miller" is no item.
    if first.properties.isAlphabetic && scalars[at] != ")" { return nil }
    isBullet = false
    length = 0
  }

  private static let bullets: Set<Unicode.Scalar> = [
    "•", "●", "▪", "■", "◦", "‣", "⁃", "○", "□", "▫", "♦", "◆", "➢", "✓", "✔", "❖", "·", "-", "–", "—", "*", "\u{F0B7}",
    "\u{F0A7}", "\u{F0D8}",
  ]
}
