import Markup

/// Where a page's article is: the box that holds most sentences and least of everything else, and in it the boxes that
/// hold the paragraphs.
struct MainContent {
  let outline: Outline
  let asides: Asides
  /// The box that the article is in.
  private(set) var root = 0
  /// The box that holds most paragraphs by itself.
  private(set) var home = 0
  /// All that hold at least a seventh of them.
  private(set) var homes: Set<Int> = []
  /// What paragraphs and their boxes look like where at least a seventh of the text looks so.
  private(set) var styles: Set<Style> = []
  /// What the boxes of such paragraphs look like.
  private(set) var homeStyles: Set<UInt64> = []
  /// What most paragraphs look like, wherever they are.
  private(set) var paragraphStyles: Set<UInt64> = []
  /// Boxes that hold paragraphs of the article, and those around these.
  private(set) var neighbours: Set<Int> = []
  /// Words of prose in the article's box.
  private(set) var weight = 0

  /// So many words of prose around the headline are an article, where the largest text of the page is not so many times longer.
  private static let fewestWords = 60
  private static let mostTimes: Float = 10

  /// How a paragraph and the box around it are made.
  struct Style: Hashable {
    var paragraph: UInt64
    var home: UInt64
  }

  /// - Parameter anchor: the piece that is surely the headline, -1 where none is.
  init(_ outline: Outline, _ asides: Asides, anchor: Int) {
    self.outline = outline
    self.asides = asides
    chooseRoot(anchor)
    group()
  }

  /// The box that a piece is a paragraph of.
  func home(of piece: Piece) -> Int {
    let box = Int(piece.box)
    return Elements.isParagraph(outline.boxes[box].tag) ? outline.parent(box) : box
  }

  func style(_ piece: Piece) -> Style {
    Style(
      paragraph: outline.boxes[Int(piece.box)].signature, home: outline.boxes[home(of: piece)].signature)
  }

  /// Whether a piece is prose that no name speaks against.
  func isCandidate(_ piece: Piece) -> Bool { piece.isProse && asides[piece] == .none }

  /// Good words less half of the others decide; of boxes that are equal, the inner one.
  private mutating func chooseRoot(_ anchor: Int) {
    let count = outline.boxes.count
    var good = [Float](repeating: 0, count: count)
    var bad = [Float](repeating: 0, count: count)
    for piece in outline.pieces {
      let box = Int(piece.box)
      let words = Float(piece.weight)
      if asides[piece] != .none {
        bad[box] += words * 0.2
      } else if piece.isProse {
        good[box] += words * Float(1 - piece.linkDensity)
      } else {
        bad[box] += words
      }
    }
    for box in stride(from: count - 1, to: 0, by: -1) {
      good[outline.parent(box)] += good[box]
      bad[outline.parent(box)] += bad[box]
    }
    func best(_ boxes: Range<Int>, _ isEligible: (Int) -> Bool) -> Int? {
      var found: Int?
      var best: Float = -.infinity
      for box in boxes.reversed() where good[box] - 0.5 * bad[box] > best && isEligible(box) {
        best = good[box] - 0.5 * bad[box]
        found = box
      }
      return found
    }
    root = best(0..<count) { _ in true } ?? 0
    guard anchor >= 0, !outline.boxes[root].pieces.contains(Int32(anchor)) else { return }
    // A box that does not hold the headline, while prose follows the headline: the larger text is another.
    var around = Int(outline.pieces[anchor].box)
    while around > 0, !outline.isBox(root, in: around), Int(good[around]) < MainContent.fewestWords {
      around = outline.parent(around)
    }
    guard !outline.isBox(root, in: around), good[root] < MainContent.mostTimes * good[around] else { return }
    let prose = outline.pieces(in: around).count { isCandidate($0) }
    guard prose >= 2 else { return }
    root = best(around..<Int(outline.boxes[around].end)) { _ in true } ?? root
  }

  private mutating func group() {
    // In thousandths of a word, so that the order of adding does not matter.
    var byHome: [Int: Int] = [:]
    var byStyle: [Style: Int] = [:]
    var order: [Style] = []
    for piece in outline.pieces(in: root) where isCandidate(piece) {
      switch outline.tag(piece) {
      // Cells and items hold paragraphs only where the page is laid out by them.
      case .td, .th, .dd, .dt, .li: if piece.weight < 25 { continue }
      default: break
      }
      let words = piece.weight * (1000 - 1000 * piece.linked / piece.text.count) / (piece.shape.ends ? 1 : 2)
      byHome[home(of: piece), default: 0] += words
      let style = style(piece)
      if byStyle[style] == nil { order.append(style) }
      byStyle[style, default: 0] += words
      weight += piece.weight
    }
    let total = byHome.values.reduce(0, +)
    home = byHome.max { ($0.value, -$0.key) < ($1.value, -$1.key) }?.key ?? root
    homes = Set(byHome.filter { $0.value * 20 >= total * 3 }.keys).union([home])
    styles = Set(byStyle.filter { $0.value * 20 >= total * 3 }.keys)
    homeStyles = Set(styles.map(\.home))
    if outline.isBox(root, in: home) { root = home }
    widen(to: order.max { byStyle[$0] ?? 0 < byStyle[$1] ?? 0 })
    var ofParagraphs: [UInt64: Int] = [:]
    for piece in outline.pieces where piece.isProse {
      let home = home(of: piece)
      if homes.contains(home) { ofParagraphs[outline.boxes[Int(piece.box)].signature, default: 0] += piece.weight }
      if asides[piece] == .none, homes.contains(home) || styles.contains(style(piece)) {
        neighbours.insert(home)
        neighbours.insert(outline.parent(home))
      }
    }
    paragraphStyles = Set(ofParagraphs.filter { $0.value * 10_000 >= 3 * total }.keys)
  }

  /// Takes in paragraphs that look exactly like most of the article's, where a class says how they look.
  private mutating func widen(to style: Style?) {
    guard let style else { return }
    for piece in outline.pieces where isCandidate(piece) && self.style(piece) == style {
      let box = Int(piece.box)
      guard outline.boxes[box].hasClass || outline.boxes[home(of: piece)].hasClass else { return }
      while !outline.isBox(box, in: root) { root = outline.parent(root) }
    }
  }
}

extension Outline {
  /// The pieces in a box and in those that it holds.
  func pieces(in box: Int) -> ArraySlice<Piece> {
    pieces[Int(boxes[box].pieces.lowerBound)..<Int(boxes[box].pieces.upperBound)]
  }
}
