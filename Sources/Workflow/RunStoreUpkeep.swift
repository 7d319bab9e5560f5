public import Document
import Glibc
import Storage
import Synchronization
public import Text
import Workbench

// MARK: the journal of runs

extension RunStore {
  /// Notes that a run begins.
  ///
  /// - Returns: where the run before was broken off, how many documents it had brought to the end of a stage.
  func begin(workflow: String, at started: Instant) throws(Problem) -> Int? {
    try connection.withLock { (connection) throws(Problem) -> Int? in
      let last = try connection.database.prepare("SELECT run, status FROM runs ORDER BY run DESC LIMIT 1")
      var brokenOff: Int?
      if try connection.database.step(last), last.text(1) != "ended" {
        let before = last.integer(0)
        let count = try connection.database.integer("SELECT COUNT(*) FROM rows WHERE run = \(before) AND complete")
        if count > 0 { brokenOff = count }
      }
      last.reset()
      let add = try connection.database.prepare(
        "INSERT INTO runs (run, workflow, started, status) VALUES (?1, ?2, ?3, 'running')")
      add.bind(0, run)
      add.bind(1, workflow)
      add.bind(2, Int(started.secondsSince1970))
      try connection.database.run(add)
      return brokenOff
    }
  }

  /// Writes everything that waits, and notes how the run ended.
  func end(_ status: String, documents: Int, seconds: Double) throws(Problem) {
    try flush()
    try connection.withLock { (connection) throws(Problem) in
      let end = try connection.database.prepare(
        "UPDATE runs SET status = ?1, documents = ?2, seconds = ?3 / 1e6 WHERE run = ?4")
      end.bind(0, status)
      end.bind(1, documents)
      end.bind(2, Int(seconds * 1_000_000))
      end.bind(3, run)
      try connection.database.run(end)
      try connection.database.run("DELETE FROM runs WHERE run <= \(run - 1000)")
    }
  }

  /// Keeps what a fingerprint says, for the reasons that a later run gives.
  ///
  /// - Returns: the fingerprint for results: another one where files changed while a step of this one ran.
  func note(_ fingerprint: StepFingerprint) throws(Problem) -> StepFingerprint {
    let drifts = try connection.withLock { (connection) throws(Problem) -> Int in
      let find = try connection.database.prepare("SELECT drifts FROM fingerprints WHERE digest = ?1")
      find.bind(0, fingerprint.digest.bytes)
      if try connection.database.step(find) { return find.integer(0) }
      let add = try connection.database.prepare("INSERT INTO fingerprints (digest, description) VALUES (?1, ?2)")
      add.bind(0, fingerprint.digest.bytes)
      add.bind(1, JSON.line(.object(fingerprint.facts)))
      try connection.database.run(add)
      return 0
    }
    return drifts == 0 ? fingerprint : try note(fingerprint.afterDrifts(drifts))
  }

  /// Notes that files changed while a step of this fingerprint ran: nothing that was made under it is used again.
  func noteDrift(_ fingerprint: Digest) throws(Problem) {
    try connection.withLock { (connection) throws(Problem) in
      let add = try connection.database.prepare("UPDATE fingerprints SET drifts = drifts + 1 WHERE digest = ?1")
      add.bind(0, fingerprint.bytes)
      try connection.database.run(add)
    }
  }

  /// What an earlier fingerprint said.
  func facts(of fingerprint: Digest) throws(Problem) -> Fields? {
    try connection.withLock { (connection) throws(Problem) -> Fields? in
      let find = try connection.database.prepare("SELECT description FROM fingerprints WHERE digest = ?1")
      find.bind(0, fingerprint.bytes)
      guard try connection.database.step(find), let text = find.text(0) else { return nil }
      return (try? JSON.value(from: text))?.object
    }
  }
}

// MARK: files that runs made

extension RunStore {
  func output(_ name: String) throws(Problem) -> (key: Digest, signature: [UInt8])? {
    try connection.withLock { (connection) throws(Problem) -> (key: Digest, signature: [UInt8])? in
      connection.findOutput.bind(0, name)
      defer { connection.findOutput.reset() }
      guard try connection.database.step(connection.findOutput),
        let key = Digest(bytes: connection.findOutput.blob(0))
      else { return nil }
      return (key, connection.findOutput.blob(1))
    }
  }

  func noteOutput(_ name: String, workflow: String, _ key: Digest, _ signature: [UInt8]) throws(Problem) {
    try connection.withLock { (connection) throws(Problem) in
      try add(.output(name: name, workflow: workflow, key: key, signature: signature), bytes: 0, &connection)
    }
  }

  func outputs(of workflow: String) throws(Problem) -> [(name: String, signature: [UInt8])] {
    try flush()
    return try connection.withLock { (connection) throws(Problem) -> [(name: String, signature: [UInt8])] in
      let all = try connection.database.prepare("SELECT name, signature FROM outputs WHERE workflow = ?1 ORDER BY name")
      all.bind(0, workflow)
      var found: [(name: String, signature: [UInt8])] = []
      while try connection.database.step(all) { if let name = all.text(0) { found.append((name, all.blob(1))) } }
      return found
    }
  }

