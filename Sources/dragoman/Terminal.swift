import Document
import Glibc
import Synchronization
import Workbench

/// Standard output and standard error.
enum Terminal {
  /// A line on standard output.
  ///
  /// - Throws: `output.unwritable` where the other end of a pipe is gone or a disk is full.
  static func print(_ text: String) throws(Problem) {
    let sink = ByteSink(descriptor: 1, path: "standard output")
    try sink.write(text + "\n")
    try sink.flush()
  }

  /// Bytes on standard output, and a line feed.
  static func print(_ bytes: [UInt8]) throws(Problem) {
    let sink = ByteSink(descriptor: 1, path: "standard output")
    try sink.write(bytes: bytes)
    try sink.write("\n")
    try sink.flush()
  }

  /// A line on standard error; failures to write there are of no use to anyone.
  static func standardError(_ text: String, end: String = "\n") {
    let sink = ByteSink(descriptor: 2, path: "standard error")
    try? sink.write(text + end)
    try? sink.flush()
  }

  static var errorIsTerminal: Bool { isatty(2) == 1 }

  /// Whether colours are welcome on standard error.
  static var hasColour: Bool {
    errorIsTerminal && System.environment("NO_COLOR") == nil && System.environment("TERM") != "dumb"
  }

  static func bold(_ text: String) -> String { hasColour ? "\u{1B}[1m\(text)\u{1B}[0m" : text }
  static func red(_ text: String) -> String { hasColour ? "\u{1B}[31m\(text)\u{1B}[0m" : text }
  static func yellow(_ text: String) -> String { hasColour ? "\u{1B}[33m\(text)\u{1B}[0m" : text }
}

/// What the program asks the system.
enum System {
  static func environment(_ name: String) -> String? {
    guard let value = getenv(name), value.pointee != 0 else { return nil }
    return String(cString: value)
  }

  static var cores: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }
}

/// Set by the first interrupt; a second one ends the process at once.
enum Interrupt {
  private static let flag = Atomic<Bool>(false)

  static var isSet: Bool { flag.load(ordering: .relaxed) }

  static func listen() {
    _ = isSet
    signal(SIGINT) { _ in
      Interrupt.flag.store(true, ordering: .relaxed)
      signal(SIGINT, SIG_DFL)
    }
    signal(SIGTERM) { _ in Interrupt.flag.store(true, ordering: .relaxed) }
  }
}
