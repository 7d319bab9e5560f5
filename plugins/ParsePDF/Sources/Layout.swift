import Text

/// The order in which the lines of a page are read: stretches of rows below one another, columns from where the script begins.
struct Layout {
  /// What stands at one height, from left to right.
  typealias Row = [Line]

  /// Rows that are read from top to bottom.
  struct Region {
    var rows: [Row]
    /// Where its text may stand.
    var left: Double
    var right: Double
  }

  private let direction: Direction
  private(set) var regions: [Region] = []
  /// Pages with more lines are read in the order in which poppler gave them.
  private static let mostLines = 20_000
  private static let deepest = 6

  init(_ lines: [Line], _ direction: Direction) {
    self.direction = direction
    guard !lines.isEmpty else { return }
    if lines.count > Layout.mostLines {
      regions = [Region(rows: lines.map { [$0] }, left: 0, right: lines.map(\.box.right).max() ?? 0)]
    } else {
      divide(lines, depth: 0)
    }
  }

  // MARK: Rows

  /// The lines that stand at one height together, from top to bottom. Boxes of lines overlap a little: their cores do not.
  static func rows(_ lines: [Line]) -> [Row] {
    func core(_ line: Line) -> ClosedRange<Double> {
      let half = min(line.box.height, line.height) / 5
      return line.box.middle - half...line.box.middle + half
    }
    var rows: [Row] = []
    var bottom = -Double.infinity
    for line in lines.sorted(by: { ($0.box.middle, $0.box.left) < ($1.box.middle, $1.box.left) }) {
      let core = core(line)
      if core.lowerBound <= bottom, !rows.isEmpty {
        rows[rows.count - 1].append(line)
      } else {
        rows.append([line])
      }
      bottom = max(bottom, core.upperBound)
    }
    return rows.map { $0.sorted { ($0.box.left, $0.box.top) < ($1.box.left, $1.box.top) } }
  }

  // MARK: Bands and columns

  /// Rows with the same gaps between what stands in them.
  private struct Band {
    var rows: [Row]
    var gaps: [Span]
    var left: Double
    var right: Double

    init(_ row: Row) {
      rows = [row]
      left = row.map(\.box.left).min() ?? 0
      right = row.map(\.box.right).max() ?? 0
      gaps = Layout.gaps(in: row)
    }

    /// Gaps with something on both sides.
    var inner: [Span] { gaps.filter { $0.from >= left && $0.to <= right } }

    mutating func append(_ band: Band, _ common: [Span]) {
      rows += band.rows
      gaps = common
      left = min(left, band.left)
      right = max(right, band.right)
    }
  }

  struct Span: Hashable {
    var from: Double
    var to: Double
    var width: Double { to - from }
  }

  /// The stretches without text, those at both sides included.
  static func gaps(in row: Row) -> [Span] {
    var gaps: [Span] = []
    var end = -Double.infinity
    for line in row.sorted(by: { $0.box.left < $1.box.left }) {
      if line.box.left > end { gaps.append(Span(from: end, to: line.box.left)) }
      end = max(end, line.box.right)
    }
    return gaps + [Span(from: end, to: .infinity)]
  }

  static func common(_ a: [Span], _ b: [Span], atLeast width: Double) -> [Span] {
    var common: [Span] = []
    var (i, j) = (0, 0)
    while i < a.count, j < b.count {
      let span = Span(from: max(a[i].from, b[j].from), to: min(a[i].to, b[j].to))
      if span.width >= width { common.append(span) }
      if a[i].to < b[j].to { i += 1 } else { j += 1 }
    }
    return common
  }

  private mutating func divide(_ lines: [Line], depth: Int) {
    let bands = bands(Layout.rows(lines), gutter: Layout.median(lines.map(\.height)) * 0.5)
    for band in bands {
      let columns = depth < Layout.deepest ? columns(of: band) : []
      if columns.count < 2 {
        if bands.count > 1, columns.isEmpty, let last = regions.indices.last, band.inner.isEmpty, isPlainTail {
          regions[last].rows += band.rows
          regions[last].left = min(regions[last].left, band.left)
          regions[last].right = max(regions[last].right, band.right)
        } else {
          regions.append(Region(rows: band.rows, left: band.left, right: band.right))
        }
        isPlainTail = band.inner.isEmpty
        continue
      }
      for column in direction == .rightToLeft ? columns.reversed() : columns {
        isPlainTail = false
        divide(column, depth: depth + 1)
      }
      isPlainTail = false
    }
  }

