import Document
import Markup
import Workbench

/// What is drawn over the cells of a sheet: words in shapes, titles of charts, alternative text of pictures.
struct XLSXDrawing {
  private let package: OfficePackage
  private let sheet: String
  private(set) var pieces: [(words: String, role: Block.Role, place: Place)] = []
  private(set) var warnings = WarningList()
  private var relationships: [String: OfficeRelationship] = [:]
  private var read: Set<String> = []

  init(_ package: OfficePackage, sheet: String) {
    self.package = package
    self.sheet = sheet
  }

  mutating func read(_ part: String) {
    guard read.insert(part).inserted else { return }
    guard let whole = package.whole(part) else {
      warnings.append(
        Problem(
          "xlsx.missing", "a drawing is named on the sheet '\(sheet)' and is not in the file", at: Place(part: sheet),
          help: "copy or download the file again"))
      return
    }
    if let fault = whole.fault { warnings.append(OfficeFile.warning(fault, part)) }
    relationships = package.relationships(of: part)
    for anchor in whole.root?.elements.map({ $0 }) ?? [] {
      let from = anchor.first("from")
      let row = from?.first("row").flatMap { Int($0.text) } ?? 0
      let column = from?.first("col").flatMap { Int($0.text) } ?? 0
      var place = Place(part: sheet)
      if (0..<CellAddress.lastRow).contains(row), (0..<CellAddress.lastColumn).contains(column), from != nil {
        place.part = XLSXPlace.name(sheet: sheet, CellAddress(row: row + 1, column: column + 1).name)
        place.row = row + 1
      }
      shape(anchor, place)
    }
  }

  private mutating func shape(_ element: XMLElement, _ place: Place) {
    switch element.localName {
    case "cNvPr":
      let words = element["descr"] ?? element["title"] ?? ""
      if !words.isEmpty {
        pieces.append((words.split(whereSeparator: \.isWhitespace).joined(separator: " "), .caption, place))
      }
    case "txBody":
      for paragraph in element.elements where paragraph.localName == "p" {
        pieces.append((OfficeText.words(ofParagraph: paragraph), .body, place))
      }
    case "chart":
      let id = element.attributes.first { $0.name.hasSuffix(":id") }?.value
      guard let target = id.flatMap({ relationships[$0] })?.target, let root = package.root(target) else {
        warnings.append(
          Problem("xlsx.missing", "a chart is named on the sheet '\(sheet)' and is not in the file", at: place))
        return
      }
      for words in OfficeChart(root).captions { pieces.append((words, .caption, place)) }
    case "AlternateContent":
      if let chosen = element.first("Choice") ?? element.first("Fallback") { shape(chosen, place) }
    default: for child in element.elements { shape(child, place) }
    }
  }
}
