import CLua
import Document

/// A value on its way between a script and Swift.
enum LuaValue: Sendable {
  case none
  case bool(Bool)
  case integer(Int)
  case number(Double)
  case text(String)
  /// A text of bytes that need not be UTF-8; only on its way to a script.
  case bytes([UInt8])
  case list([LuaValue])
  case table([(key: String, value: LuaValue)])
  case element(LuaElement)
  /// A function, in the description of what a chunk returned.
  case function
  /// `json.null`.
  case null
}

extension LuaValue {
  /// - Parameter keepsNull: whether a null becomes `json.null`; else it is nil, and stays null only within a list.
  init(_ value: Value, keepsNull: Bool = false) {
    self =
      switch value {
      case .null: keepsNull ? .null : .none
      case .bool(let flag): .bool(flag)
      case .integer(let whole): .integer(whole)
      case .number(let number): .number(number)
      case .string(let text): .text(text)
      case .array(let items): .list(items.map { $0 == .null ? .null : LuaValue($0, keepsNull: keepsNull) })
      case .object(let fields): .table(fields.map { (key: $0.0, value: LuaValue($0.1, keepsNull: keepsNull)) })
      }
  }

  init(_ text: String?) { self = text.map { .text($0) } ?? .none }

  /// The value as features, settings and results keep it; nil for elements and functions.
  var value: Value? {
    switch self {
    case .none, .null: return .null
    case .bool(let flag): return .bool(flag)
    case .integer(let whole): return .integer(whole)
    case .number(let number): return .number(number)
    case .text(let text): return .string(text)
    case .bytes(let bytes): return .string(String(decoding: bytes, as: UTF8.self))
    case .list(let items):
      let values = items.compactMap(\.value)
      return values.count == items.count ? .array(values) : nil
    case .table(let pairs):
      var fields = Fields()
      for (key, item) in pairs {
        guard let value = item.value else { return nil }
        fields[key] = value
      }
      return .object(fields)
    case .element, .function: return nil
    }
  }

  subscript(key: String) -> LuaValue? {
    guard case .table(let pairs) = self else { return nil }
    return pairs.first { $0.key == key }?.value
  }

  /// How many bytes the value counts where it is handed over.
  var weight: Int {
    switch self {
    case .none, .bool, .null, .function, .element: 0
    case .integer, .number: 8
    case .text(let text): text.utf8.count
    case .bytes(let bytes): bytes.count
    case .list(let items): items.reduce(0) { $0 + 8 + $1.weight }
    case .table(let pairs): pairs.reduce(0) { $0 + 8 + $1.key.utf8.count + $1.value.weight }
    }
  }

  /// Lua's own word for the type, for messages.
  var typeName: String {
    switch self {
    case .none: "nil"
    case .bool: "boolean"
    case .integer, .number: "number"
    case .text, .bytes: "string"
    case .list, .table: "table"
    case .element(let element): element.kindName
    case .function: "function"
    case .null: "null"
    }
  }
}

/// Writes values as the bytes that CLua reads.
struct LuaWriter {
  private(set) var bytes: [UInt8] = []

  mutating func write(_ value: LuaValue) {
    switch value {
    case .none: tag(DRAGOMAN_LUA_NIL)
    case .bool(let flag): tag(flag ? DRAGOMAN_LUA_TRUE : DRAGOMAN_LUA_FALSE)
    case .integer(let whole):
      tag(DRAGOMAN_LUA_INTEGER)
      write(UInt64(bitPattern: Int64(whole)))
    case .number(let number):
      tag(DRAGOMAN_LUA_NUMBER)
      write(number.bitPattern)
    case .text(let text):
      tag(DRAGOMAN_LUA_TEXT)
      write(text)
    case .bytes(let bytes): writeText(bytes)
    case .list(let items):
      tag(DRAGOMAN_LUA_LIST)
      write(UInt64(items.count))
      for item in items { write(item) }
    case .table(let pairs):
      tag(DRAGOMAN_LUA_TABLE)
      write(UInt64(pairs.count))
      for (key, item) in pairs {
        write(key)
        write(item)
      }
    case .element(let element):
      tag(DRAGOMAN_LUA_ELEMENT)
      write(element.bits)
    case .function, .null: tag(DRAGOMAN_LUA_NULL)
    }
  }

