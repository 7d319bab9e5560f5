import Text

/// One paragraph of an ``HTMLFragment``.
public struct HTMLPiece: Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    case paragraph
    /// 1 to 6.
    case heading(Int)
    /// From 1.
    case listItem(Int)
    case quote, code
  }

  /// Inline formatting: UTF-8 byte offsets into the piece's text, half-open; the address of a link or an image.
  public struct Mark: Hashable, Sendable {
    public enum Kind: Hashable, Sendable { case emphasis, strong, link, image }
    public var kind: Kind
    public var range: Range<Int>
    public var value: String?

    public init(kind: Kind, range: Range<Int>, value: String? = nil) {
      self.kind = kind
      self.range = range
      self.value = value
    }
  }

  public var kind: Kind
  /// NFC, white space as one blank but in code, not empty.
  public var text: String
  public var marks: [Mark]
}

/// Paragraphs of the small HTML that feeds and mails carry, read by the parser of the standard: what it calls text is text, but for
/// that of scripts and styles, which is none; each cell of a table is a paragraph. Time is linear, and nothing recurses.
public enum HTMLFragment {
  public static func pieces(_ html: String) -> [HTMLPiece] {
    let tree = HTMLParser.parse(Array(Canonical.nfc(html).utf8))
    guard let page = tree.child(0, .html), let body = tree.child(page, .body) else { return [] }
    var writer = FragmentWriter()
    var node = body
    while true {
      let opens = enter(node, tree, &writer)
      if opens, tree.nodes[node].firstChild >= 0 {
        node = Int(tree.nodes[node].firstChild)
        continue
      }
      if opens { writer.leave(node, tree.nodes[node]) }
      while tree.nodes[node].next < 0, node != body {
        node = Int(tree.nodes[node].parent)
        writer.leave(node, tree.nodes[node])
      }
      if node == body { break }
      node = Int(tree.nodes[node].next)
    }
    return writer.finished()
  }

  /// Takes in a node; whether what it holds is to be taken in as well.
  private static func enter(_ node: Int, _ tree: HTMLTree, _ writer: inout FragmentWriter) -> Bool {
    switch tree.nodes[node].kind {
    case .text:
      writer.add(tree.text(node))
      return false
    case .element:
      switch tree.nodes[node].tag {
      case .script, .style, .template, .iframe, .noembed, .noframes: return false
      default:
        writer.enter(node, tree)
        return true
      }
    case .document, .doctype, .comment, .content: return false
    }
  }

  /// The character that HTML calls by a name, as in `&nbsp;`; nil for a name that the standard does not have.
  public static func character(named name: String) -> String? {
    let written = Array("&\(name);".utf8)
    return unsafe written.withUnsafeBufferPointer { buffer in
      guard let found = HTMLCharacterReference(unsafe HTMLBytes(buffer), at: 0, inAttribute: false),
        found.end == written.count
      else { return nil }
      return String(decoding: found.bytes, as: UTF8.self)
    }
  }

  /// The words alone, on one line: what a title is that may hold markup.
  public static func line(_ html: String) -> String {
    guard html.utf8.contains(where: { $0 == 0x3C || $0 == 0x26 || $0 <= 0x20 || $0 >= 0x80 }) else { return html }
    let isMarkup = html.utf8.contains { $0 == 0x3C || $0 == 0x26 || $0 == 0 }
    return isMarkup ? oneLine(pieces(html).map { $0.text }.joined(separator: " ")) : oneLine(Canonical.nfc(html))
  }

  /// With one blank where there was white space (Unicode's), and none at the ends.
  private static func oneLine(_ text: String) -> String {
    var line: [UInt8] = []
    line.reserveCapacity(text.utf8.count)
    var isBlank = false
    for scalar in text.unicodeScalars {
      // Most are letters of ASCII, whose properties need not be looked up.
      if scalar.value <= 0x20 || scalar.value >= 0x80, scalar.properties.isWhitespace {
        isBlank = true
        continue
      }
      if isBlank, !line.isEmpty { line.append(0x20) }
      isBlank = false
      if scalar.value < 0x80 {
        line.append(UInt8(scalar.value))
      } else {
        line += UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter
      }
    }
    return String(decoding: line, as: UTF8.self)
  }
}
