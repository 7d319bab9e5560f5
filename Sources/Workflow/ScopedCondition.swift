import Document
import Workbench

/// A step's `when` with the scope that its names belong to.
struct ScopedCondition: ScriptCondition {
  let script: Script
  let compiled: any ScriptCondition
  let scope: Scope
  let references: References
  /// What steps have returned, by their full ids; empty until they have.
  var results: [String: Value] = [:]

  func holds(for document: Document?, given variables: Fields) throws(Problem) -> Bool {
    var all = variables
    for (key, value) in own { all[key] = value }
    return try compiled.holds(for: document, given: all)
  }

  private var own: Fields { scope.variables(naming: references.steps, results) }

  /// With the values that the expression looks up: what it gives depends on them.
  var dependencies: Dependencies {
    var dependencies = compiled.dependencies
    let roots = Set(references.all.map(\.root))
    for (key, value) in own where roots.contains(key) { dependencies.contents.append(Array(JSON.line(value).utf8)) }
    return dependencies
  }
}
