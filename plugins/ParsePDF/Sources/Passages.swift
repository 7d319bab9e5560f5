import Document
import Text

/// Parts the lines of a region into paragraphs.
struct Passages {
  private let page: Int
  private let direction: Direction
  /// The side from which lines are set: of right-to-left text in left-to-right paragraphs it is the left.
  private let flush: Direction
  /// Whether lines are stretched, so that only the last of a paragraph ends early.
  private let isJustified: Bool
  private let order: LineText
  private let left: Double
  private let right: Double
  /// Height of the lines of running text.
  private let body: Double
  private(set) var list: [Passage] = []

  init(_ region: Layout.Region, page: Int, _ pageDirection: Direction, _ order: LineText, body: Double) {
    self.page = page
    self.order = order
    self.body = body
    left = region.left
    right = region.right
    var balance = Script.Balance()
    for line in region.rows.lazy.flatMap({ $0 }) { balance.count(line) }
    direction = balance.left == balance.right ? pageDirection : balance.isRightToLeft ? .rightToLeft : .leftToRight
    flush = Passages.flush(region, direction)
    isJustified = Passages.isJustified(region)
    for part in Tables.parts(region) {
      switch part {
      case .rows(let rows): divide(rows.map { row in row.count == 1 ? row[0] : Line(row.flatMap(\.words)) })
      case .table(let rows): addTable(rows)
      }
    }
  }

  /// The side on which lines begin, growing in the direction of reading.
  private func start(_ box: Box) -> Double { flush == .rightToLeft ? -box.right : box.left }
  private func end(_ box: Box) -> Double { flush == .rightToLeft ? -box.left : box.right }

  /// The side on which lines stand below one another, where it is one side only.
  private static func flush(_ region: Layout.Region, _ direction: Direction) -> Direction {
    let boxes = region.rows.filter { $0.count == 1 }.map { $0[0].box }
    guard boxes.count >= 4 else { return direction }
    let left = boxes.count { $0.left - region.left < 1.5 }
    let right = boxes.count { region.right - $0.right < 1.5 }
    return direction == .rightToLeft
      ? left > 2 * right ? .leftToRight : direction : right > 2 * left ? .rightToLeft : direction
  }

  private static func isJustified(_ region: Layout.Region) -> Bool {
    let boxes = region.rows.filter { $0.count == 1 }.map { $0[0].box }
    guard boxes.count >= 4 else { return false }
    return boxes.count { $0.left - region.left < 1.5 && region.right - $0.right < 1.5 } * 2 > boxes.count
  }

  private mutating func divide(_ lines: [Line]) {
    guard let first = lines.first else { return }
    let leading = Passages.leading(lines)
    let texts = lines.map { order.text($0, direction) }
    let edge = flush == .rightToLeft ? -left : right
    let margin = flush == .rightToLeft ? -right : left
    begin(first, texts[0], margin)
    for at in lines.indices.dropFirst() {
      if breaks(lines, texts, at, leading, edge) {
        finish(edge)
        begin(lines[at], texts[at], margin)
      } else {
        list[list.count - 1].lines.append(lines[at])
      }
    }
    finish(edge)
  }

  private mutating func begin(_ line: Line, _ text: String, _ margin: Double) {
    var passage = Passage(page: page, direction: direction, lines: [line], height: line.height)
    passage.marker = ListMark(text)
    if passage.marker != nil { passage.kind = .listItem }
    passage.isIndented = start(line.box) - margin > 0.4 * line.height
    list.append(passage)
  }

  private mutating func finish(_ edge: Double) {
    guard let last = list.indices.last, let line = list[last].lines.last else { return }
    list[last].height = Layout.median(list[last].lines.map(\.height))
    list[last].isFull = edge - end(line.box) < max(2.5 * line.height, 0.12 * (right - left))
  }

  /// The usual distance between the middles of lines.
  private static func leading(_ lines: [Line]) -> Double {
    let distances = zip(lines, lines.dropFirst()).map { $1.box.middle - $0.box.middle }.filter { $0 > 0 }.sorted()
    guard !distances.isEmpty else { return 0 }
    return distances[distances.count * 3 / 10]
  }

