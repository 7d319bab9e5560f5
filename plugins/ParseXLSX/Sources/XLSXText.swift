import Document
import Markup
import Workbench

/// The words of a cell, with what is bold or italic in them.
struct XLSXText: Sendable {
  struct Piece: Sendable {
    var text: String
    var isStrong: Bool
    var isEmphasis: Bool
  }

  var pieces: [Piece] = []

  init(_ text: String) {
    if !text.isEmpty { pieces = [Piece(text: text, isStrong: false, isEmphasis: false)] }
  }

  /// `si` of the shared strings, `is` of a cell, `text` of a comment: readings of characters (`rPh`) are left out.
  init(_ element: XMLElement) {
    for child in element.elements {
      switch child.localName {
      case "t": add(child.text, nil)
      case "r": add(child.first("t")?.text ?? "", child.first("rPr"))
      default: break
      }
    }
  }

  private mutating func add(_ text: String, _ properties: XMLElement?) {
    let words = OfficeText.unescaped(text)
    guard !words.isEmpty else { return }
    func isOn(_ name: String) -> Bool {
      properties?.first(name).map { !["0", "false"].contains($0["val"] ?? "1") } ?? false
    }
    let piece = Piece(text: words, isStrong: isOn("b"), isEmphasis: isOn("i"))
    if let last = pieces.last, last.isStrong == piece.isStrong, last.isEmphasis == piece.isEmphasis {
      pieces[pieces.count - 1].text += words
    } else {
      pieces.append(piece)
    }
  }

  var plain: String { pieces.count == 1 ? pieces[0].text : pieces.map(\.text).joined() }
  var isBlank: Bool { !pieces.contains { $0.text.utf8.contains { $0 > 0x20 } } }
  /// What it takes in a document, roughly: its bytes, and its runs as such.
  var cost: Int { pieces.reduce(0) { $0 + $1.text.utf8.count } + 32 * (pieces.count - 1) }

  func append(to text: inout ParagraphBuilder, _ marks: [ParagraphBuilder.Mark]) {
    // Where all is bold it is a way of showing the cell, not of its words.
    let isMixed = pieces.count > 1
    for piece in pieces {
      var own = marks
      if piece.isStrong, isMixed { own.append(.init(.strong)) }
      if piece.isEmphasis, isMixed { own.append(.init(.emphasis)) }
      let isPlain = piece.text.utf8.allSatisfy { $0 >= 0x20 }
      text.append(
        isPlain
          ? piece.text
          : String(piece.text.map { $0.isNewline ? "\n" : $0.utf8.count == 1 && $0 < " " ? " " : $0 }), own)
    }
  }
}
