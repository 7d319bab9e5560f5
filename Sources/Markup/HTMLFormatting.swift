/// The list of active formatting elements.
struct HTMLFormatting {
  enum Entry {
    case marker
    case element(node: Int32, name: UInt32)

    var node: Int32 {
      if case .element(let node, _) = self { return node }
      return -1
    }
  }

  var entries: [Entry] = []
  /// How many entries have each name: most end tags close nothing that is in the list.
  private var counts: [Int32] = Array(repeating: 0, count: HTMLNames.known.entries.count)

  func has(_ name: UInt32) -> Bool { Int(name) < counts.count && counts[Int(name)] > 0 }

  mutating func append(_ node: Int32, name: UInt32) {
    entries.append(.element(node: node, name: name))
    counts[Int(name)] += 1
  }

  mutating func mark() { entries.append(.marker) }

  mutating func insert(_ node: Int32, name: UInt32, at index: Int) {
    entries.insert(.element(node: node, name: name), at: index)
    counts[Int(name)] += 1
  }

  mutating func remove(at index: Int) {
    if case .element(_, let name) = entries.remove(at: index) { counts[Int(name)] -= 1 }
  }

  mutating func remove(_ node: Int32) {
    if let index = index(of: node) { remove(at: index) }
  }

  mutating func clearToMarker() {
    while let last = entries.last {
      remove(at: entries.count - 1)
      if case .marker = last { return }
    }
  }

  func index(of node: Int32) -> Int? { entries.lastIndex { $0.node == node } }

  /// The last entry with a name behind the last marker.
  func last(_ name: UInt32) -> (index: Int, node: Int32)? {
    guard has(name) else { return nil }
    for index in entries.indices.reversed() {
      guard case .element(let node, let found) = entries[index] else { return nil }
      if found == name { return (index, node) }
    }
    return nil
  }
}
