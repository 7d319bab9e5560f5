import Markup

/// Walks a tree once, without recursion, and makes its outline.
struct Outliner {
  private var outline: Outline
  private var openBoxes: [Int32] = []
  private var openMarks: [(kind: Mark.Kind, node: Int32, start: Int)] = []
  private var links = 0
  private var preformatted = 0
  /// Of the piece that is being made.
  private var start = 0
  private var firstMark = 0
  private var linked = 0
  private var source: Range<Int> = 0..<0
  private var hasBlank = false
  private var breaks = 0
  /// Formatting inside formatting beyond this is left out.
  private static let deepestMarks = 64

  static func outline(_ tree: HTMLTree) -> Outline {
    var outliner = Outliner(tree)
    outliner.walk()
    return outliner.outline
  }

  private init(_ tree: HTMLTree) {
    outline = Outline(tree)
    outline.bytes.reserveCapacity(tree.source.count / 8)
  }

  private mutating func walk() {
    guard !outline.tree.nodes.isEmpty else { return }
    var node = 0
    while true {
      if enter(node), outline.tree.nodes[node].firstChild >= 0 {
        node = Int(outline.tree.nodes[node].firstChild)
        continue
      }
      while true {
        leave(node)
        if node == 0 { return }
        let links = outline.tree.nodes[node]
        if links.next >= 0 {
          node = Int(links.next)
          break
        }
        node = Int(links.parent)
      }
    }
  }

  /// - Returns: whether what the node holds is to be walked.
  private mutating func enter(_ node: Int) -> Bool {
    let here = outline.tree.nodes[node]
    if here.kind == .text {
      append(node)
      return false
    }
    switch Elements.kind(here) {
    case .block:
      if here.kind == .element, here.namespace == .html {
        if here.tag == .br {
          lineBreak()
          return false
        }
        note(node, here)
        if here.tag == .hr {
          finish()
          return false
        }
      }
      open(node, here)
      return true
    case .inline:
      note(node, here)
      openInline(node, here)
      return true
    case .skipped:
      skip(node, here)
      return false
    }
  }

  private mutating func leave(_ node: Int) {
    if let last = openMarks.last, last.node == Int32(node) {
      openMarks.removeLast()
      close(last)
      if last.kind == .link { links -= 1 }
    }
    guard let box = openBoxes.last, outline.boxes[Int(box)].node == Int32(node) else { return }
    finish()
    openBoxes.removeLast()
    if outline.boxes[Int(box)].tag == .pre || outline.boxes[Int(box)].tag == .listing { preformatted -= 1 }
    outline.boxes[Int(box)].end = Int32(outline.boxes.count)
    outline.boxes[Int(box)].pieces =
      outline.boxes[Int(box)].pieces.lowerBound..<Int32(outline.pieces.count)
  }

  // MARK: Elements

  private mutating func open(_ node: Int, _ here: HTMLNode) {
    finish()
    let classes = here.kind == .element ? outline.tree.attribute(node, .class) : nil
    var signature = UInt64(here.tag.number) &+ 0xCBF2_9CE4_8422_2325
    if here.tag == .unknown, here.kind == .element {
      signature = ClassWords.hash(outline.tree.name(node).utf8, signature)
    }
    if let classes { signature = ClassWords.hash(classes, signature) }
    let parent = openBoxes.last ?? -1
    openBoxes.append(Int32(outline.boxes.count))
    let first = Int32(outline.pieces.count)
    outline.boxes.append(
      Box(
        node: Int32(node), tag: here.tag, parent: parent, signature: signature,
        hasClass: classes?.contains { $0 > 0x20 } ?? false, end: Int32(outline.boxes.count) + 1, pieces: first..<first))
    if here.tag == .pre || here.tag == .listing { preformatted += 1 }
  }

