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
    graph?.checkLayers(workflow.steps, entries.map { $0?.manual }, &diagnostics)
    var planned: [PlannedStep?] = []
    for (at, step) in workflow.steps.enumerated() {
      let needs = graph?.needs[at].map { workflow.steps[$0].id } ?? []
      let condition = condition(of: step)
      planned.append(entries[at].flatMap { self.planned(step, $0, parameters, needs: needs, condition: condition) })
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
    do throws(Problem) {
      switch step.use.value {
      case .processor(let identifier): return try planner.registry.required(identifier)
      case .script(let script): return try planner.engine.entry(script, identifier: "script." + step.id)
      case .scriptFile(let name):
        let path = Paths.resolve(name.hasPrefix("./") ? String(name.dropFirst(2)) : name, in: workflow.folder)
        let bytes: [UInt8]
        do {
          bytes = try ByteSource(path: path).whole(limit: 16 << 20)
        } catch {
          throw Problem(
            "workflow.script", error.message, help: "paths begin at the workflow's folder, \(workflow.folder)")
        }
        guard let code = String(validating: bytes, as: UTF8.self) else {
          throw Problem("script.syntax", "\(path) is not valid UTF-8")
        }
        return try planner.engine.entry(
          Script(code: code, file: path, folder: workflow.folder), identifier: "script." + step.id)
      }
    } catch {
      diagnostics.error(placed(error, step.use.place))
      return nil
    }
  }

  private func placed(_ problem: Problem, _ place: Place) -> Problem {
    var problem = problem
    if problem.place.line == nil, problem.place.file == nil { problem.place = place }
    return problem
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
        "workflow.reader", "the step that reads has no document for 'when' to look at", at: Place(line: condition.line),
        help: "remove 'when', or give it to the next step")
    }
  }

  private mutating func condition(of step: WorkflowStep) -> (any ScriptCondition)? {
    guard let script = step.condition else { return nil }
    do {
      return try planner.engine.condition(script)
    } catch {
      diagnostics.error(placed(error, Place(line: script.line)))
      return nil
    }
  }

  private mutating func planned(
    _ step: WorkflowStep, _ entry: Entry, _ parameters: Fields, needs: [String], condition: (any ScriptCondition)?
  ) -> PlannedStep? {
    guard let settings = settings(of: step, entry.manual, parameters) else { return nil }
    do {
      let runner: PlannedStep.Runner =
        switch entry.role {
        case .reader(let make, _): .reader(try make(settings))
        case .processor(let make): .processor(try make(settings))
        case .collection(let make): .collection(try make(settings))
        case .writer(let make): .writer(try make(settings))
        }
      return PlannedStep(
        id: step.id, manual: entry.manual, settings: settings, runner: runner, condition: condition,
        policy: step.policy, needs: needs, place: step.place, dependencies: try entry.dependencies(settings))
    } catch {
      diagnostics.error(placed(error, step.use.place))
      return nil
    }
  }

  private mutating func settings(of step: WorkflowStep, _ manual: Manual, _ parameters: Fields) -> Settings? {
    var given = Fields()
    var places: [String: Place] = [:]
    var isSound = true
    let variables: Fields = ["params": .object(parameters), "workflow": ["name": .string(workflow.name)]]
    for (key, value) in step.settings {
      places[key.value] = manual.parameter(key.value) == nil ? key.place : value.place
      do {
        given[key.value] = try value.value.interpolated(
          place: value.place, folder: workflow.folder, variables: variables, engine: planner.engine)
      } catch {
        diagnostics.error(placed(error, value.place))
        isSound = false
      }
    }
    guard isSound else { return nil }
    let faults = Settings.faults(of: given, against: manual)
    for (key, problem) in faults {
      diagnostics.error(placed(problem, key.flatMap { places[$0] } ?? step.use.place))
    }
    guard faults.isEmpty, let settings = try? Settings(manual, given, folder: workflow.folder) else { return nil }
    return checkPaths(settings, places, step) ? settings : nil
  }

  /// Files that a step is told to read must be there before anything runs.
  private mutating func checkPaths(_ settings: Settings, _ places: [String: Place], _ step: WorkflowStep) -> Bool {
    var isSound = true
    for parameter in settings.manual.parameters {
      guard parameter.kind == .path || parameter.kind == .paths,
        let named = try? parameter.kind == .path ? [settings.text(parameter.name)] : settings.texts(parameter.name)
      else { continue }
      for name in named where !name.isEmpty && !Files.exists(Paths.resolve(name, in: settings.folder)) {
        isSound = false
        let path = Paths.resolve(name, in: settings.folder)
        let near = nearest(Paths.name(name), among: Files.names(in: Paths.folder(path))).first
        diagnostics.error(
          "workflow.path", "'\(parameter.name)' names \(name), and there is no such file",
          at: places[parameter.name] ?? step.use.place,
          help: near.map { "did you mean '\($0)'?" } ?? "paths begin at the workflow's folder, \(workflow.folder)")
      }
    }
    return isSound
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
