/// JSON (RFC 8259) to and from ``Value``, on bytes.
public enum JSON {
  /// Lists and tables may lie this deep in one another.
  public static let maximumDepth = 512

  /// Reads one JSON text, with nothing but white space around it.
  ///
  /// - Throws: `json.syntax` with line and column, what was found and what was expected.
  public static func value(from bytes: [UInt8]) throws(Problem) -> Value {
    var reader = JSONReader(bytes)
    return try reader.whole()
  }

  public static func value(from text: String) throws(Problem) -> Value { try value(from: Array(text.utf8)) }

  /// One line of JSON, keys in the order of the fields.
  public static func line(_ value: Value) -> String {
    var writer = JSONWriter()
    writer.write(value)
    // Whole texts, and ASCII between them.
    return String(copying: UTF8Span(unchecked: writer.bytes.span))
  }

  /// JSON for people: two blanks a level.
  public static func pretty(_ value: Value) -> String {
    var writer = JSONWriter(indent: 2)
    writer.write(value)
    return String(decoding: writer.bytes, as: UTF8.self)
  }
}

/// Writes JSON into a buffer of bytes.
public struct JSONWriter: Sendable {
  public private(set) var bytes: [UInt8] = []
  private let indent: Int
  private var depth = 0

  /// - Parameter indent: blanks a level; 0 puts everything on one line.
  public init(indent: Int = 0) { self.indent = indent }

  /// - Parameter capacity: bytes that room is made for.
  init(capacity: Int) {
    indent = 0
    bytes.reserveCapacity(capacity)
  }

  public mutating func write(_ value: Value) {
    switch value {
    case .null: raw("null")
    case .bool(let flag): raw(flag ? "true" : "false")
    case .integer(let whole): write(whole)
    case .number(let number): raw(number.isFinite ? "\(number)" : "null")
    case .string(let text): write(text)
    case .array(let items):
      list(open: UInt8(ascii: "["), close: UInt8(ascii: "]"), count: items.count) { writer, at in
        writer.write(items[at])
      }
    case .object(let fields):
      list(open: UInt8(ascii: "{"), close: UInt8(ascii: "}"), count: fields.count) { writer, at in
        writer.write(fields.keys[at])
        writer.raw(writer.indent > 0 ? ": " : ":")
        writer.write(fields.values[at])
      }
    }
  }

  /// A string with its quotes. Bytes below 0x20, the quote and the backslash are escaped, nothing else.
  public mutating func write(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    var text = text
    text.withUTF8 { text in
      var at = 0
      while at < text.count {
        let start = at
        at = JSONWriter.plainEnd(text, at)
        bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<at]))
        if at < text.count { escape(text[at]) }
        at += 1
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  /// Where the first byte stands that must be escaped, from an offset on; the end where none does. Eight are looked at at once.
  private static func plainEnd(_ text: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
    let raw = UnsafeRawBufferPointer(text)
    let (ones, highs): (UInt64, UInt64) = (0x0101_0101_0101_0101, 0x8080_8080_8080_8080)
    var at = start
    while at + 8 <= text.count {
      let here = raw.loadUnaligned(fromByteOffset: at, as: UInt64.self)
      let quotes = here ^ (ones &* 0x22)
      let backslashes = here ^ (ones &* 0x5C)
      // Set where a byte is less than a blank, a quote or a backslash; sometimes for its neighbour too.
      let marks =
        ((here &- ones &* 0x20) & ~here | (quotes &- ones) & ~quotes | (backslashes &- ones) & ~backslashes) & highs
      if marks != 0 { break }
      at += 8
    }
    while at < text.count, !mustEscape[Int(text[at])] { at += 1 }
    return at
  }

