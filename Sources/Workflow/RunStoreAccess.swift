import Document
import Storage
import Synchronization
import Workbench

extension Database.Kind {
  static let cache = Database.Kind(
    code: "cache", name: "store of runs", remedy: "`dragoman cache clear` removes it; the next run does everything anew"
  )
}

// MARK: documents

extension RunStore {
  /// What is known of a document whose stage was done to the end before.
  struct Found: Sendable {
    var row: Int
    var document: Digest
    var name: String
    var notes: [UInt8]
  }

  func find(_ origin: Digest, _ variant: Digest) throws(Problem) -> Found? {
    try connection.withLock { (connection) throws(Problem) -> Found? in
      connection.findRow.bind(0, origin.bytes)
      connection.findRow.bind(1, variant.bytes)
      defer { connection.findRow.reset() }
      guard try connection.database.step(connection.findRow),
        let document = Digest(bytes: connection.findRow.blob(1)), let name = connection.findRow.text(2)
      else { return nil }
      let row = connection.findRow.integer(0)
      if connection.findRow.integer(4) != run { connection.touched.append(row) }
      return Found(row: row, document: document, name: name, notes: connection.findRow.blob(3))
    }
  }

  /// The newest trails of a document, whatever steps made them.
  func trails(_ origin: Digest) throws(Problem) -> [Trail] {
    let packed = try connection.withLock { (connection) throws(Problem) -> [[UInt8]] in
      connection.findTrails.bind(0, origin.bytes)
      defer { connection.findTrails.reset() }
      var packed: [[UInt8]] = []
      while try connection.database.step(connection.findTrails) { packed.append(connection.findTrails.blob(0)) }
      return packed
    }
    // A damaged one is as good as none: what it held is done again.
    return packed.compactMap { try? Trail(packed: $0) }
  }

  /// A document as it was at the end of its stage.
  ///
  /// - Throws: `cache.damaged` where the bytes are not those that were written.
  func document(_ row: Int) throws(Problem) -> Document {
    let packed = try connection.withLock { (connection) throws(Problem) -> [UInt8] in
      try write(&connection, ifHolding: row)
      connection.readTrail.bind(0, row)
      defer { connection.readTrail.reset() }
      return try connection.database.step(connection.readTrail) ? connection.readTrail.blob(0) : []
    }
    do {
      let trail = try Trail(packed: packed)
      return try trail.document(trail.manifest)
    } catch { throw damaged }
  }

  /// What is said when bytes are not those that were written.
  var damaged: Problem {
    Problem(
      "cache.damaged", "\(path) is damaged: a document cannot be read back", at: Place(file: path),
      help: Database.Kind.cache.remedy)
  }

  /// Takes a row, to be written with the next batch.
  ///
  /// - Returns: its number.
  func add(_ row: consuming Row) throws(Problem) -> Int {
    var row = row
    return try connection.withLock { (connection) throws(Problem) -> Int in
      row.id = connection.nextRow
      connection.nextRow += 1
      connection.firstPendingRow = min(connection.firstPendingRow, row.id)
      try add(.row(row), bytes: row.trail.count, &connection)
      return row.id
    }
  }

  /// Writes what waits.
  func flush() throws(Problem) {
    try connection.withLock { (connection) throws(Problem) in try write(&connection) }
  }

  func add(_ item: consuming Write, bytes: Int, _ connection: inout Connection) throws(Problem) {
    if connection.pending.isEmpty { connection.pendingSince = .now }
    connection.pendingBytes += bytes + 256
    connection.pending.append(item)
    if connection.pendingBytes > RunStore.batch || ContinuousClock.now - connection.pendingSince > RunStore.longestWait
    {
      try write(&connection)
    }
  }

  private func write(_ connection: inout Connection, ifHolding row: Int) throws(Problem) {
    if row >= connection.firstPendingRow { try write(&connection) }
  }

