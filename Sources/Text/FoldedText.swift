/// Folded text that knows where each part of it came from.
public struct FoldedText: Sendable {
  /// The folded text.
  public let text: String
  /// In order: stretches whose scalars each became one of the same length, and single scalars that did not.
  private let runs: [Run]
  private let sourceEnd: Int

  private struct Run {
    var folded: Int
    var source: Int
    /// Whether the run is one scalar whose folding has another length or several scalars.
    var isUnit: Bool
  }

  /// Folds a text, or a range of it.
  ///
  /// - Parameter range: UTF-8 byte offsets on scalar boundaries; the whole text when nil.
  public init(_ source: String, _ range: Range<Int>? = nil, _ options: Folding = .matching) {
    let bounds = source.checked(range)
    var output = FoldedBytes(capacity: bounds.count)
    var runs: [Run] = []
    var difference = Int.min
    output.append(source.utf8Span.span, bounds, FoldingTable.of(options)) { source, folded, isAlike in
      if !isAlike {
        runs.append(Run(folded: folded, source: source, isUnit: true))
        difference = Int.min
      } else if source - folded != difference {
        runs.append(Run(folded: folded, source: source, isUnit: false))
        difference = source - folded
      }
    }
    text = output.text
    self.runs = runs
    sourceEnd = bounds.upperBound
  }

  /// The source range whose folding gives a range of `text`.
  ///
  /// Deleted scalars (marks, tatweel) belong to what stands before them. A range that cuts the folding of one scalar takes the
  /// whole scalar. An empty range is an empty range of the source.
  /// - Parameter folded: UTF-8 byte offsets into `text`, half-open.
  /// - Returns: absolute offsets into the source.
  public func sourceRange(of folded: Range<Int>) -> Range<Int> {
    precondition(folded.lowerBound >= 0 && folded.upperBound <= text.utf8.count, "a range must lie inside its text")
    let start = sourceStart(folded.lowerBound)
    return folded.isEmpty ? start..<start : start..<sourceEnd(folded.upperBound)
  }

  private func sourceStart(_ offset: Int) -> Int {
    let bytes = text.utf8Span.span
    guard offset < bytes.count else { return sourceEnd }
    let run = runs[lastRun(at: offset)]
    if run.isUnit { return run.source }
    var start = offset
    while bytes[start] & 0xC0 == 0x80 { start -= 1 }
    return run.source + start - run.folded
  }

  private func sourceEnd(_ offset: Int) -> Int {
    let bytes = text.utf8Span.span
    let index = lastRun(at: offset - 1)
    var end = offset
    while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
    let runEnd = index + 1 < runs.count ? runs[index + 1].folded : bytes.count
    if runs[index].isUnit || end == runEnd { return index + 1 < runs.count ? runs[index + 1].source : sourceEnd }
    return runs[index].source + end - runs[index].folded
  }

  /// The index of the last run that begins at or before an offset.
  private func lastRun(at offset: Int) -> Int {
    var low = 0
    var high = runs.count
    while low < high {
      let middle = (low + high) / 2
      if runs[middle].folded <= offset { low = middle + 1 } else { high = middle }
    }
    return low - 1
  }
}
