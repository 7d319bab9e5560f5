import Synchronization

/// What a folding makes of the scalars that are frequent: U+0000…U+07FF and general punctuation, U+2000…U+206F.
final class FoldingTable: Sendable {
  let options: Folding
  private let entries: [UInt16]
  /// The foldings of frequent scalars that are several scalars.
  private let several: [UInt32: [UInt32]]

  private static let deleted: UInt16 = 0xFFFF
  private static let slow: UInt16 = 0xFFFE

  /// What becomes of one scalar.
  enum Result {
    case scalar(UInt32)
    case none
    case many([UInt32])
  }

  private init(_ options: Folding) {
    self.options = options
    var several: [UInt32: [UInt32]] = [:]
    entries = (Array(0..<0x800) + Array(0x2000..<0x2070)).map { (value: UInt32) in
      let mapped = options.mapping(value)
      guard let first = mapped.first else { return FoldingTable.deleted }
      if mapped.count == 1 && first < FoldingTable.slow { return UInt16(first) }
      several[value] = mapped
      return FoldingTable.slow
    }
    self.several = several
  }

  private static let matching = FoldingTable(.matching)
  private static let light = FoldingTable(.light)
  private static let others = Mutex<[Folding: FoldingTable]>([:])

  /// The table of a folding, made once.
  static func of(_ options: Folding) -> FoldingTable {
    switch options {
    case .matching: matching
    case .light: light
    default:
      others.withLock { tables in
        if let table = tables[options] { return table }
        let table = FoldingTable(options)
        tables[options] = table
        return table
      }
    }
  }

  @inline(__always)
  subscript(value: UInt32) -> Result {
    let index = value < 0x800 ? Int(value) : value >= 0x2000 && value < 0x2070 ? Int(value) - 0x1800 : -1
    if index >= 0 {
      let entry = entries[index]
      if entry < FoldingTable.slow { return .scalar(UInt32(entry)) }
      if entry == FoldingTable.deleted { return .none }
      if let scalars = several[value] { return .many(scalars) }
    }
    if options.keeps(value) { return .scalar(value) }
    let mapped = options.mapping(value)
    return mapped.count == 1 ? .scalar(mapped[0]) : mapped.isEmpty ? .none : .many(mapped)
  }
}

/// Folded text on its way to a string.
struct FoldedBytes {
  private var bytes: [UInt8]
  private(set) var count = 0

  init(capacity: Int) {
    bytes = [UInt8](repeating: 0, count: capacity + 16)
  }

  var text: String { String(decoding: bytes[..<count], as: UTF8.self) }

  /// Appends the folding of a range.
  ///
  /// - Parameter note: is told, for each scalar that is kept, its offset in the source and in the output, and whether it became
  ///   one scalar of the same length.
  @inline(__always)
  mutating func append(
    _ source: borrowing Span<UInt8>, _ bounds: Range<Int>, _ table: FoldingTable,
    note: (_ source: Int, _ folded: Int, _ isAlike: Bool) -> Void
  ) {
    var offset = bounds.lowerBound
    while offset < bounds.upperBound {
      let (value, length) = scalar(source, at: offset)
      let start = count
      var isOne = true
      switch table[value] {
      case .scalar(let folded): append(folded)
      case .none: break
      case .many(let scalars):
        isOne = false
        for scalar in scalars { append(scalar) }
      }
      if count > start { note(offset, start, isOne && count - start == length) }
      offset += length
    }
  }

  @inline(__always)
  private mutating func append(_ value: UInt32) {
    if count + 4 > bytes.count { bytes.append(contentsOf: repeatElement(0, count: bytes.count)) }
    if value < 0x80 {
      bytes[count] = UInt8(truncatingIfNeeded: value)
      count += 1
    } else if value < 0x800 {
      bytes[count] = UInt8(truncatingIfNeeded: 0xC0 | value >> 6)
      bytes[count + 1] = UInt8(truncatingIfNeeded: 0x80 | value & 0x3F)
      count += 2
    } else if value < 0x10000 {
      bytes[count] = UInt8(truncatingIfNeeded: 0xE0 | value >> 12)
      bytes[count + 1] = UInt8(truncatingIfNeeded: 0x80 | value >> 6 & 0x3F)
      bytes[count + 2] = UInt8(truncatingIfNeeded: 0x80 | value & 0x3F)
      count += 3
    } else {
      bytes[count] = UInt8(truncatingIfNeeded: 0xF0 | value >> 18)
      bytes[count + 1] = UInt8(truncatingIfNeeded: 0x80 | value >> 12 & 0x3F)
      bytes[count + 2] = UInt8(truncatingIfNeeded: 0x80 | value >> 6 & 0x3F)
      bytes[count + 3] = UInt8(truncatingIfNeeded: 0x80 | value & 0x3F)
      count += 4
    }
  }
}
