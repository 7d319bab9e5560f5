/// The words of a piece of Lua, without blanks and comments; enough to see what it calls by name. Damaged code ends early.
struct LuaWords {
  enum Word: Hashable {
    case name(String)
    /// A text as it stands; nil where escapes would have to be read.
    case text(String?)
    case sign(UInt8)
  }

  private let code: [UInt8]
  private var at = 0

  init(_ code: some Sequence<UInt8>) { self.code = Array(code) }

  static func all(_ code: some Sequence<UInt8>) -> [Word] {
    var reader = LuaWords(code)
    var words: [Word] = []
    while let word = reader.next() { words.append(word) }
    return words
  }

  private func byte(_ ahead: Int = 0) -> UInt8 { at + ahead < code.count ? code[at + ahead] : 0 }

  private mutating func next() -> Word? {
    while at < code.count {
      let first = code[at]
      switch first {
      case 0x09...0x0D, 0x20: at += 1
      case UInt8(ascii: "-") where byte(1) == UInt8(ascii: "-"): skipComment()
      case UInt8(ascii: "'"), UInt8(ascii: "\""): return .text(quoted(first))
      case UInt8(ascii: "["):
        if let level = longLevel() { return .text(long(level)) }
        at += 1
        return .sign(first)
      case _ where LuaWords.isLetter(first):
        let start = at
        while LuaWords.isLetter(byte()) || (0x30...0x39).contains(byte()) { at += 1 }
        return .name(String(decoding: code[start..<at], as: UTF8.self))
      case 0x30...0x39:
        // A number and its letters: 0x1F, 1e9.
        while LuaWords.isLetter(byte()) || (0x30...0x39).contains(byte()) { at += 1 }
        return .sign(first)
      default:
        at += 1
        return .sign(first)
      }
    }
    return nil
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || byte == 0x5F
  }

  private mutating func skipComment() {
    at += 2
    if let level = longLevel() {
      _ = long(level)
      return
    }
    while at < code.count, code[at] != 0x0A { at += 1 }
  }

  /// How many `=` stand between the brackets that begin here; nil where no long text begins.
  private func longLevel() -> Int? {
    guard byte() == UInt8(ascii: "[") else { return nil }
    var level = 0
    while byte(1 + level) == UInt8(ascii: "=") { level += 1 }
    return byte(1 + level) == UInt8(ascii: "[") ? level : nil
  }

  private mutating func long(_ level: Int) -> String {
    at += level + 2
    // The line end after the opening brackets is no part of the text.
    if byte() == 0x0D, byte(1) == 0x0A { at += 2 } else if byte() == 0x0A || byte() == 0x0D { at += 1 }
    let start = at
    let end = [UInt8(ascii: "]")] + [UInt8](repeating: UInt8(ascii: "="), count: level) + [UInt8(ascii: "]")]
    while at < code.count, !code[at...].starts(with: end) { at += 1 }
    defer { at += end.count }
    return String(decoding: code[start..<min(at, code.count)], as: UTF8.self)
  }

  private mutating func quoted(_ quote: UInt8) -> String? {
    at += 1
    let start = at
    var hasEscape = false
    while at < code.count, code[at] != quote, code[at] != 0x0A {
      if code[at] == UInt8(ascii: "\\") {
        hasEscape = true
        at += 1
      }
      at += 1
    }
    defer { at += 1 }
    return hasEscape ? nil : String(decoding: code[start..<min(at, code.count)], as: UTF8.self)
  }
}
