/// Text as it may stand in HTML.
enum HTMLText {
  /// With the characters escaped that mean something in text and attributes; controls, which HTML forbids, become U+FFFD.
  ///
  /// - Parameter lineEnd: what is written for a line feed; nil for the line feed itself.
  static func escaped(_ text: some StringProtocol, lineEnd: String? = nil) -> String {
    if let made = text.utf8.withContiguousStorageIfAvailable({ escaped($0, lineEnd) }) { return made }
    return escaped(String(text), lineEnd: lineEnd)
  }

  private static func escaped(_ text: UnsafeBufferPointer<UInt8>, _ lineEnd: String?) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count + text.count / 16)
    var at = 0
    while at < text.count {
      let start = at
      while at < text.count, isPlain[Int(text[at])] { at += 1 }
      if at > start { bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<at])) }
      guard at < text.count else { break }
      switch text[at] {
      case UInt8(ascii: "&"): bytes += "&amp;".utf8
      case UInt8(ascii: "<"): bytes += "&lt;".utf8
      case UInt8(ascii: ">"): bytes += "&gt;".utf8
      case UInt8(ascii: "\""): bytes += "&quot;".utf8
      case 0x0D: bytes += "&#13;".utf8
      case 0x0A: if let lineEnd { bytes += lineEnd.utf8 } else { bytes.append(0x0A) }
      case 0x09: bytes.append(0x09)
      default: bytes += "\u{FFFD}".utf8
      }
      at += 1
    }
    // Whole characters of a valid text, and ASCII between them.
    return String(copying: UTF8Span(unchecked: bytes.span))
  }

  private static let isPlain: [Bool] = (0...255).map { byte in
    byte >= 0x20 && byte != 0x7F && !"&<>\"".utf8.contains(UInt8(byte))
  }

  /// An attribute with a blank before it; nothing for nil.
  static func attribute(_ name: String, _ value: String?) -> String {
    value.map { " \(name)=\"\(escaped($0))\"" } ?? ""
  }
}
