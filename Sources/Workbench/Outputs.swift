public import Document
import Glibc
import Synchronization

/// Takes the bytes that a writer makes: into a file, standard output, or memory. Not shared by threads.
public final class ByteSink {
  private enum Target {
    case descriptor(Int32)
    case memory
  }

  private let target: Target
  private let path: String
  private var buffer: [UInt8] = []
  private static let flushed = 1 << 16

  /// Collects in memory.
  public init() {
    target = .memory
    path = ""
  }

  /// Writes to an open file, which stays the caller's to close; `path` is for messages.
  public init(descriptor: Int32, path: String) {
    target = .descriptor(descriptor)
    self.path = path
  }

  /// What was collected in memory and not yet written elsewhere.
  public var bytes: [UInt8] { buffer }

  public func write(_ text: some StringProtocol) throws(Problem) { try write(utf8: text.utf8) }

  public func write(bytes: some Sequence<UInt8>) throws(Problem) { try write(utf8: bytes) }

  private func write(utf8: some Sequence<UInt8>) throws(Problem) {
    buffer.append(contentsOf: utf8)
    if buffer.count >= ByteSink.flushed { try flush() }
  }

  /// Hands what is buffered to the system.
  ///
  /// - Throws: `output.unwritable`, with what the system says: no space, closed pipe …
  public func flush() throws(Problem) {
    guard case .descriptor(let descriptor) = target, !buffer.isEmpty else { return }
    defer { buffer.removeAll(keepingCapacity: true) }
    var done = 0
    while done < buffer.count {
      let wrote = unsafe buffer.withUnsafeBytes { bytes in
        unsafe Glibc.write(descriptor, bytes.baseAddress.map { unsafe $0 + done }, bytes.count - done)
      }
      if wrote < 0 {
        if errno == EINTR { continue }
        throw Outputs.failure(path)
      }
      done += wrote
    }
  }
}

/// The files that a run makes under its output folder. A file appears there whole or not at all.
public final class Outputs: Sendable {
  public let folder: String
  private let written = Mutex<[String]>([])

  public init(folder: String) { self.folder = folder }

  /// Paths of the files written so far, relative to the folder, sorted.
  public var files: [String] { written.withLock { $0.sorted() } }

  /// Writes one file; folders in its name are made. It takes its name when the body has ended without an error.
  ///
  /// - Throws: what the body throws, `output.name` for a name that leads outside, `output.unwritable`.
  public func write(_ name: String, _ body: (ByteSink) throws(Problem) -> Void) throws(Problem) {
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    guard !name.isEmpty, !parts.contains(where: { $0.isEmpty || $0 == "." || $0 == ".." }) else {
      throw Problem("output.name", "'\(name)' is no name of a file under the output folder")
    }
    let path = folder + "/" + name
    try Outputs.writeFile(path, body)
    written.withLock { files in if !files.contains(name) { files.append(name) } }
  }

  /// Writes a file at a path: into a neighbour first, renamed when it is whole.
  public static func writeFile(_ path: String, _ body: (ByteSink) throws(Problem) -> Void) throws(Problem) {
    try makeFolder(Paths.folder(path))
    let draft = Paths.folder(path) + "/." + Paths.name(path) + ".\(getpid()).partial"
    let descriptor = unsafe open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw failure(path) }
    do {
      let sink = ByteSink(descriptor: descriptor, path: path)
      try body(sink)
      try sink.flush()
    } catch {
      close(descriptor)
      unsafe unlink(draft)
      throw error
    }
    guard close(descriptor) == 0, unsafe rename(draft, path) == 0 else {
      let problem = failure(path)
      unsafe unlink(draft)
      throw problem
    }
  }

  /// Makes a folder and those above it; content with one that is there.
  public static func makeFolder(_ path: String) throws(Problem) {
    var status = stat()
    if unsafe stat(path, &status) == 0 {
      if status.st_mode & S_IFMT == S_IFDIR { return }
      throw Problem("output.unwritable", "\(path) is a file, not a folder", help: "choose another output folder")
    }
    let above = Paths.folder(path)
    if above != path, above != "." { try makeFolder(above) }
    if unsafe mkdir(path, 0o777) != 0, errno != EEXIST { throw failure(path) }
  }

  static func failure(_ path: String) -> Problem {
    let reason = unsafe String(cString: strerror(errno))
    let help: String? =
      switch errno {
      case EACCES, EPERM, EROFS: "choose another folder with --out, or change its permissions"
      case ENOSPC, EDQUOT: "make room, or choose another folder with --out"
      default: nil
      }
    return Problem("output.unwritable", "\(path) cannot be written: \(reason)", help: help)
  }
}
