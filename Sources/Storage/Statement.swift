import CSQLite

/// A prepared statement. Positions count from 0.
@safe public struct Statement: ~Copyable {
  private let handle: OpaquePointer

  init(_ handle: OpaquePointer) { unsafe self.handle = unsafe handle }

  deinit {
    unsafe sqlite3_finalize(handle)
  }

  func step() -> Int32 { unsafe sqlite3_step(handle) }
  public func reset() { unsafe sqlite3_reset(handle) }

  public func bind(_ at: Int, _ value: Int) { unsafe sqlite3_bind_int64(handle, Int32(at + 1), Int64(value)) }

  /// SQLite refuses only texts beyond its bound of 1 GB, which none here reaches.
  public func bind(_ at: Int, _ text: String?) {
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

  public func integer(_ at: Int) -> Int { Int(unsafe sqlite3_column_int64(handle, Int32(at))) }

  public func text(_ at: Int) -> String? {
    guard let bytes = unsafe sqlite3_column_text(handle, Int32(at)) else { return nil }
    let count = Int(unsafe sqlite3_column_bytes(handle, Int32(at)))
    return unsafe String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
  }

  public func bind(_ at: Int, _ bytes: [UInt8]) {
    unsafe bytes.withUnsafeBytes { buffer in
      _ = unsafe csqlite_bind_blob(handle, Int32(at + 1), buffer.baseAddress, Int32(buffer.count))
    }
  }

  public func blob(_ at: Int) -> [UInt8] {
    guard let start = unsafe sqlite3_column_blob(handle, Int32(at)) else { return [] }
    let count = Int(unsafe sqlite3_column_bytes(handle, Int32(at)))
    return unsafe Array(UnsafeRawBufferPointer(start: start, count: count))
  }

  public func isNull(_ at: Int) -> Bool { unsafe sqlite3_column_type(handle, Int32(at)) == SQLITE_NULL }
}