  private func write(_ connection: inout Connection) throws(Problem) {
    guard !connection.pending.isEmpty else { return }
    let writes = connection.pending
    connection.pending = []
    connection.pendingBytes = 0
    connection.firstPendingRow = .max
    try connection.database.run("BEGIN IMMEDIATE")
    do throws(Problem) {
      for write in writes {
        switch write {
        case .row(let row): try insert(row, &connection)
        case .file(let path, let signature, let digest): try insert(path, signature, digest, &connection)
        case .item(let kind, let key, let content): try insert(kind, key, content, &connection)
        case .output(let name, let workflow, let key, let signature):
          connection.addOutput.bind(0, name)
          connection.addOutput.bind(1, workflow)
          connection.addOutput.bind(2, key.bytes)
          connection.addOutput.bind(3, signature)
          try connection.database.run(connection.addOutput)
        }
      }
      try connection.database.run("COMMIT")
    } catch {
      try? connection.database.run("ROLLBACK")
      throw error
    }
  }

  private func insert(_ row: Row, _ connection: inout Connection) throws(Problem) {
    connection.addRow.bind(0, row.id)
    connection.addRow.bind(1, row.origin.bytes)
    connection.addRow.bind(2, row.variant.bytes)
    connection.addRow.bind(3, row.document.bytes)
    connection.addRow.bind(4, row.name)
    connection.addRow.bind(5, row.notes)
    connection.addRow.bind(6, row.isComplete ? 1 : 0)
    connection.addRow.bind(7, run)
    connection.addRow.bind(8, row.trail)
    try connection.database.run(connection.addRow)
  }

  private func insert(
    _ path: String, _ signature: FileSignature, _ digest: Digest, _ connection: inout Connection
  ) throws(Problem) {
    connection.addFile.bind(0, path)
    connection.addFile.bind(1, signature.packed)
    connection.addFile.bind(2, digest.bytes)
    try connection.database.run(connection.addFile)
  }

  private func insert(
    _ kind: Item, _ key: Digest, _ content: [UInt8], _ connection: inout Connection
  ) throws(Problem) {
    connection.addItem.bind(0, kind.rawValue)
    connection.addItem.bind(1, key.bytes)
    connection.addItem.bind(2, content)
    connection.addItem.bind(3, run)
    try connection.database.run(connection.addItem)
  }
}

// MARK: files and other items

extension RunStore {
  /// The digest that a file had when it had this signature.
  func digest(ofFile path: String, _ signature: FileSignature) throws(Problem) -> Digest? {
    try connection.withLock { (connection) throws(Problem) -> Digest? in
      connection.findFile.bind(0, path)
      defer { connection.findFile.reset() }
      guard try connection.database.step(connection.findFile),
        connection.findFile.blob(0) == signature.packed
      else { return nil }
      return Digest(bytes: connection.findFile.blob(1))
    }
  }

  func remember(_ path: String, _ signature: FileSignature, _ digest: Digest) throws(Problem) {
    try connection.withLock { (connection) throws(Problem) in
      try add(.file(path: path, signature, digest), bytes: 0, &connection)
    }
  }

  /// What is kept beside documents, by a key of its own.
  enum Item: Int {
    /// How many documents a reader made of an input.
    case input = 1
    /// What a collection step returned, and which files it made.
    case collection = 2
    /// A whole run.
    case run = 3
    /// The fingerprint that a collection step had when it ran last.
    case latest = 4
  }

  func item(_ kind: Item, _ key: Digest) throws(Problem) -> [UInt8]? {
    try connection.withLock { (connection) throws(Problem) -> [UInt8]? in
      connection.findItem.bind(0, kind.rawValue)
      connection.findItem.bind(1, key.bytes)
      defer { connection.findItem.reset() }
      return try connection.database.step(connection.findItem) ? connection.findItem.blob(0) : nil
    }
  }

  /// Keeps an item, written after all rows that were added before it.
  func keep(_ kind: Item, _ key: Digest, _ content: [UInt8]) throws(Problem) {
    try connection.withLock { (connection) throws(Problem) in
      try add(.item(kind, key: key, content: content), bytes: content.count, &connection)
    }
  }
}
