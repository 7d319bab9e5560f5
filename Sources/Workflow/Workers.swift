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
    let shared = Shared(count: count, body: body)
    let threads = (0..<max(1, min(jobs, count))).map { _ in start { shared.work() } }
    for thread in threads { pthread_join(thread, nil) }
    if let problem = shared.problem { throw problem }
  }

  private final class Shared: Sendable {
    let count: Int
    let body: @Sendable (Int) throws(Problem) -> Void
    private let next = Atomic<Int>(0)
    private let failure = Mutex<(position: Int, problem: Problem)?>(nil)

    init(count: Int, body: @escaping @Sendable (Int) throws(Problem) -> Void) {
      self.count = count
      self.body = body
    }

    var problem: Problem? { failure.withLock { $0?.problem } }

    func work() {
      while failure.withLock({ $0 == nil }) {
        let position = next.add(1, ordering: .relaxed).oldValue
        guard position < count else { return }
        do {
          try body(position)
        } catch {
          failure.withLock { known in
            if known.map({ position < $0.position }) ?? true { known = (position, error) }
          }
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
