public import Document
import Glibc
import Synchronization

/// Threads that share a list of work.
public enum Workers {
  /// Scripts and nested formats recurse; a thread's usual 512 KiB would not do.
  private static let stackSize = 16 << 20

  /// Calls `body` once for each position from 0, from so many threads at once, and returns when all are done. After a first
  /// error no new position is begun.
  ///
  /// - Throws: the error of the lowest position among those that failed.
  public static func share(
    _ count: Int, jobs: Int, _ body: @escaping @Sendable (Int) throws(Problem) -> Void
  ) throws(Problem) {
    try share(count, jobs: min(jobs, count)) { position, _ throws(Problem) in try body(position) }
  }

  /// The same for work that comes apart on the way: what `body` offers is done by a thread that has nothing to do.
  static func share(
    _ count: Int, jobs: Int, _ body: @escaping @Sendable (Int, any WorkOffer) throws(Problem) -> Void
  ) throws(Problem) {
    let shared = SharedWork(count: count, body: body)
    let threads = (0..<max(1, jobs)).map { _ in start { shared.work() } }
    for thread in threads { pthread_join(thread, nil) }
    if let problem = shared.problem { throw problem }
  }

  /// Runs a piece of work in a thread of its own, and waits for it for so long.
  ///
  /// - Returns: its result; nil where the time was over before. The thread then goes on alone, and what it makes is dropped.
  static func run<Result: Sendable>(within limit: Duration, _ body: @escaping @Sendable () -> Result) -> Result? {
    let box = Box<Result>()
    pthread_detach(start { box.set(body()) })
    return box.wait(until: Signal.time(after: limit))
  }

  private final class Box<Result: Sendable>: Sendable {
    private let result = Mutex<Result?>(nil)
    private let signal = Signal()

    func set(_ made: Result) {
      signal.withLock {
        result.withLock { $0 = made }
        signal.wakeAll()
      }
    }

    func wait(until deadline: timespec) -> Result? {
      signal.withLock {
        while true {
          if let made = result.withLock({ $0 }) { return made }
          if !signal.wait(until: deadline) { return result.withLock { $0 } }
        }
      }
    }
  }

  private final class Job {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }

  private static func start(_ body: @escaping @Sendable () -> Void) -> pthread_t {
    let job = unsafe Unmanaged.passRetained(Job(body))
    var thread: pthread_t = 0
    let status = unsafe withUnsafeTemporaryAllocation(of: pthread_attr_t.self, capacity: 1) { space in
      guard let attributes = space.baseAddress else { return EAGAIN }
      unsafe pthread_attr_init(attributes)
      unsafe pthread_attr_setstacksize(attributes, stackSize)
      defer { unsafe pthread_attr_destroy(attributes) }
      return unsafe pthread_create(
        &thread, attributes,
        { argument in
          guard let argument = unsafe argument else { return nil }
          unsafe Unmanaged<Job>.fromOpaque(argument).takeRetainedValue().body()
          return nil
        }, job.toOpaque())
    }
    precondition(status == 0, "the system gives a thread")
    return thread
  }
}

/// Where work is offered to threads that have nothing to do.
protocol WorkOffer: Sendable {
  /// - Returns: whether a thread will do it; if not, the caller does it itself. That keeps what waits as small as the number
  ///   of threads.
  func offer(_ work: @escaping @Sendable () throws(Problem) -> Void) -> Bool
}

/// A list of positions, and pieces of work that came up at them.
private final class SharedWork: WorkOffer {
  private struct State {
    var next = 0
    /// Positions at which a thread is; they may offer work yet.
    var active = 0
    var idle = 0
    var offered: [@Sendable () throws(Problem) -> Void] = []
    var failure: (position: Int, problem: Problem)?
  }

  private let count: Int
  private let body: @Sendable (Int, any WorkOffer) throws(Problem) -> Void
  private let signal = Signal()
  private let state = Mutex(State())

  init(count: Int, body: @escaping @Sendable (Int, any WorkOffer) throws(Problem) -> Void) {
    self.count = count
    self.body = body
  }

  var problem: Problem? { state.withLock { $0.failure?.problem } }

  func offer(_ work: @escaping @Sendable () throws(Problem) -> Void) -> Bool {
    signal.withLock {
      let isTaken = state.withLock { state in
        guard state.idle > state.offered.count else { return false }
        state.offered.append(work)
        return true
      }
      if isTaken { signal.wakeAll() }
      return isTaken
    }
  }

  func work() {
    while let (position, piece) = next() {
      do throws(Problem) {
        try piece()
      } catch {
        state.withLock { state in
          if state.failure.map({ position < $0.position }) ?? true { state.failure = (position, error) }
        }
      }
      signal.withLock {
        state.withLock { $0.active -= 1 }
        signal.wakeAll()
      }
    }
  }

  /// The next piece of work; waits while there may come more. nil at the end.
  private func next() -> (position: Int, work: @Sendable () throws(Problem) -> Void)? {
    signal.withLock {
      while true {
        let (found, isOver) = state.withLock { state in take(&state) }
        if let found { return found }
        if isOver { return nil }
        state.withLock { $0.idle += 1 }
        signal.wait()
        state.withLock { $0.idle -= 1 }
      }
    }
  }

  private func take(
    _ state: inout State
  ) -> (found: (Int, @Sendable () throws(Problem) -> Void)?, isOver: Bool) {
    if state.failure != nil { return (nil, true) }
    if let work = state.offered.popLast() {
      state.active += 1
      return ((.max, work), false)
    }
    guard state.next < count else { return (nil, state.active == 0) }
    let position = state.next
    state.next += 1
    state.active += 1
    return ((position, { [self] () throws(Problem) in try body(position, self) }), false)
  }
}
