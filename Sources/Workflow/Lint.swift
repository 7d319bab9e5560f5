import Document
import Text
import Workbench

/// What is allowed and yet hardly meant: warnings.
struct Lint {
  let workflow: Workflow
  let expansion: Expansion
  let graph: InstanceGraph
  let planner: Planner

  /// Everything that stands in the file is looked at, whatever else is wrong with it.
  func warnings(besides found: Diagnostics) -> [Problem] {
    let lines = Set(found.items.map(\.problem.place).map { Place(file: $0.file, line: $0.line) })
    // A parameter may only seem unused where something else is wrong: a name, or a key, that is misspelt.
    let all =
      (found.hasErrors ? [] : unusedParameters()) + constantConditions() + needsThatRepeat()
      + extensionsThatNobodyReads() + emptyLoops()
    // On a line with an error a warning says nothing more.
    return all.filter { !lines.contains(Place(file: $0.place.file, line: $0.place.line)) }
  }

  /// What comes of a run is looked at only where it could run.
  func warningsOfRun() -> [Problem] { workThatNobodySees() }

  // MARK: names

  private func unusedParameters() -> [Problem] {
    var used: Set<String> = []
    for references in workflow.steps.flatMap(references) + [workflow.expectations] {
      for reference in references.all where reference.root == "params" {
        // Who looks a parameter up by a computed name may mean any.
        guard let name = reference.path.first else { return [] }
        used.insert(name)
      }
    }
    return workflow.parameters.filter { !used.contains($0.name) }.map { parameter in
      Problem(
        "workflow.unused-parameter", "the parameter '\(parameter.name)' is never used",
        at: workflow.parameterPlaces[parameter.name] ?? Place(file: workflow.path),
        help: "use it as \"${params.\(parameter.name)}\", or remove it")
    }
  }

  private func references(_ step: WorkflowStep) -> [References] {
    var all = step.settings.map(\.value.value.references) + (step.loop?.values.map(\.value.references) ?? [])
    if let condition = step.condition { all.append(References(condition.value.code)) }
    if let text = step.use.value.text { all.append(Value.string(text).references) }
    return all
  }

  // MARK: steps

  /// A condition that looks nothing up holds always or never.
  private func constantConditions() -> [Problem] {
    workflow.steps.compactMap { step in
      guard let condition = step.condition, References(condition.value.code).all.isEmpty,
        let value = try? planner.engine.value(condition.value, given: Fields())
      else { return nil }
      let holds = value != .null && value != .bool(false)
      return Problem(
        "workflow.constant-condition", "'when' \(holds ? "always" : "never") holds: it looks at nothing",
        at: condition.place,
        help: holds ? "remove it" : "remove the step, or let 'when' look at doc, params or steps")
    }
  }

  private func needsThatRepeat() -> [Problem] {
    workflow.steps.flatMap { step in
      var seen: Set<String> = []
      return (step.needs ?? []).filter { !seen.insert($0.value).inserted }.map {
        Problem("workflow.repeated-need", "'\($0.value)' stands twice in 'needs'", at: $0.place, help: "remove it")
      }
    }
  }

  private func emptyLoops() -> [Problem] {
    workflow.steps.compactMap { step in
      guard let loop = step.loop, let list = loop.values.first(where: { $0.value == .array([]) }) else { return nil }
      return Problem(
        "workflow.empty-loop", "'\(step.id)' never runs: the list is empty", at: list.place,
        help: "put values into it, or remove the step")
    }
  }

  private func extensionsThatNobodyReads() -> [Problem] {
    var readers: [Entry] = planner.registry.readers.map(\.entry)
    if let first = expansion.instances.first?.entry, !first.manual.formats.isEmpty { readers = [first] }
    let known = readers.flatMap { $0.manual.formats.flatMap(\.extensions) }
    guard let first = expansion.instances.first, first.entry != nil, !known.isEmpty else { return [] }
    return workflow.acceptPlaces.filter { !known.contains($0.value.lowercased()) }.map { name in
      let bare = String(name.value.drop { $0 == "*" || $0 == "." })
      let isDotted = bare != name.value && known.contains(bare)
      let near = isDotted ? bare : nearest(bare, among: known).first
      return Problem(
        "workflow.unread-extension",
        isDotted ? "an extension is written without its dot" : "no reader reads files that end in '.\(bare)'",
        at: name.place, help: near.map { "did you mean '\($0)'?" } ?? "`dragoman processors` lists what is read")
    }
  }

  // MARK: work

  /// A step whose layers no step sees that writes or returns something works for nothing.
  private func workThatNobodySees() -> [Problem] {
    let instances = expansion.instances
    let ends = instances.indices.filter { instances[$0].entry.map { !$0.seesOneDocument } ?? true }
    guard !ends.isEmpty else {
      return [
        Problem(
          "workflow.no-output", "no step writes or returns anything: a run leaves only its report",
          at: workflow.stepsPlace ?? Place(file: workflow.path),
          help: "end with a step such as export.markdown or briefing.report")
      ]
    }
    var said: Set<Place> = []
    return instances.indices.compactMap { at in
      let instance = instances[at]
      guard let entry = instance.entry, case .processor = entry.role, instance.frame == 0,
        !ends.contains(where: { graph.comes(at, before: $0) }), said.insert(instance.step.place).inserted
      else { return nil }
      return Problem(
        "workflow.unseen-step", "what '\(instance.id)' does is seen by no step that writes or returns something",
        at: instance.step.use.place, help: "let a later step need it, or remove it")
    }
  }
}
