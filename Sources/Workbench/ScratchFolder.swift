public import Document
import Glibc

/// A folder for files that another program is to read; it goes, with what is in it, when nobody holds it any more.
public final class ScratchFolder: Sendable {
  public let path: String

  /// - Throws: `scratch.folder` where the system makes none.
  public init() throws(Problem) {
    let base = unsafe getenv("TMPDIR").map { unsafe String(cString: $0) } ?? "/tmp"
    var template = Array("\(base)/dragoman-XXXXXX".utf8CString)
    guard unsafe mkdtemp(&template) != nil else {
      throw Problem(
        "scratch.folder", "no folder can be made in \(base): \(unsafe String(cString: strerror(errno)))",
        help: "make room there, or set TMPDIR")
    }
    path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  /// Writes a file, and says its path.
  ///
  /// - Throws: `output.…` where it cannot be written.
  public func write(_ bytes: some Sequence<UInt8>, name: String) throws(Problem) -> String {
    let file = "\(path)/\(name)"
    let descriptor = unsafe open(file, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw Outputs.failure(file) }
    defer { close(descriptor) }
    let sink = ByteSink(descriptor: descriptor, path: file)
    try sink.write(bytes: bytes)
    try sink.flush()
    return file
  }

  deinit {
    for name in Folders.names(in: path) { _ = unsafe unlink("\(path)/\(name)") }
    _ = unsafe rmdir(path)
  }
}
