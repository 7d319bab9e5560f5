import Document
import Workbench

/// Writes Markdown for any renderer that leaves inline HTML anchors alone, and for reading as plain text.
///
/// Text of a source is escaped, and stands inside Unicode isolates (U+2067 or U+2066 to U+2069), so that right-to-left words
/// leave the English around them in order. Its own bidirectional controls are written out by number.
struct MarkdownWriter {
  private(set) var bytes: [UInt8] = []

  /// Markup of our own.
  mutating func raw(_ markup: StaticString) { markup.withUTF8Buffer { bytes.append(contentsOf: $0) } }

  mutating func line(_ markup: StaticString = "") {
    raw(markup)
    bytes.append(0x0A)
  }

  mutating func text(_ text: some StringProtocol) {
    let plain = Array(text.utf8)
    var at = 0
    while at < plain.count {
      let byte = plain[at]
      if let name = BidiControls.name(plain, at) {
        bytes += name.utf8
        at += 3
        continue
      }
      switch byte {
      case 0x09, 0x0A, 0x0D: bytes.append(0x20)
      case 0..<0x20, 0x7F: bytes += "\u{FFFD}".utf8
      case UInt8(ascii: "<"): bytes += "&lt;".utf8
      case UInt8(ascii: ">"): bytes += "&gt;".utf8
      case UInt8(ascii: "&"): bytes += "&amp;".utf8
      default:
        if MarkdownWriter.isMarkup(byte) { bytes.append(UInt8(ascii: "\\")) }
        bytes.append(byte)
      }
      at += 1
    }
  }

  /// Characters that mean something to Markdown wherever they stand; `#`, `+`, `-` and numbers do so at the start of a line
  /// only, where this writer never puts text of a source.
  private static func isMarkup(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "\\"), UInt8(ascii: "`"), UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "["),
      UInt8(ascii: "]"), UInt8(ascii: "|"), UInt8(ascii: "~"), UInt8(ascii: "!"), UInt8(ascii: "$"), UInt8(ascii: "@"):
      true
    default: false
    }
  }

  /// Text of a source, isolated.
  mutating func original(_ text: String, rightToLeft: Bool) {
    bytes += (rightToLeft ? "\u{2067}" : "\u{2066}").utf8
    self.text(text)
    bytes += "\u{2069}".utf8
  }

  mutating func cite(_ citation: Citation) {
    raw("[\\[")
    text(citation.label)
    raw("\\]](#")
    text(citation.anchor)
    raw(")")
  }

  mutating func cite(_ citations: [Citation]) {
    for (at, citation) in citations.enumerated() {
      if at > 0 { raw(" ") }
      cite(citation)
    }
  }

  mutating func anchor(_ citation: Citation) {
    raw("<a id=\"")
    text(citation.anchor)
    raw("\"></a>")
  }

  /// What another writer wrote.
  mutating func append(_ part: MarkdownWriter) { bytes += part.bytes }

  mutating func flush(to sink: ByteSink) throws(Problem) {
    try sink.write(bytes: bytes)
    bytes.removeAll(keepingCapacity: true)
  }
}
