import Document
public import Workbench

extension Entry {
  public static let parseCSV = Entry(
    Manual(
      "parse.csv", version: 1, "Reads tables in CSV, TSV and the like: each row is a document.",
      help: """
        The first row names the columns, unless it is one like the others. Which column holds the text, the title, the date and
        so on is guessed from usual names or told by parameters; the other columns become free keys of the document. A row in
        which nothing looks like a text is its own text, a line a column. The delimiter is found out; fields may be quoted with
        '"'. The file is read row by row and may be larger than memory.
        """,
      parameters: FieldNames.parameters + [
        .text("charset", default: "", "Name of the charset, such as windows-1256; empty to find it out."),
        .choice(
          "delimiter", default: "auto", of: ["auto", "comma", "semicolon", "tab", "bar"],
          "What stands between two fields."),
        .choice("header", default: "auto", of: ["auto", "yes", "no"], "Whether the first row names the columns."),
        .integer(
          "longest-field", default: 16, in: 1...512,
          "MiB that a quoted field may have before its quote counts as unclosed."),
      ],
      makes: [.blocks], formats: [Format("text/csv", extensions: ["csv", "tsv", "tab"])]),
    recognises: CSVReader.likeness
  ) { settings throws(Problem) in
    CSVReader(
      names: try FieldNames(settings), charset: try settings.text("charset"),
      delimiter: CSVReader.delimiters[try settings.text("delimiter")], header: try settings.text("header"),
      longestField: try settings.integer("longest-field") << 20)
  }
}

struct CSVReader: Reader {
  static let delimiters: [String: UInt8] = ["comma": 0x2C, "semicolon": 0x3B, "tab": 0x09, "bar": 0x7C]

  var names: FieldNames
  var charset: String
  var delimiter: UInt8?
  var header: String
  var longestField: Int

  func read(
    _ source: ByteSource, in context: RunContext, emit: (consuming Document) throws(Problem) -> Void
  ) throws(Problem) {
    let file = try RecordSource(source, charset: charset)
    let start = CSVReader.start(of: file)
    let delimiter = delimiter ?? CSVRows.delimiter(of: start)
    var documents = RecordDocuments(
      names, path: source.path, sha256: file.sha256, mediaType: "text/csv", charset: file.charset,
      reader: Entry.parseCSV.manual.versioned)
    for warning in file.warnings { documents.warn(warning) }
    var table = CSVTable(file, header)
    var rows = CSVRows(delimiter, longestField: longestField)
    func take(_ row: CSVRow) throws(Problem) {
      if let document = table.take(row, &documents) { try emit(document) }
    }
    try file.forEachPiece { piece throws(Problem) in
      try rows.append(piece) { row throws(Problem) in try take(row) }
    }
    try rows.finish { row throws(Problem) in try take(row) }
    guard let last = documents.finish() else {
      throw documents.takeWarnings().first { $0.code.hasPrefix("csv.") }
        ?? Problem("input.empty", "there is no row with text in the table", at: Place(file: source.path))
    }
    try emit(last)
  }

  private static func start(of file: RecordSource) -> [UInt8] {
    var start: [UInt8] = []
    // The end is thrown to stop reading; nothing else can fail that does not fail again.
    try? file.forEachPiece { piece throws(Problem) in
      start += piece.prefix(1 << 16)
      if start.count >= 1 << 16 { throw Problem("csv.start", "enough") }
    }
    return start
  }

  /// A table has the same number of fields in each of its first rows, and a name of a column that is usual.
  static func likeness(_ start: ArraySlice<UInt8>) -> Double {
    guard !start.contains(0), start.first(where: { $0 > 0x20 }).map({ $0 != 0x3C && $0 != 0x7B && $0 != 0x5B }) ?? false
    else { return 0 }
    let bytes = Array(start.starts(with: [0xEF, 0xBB, 0xBF]) ? start.dropFirst(3) : start)
    var rows = CSVRows.first(of: bytes, CSVRows.delimiter(of: bytes))
    if rows.count > 2 { rows.removeLast() }
    guard rows.count >= 2, let names = rows.first, names.count >= 2, rows.allSatisfy({ $0.count == names.count }) else {
      return 0
    }
    let known = names.count { FieldNames.knows($0) }
    return known >= 2 ? 0.8 : known == 1 && rows.count > 2 ? 0.6 : 0
  }
}

/// Names the fields of rows.
private struct CSVTable {
  private let file: RecordSource
  private let header: String
  private var columns: [String]?
  private var row = 0

  init(_ file: RecordSource, _ header: String) {
    self.file = file
    self.header = header
  }

  mutating func take(_ cells: CSVRow, _ documents: inout RecordDocuments) -> Document? {
    let decoded = cells.fields.map { file.text(of: $0[...]) }
    let place = Place(bytes: cells.bytes, line: cells.line, row: row + (columns == nil ? 0 : 1))
    if decoded.contains(where: \.isBroken) {
      documents.warn(
        Problem(
          "charset.invalid-bytes", "the row has bytes that are not \(file.charset) and became U+FFFD", at: place,
          help: "the row is damaged or in another charset: name the file's with 'charset'"))
    }
    let values = decoded.map(\.text)
    if cells.isUnclosed {
      documents.warn(
        Problem(
          "csv.unclosed-quote", "a quote that opens on this line is not closed; it was read as a character", at: place,
          help: "double the quote or close it; 'longest-field' bounds a quoted field"))
    }
    guard let columns else {
      if isHeader(values) {
        self.columns = CSVTable.distinct(values)
        return nil
      }
      self.columns = values.indices.map { "column \($0 + 1)" }
      return append(values, cells, &documents)
    }
    guard values.contains(where: { !$0.isEmpty }) else { return nil }
    if values.count != columns.count {
      documents.warn(
        Problem(
          "csv.ragged", "the row has \(values.count) fields, the table \(columns.count) columns", at: place,
          help: "check the quotes of the row and the 'delimiter'"))
    }
    return append(values, cells, &documents)
  }

  private mutating func append(
    _ values: [String], _ cells: CSVRow, _ documents: inout RecordDocuments
  ) -> Document? {
    row += 1
    var record = Fields()
    for (index, value) in values.enumerated() {
      let name = columns.flatMap { index < $0.count ? $0[index] : nil } ?? "column \(index + 1)"
      record[name] = .string(value)
    }
    return documents.append(record, row: row, line: cells.line, bytes: cells.bytes)
  }

  private func isHeader(_ values: [String]) -> Bool {
    if header != "auto" { return header == "yes" }
    if values.contains(where: { FieldNames.knows($0) }) { return true }
    // Names are short, filled and each another.
    return values.allSatisfy { !$0.isEmpty && $0.utf8.count <= 60 && Double($0) == nil }
      && Set(values).count == values.count
      && values.count > 1
  }

  /// Each column by a name of its own.
  private static func distinct(_ names: [String]) -> [String] {
    var seen: Set<String> = []
    return names.enumerated().map { index, name in
      let name = name.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      let own = name.isEmpty || seen.contains(name) ? "\(name.isEmpty ? "column" : name) \(index + 1)" : name
      seen.insert(own)
      return own
    }
  }
}