  mutating func write(_ number: UInt64) {
    unsafe withUnsafeBytes(of: number) { unsafe bytes.append(contentsOf: $0) }
  }

  mutating func write(_ text: String) {
    write(UInt64(text.utf8.count))
    bytes += text.utf8
  }

  /// A text of bytes that need not be UTF-8.
  mutating func writeText(_ raw: [UInt8]) {
    tag(DRAGOMAN_LUA_TEXT)
    write(UInt64(raw.count))
    bytes += raw
  }

  mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

  private mutating func tag(_ tag: dragoman_lua_tag) { bytes.append(UInt8(truncatingIfNeeded: tag.rawValue)) }
}

/// Reads the bytes that CLua wrote. They are CLua's own, so their form is trusted; texts need not be UTF-8.
@safe struct LuaReader {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var at = 0
  /// Whether a text was not valid UTF-8 and had to be repaired.
  private(set) var hasRepaired = false

  init(_ bytes: dragoman_lua_bytes) { unsafe self.bytes = UnsafeBufferPointer(start: bytes.bytes, count: bytes.count) }

  mutating func value() -> LuaValue {
    let tag = unsafe dragoman_lua_tag(UInt32(bytes[at]))
    at += 1
    switch tag {
    case DRAGOMAN_LUA_FALSE: return .bool(false)
    case DRAGOMAN_LUA_TRUE: return .bool(true)
    case DRAGOMAN_LUA_INTEGER: return .integer(Int(Int64(bitPattern: number())))
    case DRAGOMAN_LUA_NUMBER: return .number(Double(bitPattern: number()))
    case DRAGOMAN_LUA_TEXT: return .text(text())
    case DRAGOMAN_LUA_LIST: return .list((0..<number()).map { _ in value() })
    case DRAGOMAN_LUA_TABLE: return .table((0..<number()).map { _ in (key: text(), value: value()) })
    case DRAGOMAN_LUA_ELEMENT: return .element(LuaElement(bits: number()))
    case DRAGOMAN_LUA_FUNCTION: return .function
    case DRAGOMAN_LUA_NULL: return .null
    default: return .none
    }
  }

  /// A count of values, then the values.
  mutating func values() -> [LuaValue] { (0..<number()).map { _ in value() } }

  mutating func number() -> UInt64 {
    defer { at += 8 }
    return unsafe UnsafeRawBufferPointer(bytes).loadUnaligned(fromByteOffset: at, as: UInt64.self)
  }

  private mutating func text() -> String {
    let count = Int(number())
    defer { at += count }
    let slice = unsafe UnsafeBufferPointer(rebasing: bytes[at..<at + count])
    if let text = unsafe String(validating: slice, as: UTF8.self) { return text }
    hasRepaired = true
    return unsafe String(decoding: slice, as: UTF8.self)
  }
}

/// What a script holds in place of a document or a part of one: 64 bits that say which.
struct LuaElement: Hashable, Sendable {
  enum Kind: UInt64, Sendable, CaseIterable {
    case document = 1
    case block, segment, token, annotation, features, metadata, documents
    /// What a reader reads; its function that makes documents; what a writer or collection step writes to.
    case source, emit, out

    /// The bit of this kind in a mask.
    var bit: UInt64 { 1 << rawValue }

    var isOutsideDocuments: Bool { rawValue >= Kind.source.rawValue }
  }

  let bits: UInt64

  init(bits: UInt64) { self.bits = bits }

  /// - Parameters:
  ///   - document: which document of a collection; 0 where there is only one.
  ///   - index: which part of it.
  init(_ kind: Kind, document: Int = 0, _ index: Int = 0) {
    bits = kind.rawValue << 60 | UInt64(document) << 36 | UInt64(index)
  }

  var kind: Kind { Kind(rawValue: bits >> 60) ?? .document }
  var document: Int { Int(bits >> 36 & 0xFF_FFFF) }
  var index: Int { Int(bits & 0xF_FFFF_FFFF) }

  var kindName: String { "\(kind)" }
}

extension Value {
  /// Bytes of memory, about.
  var weight: Int {
    switch self {
    case .null, .bool, .integer, .number: 16
    case .string(let text): 32 + text.utf8.count
    case .array(let items): items.reduce(48) { $0 + $1.weight }
    case .object(let fields): fields.reduce(80) { $0 + 32 + $1.0.utf8.count + $1.1.weight }
    }
  }
}
