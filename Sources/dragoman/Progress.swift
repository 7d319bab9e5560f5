import Document
import Glibc
import Synchronization
import Workbench
import Workflow

/// How far a run is: one line that is written over on a terminal, a line now and then elsewhere.
final class Progress: Sendable {
  private struct State {
    var steps = ""
    var items = 0
    var done = 0
    var failures = 0
    /// How often each failure came, by step and message.
    var alike: [String: Int] = [:]
    var begin = ContinuousClock.now
    var shown = ContinuousClock.now
    var isShown = false
  }

  private let state = Mutex(State())
  private let isLive: Bool
  private let showsMessages: Bool

  init(quiet: Bool) {
    isLive = !quiet && Terminal.errorIsTerminal
    showsMessages = !quiet
  }

  func take(_ event: RunEvent) {
    state.withLock { state in
      switch event {
      case .stage(let steps, let items):
        state.steps = steps.count > 2 ? "\(steps.first ?? "") … \(steps.last ?? "")" : steps.joined(separator: ", ")
        state.items = items
        state.done = 0
        state.begin = .now
        state.shown = .now
        if isLive { show(&state) }
      case .item:
        state.done += 1
        let since = ContinuousClock.now - state.shown
        if isLive ? since > .milliseconds(100) || state.done == state.items : since > Progress.pause { show(&state) }
      case .failure(let path, let step, let problem):
        state.failures += 1
        let kind = "step '\(step)': \(problem.message)"
        state.alike[kind, default: 0] += 1
        guard state.alike[kind, default: 0] <= Progress.shownAlike else { return }
        clear(&state)
        let name = problem.place.file == path ? "" : path + ": "
        Terminal.standardError("\(name)step '\(step)': \(problem.line(severity: Terminal.red("error")))")
      case .resumed(let documents):
        guard showsMessages else { return }
        Terminal.standardError("going on with a run that was broken off: \(documents) documents need not be done again")
      case .retry(let step, let attempt, let all, let problem):
        guard showsMessages else { return }
        clear(&state)
        Terminal.standardError(
          "step '\(step)': \(Terminal.yellow("try \(attempt) of \(all) failed")): \(problem.message)")
      case .message(let level, let step, let message):
        guard showsMessages, level >= .warning else { return }
        clear(&state)
        Terminal.standardError("step '\(step)': \(Terminal.yellow(level.rawValue)): \(message)")
      }
    }
  }

  /// Ends the line, and says how often failures came that were not shown any more.
  func finish() {
    state.withLock { state in
      clear(&state)
      for (kind, count) in state.alike.sorted(by: { $0.key < $1.key }) where count > Progress.shownAlike {
        Terminal.standardError("and \(count - Progress.shownAlike) more documents: \(kind)")
      }
    }
  }

  /// So many failures that are alike are shown; run.json has all.
  private static let shownAlike = 5

  private func clear(_ state: inout State) {
    guard state.isShown else { return }
    state.isShown = false
    write("\r\u{1B}[K")
  }

  /// Between two lines where there is no terminal.
  private static let pause = Duration.seconds(10)

  private func show(_ state: inout State) {
    guard showsMessages, state.items > 1 else { return }
    state.shown = .now
    let passed = (state.shown - state.begin) / .seconds(1)
    var line = "\(state.done) of \(state.items)  \(state.steps)"
    if state.done > 0, passed > 0.5 {
      let rate = Double(state.done) / passed
      let left = Int((Double(state.items - state.done) / rate).rounded(.up))
      let shown = rate < 10 ? "\((rate * 10).rounded() / 10)" : "\(Int(rate.rounded()))"
      line += "  \(shown) a second, \(left / 60):\(left % 60 < 10 ? "0" : "")\(left % 60) left"
    }
    if state.failures > 0 { line += "  \(state.failures) failed" }
    if isLive {
      state.isShown = true
      write("\r\u{1B}[K" + fitted(line))
    } else {
      write(line + "\n")
    }
  }

  /// Cut to the width of the terminal: a line that wraps cannot be written over.
  private func fitted(_ line: String) -> String {
    var size = winsize()
    guard ioctl(2, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 1 else { return line }
    return String(line.prefix(Int(size.ws_col) - 1))
  }

  private func write(_ text: String) {
    let bytes = Array(text.utf8)
    _ = Glibc.write(2, bytes, bytes.count)
  }
}
