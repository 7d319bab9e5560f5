import Document
import Text
import Workbench

/// The values that a step runs once for: `foreach` or `matrix`.
enum Loop: Sendable {
  case each(Located<Value>)
  case matrix([(key: Located<String>, values: Located<Value>)], Place)

  /// More turns than this are taken for a slip.
  static let most = 1000

  /// One turn: the variables that it sets, and what it is called: `md`, or `lead,3`.
  struct Turn: Sendable {
    var variables = Fields()
    var name = ""
    /// Whether the values are not known.
    var isOpen = false

    /// Of a step that runs once.
    static let only = Turn()
    /// Of a step that could not be read.
    static let unknown = Turn(variables: ["each": .null, "matrix": .null], isOpen: true)
  }

  /// One turn for all, where the values cannot be known: it shows what else is wrong.
  var open: Turn {
    switch self {
    case .each: Turn(variables: ["each": .null], name: "?", isOpen: true)
    case .matrix(let pairs, _):
      Turn(
        variables: ["matrix": .object(Fields(pairs.map { ($0.key.value, .null) }))], name: "?", isOpen: true)
    }
  }

  var place: Place {
    switch self {
    case .each(let values): values.place
    case .matrix(_, let place): place
    }
  }

  /// Everything that its expressions look up, each with its place.
  var values: [Located<Value>] {
    switch self {
    case .each(let values): [values]
    case .matrix(let pairs, _): pairs.map(\.values)
    }
  }

  /// The turns in order; of a matrix the last key changes most often.
  ///
  /// - Throws: where something is no list, holds one value twice, or gives too many turns.
  func turns(_ scope: Scope, _ engine: any ScriptEngine) throws(Problem) -> [Turn] {
    switch self {
    case .each(let values):
      let items = try Loop.list(values, "foreach", scope, engine)
      let names = Loop.names(items)
      return zip(items, names).map { Turn(variables: ["each": $0], name: $1) }
    case .matrix(let pairs, let place):
      var rows: [(values: Fields, name: String)] = [(Fields(), "")]
      for (key, values) in pairs {
        let items = try Loop.list(values, key.value, scope, engine)
        let names = Loop.names(items)
        guard rows.count * items.count <= Loop.most else { throw Loop.tooMany("matrix", place) }
        rows = rows.flatMap { row in
          zip(items, names).map { item, name in
            var values = row.values
            values[key.value] = item
            return (values, row.name.isEmpty ? name : row.name + "," + name)
          }
        }
      }
      return rows.map { Turn(variables: ["matrix": .object($0.values)], name: $0.name) }
    }
  }

  private static func tooMany(_ key: String, _ place: Place) -> Problem {
    Problem(
      "workflow.loop", "'\(key)' gives more than \(most) turns", at: place, help: "make a workflow of fewer values")
  }

  private static func list(
    _ values: Located<Value>, _ key: String, _ scope: Scope, _ engine: any ScriptEngine
  ) throws(Problem) -> [Value] {
    let value = try scope.evaluate(values, [:], engine)
    var items = value.array
    // A parameter that is a list may be set by one text.
    if items == nil, case .string(let text) = values.value, text.contains("${"), value.string != nil { items = [value] }
    guard let items else {
      let found = if case .string = values.value { "'\(values.value.string ?? "")'" } else { value.kindInWords }
      throw Problem(
        "workflow.type", "'\(key)' must be a list, not \(found)", at: values.place,
        help: "write `\(key): [a, b]`, or \"${params.NAME}\" where the parameter is a list")
    }
    guard items.count <= most else { throw tooMany(key, values.place) }
    var seen: Set<Value> = []
    for item in items where !seen.insert(item).inserted {
      throw Problem(
        "workflow.loop", "'\(key)' holds \(JSON.line(item)) twice", at: values.place, help: "remove one of the two")
    }
    return items
  }

  /// What the values are called in ids: short texts and numbers by themselves, others by their position.
  private static func names(_ items: [Value]) -> [String] {
    let names = items.enumerated().map { at, item in
      switch item {
      case .string(let text) where isShort(text): text
      case .integer, .number, .bool: JSON.line(item)
      default: String(at + 1)
      }
    }
    return Set(names).count == names.count ? names : items.indices.map { String($0 + 1) }
  }

  private static func isShort(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.count <= 40
      && text.unicodeScalars.allSatisfy { $0.value > 0x20 && $0 != "[" && $0 != "]" && $0 != "," }
  }
}
