/// A tag of HTML (CommonMark 0.31, 6.6).
struct MarkdownTag {
  /// In lower case.
  private(set) var name = ""
  private(set) var isClosing = false
  /// Behind the tag; where there is none, how far it was looked for.
  private(set) var end: Int
  private(set) var isWhole = false
  private var attributes: [(name: Range<Int>, value: Range<Int>)] = []

  /// Nil where there is no tag.
  init?(_ bytes: MarkdownLine.Bytes, _ start: Int, _ last: Int) {
    self.init(scanning: bytes, start, last)
    if !isWhole { return nil }
  }

  /// Looks for a tag that begins at `start`, where there is a `<`.
  init(scanning bytes: MarkdownLine.Bytes, _ start: Int, _ last: Int) {
    var at = start + 1
    end = at
    defer { end = at }
    func peek() -> UInt8 { at < last ? bytes[at] : 0 }
    func skipSpace() {
      while at < last, bytes[at] == 0x20 || bytes[at] == 0x09 || bytes[at] == 0x0A { at += 1 }
    }
    if peek() == UInt8(ascii: "/") {
      isClosing = true
      at += 1
    }
    let nameStart = at
    guard MarkdownHTML.isLetter(peek()) else { return }
    while MarkdownTag.isName(peek()) { at += 1 }
    name = String(decoding: bytes[nameStart..<at], as: UTF8.self).lowercased()
    while true {
      let before = at
      skipSpace()
      if peek() == UInt8(ascii: ">") {
        at += 1
        isWhole = true
        return
      }
      if isClosing { return }
      if peek() == UInt8(ascii: "/") {
        at += 1
        guard peek() == UInt8(ascii: ">") else { return }
        at += 1
        isWhole = true
        return
      }
      guard at > before else { return }
      let attribute = at
      guard MarkdownHTML.isLetter(peek()) || peek() == UInt8(ascii: "_") || peek() == UInt8(ascii: ":") else { return }
      while MarkdownTag.isName(peek()) || [UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: ":")].contains(peek()) {
        at += 1
      }
      let attributeEnd = at
      skipSpace()
      guard peek() == UInt8(ascii: "=") else {
        // White space may part it from what follows.
        at = attributeEnd
        continue
      }
      at += 1
      skipSpace()
      let quote = peek()
      if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
        at += 1
        let valueStart = at
        while at < last, bytes[at] != quote { at += 1 }
        guard at < last else { return }
        attributes.append((attribute..<attributeEnd, valueStart..<at))
        at += 1
      } else {
        let valueStart = at
        while at < last, bytes[at] > 0x20, !MarkdownTag.endsValue(bytes[at]) { at += 1 }
        guard at > valueStart else { return }
        attributes.append((attribute..<attributeEnd, valueStart..<at))
      }
    }
  }

  /// Where the value of an attribute stands; nil where there is none.
  func value(_ name: String, _ bytes: MarkdownLine.Bytes) -> Range<Int>? {
    attributes.first { String(decoding: bytes[$0.name], as: UTF8.self).lowercased() == name }?.value
  }

  private static func isName(_ byte: UInt8) -> Bool {
    MarkdownHTML.isLetter(byte) || (0x30...0x39).contains(byte) || byte == UInt8(ascii: "-")
  }

  private static func endsValue(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "="), UInt8(ascii: "<"), UInt8(ascii: ">"),
      UInt8(ascii: "`"):
      true
    default: false
    }
  }
}
