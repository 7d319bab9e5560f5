import Glibc
import Workbench

/// Files and folders that somebody waits for to change. They are looked at now and then: that holds on network file systems too.
public struct WatchedFiles {
  private let paths: [String]
  private let except: String

  /// - Parameter except: a folder whose content is left out: where the outputs go.
  public init(_ paths: [String], except: String) {
    self.paths = Array(Set(paths)).sorted()
    self.except = except
  }

  /// Waits until something changed and was then left alone for a moment.
  ///
  /// - Returns: false where the wait was interrupted.
  public func wait(isInterrupted: () -> Bool) -> Bool {
    let before = state()
    while true {
      let clock = ContinuousClock()
      let cost = clock.measure { _ = state() }
      // Looking takes a twentieth of the time at most.
      let pause = max(.milliseconds(200), cost * 20)
      if pauseEnds(pause, isInterrupted) { return false }
      var now = state()
      guard now != before else { continue }
      while true {
        if pauseEnds(.milliseconds(150), isInterrupted) { return false }
        let later = state()
        if later == now { return true }
        now = later
      }
    }
  }

  private func pauseEnds(_ pause: Duration, _ isInterrupted: () -> Bool) -> Bool {
    let end = ContinuousClock.now + pause
    while ContinuousClock.now < end {
      if isInterrupted() { return true }
      usleep(50_000)
    }
    return isInterrupted()
  }

  private func state() -> [String: FileSignature?] {
    var state: [String: FileSignature?] = [:]
    for path in paths where path != "-" {
      guard Files.isFolder(path) else {
        state[path] = FileSignature(path)
        continue
      }
      for file in Files.below(path) where !isOutput(file) { state[file] = FileSignature(file) }
    }
    return state
  }

  private func isOutput(_ file: String) -> Bool {
    file.hasPrefix(except + "/") || file.hasPrefix("./" + except + "/")
  }
}
