import Document

/// Reads JSON as pages hold it: with commas too many or too few, line ends inside strings, comments around it, cut off at its end.
/// What can be understood is returned; nothing is an error.
struct LooseJSON {
  private let bytes: ArraySlice<UInt8>
  private var at: Int
  private var depth = 0
  /// What lies deeper ends the reading.
  private static let maximumDepth = 64

  /// The value that the bytes begin with, after whatever stands before the first bracket; nil where there is none.
  static func value(_ bytes: ArraySlice<UInt8>) -> Value? {
    for start in bytes.indices where bytes[start] == UInt8(ascii: "{") || bytes[start] == UInt8(ascii: "[") {
      // A bracket before a letter belongs to `<![CDATA[`.
      guard let next = bytes[(start + 1)...].first(where: { $0 > 0x20 }), isMark(next) else { continue }
      var reader = LooseJSON(bytes: bytes, at: start)
      return reader.value()
    }
    return nil
  }

  private init(bytes: ArraySlice<UInt8>, at: Int) {
    self.bytes = bytes
    self.at = at
  }

  private mutating func value() -> Value? {
    skipSpace()
    guard at < bytes.endIndex else { return nil }
    switch bytes[at] {
    case UInt8(ascii: "{"): return object()
    case UInt8(ascii: "["): return array()
    case UInt8(ascii: "\""): return .string(string())
    default: return word()
    }
  }

  private mutating func object() -> Value? {
    var fields = Fields()
    guard enter() else { return nil }
    defer { depth -= 1 }
    while true {
      skipSpace()
      guard at < bytes.endIndex else { break }
      if bytes[at] == UInt8(ascii: "}") {
        at += 1
        break
      }
      if bytes[at] == UInt8(ascii: ",") {
        at += 1
        continue
      }
      // Not a key: what follows belongs to no object.
      guard bytes[at] == UInt8(ascii: "\"") else { break }
      let key = string()
      skipSpace()
      guard at < bytes.endIndex, bytes[at] == UInt8(ascii: ":") else { break }
      at += 1
      guard let value = value() else { break }
      fields[key] = value
    }
    return .object(fields)
  }

  private mutating func array() -> Value? {
    var items: [Value] = []
    guard enter() else { return nil }
    defer { depth -= 1 }
    while true {
      skipSpace()
      guard at < bytes.endIndex else { break }
      if bytes[at] == UInt8(ascii: "]") {
        at += 1
        break
      }
      if bytes[at] == UInt8(ascii: ",") {
        at += 1
        continue
      }
      guard let value = value() else { break }
      items.append(value)
    }
    return .array(items)
  }

  /// Behind the bracket; what lies too deep ends the reading.
  private mutating func enter() -> Bool {
    guard depth < LooseJSON.maximumDepth else {
      at = bytes.endIndex
      return false
    }
    at += 1
    depth += 1
    return true
  }

  private mutating func string() -> String {
    at += 1
    var text: [UInt8] = []
    var start = at
    while at < bytes.endIndex, bytes[at] != UInt8(ascii: "\"") {
      guard bytes[at] == UInt8(ascii: "\\") else {
        at += 1
        continue
      }
      text += bytes[start..<at]
      at += 1
      escape(into: &text)
      start = at
    }
    text += bytes[min(start, bytes.endIndex)..<min(at, bytes.endIndex)]
    at += 1
    return String(decoding: text, as: UTF8.self)
  }

  private mutating func escape(into text: inout [UInt8]) {
    guard at < bytes.endIndex else { return }
    let byte = bytes[at]
    at += 1
    switch byte {
    case UInt8(ascii: "n"), UInt8(ascii: "r"): text.append(0x0A)
    case UInt8(ascii: "t"), UInt8(ascii: "b"), UInt8(ascii: "f"): text.append(0x20)
    case UInt8(ascii: "u"):
      guard var code = hexadecimal() else { return }
      if (0xD800..<0xDC00).contains(code), at + 1 < bytes.endIndex, bytes[at] == UInt8(ascii: "\\"),
        bytes[at + 1] == UInt8(ascii: "u")
      {
        at += 2
        if let low = hexadecimal(), (0xDC00..<0xE000).contains(low) {
          code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
        }
      }
      text += Array(String(Unicode.Scalar(code) ?? "\u{FFFD}").utf8)
    default: text.append(byte)
    }
  }

  private mutating func hexadecimal() -> UInt32? {
    guard at + 4 <= bytes.endIndex, let code = UInt32(String(decoding: bytes[at..<at + 4], as: UTF8.self), radix: 16)
    else { return nil }
    at += 4
    return code
  }

  /// Numbers, `true`, `false`, `null`, and words that nobody put into quotes; nil where nothing of the kind stands.
  private mutating func word() -> Value? {
    let start = at
    while at < bytes.endIndex, bytes[at] > 0x20, !LooseJSON.isMark(bytes[at]) || isInTime(start) { at += 1 }
    guard at > start else { return nil }
    let text = String(decoding: bytes[start..<at], as: UTF8.self)
    switch text {
    case "true": return .bool(true)
    case "false": return .bool(false)
    case "null": return .null
    default: return Int(text).map { .integer($0) } ?? .string(text)
    }
  }

  /// Whether the mark here is the colon of a time that nobody put into quotes: between digits of a word that begins with one.
  private func isInTime(_ start: Int) -> Bool {
    bytes[at] == UInt8(ascii: ":") && at > start && at + 1 < bytes.endIndex
      && [bytes[start], bytes[at - 1], bytes[at + 1]].allSatisfy { $0 &- 0x30 < 10 }
  }

  private static func isMark(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"), UInt8(ascii: "["), UInt8(ascii: "{"),
      UInt8(ascii: ":"),
      UInt8(ascii: "\""):
      true
    default: false
    }
  }

  private mutating func skipSpace() {
    while at < bytes.endIndex, bytes[at] <= 0x20 { at += 1 }
  }
}
