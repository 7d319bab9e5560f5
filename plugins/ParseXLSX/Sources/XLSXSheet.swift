import Document
import Markup
import Workbench

/// A cell with something in it.
struct XLSXCell {
  enum Content {
    /// A position in the shared strings.
    case shared(Int)
    case plain(String)
    case rich(XLSXText)
  }

  var address: CellAddress
  var content: Content
  var link: String?

  /// The bytes of its text; a shared one counts as a longer one.
  var size: Int {
    switch content {
    case .shared: 64
    case .plain(let words): words.utf8.count
    case .rich(let words): words.cost
    }
  }
}

/// What a sheet's part holds. Only cells with something in them take memory, wherever they stand.
struct XLSXSheet {
  let part: String
  let name: String
  private(set) var cells: [XLSXCell] = []
  private(set) var merged: [CellAddress: CellRange] = [:]
  private(set) var links: [CellAddress: String] = [:]
  /// Links of more than one cell.
  private(set) var rangeLinks: [(range: CellRange, target: String)] = []
  private(set) var drawings: [String] = []
  private(set) var warnings = WarningList()

  private let relationships: [String: OfficeRelationship]
  private var row = 0
  private var column = 0
  private var isRowHidden = false
  private var hiddenRows = 0
  /// By column; empty where none is.
  private var hiddenColumns: [Bool] = []
  /// Columns that were marked so far, some more than once.
  private var marked = 0
  private var usedHiddenColumns: Set<Int> = []
  /// Formulas without a value, cells outside of any sheet, strings that are not there: how many and the first.
  private var uncounted: (count: Int, first: String)?
  private var outside: (count: Int, first: String)?
  private var lost: (count: Int, first: String)?

  /// A link of more cells than one is looked up for every cell.
  private static let mostRangeLinks = 64

  init(_ book: XLSXBook, part: String, name: String, room: inout Int) {
    self.part = part
    self.name = name
    relationships = book.package.relationships(of: part)
    read(book, &room)
    report()
  }

  /// Puts the cells in the order of their addresses; cells that have a remark and nothing else join them.
  mutating func sort(with remarked: some Sequence<CellAddress>) {
    let known = Set(cells.lazy.map(\.address))
    for address in remarked where !known.contains(address) {
      cells.append(XLSXCell(address: address, content: .plain("")))
    }
    for at in cells.indices.dropFirst() where cells[at].address < cells[at - 1].address {
      // The order of cells that share an address stays.
      let order = cells.enumerated().sorted { ($0.element.address, $0.offset) < ($1.element.address, $1.offset) }
      cells = order.map(\.element)
      return
    }
  }

  private mutating func read(_ book: XLSXBook, _ room: inout Int) {
    guard let bytes = book.package.part(part) else { return }
    do throws(XMLFault) {
      var xml = try XMLParts(bytes)
      defer {
        for damage in xml.damages {
          warnings.append(Problem("xml.malformed", damage.message, at: Place(line: damage.line, part: part)))
        }
      }
      while let event = try xml.next(XLSXSheet.choice) {
        switch event {
        case .opened(let element) where element.localName == "row": begin(element)
        case .element(let element): take(element, book, &room)
        default: break
        }
        if room < 0 { return }
      }
    } catch { warnings.append(OfficeFile.warning(error, part)) }
  }

  private static func choice(_ element: XMLElement) -> XMLParts.Choice {
    switch element.localName {
    case "worksheet", "chartsheet", "sheetData", "row", "cols", "mergeCells", "hyperlinks": .open
    default: .take
    }
  }

  private mutating func begin(_ element: XMLElement) {
    let stated = element["r"].flatMap { Int($0) } ?? row + 1
    row = (1...CellAddress.lastRow).contains(stated) ? stated : min(row + 1, CellAddress.lastRow)
    column = 0
    isRowHidden = element["hidden"] == "1" || element["hidden"] == "true"
    if isRowHidden { hiddenRows += 1 }
  }

  private mutating func take(_ element: XMLElement, _ book: XLSXBook, _ room: inout Int) {
    switch element.localName {
    case "c": cell(element, book, &room)
    case "col":
      guard element["hidden"] == "1" || element["hidden"] == "true", let first = element["min"].flatMap({ Int($0) }),
        let last = element["max"].flatMap({ Int($0) }), 1 <= first, first <= last, marked < 4 * CellAddress.lastColumn
      else { return }
      if hiddenColumns.isEmpty { hiddenColumns = Array(repeating: false, count: CellAddress.lastColumn + 1) }
      for column in first...max(first, min(last, CellAddress.lastColumn)) where column <= CellAddress.lastColumn {
        hiddenColumns[column] = true
        marked += 1
      }
    case "mergeCell":
      if let range = element["ref"].flatMap({ CellRange($0) }), range.first != range.last {
        merged[range.first] = range
      }
    case "hyperlink": link(element)
    case "drawing":
      if let id = element.attributes.first(where: { $0.name.hasSuffix(":id") })?.value, let found = relationships[id] {
        drawings.append(found.target)
      }
    default: break
    }
  }

  private mutating func link(_ element: XMLElement) {
    let id = element.attributes.first { $0.name.hasSuffix(":id") }?.value
    guard let relationship = id.flatMap({ relationships[$0] }), relationship.isOutside, !relationship.target.isEmpty,
      let range = element["ref"].flatMap({ CellRange($0) })
    else { return }
    let place = element["location"].map { "#" + $0 } ?? ""
    let target = relationship.target.contains("#") ? relationship.target : relationship.target + place
    if range.first != range.last, rangeLinks.count < XLSXSheet.mostRangeLinks {
      rangeLinks.append((range, target))
    } else {
      links[range.first] = target
    }
  }

