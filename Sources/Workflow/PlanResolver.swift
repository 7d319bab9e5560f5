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
    let expansion = Expansion(
      planner, workflow, parameters, given: Set(assignments.map(\.key)), diagnostics)
    diagnostics = expansion.diagnostics
    let graph = InstanceGraph(expansion.instances)
    checkReader(expansion.instances)
    if expansion.isOrdered { graph.checkLayers(expansion.instances, &diagnostics) }
    checkNestings(expansion, graph)
    var steps: [PlannedStep] = []
    for at in expansion.instances.indices {
      if let step = planned(at, expansion, graph) { steps.append(step) }
    }
    checkTests()
    let lint = Lint(workflow: workflow, expansion: expansion, graph: graph, planner: planner)
    let warnings = lint.warnings(besides: diagnostics) + (diagnostics.hasErrors ? [] : lint.warningsOfRun())
    for warning in warnings { diagnostics.warning(warning) }
    guard !diagnostics.hasErrors else { return nil }
    return Plan(workflow: workflow, parameters: parameters, steps: steps)
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
    if required, !diagnostics.hasErrors {
      for parameter in workflow.parameters where values[parameter.name] == nil {
        diagnostics.error(
          "workflow.parameter", "the workflow needs '\(parameter.name)': \(parameter.expectation)", at: Place(),
          help: "give it with --set \(parameter.name)=…")
      }
    }
    return values
  }

  // MARK: steps

  /// A run begins with reading, and reads once.
  private mutating func checkReader(_ instances: [StepInstance]) {
    for (at, instance) in instances.enumerated() {
      guard let entry = instance.entry else { continue }
      let isReader = if case .reader = entry.role { true } else { false }
      let place = instance.step.use.place
      if at == 0, !isReader {
        diagnostics.error(
          "workflow.reader",
          "the first step must read the inputs, and '\(entry.manual.identifier)' is a \(entry.roleName)",
          at: place, help: "begin with `- use: parse.auto`")
      } else if at > 0, isReader, instance.step.place != instances[0].step.place {
        diagnostics.error(
          "workflow.reader", "'\(entry.manual.identifier)' reads files, and only the first step does",
          at: place, help: "parse.auto as the first step chooses among all readers")
      }
      if at == 0, isReader, let condition = instance.conditions.first {
        diagnostics.error(
          "workflow.reader", "the step that reads has no document for 'when' to look at",
          at: condition.script.place, help: "remove 'when', or give it to the next step")
      }
    }
  }

  private mutating func planned(_ at: Int, _ expansion: Expansion, _ graph: InstanceGraph) -> PlannedStep? {
    let instance = expansion.instances[at]
    let scope = expansion.scope(instance.frame, instance.turn)
    var checker = checker(instance.step, instance.frame, instance.turn, expansion) { graph.comes($0, before: at) }
    let source = expansion.frames[instance.frame].workflow.source
    var unsound: Set<String> = []
    for (key, value) in instance.step.settings {
      let faults = checker.faults(value.value.references, from: value.place, in: source)
      if !faults.isEmpty { unsound.insert(key.value) }
      for fault in faults { diagnostics.error(fault) }
    }
    guard let entry = instance.entry else {
      _ = condition(instance, expansion, .known) { graph.comes($0, before: at) }
      return nil
    }
    let document: ReferenceChecker.DocumentVariable = entry.seesOneDocument ? .known : .many
    let (condition, isSound) = condition(instance, expansion, document) { graph.comes($0, before: at) }
    checker.document = document
    let maker = StepMaker(
      step: instance.step, entry: entry, scope: scope, engine: planner.engine, unsound: unsound)
    let (settings, faults) = maker.settings(nil)
    for fault in faults { diagnostics.error(fault) }
    guard let settings, unsound.isEmpty, isSound else { return nil }
    let isLate = !maker.late.isEmpty
    do {
      return PlannedStep(
        id: instance.id, use: instance.step.use.value.text ?? "lua",
        conditionTexts: instance.conditions.map(\.script.value.code), manual: entry.manual, settings: settings,
        runner: isLate ? maker.pending : try maker.runner(settings), condition: condition, policy: instance.policy,
        needs: instance.needs.map { expansion.instances[$0].id }, place: instance.step.place,
        dependencies: isLate ? Dependencies() : try entry.dependencies(settings), folder: scope.folder,
        maker: isLate || condition?.isLate ?? false ? maker : nil)
    } catch {
      diagnostics.error(error.placed(instance.step.use.place))
      return nil
    }
  }

  private mutating func condition(
    _ instance: StepInstance, _ expansion: Expansion, _ document: ReferenceChecker.DocumentVariable,
    comesBefore: (Int) -> Bool
  ) -> (ScopedCondition?, isSound: Bool) {
    var parts: [ScopedCondition.Part] = []
    var isSound = true
    for condition in instance.conditions {
      let script = condition.script
      let source = expansion.frames[condition.frame].workflow.source
      let references = References(script.value.code)
      var checker = checker(
        instance.step, condition.frame, condition.turn, expansion, comesBefore: comesBefore)
      checker.document = document
      do {
        let compiled = try planner.engine.condition(script.value)
        let scope = expansion.scope(condition.frame, condition.turn)
        parts.append(ScopedCondition.Part(compiled: compiled, scope: scope, references: references))
      } catch {
        let faults = ScriptFaults(script: script.value, place: script.place, source: source, form: .expression)
        diagnostics.error(faults.located(error))
        isSound = false
        continue
      }
      let faults = checker.faults(references, from: script.place, in: source)
      for fault in faults { diagnostics.error(fault) }
      if !faults.isEmpty { isSound = false }
    }
    guard isSound, !parts.isEmpty else { return (nil, isSound) }
    do {
      return (try ScopedCondition(parts, planner.engine), true)
    } catch {
      diagnostics.error(error)
      return (nil, false)
    }
  }

  /// What steps that nest a workflow set its parameters to.
  private mutating func checkNestings(_ expansion: Expansion, _ graph: InstanceGraph) {
    for (step, frame, turn, after) in expansion.nestings {
      let checker = checker(step, frame, turn, expansion) { exit in
        after.contains { $0 == exit || graph.comes(exit, before: $0) }
      }
      for (_, value) in step.settings {
        let source = expansion.frames[frame].workflow.source
        for fault in checker.faults(value.value.references, from: value.place, in: source) {
          diagnostics.error(fault)
        }
      }
    }
  }

  private func checker(
    _ step: WorkflowStep, _ frame: Int, _ turn: Loop.Turn, _ expansion: Expansion, comesBefore: (Int) -> Bool
  ) -> ReferenceChecker {
    let known = expansion.frames[frame]
    let named = known.workflow.steps.map { other in
      let group = known.groups[other.id]
      return ReferenceChecker.Named(
        id: other.id, kind: group?.kind,
        comesBefore: !expansion.isOrdered || group?.exits.allSatisfy(comesBefore) ?? true)
    }
    return ReferenceChecker(
      step: step.id, parameters: known.workflow.parameters.map(\.name), steps: .among(named), turn: turn,
      engine: planner.engine)
  }

  // MARK: tests

  /// Compiled as the body of a function that nobody calls.
  private mutating func checkSyntax(_ script: Script, _ place: Place) {
    var body = script
    body.code = "function() \(script.code)\nend"
    do {
      _ = try planner.engine.condition(body)
    } catch {
      let start = workflow.source.place(of: "expect", from: place)
      diagnostics.error(
        ScriptFaults(script: script, place: start, source: workflow.source, form: .body).located(error))
    }
  }

  private mutating func checkTests() {
    for test in workflow.tests {
      if let script = test.expectation { checkSyntax(script, test.place) }
      for input in test.inputs where !Files.exists(Paths.resolve(input, in: workflow.folder)) {
        diagnostics.error(
          "workflow.path", "the test '\(test.name)' reads \(input), and there is no such file",
          at: workflow.source.place(of: input, from: test.place),
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
