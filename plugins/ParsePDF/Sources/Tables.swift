/// Finds rows of cells among the rows of a region.
enum Tables {
  enum Part {
    case rows([Layout.Row])
    /// Rows of cells from left to right, and where the columns part.
    case table([[[Line]]])
  }

  /// The rows in order, those of tables apart.
  static func parts(_ region: Layout.Region) -> [Part] {
    let rows = region.rows
    var parts: [Part] = []
    var plain: [Layout.Row] = []
    var at = 0
    while at < rows.count {
      guard let (end, gutters) = table(region, from: at) else {
        plain.append(rows[at])
        at += 1
        continue
      }
      if !plain.isEmpty { parts.append(.rows(plain)) }
      plain = []
      parts.append(.table(rows[at..<end].map { Layout.split($0, at: gutters) }))
      at = end
    }
    if !plain.isEmpty { parts.append(.rows(plain)) }
    return parts
  }

  /// Where a table ends that begins with a row, and what parts its columns.
  private static func table(_ region: Layout.Region, from start: Int) -> (end: Int, gutters: [Layout.Span])? {
    let rows = region.rows
    guard rows[start].count > 1 else { return nil }
    let height = Layout.median(rows[start].map(\.height))
    var gaps = Layout.gaps(in: rows[start])
    var (left, right) = (extent(rows[start]).from, extent(rows[start]).to)
    var gutters: [Layout.Span] = []
    var (end, full) = (start, 0)
    var at = start
    while at < rows.count {
      if at > start, distance(rows[at - 1], rows[at]) > 4 * height { break }
      let common = Layout.common(gaps, Layout.gaps(in: rows[at]), atLeast: 0.8 * height)
      let span = extent(rows[at])
      let inner = common.filter { $0.from >= min(left, span.from) && $0.to <= max(right, span.to) }
      guard !inner.isEmpty else { break }
      gaps = common
      left = min(left, span.from)
      right = max(right, span.to)
      if rows[at].count > 1 {
        full += 1
        end = at + 1
        gutters = inner
      }
      at += 1
    }
    guard full >= 3 || full == 2 && gutters.count > 1 && hasNumbers(rows[start..<end]) else { return nil }
    // Lines that are stretched to the width of a column have gaps too, but little white.
    let fills = rows[start..<end].filter { $0.count > 1 }.map { row in
      row.reduce(0) { $0 + $1.box.width } / max(extent(row).width, 1)
    }
    if Layout.median(fills) > 0.8 || isStretched(rows[start..<end], region) { return nil }
    // Bullets and numbers before lines make no column.
    if gutters.count == 1 {
      let columns = Layout.split(rows[start..<end].flatMap { $0 }, at: gutters)
      if columns.contains(where: { $0.allSatisfy(isMarker) }) { return nil }
    }
    return (end, gutters)
  }

  /// Whether a third of the cells are numbers.
  private static func hasNumbers(_ rows: ArraySlice<Layout.Row>) -> Bool {
    let cells = rows.flatMap { $0 }
    let numbers = cells.count { cell in
      cell.words.allSatisfy { word in word.text.unicodeScalars.allSatisfy { !$0.properties.isAlphabetic } }
    }
    return numbers * 3 >= cells.count
  }

  /// Whether a line is a bullet, or a number such as "2.1" or "a)".
  private static func isMarker(_ line: Line) -> Bool {
    guard line.words.count == 1, let text = line.words.first?.text, text.unicodeScalars.count <= 5 else { return false }
    return ListMark(text + " x") != nil
      || text.unicodeScalars.first?.properties.numericType == .decimal && text.contains(".")
  }

  /// Whether a few rows reach from edge to edge as those of the text around them do.
  private static func isStretched(_ rows: ArraySlice<Layout.Row>, _ region: Layout.Region) -> Bool {
    guard rows.count < 5 else { return false }
    let isFull: (Layout.Row) -> Bool = { extent($0).from - region.left < 2 && region.right - extent($0).to < 2 }
    let others = region.rows.filter { $0.count == 1 }
    return rows.count(where: isFull) * 3 >= rows.count * 2 && others.count > 3
      && others.count(where: isFull) * 2 > others.count
  }

  private static func extent(_ row: Layout.Row) -> Layout.Span {
    Layout.Span(from: row.map(\.box.left).min() ?? 0, to: row.map(\.box.right).max() ?? 0)
  }

  private static func distance(_ a: Layout.Row, _ b: Layout.Row) -> Double {
    (b.map(\.box.top).min() ?? 0) - (a.map(\.box.bottom).max() ?? 0)
  }
}
