public import Document
import Markup
import Storage

/// A translation memory in one SQLite file: the record of units, with all that their files said about them, and of where each
/// came from. Used by one thread at a time; searched through a ``MemoryIndex``.
public final class MemoryStore {
  private let database: Database

  /// `PRAGMA user_version` of the stores that this code writes.
  private static let version = 1
  /// `PRAGMA application_id`: "DrTM".
  private static let application = 0x4472_544D

  private static let schema = """
    PRAGMA application_id = \(application);
    PRAGMA user_version = \(version);
    CREATE TABLE file (
      id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, version TEXT NOT NULL, attributes TEXT, items TEXT);
    CREATE TABLE unit (
      id INTEGER PRIMARY KEY, file INTEGER NOT NULL REFERENCES file, line INTEGER NOT NULL, tuid TEXT, attributes TEXT,
      items TEXT);
    CREATE INDEX unit_file ON unit (file);
    CREATE TABLE variant (
      unit INTEGER NOT NULL REFERENCES unit, position INTEGER NOT NULL, language TEXT NOT NULL, attributes TEXT,
      items TEXT, text TEXT NOT NULL, markup TEXT, PRIMARY KEY (unit, position)) WITHOUT ROWID;
    """

  private init(_ database: consuming Database) { self.database = database }

  /// Opens a store; a new one where there is none and `create` allows it. One that cannot be written is opened for reading.
  ///
  /// - Throws: `memory.missing`, `memory.damaged` for a file that is none, `memory.version` for one of a later program.
  public static func open(_ path: String, create: Bool) throws(Problem) -> MemoryStore {
    let exists = Files.exists(path)
    guard exists || create else {
      throw Problem(
        "memory.missing", "there is no memory \(path)", at: Place(file: path),
        help: "make it with `dragoman tm import \(path) FILE.tmx`")
    }
    // Without the right to write its log beside it, SQLite reads a store only when told that nobody changes it.
    guard !exists || Files.isWritable(path) else { return try openUnwritable(path) }
    let store = MemoryStore(try Database(path, create ? .create : .readWrite, .memory))
    // A program that was stopped between making the file and its tables left it empty.
    if create, try store.database.integer("SELECT count(*) FROM sqlite_master") == 0 {
      try store.database.transaction { () throws(Problem) in try store.database.run(schema) }
    }
    try store.check()
    try store.database.run("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON;")
    return store
  }

  static func openUnwritable(_ path: String) throws(Problem) -> MemoryStore {
    let store = MemoryStore(try Database(path, .immutable, .memory))
    try store.check()
    return store
  }

  /// Whether the bytes at the start of a file are those of a store.
  public static func recognises(_ prefix: some Sequence<UInt8>) -> Bool {
    prefix.starts(with: "SQLite format 3\0".utf8)
  }

  private func check() throws(Problem) {
    guard try database.integer("PRAGMA application_id") == MemoryStore.application else {
      throw Problem(
        "memory.damaged", "\(database.path) is a database, but no translation memory", at: Place(file: database.path),
        help: "name a store that `dragoman tm import` made")
    }
    let version = try database.integer("PRAGMA user_version")
    guard version <= MemoryStore.version else {
      throw Problem(
        "memory.version", "\(database.path) was made by a later Dragoman (version \(version))",
        at: Place(file: database.path), help: "use that one, or import the TMX file again")
    }
  }
}

extension MemoryStore {
  /// What an import did.
  public struct Report: Hashable, Sendable {
    public var units = 0
    public var variants = 0
    /// Units that an earlier import of the same file had brought.
    public var replaced = 0
    /// What was skipped; the first hundred.
    public var warnings: [Problem] = []
    /// How many things were skipped.
    public var skipped = 0
  }

