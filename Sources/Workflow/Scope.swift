import Document
import Workbench

/// What the expressions of a step see: `params`, `workflow`, `steps`, and `each` or `matrix` where the step runs once per value.
struct Scope: Sendable {
  var name: String
  /// Relative paths and `require` begin here.
  var folder: String
  /// The values of the workflow's parameters, as far as they are known before the run.
  var parameters: Fields
  /// Parameters without a value, which a check alone may leave open.
  var open: Set<String> = []
  /// The steps of the workflow that return something, by id.
  var steps: [String: StepResult] = [:]

  /// The variables of an expression.
  ///
  /// - Parameters:
  ///   - named: the steps that the expression names.
  ///   - results: what steps have returned, by their full ids.
  func variables(naming named: [String] = [], _ results: [String: Value] = [:]) -> Fields {
    var variables: Fields = ["params": .object(parameters), "workflow": ["name": .string(name)]]
    guard !named.isEmpty else { return variables }
    var returned = Fields()
    for id in named { returned[id] = steps[id]?.value(results) }
    variables["steps"] = .object(returned)
    return variables
  }

  /// Whether an expression can be evaluated only once steps have returned what it names.
  func isLate(_ references: References) -> Bool {
    references.all.contains { reference in
      switch reference.root {
      case "steps": true
      case "params": reference.path.first.map(open.contains) ?? !open.isEmpty
      default: false
      }
    }
  }
}

/// What stands for a step's result.
struct StepResult: Sendable {
  /// The full id of the step that returns it.
  var id: String

  func value(_ results: [String: Value]) -> Value? { results[id] }
}
