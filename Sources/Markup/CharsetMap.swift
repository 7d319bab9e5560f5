/// Where each part of a decoded text stood among the bytes it was decoded from.
enum CharsetMap: Sendable {
  /// UTF-8 with little that changed.
  case pieces(CharsetPieces)
  /// Every other charset.
  case anchors(CharsetAnchors)

  /// The bytes that a range of the text was decoded from; where an end lies inside what changed as a whole, its end.
  func source(of range: Range<Int>) -> Range<Int> {
    switch self {
    case .pieces(let pieces): pieces.source(of: range)
    case .anchors(let anchors): anchors.source(of: range)
    }
  }
}

/// A text that is its bytes but for some stretches, each of which changed as a whole.
struct CharsetPieces: Sendable {
  private struct Piece {
    var text: Int
    var source: Int
    var isChanged: Bool
  }

  private var pieces: [Piece] = []
  private var end = 0

  var count: Int { pieces.count }

  /// From here on the text is the bytes; offsets of both.
  mutating func appendSame(text: Int, source: Int) { append(Piece(text: text, source: source, isChanged: false)) }

  /// What follows was made of the bytes from here on, up to the next piece.
  mutating func appendChanged(text: Int, source: Int) { append(Piece(text: text, source: source, isChanged: true)) }

  mutating func finish(sourceCount: Int) { end = sourceCount }

  private mutating func append(_ piece: Piece) {
    if let last = pieces.last, last.text == piece.text { pieces.removeLast() }
    pieces.append(piece)
  }

  func source(of range: Range<Int>) -> Range<Int> {
    let lower = bound(range.lowerBound, isUpper: false)
    return range.isEmpty ? lower..<lower : lower..<max(lower, bound(range.upperBound, isUpper: true))
  }

  private func bound(_ offset: Int, isUpper: Bool) -> Int {
    // The last piece that begins at or, for an upper end, before the offset.
    var low = 0
    var high = pieces.count
    while low < high {
      let middle = (low + high) / 2
      if pieces[middle].text < offset || (!isUpper && pieces[middle].text == offset) {
        low = middle + 1
      } else {
        high = middle
      }
    }
    guard low > 0 else { return pieces.first?.source ?? end }
    let piece = pieces[low - 1]
    let after = low < pieces.count ? pieces[low].source : end
    if piece.isChanged { return isUpper ? after : piece.source }
    return piece.source + offset - piece.text
  }
}

/// A map for texts of which every character changed.
///
/// Text and bytes have anchors in the same order: the n-th anchor of the text begins where the n-th anchor of the bytes does.
/// Each side is a set of bits, so the map of 100 MB takes 12.5 MB a side, and a look-up takes a binary search.
struct CharsetAnchors: Sendable {
  let text: AnchorSet
  let source: AnchorSet
  /// How many bytes there are.
  let end: Int

  func source(of range: Range<Int>) -> Range<Int> {
    let first = max(text.count(before: range.lowerBound + 1) - 1, 0)
    let lower = source.position(of: first) ?? end
    if range.isEmpty { return lower..<lower }
    let upper = source.position(of: text.count(before: range.upperBound)) ?? end
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
