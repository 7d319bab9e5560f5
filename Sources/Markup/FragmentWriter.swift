import Text

/// Gathers the text of an HTML fragment into pieces.
struct FragmentWriter {
  private var text: [UInt8] = []
  private var marks: [HTMLPiece.Mark] = []
  private var open: [(name: String, kind: HTMLPiece.Mark.Kind, start: Int, value: String?)] = []
  private var hasBlank = false
  private var heading: Int?
  private var lists = 0
  private var isItem = false
  private var quotes = 0
  private var preformatted = 0
  /// Inline elements beyond this depth are not marked.
  private static let deepest = 16

  mutating func add(_ string: String) { add(Array(string.utf8)[...]) }

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

  mutating func open(_ name: String, _ attributes: TagAttributes, into pieces: inout [HTMLPiece]) {
    switch name {
    case "br":
      if preformatted > 0 { text.append(0x0A) } else { finish(into: &pieces) }
    case "a": begin(name, .link, attributes["href"])
    case "em", "i", "cite", "dfn": begin(name, .emphasis, nil)
    case "b", "strong": begin(name, .strong, nil)
    case "img": addImage(attributes)
    default: changeBlock(name, isEnd: false, into: &pieces)
    }
  }

  mutating func close(_ name: String, into pieces: inout [HTMLPiece]) {
    if let at = open.lastIndex(where: { $0.name == name }) {
      let ended = open.remove(at: at)
      mark(ended.kind, ended.start, ended.value)
    } else {
      changeBlock(name, isEnd: true, into: &pieces)
    }
  }

  /// Ends the piece in hand; inline elements that are open go on in the next.
  mutating func finish(into pieces: inout [HTMLPiece]) {
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

  private mutating func begin(_ name: String, _ kind: HTMLPiece.Mark.Kind, _ value: String?) {
    guard open.count < FragmentWriter.deepest, kind != .link || value != nil else { return }
    open.append((name, kind, text.count + (hasBlank && !text.isEmpty ? 1 : 0), value))
  }

  private mutating func mark(_ kind: HTMLPiece.Mark.Kind, _ start: Int, _ value: String?) {
    guard start < text.count else { return }
    marks.append(HTMLPiece.Mark(kind: kind, range: start..<text.count, value: value))
  }

  /// An image is what it says in words; one without words is a picture that only eyes can read.
  private mutating func addImage(_ attributes: TagAttributes) {
    guard let words = attributes["alt"], !words.allSatisfy(\.isWhitespace) else { return }
    hasBlank = hasBlank || !text.isEmpty
    let start = text.count + (text.isEmpty ? 0 : 1)
    add(words)
    mark(.image, start, attributes["src"])
    hasBlank = true
  }

  private mutating func changeBlock(_ name: String, isEnd: Bool, into pieces: inout [HTMLPiece]) {
    guard FragmentWriter.blocks.contains(name) else { return }
    finish(into: &pieces)
    let step = isEnd ? -1 : 1
    switch name {
    case "h1", "h2", "h3", "h4", "h5", "h6": heading = isEnd ? nil : name.utf8.last.map { Int($0) - 0x30 }
    case "ul", "ol", "menu":
      lists = max(0, lists + step)
      isItem = isEnd && lists > 0
    case "li", "dd": isItem = !isEnd
    case "blockquote": quotes = max(0, quotes + step)
    case "pre", "textarea": preformatted = max(0, preformatted + step)
    default: break
    }
  }

  private static let blocks: Set<String> = [
    "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "menu", "li", "dl", "dt", "dd", "blockquote", "pre",
    "textarea", "table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption", "section", "article", "header",
    "footer", "main",
    "aside", "nav", "figure", "figcaption", "address", "center", "form", "fieldset", "hr", "body", "head", "html",
    "title", "details", "summary", "option", "video", "audio", "iframe", "object",
  ]
}
