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

  /// Many bytes, which are not copied where they can be handed on.
  public func write(bytes: [UInt8]) throws(Problem) {
    guard bytes.count >= ByteSink.flushed, case .descriptor(let descriptor) = target else {
      return try write(utf8: bytes)
    }
    try flush()
    try write(bytes, to: descriptor)
  }

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
    try write(buffer, to: descriptor)
  }

  private func write(_ bytes: [UInt8], to descriptor: Int32) throws(Problem) {
    var done = 0
    while done < bytes.count {
      let wrote = unsafe bytes.withUnsafeBytes { bytes in
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
  private struct State {
    var written: [String] = []
    /// Files that are whole and wait for their names.
    var waiting: [String: String] = [:]
    var drafts = 0
  }

  public let folder: String
  private let drafts: String?
  private let isStaged: Bool
  private let state = Mutex(State())

  /// - Parameters:
  ///   - drafts: where files lie until they are whole, on the same file system; beside the file itself where nil.
  ///   - isStaged: whether files take their names together, at ``commit()``.
  public init(folder: String, drafts: String? = nil, isStaged: Bool = false) {
    self.folder = folder
    self.drafts = drafts
    self.isStaged = isStaged
  }

  /// Paths of the files written so far, relative to the folder, sorted.
  public var files: [String] { state.withLock { $0.written.sorted() } }

  /// Writes one file; folders in its name are made. It takes its name when the body has ended without an error, or at
  /// ``commit()``.
  ///
  /// - Throws: what the body throws, `output.name` for a name that leads outside, `output.unwritable`.
  public func write(_ name: String, _ body: (ByteSink) throws(Problem) -> Void) throws(Problem) {
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    guard !name.isEmpty, !parts.contains(where: { $0.isEmpty || $0 == "." || $0 == ".." }) else {
      throw Problem("output.name", "'\(name)' is no name of a file under the output folder")
    }
    let path = folder + "/" + name
    let draft = draft(for: path)
    try Outputs.makeFolder(Paths.folder(path))
    try Outputs.writeDraft(draft, of: path, body)
    if isStaged {
      let replaced = state.withLock { $0.waiting.updateValue(draft, forKey: name) }
      if let replaced {
        unsafe unlink(replaced)
        throw Problem(
          "output.twice", "the step makes \(name) twice, and one of the two would be lost",
          help: "give each file a name of its own")
      }
    } else {
      try Outputs.take(draft, as: path)
    }
    note(name)
  }

  /// Notes a file that an earlier run made and that still stands.
  public func note(_ name: String) {
    state.withLock { state in if !state.written.contains(name) { state.written.append(name) } }
  }

  /// Gives the files that wait their names, in the order of these.
  public func commit() throws(Problem) {
    let waiting = state.withLock { state in
      defer { state.waiting = [:] }
      return state.waiting.sorted { $0.key < $1.key }
    }
    for (name, draft) in waiting { try Outputs.take(draft, as: folder + "/" + name) }
  }

  /// Drops the files that wait.
  public func discard() {
    let waiting = state.withLock { state in
      defer { state.waiting = [:] }
      return state.waiting
    }
    for draft in waiting.values { unsafe unlink(draft) }
  }

  private func draft(for path: String) -> String {
    guard let drafts else { return Outputs.neighbour(of: path) }
    let number = state.withLock { state in
      state.drafts += 1
      return state.drafts
    }
    return "\(drafts)/\(UInt(bitPattern: ObjectIdentifier(self).hashValue)).\(number)"
  }

  /// Writes a file at a path: into a draft first, renamed when it is whole.
  ///
  /// - Parameter drafts: the folder of the draft; the file's own where nil.
  public static func writeFile(
    _ path: String, drafts: String? = nil, _ body: (ByteSink) throws(Problem) -> Void
  ) throws(Problem) {
    try makeFolder(Paths.folder(path))
    let draft = drafts.map { $0 + "/" + Paths.name(path) } ?? neighbour(of: path)
    try writeDraft(draft, of: path, body)
    try take(draft, as: path)
  }

  private static func neighbour(of path: String) -> String {
    Paths.folder(path) + "/." + Paths.name(path) + ".\(getpid()).partial"
  }

  private static func writeDraft(
    _ draft: String, of path: String, _ body: (ByteSink) throws(Problem) -> Void
  ) throws(Problem) {
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
    guard close(descriptor) == 0 else {
      let problem = failure(path)
      unsafe unlink(draft)
      throw problem
    }
  }

  private static func take(_ draft: String, as path: String) throws(Problem) {
    guard unsafe rename(draft, path) == 0 else {
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

  public static func failure(_ path: String) -> Problem {
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
