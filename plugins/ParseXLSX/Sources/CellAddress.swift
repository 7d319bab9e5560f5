/// A cell of a sheet, by row and column from 1.
struct CellAddress: Hashable, Comparable {
  var row: Int
  var column: Int

  static let lastRow = 1_048_576
  static let lastColumn = 16_384

  init(row: Int, column: Int) {
    self.row = row
    self.column = column
  }

  /// `B7`, or `$B$7`; nil for what is no cell that a sheet has.
  init?(_ text: some StringProtocol) {
    var row = 0
    var column = 0
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "$"): continue
      case UInt8(ascii: "A")...UInt8(ascii: "Z") where row == 0: column = column * 26 + Int(byte) - 0x40
      case UInt8(ascii: "a")...UInt8(ascii: "z") where row == 0: column = column * 26 + Int(byte) - 0x60
      case UInt8(ascii: "0")...UInt8(ascii: "9") where column > 0: row = row * 10 + Int(byte) - 0x30
      default: return nil
      }
      if row > CellAddress.lastRow || column > CellAddress.lastColumn { return nil }
    }
    guard row > 0, column > 0 else { return nil }
    self.row = row
    self.column = column
  }

  static func < (a: CellAddress, b: CellAddress) -> Bool { (a.row, a.column) < (b.row, b.column) }

  var name: String { CellAddress.name(ofColumn: column) + String(row) }

  private static func name(ofColumn column: Int) -> String {
    var letters: [UInt8] = []
    var rest = column
    while rest > 0 {
      letters.append(UInt8(ascii: "A") + UInt8((rest - 1) % 26))
      rest = (rest - 1) / 26
    }
    return String(decoding: letters.reversed(), as: UTF8.self)
  }
}

/// A rectangle of cells.
struct CellRange: Hashable {
  var first: CellAddress
  var last: CellAddress

  init(_ first: CellAddress, _ last: CellAddress) {
    self.first = first
    self.last = last
  }

  /// `B7:C9`, or one cell.
  init?(_ text: String) {
    let parts = text.split(separator: ":")
    guard (1...2).contains(parts.count), let a = CellAddress(parts[0]), let b = CellAddress(parts[parts.count - 1])
    else {
      return nil
    }
    first = CellAddress(row: min(a.row, b.row), column: min(a.column, b.column))
    last = CellAddress(row: max(a.row, b.row), column: max(a.column, b.column))
  }

  func contains(_ cell: CellAddress) -> Bool {
    (first.row...last.row).contains(cell.row) && (first.column...last.column).contains(cell.column)
  }

  var name: String { first == last ? first.name : first.name + ":" + last.name }
}
