/// A word, sign or literal of Lua source.
struct LuaToken: Equatable, Sendable {
  enum Kind: Sendable { case name, sign, text, number }

  var kind: Kind
  /// As it is written; empty for texts, which nobody looks into.
  var text: String
  /// Bytes.
  var range: Range<Int>
}

/// Cuts Lua source into tokens (manual of Lua 5.4, section 3.1), as far as is needed to find calls and operators in code that compiles.
struct LuaTokens {
  private let bytes: [UInt8]
  private var at = 0
  private var tokens: [LuaToken] = []

  static func all(in bytes: [UInt8]) -> [LuaToken] {
    var scanner = LuaTokens(bytes: bytes)
    while scanner.at < bytes.count { scanner.step() }
    return scanner.tokens
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private func byte(_ offset: Int = 0) -> UInt8 { at + offset < bytes.count ? bytes[at + offset] : 0 }

  private mutating func step() {
    let start = at
    switch byte() {
    case UInt8(ascii: "-") where byte(1) == UInt8(ascii: "-"): skipComment()
    case UInt8(ascii: "'"), UInt8(ascii: "\""):
      skipText(until: byte())
      add(.text, start)
    case UInt8(ascii: "[") where skipLongBracket(): add(.text, start)
    case let first where LuaTokens.isLetter(first):
      while LuaTokens.isLetter(byte()) || LuaTokens.isDigit(byte()) { at += 1 }
      add(.name, start)
    case let first where LuaTokens.isDigit(first) || first == UInt8(ascii: ".") && LuaTokens.isDigit(byte(1)):
      skipNumber()
      add(.number, start)
    case let first where first > 0x20: addSign(start)
    default: at += 1
    }
  }

  private mutating func add(_ kind: LuaToken.Kind, _ start: Int) {
    let text = kind == .text ? "" : String(decoding: bytes[start..<at], as: UTF8.self)
    tokens.append(LuaToken(kind: kind, text: text, range: start..<at))
  }

  private mutating func addSign(_ start: Int) {
    let signs = ["...", "==", "~=", "<=", ">=", "<<", ">>", "//", "..", "::"]
    let sign = signs.first { bytes[at...].starts(with: $0.utf8) }
    at += sign?.utf8.count ?? 1
    add(.sign, start)
  }

  private mutating func skipComment() {
    at += 2
    if byte() == UInt8(ascii: "["), skipLongBracket() { return }
    while at < bytes.count, byte() != 0x0A { at += 1 }
  }

  private mutating func skipText(until quote: UInt8) {
    at += 1
    while at < bytes.count, byte() != quote { at += byte() == UInt8(ascii: "\\") ? 2 : 1 }
    at = min(at + 1, bytes.count)
  }

  /// `[[…]]`, `[==[…]==]`.
  ///
  /// - Returns: false, and stays, where no long bracket begins here.
  private mutating func skipLongBracket() -> Bool {
    var level = 0
    while byte(1 + level) == UInt8(ascii: "=") { level += 1 }
    guard byte(1 + level) == UInt8(ascii: "[") else { return false }
    let closing = [UInt8(ascii: "]")] + Array(repeating: UInt8(ascii: "="), count: level) + [UInt8(ascii: "]")]
    at += level + 2
    while at < bytes.count, !bytes[at...].starts(with: closing) { at += 1 }
    at = min(at + closing.count, bytes.count)
    return true
  }

  private mutating func skipNumber() {
    let isHexadecimal = byte() == UInt8(ascii: "0") && byte(1) | 0x20 == UInt8(ascii: "x")
    let exponent = UInt8(ascii: isHexadecimal ? "p" : "e")
    while LuaTokens.isLetter(byte()) || LuaTokens.isDigit(byte()) || byte() == UInt8(ascii: ".") {
      let isSigned = byte() | 0x20 == exponent && (byte(1) == UInt8(ascii: "+") || byte(1) == UInt8(ascii: "-"))
      at += isSigned ? 2 : 1
    }
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "_") || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
}
