/// Numbers for byte strings, in the order in which they were first seen: a hash table with open addressing.
///
/// A `Dictionary` of `String` would compare by canonical equivalence, which costs more than everything else here.
struct ByteTable {
  private(set) var count = 0
  /// A power of two; -1 where a slot is free.
  private var slots: [Int32]
  private var hashes: [UInt64] = []
  /// Key n has the bytes from `ends[n - 1]` to `ends[n]`.
  private var ends: [Int] = [0]
  private var bytes: [UInt8] = []

  init(capacity: Int = 256) {
    var size = 16
    while size < capacity * 2 { size *= 2 }
    slots = Array(repeating: -1, count: size)
  }

  /// The number of a range of bytes; nil where they were never added.
  func number(of source: borrowing Span<UInt8>, _ range: Range<Int>) -> Int? {
    let slot = find(source, range, ByteTable.hash(source, range))
    return slots[slot] >= 0 ? Int(slots[slot]) : nil
  }

  /// The number of a range of bytes, and whether they are new.
  mutating func add(_ source: borrowing Span<UInt8>, _ range: Range<Int>) -> (number: Int, isNew: Bool) {
    let hash = ByteTable.hash(source, range)
    let slot = find(source, range, hash)
    if slots[slot] >= 0 { return (Int(slots[slot]), false) }
    slots[slot] = Int32(count)
    count += 1
    hashes.append(hash)
    for at in range { bytes.append(source[at]) }
    ends.append(bytes.count)
    if count * 2 > slots.count { grow() }
    return (count - 1, true)
  }

  private func find(_ source: borrowing Span<UInt8>, _ range: Range<Int>, _ hash: UInt64) -> Int {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] >= 0, !isKey(Int(slots[slot]), source, range, hash) { slot = (slot + 1) & mask }
    return slot
  }

  private func isKey(_ key: Int, _ source: borrowing Span<UInt8>, _ range: Range<Int>, _ hash: UInt64) -> Bool {
    let start = ends[key]
    guard hashes[key] == hash, ends[key + 1] - start == range.count else { return false }
    for at in 0..<range.count where bytes[start + at] != source[range.lowerBound + at] { return false }
    return true
  }

  private mutating func grow() {
    slots = Array(repeating: -1, count: slots.count * 2)
    let mask = slots.count - 1
    for key in 0..<count {
      var slot = Int(truncatingIfNeeded: hashes[key]) & mask
      while slots[slot] >= 0 { slot = (slot + 1) & mask }
      slots[slot] = Int32(key)
    }
  }

  /// FNV-1a, its high half folded into the low one.
  private static func hash(_ source: borrowing Span<UInt8>, _ range: Range<Int>) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for at in range { hash = (hash ^ UInt64(source[at])) &* 0x100_0000_01b3 }
    return hash ^ hash >> 32
  }
}

extension ByteTable {
  mutating func add(_ text: String) -> (number: Int, isNew: Bool) {
    let span = text.utf8Span.span
    return add(span, 0..<span.count)
  }

  func contains(_ text: String) -> Bool {
    let span = text.utf8Span.span
    return number(of: span, 0..<span.count) != nil
  }
}
