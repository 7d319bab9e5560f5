import Glibc

/// A lock with a condition to wait for.
@safe final class Signal: Sendable {
  // Set once, freed by `deinit`, and made by pthreads to be used from many threads.
  private nonisolated(unsafe) let lock: UnsafeMutablePointer<pthread_mutex_t>
  private nonisolated(unsafe) let condition: UnsafeMutablePointer<pthread_cond_t>

  init() {
    unsafe lock = .allocate(capacity: 1)
    unsafe condition = .allocate(capacity: 1)
    unsafe pthread_mutex_init(lock, nil)
    var attributes = pthread_condattr_t()
    unsafe pthread_condattr_init(&attributes)
    unsafe pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
    unsafe pthread_cond_init(condition, &attributes)
    unsafe pthread_condattr_destroy(&attributes)
  }

  deinit {
    unsafe pthread_cond_destroy(condition)
    unsafe pthread_mutex_destroy(lock)
    unsafe condition.deallocate()
    unsafe lock.deallocate()
  }

  func withLock<Result>(_ body: () -> Result) -> Result {
    unsafe pthread_mutex_lock(lock)
    defer { unsafe pthread_mutex_unlock(lock) }
    return body()
  }

  /// Waits, within ``withLock(_:)``, until somebody wakes this thread; it may also wake for nothing.
  func wait() { unsafe pthread_cond_wait(condition, lock) }

  /// Waits, within ``withLock(_:)``, but not beyond a time of the monotonic clock.
  ///
  /// - Returns: false where the time has come.
  func wait(until deadline: timespec) -> Bool {
    var deadline = deadline
    return unsafe pthread_cond_timedwait(condition, lock, &deadline) != ETIMEDOUT
  }

  func wakeAll() { unsafe pthread_cond_broadcast(condition) }

  /// The time of the monotonic clock after so long.
  static func time(after duration: Duration) -> timespec {
    var now = timespec()
    unsafe clock_gettime(CLOCK_MONOTONIC, &now)
    let nanoseconds = now.tv_nsec + Int(duration.components.attoseconds / 1_000_000_000)
    return timespec(
      tv_sec: now.tv_sec + Int(duration.components.seconds) + nanoseconds / 1_000_000_000,
      tv_nsec: nanoseconds % 1_000_000_000)
  }
}
