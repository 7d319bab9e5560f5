/// Finds the white between columns, and parts the lines that poppler drew across it.
///
/// Where two columns have something at one height, a large heading beside small print above all, poppler may take both for one
/// line. That few lines of a page lie across a strip says that there are columns; that a line has no word in the strip, that it is
/// two.
enum Gutters {
  /// Fewer lines than these on either side are no column.
  private static let fewest = 6
  /// Widest page that is looked at, in points.
  private static let widest = 20_000.0

  static func part(_ lines: [Line]) -> [Line] {
    let strips = strips(lines)
    guard !strips.isEmpty else { return lines }
    return lines.flatMap { line in strips.reduce([line]) { parts, strip in parts.flatMap { part($0, at: strip) } } }
  }

  /// The words of a line between its larger gaps.
  private static func runs(_ line: Line) -> [Box] {
    let gaps = zip(line.words, line.words.dropFirst()).map { $1.box.left - $0.box.right }
    let wide = max(0.5 * line.height, gaps.count > 2 ? 1.15 * Layout.median(gaps) : 0)
    var runs: [Box] = []
    for word in line.words {
      if let last = runs.last, word.box.left - last.right < wide {
        runs[runs.count - 1] = last.union(word.box)
      } else {
        runs.append(word.box)
      }
    }
    return runs
  }

  private static func part(_ line: Line, at strip: Layout.Span) -> [Line] {
    guard line.box.left < strip.from, line.box.right > strip.to else { return [line] }
    let middle = (strip.from + strip.to) / 2
    let left = line.words.filter { $0.box.right <= middle }
    let right = line.words.filter { $0.box.left >= middle }
    guard left.count + right.count == line.words.count, !left.isEmpty, !right.isEmpty else { return [line] }
    let slack = 0.15 * strip.width
    let gap = Layout.Span(from: left.map(\.box.right).max() ?? 0, to: right.map(\.box.left).min() ?? 0)
    return gap.from <= strip.from + slack && gap.to >= strip.to - slack ? [Line(left), Line(right)] : [line]
  }

  /// Stretches that few lines lie across, and that many stand left and right of.
  private static func strips(_ lines: [Line]) -> [Layout.Span] {
    let right = lines.map(\.box.right).max() ?? 0
    guard lines.count >= fewest, right < widest, right > 0 else { return [] }
    let size = Int(right) + 2
    func at(_ x: Double) -> Int { max(0, min(size - 1, Int(x))) }
    // Lines that have begun, that have ended, that have words across: counted where each begins and ends to do so.
    var begun = [Int](repeating: 0, count: size)
    var ended = begun
    var across = begun
    for line in lines {
      let runs = runs(line)
      for run in runs {
        across[at(run.left.rounded(.down))] += 1
        across[at(run.right.rounded(.up))] -= 1
      }
      ended[at((runs.first?.right ?? 0).rounded(.up))] += 1
      begun[at((runs.last?.left ?? 0).rounded(.down))] += 1
    }
    let least = 0.4 * Layout.median(lines.map(\.height))
    var strips: [Layout.Span] = []
    var (crossing, before, behind) = (0, 0, lines.count)
    var from: Int?
    for x in 0..<size {
      crossing += across[x]
      before += ended[x]
      behind -= begun[x]
      let isWhite = min(before, behind) >= fewest && crossing * 8 <= min(before, behind)
      if isWhite, from == nil { from = x }
      if !isWhite || x == size - 1, let first = from {
        let strip = Layout.Span(from: Double(first), to: Double(x))
        if strip.width >= least { strips.append(strip) }
        from = nil
      }
    }
    return strips
  }
}
