public import Document

/// One setting of a processor: declared once, in its manual, for the checker, the help, the schema and the reference.
public struct Parameter: Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    case text
    case number(ClosedRange<Double>?)
    case integer(ClosedRange<Int>?)
    case flag
    case choice([String])
    /// A file; relative paths begin at the workflow's folder.
    case path
    case texts
    case paths
    /// Numbers, lists or tables as they come.
    case value
  }

  public var name: String
  public var kind: Kind
  /// What holds where nothing is set; nil where something must be set.
  public var defaultValue: Value?
  /// One sentence.
  public var help: String

  public init(_ name: String, _ kind: Kind, default defaultValue: Value?, _ help: String) {
    self.name = name
    self.kind = kind
    self.defaultValue = defaultValue
    self.help = help
  }
}

extension Parameter {
  public static func text(_ name: String, default value: String? = nil, _ help: String) -> Parameter {
    Parameter(name, .text, default: value.map { .string($0) }, help)
  }
  public static func number(
    _ name: String, default value: Double? = nil, in range: ClosedRange<Double>? = nil, _ help: String
  ) -> Parameter {
    Parameter(name, .number(range), default: value.map { .number($0) }, help)
  }
  public static func integer(
    _ name: String, default value: Int? = nil, in range: ClosedRange<Int>? = nil, _ help: String
  ) -> Parameter {
    Parameter(name, .integer(range), default: value.map { .integer($0) }, help)
  }
  public static func flag(_ name: String, default value: Bool = false, _ help: String) -> Parameter {
    Parameter(name, .flag, default: .bool(value), help)
  }
  public static func choice(
    _ name: String, default value: String? = nil, of choices: [String], _ help: String
  ) -> Parameter {
    Parameter(name, .choice(choices), default: value.map { .string($0) }, help)
  }
  /// An empty default means: none.
  public static func path(_ name: String, default value: String? = nil, _ help: String) -> Parameter {
    Parameter(name, .path, default: value.map { .string($0) }, help)
  }
  public static func texts(_ name: String, default value: [String]? = nil, _ help: String) -> Parameter {
    Parameter(name, .texts, default: value.map { .array($0.map { .string($0) }) }, help)
  }
  public static func paths(_ name: String, default value: [String]? = nil, _ help: String) -> Parameter {
    Parameter(name, .paths, default: value.map { .array($0.map { .string($0) }) }, help)
  }
}

extension Parameter {
  /// The type in a word, as references and schemas print it.
  public var typeName: String {
    switch kind {
    case .text: "text"
    case .number: "number"
    case .integer: "integer"
    case .flag: "flag"
    case .choice: "choice"
    case .path: "path"
    case .texts: "texts"
    case .paths: "paths"
    case .value: "value"
    }
  }

  /// What a value must be, in words: "a number from 0.0 to 1.0", "one of auto, lead, lexrank".
  public var expectation: String {
    switch kind {
    case .text: "text"
    case .number(let range): range.map { "a number from \($0.lowerBound) to \($0.upperBound)" } ?? "a number"
    case .integer(let range):
      range.map {
        $0.upperBound == .max
          ? "a whole number from \($0.lowerBound)" : "a whole number from \($0.lowerBound) to \($0.upperBound)"
      } ?? "a whole number"
    case .flag: "true or false"
    case .choice(let choices): "one of " + choices.joined(separator: ", ")
    case .path: "a path"
    case .texts: "a list of texts"
    case .paths: "a list of paths"
    case .value: "a value"
    }
  }

  /// Whether a value may be set. A whole number is a number; one text is a list of one.
  public func accepts(_ value: Value) -> Bool {
    switch kind {
    case .text, .path: value.string != nil
    case .number(let range): value.double.map { range?.contains($0) ?? $0.isFinite } ?? false
    case .integer(let range): value.integer.map { range?.contains($0) ?? true } ?? false
    case .flag: value.bool != nil
    case .choice(let choices): value.string.map(choices.contains) ?? false
    case .texts, .paths: value.string != nil || value.array?.allSatisfy { $0.string != nil } ?? false
    case .value: true
    }
  }

  /// The value that a word of a command line means for this parameter; nil where it means none.
  public func value(fromWord word: String) -> Value? {
    let value: Value? =
      switch kind {
      case .text, .path, .choice: .string(word)
      case .number: Double(word).map { .number($0) }
      case .integer: Int(word).map { .integer($0) }
      case .flag: ["true": true, "false": false][word].map { .bool($0) }
      case .texts, .paths:
        // A list as JSON may hold commas, and is how a test's parameters come.
        (word.hasPrefix("[") ? try? JSON.value(from: word) : nil)
          ?? .array(word.split(separator: ",").map { .string(String($0)) })
      case .value: (try? JSON.value(from: word)) ?? .string(word)
      }
    guard let value, accepts(value) else { return nil }
    return value
  }
}
