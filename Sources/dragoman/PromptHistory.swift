import Document
import Glibc
import Text
import Workbench

/// What was typed at a prompt, kept for the next: a line each in a file that only its owner can read. Where it cannot be kept, it is not.
struct PromptHistory {
  private(set) var entries: [String] = []
  private let path: String?

  private static let most = 1000
  private static let longest = 10_000

  /// `$XDG_STATE_HOME/dragoman/NAME`, or below `~/.local/state` (XDG Base Directory Specification).
  init(named name: String) {
    let home = System.environment("HOME").map { $0 + "/.local/state" }
    let state = System.environment("XDG_STATE_HOME").flatMap { $0.hasPrefix("/") ? $0 : nil } ?? home
    self.init(path: state.map { "\($0)/dragoman/\(name)" })
  }

  init(path: String?) {
    self.path = path
    guard let path, let bytes = try? ByteSource(path: path).whole(limit: 32 << 20) else { return }
    let lines = bytes.split(separator: 0x0A)
    entries = lines.suffix(PromptHistory.most).map { PromptHistory.entry(String(decoding: $0, as: UTF8.self)) }
    if lines.count > 2 * PromptHistory.most { rewrite(path) }
  }

  /// Keeps an entry, unless it is the one before once more or begins with a blank.
  mutating func add(_ entry: String) {
    guard !entry.isEmpty, entry != entries.last, entry.utf8.count <= PromptHistory.longest else { return }
    entries.append(entry)
    if entries.count > PromptHistory.most { entries.removeFirst() }
    guard let path, !entry.hasPrefix(" ") else { return }
    PromptHistory.makeFolders(of: path)
    // One write for one line: prompts that are open side by side keep their lines apart.
    let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { return }
    fchmod(descriptor, 0o600)
    let bytes = Array((PromptHistory.line(entry) + "\n").utf8)
    _ = write(descriptor, bytes, bytes.count)
    close(descriptor)
  }

  private func rewrite(_ path: String) {
    let beside = path + ".\(getpid())"
    let descriptor = open(beside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return }
    let bytes = Array(entries.map { PromptHistory.line($0) + "\n" }.joined().utf8)
    let isWritten = write(descriptor, bytes, bytes.count) == bytes.count
    close(descriptor)
    if !isWritten || rename(beside, path) != 0 { unlink(beside) }
  }

  private static func makeFolders(of path: String) {
    for end in path.indices where path[end] == "/" && end > path.startIndex { mkdir(String(path[..<end]), 0o700) }
  }

  /// An entry on one line.
  private static func line(_ entry: String) -> String {
    entry.replacing("\\", with: "\\\\").replacing("\n", with: "\\n")
  }

  private static func entry(_ line: String) -> String {
    var entry = ""
    var isEscaped = false
    for letter in line {
      if isEscaped {
        entry.append(letter == "n" ? "\n" : letter)
        isEscaped = false
      } else if letter == "\\" {
        isEscaped = true
      } else {
        entry.append(letter)
      }
    }
    return entry
  }
}