  /// A whole number.
  public mutating func write(_ whole: Int) {
    if whole < 0 { bytes.append(UInt8(ascii: "-")) }
    let start = bytes.count
    var rest = whole.magnitude
    repeat {
      bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10))
      rest /= 10
    } while rest > 0
    bytes[start...].reverse()
  }

  private static let mustEscape: [Bool] = (0...255).map { byte in
    byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
  }

  private mutating func escape(_ byte: UInt8) {
    let backslash = UInt8(ascii: "\\")
    switch byte {
    case UInt8(ascii: "\""), backslash: bytes += [backslash, byte]
    case 0x0A: bytes += [backslash, UInt8(ascii: "n")]
    case 0x0D: bytes += [backslash, UInt8(ascii: "r")]
    case 0x09: bytes += [backslash, UInt8(ascii: "t")]
    default: raw("\\u00" + (byte < 16 ? "0" : "") + String(byte, radix: 16))
    }
  }

  /// JSON text as it stands: the marks between the parts of something too large for one ``Value``.
  public mutating func raw(_ text: String) { bytes += text.utf8 }

  mutating func append(_ byte: UInt8) { bytes.append(byte) }

  mutating func append(_ letters: StaticString) {
    bytes.append(contentsOf: UnsafeBufferPointer(start: letters.utf8Start, count: letters.utf8CodeUnitCount))
  }

  private mutating func list(open: UInt8, close: UInt8, count: Int, item: (inout JSONWriter, Int) -> Void) {
    bytes.append(open)
    depth += 1
    for at in 0..<count {
      if at > 0 { bytes.append(UInt8(ascii: ",")) }
      newline()
      item(&self, at)
    }
    depth -= 1
    if count > 0 { newline() }
    bytes.append(close)
  }

  private mutating func newline() {
    guard indent > 0 else { return }
    bytes.append(0x0A)
    bytes += repeatElement(0x20, count: depth * indent)
  }
}

/// Reads JSON by descent, as deep as ``JSON/maximumDepth``.
struct JSONReader {
  private let bytes: [UInt8]
  private var at = 0
  private var depth = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func whole() throws(Problem) -> Value {
    let value = try value()
    skipSpace()
    guard at == bytes.count else { throw wrong("expected the end of the JSON text") }
    return value
  }

  private mutating func value() throws(Problem) -> Value {
    skipSpace()
    guard at < bytes.count else { throw wrong("the JSON text ends where a value was expected") }
    switch bytes[at] {
    case UInt8(ascii: "{"): return .object(try object())
    case UInt8(ascii: "["): return .array(try array())
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
    default: throw wrong("expected a JSON value")
    }
  }

  private mutating func object() throws(Problem) -> Fields {
    var fields = Fields()
    try enter()
    skipSpace()
    if take("}") { return leave(fields) }
    while true {
      skipSpace()
      guard at < bytes.count, bytes[at] == UInt8(ascii: "\"") else { throw wrong("expected a key in quotes") }
      let key = try string()
      skipSpace()
      guard take(":") else { throw wrong("expected ':' after the key \"\(key)\"") }
      fields[key] = try value()
      skipSpace()
      if take("}") { return leave(fields) }
      guard take(",") else { throw wrong("expected ',' or '}'") }
    }
  }

  private mutating func array() throws(Problem) -> [Value] {
    var items: [Value] = []
    try enter()
    skipSpace()
    if take("]") { return leave(items) }
    while true {
      items.append(try value())
      skipSpace()
      if take("]") { return leave(items) }
      guard take(",") else { throw wrong("expected ',' or ']'") }
    }
  }

  private mutating func enter() throws(Problem) {
    at += 1
    depth += 1
    if depth > JSON.maximumDepth {
      throw wrong("lists and tables lie more than \(JSON.maximumDepth) deep in one another")
    }
  }

  private mutating func leave<T>(_ result: T) -> T {
    depth -= 1
    return result
  }

