public import Document
import Synchronization

/// What many documents share during a run: an opened memory, a gazetteer. Opened once, at first use, read-only from then on.
public final class Resources: Sendable {
  private final class Slot: Sendable {
    let value = Mutex<(any Sendable)?>(nil)
  }

  private let slots = Mutex<[String: Slot]>([:])

  public init() {}

  /// The resource of this key and type, opened now if nobody did before. Others who ask for it meanwhile wait; a resource that
  /// could not be opened is tried again by the next who asks.
  ///
  /// - Parameter key: names what is opened and everything that changes the result, such as `memory:/path?folding=arabic`.
  public func open<Resource: Sendable>(
    _ key: String, _ make: () throws(Problem) -> Resource
  ) throws(Problem) -> Resource {
    let key = key + "\u{0}" + String(reflecting: Resource.self)
    let slot = slots.withLock { slots in
      if let slot = slots[key] { return slot }
      let slot = Slot()
      slots[key] = slot
      return slot
    }
    return try slot.value.withLock { (value) throws(Problem) -> Resource in
      // Of nothing, a cast to an optional type would make a resource that is nil.
      if value != nil, let known = value as? Resource { return known }
      let made = try make()
      value = made
      return made
    }
  }
}
