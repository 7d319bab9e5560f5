public import Document
import Glibc
import Synchronization

/// A command that is run without a shell: its words as they are, nothing on its standard input.
public struct ChildProcess: Sendable {
  /// What a command left behind.
  public struct Outcome: Sendable {
    /// The exit status; nil where a signal or a bound ended it.
    public var status: Int32?
    public var output: [UInt8]
    public var errors: [UInt8]
    /// It was ended because it took too long.
    public var wasLate: Bool
    /// It was ended because it wrote more than was wanted.
    public var wroteTooMuch: Bool
  }

  private let words: [String]
  private let environment: [String]

  /// - Parameters:
  ///   - words: the command, found by PATH, and its arguments.
  ///   - keeping: variables of the environment that it sees, beside PATH and the language.
  ///   - setting: variables that it sees with values of their own, as `NAME=value`.
  public init(_ words: [String], keeping names: [String] = [], setting: [String] = []) {
    self.words = words
    environment =
      (["PATH", "LANG", "LC_ALL"] + names).compactMap { name in
        unsafe getenv(name).map { unsafe "\(name)=\(String(cString: $0))" }
      } + setting
  }

  /// The file that a command's name stands for; nil where no folder of PATH has one that may be run.
  public static func path(of command: String) -> String? {
    let folders = unsafe getenv("PATH").map { unsafe String(cString: $0) } ?? "/usr/bin:/bin"
    if command.contains("/") { return unsafe access(command, X_OK) == 0 ? command : nil }
    return folders.split(separator: ":").lazy.map { "\($0)/\(command)" }.first { unsafe access($0, X_OK) == 0 }
  }

  private static let starting = Mutex(())
  private static let mostErrors = 1 << 16

  /// Runs the command to its end.
  ///
  /// - Parameters:
  ///   - time: after which it is killed, with all that it started.
  ///   - limit: how many bytes of its output are taken before it is killed.
  ///   - memory: how many bytes of address space it may have, by `prlimit` of util-linux; nil for as many as the system gives.
  /// - Throws: `command.missing` where it is not installed, `command.failed` where the system cannot start it.
  public func run(time: Duration, limit: Int, memory: Int? = nil) throws(Problem) -> Outcome {
    let words = try bounded(by: memory)
    // A child that starts between the making of a pipe and its marking would hold it open.
    let (output, errors, pid) = try ChildProcess.starting.withLock { _ throws(Problem) in
      let output = try Pipe()
      let errors = try Pipe()
      return (output, errors, try spawn(words, output, errors))
    }
    output.closeWriter()
    errors.closeWriter()
    var outcome = Outcome(output: [], errors: [], wasLate: false, wroteTooMuch: false)
    let deadline = ContinuousClock.now + time
    var open = [output.reader, errors.reader]
    while !open.isEmpty, !outcome.wasLate, !outcome.wroteTooMuch {
      var polled = open.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
      let left = (deadline - ContinuousClock.now) / Duration.milliseconds(1)
      outcome.wasLate = left <= 0
      if outcome.wasLate { break }
      guard unsafe poll(&polled, nfds_t(polled.count), Int32(min(left + 1, 60_000))) > 0 else { continue }
      for item in polled where item.revents != 0 {
        let piece = ChildProcess.read(item.fd)
        if piece.isEmpty { open.removeAll { $0 == item.fd } }
        if item.fd == output.reader {
          outcome.output += piece
          outcome.wroteTooMuch = outcome.output.count > limit
        } else if outcome.errors.count < ChildProcess.mostErrors {
          outcome.errors += piece
        }
      }
    }
    outcome.status = ChildProcess.end(pid, by: deadline, isWanted: open.isEmpty, &outcome.wasLate)
    return outcome
  }

  /// The words with what util-linux puts before them: a bound of memory, and an end where this program ends first.
  private func bounded(by memory: Int?) throws(Problem) -> [String] {
    guard let program = ChildProcess.path(of: words[0]) else { throw ChildProcess.missing(words[0]) }
    var bounded = [program] + words.dropFirst()
    if let memory, let bounder = ChildProcess.path(of: "prlimit") {
      bounded = [bounder, "--as=\(memory)", "--core=0", "--"] + bounded
    }
    if let binder = ChildProcess.path(of: "setpriv") { bounded = [binder, "--pdeathsig", "KILL", "--"] + bounded }
    return bounded
  }

  /// Starts it in a process group of its own, so that what it starts ends with it.
  private func spawn(_ words: [String], _ output: Pipe, _ errors: Pipe) throws(Problem) -> pid_t {
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    unsafe posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    unsafe posix_spawn_file_actions_adddup2(&actions, output.writer, 1)
    unsafe posix_spawn_file_actions_adddup2(&actions, errors.writer, 2)
    var attributes = posix_spawnattr_t()
    unsafe posix_spawnattr_init(&attributes)
    defer { unsafe posix_spawnattr_destroy(&attributes) }
    unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))
    var arguments = unsafe words.map { unsafe strdup($0) } + [nil]
    var variables = unsafe environment.map { unsafe strdup($0) } + [nil]
    defer {
      for at in words.indices { unsafe free(arguments[at]) }
      for at in environment.indices { unsafe free(variables[at]) }
    }
    var pid: pid_t = 0
    let status = unsafe posix_spawnp(&pid, words[0], &actions, &attributes, &arguments, &variables)
    if status == 0 { return pid }
    if status == ENOENT { throw ChildProcess.missing(words[0]) }
    throw Problem("command.failed", "'\(words[0])' cannot be started: \(unsafe String(cString: strerror(status)))")
  }

  private static func missing(_ command: String) -> Problem {
    Problem("command.missing", "the command '\(command)' is not installed", help: "on Debian: apt install \(command)")
  }

  private static func read(_ descriptor: Int32) -> [UInt8] {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let got = unsafe Glibc.read(descriptor, &buffer, buffer.count)
      if got < 0, errno == EINTR { continue }
      return Array(buffer.prefix(max(0, got)))
    }
  }

  /// Waits for the end, or brings it about: what closed its outputs and goes on is not waited for beyond the deadline.
  private static func end(
    _ pid: pid_t, by deadline: ContinuousClock.Instant, isWanted: Bool, _ wasLate: inout Bool
  ) -> Int32? {
    var status: Int32 = 0
    if isWanted {
      while unsafe waitpid(pid, &status, WNOHANG) == 0 {
        if ContinuousClock.now > deadline {
          wasLate = true
          break
        }
        usleep(500)
      }
      if !wasLate { return status & 0x7F == 0 ? status >> 8 & 0xFF : nil }
    }
    kill(-pid, SIGKILL)
    while unsafe waitpid(pid, &status, 0) < 0, errno == EINTR {}
    return nil
  }
}

/// Both ends of a pipe; other children do not get them.
private final class Pipe {
  let reader: Int32
  private(set) var writer: Int32

  init() throws(Problem) {
    var ends: [Int32] = [0, 0]
    guard unsafe pipe(&ends) == 0 else {
      throw Problem("command.failed", "no pipe can be made: \(unsafe String(cString: strerror(errno)))")
    }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    (reader, writer) = (ends[0], ends[1])
  }

  func closeWriter() {
    if writer >= 0 { close(writer) }
    writer = -1
  }

  deinit {
    close(reader)
    if writer >= 0 { close(writer) }
  }
}
