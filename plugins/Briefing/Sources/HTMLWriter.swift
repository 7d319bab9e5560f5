import Document
import Workbench

/// Writes HTML: what is handed over as text or as an attribute's value is escaped, whatever it holds.
///
/// Bidirectional embeddings, overrides and isolates of a source are written out by number, `⟨U+202E⟩`, so that they can turn
/// nothing around that a reader sees; other control characters become U+FFFD.
struct HTMLWriter {
  private(set) var bytes: [UInt8] = []

  /// Attributes in the order written; a nil value leaves the attribute out.
  typealias Attributes = KeyValuePairs<StaticString, String?>

  mutating func open(_ tag: StaticString, _ attributes: Attributes = [:]) {
    raw("<")
    raw(tag)
    for (name, value) in attributes {
      guard let value else { continue }
      raw(" ")
      raw(name)
      raw("=\"")
      HTMLWriter.escape(value.utf8, into: &bytes)
      raw("\"")
    }
    raw(">")
  }

  mutating func close(_ tag: StaticString) {
    raw("</")
    raw(tag)
    raw(">")
  }

  /// An element with text inside.
  mutating func element(_ tag: StaticString, _ text: String) { element(tag, [:], text) }

  mutating func element(_ tag: StaticString, _ attributes: Attributes, _ text: String) {
    open(tag, attributes)
    self.text(text)
    close(tag)
  }

  mutating func text(_ text: some StringProtocol) { HTMLWriter.escape(text.utf8, into: &bytes) }

  /// Markup of our own.
  mutating func raw(_ markup: StaticString) {
    markup.withUTF8Buffer { bytes.append(contentsOf: $0) }
  }

  /// The style sheet, which the program makes and no source can reach.
  mutating func style(_ sheet: String) { bytes += sheet.utf8 }

  /// What another writer wrote.
  mutating func append(_ part: HTMLWriter) { bytes += part.bytes }

  mutating func newline() { bytes.append(0x0A) }

  /// Hands what was written so far to a sink.
  mutating func flush(to sink: ByteSink) throws(Problem) {
    try sink.write(bytes: bytes)
    bytes.removeAll(keepingCapacity: true)
  }

  private static func escape(_ text: some Sequence<UInt8>, into bytes: inout [UInt8]) {
    let start = bytes.count
    bytes.append(contentsOf: text)
    guard bytes[start...].contains(where: isSpecial) else { return }
    let plain = Array(bytes[start...])
    bytes.removeLast(plain.count)
    var at = 0
    while at < plain.count {
      let byte = plain[at]
      switch byte {
      case UInt8(ascii: "&"): bytes += "&amp;".utf8
      case UInt8(ascii: "<"): bytes += "&lt;".utf8
      case UInt8(ascii: ">"): bytes += "&gt;".utf8
      case UInt8(ascii: "\""): bytes += "&quot;".utf8
      case UInt8(ascii: "'"): bytes += "&#39;".utf8
      case 0x09, 0x0A, 0x0D: bytes.append(0x20)
      case 0..<0x20, 0x7F: bytes += "\u{FFFD}".utf8
      case 0xE2:
        if let name = BidiControls.name(plain, at) {
          bytes += name.utf8
          at += 2
        } else {
          bytes.append(byte)
        }
      default: bytes.append(byte)
      }
      at += 1
    }
  }

  private static func isSpecial(_ byte: UInt8) -> Bool {
    switch byte {
    case 0..<0x20, 0x7F, 0xE2, UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""),
      UInt8(ascii: "'"):
      true
    default: false
    }
  }
}

/// The characters that turn text around: embeddings and overrides (U+202A to U+202E), isolates (U+2066 to U+2069).
enum BidiControls {
  /// The visible stand-in for the control that begins at an offset of UTF-8 bytes; nil where none does. All are three bytes.
  static func name(_ bytes: [UInt8], _ at: Int) -> String? {
    guard at + 2 < bytes.count, bytes[at] == 0xE2 else { return nil }
    switch (bytes[at + 1], bytes[at + 2]) {
    case (0x80, 0xAA...0xAE): return "⟨U+202\(hexadecimal(bytes[at + 2] & 15))⟩"
    case (0x81, 0xA6...0xA9): return "⟨U+206\(hexadecimal(bytes[at + 2] & 15))⟩"
    default: return nil
    }
  }

  private static func hexadecimal(_ nibble: UInt8) -> String { String(nibble, radix: 16, uppercase: true) }
}
