import Document
import Markup
import Text
import Workbench

/// Makes blocks of a page's pieces, in the order of the page.
struct PageBlocks {
  private(set) var builder = BlockBuilder()
  var keepsBoilerplate = true
  private let article: Article
  private let outline: Outline
  /// How many boxes outwards is looked, and how many pieces a table may have that is more than its paragraphs.
  private static let farthest = 64
  private static let mostCells = 20_000
  private let decoded: SourceText
  private let base: String?
  /// Scheme and host of the base.
  private let origin: String?
  private let section: String?
  /// Names of more than one word.
  private let authors: [[UInt8]]
  /// Of each box, the innermost one around it that says what its pieces are, and the outermost table; -1 for none.
  private let holders: [Int32]
  private var tables: [Int32]

  init(_ article: Article, _ decoded: SourceText, base: String?, section: String?, authors: [String]) {
    self.article = article
    self.decoded = decoded
    self.base = base
    origin = base.flatMap { base in
      guard base.hasPrefix("http"), let start = base.firstRange(of: "://")?.upperBound else { return nil }
      return String(base[..<start]) + base[start...].prefix { !"/?#".contains($0) }
    }
    self.section = section.map { FoldedLine.fold($0.utf8) }
    self.authors = authors.prefix(10).map { FoldedLine.fold($0.utf8) }.filter { $0.contains(" ") }
      .map { Array($0.utf8) }
    let outline = article.outline
    self.outline = outline
    holders = outline.innermost { box in
      let tag = outline.boxes[box].tag
      switch tag {
      case .li, .dd, .dt, .blockquote, .td, .th, .article, .body: return true
      default: return Elements.level(tag) > 0
      }
    }
    tables = [Int32](repeating: -1, count: outline.boxes.count)
    for box in outline.boxes.indices.dropFirst() {
      let around = tables[outline.parent(box)]
      tables[box] = around >= 0 ? around : outline.boxes[box].tag == .table ? Int32(box) : -1
    }
  }

  mutating func build() {
    var at = 0
    while at < outline.pieces.count {
      if article.verdicts[at].isBody, let table = dataTable(at) {
        append(table: table)
        at = Int(outline.boxes[table].pieces.upperBound)
      } else {
        append(at)
        at += 1
      }
    }
  }

  /// Appends the text of linked data, each paragraph at the place of the element that holds it.
  mutating func append(_ data: DataBody) {
    let node = outline.tree.nodes[data.node]
    let place = place(Int(node.start)..<Int(node.end))
    for paragraph in data.paragraphs { builder.append(paragraph, place: place) }
  }

  // MARK: Pieces

  private mutating func append(_ at: Int) {
    let piece = outline.pieces[at]
    let role = role(at)
    if role == .boilerplate, !keepsBoilerplate { return }
    let (kind, level) = form(piece)
    var (text, runs) = content(piece)
    switch role {
    // A picture before a headline is the publisher's mark, a button, or the head of an author.
    case .title, .section, .byline, .dateline: runs.removeAll { $0.kind == .image }
    default: break
    }
    builder.append(
      text, kind: role == .title ? .heading : kind, role: role, level: role == .title ? max(1, level ?? 1) : level,
      place: place(piece.source), runs: runs)
  }

  private func role(_ at: Int) -> Block.Role {
    switch article.verdicts[at] {
    case .body, .standfirst: return .body
    case .title, .deck: return .title
    case .caption: return .caption
    case .credit: return .note
    case .perhaps, .aside: break
    }
    if at == article.sectionLine { return .section }
    // Short lines around the headline say who, when and where.
    let headline = article.headline >= 0 ? article.headline : article.firstParagraph
    let piece = outline.pieces[at]
    guard at > headline - 6, at < max(article.firstParagraph + 1, headline + 8), piece.weight <= 25,
      piece.text.count < 400
    else {
      return .boilerplate
    }
    let text = outline.string(piece)
    if let section, piece.weight <= 4, FoldedLine.fold(text.utf8) == section { return .section }
    guard at > headline else { return .boilerplate }
    if PersonNames.hasByline(text) { return .byline }
    if piece.weight <= 12, !authors.isEmpty {
      let line = Array(FoldedLine.fold(text.utf8).utf8)
      if authors.contains(where: { ASCII.contains(line, $0) }) { return .byline }
    }
    return DigitShape.hasDate(outline.text(piece)) && !Dates.mentions(in: text).isEmpty ? .dateline : .boilerplate
  }

