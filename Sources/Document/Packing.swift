import Text

/// Writes values one after the other as bytes: whole numbers in groups of seven bits, texts with their length before them. Made for
/// stores that a program writes for itself; nothing says what stands where but the order.
public struct PackWriter: Sendable {
  public private(set) var bytes: [UInt8] = []

  public init() {}

  public mutating func write(_ number: Int) {
    // Zigzag: small negative numbers are short too.
    var rest = UInt64(bitPattern: Int64(number) << 1 ^ Int64(number) >> 63)
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: rest))
  }

  public mutating func write(_ number: Double) {
    withUnsafeBytes(of: number.bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
  }

  public mutating func write(_ flag: Bool) { bytes.append(flag ? 1 : 0) }

  public mutating func write(_ text: String) {
    let utf8 = text.utf8
    write(utf8.count)
    bytes.append(contentsOf: utf8)
  }

  public mutating func write(_ text: Substring) {
    let utf8 = text.utf8
    write(utf8.count)
    bytes.append(contentsOf: utf8)
  }

  /// Bytes as they are, without their length.
  public mutating func write(raw: some Sequence<UInt8>) { bytes.append(contentsOf: raw) }

  public mutating func write(counted: [UInt8]) {
    write(counted.count)
    bytes.append(contentsOf: counted)
  }

  public mutating func write<Item>(_ item: Item?, _ body: (inout PackWriter, Item) -> Void) {
    write(item != nil)
    if let item { body(&self, item) }
  }

  public mutating func write(_ text: String?) { write(text) { $0.write($1) } }
  public mutating func write(_ number: Int?) { write(number) { $0.write($1) } }

  public mutating func write<Item>(_ items: [Item], _ body: (inout PackWriter, Item) -> Void) {
    write(items.count)
    for item in items { body(&self, item) }
  }

  public mutating func write(_ range: Range<Int>) {
    write(range.lowerBound)
    write(range.count)
  }

  public mutating func write(_ value: Value) {
    switch value {
    case .null: bytes.append(0)
    case .bool(let flag): bytes.append(flag ? 2 : 1)
    case .integer(let number):
      bytes.append(3)
      write(number)
    case .number(let number):
      bytes.append(4)
      write(number)
    case .string(let text):
      bytes.append(5)
      write(text)
    case .array(let items):
      bytes.append(6)
      write(items) { $0.write($1) }
    case .object(let fields):
      bytes.append(7)
      write(fields)
    }
  }

  public mutating func write(_ fields: Fields) {
    write(fields.count)
    for (key, value) in fields {
      write(key)
      write(value)
    }
  }
}

/// Reads what ``PackWriter`` wrote, in the same order. Bytes that were damaged give wrong values or
/// ``PackReader/Damage``, and nothing worse.
public struct PackReader: Sendable {
  /// The bytes end too early, or hold what was never written.
  public struct Damage: Error {
    public init() {}
  }

  private let bytes: [UInt8]
  private var at: Int
  private let end: Int

  public init(_ bytes: [UInt8]) { self.init(bytes, 0..<bytes.count) }

  public init(_ bytes: [UInt8], _ range: Range<Int>) {
    self.bytes = bytes
    at = range.lowerBound
    end = range.upperBound
  }

  public var isAtEnd: Bool { at >= end }

  public mutating func byte() throws(Damage) -> UInt8 {
    guard at < end else { throw Damage() }
    defer { at += 1 }
    return bytes[at]
  }

  public mutating func integer() throws(Damage) -> Int {
    var whole: UInt64 = 0
    var shift: UInt64 = 0
    while true {
      let next = try byte()
      guard shift < 64 else { throw Damage() }
      whole |= UInt64(next & 0x7F) << shift
      if next < 0x80 { break }
      shift += 7
    }
    return Int(Int64(bitPattern: whole >> 1) ^ -Int64(bitPattern: whole & 1))
  }

  /// A number of things that take at least a byte each: more than there are bytes is damage.
  public mutating func count() throws(Damage) -> Int {
    let number = try integer()
    guard number >= 0, number <= end - at else { throw Damage() }
    return number
  }

  public mutating func double() throws(Damage) -> Double {
    var pattern: UInt64 = 0
    for shift in stride(from: UInt64(0), to: 64, by: 8) { pattern |= UInt64(try byte()) << shift }
    return Double(bitPattern: pattern)
  }

  public mutating func bool() throws(Damage) -> Bool { try byte() != 0 }

  public mutating func text() throws(Damage) -> String { String(decoding: try slice(count()), as: UTF8.self) }

  public mutating func counted() throws(Damage) -> [UInt8] { Array(try slice(count())) }

  public mutating func slice(_ count: Int) throws(Damage) -> ArraySlice<UInt8> {
    guard count >= 0, count <= end - at else { throw Damage() }
    defer { at += count }
    return bytes[at..<at + count]
  }

  public mutating func optional<Item>(
    _ body: (inout PackReader) throws(Damage) -> Item
  ) throws(Damage) -> Item? {
    try bool() ? try body(&self) : nil
  }

  public mutating func optionalText() throws(Damage) -> String? {
    try optional { reader throws(Damage) in try reader.text() }
  }

  public mutating func optionalInteger() throws(Damage) -> Int? {
    try optional { reader throws(Damage) in try reader.integer() }
  }

  public mutating func list<Item>(_ body: (inout PackReader) throws(Damage) -> Item) throws(Damage) -> [Item] {
    let count = try count()
    var items: [Item] = []
    items.reserveCapacity(count)
    for _ in 0..<count { items.append(try body(&self)) }
    return items
  }

  public mutating func range() throws(Damage) -> Range<Int> {
    let lower = try integer()
    let count = try integer()
    let (upper, overflows) = lower.addingReportingOverflow(count)
    guard lower >= 0, count >= 0, !overflows else { throw Damage() }
    return lower..<upper
  }

  public mutating func value() throws(Damage) -> Value {
    switch try byte() {
    case 0: return .null
    case 1: return .bool(false)
    case 2: return .bool(true)
    case 3: return .integer(try integer())
    case 4: return .number(try double())
    case 5: return .string(try text())
    case 6: return .array(try list { reader throws(Damage) in try reader.value() })
    case 7: return .object(try fields())
    default: throw Damage()
    }
  }

  public mutating func fields() throws(Damage) -> Fields {
    var fields = Fields()
    for _ in 0..<(try count()) {
      let key = try text()
      fields[key] = try value()
    }
    return fields
  }
}
