import CSQLite
import Document

/// An open SQLite database. Its owner closes it; statements must have gone before.
@safe struct Database: ~Copyable {
  private let handle: OpaquePointer
  let path: String

  enum Access {
    /// For a file that nobody changes meanwhile.
    case immutable
    case readWrite
    case create
  }

  /// - Throws: `memory.missing`, `memory.unreadable`.
  init(_ path: String, _ access: Access) throws(Problem) {
    self.path = path
    let flags =
      switch access {
      case .immutable: SQLITE_OPEN_READONLY | SQLITE_OPEN_URI
      case .readWrite: SQLITE_OPEN_READWRITE
      case .create: SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
      }
    var handle: OpaquePointer?
    let code = unsafe sqlite3_open_v2(
      access == .immutable ? Files.uri(path) + "?immutable=1" : path, &handle, flags | SQLITE_OPEN_NOMUTEX, nil)
    guard code == SQLITE_OK, let handle = unsafe handle else {
      let reason = unsafe String(cString: sqlite3_errstr(code))
      unsafe sqlite3_close_v2(handle)
      throw Problem(
        "memory.unreadable", "\(path) cannot be opened: \(reason)", at: Place(file: path), help: "check the path")
    }
    unsafe self.handle = unsafe handle
    unsafe sqlite3_busy_timeout(handle, 10_000)
  }

  deinit {
    unsafe sqlite3_close_v2(handle)
  }

  /// Runs statements without results.
  func run(_ sql: String) throws(Problem) {
    let code = unsafe sqlite3_exec(handle, sql, nil, nil, nil)
    guard code == SQLITE_OK else { throw problem(code) }
  }

  func prepare(_ sql: String) throws(Problem) -> Statement {
    var statement: OpaquePointer?
    let code = unsafe sqlite3_prepare_v3(handle, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &statement, nil)
    guard code == SQLITE_OK, let statement = unsafe statement else { throw problem(code) }
    return unsafe Statement(statement)
  }

  var lastRow: Int64 { unsafe sqlite3_last_insert_rowid(handle) }

  /// One whole number of a query.
  func integer(_ sql: String) throws(Problem) -> Int {
    let statement = try prepare(sql)
    guard try step(statement) else { return 0 }
    return statement.integer(0)
  }

  /// Goes to the next row.
  ///
  /// - Returns: whether there is one.
  func step(_ statement: borrowing Statement) throws(Problem) -> Bool {
    switch statement.step() {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    case let code: throw problem(code)
    }
  }

  /// Runs a statement that has no rows, and makes it ready to be run again.
  func run(_ statement: borrowing Statement) throws(Problem) {
    let code = statement.step()
    statement.reset()
    guard code == SQLITE_DONE || code == SQLITE_ROW else { throw problem(code) }
  }

  /// Runs the body as one transaction, which is taken back when it throws.
  func transaction<Result>(_ body: () throws(Problem) -> Result) throws(Problem) -> Result {
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

  private func problem(_ code: Int32) -> Problem {
    let reason = unsafe String(cString: sqlite3_errmsg(handle))
    let place = Place(file: path)
    switch code & 0xFF {
    case SQLITE_NOTADB, SQLITE_CORRUPT:
      return Problem(
        "memory.damaged", "\(path) is no translation memory, or damaged: \(reason)", at: place,
        help: "import the TMX file again into a new store")
    case SQLITE_BUSY, SQLITE_LOCKED:
      return Problem("memory.busy", "another program is writing to \(path)", at: place, help: "wait until it is done")
    case SQLITE_FULL: return Problem("memory.full", "there is no room to write \(path)", at: place, help: "make room")
    case SQLITE_READONLY, SQLITE_CANTOPEN, SQLITE_IOERR, SQLITE_PERM:
      return Problem(
        "memory.unwritable", "\(path) cannot be read or written: \(reason)", at: place,
        help: "check the folder's permissions")
    default: return Problem("memory.failed", "\(path): \(reason)", at: place)
    }
  }
}

/// A prepared statement. Positions count from 0.
@safe struct Statement: ~Copyable {
  private let handle: OpaquePointer

  fileprivate init(_ handle: OpaquePointer) { unsafe self.handle = unsafe handle }

  deinit {
    unsafe sqlite3_finalize(handle)
  }

  fileprivate func step() -> Int32 { unsafe sqlite3_step(handle) }
  func reset() { unsafe sqlite3_reset(handle) }

  func bind(_ at: Int, _ value: Int) { unsafe sqlite3_bind_int64(handle, Int32(at + 1), Int64(value)) }

  /// SQLite refuses only texts beyond its bound of 1 GB, which none here reaches.
  func bind(_ at: Int, _ text: String?) {
    guard var text else {
      _ = unsafe sqlite3_bind_null(handle, Int32(at + 1))
      return
    }
    text.withUTF8 { bytes in
      let start = unsafe UnsafeRawPointer(bytes.baseAddress)?.assumingMemoryBound(to: CChar.self)
      if let start = unsafe start {
        _ = unsafe csqlite_bind_text(handle, Int32(at + 1), start, Int32(bytes.count))
      } else {
        _ = unsafe csqlite_bind_text(handle, Int32(at + 1), "", 0)
      }
    }
  }

  func integer(_ at: Int) -> Int { Int(unsafe sqlite3_column_int64(handle, Int32(at))) }

  func text(_ at: Int) -> String? {
    guard let bytes = unsafe sqlite3_column_text(handle, Int32(at)) else { return nil }
    let count = Int(unsafe sqlite3_column_bytes(handle, Int32(at)))
    return unsafe String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
  }
}
