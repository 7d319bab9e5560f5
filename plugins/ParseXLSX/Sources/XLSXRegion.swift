/// Cells of rows that follow one another, without an empty row between them.
struct XLSXRegion {
  /// A stretch of a region that becomes blocks.
  struct Part {
    enum Kind: Equatable {
      /// Each cell is a paragraph.
      case lines
      /// A table of these columns; those in which no cell has anything are left out.
      case table(columns: [Int])
      /// A table of cells with their addresses, where rows and columns would be mostly empty.
      case list
    }

    var kind: Kind
    /// Positions in the cells of the sheet.
    var cells: Range<Int>
    var range: CellRange
  }

  let cells: ArraySlice<XLSXCell>

  /// A table may have so many cells for each with something in it, and some more.
  private static let sparse = 16
  private static let free = 4_096
  /// Lines of one column that are longer, on the whole, are text.
  private static let longLine = 60

  /// - Parameter cells: in the order of rows and columns.
  static func regions(_ cells: [XLSXCell]) -> [XLSXRegion] {
    var found: [XLSXRegion] = []
    var start = 0
    for at in cells.indices {
      let isLast = at + 1 == cells.count
      if isLast || cells[at + 1].address.row > cells[at].address.row + 1 {
        found.append(XLSXRegion(cells: cells[start...at]))
        start = at + 1
      }
    }
    return found
  }

  /// The table, with the lines above and below it that are one merged cell each.
  func parts(merged: [CellAddress: CellRange]) -> [Part] {
    var (start, end) = (cells.startIndex, cells.endIndex)
    func isLine(_ at: Int) -> Bool {
      let address = cells[at].address
      guard let range = merged[address], range.last.column > address.column else { return false }
      let isAlone = { (other: Int) in !cells.indices.contains(other) || cells[other].address.row != address.row }
      return isAlone(at - 1) && isAlone(at + 1)
    }
    while start < end, isLine(start) { start += 1 }
    while end > start, isLine(end - 1) { end -= 1 }
    var parts: [Part] = []
    func lines(_ range: Range<Int>) { if !range.isEmpty { parts.append(part(.lines, range)) } }
    lines(cells.startIndex..<start)
    if start < end { parts.append(part(kind(start..<end), start..<end)) }
    lines(end..<cells.endIndex)
    return parts
  }

  private func kind(_ range: Range<Int>) -> Part.Kind {
    if range.count == 1 { return .lines }
    let columns = Set(cells[range].lazy.map(\.address.column)).sorted()
    let rows = cells[range.upperBound - 1].address.row - cells[range.lowerBound].address.row + 1
    if columns.count == 1 {
      let bytes = cells[range].reduce(0) { $0 + $1.size }
      if bytes > XLSXRegion.longLine * range.count { return .lines }
    }
    let area = rows * columns.count
    return area > XLSXRegion.sparse * range.count + XLSXRegion.free ? .list : .table(columns: columns)
  }

  private func part(_ kind: Part.Kind, _ range: Range<Int>) -> Part {
    var (first, last) = (cells[range.lowerBound].address, cells[range.lowerBound].address)
    for cell in cells[range] {
      first = CellAddress(row: min(first.row, cell.address.row), column: min(first.column, cell.address.column))
      last = CellAddress(row: max(last.row, cell.address.row), column: max(last.column, cell.address.column))
    }
    return Part(kind: kind, cells: range, range: CellRange(first, last))
  }
}
