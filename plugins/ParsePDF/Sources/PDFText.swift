import Document
import Text
import Workbench

/// Makes blocks of pages: order, paragraphs over lines, columns and pages, headings, boilerplate.
struct PDFText {
  private let order: LineText
  private var passages: [Passage] = []
  /// Height of the lines of running text.
  private let body: Double
  private let direction: Direction
  private var hyphens: Hyphens
  private var regions = 0

  init(_ pages: [Page], hasNamelessSigns: Bool) {
    order = LineText(pages, hasNamelessSigns: hasNamelessSigns)
    body = PDFText.usualHeight(pages)
    var balance = Script.Balance()
    for line in pages.lazy.flatMap(\.lines) { balance.count(line) }
    direction = balance.isRightToLeft ? .rightToLeft : .leftToRight
    hyphens = Hyphens(pages)
    let running = RunningLines(pages)
    for (page, aside) in zip(pages, running.lines) { add(page, aside) }
    joinOverBreaks()
    findHeadings()
    findNotes(pages)
  }

  /// The height that most characters have.
  private static func usualHeight(_ pages: [Page]) -> Double {
    var counts: [Double: Int] = [:]
    for line in pages.lazy.flatMap(\.lines) {
      counts[(line.height * 2).rounded() / 2, default: 0] += line.words.reduce(0) { $0 + $1.text.utf8.count }
    }
    return counts.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key ?? 0
  }

  private mutating func add(_ page: Page, _ aside: Set<Int>) {
    var balance = Script.Balance()
    for line in page.lines { balance.count(line) }
    let direction: Direction =
      balance.left == balance.right ? direction : balance.isRightToLeft ? .rightToLeft : .leftToRight
    let (heads, feet) = PDFText.running(page, aside)
    let lines = page.lines.indices.filter { !aside.contains($0) }.map { page.lines[$0] }
    let layout = Layout(Gutters.part(lines), direction)
    addBoilerplate(heads, page, direction)
    for region in layout.regions {
      regions += 1
      for var passage in Passages(region, page: page.number, direction, order, body: body).list {
        passage.region = regions
        passages.append(passage)
      }
    }
    addBoilerplate(feet, page, direction)
  }

  /// Lines that are set aside: those of the upper half, the others.
  private static func running(_ page: Page, _ aside: Set<Int>) -> ([Line], [Line]) {
    let lines = aside.sorted().map { page.lines[$0] }
    let isHead: (Line) -> Bool = { $0.box.middle < page.height / 2 && !$0.isUpright }
    return (lines.filter(isHead), lines.filter { !isHead($0) })
  }

  private mutating func addBoilerplate(_ lines: [Line], _ page: Page, _ direction: Direction) {
    for row in Layout.rows(lines) {
      var passage = Passage(page: page.number, direction: direction, height: body)
      passage.role = .boilerplate
      passage.lines = [row.count == 1 ? row[0] : Line(row.flatMap(\.words))]
      passages.append(passage)
    }
  }

  // MARK: Paragraphs that go on

  /// Joins what ends with a column or page and begins again with the next.
  private mutating func joinOverBreaks() {
    var joined: [Passage] = []
    joined.reserveCapacity(passages.count)
    var open: Int?
    for passage in passages {
      if passage.role == .boilerplate {
        joined.append(passage)
        continue
      }
      if let at = open, goesOn(joined[at], passage) {
        joined[at].lines += passage.lines
        joined[at].isFull = passage.isFull
        joined[at].region = passage.region
        continue
      }
      joined.append(passage)
      open = joined.count - 1
    }
    passages = joined
  }

  private func goesOn(_ last: Passage, _ next: Passage) -> Bool {
    guard last.kind == .paragraph || last.kind == .listItem, next.kind == .paragraph, last.isFull,
      last.region != next.region,
      last.direction == next.direction, let end = last.lines.last, let start = next.lines.first
    else { return false }
    let isBelow =
      last.page == next.page && start.box.top > end.box.top && start.box.left < end.box.right
      && end.box.left < start.box.right
    // Below one another on a page they were parted for a reason.
    if isBelow && start.box.middle - end.box.middle > 1.3 * end.height { return false }
    guard abs(last.height - next.height) <= 0.12 * last.height, last.height <= 1.12 * body else { return false }
    let text = order.text(end, last.direction)
    if Passages.endsSentence(text) { return false }
    let first = order.text(start, next.direction).unicodeScalars.first { $0.properties.isAlphabetic }
    if let first, first.properties.isLowercase || Hyphens.isOpen(text) { return true }
    // In scripts with capitals, a capital begins something unless the first line is not even set in.
    return !next.isIndented
  }

