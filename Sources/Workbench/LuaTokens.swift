/// A word, sign or literal of Lua source.
public struct LuaToken: Equatable, Sendable {
  public enum Kind: Sendable { case name, sign, text, number }

  public var kind: Kind
  /// As it is written; empty for texts.
  public var text: String
  /// What a text says; nil where escapes would have to be read, and for what is no text.
  public var content: String?
  /// Bytes.
  public var range: Range<Int>
}

/// Cuts Lua source into tokens (manual of Lua 5.4, section 3.1), as far as is needed to find names, calls and operators. Source that
/// does not compile is cut too, somehow.
public struct LuaTokens {
  private let bytes: [UInt8]
  private var at = 0
  private var tokens: [LuaToken] = []

  /// The tokens, without blanks and comments.
  public static func all(in bytes: [UInt8]) -> [LuaToken] {
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
    case UInt8(ascii: "'"), UInt8(ascii: "\""): add(.text, start, quoted(until: byte()))
    case UInt8(ascii: "[") where longLevel != nil: add(.text, start, longText())
    case let first where LuaTokens.isLetter(first):
      while LuaTokens.isLetter(byte()) || LuaTokens.isDigit(byte()) { at += 1 }
      add(.name, start)
    case let first where LuaTokens.isDigit(first) || first == UInt8(ascii: ".") && LuaTokens.isDigit(byte(1)):
      skipNumber()
      add(.number, start)
    case let first where first > 0x20:
      let signs = ["...", "==", "~=", "<=", ">=", "<<", ">>", "//", "..", "::"]
      at += signs.first { bytes[at...].starts(with: $0.utf8) }?.utf8.count ?? 1
      add(.sign, start)
    default: at += 1
    }
  }

  private mutating func add(_ kind: LuaToken.Kind, _ start: Int, _ content: String? = nil) {
    let text = kind == .text ? "" : decoded(start..<at)
    tokens.append(LuaToken(kind: kind, text: text, content: content, range: start..<at))
  }

  private func decoded(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  private mutating func skipComment() {
    at += 2
    if longText() != nil { return }
    while at < bytes.count, byte() != 0x0A { at += 1 }
  }

  /// - Returns: the content; nil where an escape stands in it.
  private mutating func quoted(until quote: UInt8) -> String? {
    at += 1
    let start = at
    var hasEscape = false
    while at < bytes.count, byte() != quote, byte() != 0x0A {
      guard byte() == UInt8(ascii: "\\") else {
        at += 1
        continue
      }
      hasEscape = true
      // The line may go on after a backslash, and after `\z` with all blanks that follow.
      let skipsBlanks = byte(1) == UInt8(ascii: "z")
      at += byte(1) == 0x0D && byte(2) == 0x0A ? 3 : 2
      while skipsBlanks, at < bytes.count, byte() <= 0x20 { at += 1 }
    }
    let end = min(at, bytes.count)
    at = min(at + 1, bytes.count)
    return hasEscape ? nil : decoded(start..<end)
  }

  /// How many `=` stand between the two brackets that begin a long text here; nil where none begins.
  private var longLevel: Int? {
    guard byte() == UInt8(ascii: "[") else { return nil }
    var level = 0
    while byte(1 + level) == UInt8(ascii: "=") { level += 1 }
    return byte(1 + level) == UInt8(ascii: "[") ? level : nil
  }

  /// `[[…]]`, `[==[…]==]`.
  ///
  /// - Returns: the content; nil, and it stays, where no long text begins here.
  private mutating func longText() -> String? {
    guard let level = longLevel else { return nil }
    let closing = [UInt8(ascii: "]")] + Array(repeating: UInt8(ascii: "="), count: level) + [UInt8(ascii: "]")]
    at += level + 2
    // The line end after the opening brackets is no part of the text.
    if byte() == 0x0D, byte(1) == 0x0A { at += 2 } else if byte() == 0x0A || byte() == 0x0D { at += 1 }
    let start = at
    while at < bytes.count, !bytes[at...].starts(with: closing) { at += 1 }
    let end = at
    at = min(at + closing.count, bytes.count)
    return decoded(start..<end)
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
