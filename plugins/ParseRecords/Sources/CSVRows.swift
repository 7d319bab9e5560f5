import Document

/// A row of a table, its fields as bytes without their quotes.
struct CSVRow {
  var fields: [[UInt8]]
  /// The line that the row begins on, from 1.
  var line: Int
  var bytes: Range<Int>
  /// Whether a quote was not closed, so that it was read as a character.
  var isUnclosed = false
}

/// Cuts bytes that come piece by piece into rows (RFC 4180, with any delimiter and any line end).
struct CSVRows {
  private let delimiter: UInt8
  private let longestField: Int
  /// The bytes of the row that is not whole.
  private var raw: [UInt8] = []
  private var scanned = 0
  private var isQuoted = false
  private var fieldStart = 0
  /// Where the last quote closed.
  private var closed = -1
  private var recoveries = 0

  /// A file with more unclosed quotes than this has none at all: its quotes are characters.
  private static let mostRecoveries = 64
  private var line = 1
  private var linesWithin = 0
  private var offset = 0

  init(_ delimiter: UInt8, longestField: Int) {
    self.delimiter = delimiter
    self.longestField = longestField
  }

  mutating func append(
    _ piece: ArraySlice<UInt8>, _ body: (CSVRow) throws(Problem) -> Void
  ) throws(Problem) {
    raw += piece
    try scan(isLast: false, body)
  }

  mutating func finish(_ body: (CSVRow) throws(Problem) -> Void) throws(Problem) {
    try scan(isLast: true, body)
    guard !raw.isEmpty else { return }
    if isQuoted {
      try literal(raw.count, body)
      try scan(isLast: true, body)
    }
    if !raw.isEmpty { try emit(raw.count, next: raw.count, body) }
  }

  private mutating func scan(isLast: Bool, _ body: (CSVRow) throws(Problem) -> Void) throws(Problem) {
    var start = 0
    while scanned < raw.count {
      let byte = raw[scanned]
      if isQuoted {
        if byte == 0x22 {
          // A doubled quote opens again at once.
          isQuoted = false
          closed = scanned
        } else if byte == 0x0A {
          linesWithin += 1
        }
        if isQuoted, scanned - fieldStart > longestField {
          drop(start)
          start = 0
          try literal(scanned, body)
          continue
        }
        scanned += 1
        continue
      }
      switch byte {
      case 0x22:
        if scanned == fieldStart && recoveries < CSVRows.mostRecoveries || closed >= 0 && closed == scanned - 1 {
          isQuoted = true
        }
        scanned += 1
      case delimiter:
        scanned += 1
        fieldStart = scanned
      case 0x0A, 0x0D:
        if byte == 0x0D, scanned + 1 == raw.count, !isLast {
          drop(start)
          return
        }
        let next = byte == 0x0D && scanned + 1 < raw.count && raw[scanned + 1] == 0x0A ? scanned + 2 : scanned + 1
        try row(start..<scanned, next, body)
        start = next
        scanned = next
        fieldStart = next
      default: scanned += 1
      }
    }
    drop(start)
  }

  /// Forgets the bytes of whole rows.
  private mutating func drop(_ count: Int) {
    raw.removeFirst(count)
    scanned -= count
    fieldStart -= count
    closed -= count
    offset += count
  }

  private mutating func emit(
    _ end: Int, next: Int, _ body: (CSVRow) throws(Problem) -> Void
  ) throws(Problem) {
    try row(0..<end, next, body)
    drop(next)
    scanned = 0
    fieldStart = 0
  }

  private mutating func row(
    _ range: Range<Int>, _ next: Int, _ body: (CSVRow) throws(Problem) -> Void
  ) throws(Problem) {
    defer {
      line += linesWithin + 1
      linesWithin = 0
    }
    guard !range.isEmpty else { return }
    try body(
      CSVRow(
        fields: CSVRows.fields(raw[range], delimiter), line: line,
        bytes: offset + range.lowerBound..<offset + range.upperBound))
  }

  /// Reads the row that a quote leaves open up to its line's end, the quote as a character; the rest is read again.
  private mutating func literal(_ limit: Int, _ body: (CSVRow) throws(Problem) -> Void) throws(Problem) {
    isQuoted = false
    closed = -1
    recoveries += 1
    linesWithin = 0
    let end = raw.firstIndex(where: { $0 == 0x0A || $0 == 0x0D }) ?? raw.count
    let next = end + 1 < raw.count && raw[end] == 0x0D && raw[end + 1] == 0x0A ? end + 2 : min(end + 1, raw.count)
    let fields = raw[..<end].split(separator: delimiter, omittingEmptySubsequences: false).map(Array.init)
    try body(CSVRow(fields: fields, line: line, bytes: offset..<offset + end, isUnclosed: true))
    line += 1
    raw.removeFirst(next)
    offset += next
    scanned = 0
    fieldStart = 0
  }

  /// The fields of one row.
  private static func fields(_ row: ArraySlice<UInt8>, _ delimiter: UInt8) -> [[UInt8]] {
    var fields: [[UInt8]] = []
    var field: [UInt8] = []
    var isQuoted = false
    var isFieldStart = true
    var at = row.startIndex
    while at < row.endIndex {
      let byte = row[at]
      if isQuoted {
        if byte != 0x22 {
          field.append(byte)
        } else if at + 1 < row.endIndex, row[at + 1] == 0x22 {
          field.append(0x22)
          at += 1
        } else {
          isQuoted = false
        }
      } else if byte == delimiter {
        fields.append(field)
        field = []
        isFieldStart = true
        at += 1
        continue
      } else if byte == 0x22, isFieldStart {
        isQuoted = true
      } else {
        field.append(byte)
      }
      isFieldStart = false
      at += 1
    }
    fields.append(field)
    return fields
  }

  /// The fields of the first rows of a table, as text that is not yet in its charset.
  static func first(of bytes: [UInt8], _ delimiter: UInt8) -> [[String]] {
    var rows = CSVRows(delimiter, longestField: 1 << 16)
    var found: [[String]] = []
    let take = { (row: CSVRow) throws(Problem) in
      if found.count < 20 { found.append(row.fields.map { String(decoding: $0, as: UTF8.self) }) }
    }
    try? rows.append(bytes[...], take)
    try? rows.finish(take)
    return found
  }

  /// The delimiter that cuts the first rows into the same number of fields, the most there are; a comma where none does.
  static func delimiter(of bytes: [UInt8]) -> UInt8 {
    var best: (delimiter: UInt8, score: Double) = (0x2C, 0)
    for delimiter in [UInt8(0x2C), 0x09, 0x3B, 0x7C] {
      let counts = first(of: Array(bytes.prefix(1 << 14)), delimiter).map(\.count)
      guard let width = counts.first, width > 1 else { continue }
      let same = Double(counts.count { $0 == width }) / Double(counts.count)
      let score = same * 100 + Double(min(width, 50))
      if same >= 0.5, score > best.score { best = (delimiter, score) }
    }
    return best.delimiter
  }
}