  // MARK: Headings and notes

  private mutating func findHeadings() {
    var sizes: [Double] = []
    let large = passages.indices.filter { at in
      let passage = passages[at]
      // "1. Introduction" looks like an item of a list.
      let isText = passage.kind == .paragraph || passage.kind == .listItem && passage.marker?.isBullet == false
      guard passage.role == .body, isText, passage.lines.count <= 4 else { return false }
      let length = passage.lines.reduce(0) { $0 + $1.words.reduce(0) { $0 + $1.text.unicodeScalars.count + 1 } }
      return passage.height > 1.12 * body && length <= 300
    }
    for height in large.map({ passages[$0].height }).sorted(by: >) where sizes.allSatisfy({ $0 > 1.06 * height }) {
      sizes.append(height)
    }
    for at in large {
      passages[at].kind = .heading
      passages[at].level = min(6, (sizes.lastIndex { $0 * 1.0001 >= passages[at].height } ?? 0) + 1)
    }
    // The largest of the first page is the title, where nothing larger comes later and little text before it.
    guard let page = passages.first(where: { $0.role == .body })?.page,
      let title = large.first(where: { passages[$0].page == page && passages[$0].level == 1 }),
      passages[..<title].reduce(0, { $0 + ($1.kind == .heading ? 0 : $1.lines.count) }) < 4
    else { return }
    passages[title].role = .title
  }

  /// Small print at the end of a page that begins with a number or a sign is a note.
  private mutating func findNotes(_ pages: [Page]) {
    for at in passages.indices.reversed() {
      let passage = passages[at]
      guard passage.role == .body, [.paragraph, .listItem].contains(passage.kind), passage.height < 0.9 * body,
        let box = passage.box, let first = passage.lines.first
      else { continue }
      let page = pages.first { $0.number == passage.page }
      let begins = order.text(first, passage.direction).unicodeScalars.first
      guard let begins, begins.properties.numericType != nil || ["*", "†", "‡", "("].contains(begins),
        box.top > 0.5 * (page?.height ?? .infinity)
      else { continue }
      passages[at].role = .note
      passages[at].kind = .paragraph
      passages[at].marker = nil
    }
  }

  // MARK: The blocks

  /// Appends the blocks.
  mutating func append(to builder: inout BlockBuilder) {
    for passage in passages {
      builder.append(
        text(passage), kind: passage.kind, role: passage.role,
        level: passage.role == .title ? 1 : passage.kind == .listItem ? 1 : passage.level,
        place: Place(page: passage.page))
    }
  }

  private mutating func text(_ passage: Passage) -> String {
    if passage.kind == .table {
      return passage.cells.map { row in
        row.map { cell in join(cell, passage.direction) }.joined(separator: "\t")
      }.joined(separator: "\n")
    }
    var text = ""
    let base = base(of: passage)
    for (at, line) in passage.lines.enumerated() {
      let isLast = at == passage.lines.count - 1
      hyphens.append(order.text(line, base, endsRight: isLast && endsOnTheRight(line)), to: &text)
    }
    // The paragraph's own direction may be another than that of the region in which the mark was seen.
    if passage.marker?.isBullet ?? false, let mark = ListMark(text), mark.isBullet {
      text = String(text.utf8.dropFirst(mark.length)) ?? text
    }
    return text
  }

  private func join(_ lines: [Line], _ base: Direction) -> String {
    var text = ""
    for line in lines { hyphens.append(order.text(line, base), to: &text) }
    return text
  }

  /// The direction of a paragraph: that of its letters, where they run one way; else right to left where a third of them do.
  private func base(of passage: Passage) -> Direction {
    var balance = Script.Balance()
    for line in passage.lines { balance.count(line) }
    if balance.right == 0 { return balance.left == 0 ? passage.direction : .leftToRight }
    guard balance.right * 2 >= balance.left else { return .leftToRight }
    // Set in a left-to-right paragraph, its Latin words part it into pieces that follow one another from left to right.
    return balance.left > 0 && passage.lines.last.map(endsOnTheRight) ?? false ? .leftToRight : .rightToLeft
  }

  /// Whether right-to-left text was set in a left-to-right paragraph: then what ends its last sentence stands at the right.
  private func endsOnTheRight(_ line: Line) -> Bool {
    let visual = LineText.visual(line)
    let ends: Set<Unicode.Scalar> = [".", "،", "؛", ":", "؟", "!", "?", ",", "…"]
    guard LineText.isRightToLeft(line), let right = visual.last, let left = visual.first else { return false }
    return ends.contains(right) && !ends.contains(left)
  }
}
