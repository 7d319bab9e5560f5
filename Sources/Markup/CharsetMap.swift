/// Where each part of a decoded text stood among the bytes it was decoded from.
///
/// Text and bytes have anchors in the same order: the n-th anchor of the text begins where the n-th anchor of the bytes does.
/// Each side is a set of bits, so the map of 100 MB takes 12.5 MB a side, and a look-up takes a binary search.
struct CharsetMap: Sendable {
  /// Where the text begins among the bytes: after a byte order mark.
  private let start: Int
  /// How many bytes there are.
  private let end: Int
  private let anchors: (text: AnchorSet, source: AnchorSet)?

  /// The text is the bytes from `start`, unchanged.
  init(identityFrom start: Int, end: Int) {
    self.start = start
    self.end = end
    anchors = nil
  }

  init(text: AnchorSet, source: AnchorSet, end: Int) {
    start = 0
    self.end = end
    anchors = (text, source)
  }

  /// The bytes that a range of the text was decoded from; where an end lies between two anchors, the nearest ones outside.
  func source(of range: Range<Int>) -> Range<Int> {
    guard let anchors else { return range.lowerBound + start..<range.upperBound + start }
    let first = max(anchors.text.count(before: range.lowerBound + 1) - 1, 0)
    let lower = anchors.source.position(of: first) ?? end
    if range.isEmpty { return lower..<lower }
    let upper = anchors.source.position(of: anchors.text.count(before: range.upperBound)) ?? end
    return lower..<max(lower, upper)
  }
}

/// A growing set of offsets that can be counted and found by their rank.
struct AnchorSet: Sendable {
  private var words: [UInt64] = []
  /// How many offsets lie before each block of eight words; filled by ``index()``.
  private var before: [Int] = []
  private static let block = 8

  /// Room for offsets below a number.
  init(capacity: Int = 0) { words.reserveCapacity(capacity / 64 + 1) }

  mutating func insert(_ offset: Int) {
    let word = offset >> 6
    while word >= words.count { words.append(0) }
    words[word] |= 1 << UInt64(offset & 63)
  }

  mutating func remove(from start: Int, to end: Int) {
    for offset in start..<max(start, min(end, words.count << 6)) {
      words[offset >> 6] &= ~(1 << UInt64(offset & 63))
    }
  }

  /// Makes ready for questions; nothing may be inserted afterwards.
  mutating func index() {
    before.removeAll()
    before.reserveCapacity(words.count / AnchorSet.block + 2)
    var count = 0
    for (at, word) in words.enumerated() {
      if at % AnchorSet.block == 0 { before.append(count) }
      count += word.nonzeroBitCount
    }
    before.append(count)
  }

  /// How many offsets of the set lie before one.
  func count(before offset: Int) -> Int {
    let word = offset >> 6
    if word >= words.count { return before.last ?? 0 }
    let block = word / AnchorSet.block
    var count = before[block]
    for at in block * AnchorSet.block..<word { count += words[at].nonzeroBitCount }
    return count + (words[word] & (1 << UInt64(offset & 63) - 1)).nonzeroBitCount
  }

  /// The offset that has so many others before it; nil when there are not that many.
  func position(of rank: Int) -> Int? {
    guard rank < before.last ?? 0 else { return nil }
    var low = 0
    var high = before.count - 1
    while high - low > 1 {
      let middle = (low + high) / 2
      if before[middle] <= rank { low = middle } else { high = middle }
    }
    var left = rank - before[low]
    for at in low * AnchorSet.block..<words.count {
      let count = words[at].nonzeroBitCount
      if left < count {
        var word = words[at]
        for _ in 0..<left { word &= word - 1 }
        return at << 6 + word.trailingZeroBitCount
      }
      left -= count
    }
    return nil
  }
}
