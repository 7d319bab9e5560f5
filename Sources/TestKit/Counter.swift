import Synchronization

/// Counts calls from many threads.
public final class Counter: Sendable {
  private let count = Atomic<Int>(0)

  public init() {}

  /// 1 at the first call, 2 at the second …
  public func next() -> Int { count.add(1, ordering: .sequentiallyConsistent).newValue }

  public var value: Int { count.load(ordering: .sequentiallyConsistent) }
}
