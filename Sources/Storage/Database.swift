import CSQLite
public import Document

/// An open SQLite database. Its owner closes it; statements must have gone before.
@safe public struct Database: ~Copyable {
  private let handle: OpaquePointer
  public let path: String
  /// What its problems' codes begin with, and what it is in a sentence: `memory`, "translation memory".
  private let kind: Kind

  /// What a database holds, for messages.
  public struct Kind: Sendable {
    /// What codes of problems begin with.
    public var code: String
    /// "a translation memory".
    public var name: String
    /// How a damaged one is mended.
    public var remedy: String

    public init(code: String, name: String, remedy: String) {
      self.code = code
      self.name = name
      self.remedy = remedy
    }
  }

  public enum Access: Sendable {
    /// For a file that nobody changes meanwhile.
    case immutable
    case readWrite
    case create
  }

  /// - Throws: `….unreadable`.
  public init(_ path: String, _ access: Access, _ kind: Kind) throws(Problem) {
    self.path = path
    self.kind = kind
    let flags =
      switch access {
      case .immutable: SQLITE_OPEN_READONLY | SQLITE_OPEN_URI
      case .readWrite: SQLITE_OPEN_READWRITE
      case .create: SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
      }
    var handle: OpaquePointer?
    let code = unsafe sqlite3_open_v2(
      access == .immutable ? Database.uri(path) + "?immutable=1" : path, &handle, flags | SQLITE_OPEN_NOMUTEX, nil)
    guard code == SQLITE_OK, let handle = unsafe handle else {
      let reason = unsafe String(cString: sqlite3_errstr(code))
      unsafe sqlite3_close_v2(handle)
      throw Problem(
        kind.code + ".unreadable", "\(path) cannot be opened: \(reason)", at: Place(file: path), help: "check the path")
    }
    unsafe self.handle = unsafe handle
    unsafe sqlite3_busy_timeout(handle, 10_000)
  }

  deinit {
    unsafe sqlite3_close_v2(handle)
  }

  /// Runs statements without results.
  public func run(_ sql: String) throws(Problem) {
    let code = unsafe sqlite3_exec(handle, sql, nil, nil, nil)
    guard code == SQLITE_OK else { throw problem(code) }
  }

  public func prepare(_ sql: String) throws(Problem) -> Statement {
    var statement: OpaquePointer?
    let code = unsafe sqlite3_prepare_v3(handle, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &statement, nil)
    guard code == SQLITE_OK, let statement = unsafe statement else { throw problem(code) }
    return unsafe Statement(statement)
  }

  public var lastRow: Int64 { unsafe sqlite3_last_insert_rowid(handle) }

  /// One whole number of a query.
  public func integer(_ sql: String) throws(Problem) -> Int {
    let statement = try prepare(sql)
    guard try step(statement) else { return 0 }
    return statement.integer(0)
  }

  /// Goes to the next row.
  ///
  /// - Returns: whether there is one.
  public func step(_ statement: borrowing Statement) throws(Problem) -> Bool {
    switch statement.step() {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    case let code: throw problem(code)
    }
  }

  /// Runs a statement that has no rows, and makes it ready to be run again.
  public func run(_ statement: borrowing Statement) throws(Problem) {
    let code = statement.step()
    statement.reset()
    guard code == SQLITE_DONE || code == SQLITE_ROW else { throw problem(code) }
  }

  /// Runs the body as one transaction, which is taken back when it throws.
  public func transaction<Result>(_ body: () throws(Problem) -> Result) throws(Problem) -> Result {
    try run("BEGIN IMMEDIATE")
    do throws(Problem) {
      let result = try body()
      try run("COMMIT")
      return result
    } catch {
      _ = unsafe sqlite3_exec(handle, "ROLLBACK", nil, nil, nil)
      throw error
    }
  }

  /// The address of a file as SQLite reads it.
  private static func uri(_ path: String) -> String {
    let digits = Array("0123456789ABCDEF")
    var uri = "file:"
    for byte in path.utf8 {
      switch byte {
      case 0x25, 0x3F, 0x23, 0x00...0x20, 0x7F...: uri += "%\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
      default: uri.unicodeScalars.append(Unicode.Scalar(byte))
      }
    }
    return uri
  }

  private func problem(_ code: Int32) -> Problem {
    let reason = unsafe String(cString: sqlite3_errmsg(handle))
    let place = Place(file: path)
    switch code & 0xFF {
    case SQLITE_NOTADB, SQLITE_CORRUPT:
      return Problem(
        kind.code + ".damaged", "\(path) is no \(kind.name), or damaged: \(reason)", at: place,
        help: kind.remedy)
    case SQLITE_BUSY, SQLITE_LOCKED:
      return Problem(
        kind.code + ".busy", "another program is writing to \(path)", at: place, help: "wait until it is done")
    case SQLITE_FULL:
      return Problem(kind.code + ".full", "there is no room to write \(path)", at: place, help: "make room")
    case SQLITE_READONLY, SQLITE_CANTOPEN, SQLITE_IOERR, SQLITE_PERM:
      return Problem(
        kind.code + ".unwritable", "\(path) cannot be read or written: \(reason)", at: place,
        help: "make room there, or check the folder's permissions")
    default: return Problem(kind.code + ".failed", "\(path): \(reason)", at: place)
    }
  }
}
