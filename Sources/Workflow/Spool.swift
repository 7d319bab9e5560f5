import Document
import Glibc
import Synchronization
import Workbench

/// The documents of a run between two stages: the first few megabytes in memory, the others in a file of the run's folder, read
/// back one at a time. What it keeps of each document is where it lies.
final class Spool: Sendable {
  /// Where a document belongs among the others: by input, then by its number within the input.
  struct Key: Comparable, Sendable {
    var input: Int
    var number: Int

    static func < (a: Key, b: Key) -> Bool { (a.input, a.number) < (b.input, b.number) }
  }

  private enum Home: Sendable {
    case memory(Document)
    case file(offset: Int, count: Int)
  }

  private struct State {
    var items: [(key: Key, home: Home)] = []
    var heldBytes = 0
    var end = 0
  }

  private let state = Mutex(State())
  private let descriptor: Int32
  private let path: String
  /// About how many bytes of documents stay in memory.
  private static let held = 24 << 20

  /// Makes the file, which has no name any more once it is open: it is gone with the process, however that ends.
  init(folder: String) throws(Problem) {
    path = folder + "/spool.\(getpid())"
    descriptor = unsafe open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw Spool.failure(path) }
    unsafe unlink(path)
  }

  deinit { close(descriptor) }

  var count: Int { state.withLock { $0.items.count } }

  func append(_ document: Document, key: Key) throws(Problem) {
    let size = document.approximateSize
    let isHeld = state.withLock { state in
      guard state.heldBytes + size <= Spool.held else { return false }
      state.heldBytes += size
      state.items.append((key, .memory(document)))
      return true
    }
    if isHeld { return }
    let line = Array(document.jsonLine.utf8)
    let offset = state.withLock { state in
      defer { state.end += line.count }
      return state.end
    }
    var done = 0
    while done < line.count {
      let wrote = unsafe line.withUnsafeBytes { bytes in
        unsafe pwrite(descriptor, bytes.baseAddress.map { unsafe $0 + done }, bytes.count - done, off_t(offset + done))
      }
      if wrote < 0, errno == EINTR { continue }
      guard wrote > 0 else { throw Spool.failure(path) }
      done += wrote
    }
    state.withLock { $0.items.append((key, .file(offset: offset, count: line.count))) }
  }

  /// The documents in the order of their keys. Nothing may be appended any more.
  func documents() -> Documents {
    let homes = state.withLock { state in
      state.items.sort { $0.key < $1.key }
      return state.items.map(\.home)
    }
    return Documents(count: homes.count) { [self] position throws(Problem) in
      switch homes[position] {
      case .memory(let document): document
      case .file(let offset, let count): try Document(json: JSON.value(from: try read(offset, count)))
      }
    }
  }

  /// The keys in the order of ``documents()``.
  var keys: [Key] {
    state.withLock { state in
      state.items.sort { $0.key < $1.key }
      return state.items.map(\.key)
    }
  }

  private func read(_ offset: Int, _ count: Int) throws(Problem) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    var done = 0
    while done < count {
      let got = unsafe bytes.withUnsafeMutableBytes { space in
        unsafe pread(descriptor, space.baseAddress.map { unsafe $0 + done }, count - done, off_t(offset + done))
      }
      if got < 0, errno == EINTR { continue }
      guard got > 0 else { throw Spool.failure(path) }
      done += got
    }
    return bytes
  }

  private static func failure(_ path: String) -> Problem {
    Problem(
      "run.store", "the run's own store \(path) failed: \(unsafe String(cString: strerror(errno)))",
      help: "make room there, or choose another folder with --out")
  }
}

extension Document {
  /// About how many bytes the document takes in memory.
  fileprivate var approximateSize: Int {
    let annotations = layers.values.reduce(0) { $0 + $1.count }
    let candidates = segments.reduce(0) { $0 + $1.candidates.reduce(0) { $0 + 160 + $1.target.utf8.count } }
    return 1024 + text.utf8.count + blocks.count * 160 + segments.count * 32 + candidates + annotations * 480
  }
}
