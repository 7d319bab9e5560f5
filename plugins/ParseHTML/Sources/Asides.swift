import Markup

/// Which boxes of a page are no part of its article, by what they are and what they are called.
struct Asides {
  /// Of each box, its own or that of what holds it.
  private(set) var reasons: [Aside]
  /// Words of prose in each box.
  let prose: [Int]
  private let outline: Outline
  /// The box of what is surely the headline; -1 where none is.
  private let anchor: Int
  /// With fewer words of prose a page is no article.
  private static let fewestWords = 20
  /// A page with as many words of prose whose headline is sure, or an element `article` with them, is an article: names that
  /// leave none of it, such as `ads` on each section, are wrong.
  private static let muchProse = 100
  /// Whether words of class and id that say no more than that a box is an aside are believed.
  private var trustsNames = true

  /// - Parameter anchor: the piece that is surely the headline, -1 where none is.
  init(_ outline: Outline, anchor: Int) {
    self.outline = outline
    self.anchor = anchor < 0 ? -1 : Int(outline.pieces[anchor].box)
    var prose = [Int](repeating: 0, count: outline.boxes.count)
    for piece in outline.pieces where piece.isProse { prose[Int(piece.box)] += piece.weight }
    for box in stride(from: outline.boxes.count - 1, to: 0, by: -1) {
      prose[outline.parent(box)] += prose[box]
    }
    self.prose = prose
    reasons = [Aside](repeating: .none, count: outline.boxes.count)
    let leads = leads()
    mark(leads)
    if let start = anchor >= 0 ? anchor + 1 : firstOfArticle, prose.first ?? 0 >= Asides.muchProse,
      left(from: start) < Asides.fewestWords
    {
      trustsNames = false
      reasons = [Aside](repeating: .none, count: outline.boxes.count)
      mark(leads)
    }
    markCards(leads)
  }

  /// Where an element `article` with much prose begins; nil where none is.
  private var firstOfArticle: Int? {
    let box = outline.boxes.indices.first { outline.boxes[$0].tag == .article && prose[$0] >= Asides.muchProse }
    return box.map { Int(outline.boxes[$0].pieces.lowerBound) }
  }

  /// Words of prose from a piece on that are no aside.
  private func left(from start: Int) -> Int {
    outline.pieces[start...].reduce(0) { $0 + ($1.isProse && reasons[Int($1.box)] == .none ? $1.weight : 0) }
  }

  subscript(piece: Piece) -> Aside { reasons[Int(piece.box)] }

  // MARK: Names

  private mutating func mark(_ leads: [Bool]) {
    let total = prose.first ?? 0
    // Prose of all boxes that are made alike.
    var alike: [UInt64: Int] = [:]
    for box in outline.boxes.indices where prose[box] > 0 && outline.boxes[box].hasClass {
      let parent = outline.parent(box)
      if box == 0 || outline.boxes[parent].signature != outline.boxes[box].signature {
        alike[outline.boxes[box].signature, default: 0] += prose[box]
      }
    }
    for box in outline.boxes.indices.dropFirst() {
      let inherited = reasons[outline.parent(box)]
      if inherited != .none {
        reasons[box] = inherited
        continue
      }
      let (aside, isWeak) = reason(box)
      guard aside != .none else { continue }
      switch outline.boxes[box].tag {
      case .body, .html, .article, .main: continue
      default: break
      }
      // Most of the prose, unless the headline stands elsewhere: comments may be longer than what they speak of.
      if prose[box] * 2 > total {
        guard aside == .comments || outline.boxes[box].tag == .aside, anchor >= 0, !outline.isBox(anchor, in: box),
          total - prose[box] >= Asides.fewestWords
        else { continue }
        reasons[box] = aside
        continue
      }
      let isMuch = prose[box] * 20 > total * 3
      // What leads to another article, or offers a subscription, is short pages' greater part.
      let isSure =
        aside == .teaser && leads[box] && !outline.isBox(anchor, in: box) || aside == .paywall && isMuch && offers(box)
      if isWeak, !isSure, isMuch || outline.boxes[box].hasClass && alike[outline.boxes[box].signature] ?? 0 > total / 5
      {
        continue
      }
      reasons[box] = aside
    }
  }

