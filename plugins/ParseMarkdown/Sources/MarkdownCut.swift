import Document

extension MarkdownInline {
  /// Takes the marks out of the text, and the white space at its ends, and puts the runs in the order in which they open.
  mutating func cut() {
    var first = 0
    while first < text.count, text[first] <= 0x20 { first += 1 }
    if first > 0 { cuts.append(0..<first) }
    var last = text.count
    while last > first, text[last - 1] <= 0x20 { last -= 1 }
    if last < text.count { cuts.append(last..<text.count) }
    if !cuts.isEmpty { removeCuts() }
    runs = runs.filter { !$0.range.isEmpty || $0.kind == .note || $0.kind == .image }
    guard runs.count > 1 else { return }
    let sorted = runs.enumerated().sorted {
      // Of two over the same words the outer one was found later.
      ($0.element.range.lowerBound, $1.element.range.upperBound, $1.offset)
        < ($1.element.range.lowerBound, $0.element.range.upperBound, $0.offset)
    }
    runs.removeAll(keepingCapacity: true)
    for (_, run) in sorted where runs.last != run { runs.append(run) }
  }

  private mutating func removeCuts() {
    cuts.sort { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }
    /// Where each cut begins, and how many bytes are gone behind it.
    var starts: [Int] = []
    var gone: [Int] = []
    var total = 0
    var kept: [UInt8] = []
    kept.reserveCapacity(text.count)
    var done = 0
    for range in cuts {
      let start = max(range.lowerBound, done)
      guard start < range.upperBound else { continue }
      kept += text[done..<start]
      done = range.upperBound
      total += done - start
      starts.append(start)
      gone.append(total)
    }
    kept += text[done...]
    func moved(_ place: Int) -> Int {
      let behind = starts.partitionPoint { $0 >= place }
      guard behind > 0 else { return place }
      let before = behind > 1 ? gone[behind - 2] : 0
      // Inside a cut, where the cut was.
      return place - before - min(place - starts[behind - 1], gone[behind - 1] - before)
    }
    for at in runs.indices { runs[at].range = moved(runs[at].range.lowerBound)..<moved(runs[at].range.upperBound) }
    text = kept
  }
}