  private mutating func openInline(_ node: Int, _ here: HTMLNode) {
    let kind: Mark.Kind
    switch here.tag {
    case .em, .i, .cite, .dfn, .var: kind = .emphasis
    case .strong, .b: kind = .strong
    case .code, .kbd, .samp, .tt: kind = .code
    case .a: kind = .link
    case .img, .picture:
      image(node, isPicture: here.tag == .picture)
      return
    default: return
    }
    if openMarks.count < Outliner.deepestMarks {
      openMarks.append((kind, Int32(node), max(outline.bytes.count, start)))
      if kind == .link { links += 1 }
    }
  }

  private mutating func image(_ node: Int, isPicture: Bool) {
    if let box = openBoxes.last { outline.boxes[Int(box)].images += 1 }
    guard !isPicture else { return }
    outline.marks.append(Mark(kind: .image, text: outline.bytes.count..<outline.bytes.count, node: Int32(node)))
  }

  private mutating func skip(_ node: Int, _ here: HTMLNode) {
    guard here.kind == .element, here.namespace == .html else { return }
    switch here.tag {
    case .meta, .link, .base: outline.statements.append(Int32(node))
    case .title: if outline.titleNode < 0 { outline.titleNode = Int32(node) }
    case .video: if let box = openBoxes.last { outline.boxes[Int(box)].images += 1 }
    case .script: if isLinkedData(node) { outline.linkedData.append(Int32(node)) }
    default: break
    }
  }

  private func isLinkedData(_ node: Int) -> Bool {
    guard let type = outline.tree.attribute(node, .type), (12...60).contains(type.count) else { return false }
    return ASCII.contains(type, "ld+json")
  }

  /// Keeps an element that states something in its attributes.
  private mutating func note(_ node: Int, _ here: HTMLNode) {
    guard here.kind == .element else { return }
    if here.tag == .time || here.tag == .html
      || outline.tree.attribute(node, .itemprop) != nil || outline.tree.attribute(node, .rel) != nil
    {
      outline.statements.append(Int32(node))
    }
  }

  // MARK: Text

  private mutating func append(_ node: Int) {
    let text = outline.tree.text(node)
    let before = outline.bytes.count
    if preformatted > 0 {
      outline.bytes += text
    } else {
      for byte in text {
        if byte <= 0x20 {
          hasBlank = true
        } else {
          if hasBlank, outline.bytes.count > start { outline.bytes.append(0x20) }
          hasBlank = false
          outline.bytes.append(byte)
        }
      }
    }
    let added = outline.bytes.count - before
    guard added > 0 else { return }
    breaks = 0
    if links > 0 { linked += added }
    let here = outline.tree.nodes[node]
    source =
      before == start ? Int(here.start)..<Int(here.end) : source.lowerBound..<max(source.lowerBound, Int(here.end))
  }

  /// One is a blank, or in preformatted text a line's end; two part paragraphs.
  private mutating func lineBreak() {
    breaks += 1
    if preformatted > 0 {
      if outline.bytes.count > start { outline.bytes.append(0x0A) }
    } else if breaks >= 2 {
      finish()
    } else {
      hasBlank = true
    }
  }

  private mutating func close(_ mark: (kind: Mark.Kind, node: Int32, start: Int)) {
    guard outline.bytes.count > mark.start else { return }
    var from = mark.start
    if outline.bytes[from] == 0x20, preformatted == 0 { from += 1 }
    if from < outline.bytes.count {
      outline.marks.append(Mark(kind: mark.kind, text: from..<outline.bytes.count, node: mark.node))
    }
  }

  /// Ends the piece, where there is one; formatting that goes on is opened again, and an image without text goes with what follows.
  private mutating func finish() {
    if outline.bytes.count > start, let box = openBoxes.last {
      for mark in openMarks { close(mark) }
      let text = start..<outline.bytes.count
      let shape = TextShape(outline.bytes[text])
      if !shape.isBlank {
        outline.pieces.append(
          Piece(
            box: box, text: text, source: source, runs: firstMark..<outline.marks.count, linked: linked,
            isPreformatted: preformatted > 0, shape: shape))
      }
      firstMark = outline.marks.count
    }
    start = outline.bytes.count
    for at in openMarks.indices { openMarks[at].start = start }
    linked = 0
    hasBlank = false
    breaks = 0
  }
}
