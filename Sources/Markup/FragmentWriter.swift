import Text

/// Gathers the text of an HTML fragment into pieces.
struct FragmentWriter {
  private var text: [UInt8] = []
  private var marks: [HTMLPiece.Mark] = []
  private var pieces: [HTMLPiece] = []
  private var open: [(node: Int, kind: HTMLPiece.Mark.Kind, start: Int, value: String?)] = []
  private var hasBlank = false
  private var heading: Int?
  private var lists = 0
  private var isItem = false
  private var quotes = 0
  private var preformatted = 0
  /// Inline elements beyond this depth are not marked.
  private static let deepest = 16

  mutating func add(_ bytes: ArraySlice<UInt8>) {
    for byte in bytes {
      if preformatted > 0, byte == 0x0A || byte == 0x09 {
        text.append(byte)
      } else if byte <= 0x20 || byte == 0x7F {
        if preformatted > 0 { text.append(0x20) } else { hasBlank = true }
      } else {
        if hasBlank, !text.isEmpty { text.append(0x20) }
        hasBlank = false
        text.append(byte)
      }
    }
  }

  mutating func enter(_ node: Int, _ tree: HTMLTree) {
    switch tree.nodes[node].tag {
    case .br: if preformatted > 0 { text.append(0x0A) } else { finish() }
    case .a: begin(node, .link, tree.string(node, .href))
    case .em, .i, .cite, .dfn: begin(node, .emphasis, nil)
    case .b, .strong: begin(node, .strong, nil)
    case .img: addImage(tree.string(node, .alt), tree.string(node, .src))
    default: changeBlock(tree.nodes[node].tag, isEnd: false)
    }
  }

  mutating func leave(_ node: Int, _ element: HTMLNode) {
    if let last = open.last, last.node == node {
      open.removeLast()
      mark(last.kind, last.start, last.value)
    } else {
      changeBlock(element.tag, isEnd: true)
    }
  }

  /// All pieces, the one in hand among them.
  mutating func finished() -> [HTMLPiece] {
    finish()
    return pieces
  }

  /// Ends the piece in hand; inline elements that are open go on in the next.
  private mutating func finish() {
    defer {
      text.removeAll(keepingCapacity: true)
      marks.removeAll(keepingCapacity: true)
      for at in open.indices { open[at].start = 0 }
      hasBlank = false
    }
    while let last = text.last, last <= 0x20 { text.removeLast() }
    for element in open { mark(element.kind, element.start, element.value) }
    guard !text.isEmpty else { return }
    let string = String(decoding: text, as: UTF8.self)
    let isNFC = Canonical.isNFC(string)
    pieces.append(
      HTMLPiece(
        kind: kind, text: isNFC ? string : Canonical.nfc(string),
        // Composed characters move what stands behind them.
        marks: isNFC ? marks.compactMap { mark in clamped(mark) } : []))
  }

  private func clamped(_ mark: HTMLPiece.Mark) -> HTMLPiece.Mark? {
    var mark = mark
    mark.range = mark.range.clamped(to: 0..<text.count)
    return mark.range.isEmpty ? nil : mark
  }

  private var kind: HTMLPiece.Kind {
    if let heading { return .heading(heading) }
    if preformatted > 0 { return .code }
    if isItem { return .listItem(max(1, lists)) }
    return quotes > 0 ? .quote : .paragraph
  }

  private mutating func begin(_ node: Int, _ kind: HTMLPiece.Mark.Kind, _ value: String?) {
    guard open.count < FragmentWriter.deepest, kind != .link || value != nil else { return }
    open.append((node, kind, text.count + (hasBlank && !text.isEmpty ? 1 : 0), value))
  }

  private mutating func mark(_ kind: HTMLPiece.Mark.Kind, _ start: Int, _ value: String?) {
    guard start < text.count else { return }
    marks.append(HTMLPiece.Mark(kind: kind, range: start..<text.count, value: value))
  }

  /// An image is what it says in words; one without words is a picture that only eyes can read.
  private mutating func addImage(_ words: String?, _ source: String?) {
    guard let words, !words.allSatisfy(\.isWhitespace) else { return }
    hasBlank = hasBlank || !text.isEmpty
    let start = text.count + (text.isEmpty ? 0 : 1)
    add(Array(words.utf8)[...])
    mark(.image, start, source)
    hasBlank = true
  }

  private mutating func changeBlock(_ tag: HTMLTag, isEnd: Bool) {
    guard FragmentWriter.isBlock(tag) else { return }
    finish()
    let step = isEnd ? -1 : 1
    switch tag {
    case .h1, .h2, .h3, .h4, .h5, .h6: heading = isEnd ? nil : Int(tag.number - HTMLTag.h1.number) + 1
    case .ul, .ol, .menu:
      lists = max(0, lists + step)
      isItem = isEnd && lists > 0
    case .li, .dd: isItem = !isEnd
    case .blockquote: quotes = max(0, quotes + step)
    case .pre, .textarea: preformatted = max(0, preformatted + step)
    default: break
    }
  }

  private static func isBlock(_ tag: HTMLTag) -> Bool {
    switch tag {
    case .p, .div, .h1, .h2, .h3, .h4, .h5, .h6, .ul, .ol, .menu, .li, .dl, .dt, .dd, .blockquote, .pre, .listing,
      .textarea, .table, .thead, .tbody, .tfoot, .tr, .td, .th, .caption, .section, .article, .header, .footer, .main,
      .aside, .nav, .search, .figure, .figcaption, .address, .center, .form, .fieldset, .legend, .hr, .body, .details,
      .summary, .dialog, .option, .video, .audio, .object:
      true
    default: false
    }
  }
}
