public import Document
import Glibc
import Workbench

/// Questions to the file system.
public enum Files {
  public static func exists(_ path: String) -> Bool { unsafe access(path, F_OK) == 0 }

  public static func isFolder(_ path: String) -> Bool { Folders.isFolder(path) }

  /// A path by which a file is known whatever links and `..` lead to it; the path itself where there is no file.
  static func identity(_ path: String) -> String {
    guard let real = unsafe realpath(path, nil) else { return path }
    defer { unsafe free(real) }
    return unsafe String(cString: real)
  }

  /// The path without `./` and `folder/..`, where it still leads to the same file.
  static func shortened(_ path: String) -> String {
    var parts: [Substring] = []
    for part in path.split(separator: "/", omittingEmptySubsequences: true) where part != "." {
      if part == "..", let last = parts.last, last != ".." { parts.removeLast() } else { parts.append(part) }
    }
    let short = (path.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
    return !short.isEmpty && identity(short) == identity(path) ? short : path
  }

  /// Names in a folder without those that begin with a dot, sorted by their bytes; none where it cannot be read.
  static func names(in folder: String) -> [String] { Folders.names(in: folder) }

  /// The files below a folder, in the order of their paths' bytes, folder by folder; links to folders are not followed.
  static func below(_ folder: String) -> [String] {
    var found: [String] = []
    for name in names(in: folder) {
      let path = folder == "." ? name : (folder.hasSuffix("/") ? folder : folder + "/") + name
      var status = stat()
      guard unsafe lstat(path, &status) == 0 else { continue }
      switch status.st_mode & S_IFMT {
      case S_IFDIR: found += below(path)
      case S_IFREG: found.append(path)
      case S_IFLNK where !isFolder(path): found.append(path)
      default: break
      }
    }
    return found
  }

  /// A new empty folder for files that nobody keeps.
  public static func makeTemporaryFolder() throws(Problem) -> String {
    let above = unsafe getenv("TMPDIR").map { unsafe String(cString: $0) } ?? "/tmp"
    var template = Array((above + "/dragoman-" + String(repeating: "X", count: 6)).utf8CString)
    guard unsafe mkdtemp(&template) != nil else {
      throw Problem(
        "output.unwritable", "no temporary folder can be made in \(above)",
        help: "set TMPDIR to a folder that can be written")
    }
    return String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  /// Removes a folder and all in it; links are removed, not followed. What cannot be removed stays.
  public static func removeFolder(_ path: String) {
    if let stream = unsafe opendir(path) {
      defer { unsafe closedir(stream) }
      while let entry = unsafe readdir(stream) {
        let name = unsafe name(of: entry)
        if name == "." || name == ".." { continue }
        let inner = path + "/" + name
        var status = stat()
        let isFolder = unsafe lstat(inner, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
        if isFolder { removeFolder(inner) } else { unsafe unlink(inner) }
      }
    }
    unsafe rmdir(path)
  }

  private static func name(of entry: UnsafeMutablePointer<dirent>) -> String {
    unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
      unsafe pointer.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
    }
  }
}