  /// What the innermost element that says so makes of a piece.
  private func form(_ piece: Piece) -> (Block.Kind, level: Int?) {
    if piece.isPreformatted { return (.code, nil) }
    let box = Int(holders[Int(piece.box)])
    guard box >= 0 else { return (.paragraph, nil) }
    let level = Elements.level(outline.boxes[box].tag)
    if level > 0 { return (.heading, level) }
    switch outline.boxes[box].tag {
    case .li, .dd, .dt:
      return box == Int(piece.box) || isFirstPiece(piece, of: box) ? (.listItem, depth(box)) : (.paragraph, nil)
    case .blockquote: return (.quote, nil)
    default: return (.paragraph, nil)
    }
  }

  private func isFirstPiece(_ piece: Piece, of box: Int) -> Bool {
    outline.pieces(in: box).first?.text == piece.text
  }

  /// How many lists an item lies in, as far as can be seen from it.
  private func depth(_ item: Int) -> Int {
    var depth = 0
    var box = item
    for _ in 0..<PageBlocks.farthest where box > 0 {
      switch outline.boxes[box].tag {
      case .ul, .ol, .dl, .menu: depth += 1
      case .table, .article, .body: return max(1, depth)
      default: break
      }
      box = outline.parent(box)
    }
    return max(1, depth)
  }

  private func place(_ source: Range<Int>) -> Place {
    let start = outline.tree.offset(source.lowerBound)
    return decoded.place(of: start..<max(start, outline.tree.offset(source.upperBound)))
  }

  // MARK: Text

  private func content(_ piece: Piece) -> (String, [Run]) {
    var text = outline.string(piece)
    var runs = piece.runs.compactMap { run(outline.marks[$0], from: piece.text.lowerBound) }
    if piece.isPreformatted {
      let cut = text.utf8.prefix { $0 == 0x0A }.count
      text = String(text.dropFirst(cut))
      while text.last?.isWhitespace == true { text.removeLast() }
      let end = text.utf8.count
      runs = runs.compactMap { $0.shifted(by: -cut, within: end) }
    } else if let first = text.utf8.first, first == 0xE3 || first == 0xC2 {
      // Blanks that are no ASCII, by which old pages indent.
      let start = text.unicodeScalars.firstIndex { $0 != "\u{3000}" && $0 != "\u{A0}" && $0 != " " } ?? text.startIndex
      let cut = text.utf8.distance(from: text.startIndex, to: start)
      text = String(text[start...])
      let end = text.utf8.count
      if cut > 0 { runs = runs.compactMap { $0.shifted(by: -cut, within: end) } }
    }
    guard !runs.isEmpty, !Canonical.isNFC(text) else { return (text, runs) }
    // The builder composes the text: each end moves to where what stands before it ends.
    let bytes = Array(text.utf8)
    func composed(_ offset: Int) -> Int { Canonical.nfc(String(decoding: bytes[..<offset], as: UTF8.self)).utf8.count }
    return (
      text,
      runs.prefix(200).map {
        Run($0.kind, composed($0.range.lowerBound)..<composed($0.range.upperBound), value: $0.value)
      }
    )
  }

  private func run(_ mark: Mark, from start: Int) -> Run? {
    let range = mark.text.lowerBound - start..<mark.text.upperBound - start
    let node = Int(mark.node)
    switch mark.kind {
    case .emphasis: return Run(.emphasis, range)
    case .strong: return Run(.strong, range)
    case .code: return Run(.code, range)
    case .link: return address(node, .href).map { Run(.link, range, value: $0) }
    case .image: return (address(node, .src) ?? address(node, .dataSource)).map { Run(.image, range, value: $0) }
    }
  }