  /// Whether the last region runs over the whole width, so that rows below belong to it.
  private var isPlainTail = false

  private func bands(_ rows: [Row], gutter: Double) -> [Band] {
    var bands: [Band] = []
    for row in rows {
      let next = Band(row)
      if var last = bands.last {
        let common = Layout.common(last.gaps, next.gaps, atLeast: gutter)
        let left = min(last.left, next.left)
        let right = max(last.right, next.right)
        let isParted = common.contains { $0.from >= left && $0.to <= right }
        if isParted || last.inner.isEmpty && next.inner.isEmpty {
          last.append(next, common)
          bands[bands.count - 1] = last
          continue
        }
      }
      bands.append(next)
    }
    return bands.flatMap(Layout.withoutTail)
  }

  /// Rows below columns that have ended are none of them: they stand at a distance, and one of them is wider than its column.
  private static func withoutTail(_ band: Band) -> [Band] {
    let gutters = band.inner
    guard !gutters.isEmpty,
      let last = band.rows.lastIndex(where: { row in
        row.count > 1 && split(row, at: gutters).count(where: { !$0.isEmpty }) > 1
      }), last + 1 < band.rows.count
    else { return [band] }
    let columns = split(band.rows[...last].flatMap { $0 }, at: gutters)
    let isWider = band.rows[(last + 1)...].contains { row in
      zip(split(row, at: gutters), columns).contains { lines, column in
        (lines.map(\.box.right).max() ?? 0) > (column.map(\.box.right).max() ?? 0) + 4
          || (lines.map(\.box.left).min() ?? .infinity) < (column.map(\.box.left).min() ?? .infinity) - 4
      }
    }
    let start = band.rows.indices[(last + 1)...].first { at in
      let bottom = band.rows[at - 1].map(\.box.bottom).max() ?? 0
      return (band.rows[at].map(\.box.top).min() ?? 0) - bottom > 0.9 * median(band.rows[at - 1].map(\.height))
    }
    guard isWider, let start else { return [band] }
    var (whole, tail) = (band, Band(band.rows[start]))
    whole.rows.removeSubrange(start...)
    for row in band.rows[(start + 1)...] {
      let next = Band(row)
      tail.append(next, common(tail.gaps, next.gaps, atLeast: 0.1))
    }
    return [whole, tail]
  }

  /// The columns of a band, from left to right; none where what stands side by side is no running text.
  private func columns(of band: Band) -> [[Line]] {
    var gutters = band.inner
    let lines = band.rows.flatMap { $0 }
    while !gutters.isEmpty {
      let columns = Layout.split(lines, at: gutters)
      guard let poor = columns.firstIndex(where: { !Layout.isText($0) }) else { return columns }
      // What is no column goes with the nearer neighbour: the numbers of a list, with its text.
      if poor == 0 {
        gutters.removeFirst()
      } else if poor == gutters.count {
        gutters.removeLast()
      } else {
        gutters.remove(at: gutters[poor].width < gutters[poor - 1].width ? poor : poor - 1)
      }
    }
    return []
  }

  static func split(_ lines: [Line], at gutters: [Span]) -> [[Line]] {
    var columns = [[Line]](repeating: [], count: gutters.count + 1)
    for line in lines {
      let middle = (line.box.left + line.box.right) / 2
      columns[gutters.firstIndex { middle < $0.to } ?? gutters.count].append(line)
    }
    return columns
  }

  /// Whether lines are running text: at least two that fill their column, of several words.
  private static func isText(_ lines: [Line]) -> Bool {
    guard lines.count >= 2 else { return false }
    let left = lines.map(\.box.left).min() ?? 0
    let right = lines.map(\.box.right).max() ?? 0
    return median(lines.map { Double($0.words.count) }) >= 3
      && median(lines.map(\.box.width)) >= 0.55 * (right - left)
      && right - left >= 6 * median(lines.map(\.height))
  }

  static func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    return sorted.isEmpty ? 0 : sorted[sorted.count / 2]
  }
}
