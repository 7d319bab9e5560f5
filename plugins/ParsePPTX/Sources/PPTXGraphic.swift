import Document
import Markup
import Workbench

/// Tables, charts and diagrams.
extension PPTXShapes {
  mutating func graphic(_ data: XMLElement?) {
    for element in data?.elements.map({ $0 }) ?? [] {
      switch element.localName {
      case "tbl": table(element)
      case "chart": chart(element.relationship)
      case "relIds": diagram(element["dm"])
      case "oleObj": object(element)
      case "AlternateContent": graphic(PPTXShapes.alternative(element))
      default: break
      }
    }
  }

  /// Rows are lines, cells are parted by tabs; a cell that spans others is followed by empty ones.
  private mutating func table(_ element: XMLElement) {
    let rows = element.elements.filter { $0.localName == "tr" }
    let look = PPTXLook(isCell: true)
    if rows.count == 1, let row = rows.first {
      let cells = row.elements.filter { $0.localName == "tc" }
      // A table of one cell is a frame around text.
      if cells.count == 1, let body = cells[0].first("txBody") {
        for piece in paragraphs(body, PPTXLook(styles: [defaults])) { add(piece) }
        return
      }
    }
    var table = TableBuilder()
    for row in rows {
      table.beginRow()
      for cell in row.elements where cell.localName == "tc" {
        var inner = ParagraphBuilder()
        let isCovered = PPTXShapes.isOn(cell["hMerge"]) || PPTXShapes.isOn(cell["vMerge"])
        if !isCovered, let body = cell.first("txBody") { words(of: body, look, &inner) }
        table.add(inner)
      }
    }
    add(table)
  }

  private mutating func add(_ table: TableBuilder) {
    let (text, runs) = table.finish()
    add(PPTXPiece(text: text, runs: runs, kind: .table))
  }

  // MARK: Charts

  /// The title and other words of a chart, and its numbers as a table.
  private mutating func chart(_ id: String?) {
    guard let (root, part) = part(id, "a chart") else { return }
    let chart = OfficeChart(root)
    for words in chart.captions { add(PPTXPiece(text: words, role: .caption)) }
    var table = TableBuilder()
    for row in chart.rows {
      table.beginRow()
      for cell in row {
        var inner = ParagraphBuilder()
        inner.append(cell)
        table.add(inner)
      }
    }
    add(table)
    if chart.rows.isEmpty, chart.captions.isEmpty {
      warn("pptx.chart", "a chart has no words and no numbers that could be read", part: part)
    }
  }

  // MARK: Diagrams

  /// The words of a diagram as a list, by their depth in it.
  private mutating func diagram(_ id: String?) {
    guard let (root, _) = part(id, "a diagram") else { return }
    for (level, body) in PPTXDiagram(root).texts {
      for var piece in paragraphs(body, PPTXLook()) {
        piece.kind = .listItem
        piece.level = level
        piece.number = nil
        add(piece)
      }
    }
  }

  private mutating func part(_ id: String?, _ what: String) -> (root: XMLElement, name: String)? {
    guard let target = id.flatMap({ relationships[$0] })?.target, let whole = package.whole(target) else {
      warn("pptx.missing", "\(what) is named on the slide and is not in the file", help: "copy or download it again")
      return nil
    }
    if let fault = whole.fault { warnings.append(PPTXShapes.warning(fault, place.page, target)) }
    return whole.root.map { ($0, target) }
  }

  /// A fault in the XML of a part.
  static func warning(_ fault: XMLFault, _ slide: Int?, _ part: String) -> Problem {
    var problem = OfficeFile.warning(fault, part)
    problem.place.page = slide
    return problem
  }

  private mutating func object(_ element: XMLElement) {
    let name = element["progId"] ?? element["name"] ?? "an object"
    warn(
      "pptx.object", "what is embedded here (\(name)) was not read",
      help: "save it as a file of its own in PowerPoint, and give that to its reader")
  }
}
