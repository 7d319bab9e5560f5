import Document
import Markup

/// The article as linked data has it, for pages whose own text is made by a script.
struct DataBody {
  let paragraphs: [String]
  /// The element that holds it.
  let node: Int
  /// A teaser is shorter.
  private static let fewestWords = 30
  /// More than these are no article.
  private static let mostParagraphs = 10_000

  /// - Parameter shortest: nil is made where linked data hold fewer bytes than this.
  init?(_ outline: Outline, _ data: LinkedData, shortest: Int = 0) {
    let bodies = data.articles.compactMap { $0["articleBody"]?.string }
    guard let body = bodies.max(by: { $0.utf8.count < $1.utf8.count }), body.utf8.count > shortest,
      TextShape(Array(body.utf8)[...]).weight >= DataBody.fewestWords,
      let node = outline.linkedData.first(where: { DataBody.holdsBody(outline, Int($0)) })
    else { return nil }
    self.node = Int(node)
    let isMarkup = body.contains("</") || body.contains("<br")
    let parts =
      isMarkup
      ? HTMLFragment.pieces(body).map(\.text)
      : body.split(whereSeparator: \.isNewline).map { HTMLFragment.line(String($0)) }
    paragraphs = parts.map(\.oneLine).filter { !$0.isEmpty }.prefix(DataBody.mostParagraphs).map(\.self)
  }

  private static func holdsBody(_ outline: Outline, _ node: Int) -> Bool {
    let child = outline.tree.nodes[node].firstChild
    return child >= 0 && ASCII.contains(outline.tree.text(Int(child)), "\"articlebody\"")
  }
}
