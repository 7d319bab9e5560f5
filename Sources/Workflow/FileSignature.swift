import Document
import Glibc
import Workbench

/// What the file system says of a file without its being read: while all of this stays the same, so does the content.
struct FileSignature: Hashable, Sendable {
  var size: Int
  /// Nanoseconds since 1970.
  var modified: Int
  /// When anything about the file last changed, its content included; nobody can set it back.
  var changed: Int
  var inode: UInt64
  var isFolder: Bool

  /// - Returns: nil where there is no such file.
  init?(_ path: String) {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { return nil }
    size = Int(status.st_size)
    modified = Int(status.st_mtim.tv_sec) * 1_000_000_000 + Int(status.st_mtim.tv_nsec)
    changed = Int(status.st_ctim.tv_sec) * 1_000_000_000 + Int(status.st_ctim.tv_nsec)
    inode = UInt64(status.st_ino)
    isFolder = status.st_mode & S_IFMT == S_IFDIR
  }

  /// Whether the file was left alone for so long before a time that a later write would show: file systems count in ticks, some
  /// in whole seconds.
  func isSettled(at now: Int) -> Bool { now - max(modified, changed) > 1_100_000_000 }

  static var now: Int {
    var time = timespec()
    unsafe clock_gettime(CLOCK_REALTIME, &time)
    return Int(time.tv_sec) * 1_000_000_000 + Int(time.tv_nsec)
  }

  var packed: [UInt8] {
    var writer = PackWriter()
    pack(into: &writer)
    return writer.bytes
  }

  func pack(into writer: inout PackWriter) {
    writer.write(size)
    writer.write(modified)
    writer.write(changed)
    writer.write(Int(truncatingIfNeeded: inode))
  }
}
