import Document
import Markup
import Workbench

extension DOCXBody {
  /// Cells may span so many columns, as in Word.
  private static let mostColumns = 63

  /// Rows are lines, cells are parted by tabs; a cell that spans others is followed by empty ones.
  mutating func table(_ element: XMLElement) {
    let rows = DOCXBody.inner(element, "tr").filter { $0.first("trPr")?.first("del") == nil }
    // A table of one cell is a frame around text.
    if rows.count == 1, let row = rows.first {
      let cells = DOCXBody.inner(row, "tc")
      if cells.count == 1, cells[0].elements.filter({ $0.localName == "p" || $0.localName == "tbl" }).count > 1 {
        for child in cells[0].elements { block(child) }
        return
      }
    }
    var table = TableBuilder()
    for row in rows {
      table.beginRow()
      for _ in 0..<DOCXBody.count(row.first("trPr")?.first("gridBefore"), none: 0) { table.add() }
      for cell in DOCXBody.inner(row, "tc") {
        let properties = cell.first("tcPr")
        var inner = ParagraphBuilder()
        if properties?.first("cellDel") == nil {
          words(of: cell, DOCXLook(part: parts.main, isCell: true), &inner)
        }
        table.add(inner)
        for _ in 1..<DOCXBody.count(properties?.first("gridSpan"), none: 1) { table.add() }
      }
    }
    table.append(to: &builder, place: place)
  }

  private static func count(_ element: XMLElement?, none: Int) -> Int {
    min(max(none, element?["val"].flatMap { Int($0) } ?? none), mostColumns)
  }

  /// The rows of a table, the cells of a row; what wraps them is looked into.
  private static func inner(_ element: XMLElement, _ name: String) -> [XMLElement] {
    var found: [XMLElement] = []
    for child in element.elements {
      switch child.localName {
      case Substring(name): found.append(child)
      case "sdt", "sdtContent", "customXml", "ins", "moveTo": found += inner(child, name)
      default: break
      }
    }
    return found
  }
}
