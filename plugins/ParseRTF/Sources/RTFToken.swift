/// A piece of an RTF file.
enum RTFToken: Equatable {
  case open, close
  /// A control word and its number, where it has one.
  case word(String, Int?)
  /// A byte of text.
  case byte(UInt8)
  /// What stands behind `\` and is no letter: `~`, `-`, `_`, `*` …
  case symbol(UInt8)
  /// Behind `\bin`: so many bytes that were passed over; `isWhole` where the file had as many.
  case binary(isWhole: Bool)
}

/// Takes an RTF file apart, token by token. Nothing is copied, and nothing is looked at twice.
struct RTFScanner {
  private let bytes: UnsafeBufferPointer<UInt8>
  private(set) var at: Int
  private(set) var line = 1

  init(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int = 0) {
    self.bytes = bytes
    at = start
  }

  /// The next token; nil at the end. Line ends mean nothing in RTF.
  mutating func next() -> RTFToken? {
    while at < bytes.count {
      let byte = bytes[at]
      at += 1
      switch byte {
      case UInt8(ascii: "{"): return .open
      case UInt8(ascii: "}"): return .close
      case UInt8(ascii: "\\"): return control()
      case 0x0A: line += 1
      case 0x0D, 0: break
      case 0x09: return .word("tab", nil)
      default: return .byte(byte)
      }
    }
    return nil
  }

  private mutating func control() -> RTFToken? {
    guard at < bytes.count else { return nil }
    let start = at
    while at < bytes.count, RTFScanner.isLetter(bytes[at]), at - start < 32 { at += 1 }
    guard at > start else {
      at += 1
      if bytes[start] == UInt8(ascii: "'") { return hexadecimal() }
      if bytes[start] == 0x0A { line += 1 }
      return bytes[start] == 0x0A || bytes[start] == 0x0D ? .word("par", nil) : .symbol(bytes[start])
    }
    let name = String(decoding: bytes[start..<at], as: UTF8.self)
    let number = number()
    if at < bytes.count, bytes[at] == 0x20 { at += 1 }
    guard name == "bin", let count = number, count > 0 else { return .word(name, number) }
    let isWhole = count <= bytes.count - at
    at += min(count, bytes.count - at)
    return .binary(isWhole: isWhole)
  }

  private mutating func number() -> Int? {
    var place = at
    let isNegative = place < bytes.count && bytes[place] == UInt8(ascii: "-")
    if isNegative { place += 1 }
    let digits = place
    var value = 0
    while place < bytes.count, (0x30...0x39).contains(bytes[place]) {
      // More digits than a number has stand for the greatest.
      if place - digits < 12 { value = value * 10 + Int(bytes[place] - 0x30) }
      place += 1
    }
    guard place > digits else { return nil }
    at = place
    return isNegative ? -value : value
  }

  private mutating func hexadecimal() -> RTFToken? {
    var value: UInt8 = 0
    var digits = 0
    while digits < 2, at < bytes.count, let digit = RTFScanner.digit(bytes[at]) {
      value = value << 4 | digit
      at += 1
      digits += 1
    }
    return digits == 0 ? .symbol(UInt8(ascii: "'")) : .byte(value)
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46, 0x61...0x66: (byte | 0x20) - 0x61 + 10
    default: nil
    }
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
}
