import Markup
import Workbench

/// The remarks on the cells of a sheet, old (notes) and new (threads).
struct XLSXComments {
  private(set) var ofCell: [CellAddress: [String]] = [:]

  init(_ book: XLSXBook, sheet: String, warnings: inout WarningList) {
    let related = book.package.orderedRelationships(of: sheet)
    for (_, relationship) in related where relationship.type == "threadedComment" {
      for comment in XLSXComments.root(book, relationship.target, &warnings)?.elements.map({ $0 }) ?? [] {
        add(comment["ref"], comment["personId"].flatMap { book.persons[$0] }, comment.first("text")?.text ?? "")
      }
    }
    let threads = Set(ofCell.keys)
    for (_, relationship) in related where relationship.type == "comments" {
      guard let root = XLSXComments.root(book, relationship.target, &warnings) else { continue }
      let authors = root.first("authors")?.elements.map(\.text) ?? []
      for comment in root.first("commentList")?.elements.map({ $0 }) ?? [] {
        let author = comment["authorId"].flatMap { Int($0) }.flatMap {
          authors.indices.contains($0) ? authors[$0] : nil
        }
        // A thread stands here once more, for programs that know no threads.
        if author?.hasPrefix("tc=") == true, let cell = comment["ref"].flatMap({ CellAddress($0) }),
          threads.contains(cell)
        {
          continue
        }
        add(comment["ref"], author, comment.first("text").map { XLSXText($0).plain } ?? "")
      }
    }
  }

  private static func root(_ book: XLSXBook, _ part: String, _ warnings: inout WarningList) -> XMLElement? {
    guard let whole = book.package.whole(part) else { return nil }
    if let fault = whole.fault { warnings.append(OfficeFile.warning(fault, part)) }
    return whole.root
  }

  private mutating func add(_ cell: String?, _ author: String?, _ text: String) {
    let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    guard !words.isEmpty, let address = cell.flatMap({ CellAddress($0) }) else { return }
    // Excel begins a note with its author.
    let isSigned = author.map { $0.isEmpty || words.hasPrefix($0 + ":") } ?? true
    ofCell[address, default: []].append(isSigned ? words : (author ?? "") + ": " + words)
  }
}
