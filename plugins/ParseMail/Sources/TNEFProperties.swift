/// The properties of a message or an attachment in TNEF (MS-OXTNEF 2.1.3.4).
struct TNEFProperties: MessageProperties {
  /// By identifier and type; of several values the first.
  private var values: [UInt32: ArraySlice<UInt8>] = [:]
  /// Whether they were read to their end.
  private(set) var isWhole = true

  init() {}

  init(_ bytes: ArraySlice<UInt8>) {
    var reader = TNEFBytes(bytes)
    guard let count = reader.number(4) else {
      isWhole = false
      return
    }
    // One takes eight bytes at least.
    for _ in 0..<min(count, bytes.count / 8 + 1) {
      guard readOne(&reader) else {
        isWhole = false
        return
      }
    }
  }

  /// How many bytes a value takes, by its type.
  private static let sizes: [Int: Int] = [
    0x02: 4, 0x03: 4, 0x04: 4, 0x05: 8, 0x06: 8, 0x07: 8, 0x0A: 4, 0x0B: 4, 0x14: 8, 0x40: 8, 0x48: 16,
  ]
  /// Objects, texts, bytes: their length stands before them.
  private static let variable: Set<Int> = [0x0D, 0x1E, 0x1F, 0x102]

  private mutating func readOne(_ reader: inout TNEFBytes) -> Bool {
    guard let type = reader.number(2), let identifier = reader.number(2) else { return false }
    if identifier >= 0x8000 {
      // A name: whose it is, and a number or a text.
      guard reader.take(16) != nil, let kind = reader.number(4), let length = reader.number(4) else { return false }
      if kind == 1, reader.take(padded: length) == nil { return false }
    }
    let isVariable = TNEFProperties.variable.contains(type & 0xFFF)
    let size = TNEFProperties.sizes[type & 0xFFF]
    guard isVariable || size != nil else { return false }
    var count = 1
    if isVariable || type & 0x1000 != 0 {
      guard let stated = reader.number(4), stated <= reader.left / 4 else { return false }
      count = stated
    }
    for at in 0..<count {
      guard let length = isVariable ? reader.number(4) : size, let value = reader.take(padded: length) else {
        return false
      }
      if at == 0, identifier < 0x8000 { values[UInt32(identifier) << 16 | UInt32(type)] = value }
    }
    return true
  }

  /// Sets what is stated beside the properties, where they do not have it.
  mutating func complete(_ identifier: UInt32, _ type: UInt32, with value: ArraySlice<UInt8>) {
    if bytes(identifier, 0x1E) == nil, bytes(identifier, 0x1F) == nil { values[identifier << 16 | type] = value }
  }

  func bytes(_ identifier: UInt32, _ type: UInt32) -> [UInt8]? { values[identifier << 16 | type].map(Array.init) }
  func number(_ identifier: UInt32) -> Int? { bytes(identifier, 0x03).flatMap(number(ofBytes:)) }
  func time(_ identifier: UInt32) -> Int64? { bytes(identifier, 0x40).flatMap(seconds(ofTime:)) }
  /// What an object holds, behind the identifier of its kind.
  func object(_ identifier: UInt32) -> ArraySlice<UInt8>? { values[identifier << 16 | 0x0D]?.dropFirst(16) }
}

/// Numbers and stretches of bytes, one behind the other.
struct TNEFBytes {
  private var rest: ArraySlice<UInt8>

  init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

  var left: Int { rest.count }

  /// The lowest byte stands first.
  mutating func number(_ count: Int) -> Int? {
    take(count)?.reversed().reduce(0) { $0 << 8 | Int($1) }
  }

  mutating func take(_ count: Int) -> ArraySlice<UInt8>? {
    guard count <= rest.count else { return nil }
    defer { rest = rest.dropFirst(count) }
    return rest.prefix(count)
  }

  /// With what fills it up to a multiple of four, which may be missing at the end.
  mutating func take(padded count: Int) -> ArraySlice<UInt8>? {
    let taken = take(count)
    rest = rest.dropFirst((4 - count % 4) % 4)
    return taken
  }
}
