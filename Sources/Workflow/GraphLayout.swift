/// Boxes in rows: each below all that it follows, those of one row side by side, arrows around them. Sugiyama's method (Sugiyama,
/// Tagawa and Toda 1981): ranks by the longest way, long arrows cut at each row, rows ordered by the middles of their neighbours,
/// places by least squares under the order that was found.
struct GraphLayout {
  struct Size: Equatable {
    var width: Double
    var height: Double
  }

  struct Point: Equatable {
    var x: Double
    var y: Double
  }

  /// Upper left corners, in the order of the boxes.
  private(set) var corners: [Point] = []
  /// For each arrow the points that it goes through: the foot of the first box, the top and foot of each row between, the top of the last.
  private(set) var routes: [[Point]] = []
  private(set) var size = Size(width: 0, height: 0)

  static let rowGap = 44.0
  static let boxGap = 28.0
  private static let laneWidth = 10.0
  private static let sweeps = 12

  /// What takes a place in a row.
  private struct Cell {
    var box: Int?
    var width: Double
    var x = 0.0
    var above: [Int] = []
    var below: [Int] = []
  }

  private var boxes: [Size]
  private var cells: [Cell] = []
  private var rows: [[Int]] = []

  /// - Parameter edges: positions of boxes; the second comes below the first.
  init(_ boxes: [Size], edges: [(from: Int, to: Int)]) {
    self.boxes = boxes
    let ranks = GraphLayout.ranks(boxes.count, edges)
    rows = Array(repeating: [], count: (ranks.max() ?? -1) + 1)
    for (at, box) in boxes.enumerated() {
      cells.append(Cell(box: at, width: box.width))
      rows[ranks[at]].append(at)
    }
    let lanes = edges.map { addLane($0.from, $0.to, ranks) }
    for sweep in 0..<GraphLayout.sweeps { order(downwards: sweep % 2 == 0) }
    for row in rows.indices { pack(row) }
    for sweep in 0..<2 * GraphLayout.sweeps { align(downwards: sweep % 2 == 0) }
    finish(lanes)
  }

  /// The number of each box's row: one more than that of the lowest box it follows. An arrow of a cycle counts for nothing.
  private static func ranks(_ count: Int, _ edges: [(from: Int, to: Int)]) -> [Int] {
    var ranks = Array(repeating: 0, count: count)
    for _ in 0..<count {
      var isDone = true
      for (from, to) in edges where ranks[to] <= ranks[from] && ranks[from] + 1 < count {
        ranks[to] = ranks[from] + 1
        isDone = false
      }
      if isDone { break }
    }
    return ranks
  }

  /// Puts a cell into each row that an arrow crosses.
  private mutating func addLane(_ from: Int, _ to: Int, _ ranks: [Int]) -> [Int] {
    var lane = [from]
    if ranks[from] + 1 < ranks[to] {
      for rank in ranks[from] + 1..<ranks[to] {
        cells.append(Cell(box: nil, width: GraphLayout.laneWidth))
        rows[rank].append(cells.count - 1)
        lane.append(cells.count - 1)
      }
    }
    lane.append(to)
    for (upper, lower) in zip(lane, lane.dropFirst()) where ranks[from] < ranks[to] {
      cells[upper].below.append(lower)
      cells[lower].above.append(upper)
    }
    return lane
  }

  // MARK: places

  private mutating func order(downwards: Bool) {
    var places = Array(repeating: 0.0, count: cells.count)
    for row in rows { for (at, cell) in row.enumerated() { places[cell] = Double(at) } }
    for row in downwards ? Array(rows.indices) : rows.indices.reversed() {
      let middles = rows[row].map { cell in
        let others = downwards ? cells[cell].above : cells[cell].below
        return others.isEmpty ? places[cell] : others.reduce(0) { $0 + places[$1] } / Double(others.count)
      }
      let sorted = zip(rows[row], middles).enumerated().sorted {
        ($0.element.1, $0.offset) < ($1.element.1, $1.offset)
      }
      rows[row] = sorted.map(\.element.0)
      for (at, cell) in rows[row].enumerated() { places[cell] = Double(at) }
    }
  }

  private mutating func pack(_ row: Int) {
    var x = 0.0
    for cell in rows[row] {
      cells[cell].x = x + cells[cell].width / 2
      x += cells[cell].width + GraphLayout.boxGap
    }
    let middle = (x - GraphLayout.boxGap) / 2
    for cell in rows[row] { cells[cell].x -= middle }
  }

  private mutating func align(downwards: Bool) {
    for row in downwards ? Array(rows.indices) : rows.indices.reversed() {
      var offset = 0.0
      var offsets: [Double] = []
      var wanted: [Double] = []
      for (at, cell) in rows[row].enumerated() {
        if at > 0 {
          offset += (cells[rows[row][at - 1]].width + cells[cell].width) / 2 + GraphLayout.boxGap
        }
        let others = downwards ? cells[cell].above : cells[cell].below
        let middle = others.isEmpty ? cells[cell].x : others.reduce(0) { $0 + cells[$1].x } / Double(others.count)
        offsets.append(offset)
        wanted.append(middle - offset)
      }
      for (at, x) in GraphLayout.rising(wanted).enumerated() { cells[rows[row][at]].x = x + offsets[at] }
    }
  }

  /// The sequence that never falls and is nearest to the wanted one (pool adjacent violators: Ayer and others 1955).
  static func rising(_ wanted: [Double]) -> [Double] {
    var pools: [(sum: Double, count: Int)] = []
    for value in wanted {
      pools.append((value, 1))
      while pools.count > 1 {
        let (last, before) = (pools[pools.count - 1], pools[pools.count - 2])
        guard before.sum / Double(before.count) > last.sum / Double(last.count) else { break }
        pools.removeLast(2)
        pools.append((before.sum + last.sum, before.count + last.count))
      }
    }
    return pools.flatMap { pool in Array(repeating: pool.sum / Double(pool.count), count: pool.count) }
  }

  private mutating func finish(_ lanes: [[Int]]) {
    let left = cells.map { $0.x - $0.width / 2 }.min() ?? 0
    let right = cells.map { $0.x + $0.width / 2 }.max() ?? 0
    var tops: [Double] = []
    var heights: [Double] = []
    var y = 0.0
    for row in rows {
      let height = row.compactMap { cells[$0].box.map { boxes[$0].height } }.max() ?? 0
      tops.append(y)
      heights.append(height)
      y += height + GraphLayout.rowGap
    }
    size = Size(width: right - left, height: max(0, y - GraphLayout.rowGap))
    var rowOf = Array(repeating: 0, count: cells.count)
    for (number, row) in rows.enumerated() { for cell in row { rowOf[cell] = number } }
    corners = boxes.indices.map { at in
      Point(x: cells[at].x - cells[at].width / 2 - left, y: tops[rowOf[at]])
    }
    routes = lanes.map { lane in
      var points: [Point] = []
      for (number, cell) in lane.enumerated() {
        let x = cells[cell].x - left
        let top = tops[rowOf[cell]]
        let height = cells[cell].box.map { boxes[$0].height } ?? heights[rowOf[cell]]
        if number > 0 { points.append(Point(x: x, y: top)) }
        if number < lane.count - 1 { points.append(Point(x: x, y: top + height)) }
      }
      return points
    }
  }
}