  // MARK: Cells

  private mutating func cell(_ element: XMLElement, _ book: XLSXBook, _ room: inout Int) {
    column += 1
    let name = element["r"]
    if let name {
      if let stated = CellAddress(name) {
        row = stated.row
        column = stated.column
      } else {
        XLSXSheet.count(&outside, name)
      }
    }
    if column > CellAddress.lastColumn || row < 1 {
      if name == nil { XLSXSheet.count(&outside, "row \(row)") }
      row = max(row, 1)
      column = min(column, CellAddress.lastColumn)
    }
    let address = CellAddress(row: row, column: column)
    let formula = element.first("f")?.text ?? ""
    guard let content = content(element, address, formula, book) else { return }
    room -= 1
    guard room >= 0 else { return }
    cells.append(XLSXCell(address: address, content: content, link: XLSXSheet.link(inFormula: formula)))
    if !hiddenColumns.isEmpty, hiddenColumns[address.column] { usedHiddenColumns.insert(address.column) }
  }

  private mutating func content(
    _ element: XMLElement, _ address: CellAddress, _ formula: String, _ book: XLSXBook
  ) -> XLSXCell.Content? {
    let kind = element["t"] ?? "n"
    if kind == "inlineStr" {
      guard let inner = element.first("is") else { return nil }
      let text = XLSXText(inner)
      return text.isBlank ? nil : .rich(text)
    }
    let value = element.first("v")?.text ?? ""
    if value.isEmpty {
      // A program that wrote the formula and did not reckon; an empty text is a value.
      guard element.first("f") != nil, kind != "str" else { return nil }
      XLSXSheet.count(&uncounted, address.name)
      return .plain("=" + (formula.isEmpty ? "…" : OfficeText.unescaped(formula)))
    }
    switch kind {
    case "s":
      guard let at = Int(value), book.strings.indices.contains(at) else {
        XLSXSheet.count(&lost, address.name)
        return nil
      }
      return book.strings[at].isBlank ? nil : .shared(at)
    case "b": return .plain(value == "0" || value == "false" ? "FALSE" : "TRUE")
    case "e": return .plain(value)
    case "d": return .plain(XLSXSheet.date(value))
    case "str":
      let text = XLSXText(OfficeText.unescaped(value))
      return text.isBlank ? nil : .rich(text)
    default:
      guard value.utf8.count <= 64, let number = Double(value), number.isFinite else { return .plain(value) }
      let style = element["s"].flatMap { Int($0) } ?? 0
      return .plain(book.styles.text(number, style: style, from1904: book.from1904))
    }
  }

  /// `2025-01-20T00:00:00` is a day.
  private static func date(_ text: String) -> String {
    let parts = text.split(separator: "T")
    guard parts.count == 2 else { return text }
    let time = parts[1].prefix { $0 != "." && $0 != "Z" }
    return time == "00:00:00" ? String(parts[0]) : "\(parts[0]) \(time.hasSuffix(":00") ? time.dropLast(3) : time)"
  }

  /// Where `HYPERLINK("address","words")` leads.
  private static func link(inFormula formula: String) -> String? {
    guard formula.prefix(11).uppercased() == "HYPERLINK(\"" else { return nil }
    let address = formula.dropFirst(11).prefix { $0 != "\"" }
    return address.isEmpty || address.hasPrefix("#") ? nil : String(address)
  }

  // MARK: What went wrong

  private static func count(_ what: inout (count: Int, first: String)?, _ name: String) {
    what = (count: (what?.count ?? 0) + 1, first: what?.first ?? name)
  }

  private mutating func report() {
    func add(_ code: String, _ message: String, at cell: String? = nil, help: String? = nil, _ list: inout WarningList)
    {
      let place = cell.map { XLSXPlace.name(sheet: name, $0) } ?? name
      list.append(Problem(code, message, at: Place(part: place), help: help))
    }
    if let uncounted {
      add(
        "xlsx.no-value", "formulas have no value (\(uncounted.count)), and stand as formulas", at: uncounted.first,
        help: "open the file in Excel or LibreOffice, which reckon them, and save it", &warnings)
    }
    if let lost {
      add(
        "xlsx.string", "cells refer to texts that are not in the file (\(lost.count)), and are empty", at: lost.first,
        help: "copy or download the file again", &warnings)
    }
    if let outside {
      add(
        "xlsx.address",
        "cells have no address that a sheet has (\(outside.count)), and stand where the one before leads",
        at: outside.first, &warnings)
    }
    if hiddenRows > 0 || !usedHiddenColumns.isEmpty {
      add(
        "xlsx.hidden-cells",
        "rows (\(hiddenRows)) and columns (\(usedHiddenColumns.count)) are hidden on the sheet; they were read",
        &warnings)
    }
  }
}

/// Cells as citations name them.
enum XLSXPlace {
  /// `Sheet1!A1:B7`, `'My sheet'!A1`.
  static func name(sheet: String, _ cells: String) -> String {
    let isPlain = sheet.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
    return (isPlain ? sheet : "'" + sheet.replacing("'", with: "''") + "'") + "!" + cells
  }
}
