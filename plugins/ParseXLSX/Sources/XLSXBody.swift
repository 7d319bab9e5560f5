import Document
import Markup
import Workbench

/// Makes blocks of a workbook, sheet by sheet.
struct XLSXBody {
  private var book: XLSXBook
  private let comments: Bool
  /// How many cells there may be.
  private let limit: Int
  private var room: Int
  private let bounds: ArchiveBounds
  private let packedSize: Int
  private var list = WarningList()
  private(set) var builder = BlockBuilder()
  /// Names of sheets that are not shown.
  private(set) var hiddenSheets: [String] = []
  /// What the texts of cells take so far, each as often as a cell refers to it.
  private var made = 0

  init(
    _ book: XLSXBook, comments: Bool, limit: Int, bounds: ArchiveBounds, packedSize: Int, warnings: [Problem]
  ) {
    self.book = book
    self.comments = comments
    self.limit = limit
    self.bounds = bounds
    self.packedSize = packedSize
    room = limit
    for warning in warnings { list.append(warning) }
    list.append(book.warnings)
  }

  var warnings: [Problem] { list.all }

  mutating func read() throws(ArchiveFault) {
    var hasCells = false
    for sheet in book.sheets {
      guard let part = sheet.part else { continue }
      let made = try read(part, sheet)
      if made { hasCells = true }
      if room < 0 { break }
    }
    if let warning = builder.warning { list.append(warning) }
    if !hasCells { list.append(Problem("xlsx.no-text", "there is nothing in the cells of the workbook")) }
  }

  /// - Returns: whether there was anything on the sheet.
  private mutating func read(_ part: String, _ sheet: XLSXBook.Sheet) throws(ArchiveFault) -> Bool {
    var remarks: [Run] = []
    if sheet.isHidden {
      hiddenSheets.append(sheet.name)
      list.append(
        Problem("xlsx.hidden", "the sheet '\(sheet.name)' is hidden; it was read", at: Place(part: sheet.name)))
      remarks = [Run(.note, 0..<0, value: "hidden sheet")]
    }
    var title = ParagraphBuilder()
    title.append(sheet.name)
    let (words, _) = title.finish()
    for at in remarks.indices { remarks[at].range = words.utf8.count..<words.utf8.count }
    builder.append(words, kind: .heading, level: 1, place: Place(part: sheet.name), runs: remarks)
    let before = builder.blocks.count
    var content = XLSXSheet(book, part: part, name: sheet.name, room: &room)
    book.package.drop(part)
    list.append(content.warnings)
    if room < 0, let last = content.cells.last {
      list.append(
        Problem(
          "xlsx.cells",
          "the workbook has more than \(limit) cells with something in them; those behind it were left out",
          at: Place(part: XLSXPlace.name(sheet: sheet.name, last.address.name)),
          help: "where the file is no trap, raise the parameter 'cells' of parse.xlsx"))
    }
    let notes = comments ? XLSXComments(book, sheet: part, warnings: &list).ofCell : [:]
    content.sort(with: notes.keys)
    for region in XLSXRegion.regions(content.cells) {
      try add(region, content, notes)
    }
    var drawing = XLSXDrawing(book.package, sheet: sheet.name)
    for part in content.drawings { drawing.read(part) }
    for (words, role, place) in drawing.pieces { builder.append(words, role: role, place: place) }
    list.append(drawing.warnings)
    return builder.blocks.count > before
  }

  // MARK: Cells

  private mutating func add(
    _ region: XLSXRegion, _ sheet: XLSXSheet, _ notes: [CellAddress: [String]]
  ) throws(ArchiveFault) {
    for cell in region.cells { try count(cell) }
    for part in region.parts(merged: sheet.merged) {
      let cells = sheet.cells[part.cells]
      guard let first = cells.first, let last = cells.last else { continue }
      switch part.kind {
      case .lines:
        for cell in cells {
          var text = ParagraphBuilder()
          words(of: cell, sheet, notes, &text)
          add(&text, place(CellRange(cell.address, cell.address), sheet))
        }
      case .list:
        var table = TableBuilder()
        for cell in cells {
          table.beginRow()
          var name = ParagraphBuilder()
          name.append(cell.address.name)
          table.add(name)
          var text = ParagraphBuilder()
          words(of: cell, sheet, notes, &text)
          table.add(text)
        }
        table.append(to: &builder, place: place(part.range, sheet))
      case .table(let columns):
        var table = TableBuilder()
        var at = part.cells.lowerBound
        for row in first.address.row...last.address.row {
          table.beginRow()
          for column in columns {
            var text = ParagraphBuilder()
            while at < part.cells.upperBound, sheet.cells[at].address == CellAddress(row: row, column: column) {
              if !text.isEmpty { text.append(" ") }
              words(of: sheet.cells[at], sheet, notes, &text)
              at += 1
            }
            table.add(text)
          }
        }
        let before = builder.blocks.count
        table.append(to: &builder, place: place(part.range, sheet))
        // A remark on empty cells alone is not lost.
        if builder.blocks.count == before {
          for cell in cells {
            for note in notes[cell.address] ?? [] {
              builder.append(note, role: .note, place: place(CellRange(cell.address, cell.address), sheet))
            }
          }
        }
      }
    }
  }

  private mutating func add(_ text: inout ParagraphBuilder, _ place: Place) {
    let (words, runs) = text.finish()
    let before = builder.blocks.count
    builder.append(words, place: place, runs: runs)
    guard builder.blocks.count == before else { return }
    for run in runs where run.kind == .note { builder.append(run.value ?? "", role: .note, place: place) }
  }

  private func place(_ range: CellRange, _ sheet: XLSXSheet) -> Place {
    Place(part: XLSXPlace.name(sheet: sheet.name, range.name), row: range.first.row)
  }

  private func words(
    of cell: XLSXCell, _ sheet: XLSXSheet, _ notes: [CellAddress: [String]], _ text: inout ParagraphBuilder
  ) {
    let link =
      sheet.links[cell.address] ?? cell.link ?? sheet.rangeLinks.first { $0.range.contains(cell.address) }?.target
    let marks = link.map { [ParagraphBuilder.Mark(.link, $0)] } ?? []
    switch cell.content {
    case .shared(let at): book.strings[at].append(to: &text, marks)
    case .rich(let words): words.append(to: &text, marks)
    case .plain(let words): text.append(words, marks)
    }
    for note in notes[cell.address] ?? [] { text.mark(.note, note) }
  }

  /// A text that a million cells refer to must not fill memory: what cells hold together has the bounds of the XML.
  private mutating func count(_ cell: XLSXCell) throws(ArchiveFault) {
    switch cell.content {
    case .shared(let at): made += book.strings[at].cost
    case .rich(let words): made += words.cost
    case .plain(let words): made += words.utf8.count
    }
    if made > bounds.size { throw .size(bounds.size) }
    if made > ArchiveBounds.ratioFrom, made / bounds.ratio > packedSize { throw .ratio(bounds.ratio) }
  }
}
