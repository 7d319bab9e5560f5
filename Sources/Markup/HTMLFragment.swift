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

/// Paragraphs of the small HTML that feeds and mails carry: a reader of tags and character references, no parser of HTML5.
///
/// It builds no tree and mends nothing. What it does not know as a tag stays text, and no text is lost but that of scripts and
/// styles, which is none; each cell of a table is a paragraph. Time is linear, memory in proportion to the source, and nothing nests.
public enum HTMLFragment {
  public static func pieces(_ html: String) -> [HTMLPiece] {
    var reader = FragmentReader(Array(Canonical.nfc(html).utf8))
    reader.read()
    return reader.pieces
  }

  /// The character that HTML calls by a name, as in `&nbsp;`; nil for a name that texts do not use.
  public static func character(named name: String) -> String? { CharacterReference.named(name) }

  /// The words alone, on one line: what a title is that may hold markup.
  public static func line(_ html: String) -> String {
    guard html.utf8.contains(where: { $0 == 0x3C || $0 == 0x26 || $0 <= 0x20 || $0 >= 0x80 }) else { return html }
    return pieces(html).map { $0.text }.joined(separator: " ").split(whereSeparator: \.isWhitespace)
      .joined(separator: " ")
  }
}

private struct FragmentReader {
  private let bytes: [UInt8]
  private var at = 0
  private(set) var pieces: [HTMLPiece] = []
  private var writer = FragmentWriter()
  /// A quote in a tag ran to the end of the text once: from then on, tags end at the next `>` whatever is quoted.
  private var quotesAreBroken = false
  /// Where the last `>` is: no tag begins behind it.
  private let lastClose: Int
  /// Where to look for the ends of raw text and comments that were not found once: never again.
  private var unclosed: Set<String> = []

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    lastClose = bytes.lastIndex(of: UInt8(ascii: ">")) ?? -1
  }

  mutating func read() {
    while at < bytes.count {
      switch bytes[at] {
      case UInt8(ascii: "<"):
        if !readMarkup() { take(1) }
      case UInt8(ascii: "&"):
        if let reference = CharacterReference(bytes, at) {
          writer.add(reference.text)
          at = reference.end
        } else {
          take(1)
        }
      default:
        var end = at + 1
        while end < bytes.count, bytes[end] != UInt8(ascii: "<"), bytes[end] != UInt8(ascii: "&") { end += 1 }
        take(end - at)
      }
    }
    writer.finish(into: &pieces)
  }

  private mutating func take(_ count: Int) {
    writer.add(bytes[at..<at + count])
    at += count
  }

  /// Reads a tag, a comment or a declaration at `<`; false where it is none.
  private mutating func readMarkup() -> Bool {
    guard at < lastClose, at + 1 < bytes.count else { return false }
    switch bytes[at + 1] {
    case UInt8(ascii: "!"):
      if starts("<![CDATA[") { return skip("]]>", keeping: 9) }
      return starts("<!--") ? skip("-->", keeping: nil) : skip(">", keeping: nil)
    case UInt8(ascii: "?"): return skip(">", keeping: nil)
    case UInt8(ascii: "/"): return at + 2 < bytes.count && bytes[at + 2].isLetter && readTag(isEnd: true)
    default: return bytes[at + 1].isLetter && readTag(isEnd: false)
    }
  }

  private func starts(_ text: String, at offset: Int? = nil) -> Bool {
    bytes[(offset ?? at)...].starts(with: text.utf8)
  }

  /// Goes behind the next `end`; what is between is text where a length of the opening is given.
  private mutating func skip(_ end: String, keeping opening: Int?) -> Bool {
    guard !unclosed.contains(end), let found = find(end, from: at + (opening ?? 2)) else {
      unclosed.insert(end)
      return false
    }
    if let opening { writer.add(bytes[at + opening..<found]) }
    at = found + end.utf8.count
    return true
  }

  private func find(_ text: String, from start: Int) -> Int? {
    let wanted = Array(text.utf8)
    var place = start
    while place + wanted.count <= bytes.count {
      if bytes[place] == wanted[0], bytes[place...].starts(with: wanted) { return place }
      place += 1
    }
    return nil
  }

  private mutating func readTag(isEnd: Bool) -> Bool {
    let start = at + (isEnd ? 2 : 1)
    var end = start
    while end < bytes.count, bytes[end].isNameByte { end += 1 }
    guard end < bytes.count, end - start <= 40 else { return false }
    let isBounded = bytes[end] <= 0x20 || bytes[end] == UInt8(ascii: ">") || bytes[end] == UInt8(ascii: "/")
    guard isBounded, let close = closing(from: end) else { return false }
    let name = String(decoding: bytes[start..<end], as: UTF8.self).lowercased()
    if !isEnd, FragmentReader.raw.contains(name) { return skipRaw(name, from: close + 1) }
    if isEnd {
      writer.close(name, into: &pieces)
    } else {
      writer.open(name, TagAttributes(bytes, end..<close), into: &pieces)
    }
    at = close + 1
    return true
  }

  private static let raw: Set<String> = ["script", "style"]

  /// Where the tag's `>` is.
  private mutating func closing(from start: Int) -> Int? {
    var place = start
    var quote: UInt8?
    if !quotesAreBroken {
      while place < bytes.count {
        let byte = bytes[place]
        if byte == quote {
          quote = nil
        } else if quote == nil, byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'"), bytes[place - 1].opensQuote {
          quote = byte
        } else if quote == nil, byte == UInt8(ascii: ">") {
          return place
        }
        place += 1
      }
      quotesAreBroken = true
    }
    return bytes[start...].firstIndex(of: UInt8(ascii: ">"))
  }

  /// Leaves out a script or a style up to its end tag; where that is lacking, its start tag only.
  private mutating func skipRaw(_ name: String, from start: Int) -> Bool {
    let wanted = Array("</\(name)".utf8)
    var place = start
    while !unclosed.contains(name), place + wanted.count <= bytes.count {
      if bytes[place] == wanted[0], bytes[place..<place + wanted.count].map(\.lowercased) == wanted {
        guard let close = bytes[place...].firstIndex(of: UInt8(ascii: ">")) else { break }
        at = close + 1
        return true
      }
      place += 1
    }
    unclosed.insert(name)
    at = start
    return true
  }
}

extension UInt8 {
  var isLetter: Bool { (0x41...0x5A).contains(self) || (0x61...0x7A).contains(self) }
  fileprivate var isNameByte: Bool { isLetter || (0x30...0x39).contains(self) || self == 0x2D || self == 0x3A }
  fileprivate var lowercased: UInt8 { (0x41...0x5A).contains(self) ? self + 32 : self }
  /// Whether a quote behind this byte begins a value.
  fileprivate var opensQuote: Bool { self == UInt8(ascii: "=") || self <= 0x20 }
}
