/// A value as JSON, YAML and Lua know it: what features, settings and results are made of.
public enum Value: Hashable, Sendable {
  case null
  case bool(Bool)
  case integer(Int)
  case number(Double)
  case string(String)
  case array([Value])
  case object(Fields)
}

extension Value {
  /// The text of a string value; nil for every other kind.
  public var string: String? { if case .string(let text) = self { text } else { nil } }
  /// The number of an integer or a number value; nil for every other kind.
  public var double: Double? {
    switch self {
    case .integer(let whole): Double(whole)
    case .number(let number): number
    default: nil
    }
  }
  /// The whole number of an integer value, or of a number without a fraction; nil for every other kind.
  public var integer: Int? {
    switch self {
    case .integer(let whole): whole
    case .number(let number): Int(exactly: number)
    default: nil
    }
  }
  public var bool: Bool? { if case .bool(let flag) = self { flag } else { nil } }
  public var array: [Value]? { if case .array(let items) = self { items } else { nil } }
  public var object: Fields? { if case .object(let fields) = self { fields } else { nil } }

  /// The member `key` of an object; nil where there is none, or where this is no object.
  public subscript(key: String) -> Value? { object?[key] }

  /// What kind of value this is, in words for a message: "a number", "a list" …
  public var kindInWords: String {
    switch self {
    case .null: "nothing"
    case .bool: "true or false"
    case .integer: "a whole number"
    case .number: "a number"
    case .string: "text"
    case .array: "a list"
    case .object: "a table of keys"
    }
  }
}

/// Not by nil: in `condition ? nil : value` that would be a null where nothing is meant.
extension Value: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral,
  ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  public init(stringLiteral value: String) { self = .string(value) }
  public init(integerLiteral value: Int) { self = .integer(value) }
  public init(floatLiteral value: Double) { self = .number(value) }
  public init(booleanLiteral value: Bool) { self = .bool(value) }
  public init(arrayLiteral elements: Value...) { self = .array(elements) }
  public init(dictionaryLiteral elements: (String, Value)...) { self = .object(Fields(elements)) }
}

/// Keys with values, in the order in which they were set. Two are equal when they hold the same in the same order.
public struct Fields: Sendable {
  public private(set) var keys: [String] = []
  public private(set) var values: [Value] = []
  /// Where each key stands; kept only once there are more than a scan is quick for.
  private var index: [String: Int] = [:]
  private static let scanned = 12

  public init() {}

  /// A later pair with the same key replaces the earlier one in its place.
  public init(_ pairs: some Sequence<(String, Value)>) {
    for (key, value) in pairs { self[key] = value }
  }

  public var count: Int { keys.count }
  public var isEmpty: Bool { keys.isEmpty }

  /// Setting nil removes the key.
  public subscript(key: String) -> Value? {
    get { position(of: key).map { values[$0] } }
    set {
      switch (position(of: key), newValue) {
      case (let at?, let value?): values[at] = value
      case (let at?, nil): remove(at: at)
      case (nil, let value?): append(key, value)
      case (nil, nil): break
      }
    }
  }

  private func position(of key: String) -> Int? {
    keys.count > Fields.scanned ? index[key] : keys.firstIndex(of: key)
  }

  private mutating func append(_ key: String, _ value: Value) {
    keys.append(key)
    values.append(value)
    if keys.count == Fields.scanned + 1 {
      for (at, key) in keys.enumerated() { index[key] = at }
    } else if keys.count > Fields.scanned {
      index[key] = keys.count - 1
    }
  }

  private mutating func remove(at position: Int) {
    keys.remove(at: position)
    values.remove(at: position)
    index.removeAll()
    if keys.count > Fields.scanned {
      for (at, key) in keys.enumerated() { index[key] = at }
    }
  }
}

extension Fields: Hashable {
  public static func == (a: Fields, b: Fields) -> Bool { a.keys == b.keys && a.values == b.values }
  public func hash(into hasher: inout Hasher) {
    hasher.combine(keys)
    hasher.combine(values)
  }
}

extension Fields: Sequence, ExpressibleByDictionaryLiteral {
  public init(dictionaryLiteral elements: (String, Value)...) { self.init(elements) }
  public func makeIterator() -> Zip2Sequence<[String], [Value]>.Iterator { zip(keys, values).makeIterator() }
}
