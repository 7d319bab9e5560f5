import Glibc

/// What the store asks the file system.
enum Files {
  static func exists(_ path: String) -> Bool { unsafe access(path, F_OK) == 0 }

  /// Whether a file may be written, and its folder too: SQLite writes its log beside it.
  static func isWritable(_ path: String) -> Bool {
    unsafe access(path, W_OK) == 0 && access(folder(path), W_OK) == 0
  }

  private static func folder(_ path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }
}
