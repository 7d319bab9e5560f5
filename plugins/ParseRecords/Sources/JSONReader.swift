import Document
public import Workbench

extension Entry {
  public static let parseJSON = Entry(
    Manual(
      "parse.json", version: 1, "Reads JSON and JSON lines: each object is a document.",
      help: """
        A file is a list of objects, an object a line (JSON lines), or one object; where that has no text but one list of objects,
        these are read. Which field holds the text, the title, the date and so on is guessed from usual names or told by
        parameters, as a name or a path such as a.b[0].c; the other fields become free keys. An object in which nothing looks
        like a text is its own text, a line a field. A list or lines are read object by object and may be larger than memory. An
        object that cannot be read is left out with a warning.
        """,
      parameters: FieldNames.parameters + [
        .text(
          "records", default: "", "Path of the list of records within an object, such as data.items; empty to guess."),
        .text("charset", default: "", "Name of the charset; empty for UTF-8, or to find it out where the file is not."),
        .integer("longest-record", default: 64, in: 1...512, "MiB that one record may have."),
      ],
      makes: [.blocks], formats: [Format("application/json", extensions: ["json", "jsonl", "ndjson"])]),
    recognises: JSONReader.likeness
  ) { settings throws(Problem) in
    let records = try settings.text("records")
    return JSONReader(
      names: try FieldNames(settings), records: records.isEmpty ? nil : try FieldPath(records, of: "records"),
      charset: try settings.text("charset"), longestRecord: try settings.integer("longest-record") << 20)
  }
}

struct JSONReader: Reader {
  var names: FieldNames
  var records: FieldPath?
  var charset: String
  var longestRecord: Int

  func read(
    _ source: ByteSource, in context: RunContext, emit: (consuming Document) throws(Problem) -> Void
  ) throws(Problem) {
    let file = try RecordSource(source, charset: charset)
    var documents = RecordDocuments(
      names, path: source.path, sha256: file.sha256, mediaType: "application/json", charset: file.charset,
      reader: Entry.parseJSON.manual.versioned)
    for warning in file.warnings { documents.warn(warning) }
    var row = 0
    var scanner = JSONScanner(isLines: JSONReader.isLines(try source.prefix(1 << 16)), longest: longestRecord)
    func take(_ item: JSONScanner.Item) throws(Problem) {
      guard let value = value(of: item, file, &documents) else { return }
      if value.object == nil, value.array == nil {
        documents.warn(
          Problem(
            "json.no-object", "\(value.kindInWords) stands where a record was expected, and was left out",
            at: Place(bytes: item.range, line: item.line), help: "a record is an object with named fields"))
      }
      for record in found(value) {
        row += 1
        if let document = documents.append(record, row: row, line: item.line, bytes: item.range) { try emit(document) }
      }
    }
    do throws(Problem) {
      try file.forEachPiece { piece throws(Problem) in
        try scanner.append(piece) { item throws(Problem) in try take(item) }
      }
      try scanner.finish { item throws(Problem) in try take(item) }
    } catch { throw error.inFile(source.path) }
    guard let last = documents.finish() else {
      throw documents.takeWarnings().first { $0.code.hasPrefix("json.") }
        ?? Problem(
          "input.empty", "there is no record with text in the file", at: Place(file: source.path),
          help: "name the list of records with 'records', and the field with 'text'")
    }
    try emit(last)
  }

  /// The value of a stretch; nil, with a warning, where it is none.
  private func value(
    of item: JSONScanner.Item, _ file: RecordSource, _ documents: inout RecordDocuments
  ) -> Value? {
    let (text, isBroken) = file.text(of: item.bytes)
    if isBroken {
      documents.warn(
        Problem(
          "charset.invalid-bytes", "the record has bytes that are not \(file.charset) and became U+FFFD",
          at: Place(bytes: item.range, line: item.line),
          help: "the record is damaged or in another charset: name the file's with 'charset'"))
    }
    do throws(Problem) { return try JSON.value(from: text) } catch {
      let line = item.line + (error.place.line ?? 1) - 1
      documents.warn(
        Problem(
          item.isCut ? "json.truncated" : "json.record",
          item.isCut
            ? "the file ends within a record, which was left out" : "a record was left out: \(error.message)",
          at: Place(bytes: item.range, line: line, column: error.place.column),
          help: error.help ?? "check the file with `python3 -m json.tool`"))
      return nil
    }
  }

  /// The records that a value is or holds.
  private func found(_ value: Value) -> [Fields] {
    if let items = value.array { return items.flatMap { found($0) } }
    guard let fields = value.object else { return [] }
    if let records {
      guard let held = records.value(in: fields) else { return [] }
      return held.array?.compactMap(\.object) ?? held.object.map { [$0] } ?? []
    }
    if names.values(of: "text", in: fields).isEmpty, let items = JSONReader.onlyList(fields) { return items }
    return [fields]
  }

  /// The one list of objects that an object holds, or that one of its objects does.
  private static func onlyList(_ fields: Fields, depth: Int = 0) -> [Fields]? {
    var lists: [[Fields]] = []
    for (_, value) in fields {
      if let items = value.array, !items.isEmpty {
        let objects = items.compactMap(\.object)
        if objects.count == items.count { lists.append(objects) }
      } else if depth < 1, let inner = value.object, let list = onlyList(inner, depth: depth + 1) {
        lists.append(list)
      }
    }
    return lists.count == 1 ? lists[0] : nil
  }

  /// Whether each line is a value: the first begins with a brace, and is a whole one.
  private static func isLines(_ start: ArraySlice<UInt8>) -> Bool {
    let lines = start.split(separator: 0x0A, omittingEmptySubsequences: true)
    guard let first = lines.first, first.first(where: { $0 > 0x20 && $0 < 0x80 }) == 0x7B else { return false }
    if (try? JSON.value(from: Array(first.starts(with: [0xEF, 0xBB, 0xBF]) ? first.dropFirst(3) : first))) != nil {
      return true
    }
    // A broken first line: the next tell.
    guard lines.count > 1, first.count > 2 else { return false }
    let next = lines.dropFirst().prefix(3)
    return next.count { (try? JSON.value(from: Array($0)))?.object != nil } * 2 >= next.count
  }

  /// An object or a list of them at the start, and none that Dragoman wrote.
  static func likeness(_ start: ArraySlice<UInt8>) -> Double {
    let text = (start.starts(with: [0xEF, 0xBB, 0xBF]) ? start.dropFirst(3) : start).prefix(400).filter { $0 > 0x20 }
    guard let first = text.first, first == 0x7B || first == 0x5B, text.count > 1 else { return 0 }
    if text.starts(with: "{\"format\":\"dragoman/document@".utf8) { return 0 }
    let second = text[1]
    if first == 0x7B { return second == 0x22 || second == 0x7D ? 0.85 : 0 }
    return second == 0x7B ? 0.85 : 0
  }
}
