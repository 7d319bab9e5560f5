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

  /// The address of a file as SQLite reads it.
  static func uri(_ path: String) -> String {
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
}
