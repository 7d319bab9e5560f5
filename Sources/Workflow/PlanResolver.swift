import Document
import Text
import Workbench

/// Resolves a workflow against registry, parameters and scripts.
struct PlanResolver {
  let planner: Planner
  let workflow: Workflow
  private(set) var diagnostics: Diagnostics

  mutating func resolve(_ assignments: [(key: String, word: String)], requiresParameters: Bool) -> Plan? {
    let parameters = parameterValues(assignments, required: requiresParameters)
    let entries = workflow.steps.map { entry(for: $0) }
    checkReader(entries)
    let graph = StepGraph(workflow.steps, &diagnostics)
    graph?.checkLayers(workflow.steps, entries.map { $0?.effects }, &diagnostics)
    var scope = Scope(name: workflow.name, folder: workflow.folder, parameters: parameters)
    scope.open = Set(workflow.parameters.map(\.name).filter { parameters[$0] == nil })
    for step in workflow.steps { scope.steps[step.id] = StepResult(id: step.id) }
    let unsound = checkReferences(entries, graph)
    var planned: [PlannedStep?] = []
    for (at, step) in workflow.steps.enumerated() {
      let needs = graph?.needs[at].map { workflow.steps[$0].id } ?? []
      let condition = condition(of: step, scope)
      planned.append(
        entries[at].flatMap {
          let maker = StepMaker(step: step, entry: $0, scope: scope, engine: planner.engine, unsound: unsound[at])
          return self.planned(maker, needs: needs, condition: condition)
        })
    }
    checkTests()
    guard !diagnostics.hasErrors, let graph else { return nil }
    return Plan(workflow: workflow, parameters: parameters, steps: graph.order.compactMap { planned[$0] })
  }

  // MARK: parameters

  private mutating func parameterValues(
    _ assignments: [(key: String, word: String)], required: Bool
  ) -> Fields {
    var values = Fields()
    for parameter in workflow.parameters { values[parameter.name] = parameter.defaultValue }
    for (key, word) in assignments {
      guard let parameter = workflow.parameters.first(where: { $0.name == key }) else {
        let names = workflow.parameters.map(\.name)
        let near = nearest(key, among: names).first.map { "did you mean '\($0)'?" }
        diagnostics.error(
          "workflow.unknown-parameter", "the workflow has no parameter '\(key)'", at: Place(),
          help: near ?? (names.isEmpty ? "it has none" : "it has \(names.joined(separator: ", "))"))
        continue
      }
      guard let value = parameter.value(fromWord: word) else {
        diagnostics.error(
          "workflow.parameter", "'\(key)' must be \(parameter.expectation), not '\(word)'", at: Place(),
          help: parameter.help)
        continue
      }
      values[key] = value
    }
    if required {
      for parameter in workflow.parameters where values[parameter.name] == nil {
        diagnostics.error(
          "workflow.parameter", "the workflow needs '\(parameter.name)': \(parameter.expectation)", at: Place(),
          help: "give it with --set \(parameter.name)=…")
      }
    }
    return values
  }

  // MARK: steps

  private mutating func entry(for step: WorkflowStep) -> Entry? {
    let place = step.use.place
    switch step.use.value {
    case .processor(let identifier):
      do {
        return try planner.registry.required(identifier)
      } catch {
        diagnostics.error(error.placed(place))
        return nil
      }
    case .script(let script): return entry(script, step, at: place, workflow.source)
    case .scriptFile(let name):
      let path = Paths.resolve(name.hasPrefix("./") ? String(name.dropFirst(2)) : name, in: workflow.folder)
      guard let bytes = scriptBytes(path, place) else { return nil }
      let script = Script(code: String(decoding: bytes, as: UTF8.self), file: path, folder: workflow.folder)
      return entry(script, step, at: Place(file: path, line: 1, column: 1), SourceLines(bytes))
    }
  }

  private mutating func entry(
    _ script: Script, _ step: WorkflowStep, at place: Place, _ source: SourceLines
  ) -> Entry? {
    do {
      return try planner.engine.entry(script, identifier: "script." + step.id)
    } catch {
      diagnostics.error(ScriptFaults(script: script, place: place, source: source).located(error))
      return nil
    }
  }

  private mutating func scriptBytes(_ path: String, _ place: Place) -> [UInt8]? {
    do {
      let bytes = try ByteSource(path: path).whole(limit: 16 << 20)
      if String(validating: bytes, as: UTF8.self) != nil { return bytes }
      diagnostics.error("script.syntax", "\(path) is not valid UTF-8", at: place, help: "save it as UTF-8")
    } catch {
      let near = nearest(Paths.name(path), among: Files.names(in: Paths.folder(path))).first
      diagnostics.error(
        "workflow.script", error.message, at: place,
        help: near.map { "did you mean '\($0)'?" } ?? "paths begin at the workflow's folder, \(workflow.folder)")
    }
    return nil
  }

