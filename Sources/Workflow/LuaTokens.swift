/// The words and signs of Lua code (reference manual, section 3.1), as far as finding names needs them.
struct LuaTokens {
  enum Kind: Equatable {
    case name(String)
    /// What stands between quotes or long brackets.
    case text(String)
    case number
    case sign(String)
    case end
  }

  struct Token {
    var kind: Kind
    /// In bytes of the code, half-open.
    var offset: Int
    var end: Int
  }

  static let keywords: Set<String> = [
    "and", "break", "do", "else", "elseif", "end", "false", "for", "function", "goto", "if", "in", "local", "nil",
    "not",
    "or", "repeat", "return", "then", "true", "until", "while",
  ]
  private static let longSigns = ["...", "..", "==", "~=", "<=", ">=", "//", "::", "<<", ">>"]

  private(set) var all: [Token] = []
  private let bytes: [UInt8]
  private var at = 0

  init(_ code: String) {
    bytes = Array(code.utf8)
    while at < bytes.count { take() }
  }

  private mutating func take() {
    let start = at
    let byte = bytes[at]
    func add(_ kind: Kind) { all.append(Token(kind: kind, offset: start, end: at)) }
    if byte <= 0x20 {
      at += 1
    } else if starts("--") {
      at += 2
      if longText() == nil { while at < bytes.count, bytes[at] != UInt8(ascii: "\n") { at += 1 } }
    } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
      let text = quoted(byte)
      add(.text(text))
    } else if byte == UInt8(ascii: "["), let text = longText() {
      add(.text(text))
    } else if LuaTokens.isDigit(byte) {
      while at < bytes.count, LuaTokens.isWord(bytes[at]) || bytes[at] == UInt8(ascii: ".") { at += 1 }
      add(.number)
    } else if LuaTokens.isWord(byte) {
      while at < bytes.count, LuaTokens.isWord(bytes[at]) { at += 1 }
      add(.name(String(decoding: bytes[start..<at], as: UTF8.self)))
    } else {
      let sign = LuaTokens.longSigns.first { starts($0) } ?? String(decoding: [byte], as: UTF8.self)
      at += sign == String(decoding: [byte], as: UTF8.self) ? 1 : sign.utf8.count
      add(.sign(sign))
    }
  }

  private func starts(_ text: String) -> Bool { bytes[at...].starts(with: text.utf8) }

  private mutating func quoted(_ quote: UInt8) -> String {
    at += 1
    let start = at
    while at < bytes.count, bytes[at] != quote, bytes[at] != UInt8(ascii: "\n") {
      at += bytes[at] == UInt8(ascii: "\\") ? 2 : 1
    }
    let end = min(at, bytes.count)
    at = min(at + 1, bytes.count)
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }

  /// Text between `[[` and `]]`, or with as many `=` between the brackets on both sides; nil where none begins here.
  private mutating func longText() -> String? {
    guard at < bytes.count, bytes[at] == UInt8(ascii: "[") else { return nil }
    var level = 0
    while at + 1 + level < bytes.count, bytes[at + 1 + level] == UInt8(ascii: "=") { level += 1 }
    guard at + 1 + level < bytes.count, bytes[at + 1 + level] == UInt8(ascii: "[") else { return nil }
    let start = at + 2 + level
    let closing = Array(("]" + String(repeating: "=", count: level) + "]").utf8)
    var end = start
    while end < bytes.count, !bytes[end...].starts(with: closing) { end += 1 }
    at = min(end + closing.count, bytes.count)
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  private static func isWord(_ byte: UInt8) -> Bool {
    isDigit(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || byte == UInt8(ascii: "_")
  }
}