  /// Whether a paragraph begins with a line.
  private func breaks(_ lines: [Line], _ texts: [String], _ at: Int, _ leading: Double, _ edge: Double) -> Bool {
    let (last, next) = (lines[at - 1], lines[at])
    let height = min(last.height, next.height)
    let distance = next.box.middle - last.box.middle
    if max(last.height, next.height) > 1.15 * height || Passages.isLeader(texts[at - 1]) { return true }
    let isLarge = height > 1.12 * body
    // Where every line is a paragraph, their distance is no leading.
    if !isLarge, distance > 1.75 * height, Passages.endsSentence(texts[at - 1]) { return true }
    if distance > (isLarge ? max(1.45 * height, 1.1 * leading) : 1.2 * leading + 0.05 * height) { return true }
    let room = edge - end(last.box)
    let fits = room > (isJustified ? 0.8 * height : firstWord(of: next) + 0.3 * height)
    if let mark = ListMark(texts[at]) {
      if mark.isBullet && !mark.isDash || fits || Passages.endsSentence(texts[at - 1]) || list.last?.kind == .listItem {
        return true
      }
    }
    if isCentred(last), isCentred(next) { return !isLarge && distance > 1.15 * leading }
    if fits, !(isLarge && distance < 1.3 * height) {
      // Ragged lines end early too; a small letter goes on where the line before is no sentence.
      let goesOn = texts[at].unicodeScalars.first?.properties.isLowercase ?? false
      if !goesOn || Passages.endsSentence(texts[at - 1]) || room > 0.5 * (right - left) { return true }
    }
    let step = start(next.box) - start(last.box)
    let isFirst = list.last?.lines.count == 1
    if step > 0.4 * height { return !(isFirst && list.last?.kind == .listItem) && !isLarge }
    if step < -0.4 * height { return !isFirst || list.last?.kind == .listItem }
    return false
  }

  /// How wide the word is that is read first, with what is joined to it.
  private func firstWord(of line: Line) -> Double {
    var words = direction == .rightToLeft ? Array(line.words.reversed()) : line.words
    guard let first = words.first else { return 0 }
    words.removeFirst()
    var box = first.box
    for word in words {
      let gap = max(word.box.left, box.left) - min(word.box.right, box.right)
      if gap > 0.085 * line.height { break }
      box = box.union(word.box)
    }
    return box.width
  }

  /// Whether a line leads to a page number by dots, as in a table of contents.
  private static func isLeader(_ text: String) -> Bool {
    guard text.unicodeScalars.last?.properties.numericType != nil else { return false }
    let end = text.unicodeScalars.reversed().drop { $0.properties.numericType != nil }
    return end.prefix(8).allSatisfy { $0 == "." || $0 == " " || $0 == "…" } && end.prefix(8).count == 8
  }

  /// Whether a line stands in the middle with room on both sides.
  private func isCentred(_ line: Line) -> Bool {
    let (before, behind) = (line.box.left - left, right - line.box.right)
    return before > line.height && abs(before - behind) < line.height
  }

  static func endsSentence(_ text: String) -> Bool {
    let closers: Set<Unicode.Scalar> = ["\"", "”", "’", "'", ")", "]", "»", "“", "\u{FD3E}", "\u{FD3F}"]
    guard let last = text.unicodeScalars.reversed().first(where: { !closers.contains($0) }) else { return false }
    return [".", "!", "?", "؟", "…", "۔", ":", "؛", "。", "！", "？", "।"].contains(last)
  }

  private mutating func addTable(_ rows: [[[Line]]]) {
    var cells: [[[Line]]] = []
    for row in rows {
      let row = direction == .rightToLeft ? Array(row.reversed()) : row
      // A row whose first cell is empty goes on with the row before, where that is near.
      if let last = cells.last, row.first?.isEmpty ?? true, isNear(last, row) {
        cells[cells.count - 1] = zip(last, row).map { $0 + $1 }
      } else {
        cells.append(row)
      }
    }
    list.append(Passage(kind: .table, page: page, direction: direction, cells: cells))
  }

  private func isNear(_ a: [[Line]], _ b: [[Line]]) -> Bool {
    let bottom = a.flatMap { $0 }.map(\.box.bottom).max() ?? 0
    let lines = b.flatMap { $0 }
    return (lines.map(\.box.top).min() ?? 0) - bottom < 0.4 * Layout.median(lines.map(\.height))
  }
}
