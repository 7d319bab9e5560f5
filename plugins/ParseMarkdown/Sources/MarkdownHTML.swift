/// A block of HTML: what it ends with depends on what it began with (CommonMark 0.31, 4.6).
struct MarkdownHTML {
  private enum End {
    case blank
    case text(String)
    case rawElement
  }

  private let end: End

  var endsAtBlank: Bool { if case .blank = end { true } else { false } }

  /// - Parameter interrupts: whether a paragraph is open that the block would end.
  init?(_ bytes: MarkdownLine.Bytes, _ start: Int, _ last: Int, interrupts: Bool) {
    let rest = UnsafeBufferPointer(rebasing: bytes[start..<last])
    guard rest.count > 1 else { return nil }
    if rest.starts(with: "<!--".utf8) {
      end = .text("-->")
    } else if rest[1] == UInt8(ascii: "?") {
      end = .text("?>")
    } else if rest.starts(with: "<![CDATA[".utf8) {
      end = .text("]]>")
    } else if rest.count > 2, rest[1] == UInt8(ascii: "!"), MarkdownHTML.isLetter(rest[2]) {
      end = .text(">")
    } else {
      let isClosing = rest[1] == UInt8(ascii: "/")
      var at = isClosing ? 2 : 1
      var name: [UInt8] = []
      while at < rest.count, name.count < 12, MarkdownHTML.isLetter(rest[at]) || !name.isEmpty && isDigit(rest[at]) {
        // A digit has that bit already.
        name.append(rest[at] | 0x20)
        at += 1
      }
      let next = at < rest.count ? rest[at] : 0x20
      let isWhole = MarkdownLine.isBlank(next) || next == UInt8(ascii: ">")
      let word = String(decoding: name, as: UTF8.self)
      if !isClosing, isWhole, MarkdownHTML.raw.contains(word) {
        end = .rawElement
      } else if isWhole || next == UInt8(ascii: "/") && at + 1 < rest.count && rest[at + 1] == UInt8(ascii: ">"),
        MarkdownHTML.blocks.contains(word)
      {
        end = .blank
      } else if !interrupts, let tag = MarkdownTag(rest, 0, rest.count), !MarkdownHTML.raw.contains(tag.name),
        MarkdownLine.trimmedEnd(rest, tag.end, rest.count) == tag.end
      {
        end = .blank
      } else {
        return nil
      }
    }
    func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
  }

  /// Whether the block ends with this line.
  func ends(_ bytes: MarkdownLine.Bytes, _ start: Int, _ last: Int) -> Bool {
    switch end {
    case .blank: false
    case .text(let text): MarkdownHTML.contains(bytes, start, last, Array(text.utf8))
    case .rawElement:
      MarkdownHTML.raw.contains { MarkdownHTML.contains(bytes, start, last, Array("</\($0)>".utf8)) }
    }
  }

  private static func contains(_ bytes: MarkdownLine.Bytes, _ start: Int, _ end: Int, _ words: [UInt8]) -> Bool {
    var at = start
    while at + words.count <= end {
      if bytes[at] == words[0], (1..<words.count).allSatisfy({ lower(bytes[at + $0]) == words[$0] }) { return true }
      at += 1
    }
    return false
  }

  private static func lower(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte | 0x20 : byte }

  static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }

  private static let raw: Set<String> = ["script", "pre", "style", "textarea"]

  private static let blocks: Set<String> = [
    "address", "article", "aside", "base", "basefont", "blockquote", "body", "caption", "center", "col", "colgroup",
    "dd",
    "details", "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "frame",
    "frameset", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hr", "html", "iframe", "legend", "li", "link",
    "main", "menu", "menuitem", "nav", "noframes", "ol", "optgroup", "option", "p", "param", "search", "section",
    "summary", "table", "tbody", "td", "tfoot", "th", "thead", "title", "tr", "track", "ul",
  ]
}