  private mutating func string() throws(Problem) -> String {
    at += 1
    var buffer: [UInt8] = []
    var start = at
    while true {
      guard at < bytes.count else { throw wrong("the JSON text ends inside a string") }
      switch bytes[at] {
      case UInt8(ascii: "\""):
        let tail = bytes[start..<at]
        at += 1
        guard let text = String(validating: buffer.isEmpty ? Array(tail) : buffer + tail, as: UTF8.self) else {
          throw wrong("a string is not valid UTF-8")
        }
        return text
      case UInt8(ascii: "\\"):
        buffer += bytes[start..<at]
        at += 1
        try escape(into: &buffer)
        start = at
      case 0..<0x20: throw wrong("a control character inside a string must be escaped")
      default: at += 1
      }
    }
  }

  private mutating func escape(into buffer: inout [UInt8]) throws(Problem) {
    guard at < bytes.count else { throw wrong("the JSON text ends inside a string") }
    let byte = bytes[at]
    at += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): buffer.append(byte)
    case UInt8(ascii: "b"): buffer.append(0x08)
    case UInt8(ascii: "f"): buffer.append(0x0C)
    case UInt8(ascii: "n"): buffer.append(0x0A)
    case UInt8(ascii: "r"): buffer.append(0x0D)
    case UInt8(ascii: "t"): buffer.append(0x09)
    case UInt8(ascii: "u"):
      var code = try hexadecimal()
      if (0xD800..<0xDC00).contains(code) {
        guard take("\\"), take("u") else { throw wrong("half of a surrogate pair") }
        let low = try hexadecimal()
        guard (0xDC00..<0xE000).contains(low) else { throw wrong("half of a surrogate pair") }
        code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
      }
      guard let scalar = Unicode.Scalar(code) else { throw wrong("half of a surrogate pair") }
      buffer += UTF8.encode(scalar).map(Array.init) ?? []
    default:
      at -= 1
      throw wrong("no such escape in JSON")
    }
  }

  private mutating func hexadecimal() throws(Problem) -> UInt32 {
    guard at + 4 <= bytes.count, let code = UInt32(String(decoding: bytes[at..<at + 4], as: UTF8.self), radix: 16),
      bytes[at] != UInt8(ascii: "+")
    else { throw wrong("expected four hexadecimal digits") }
    at += 4
    return code
  }

  private mutating func number() throws(Problem) -> Value {
    let start = at
    _ = take("-")
    guard digits() > 0 else { throw wrong("expected a digit") }
    let first = bytes[start] == UInt8(ascii: "-") ? start + 1 : start
    if bytes[first] == UInt8(ascii: "0"), at - first > 1 { throw wrong("a number does not begin with 0") }
    var isWhole = true
    if take(".") {
      isWhole = false
      guard digits() > 0 else { throw wrong("expected a digit after the point") }
    }
    if take("e") || take("E") {
      isWhole = false
      if !take("+") { _ = take("-") }
      guard digits() > 0 else { throw wrong("expected a digit in the exponent") }
    }
    let text = String(decoding: bytes[start..<at], as: UTF8.self)
    if isWhole, let whole = Int(text) { return .integer(whole) }
    guard let number = Double(text), number.isFinite else { throw wrong("the number \(text) is too large") }
    return .number(number)
  }

  private mutating func digits() -> Int {
    let start = at
    while at < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[at]) { at += 1 }
    return at - start
  }

  private mutating func word(_ word: StaticString, _ value: Value) throws(Problem) -> Value {
    let letters = Array("\(word)".utf8)
    guard at + letters.count <= bytes.count, bytes[at..<at + letters.count].elementsEqual(letters) else {
      throw wrong("expected a JSON value")
    }
    at += letters.count
    return value
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard at < bytes.count, bytes[at] == UInt8(ascii: character) else { return false }
    at += 1
    return true
  }

  private mutating func skipSpace() {
    while at < bytes.count, [0x20, 0x0A, 0x0D, 0x09].contains(bytes[at]) { at += 1 }
  }

  private func wrong(_ message: String) -> Problem {
    let before = bytes[..<min(at, bytes.count)]
    let line = before.count { $0 == 0x0A } + 1
    let lineStart = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    let column = before[lineStart...].count { $0 & 0xC0 != 0x80 } + 1
    return Problem("json.syntax", message, at: Place(line: line, column: column))
  }
}
