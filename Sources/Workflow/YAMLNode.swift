import Document

/// Where a node stands: line and column, both from 1, columns in characters.
struct Position: Hashable, Sendable {
  var line: Int
  var column: Int
}

/// A node of a YAML file, with where it stands.
final class YAMLNode: Sendable {
  enum Content: Sendable {
    /// `isPlain` where it stood without quotes: only then may it be a number, true, false or null. `isBlock` for `|` and `>`.
    case scalar(String, isPlain: Bool, isBlock: Bool)
    case sequence([YAMLNode])
    case mapping([(key: YAMLNode, value: YAMLNode)])
  }

  let content: Content
  let position: Position
  /// How many nodes this one stands for, aliases counted as often as they stand.
  let weight: Int

  init(_ content: Content, at position: Position) {
    self.content = content
    self.position = position
    switch content {
    case .scalar: weight = 1
    case .sequence(let items): weight = items.reduce(1) { $0 + $1.weight }
    case .mapping(let pairs): weight = pairs.reduce(1) { $0 + $1.key.weight + $1.value.weight }
    }
  }
}

extension YAMLNode {
  /// The text of a scalar, whatever its type; nil for lists and tables.
  var text: String? { if case .scalar(let text, _, _) = content { text } else { nil } }

  var items: [YAMLNode]? { if case .sequence(let items) = content { items } else { nil } }

  var pairs: [(key: YAMLNode, value: YAMLNode)]? { if case .mapping(let pairs) = content { pairs } else { nil } }

  var isPlainScalar: Bool { if case .scalar(_, let isPlain, _) = content { isPlain } else { false } }

  subscript(key: String) -> YAMLNode? { pairs?.first { $0.key.text == key }?.value }

  /// What kind of node this is, in words for a message.
  var kindInWords: String {
    switch content {
    case .scalar(let text, let isPlain, _) where isPlain && CoreSchema.value(text) == .null: "nothing"
    case .scalar: "text"
    case .sequence: "a list"
    case .mapping: "a table of keys"
    }
  }

  /// The line of the workflow file on which the text's first line stands: a block scalar's mark points at its `|`.
  var firstLineOfText: Int {
    if case .scalar(_, _, let isBlock) = content, isBlock { position.line + 1 } else { position.line }
  }

  /// The node as a value, plain scalars resolved by the core schema of YAML 1.2.
  var value: Value {
    switch content {
    case .scalar(let text, let isPlain, _): isPlain ? CoreSchema.value(text) : .string(text)
    case .sequence(let items): .array(items.map(\.value))
    case .mapping(let pairs): .object(Fields(pairs.map { ($0.key.text ?? "", $0.value.value) }))
    }
  }
}

/// The core schema of YAML 1.2 (section 10.3.2): what a scalar without quotes means. `no` and `on` are text.
enum CoreSchema {
  static func value(_ text: String) -> Value {
    switch text {
    case "", "~", "null", "Null", "NULL": return .null
    case "true", "True", "TRUE": return .bool(true)
    case "false", "False", "FALSE": return .bool(false)
    default: break
    }
    guard let first = text.utf8.first, "+-.0123456789".utf8.contains(first) else { return .string(text) }
    if let whole = whole(text) { return .integer(whole) }
    if let number = number(text) { return .number(number) }
    return .string(text)
  }

  private static func whole(_ text: String) -> Int? {
    if text.hasPrefix("0o") { return Int(text.dropFirst(2), radix: 8) }
    if text.hasPrefix("0x") { return Int(text.dropFirst(2), radix: 16) }
    return Int(text)
  }

  private static func number(_ text: String) -> Double? {
    let allowed = "+-.0123456789eE".utf8
    guard text.utf8.allSatisfy(allowed.contains), text.utf8.contains(where: { (0x30...0x39).contains($0) }) else {
      return nil
    }
    return Double(text.hasSuffix(".") ? text + "0" : text)
  }
}
