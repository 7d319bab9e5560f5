import Document
import Glibc
import Synchronization
import Workbench

/// Tries a step as often as its policy allows, each time for as long as it allows.
struct Attempts: Sendable {
  let step: PlannedStep
  let options: RunOptions
  let abandoned: AbandonedThreads
  let ledger: Ledger

  /// The longest pause between two tries.
  private static let longestPause = Duration.seconds(60)

  /// - Parameter body: may be called again, and from another thread.
  /// - Throws: what the last try threw; `step.timeout`.
  func document(
    _ body: @escaping @Sendable () throws(Problem) -> Document
  ) throws(Problem) -> Document {
    try value(body)
  }

  func value<Made: Sendable>(_ body: @escaping @Sendable () throws(Problem) -> Made) throws(Problem) -> Made {
    var pause = step.policy.backoff
    for attempt in 1... {
      do throws(Problem) {
        return try once(body)
      } catch {
        guard attempt < step.policy.attempts, !options.isInterrupted() else { throw error }
        ledger.retried(step.id)
        options.onEvent(.retry(step: step.id, attempt: attempt, of: step.policy.attempts, error))
        rest(min(pause, Attempts.longestPause))
        pause *= 2
      }
    }
    throw Problem("step.attempts", "the step '\(step.id)' is never tried", help: "set `retry` to 1 or more")
  }

  private func once<Made: Sendable>(_ body: @escaping @Sendable () throws(Problem) -> Made) throws(Problem) -> Made {
    guard let limit = step.policy.timeout else { return try body() }
    try abandoned.check()
    let result = Workers.run(within: limit) { () -> Result<Made, Problem> in
      do throws(Problem) {
        return .success(try body())
      } catch { return .failure(error) }
    }
    guard let result else {
      abandoned.add()
      throw Problem(
        "step.timeout", "the step '\(step.id)' was not done within \(limit.inWords)", at: step.place,
        help: "give it more time with `timeout`, or look at what holds it up")
    }
    return try result.get()
  }

  /// Waits, and looks about now and then whether the run is to end.
  private func rest(_ pause: Duration) {
    let end = ContinuousClock.now + pause
    while ContinuousClock.now < end, !options.isInterrupted() {
      let left = min(end - .now, .milliseconds(100))
      usleep(UInt32(max(0, left.inSeconds) * 1_000_000))
    }
  }
}

/// Counts threads that took longer than they may, and still go on: nobody can end them.
final class AbandonedThreads: Sendable {
  private let count = Atomic<Int>(0)
  private static let most = 64

  func add() { count.add(1, ordering: .relaxed) }

  /// - Throws: `run.timeouts` where there are too many.
  func check() throws(Problem) {
    guard count.load(ordering: .relaxed) < AbandonedThreads.most else {
      throw Problem(
        "run.timeouts", "\(AbandonedThreads.most) documents took longer than `timeout` allows",
        help: "give the step more time, or look at what holds it up")
    }
  }
}

extension Duration {
  /// "500 ms", "30 s", "5 min".
  var inWords: String {
    let seconds = inSeconds
    if seconds < 1 { return "\(Int((seconds * 1000).rounded())) ms" }
    if seconds < 120 || seconds.truncatingRemainder(dividingBy: 60) != 0 {
      let whole = seconds.rounded() == seconds
      return whole ? "\(Int(seconds)) s" : "\((seconds * 10).rounded() / 10) s"
    }
    return "\(Int(seconds / 60)) min"
  }
}
