import Document
import Workbench

/// A text with `${…}` in it. One that is nothing but a single `${…}` keeps the type of its value; inside longer text every value
/// becomes text. `$${` stands for `${`.
struct Template {
  enum Part {
    case text(String)
    case expression(String)
  }

  let parts: [Part]

  /// - Throws: `workflow.expression` for a `${` that is not closed.
  init(_ source: String) throws(Problem) {
    var parts: [Part] = []
    var literal: [UInt8] = []
    let bytes = Array(source.utf8)
    var at = 0
    func starts(_ text: StaticString) -> Bool { bytes[at...].starts(with: "\(text)".utf8) }
    while at < bytes.count {
      if starts("$${") {
        literal += "${".utf8
        at += 3
      } else if starts("${") {
        guard let end = Template.end(of: bytes, from: at + 2) else {
          throw Problem(
            "workflow.expression", "'${' is not closed",
            help: "close it with '}', or write '$${' for the two characters")
        }
        if !literal.isEmpty { parts.append(.text(String(decoding: literal, as: UTF8.self))) }
        literal = []
        parts.append(.expression(String(decoding: bytes[at + 2..<end], as: UTF8.self)))
        at = end + 1
      } else {
        literal.append(bytes[at])
        at += 1
      }
    }
    if !literal.isEmpty || parts.isEmpty { parts.append(.text(String(decoding: literal, as: UTF8.self))) }
    self.parts = parts
  }

  /// Where the `}` stands that closes an expression: braces within it are counted, those in quotes are not.
  private static func end(of bytes: [UInt8], from start: Int) -> Int? {
    var depth = 0
    var quote: UInt8?
    var at = start
    while at < bytes.count {
      let byte = bytes[at]
      if let open = quote {
        if byte == UInt8(ascii: "\\") { at += 1 } else if byte == open { quote = nil }
      } else {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "'"): quote = byte
        case UInt8(ascii: "{"): depth += 1
        case UInt8(ascii: "}"):
          if depth == 0 { return at }
          depth -= 1
        default: break
        }
      }
      at += 1
    }
    return nil
  }

  func value(place: Place, folder: String, variables: Fields, engine: any ScriptEngine) throws(Problem) -> Value {
    func evaluate(_ code: String) throws(Problem) -> Value {
      let script = Script(code: code, file: place.file ?? "workflow", line: place.line ?? 1, folder: folder)
      do {
        return try engine.value(script, given: variables)
      } catch {
        var placed = error.inside(script)
        ScriptFaults.explain(&placed, script.code)
        if placed.place.column == nil, placed.place.line == place.line { placed.place.column = place.column }
        throw placed
      }
    }
    if parts.count == 1, case .expression(let code) = parts[0] { return try evaluate(code) }
    var text = ""
    for part in parts {
      switch part {
      case .text(let literal): text += literal
      case .expression(let code): text += Template.text(of: try evaluate(code))
      }
    }
    return .string(text)
  }

  /// What may have been meant by an expression in another language's signs.
  static func hint(_ value: Value) -> String? {
    guard let text = value.string else { return nil }
    for root in ["params", "steps", "each", "matrix"] {
      if text.contains("{{") && text.contains(root) || text.contains("$" + root) || text.hasPrefix(root + ".")
        || text.contains("$(" + root) || text.hasPrefix("{" + root)
      {
        return "an expression is written \"${\(root == "each" ? "each" : root + ".NAME")}\""
      }
    }
    return nil
  }

  private static func text(of value: Value) -> String {
    switch value {
    case .string(let text): text
    case .null: ""
    default: JSON.line(value)
    }
  }
}

extension Value {
  /// What the expressions in its texts look up. A text that is no template has none.
  var references: References {
    var found = References()
    switch self {
    case .string(let text):
      guard text.utf8.contains(UInt8(ascii: "$")), let template = try? Template(text) else { break }
      for case .expression(let code) in template.parts { found.add(References(code)) }
    case .array(let items): for item in items { found.add(item.references) }
    case .object(let fields): for (_, item) in fields { found.add(item.references) }
    default: break
    }
    return found
  }

  /// The value with every `${…}` in its texts evaluated.
  func interpolated(
    place: Place, folder: String, variables: Fields, engine: any ScriptEngine
  ) throws(Problem) -> Value {
    switch self {
    case .string(let text):
      guard text.utf8.contains(UInt8(ascii: "$")) else { return self }
      let template = try Template(text)
      return try template.value(place: place, folder: folder, variables: variables, engine: engine)
    case .array(let items):
      var made: [Value] = []
      for item in items {
        made.append(try item.interpolated(place: place, folder: folder, variables: variables, engine: engine))
      }
      return .array(made)
    case .object(let fields):
      var made = Fields()
      for (key, item) in fields {
        made[key] = try item.interpolated(place: place, folder: folder, variables: variables, engine: engine)
      }
      return .object(made)
    default: return self
    }
  }
}
