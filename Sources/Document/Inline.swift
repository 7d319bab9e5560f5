/// What a writer meets on its way through a block, in order. Runs that overlap are closed and opened again, so that every
/// `close` belongs to the last `open`.
public enum InlineEvent: Sendable {
  /// UTF-8 byte offsets into the document's text.
  case text(Range<Int>)
  case open(Run)
  case close(Run)
  /// A run without extent: a note at the end of what it is about, an image without words.
  case mark(Run)
}

extension Block {
  /// How deep runs may lie in one another; those beyond are left out.
  public static let deepestRuns = 16

  /// Walks the block's text and runs. Runs are cut to the block; those without text are left out, but for notes and images.
  public func walkInline(_ visit: (InlineEvent) -> Void) {
    let starts = placedRuns
    var open: [Run] = []
    var next = 0
    var at = range.lowerBound
    while true {
      let nextStart = next < starts.count ? starts[next].range.lowerBound : .max
      let nextEnd = open.reduce(Int.max) { min($0, $1.range.upperBound) }
      let until = min(nextStart, nextEnd, range.upperBound)
      if until > at { visit(.text(at..<until)) }
      at = max(at, until)
      if nextEnd <= at {
        Block.closeEnded(&open, at, visit)
      } else if nextStart <= at {
        let run = starts[next]
        next += 1
        if run.range.isEmpty {
          visit(.mark(run))
        } else if open.count < Block.deepestRuns {
          visit(.open(run))
          open.append(run)
        }
      } else {
        return
      }
    }
  }

  /// The runs within the block in the order in which they open: by start, the longer first.
  private var placedRuns: [Run] {
    runs.enumerated().compactMap { order, run -> (order: Int, run: Run)? in
      var run = run
      let clamped = run.range.clamped(to: range)
      if run.range.lowerBound > range.upperBound || run.range.upperBound < range.lowerBound { return nil }
      run.range = run.kind == .note ? clamped.upperBound..<clamped.upperBound : clamped
      if run.range.isEmpty && run.kind != .note && run.kind != .image { return nil }
      return (order, run)
    }
    .sorted {
      ($0.run.range.lowerBound, $1.run.range.upperBound, $0.order)
        < ($1.run.range.lowerBound, $0.run.range.upperBound, $1.order)
    }
    .map(\.run)
  }

  /// Closes the runs that end at an offset, and with them those opened later, which are opened again.
  private static func closeEnded(_ open: inout [Run], _ at: Int, _ visit: (InlineEvent) -> Void) {
    guard let first = open.firstIndex(where: { $0.range.upperBound <= at }) else { return }
    let closed = open[first...]
    for run in closed.reversed() { visit(.close(run)) }
    open.removeSubrange(first...)
    for run in closed where run.range.upperBound > at {
      visit(.open(run))
      open.append(run)
    }
  }
}