  /// A run begins with reading, and reads once.
  private mutating func checkReader(_ entries: [Entry?]) {
    for (at, entry) in entries.enumerated() {
      guard let entry else { continue }
      let isReader = if case .reader = entry.role { true } else { false }
      let step = workflow.steps[at]
      if at == 0, !isReader {
        diagnostics.error(
          "workflow.reader",
          "the first step must read the inputs, and '\(entry.manual.identifier)' is a \(entry.roleName)",
          at: step.use.place, help: "begin with `- use: parse.auto`")
      } else if at > 0, isReader {
        diagnostics.error(
          "workflow.reader", "'\(entry.manual.identifier)' reads files, and only the first step does",
          at: step.use.place,
          help: "parse.auto as the first step chooses among all readers")
      }
    }
    if let first = workflow.steps.first, let condition = first.condition {
      diagnostics.error(
        "workflow.reader", "the step that reads has no document for 'when' to look at", at: condition.place,
        help: "remove 'when', or give it to the next step")
    }
  }

  /// What the expressions under `with` and `when` look up must be there.
  ///
  /// - Returns: for each step the settings that cannot be evaluated because of it.
  private mutating func checkReferences(_ entries: [Entry?], _ graph: StepGraph?) -> [Set<String>] {
    let ancestors = graph?.ancestors()
    var unsound = Array(repeating: Set<String>(), count: workflow.steps.count)
    for (at, step) in workflow.steps.enumerated() {
      let named = workflow.steps.indices.map { other in
        ReferenceChecker.Named(
          id: workflow.steps[other].id, role: entries[other]?.roleName,
          comesBefore: ancestors.map { $0[at].contains(other) } ?? true)
      }
      var checker = ReferenceChecker(
        step: step.id, parameters: workflow.parameters.map(\.name), steps: named, engine: planner.engine)
      for (key, value) in step.settings {
        let faults = checker.faults(value.value.references, from: value.place, in: workflow.source)
        if !faults.isEmpty { unsound[at].insert(key.value) }
        for fault in faults { diagnostics.error(fault) }
      }
      guard let condition = step.condition else { continue }
      checker.document = entries[at]?.seesOneDocument ?? true ? .known : .many
      let references = References(condition.value.code)
      for fault in checker.faults(references, from: condition.place, in: workflow.source) { diagnostics.error(fault) }
    }
    return unsound
  }

  private mutating func condition(of step: WorkflowStep, _ scope: Scope) -> (any ScriptCondition)? {
    guard let script = step.condition else { return nil }
    do {
      return ScopedCondition(
        script: script.value, compiled: try planner.engine.condition(script.value), scope: scope,
        references: References(script.value.code))
    } catch {
      let faults = ScriptFaults(script: script.value, place: script.place, source: workflow.source, isExpression: true)
      diagnostics.error(faults.located(error))
      return nil
    }
  }

  private mutating func planned(
    _ maker: StepMaker, needs: [String], condition: (any ScriptCondition)?
  ) -> PlannedStep? {
    let (step, entry, scope) = (maker.step, maker.entry, maker.scope)
    let (settings, faults) = maker.settings(nil)
    for fault in faults { diagnostics.error(fault) }
    guard let settings else { return nil }
    guard maker.unsound.isEmpty else { return nil }
    let isLate = !maker.late.isEmpty
    do {
      return PlannedStep(
        id: step.id, manual: entry.manual, settings: settings,
        runner: isLate ? maker.pending : try maker.runner(settings), condition: condition, policy: step.policy,
        needs: needs, place: step.place, dependencies: isLate ? Dependencies() : try entry.dependencies(settings),
        folder: scope.folder, maker: isLate ? maker : nil)
    } catch {
      diagnostics.error(error.placed(step.use.place))
      return nil
    }
  }

  // MARK: tests

  private mutating func checkTests() {
    for test in workflow.tests {
      for input in test.inputs where !Files.exists(Paths.resolve(input, in: workflow.folder)) {
        diagnostics.error(
          "workflow.path", "the test '\(test.name)' reads \(input), and there is no such file", at: test.place,
          help: "paths begin at the workflow's folder, \(workflow.folder)")
      }
    }
  }
}

extension Entry {
  /// The manual as far as documents are concerned: what sees all of them at once changes none.
  var effects: Manual {
    guard !seesOneDocument else { return manual }
    var manual = manual
    manual.makes = []
    manual.makesAnyLayer = false
    manual.editsText = false
    return manual
  }

  /// Whether a step of this kind is handed one document at a time.
  var seesOneDocument: Bool {
    switch role {
    case .reader, .processor: true
    case .collection, .writer: false
    }
  }
}