  /// Imports a TMX file in one transaction: all of it, or nothing. Units of an earlier import under the same name are replaced.
  ///
  /// - Parameters:
  ///   - name: the file's name in origins.
  ///   - progress: told the number of units so far, every thousand.
  /// - Throws: the problems of ``TMX/read(_:file:_:)`` and of the database.
  @discardableResult
  public func importTMX(
    _ pieces: @escaping Pieces, file: String, name: String, progress: (Int) -> Void = { _ in }
  ) throws(Problem) -> Report {
    try database.transaction { () throws(Problem) -> Report in
      var report = Report()
      report.replaced = try delete(file: name)
      let insertFile = try database.prepare("INSERT INTO file (name, version, attributes, items) VALUES (?, ?, ?, ?)")
      let insertUnit = try database.prepare(
        "INSERT INTO unit (file, line, tuid, attributes, items) VALUES (?, ?, ?, ?, ?)")
      let insertVariant = try database.prepare(
        "INSERT INTO variant (unit, position, language, attributes, items, text, markup) VALUES (?, ?, ?, ?, ?, ?, ?)")
      var file64: Int64 = 0
      try TMX.read(pieces, file: file) { event throws(Problem) in
        switch event {
        case .warning(let problem):
          report.skipped += 1
          if report.warnings.count < 100 { report.warnings.append(problem) }
        case .header(let header):
          insertFile.bind(0, name)
          insertFile.bind(1, header.version)
          insertFile.bind(2, StoredXML.text(header.attributes))
          insertFile.bind(3, StoredXML.text(header.items))
          try database.run(insertFile)
          file64 = database.lastRow
        case .unit(let unit):
          insertUnit.bind(0, Int(file64))
          insertUnit.bind(1, unit.line)
          insertUnit.bind(2, unit.id)
          insertUnit.bind(3, StoredXML.text(unit.attributes))
          insertUnit.bind(4, StoredXML.text(unit.items))
          try database.run(insertUnit)
          let row = Int(database.lastRow)
          for (position, variant) in unit.variants.enumerated() {
            insertVariant.bind(0, row)
            insertVariant.bind(1, position)
            insertVariant.bind(2, variant.language)
            insertVariant.bind(3, StoredXML.text(variant.attributes))
            insertVariant.bind(4, StoredXML.text(variant.items))
            insertVariant.bind(5, variant.text)
            insertVariant.bind(6, variant.markup)
            try database.run(insertVariant)
          }
          report.units += 1
          report.variants += unit.variants.count
          if report.units % 1000 == 0 { progress(report.units) }
        }
      }
      return report
    }
  }

  private func delete(file name: String) throws(Problem) -> Int {
    let find = try database.prepare("SELECT id FROM file WHERE name = ?")
    find.bind(0, name)
    guard try database.step(find) else { return 0 }
    let file = find.integer(0)
    find.reset()
    let count = try database.integer("SELECT count(*) FROM unit WHERE file = \(file)")
    try database.run(
      """
      DELETE FROM variant WHERE unit IN (SELECT id FROM unit WHERE file = \(file));
      DELETE FROM unit WHERE file = \(file);
      DELETE FROM file WHERE id = \(file);
      """)
    return count
  }
}

extension MemoryStore {
  /// What a store holds.
  public struct Statistics: Hashable, Sendable {
    public var units = 0
    public var variants = 0
    /// Names of the files, in the order of their import, with their numbers of units.
    public var files: [(name: String, units: Int)] = []
    /// Language tags with their numbers of variants, by tag.
    public var languages: [(tag: String, variants: Int)] = []

    public static func == (a: Statistics, b: Statistics) -> Bool {
      a.units == b.units && a.variants == b.variants && a.files.elementsEqual(b.files, by: ==)
        && a.languages.elementsEqual(b.languages, by: ==)
    }
    public func hash(into hasher: inout Hasher) {
      hasher.combine(units)
      hasher.combine(variants)
    }
  }

  public func statistics() throws(Problem) -> Statistics {
    var found = Statistics()
    found.units = try database.integer("SELECT count(*) FROM unit")
    found.variants = try database.integer("SELECT count(*) FROM variant")
    let files = try database.prepare(
      "SELECT name, (SELECT count(*) FROM unit WHERE file = file.id) FROM file ORDER BY id")
    while try database.step(files) { found.files.append((files.text(0) ?? "", files.integer(1))) }
    let languages = try database.prepare("SELECT language, count(*) FROM variant GROUP BY language ORDER BY language")
    while try database.step(languages) { found.languages.append((languages.text(0) ?? "", languages.integer(1))) }
    return found
  }

  /// The headers of the imported files, in the order of their import.
  public func headers() throws(Problem) -> [(file: String, header: TMXHeader)] {
    let statement = try database.prepare("SELECT name, version, attributes, items FROM file ORDER BY id")
    var found: [(file: String, header: TMXHeader)] = []
    while try database.step(statement) {
      let header = TMXHeader(
        version: statement.text(1) ?? "1.4", attributes: try attributes(statement.text(2)),
        items: try items(statement.text(3)))
      found.append((statement.text(0) ?? "", header))
    }
    return found
  }