  /// An address that leads somewhere; none for `#` and for data.
  private func address(_ node: Int, _ attribute: HTMLAttribute) -> String? {
    guard let bytes = outline.tree.attribute(node, attribute), (1...4096).contains(bytes.count) else { return nil }
    if bytes.count == 1, bytes.first == UInt8(ascii: "#") { return nil }
    // Most addresses need no work: those of the web, and those that begin at the host.
    if !bytes.contains(where: { $0 <= 0x20 || $0 >= 0x7F }) {
      if bytes.starts(with: "https://".utf8) || bytes.starts(with: "http://".utf8) {
        return String(decoding: bytes, as: UTF8.self)
      }
      if let origin, bytes.first == UInt8(ascii: "/"), !bytes.starts(with: "//".utf8), !ASCII.contains(bytes, "/.") {
        return origin + String(decoding: bytes, as: UTF8.self)
      }
    }
    let address = WebAddress.resolved(Canonical.nfc(String(decoding: bytes, as: UTF8.self)), against: base)
    return WebAddress.isHarmless(address) ? address : nil
  }

  // MARK: Tables

  /// The outermost table around a piece that the page is not laid out by; nil for none.
  private func dataTable(_ at: Int) -> Int? {
    let found = Int(tables[Int(outline.pieces[at].box)])
    guard found >= 0, !outline.isBox(article.content.home, in: found) else { return nil }
    let pieces = outline.boxes[found].pieces
    let inside = Int(pieces.lowerBound)..<Int(pieces.upperBound)
    // What was taken of it before, or prose in long cells, says that it is no table of data.
    guard inside.count <= PageBlocks.mostCells,
      inside.lowerBound == at || !article.verdicts[inside.lowerBound..<at].contains(where: \.isBody)
    else { return nil }
    let kept = inside.count { article.verdicts[$0].isBody }
    return kept * 2 >= inside.count && !outline.pieces(in: found).contains { $0.weight > 120 } ? found : nil
  }

  /// Rows as lines, cells parted by tabs.
  private mutating func append(table: Int) {
    var rows: [[String]] = []
    var row = -1
    var cell = -1
    for piece in outline.pieces(in: table) {
      let text = outline.string(piece).split(whereSeparator: \.isWhitespace).joined(separator: " ")
      let (inRow, inCell) = cellBox(of: Int(piece.box), in: table)
      if inRow != row || rows.isEmpty {
        rows.append([text])
      } else if inCell == cell, !rows[rows.count - 1].isEmpty {
        rows[rows.count - 1][rows[rows.count - 1].count - 1] += " " + text
      } else {
        // Cells without text keep their place.
        let empty = emptyCells(between: cell, inCell)
        rows[rows.count - 1] += Array(repeating: "", count: empty) + [text]
      }
      row = inRow
      cell = inCell
    }
    let pieces = outline.pieces(in: table)
    guard let first = pieces.first, let last = pieces.last else { return }
    builder.append(
      rows.map { $0.joined(separator: "\t") }.joined(separator: "\n"), kind: .table, role: .body,
      place: place(first.source.lowerBound..<max(first.source.lowerBound, last.source.upperBound)))
  }

  /// The row and the cell of a table that a box is in.
  private func cellBox(of box: Int, in table: Int) -> (row: Int, cell: Int) {
    var box = box
    var cell = -1
    var row = -1
    for _ in 0..<PageBlocks.farthest where box > table {
      if Elements.isCell(outline.boxes[box].tag) { cell = box }
      if outline.boxes[box].tag == .tr { row = box }
      if outline.boxes[box].tag == .caption { row = box }
      box = outline.parent(box)
    }
    return (row, cell)
  }

  private func emptyCells(between first: Int, _ last: Int) -> Int {
    guard first >= 0, last > first else { return 0 }
    var count = 0
    var box = Int(outline.boxes[first].end)
    while box < last, count < 1000 {
      if Elements.isCell(outline.boxes[box].tag) { count += 1 }
      box = Int(outline.boxes[box].end)
    }
    return count
  }
}

extension Run {
  /// Moved, and cut to a text of so many bytes; nil where nothing is left.
  fileprivate func shifted(by distance: Int, within end: Int) -> Run? {
    let from = min(max(0, range.lowerBound + distance), end)
    let to = min(max(0, range.upperBound + distance), end)
    return from < to || kind == .image ? Run(kind, from..<max(from, to), value: value) : nil
  }
}
