import Document
import Storage
import Synchronization
import Workbench

/// The store of an output folder, one SQLite file: what steps made of documents, under the digests of all that decided it. It is the
/// cache of later runs, the journal of a run that was broken off, and where the documents of a run lie between two stages.
///
/// Rows are written in batches, each a transaction: a run that is killed loses the last of them and nothing else.
final class RunStore: Sendable {
  /// A document of a stage as the store knows it.
  struct Row: Sendable {
    var id: Int
    /// Which document this is: the path of its input, its number there, and the stage.
    var origin: Digest
    /// What it was made from, and by what.
    var variant: Digest
    var document: Digest
    /// The identifier of the document.
    var name: String
    /// Warnings of the document and messages of the steps; empty where there are none.
    var notes: [UInt8]
    /// Whether all steps of the stage were done.
    var isComplete: Bool
    var trail: [UInt8]
  }

  /// What waits for its transaction.
  enum Write: Sendable {
    case row(Row)
    case file(path: String, FileSignature, Digest)
    case item(Item, key: Digest, content: [UInt8])
    case output(name: String, workflow: String, key: Digest, signature: [UInt8])
  }

  struct Connection: ~Copyable {
    let findRow: Statement
    let findTrails: Statement
    let readTrail: Statement
    let addRow: Statement
    let findFile: Statement
    let addFile: Statement
    let findItem: Statement
    let addItem: Statement
    let touchRow: Statement
    let findOutput: Statement
    let addOutput: Statement
    /// After the statements, so that it closes when they have gone.
    let database: Database
    var nextRow: Int
    var pending: [Write] = []
    var firstPendingRow = Int.max
    var pendingBytes = 0
    var pendingSince = ContinuousClock.now
    var touched: [Int] = []
  }

  let connection: Mutex<Connection>
  /// Which run this is, from 1: what it uses is marked with it, and what was not used for longest goes first.
  let run: Int
  let path: String

  /// How many bytes of rows wait for their transaction at most, and for how long.
  static let batch = 8 << 20
  static let longestWait = Duration.milliseconds(500)

  /// Opens the store, or makes one.
  ///
  /// - Parameter folder: nil for a store in memory that nobody sees again.
  /// - Throws: `cache.…`: damaged, busy, unwritable.
  init(folder: String?) throws(Problem) {
    path = folder.map { $0 + "/" + RunStore.fileName } ?? ":memory:"
    let database = try Database(path, .create, .cache)
    try RunStore.prepare(database)
    run = try database.integer("SELECT COALESCE(MAX(run), 0) FROM runs") + 1
    let next = try database.integer("SELECT COALESCE(MAX(id), 0) FROM rows") + 1
    connection = Mutex(
      Connection(
        findRow: try database.prepare(
          "SELECT id, document, name, notes, run FROM rows WHERE origin = ?1 AND variant = ?2 AND complete"),
        findTrails: try database.prepare("SELECT trail FROM rows WHERE origin = ?1 ORDER BY id DESC LIMIT 8"),
        readTrail: try database.prepare("SELECT trail FROM rows WHERE id = ?1"),
        addRow: try database.prepare(
          "INSERT OR REPLACE INTO rows (id, origin, variant, document, name, notes, complete, run, trail) "
            + "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)"),
        findFile: try database.prepare("SELECT signature, digest FROM files WHERE path = ?1"),
        addFile: try database.prepare("INSERT OR REPLACE INTO files (path, signature, digest) VALUES (?1, ?2, ?3)"),
        findItem: try database.prepare("SELECT content FROM items WHERE kind = ?1 AND key = ?2"),
        addItem: try database.prepare("INSERT OR REPLACE INTO items (kind, key, content, run) VALUES (?1, ?2, ?3, ?4)"),
        touchRow: try database.prepare("UPDATE rows SET run = ?1 WHERE id = ?2"),
        findOutput: try database.prepare("SELECT key, signature FROM outputs WHERE name = ?1"),
        addOutput: try database.prepare(
          "INSERT OR REPLACE INTO outputs (name, workflow, key, signature) VALUES (?1, ?2, ?3, ?4)"),
        database: database, nextRow: next))
  }

  static let fileName = "store.sqlite"
  /// Raised whenever tables or what lies in them change; a store of another version is begun anew.
  private static let version = 2
  /// `PRAGMA application_id`: "DrRS".
  private static let application = 0x4472_5253

  private static func prepare(_ database: borrowing Database) throws(Problem) {
    // A page holds most rows whole. A crash of the machine may take the last transactions, never the file.
    try database.run("PRAGMA page_size = 8192; PRAGMA auto_vacuum = INCREMENTAL; PRAGMA journal_mode = WAL")
    try database.run("PRAGMA synchronous = NORMAL; PRAGMA cache_size = -8192; PRAGMA wal_autocheckpoint = 4000")
    let application = try database.integer("PRAGMA application_id")
    let tables = try database.integer("SELECT COUNT(*) FROM sqlite_master")
    guard application == RunStore.application || tables == 0 else {
      throw Problem(
        "cache.damaged", "\(database.path) is no store of runs", at: Place(file: database.path),
        help: "remove it, or choose another folder with --out")
    }
    if try database.integer("PRAGMA user_version") == version { return }
    // All or nothing: a disk that is full now must not leave half a store for the next run.
    try database.transaction { () throws(Problem) in
      for name in ["rows", "files", "items", "runs", "outputs", "fingerprints"] {
        try database.run("DROP TABLE IF EXISTS \(name)")
      }
      try database.run(schema)
      try database.run("PRAGMA application_id = \(RunStore.application); PRAGMA user_version = \(version)")
    }
  }

  private static let schema = """
    CREATE TABLE rows (
      id INTEGER PRIMARY KEY, origin BLOB NOT NULL, variant BLOB NOT NULL, document BLOB NOT NULL, name TEXT NOT NULL,
      notes BLOB NOT NULL, complete INTEGER NOT NULL, run INTEGER NOT NULL, trail BLOB NOT NULL);
    CREATE UNIQUE INDEX by_origin ON rows (origin, variant);
    CREATE TABLE files (path TEXT PRIMARY KEY, signature BLOB NOT NULL, digest BLOB NOT NULL) WITHOUT ROWID;
    CREATE TABLE items (
      kind INTEGER NOT NULL, key BLOB NOT NULL, content BLOB NOT NULL, run INTEGER NOT NULL, PRIMARY KEY (kind, key));
    CREATE TABLE fingerprints (
      digest BLOB PRIMARY KEY, description TEXT NOT NULL, drifts INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID;
    CREATE TABLE outputs (
      name TEXT PRIMARY KEY, workflow TEXT NOT NULL, key BLOB NOT NULL, signature BLOB NOT NULL) WITHOUT ROWID;
    CREATE TABLE runs (
      run INTEGER PRIMARY KEY, workflow TEXT NOT NULL, started INTEGER NOT NULL, status TEXT NOT NULL,
      documents INTEGER NOT NULL DEFAULT 0, seconds REAL NOT NULL DEFAULT 0);
    """
}
