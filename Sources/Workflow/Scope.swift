import Document
import Workbench

/// What the expressions of a step see: `params`, `workflow`, `steps`, and `each` or `matrix` where the step runs once per value.
struct Scope: Sendable {
  /// A parameter of a nested workflow that is set to something which only the run can tell.
  struct LateParameter: Sendable {
    var parameter: Parameter
    var value: Located<Value>
  }

  let name: String
  /// The workflow file.
  let path: String
  /// Relative paths and `require` begin here.
  let folder: String
  /// The values of the workflow's parameters, as far as they are known before the run.
  let parameters: Fields
  /// Where the values of parameters stand that nobody has set: their defaults.
  let defaults: [String: Place]
  /// Parameters without a value.
  let open: Set<String>
  let late: [LateParameter]
  let turn: Loop.Turn
  /// What the workflow's steps return, by id.
  let steps: [String: StepResult]
  /// The scope of the step that nests this workflow; none for the one that is run.
  let outer: [Scope]

  /// Whether an expression can be evaluated only once steps have returned what it names.
  func isLate(_ references: References) -> Bool {
    let unknown = open.union(late.map(\.parameter.name))
    return references.all.contains { reference in
      switch reference.root {
      case "steps": true
      case "each", "matrix": turn.isOpen
      case "params": reference.path.first.map(unknown.contains) ?? !unknown.isEmpty
      default: false
      }
    }
  }

  /// The variables of an expression.
  ///
  /// - Parameter results: what steps have returned, by their full ids.
  func variables(
    for references: References, _ results: [String: Value], _ engine: any ScriptEngine
  ) throws(Problem) -> Fields {
    var parameters = parameters
    let named = references.all.filter { $0.root == "params" }
    for late in late where named.contains(where: { $0.path.first == nil || $0.path.first == late.parameter.name }) {
      parameters[late.parameter.name] = try value(late, results, engine)
    }
    var variables: Fields = ["params": .object(parameters), "workflow": ["name": .string(name)]]
    for (key, value) in turn.variables { variables[key] = value }
    let ids = references.steps
    guard !ids.isEmpty else { return variables }
    var returned = Fields()
    for id in ids { returned[id] = steps[id]?.value(results) }
    variables["steps"] = .object(returned)
    return variables
  }

  private func value(
    _ late: LateParameter, _ results: [String: Value], _ engine: any ScriptEngine
  ) throws(Problem) -> Value {
    guard let outer = outer.first else { return .null }
    let value = try outer.evaluate(late.value, results, engine)
    guard late.parameter.accepts(value) else {
      throw Problem.parameterType(late.parameter, value, of: path).placed(late.value.place)
    }
    return value
  }

  /// A value with all of its expressions evaluated.
  ///
  /// - Throws: what is wrong with one of them, with its place.
  func evaluate(
    _ value: Located<Value>, _ results: [String: Value], _ engine: any ScriptEngine
  ) throws(Problem) -> Value {
    do {
      let variables = try variables(for: value.value.references, results, engine)
      return try value.value.interpolated(
        place: value.place, folder: folder, variables: variables, engine: engine)
    } catch {
      throw error.placed(value.place)
    }
  }
}

extension Problem {
  static func parameterType(_ parameter: Parameter, _ value: Value, of file: String) -> Problem {
    let found =
      switch value {
      case .null, .array, .object: value.kindInWords
      default: JSON.line(value)
      }
    return Problem(
      "settings.type", "'\(parameter.name)' of \(file) must be \(parameter.expectation), not \(found)",
      help: parameter.ownHelp)
  }
}
