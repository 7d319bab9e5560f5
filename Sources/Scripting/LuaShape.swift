import Document
import Text
import Workbench

/// What a step's chunk returned, told from outside: its handlers, and a manual as a Swift module gives one.
struct LuaShape {
  /// Names of handlers in the order in which they are called; none where the chunk returned a function.
  var handlers: [LuaHandler] = []
  var role = LuaRole.processor
  /// Whether a reader tells by itself which bytes are its own.
  var recognises = false
  var manual: Manual

  private static let keys = ["summary", "version", "parameters", "needs", "makes", "edits", "formats"]
  private static let synonyms = [
    "sentence": "segment", "sentences": "segment", "word": "token", "words": "token", "entity": "annotation",
    "doc": "document", "docs": "collection", "documents": "collection", "all": "collection", "layers": "makes",
  ]
  private static let parameterKeys = ["type", "default", "min", "max", "choices", "help"]

  init(_ value: LuaValue, script: Script, identifier: String) throws(Problem) {
    let place = Place(file: script.file, line: script.line)
    switch value {
    case .function:
      manual = Manual(
        identifier, version: 1, "A step in Lua.", editsText: true, takesAnyParameter: true, makesAnyLayer: true)
    case .table(let pairs):
      manual = Manual(identifier, version: 1, "A step in Lua.")
      do throws(Problem) {
        try read(pairs)
      } catch {
        let line = LuaShape.line(of: error.message, in: script) ?? script.line
        throw Problem(error.code, error.message, at: Place(file: script.file, line: line), help: error.help)
      }
    default:
      let found = if case .none = value { "nothing" } else { "a \(value.typeName)" }
      throw Problem(
        "script.shape", "a step returns a function or a table of handlers, and this chunk returns \(found)", at: place,
        help: "write `return function(doc) … end`")
    }
  }

  private mutating func read(_ pairs: [(key: String, value: LuaValue)]) throws(Problem) {
    var hasMakes = false
    var edits: Bool?
    var hasParameters = false
    for (key, value) in pairs {
      if case .function = value {
        try take(function: key)
        continue
      }
      switch (key, value) {
      case ("summary", .text(let text)): manual.summary = text
      case ("version", .integer(let number)): manual.version = number
      case ("edits", .bool(let flag)): edits = flag
      case ("needs", .list(let items)): manual.needs = try layers(items, key)
      case ("makes", .list(let items)):
        hasMakes = true
        manual.makes = try layers(items, key)
      case ("parameters", .table(let parameters)):
        hasParameters = true
        for (name, declaration) in parameters { manual.parameters.append(try parameter(name, declaration)) }
      case ("parameters", .list(let items)) where items.isEmpty: hasParameters = true
      case ("needs", .table(let none)) where none.isEmpty: break
      case ("makes", .table(let none)) where none.isEmpty: hasMakes = true
      case ("formats", .list(let items)): for item in items { manual.formats.append(try format(item)) }
      case ("formats", _):
        throw shape("'formats' is a list such as { { mediaType = \"text/csv\", extensions = { \"csv\" } } }")
      case ("needs", _), ("makes", _): throw shape("'\(key)' is a list of layers")
      case ("summary", _), ("version", _), ("edits", _), ("parameters", _):
        throw shape("'\(key)' must not be a \(value.typeName)")
      default:
        if LuaHandler(rawValue: key) != nil {
          throw shape("the handler '\(key)' is a function, not a \(value.typeName)")
        }
        throw unknown(key)
      }
    }
    manual.takesAnyParameter = !hasParameters
    // Who declares nothing may do anything.
    manual.makesAnyLayer = !hasMakes
    manual.editsText = edits ?? !hasMakes
    handlers.sort()
    try checkRole()
  }

  /// A handler, or one of the functions that stand alone.
  private mutating func take(function key: String) throws(Problem) {
    if key == "recognises" {
      recognises = true
    } else if let alone = LuaRole.allCases.first(where: { $0.handler == key }) {
      guard role == .processor else {
        throw shape("'\(role.handler)' and '\(key)' belong to two steps: a file returns one")
      }
      role = alone
    } else if let handler = LuaHandler(rawValue: key) {
      handlers.append(handler)
    } else {
      throw unknown(key)
    }
  }

  private mutating func checkRole() throws(Problem) {
    if role == .processor {
      if handlers.isEmpty {
        throw shape("the table has no handler: one of \(LuaShape.handlers.joined(separator: ", "))")
      }
    } else if !handlers.isEmpty {
      throw shape("a '\(role.handler)' handler stands alone: other handlers belong to a step of their own")
    }
    if recognises, role != .reader { throw shape("'recognises' belongs to 'read'") }
    switch role {
    case .processor, .collection:
      if !manual.formats.isEmpty { throw shape("'formats' belong to 'read' or 'write'") }
    case .reader:
      manual.makes = [.blocks]
      manual.makesAnyLayer = false
      manual.editsText = false
    case .writer:
      manual.editsText = false
      manual.makesAnyLayer = false
      if manual.formats.isEmpty {
        throw shape("a writer names its format: formats = { { mediaType = \"text/csv\", extensions = { \"csv\" } } }")
      }
    }
  }

