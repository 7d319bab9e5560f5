/// Numbers for words, so that comparing two is comparing two integers: 0, 1, 2 … in the order in which words are added.
///
/// Words are compared by their bytes; `Dictionary<String, _>` would normalise each on every look.
struct Vocabulary: Sendable {
  private var bytes: [UInt8] = []
  /// Where each word begins in `bytes`, and one more for the end.
  private var starts: [Int32] = [0]
  /// An open hash table of words, at most half full; −1 is free. Its size is a power of two.
  private var slots = [Int32](repeating: -1, count: 64)

  /// Stands for every word that was never seen; equal to none that was.
  static let unknown: Int32 = -1

  var count: Int { starts.count - 1 }

  func id(_ word: String) -> Int32 {
    let word = word.utf8Span.span
    return slots[slot(of: word)]
  }

  mutating func add(_ word: String) -> Int32 {
    let word = word.utf8Span.span
    let slot = slot(of: word)
    if slots[slot] >= 0 { return slots[slot] }
    let id = Int32(count)
    slots[slot] = id
    for at in word.indices { bytes.append(word[at]) }
    starts.append(Int32(bytes.count))
    if 2 * count > slots.count { grow() }
    return id
  }

  /// The slot of a word, or the free one that it would have.
  private func slot(of word: Span<UInt8>) -> Int {
    var slot = Int(truncatingIfNeeded: FNV.hash(word)) & (slots.count - 1)
    while slots[slot] >= 0 {
      let start = Int(starts[Int(slots[slot])])
      if Int(starts[Int(slots[slot]) + 1]) - start == word.count, isEqual(word, start) { break }
      slot = (slot + 1) & (slots.count - 1)
    }
    return slot
  }

  private func isEqual(_ word: Span<UInt8>, _ start: Int) -> Bool {
    for at in word.indices where bytes[start + at] != word[at] { return false }
    return true
  }

  private mutating func grow() {
    var larger = [Int32](repeating: -1, count: 2 * slots.count)
    for id in 0..<count {
      let hash = FNV.hash(bytes.span.extracting(Int(starts[id])..<Int(starts[id + 1])))
      var slot = Int(truncatingIfNeeded: hash) & (larger.count - 1)
      while larger[slot] >= 0 { slot = (slot + 1) & (larger.count - 1) }
      larger[slot] = Int32(id)
    }
    slots = larger
  }
}

/// The hash FNV-1a of Fowler, Noll and Vo, its upper half folded into the lower for tables that look at that.
enum FNV {
  static func hash(_ bytes: Span<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for at in bytes.indices { hash = (hash ^ UInt64(bytes[at])) &* 0x100_0000_01b3 }
    return hash ^ hash >> 32
  }
}
