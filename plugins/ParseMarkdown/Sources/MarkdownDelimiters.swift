import Document

/// Runs of `*` and `_` that may be emphasis, and the matching of them (CommonMark 0.31, appendix: "process emphasis").
struct MarkdownDelimiters {
  private struct Delimiter {
    var byte: UInt8
    /// In the text.
    var start: Int
    var count: Int
    var canOpen: Bool
    var canClose: Bool
    /// Marks taken from either end: a closer gives from its left, an opener from its right.
    var takenLeft = 0
    var takenRight = 0
    var previous: Int
    var next = -1

    var left: Int { count - takenLeft - takenRight }
  }

  private var all: [Delimiter] = []
  private var last = -1

  var count: Int { all.count }

  mutating func append(byte: UInt8, start: Int, count: Int, canOpen: Bool, canClose: Bool) {
    if last >= 0 { all[last].next = all.count }
    all.append(
      Delimiter(byte: byte, start: start, count: count, canOpen: canOpen, canClose: canClose, previous: last))
    last = all.count - 1
  }

  /// Forgets those that came after there were so many.
  mutating func drop(from first: Int) {
    while last >= first { remove(last) }
    all.removeSubrange(min(first, all.count)...)
  }

  /// Matches those that came after there were so many, adds a run for each pair, and is done with them.
  mutating func resolve(from first: Int, _ runs: inout [Run]) {
    guard last >= first else { return }
    var closer = last
    while all[closer].previous >= first { closer = all[closer].previous }
    // Below these there is nothing that opens what a closer of each sort closes.
    var bottoms = [Int](repeating: first - 1, count: 12)
    while closer >= 0 {
      guard all[closer].canClose else {
        closer = all[closer].next
        continue
      }
      let sort =
        (all[closer].byte == UInt8(ascii: "*") ? 6 : 0) + (all[closer].canOpen ? 3 : 0) + all[closer].count % 3
      var opener = all[closer].previous
      while opener > bottoms[sort], !opens(opener, closer) { opener = all[opener].previous }
      if opener > bottoms[sort] {
        pair(opener, closer, &runs)
        if all[closer].left > 0 { continue }
        let next = all[closer].next
        remove(closer)
        closer = next
      } else {
        bottoms[sort] = all[closer].previous
        let next = all[closer].next
        if !all[closer].canOpen { remove(closer) }
        closer = next
      }
    }
    while last >= first { remove(last) }
  }

  private func opens(_ opener: Int, _ closer: Int) -> Bool {
    let (a, b) = (all[opener], all[closer])
    guard a.canOpen, a.byte == b.byte else { return false }
    return
      !((a.canClose || b.canOpen) && (a.count + b.count).isMultiple(of: 3)
      && !(a.count.isMultiple(of: 3) && b.count.isMultiple(of: 3)))
  }

  private mutating func pair(_ opener: Int, _ closer: Int, _ runs: inout [Run]) {
    let taken = all[opener].left >= 2 && all[closer].left >= 2 ? 2 : 1
    all[opener].takenRight += taken
    all[closer].takenLeft += taken
    let run = Run(taken == 2 ? .strong : .emphasis, all[opener].start + all[opener].count..<all[closer].start)
    // Twice strong is strong.
    if runs.last != run { runs.append(run) }
    while all[closer].previous != opener { remove(all[closer].previous) }
    if all[opener].left == 0 { remove(opener) }
  }

  private mutating func remove(_ at: Int) {
    let (previous, next) = (all[at].previous, all[at].next)
    if previous >= 0 { all[previous].next = next }
    if next >= 0 { all[next].previous = previous } else { last = previous }
  }

  /// Adds what was taken, as ranges of the text.
  func addCuts(_ cuts: inout [Range<Int>]) {
    for delimiter in all {
      let end = delimiter.start + delimiter.count
      if delimiter.takenLeft > 0 { cuts.append(delimiter.start..<delimiter.start + delimiter.takenLeft) }
      if delimiter.takenRight > 0 { cuts.append(end - delimiter.takenRight..<end) }
    }
  }
}