  /// What the element, its attributes or its names say by themselves.
  private func reason(_ box: Int) -> (Aside, isWeak: Bool) {
    let tree = outline.tree
    let node = Int(outline.boxes[box].node)
    switch outline.boxes[box].tag {
    case .nav, .footer, .menu: return (.navigation, false)
    case .aside, .form, .dialog, .address, .button: return (.aside, false)
    case .figcaption, .figure: return (.caption, false)
    default: break
    }
    guard tree.nodes[node].kind == .element else { return (.none, false) }
    if isHidden(node) { return (.hidden, true) }
    if let role = tree.attribute(node, .role), let aside = Asides.reason(role: role) { return (aside, false) }
    var found: (Aside, isWeak: Bool) = (.none, false)
    for attribute in [HTMLAttribute.class, .id] {
      guard let value = tree.attribute(node, attribute), attribute == .id || !ClassWords.isEntry(value) else {
        continue
      }
      ClassWords.forEachWord(value) { hash in
        guard let word = ClassWords.meaning(hash), word.aside != .none, trustsNames || word.aside != .other else {
          return true
        }
        found = (word.aside, word.isWeak)
        return word.isWeak
      }
      if found.0 != .none, !found.isWeak { return found }
    }
    return found
  }

  private func isHidden(_ node: Int) -> Bool {
    let tree = outline.tree
    if tree.attribute(node, .hidden) != nil { return true }
    if let value = tree.attribute(node, .ariaHidden), ASCII.equals(value, "true") { return true }
    guard let style = tree.attribute(node, .style), style.count >= 12 else { return false }
    let plain = style.filter { $0 > 0x20 }
    return ASCII.contains(plain[...], "display:none")
  }

  private static func reason(role: ArraySlice<UInt8>) -> Aside? {
    switch String(decoding: role.prefix(20), as: UTF8.self) {
    case "navigation", "search", "menu", "banner": .navigation
    case "complementary", "contentinfo", "dialog", "alert": .aside
    default: nil
    }
  }

  // MARK: Cards

  /// Of each box, whether a headline is in it that is a link.
  private func leads() -> [Bool] {
    var leads = [Bool](repeating: false, count: outline.boxes.count)
    for piece in outline.pieces where piece.linkDensity > 0.8 && piece.weight >= 3 {
      var box = Int(piece.box)
      for _ in 0..<5 where box > 0 {
        if Elements.isHeading(outline.boxes[box].tag) {
          leads[box] = true
          break
        }
        box = outline.parent(box)
      }
    }
    for box in stride(from: outline.boxes.count - 1, to: 0, by: -1) where leads[box] {
      leads[outline.parent(box)] = true
    }
    return leads
  }

  /// Whether half of the lines of a box are about subscribing or logging in.
  private func offers(_ box: Int) -> Bool {
    let pieces = outline.pieces(in: box)
    return pieces.count < 20
      && pieces.count { LineCues.isOffer(FoldedLine.fold(outline.text($0))) } * 2 >= pieces.count
  }

  /// Boxes beside one another that each have a headline which is a link lead to other articles.
  private mutating func markCards(_ leads: [Bool]) {
    let total = prose.first ?? 0
    var siblings: [UInt64: Int] = [:]
    for box in outline.boxes.indices.dropFirst() where leads[box] {
      if let key = cardKey(box) { siblings[key, default: 0] += 1 }
    }
    for box in outline.boxes.indices.dropFirst() {
      let inherited = reasons[outline.parent(box)]
      if reasons[box] == .none { reasons[box] = inherited }
      guard reasons[box] == .none, leads[box], let key = cardKey(box), siblings[key] ?? 0 >= 3 else { continue }
      if prose[box] < min(total * 3 / 10, 100) { reasons[box] = .card }
    }
  }

  /// The same for boxes of one kind beside one another.
  private func cardKey(_ box: Int) -> UInt64? {
    switch outline.boxes[box].tag {
    case .article, .li, .div, .section: UInt64(outline.parent(box)) << 8 | UInt64(outline.boxes[box].tag.number)
    default: nil
    }
  }
}