  /// Every unit with the name of its file, in the order of import; read row by row, so that a store may be larger than memory.
  ///
  /// - Parameter file: only the units of this one.
  public func forEachUnit(
    ofFile file: String? = nil, _ body: (_ unit: TranslationUnit, _ file: String) throws(Problem) -> Void
  ) throws(Problem) {
    let statement = try database.prepare(
      """
      SELECT unit.id, file.name, unit.line, unit.attributes, unit.items,
        variant.attributes, variant.items, variant.text, variant.markup
      FROM unit JOIN file ON file.id = unit.file JOIN variant ON variant.unit = unit.id
      WHERE ?1 IS NULL OR file.name = ?1 ORDER BY unit.id, variant.position
      """)
    statement.bind(0, file)
    var current: (row: Int, unit: TranslationUnit, file: String)?
    while try database.step(statement) {
      let row = statement.integer(0)
      if let whole = current, whole.row != row {
        try body(whole.unit, whole.file)
        current = nil
      }
      if current == nil {
        let unit = TranslationUnit(
          attributes: try attributes(statement.text(3)), items: try items(statement.text(4)), line: statement.integer(2)
        )
        current = (row, unit, statement.text(1) ?? "")
      }
      current?.unit.variants.append(
        Variant(
          attributes: try attributes(statement.text(5)), items: try items(statement.text(6)),
          text: statement.text(7) ?? "", markup: statement.text(8)))
    }
    if let current { try body(current.unit, current.file) }
  }

  /// Writes the store, or what came from one file, as TMX. The header is that of the file, or of the first one.
  public func exportTMX(ofFile file: String? = nil, _ write: TMXWriter.Write) throws(Problem) {
    let headers = try headers()
    let header = headers.first { file == nil || $0.file == file }
    if let file, header == nil {
      throw Problem(
        "memory.no-file", "nothing in \(database.path) came from '\(file)'", at: Place(file: database.path),
        help: headers.isEmpty ? "it is empty" : "it has \(headers.map(\.file).joined(separator: ", "))")
    }
    let writer = TMXWriter()
    try writer.begin(header?.header ?? .standard, write)
    try forEachUnit(ofFile: file) { unit, _ throws(Problem) in try writer.unit(unit, write) }
    try writer.end(write)
  }

  private func attributes(_ text: String?) throws(Problem) -> [XMLAttribute] {
    guard let found = StoredXML.attributes(text) else { throw damaged() }
    return found
  }

  private func items(_ text: String?) throws(Problem) -> [UnitItem] {
    guard let found = StoredXML.items(text) else { throw damaged() }
    return found
  }

  private func damaged() -> Problem {
    Problem(
      "memory.damaged", "an attribute in \(database.path) cannot be read", at: Place(file: database.path),
      help: "import the TMX file again into a new store")
  }
}

extension MemoryPairs {
  /// Adds all of a store.
  public mutating func add(_ store: MemoryStore) throws(Problem) {
    var pairs = self
    try store.forEachUnit { unit, file in pairs.add(unit, file: file) }
    self = pairs
  }
}

/// Attributes and items as columns of the store hold them: JSON, so that SQLite's own functions can look inside.
enum StoredXML {
  /// An object of names and values; nil for none.
  static func text(_ attributes: [XMLAttribute]) -> String? {
    attributes.isEmpty ? nil : JSON.line(.object(fields(attributes)))
  }

  /// A list of objects with `kind`, `attributes` where there are any, and `text`; nil for none.
  static func text(_ items: [UnitItem]) -> String? {
    guard !items.isEmpty else { return nil }
    let values = items.map { item in
      var fields: Fields = ["kind": .string(item.kind.rawValue)]
      if !item.attributes.isEmpty { fields["attributes"] = .object(StoredXML.fields(item.attributes)) }
      fields["text"] = .string(item.text)
      return Value.object(fields)
    }
    return JSON.line(.array(values))
  }

  private static func fields(_ attributes: [XMLAttribute]) -> Fields {
    Fields(attributes.map { ($0.name, .string($0.value)) })
  }

  /// Nil for what ``text(_:)`` does not write.
  static func attributes(_ text: String?) -> [XMLAttribute]? {
    guard let text else { return [] }
    return (try? JSON.value(from: text)).flatMap(attributes(in:))
  }

  private static func attributes(in value: Value) -> [XMLAttribute]? {
    guard let fields = value.object else { return nil }
    return fields.map { XMLAttribute($0, $1.string ?? "") }
  }

  static func items(_ text: String?) -> [UnitItem]? {
    guard let text else { return [] }
    guard let values = (try? JSON.value(from: text))?.array else { return nil }
    var items: [UnitItem] = []
    for value in values {
      guard let kind = value["kind"]?.string.flatMap(UnitItem.Kind.init), let text = value["text"]?.string,
        let attributes = attributes(in: value["attributes"] ?? .object(Fields()))
      else { return nil }
      items.append(UnitItem(kind, attributes, text))
    }
    return items
  }
}

extension Database.Kind {
  static let memory = Database.Kind(
    code: "memory", name: "translation memory", remedy: "import the TMX file again into a new store")
}
