import Document
import Text
import Workbench

/// Proves that what an expression looks up is there: parameters, steps that return something and come before, loop variables.
struct ReferenceChecker {
  /// What is known of a step that an expression may name.
  struct Named {
    var id: String
    /// What it is, where it returns nothing: "a processor".
    var kind: String?
    var comesBefore: Bool
  }

  /// What `doc` stands for where the expression is.
  enum DocumentVariable {
    case known
    /// The step sees all documents at once.
    case many
    /// Settings are evaluated once, not for each document.
    case none
  }

  /// The step whose expressions these are.
  let step: String
  let parameters: [String]
  /// The steps whose results may be named.
  enum Steps {
    /// The expression is evaluated before the run.
    case never
    /// Which ones is checked later.
    case some
    case among([Named])
  }

  var steps: Steps
  let turn: Loop.Turn
  var document = DocumentVariable.none
  let engine: any ScriptEngine

  private static let variables = ["params", "steps", "workflow"]

  private var named: [Named] { if case .among(let named) = steps { named } else { [] } }

  private var variables: [String] {
    (document == .known ? ["doc"] : []) + turn.variables.keys + ReferenceChecker.variables
  }

  /// Everything wrong with an expression's names.
  ///
  /// - Parameter start: where the text with the expression begins.
  func faults(_ references: References, from start: Place, in source: SourceLines) -> [Problem] {
    // `steps.my-count` is read as a difference: the rest of the id is no name of its own.
    let halves = Set(references.steps.flatMap { dashed($0)?.split(separator: "-").map(String.init) ?? [] })
    return references.all.compactMap { reference in
      if halves.contains(reference.root) { return nil }
      return fault(reference, at: source.place(of: reference.text, from: start))
    }
  }

  /// The id with a dash whose first half stands alone.
  private func dashed(_ name: String) -> String? {
    named.contains { $0.id == name } ? nil : named.first { $0.id.hasPrefix(name + "-") }?.id
  }

  private func fault(_ reference: References.Reference, at place: Place) -> Problem? {
    switch reference.root {
    case "params": parameterFault(reference, place)
    case "steps": stepFault(reference, place)
    case "matrix" where turn.variables["matrix"] != nil: matrixFault(reference, place)
    case let name where variables.contains(name): nil
    case "doc": documentFault(place)
    case "each": loopFault("each", "foreach: [a, b]", place)
    case "matrix": loopFault("matrix", "matrix: {key: [a, b]}", place)
    case let name: unknownName(name, place)
    }
  }

  private func parameterFault(_ reference: References.Reference, _ place: Place) -> Problem? {
    guard let name = reference.path.first, !parameters.contains(name) else { return nil }
    return Problem(
      "workflow.unknown-parameter", "the workflow has no parameter '\(name)'", at: place,
      help: suggestion(name, parameters, "it has", none: "declare it under 'params'"))
  }

  private func stepFault(_ reference: References.Reference, _ place: Place) -> Problem? {
    if case .never = steps {
      return Problem(
        "workflow.order", "no step has run yet when this is evaluated", at: place,
        help: "which steps there are is settled before the run: use a parameter")
    }
    guard case .among(let steps) = steps else { return nil }
    guard let name = reference.path.first else {
      return Problem(
        "workflow.expression", "'steps' needs the id of a step that stands in the file", at: place,
        help: "write steps.ID or steps[\"ID\"]")
    }
    guard let step = steps.first(where: { $0.id == name }) else {
      return Problem(
        "workflow.unknown-step", "there is no step '\(name)'", at: place,
        help: dashed(name).map { "an id with '-' is written steps[\"\($0)\"]" }
          ?? suggestion(name, steps.map(\.id), "the steps are", none: "the workflow has no steps"))
    }
    if let role = step.kind {
      return Problem(
        "workflow.no-result", "'\(name)' returns nothing: it is \(role)", at: place,
        help: "only collection steps, which see all documents, return a value")
    }
    guard name != self.step else {
      return Problem(
        "workflow.order", "'\(name)' cannot use what it returns itself", at: place,
        help: "name a collection step that comes before it")
    }
    guard step.comesBefore else {
      return Problem(
        "workflow.order", "'\(name)' has not run by then", at: place,
        help: "put '\(name)' before this step, or write `needs: [\(name)]`")
    }
    return nil
  }

  /// A name that is neither ours nor Lua's.
  private func unknownName(_ name: String, _ place: Place) -> Problem? {
    let probe = Script(code: "\(name) ~= nil", file: "")
    if case .bool(true)? = try? engine.value(probe, given: Fields()) { return nil }
    let near = nearest(name, among: variables).first.map { "did you mean '\($0)'?" }
    return Problem(
      "workflow.unknown-name", "there is no variable '\(name)'", at: place,
      help: near ?? "there are \(variables.joined(separator: ", ")); text stands in quotes")
  }

  private func matrixFault(_ reference: References.Reference, _ place: Place) -> Problem? {
    guard let name = reference.path.first, let keys = turn.variables["matrix"]?.object?.keys, !keys.contains(name)
    else {
      return nil
    }
    return Problem(
      "workflow.unknown-name", "'matrix' has no key '\(name)'", at: place,
      help: suggestion(name, keys, "it has", none: "it has none"))
  }

  private func loopFault(_ name: String, _ remedy: String, _ place: Place) -> Problem {
    Problem(
      "workflow.unknown-name", "'\(name)' has no value here: this is no step that runs once per value", at: place,
      help: "write `\(remedy)` in the step")
  }

  private func documentFault(_ place: Place) -> Problem {
    document == .many
      ? Problem(
        "workflow.unknown-name", "'doc' stands for one document, and '\(step)' sees all of them at once", at: place,
        help: "remove it, or ask for a parameter or a result: params.x, steps.ID.x")
      : Problem(
        "workflow.unknown-name", "'doc' is not known here: settings are the same for every document", at: place,
        help: "use `when`, or a Lua step")
  }

  private func suggestion(_ name: String, _ names: [String], _ lead: String, none: String) -> String {
    if let near = nearest(name, among: names).first { return "did you mean '\(near)'?" }
    return names.isEmpty ? none : "\(lead) \(names.joined(separator: ", "))"
  }
}
