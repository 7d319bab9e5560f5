import Document
import Workbench

/// A step's `when`, and those of the steps that nest its workflow: all must hold. Each has the scope that its names belong to.
struct ScopedCondition: ScriptCondition {
  struct Part: Sendable {
    let compiled: any ScriptCondition
    let scope: Scope
    let references: References
    /// The variables; empty as long as the run must tell them.
    var variables = Fields()

    var isLate: Bool { scope.isLate(references) }
  }

  private(set) var parts: [Part]

  init(_ parts: [Part], _ engine: any ScriptEngine) throws(Problem) {
    self.parts = parts
    for at in parts.indices where !parts[at].isLate {
      self.parts[at].variables = try parts[at].scope.variables(for: parts[at].references, [:], engine)
    }
  }

  var isLate: Bool { parts.contains { $0.isLate } }

  func resolved(_ results: [String: Value], _ engine: any ScriptEngine) throws(Problem) -> ScopedCondition {
    var condition = self
    for at in parts.indices where parts[at].isLate {
      condition.parts[at].variables = try parts[at].scope.variables(for: parts[at].references, results, engine)
    }
    return condition
  }

  func holds(for document: Document?, given variables: Fields) throws(Problem) -> Bool {
    for part in parts {
      var all = variables
      for (key, value) in part.variables { all[key] = value }
      guard try part.compiled.holds(for: document, given: all) else { return false }
    }
    return true
  }

  /// With the values that the expressions look up: what they give depends on them.
  var dependencies: Dependencies {
    var dependencies = Dependencies()
    for part in parts {
      dependencies.contents += part.compiled.dependencies.contents
      dependencies.files += part.compiled.dependencies.files
      for reference in part.references.all {
        guard var value = part.variables[reference.root] else { continue }
        if let name = reference.path.first, let member = value[name] { value = member }
        dependencies.contents.append(Array("\(reference.text)=\(JSON.line(value))".utf8))
      }
    }
    return dependencies
  }
}