  private static let handlers =
    LuaHandler.allCases.map(\.rawValue) + LuaRole.allCases.map(\.handler).filter { !$0.isEmpty }

  private func format(_ item: LuaValue) throws(Problem) -> Format {
    let wrong = shape("a format is a table such as { mediaType = \"text/csv\", extensions = { \"csv\" } }")
    guard case .text(let type)? = item["mediaType"], case .list(let items)? = item["extensions"], !items.isEmpty else {
      throw wrong
    }
    var extensions: [String] = []
    for item in items {
      guard case .text(let text) = item, !text.isEmpty, text.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x2F }) else {
        throw wrong
      }
      extensions.append(text.hasPrefix(".") ? String(text.dropFirst()).lowercased() : text.lowercased())
    }
    return Format(type, extensions: extensions)
  }

  /// The line on which the key is set that a message names first.
  private static func line(of message: String, in script: Script) -> Int? {
    let quoted = message.split(separator: "'", omittingEmptySubsequences: false)
    guard quoted.count > 2 else { return nil }
    let code = Array(script.code.utf8)
    let tokens = LuaTokens.all(in: code)
    for (token, next) in zip(tokens, tokens.dropFirst())
    where token.kind == .name && token.text == quoted[1] && next.text == "=" {
      return script.line + code[..<token.range.lowerBound].count { $0 == 0x0A }
    }
    return nil
  }

  private func shape(_ message: String) -> Problem { Problem("script.shape", message) }

  private func unknown(_ key: String) -> Problem {
    let names = LuaShape.handlers + ["recognises"] + LuaShape.keys
    let meant = LuaShape.synonyms[key] ?? nearest(key, among: names).first
    let near = meant.map { "did you mean '\($0)'?" }
    return Problem(
      "script.shape", "a step has no handler or key '\(key)'",
      help: near ?? "there are \(names.joined(separator: ", "))")
  }

  private func layers(_ items: [LuaValue], _ key: String) throws(Problem) -> [Layer] {
    var layers: [Layer] = []
    for item in items {
      guard case .text(let name) = item else { throw shape("'\(key)' is a list of names of layers") }
      layers.append(Layer(name))
    }
    return layers
  }

  private func parameter(_ name: String, _ declaration: LuaValue) throws(Problem) -> Parameter {
    guard case .table(let pairs) = declaration, case .text(let type)? = declaration["type"] else {
      throw shape("the parameter '\(name)' is a table with a 'type'")
    }
    for (key, _) in pairs where !LuaShape.parameterKeys.contains(key) {
      throw shape("the parameter '\(name)' has no key '\(key)'")
    }
    let choices: [String] =
      if case .list(let items)? = declaration["choices"] {
        items.compactMap { if case .text(let text) = $0 { text } else { nil } }
      } else { [] }
    let (low, high) = (declaration["min"]?.value?.double, declaration["max"]?.value?.double)
    guard (low ?? -.infinity) <= (high ?? .infinity) else { throw shape("'min' of '\(name)' is more than 'max'") }
    let hasRange = low != nil || high != nil
    let kind: Parameter.Kind =
      switch type {
      case "text": .text
      case "number":
        .number(hasRange ? (low ?? -.greatestFiniteMagnitude)...(high ?? .greatestFiniteMagnitude) : nil)
      case "integer":
        .integer(
          hasRange ? (low.flatMap { Int(exactly: $0) } ?? .min)...(high.flatMap { Int(exactly: $0) } ?? .max) : nil)
      case "flag": .flag
      case "choice": .choice(choices)
      case "path": .path
      case "texts": .texts
      case "paths": .paths
      case "value": .value
      default: throw shape("the parameter '\(name)' has no type '\(type)'")
      }
    let help = if case .text(let text)? = declaration["help"] { text } else { "The parameter \(name)." }
    var standard = declaration["default"]?.value
    // `{}` is an empty list as well as an empty table.
    if type == "texts" || type == "paths", standard?.object?.isEmpty == true { standard = .array([]) }
    let parameter = Parameter(name, kind, default: standard, help)
    if let value = parameter.defaultValue, !parameter.accepts(value) {
      throw shape("the default of '\(name)' is not \(parameter.expectation)")
    }
    return parameter
  }
}

/// What a table of handlers may hold, in the order in which they are called at one place of the text.
enum LuaHandler: String, Sendable, CaseIterable, Comparable {
  case document, block, paragraph, heading, annotation, segment, token

  static func < (a: LuaHandler, b: LuaHandler) -> Bool { a.rank < b.rank }
  private var rank: Int { LuaHandler.allCases.firstIndex(of: self) ?? 0 }
}