  func forgetOutput(_ name: String) throws(Problem) {
    try connection.withLock { (connection) throws(Problem) in
      let remove = try connection.database.prepare("DELETE FROM outputs WHERE name = ?1")
      remove.bind(0, name)
      try connection.database.run(remove)
    }
  }
}

// MARK: size

extension RunStore {
  /// Brings the store below a size: what no run has used for longest goes first. What is used is marked only once the store is
  /// half full; before that, nothing need go.
  func shrink(to limit: Int) throws(Problem) {
    try connection.withLock { (connection) throws(Problem) in
      let size = try RunStore.size(connection.database)
      guard size > limit / 2 else { return }
      try connection.database.run("BEGIN IMMEDIATE")
      for row in connection.touched {
        connection.touchRow.bind(0, run)
        connection.touchRow.bind(1, row)
        try connection.database.run(connection.touchRow)
      }
      connection.touched = []
      try connection.database.run("COMMIT")
      if size > limit { try RunStore.evict(connection.database, to: limit) }
    }
  }

  /// Bytes that hold something.
  static func size(_ database: borrowing Database) throws(Problem) -> Int {
    let used = try database.integer("PRAGMA page_count") - database.integer("PRAGMA freelist_count")
    return used * (try database.integer("PRAGMA page_size"))
  }

  /// Removes rows, run after run from the oldest, until the rest fits; gives the room back to the file system.
  static func evict(_ database: borrowing Database, to limit: Int) throws(Problem) {
    while try size(database) > limit {
      let oldest = try database.integer(
        "SELECT COALESCE(MIN(run), 0) FROM (SELECT MIN(run) AS run FROM rows UNION ALL SELECT MIN(run) FROM items)")
      guard oldest > 0 else { break }
      // A part of a run at a time: one run may hold most of the store.
      try database.run("DELETE FROM rows WHERE id IN (SELECT id FROM rows WHERE run = \(oldest) ORDER BY id LIMIT 256)")
      if try database.integer("SELECT COUNT(*) FROM (SELECT 1 FROM rows WHERE run = \(oldest) LIMIT 1)") == 0 {
        try database.run("DELETE FROM items WHERE run = \(oldest)")
      }
    }
    try database.run("PRAGMA incremental_vacuum")
    try database.run("PRAGMA wal_checkpoint(TRUNCATE)")
  }
}

/// What `dragoman cache stats` says of a store.
public struct StoreStatistics: Sendable {
  public struct Run: Sendable {
    public var number: Int
    public var workflow: String
    public var started: Instant
    /// ended, interrupted, stopped; running where it runs, or was killed.
    public var status: String
    public var documents: Int
    public var seconds: Double
  }

  /// Bytes in use.
  public var bytes: Int
  /// Results of documents, of whole steps, of whole runs.
  public var documents: Int
  public var items: Int
  public var outputs: Int
  /// The newest first.
  public var runs: [Run]
}

extension RunStore {
  func statistics() throws(Problem) -> StoreStatistics {
    try flush()
    return try connection.withLock { (connection) throws(Problem) -> StoreStatistics in
      var runs: [StoreStatistics.Run] = []
      let all = try connection.database.prepare(
        "SELECT run, workflow, started, status, documents, seconds * 1e6 FROM runs ORDER BY run DESC LIMIT 20")
      while try connection.database.step(all) {
        runs.append(
          StoreStatistics.Run(
            number: all.integer(0), workflow: all.text(1) ?? "",
            started: Instant(secondsSince1970: Int64(all.integer(2))), status: all.text(3) ?? "",
            documents: all.integer(4), seconds: Double(all.integer(5)) / 1_000_000))
      }
      return StoreStatistics(
        bytes: try RunStore.size(connection.database),
        documents: try connection.database.integer("SELECT COUNT(*) FROM rows"),
        items: try connection.database.integer("SELECT COUNT(*) FROM items"),
        outputs: try connection.database.integer("SELECT COUNT(*) FROM outputs"), runs: runs)
    }
  }
}

/// The store of an output folder, for those who look after it.
public struct StoreUpkeep {
  private let folder: String
  private let lock: RunLock

  /// - Parameter out: the output folder.
  /// - Throws: `cache.missing`, `run.locked` where a run is at work there.
  public init(out: String) throws(Problem) {
    folder = out + "/" + runFolderName
    guard Files.isFolder(folder) else {
      throw Problem(
        "cache.missing", "\(out) holds no store of runs", at: Place(file: out),
        help: "name an output folder of `dragoman run`")
    }
    lock = try RunLock(folder: folder)
  }

  public func statistics() throws(Problem) -> StoreStatistics { try RunStore(folder: folder).statistics() }

  /// Removes what no run has used for longest, until the rest fits.
  public func prune(to limit: Int) throws(Problem) {
    let store = try RunStore(folder: folder)
    try store.connection.withLock { (connection) throws(Problem) in
      try RunStore.evict(connection.database, to: limit)
    }
  }

  /// Removes the store. The outputs stay.
  public func clear() throws(Problem) {
    Files.removeFolder(folder + "/drafts")
    for suffix in ["", "-wal", "-shm"] {
      let path = folder + "/" + RunStore.fileName + suffix
      if unsafe unlink(path) != 0, errno != ENOENT { throw Outputs.failure(path) }
    }
  }
}
