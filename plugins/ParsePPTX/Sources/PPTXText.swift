import Document
import Markup
import Workbench

/// What the text around a paragraph says of it.
struct PPTXLook {
  /// The first that says something counts.
  var styles: [PPTXListStyle] = []
  var role = Block.Role.body
  /// Where the shape leads that the text stands in.
  var link: String?
  /// Line ends and tabs part the rows and cells of a table.
  var isCell = false
}

extension PPTXShapes {
  /// The paragraphs of a body of text, as paragraphs and items of lists.
  mutating func paragraphs(_ body: XMLElement, _ look: PPTXLook) -> [PPTXPiece] {
    var look = look
    look.styles.insert(PPTXListStyle(body.first("lstStyle")), at: 0)
    var pieces: [PPTXPiece] = []
    /// How far each level has counted.
    var counts: [Int: (kind: String, start: Int, last: Int)] = [:]
    for element in body.elements where element.localName == "p" {
      let properties = element.first("pPr")
      let own = PPTXListStyle.Level(properties)
      let level = min(max(properties?["lvl"].flatMap { Int($0) } ?? 0, 0), PPTXListStyle.deepest)
      var text = ParagraphBuilder()
      inline(element, look, &text)
      let (words, runs) = text.finish()
      var piece = PPTXPiece(text: words, runs: runs, role: look.role)
      // A line without words has no bullet, and does not end the list.
      guard piece.hasWords else { continue }
      piece.isRightToLeft = PPTXListStyle.isRightToLeft(level, own, look.styles)
      switch PPTXListStyle.bullet(level, own, look.styles) {
      case .none: counts = counts.filter { $0.key < level }
      case .mark:
        counts = counts.filter { $0.key < level }
        piece.kind = .listItem
        piece.level = level + 1
      case .number(let kind, let start):
        counts = counts.filter { $0.key <= level }
        let before = counts[level].flatMap { $0.kind == kind && $0.start == start ? $0.last : nil }
        let number = before.map { $0 + 1 } ?? start
        counts[level] = (kind, start, number)
        piece.kind = .listItem
        piece.level = level + 1
        piece.number = number
      }
      pieces.append(piece)
    }
    return pieces
  }

  /// All paragraphs of a body of text as one.
  mutating func words(of body: XMLElement, _ look: PPTXLook, _ text: inout ParagraphBuilder) {
    for element in body.elements where element.localName == "p" {
      if !text.endsInSpace { text.append(look.isCell ? " " : "\n") }
      inline(element, look, &text)
    }
  }

  private mutating func inline(_ element: XMLElement, _ look: PPTXLook, _ text: inout ParagraphBuilder) {
    for child in element.elements {
      switch child.localName {
      case "r", "fld": run(child, look, &text)
      case "br": text.append(look.isCell ? " " : "\n")
      // Formulas: their letters.
      case "m", "oMath", "oMathPara": text.append(child.text)
      case "AlternateContent":
        if let chosen = PPTXShapes.alternative(child) { inline(chosen, look, &text) }
      default: break
      }
    }
  }

  private mutating func run(_ element: XMLElement, _ look: PPTXLook, _ text: inout ParagraphBuilder) {
    let properties = element.first("rPr")
    var words = element.first("t")?.text ?? ""
    switch properties?.first("sym")?["typeface"] {
    case "Symbol": words = SymbolFont.text(words)
    case "Wingdings": words = SymbolFont.wingdings(words)
    default: break
    }
    if let language = properties?["lang"] { languages[language, default: 0] += words.utf8.count }
    var marks: [ParagraphBuilder.Mark] = []
    if let link = address(properties?.first("hlinkClick")) ?? look.link { marks.append(.init(.link, link)) }
    if PPTXShapes.isOn(properties?["b"]) { marks.append(.init(.strong)) }
    if PPTXShapes.isOn(properties?["i"]) { marks.append(.init(.emphasis)) }
    text.append(PPTXShapes.clean(words, isCell: look.isCell), marks)
  }

  static func isOn(_ value: String?) -> Bool { value == "1" || value == "true" }

  /// Without control characters; a vertical tab is a line end, also where it is written `_x000B_`.
  private static func clean(_ words: String, isCell: Bool) -> String {
    let words = OfficeText.unescaped(words)
    if words.utf8.allSatisfy({ $0 >= 0x20 }) { return words }
    return String(
      words.map { $0 == "\u{0B}" && !isCell ? "\n" : $0.isNewline || $0 == "\t" || $0 == "\u{0B}" ? " " : $0 })
  }

  /// Where a link leads; nil for one to another slide.
  func address(_ link: XMLElement?) -> String? {
    guard let id = link?.relationship, let relationship = relationships[id], relationship.isOutside else { return nil }
    return relationship.target.isEmpty ? nil : relationship.target
  }
}
