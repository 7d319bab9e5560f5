import Markup
import News

extension Article {
  /// The piece that names publisher and section, `NAME - NAME`: beside paragraphs of the article, near the headline, without a link.
  func findSectionLine() -> Int {
    guard headline >= 0 else { return -1 }
    let end = min(outline.pieces.count, max(firstParagraph + 3, headline + 1))
    return (headline + 1..<max(headline + 1, end)).first { at in
      let piece = outline.pieces[at]
      return (2...6).contains(piece.weight) && piece.linked == 0 && piece.text.count <= 120
        && Elements.level(outline.tag(piece)) == 0 && content.asides[piece] == .none
        && PageDocument.sectionLine(outline.string(piece)) != nil
    } ?? -1
  }
}
