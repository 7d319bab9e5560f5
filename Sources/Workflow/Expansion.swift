import Document
import Text
import Workbench

/// Makes of a workflow file the steps that will run: once per value of `foreach` and `matrix`, those of nested workflows in the
/// place of the steps that nest them.
struct Expansion {
  let planner: Planner
  private(set) var diagnostics: Diagnostics
  private(set) var instances: [StepInstance] = []
  private(set) var frames: [Frame] = []
  /// Whether every workflow's steps could be put in order.
  private(set) var isOrdered = true
  private var hasOverflown = false
  private var files: [String: Workflow?] = [:]
  private var scripts: [ScriptUse: Entry] = [:]
  /// Steps that nest a workflow, with the instances that they follow.
  private(set) var nestings: [(step: WorkflowStep, frame: Int, turn: Loop.Turn, after: [Int])] = []
  /// The files that are being expanded, outermost first.
  private var chain: [String] = []

  /// How deep workflows may be nested.
  static let maximumDepth = 16
  /// How many steps a run may have.
  static let maximumSteps = 1000

  /// What a step that nests a workflow hands to its steps.
  private struct Nesting {
    var prefix = ""
    /// Instances that the first steps follow.
    var after: [Int] = []
    /// Whether the workflow's first step may read; where not, a step that does is left out.
    var mayRead = true
    var conditions: [StepInstance.Condition] = []
    var policy = StepPolicy()
    var policyKeys: Set<String> = []
  }

  /// - Parameter given: the parameters that have been set from outside.
  init(
    _ planner: Planner, _ workflow: Workflow, _ parameters: Fields, given: Set<String>, _ diagnostics: Diagnostics
  ) {
    self.planner = planner
    self.diagnostics = diagnostics
    frames = [Frame(workflow: workflow, parameters: parameters)]
    frames[0].open = Set(workflow.parameters.map(\.name).filter { parameters[$0] == nil })
    frames[0].given = given
    chain = [workflow.path]
    _ = expand(0, Nesting())
  }

  /// The scope of a step, once all of its workflow's steps are known.
  func scope(_ frame: Int, _ turn: Loop.Turn) -> Scope {
    let known = frames[frame]
    return Scope(
      name: known.workflow.name, path: known.workflow.path, folder: known.workflow.folder, parameters: known.parameters,
      defaults: known.workflow.defaultPlaces.filter { !known.given.contains($0.key) },
      open: known.open,
      late: known.late, turn: turn, steps: known.groups.compactMapValues(\.result),
      outer: known.outer.map { [scope($0.frame, $0.turn)] } ?? [])
  }

  // MARK: a workflow

  /// - Returns: the instances that what comes after the workflow follows.
  private mutating func expand(_ frame: Int, _ nesting: Nesting) -> StepGroup {
    let steps = frames[frame].workflow.steps
    let graph = StepGraph(steps, &diagnostics)
    if graph == nil { isOrdered = false }
    let needs = graph?.needs ?? steps.indices.map { $0 == 0 ? [] : [$0 - 1] }
    var exits = Array(repeating: nesting.after, count: steps.count)
    for at in graph?.order ?? Array(steps.indices) {
      var before: [Int] = []
      for need in needs[at] { for exit in exits[need] where !before.contains(exit) { before.append(exit) } }
      if needs[at].isEmpty { before = nesting.after }
      // Whatever else it needs, a step needs documents that have been read.
      if before.isEmpty, at > 0, !instances.isEmpty { before = [0] }
      var nested = nesting
      nested.after = before
      nested.mayRead = nesting.mayRead && at == 0
      let group = expand(steps[at], frame, nested)
      exits[at] = group.exits
      frames[frame].groups[steps[at].id] = group
    }
    let needed = Set(needs.joined())
    let last = steps.indices.filter { !needed.contains($0) }
    var group = StepGroup(exits: [])
    for at in last { for exit in exits[at] where !group.exits.contains(exit) { group.exits.append(exit) } }
    let results = last.compactMap { at in frames[frame].groups[steps[at].id]?.result.map { (steps[at].id, $0) } }
    group.result = last.count == 1 ? results.first?.1 : results.isEmpty ? nil : .table(results.map { ($0, $1) })
    group.kind = group.result == nil ? "a workflow whose last step returns nothing" : nil
    return group
  }

  // MARK: a step

  private mutating func expand(_ step: WorkflowStep, _ frame: Int, _ nesting: Nesting) -> StepGroup {
    guard let loop = step.loop else { return expand(step, frame, nesting, turn: step.isBroken ? .unknown : .only) }
    guard let turns = turns(loop, frame, nesting) else {
      return expand(step, frame, nesting, turn: loop.open)
    }
    var group = StepGroup(exits: nesting.after)
    var results: [StepResult] = []
    var nesting = nesting
    for turn in turns {
      nesting.after = group.exits
      group = expand(step, frame, nesting, turn: turn)
      guard let result = group.result else { continue }
      results.append(result)
    }
    group.result = results.isEmpty && !turns.isEmpty ? nil : .list(results)
    return group
  }

  /// nil where they are not known; what is wrong has been said.
  private mutating func turns(_ loop: Loop, _ frame: Int, _ nesting: Nesting) -> [Loop.Turn]? {
    let scope = scope(frame, .only)
    let checker = checker(for: nil, frame, turn: .only)
    let faults = loop.values.flatMap {
      checker.faults($0.value.references, from: $0.place, in: frames[frame].workflow.source)
    }
    for fault in faults { diagnostics.error(fault) }
    guard faults.isEmpty, !loop.values.contains(where: { scope.isLate($0.value.references) }) else { return nil }
    do {
      return try loop.turns(scope, planner.engine)
    } catch {
      diagnostics.error(error)
      return nil
    }
  }

  private mutating func expand(
    _ step: WorkflowStep, _ frame: Int, _ nesting: Nesting, turn: Loop.Turn
  ) -> StepGroup {
    if isFull(step) { return StepGroup(exits: nesting.after) }
    let id = nesting.prefix + step.id + (step.loop == nil ? "" : "[\(turn.name)]")
    var conditions = nesting.conditions
    if let own = step.condition { conditions.append(.init(script: own, frame: frame, turn: turn)) }
    var group = StepGroup(exits: nesting.after)
    guard !step.isBroken, let use = use(step, frame, turn) else {
      return stand(for: step, id, frame, turn, nesting)
    }
    if case .workflow(let path) = use {
      if path.isEmpty {
        diagnostics.error(
          "workflow.missing", "'workflow:' names no file", at: step.use.place,
          help: "write `use: workflow:PATH`, the path of a workflow file or of its folder")
        return stand(for: step, id, frame, turn, nesting)
      }
      var inner = nesting
      inner.prefix = id + "/"
      inner.conditions = conditions
      inner.policy = step.policy.filled(from: nesting.policy, but: step.policyKeys)
      inner.policyKeys = nesting.policyKeys.union(step.policyKeys)
      return nest(path, step, frame, turn, inner) ?? stand(for: step, id, frame, turn, nesting)
    }
    let entry = entry(use, step, frame)
    if let entry, case .reader = entry.role {
      // It has no document yet for the conditions of outer steps to look at.
      conditions.removeFirst(nesting.conditions.count)
      if !nesting.mayRead, chain.count > 1, step.place == frames[frame].workflow.steps.first?.place { return group }
      if step.loop != nil {
        diagnostics.error(
          "workflow.reader", "'\(step.id)' reads the inputs, and does so once", at: step.loop?.place ?? step.place,
          help: "give 'foreach' or 'matrix' to a later step")
      }
    }
    instances.append(
      StepInstance(
        id: id, step: step, entry: entry, frame: frame, turn: turn, conditions: conditions, needs: nesting.after,
        policy: step.policy.filled(from: nesting.policy, but: step.policyKeys)))
    group.exits = [instances.count - 1]
    guard let entry else { return group }
    if case .collection = entry.role { group.result = .one(id) } else { group.kind = "a \(entry.roleName)" }
    return group
  }

  /// Whether there are as many steps, or nested workflows, as there may be; says so once.
  private mutating func isFull(_ step: WorkflowStep) -> Bool {
    guard max(instances.count, frames.count) >= Expansion.maximumSteps else { return false }
    if !hasOverflown {
      diagnostics.error(
        "workflow.loop", "the workflow comes to more than \(Expansion.maximumSteps) steps", at: step.place,
        help: "look at 'foreach', 'matrix' and nested workflows")
    }
    hasOverflown = true
    return true
  }

  /// Keeps the place of a step of which nothing is known: it may do anything, and nothing is said of others because of it.
  private mutating func stand(
    for step: WorkflowStep, _ id: String, _ frame: Int, _ turn: Loop.Turn, _ nesting: Nesting
  ) -> StepGroup {
    instances.append(
      StepInstance(
        id: id, step: step, frame: frame, turn: turn, conditions: nesting.conditions, needs: nesting.after,
        policy: step.policy))
    return StepGroup(exits: [instances.count - 1])
  }

  /// What a step uses, its expressions evaluated.
  private mutating func use(_ step: WorkflowStep, _ frame: Int, _ turn: Loop.Turn) -> WorkflowStep.Use? {
    guard let text = step.use.value.text, text.utf8.contains(UInt8(ascii: "$")) else { return step.use.value }
    let located = Located(value: Value.string(text), place: step.use.place)
    let references = located.value.references
    let faults = checker(for: step, frame, turn: turn).faults(
      references, from: located.place, in: frames[frame].workflow.source)
    for fault in faults { diagnostics.error(fault) }
    let scope = scope(frame, turn)
    guard faults.isEmpty, !scope.isLate(references) else { return nil }
    do {
      let value = try scope.evaluate(located, [:], planner.engine)
      if let name = value.string { return WorkflowStep.Use(name) }
      diagnostics.error("workflow.type", "'use' must give text, not \(value.kindInWords)", at: located.place)
    } catch {
      diagnostics.error(error)
    }
    return nil
  }

  /// For expressions that are evaluated before the run.
  private func checker(for step: WorkflowStep?, _ frame: Int, turn: Loop.Turn) -> ReferenceChecker {
    ReferenceChecker(
      step: step?.id ?? "", parameters: frames[frame].workflow.parameters.map(\.name), steps: .never, turn: turn,
      engine: planner.engine)
  }
}

// MARK: processors and scripts

extension Expansion {
  private mutating func entry(_ use: WorkflowStep.Use, _ step: WorkflowStep, _ frame: Int) -> Entry? {
    let place = step.use.place
    let workflow = frames[frame].workflow
    switch use {
    case .workflow: return nil
    case .processor(let identifier):
      // Said where it is read, unless it was a value that named the processor.
      if step.use.value.isOpen, step.allowance != ScriptAllowance() {
        diagnostics.error(
          "workflow.conflict", "'limits' and 'allow' are for steps in Lua, and '\(identifier)' is none", at: place)
      }
      do {
        return try planner.registry.required(identifier)
      } catch {
        diagnostics.error(error.placed(place))
        return nil
      }
    case .script(let script): return entry(script, step, at: place, workflow.source)
    case .scriptFile(let name):
      let path = Paths.resolve(name.hasPrefix("./") ? String(name.dropFirst(2)) : name, in: workflow.folder)
      guard let bytes = scriptBytes(path, place, workflow.folder) else { return nil }
      var script = Script(code: String(decoding: bytes, as: UTF8.self), file: path, folder: workflow.folder)
      script.isTemplate = !name.hasSuffix(".lua")
      return entry(script, step, at: Place(file: path, line: 1, column: 1), SourceLines(bytes))
    }
  }

  private mutating func entry(
    _ script: Script, _ step: WorkflowStep, at place: Place, _ source: SourceLines
  ) -> Entry? {
    let use = ScriptUse(script: script, allowance: step.allowance)
    if let known = scripts[use] { return known }
    do {
      let entry = try planner.engine.entry(script, identifier: "script." + step.id, allowance: step.allowance)
      scripts[use] = entry
      return entry
    } catch {
      diagnostics.error(ScriptFaults(script: script, place: place, source: source).located(error))
      return nil
    }
  }

  private mutating func scriptBytes(_ path: String, _ place: Place, _ folder: String) -> [UInt8]? {
    do {
      let bytes = try ByteSource(path: path).whole(limit: 16 << 20)
      if String(validating: bytes, as: UTF8.self) != nil { return bytes }
      diagnostics.error("script.syntax", "\(path) is not valid UTF-8", at: place, help: "save it as UTF-8")
    } catch {
      let near = nearest(Paths.name(path), among: Files.names(in: Paths.folder(path))).first
      diagnostics.error(
        "workflow.script", error.message, at: place,
        help: near.map { "did you mean '\($0)'?" } ?? "paths begin at the workflow's folder, \(folder)")
    }
    return nil
  }
}

// MARK: nested workflows

extension Expansion {
  private mutating func nest(
    _ path: String, _ step: WorkflowStep, _ frame: Int, _ turn: Loop.Turn, _ nesting: Nesting
  ) -> StepGroup? {
    let file = Files.shortened(Planner.file(for: Paths.resolve(path, in: frames[frame].workflow.folder)))
    let identity = Files.identity(file)
    if let first = chain.firstIndex(where: { Files.identity($0) == identity }) {
      let names = (chain[first...] + [file]).joined(separator: " nests ")
      diagnostics.error(
        "workflow.nested-cycle", "the workflow nests itself: \(names)", at: step.use.place, help: "remove this step")
      return nil
    }
    guard chain.count < Expansion.maximumDepth else {
      diagnostics.error(
        "workflow.nested-depth",
        "workflows are nested more than \(Expansion.maximumDepth) deep: \(chain.joined(separator: " nests "))",
        at: step.use.place, help: "put some of their steps into one file")
      return nil
    }
    guard let workflow = workflow(file, path, step, frames[frame].workflow.folder) else { return nil }
    var inner = Frame(workflow: workflow, parameters: Fields(), outer: (frame, turn))
    bind(&inner, step, frame, turn)
    nestings.append((step, frame, turn, nesting.after))
    frames.append(inner)
    chain.append(file)
    defer { chain.removeLast() }
    return expand(frames.count - 1, nesting)
  }

  private mutating func workflow(_ file: String, _ path: String, _ step: WorkflowStep, _ folder: String) -> Workflow? {
    if let known = files[file] { return known }
    var reader = WorkflowReader(path: file, registry: planner.registry)
    do {
      files[file] = .some(reader.read(try ByteSource(path: file).whole(limit: 16 << 20)))
      diagnostics.add(reader.diagnostics)
    } catch {
      let near = nearest(Paths.name(path), among: Files.names(in: Paths.folder(Paths.resolve(path, in: folder)))).first
      diagnostics.error(
        "workflow.missing", error.message, at: step.use.place,
        help: near.map { "did you mean '\($0)'?" } ?? "the path begins at the workflow's folder, \(folder)")
      return nil
    }
    return files[file] ?? nil
  }

  /// The parameters of a nested workflow: what `with` sets, else the defaults.
  private mutating func bind(_ inner: inout Frame, _ step: WorkflowStep, _ frame: Int, _ turn: Loop.Turn) {
    let declared = inner.workflow.parameters
    let names = declared.map(\.name)
    for parameter in declared { inner.parameters[parameter.name] = parameter.defaultValue }
    let scope = scope(frame, turn)
    let source = frames[frame].workflow.source
    var checker = checker(for: step, frame, turn: turn)
    checker.steps = .some
    inner.given = Set(step.settings.map(\.key.value))
    for (key, value) in step.settings {
      guard let parameter = declared.first(where: { $0.name == key.value }) else {
        let near = nearest(key.value, among: names).first.map { "did you mean '\($0)'?" }
        diagnostics.error(
          "settings.unknown", "\(inner.workflow.path) has no parameter '\(key.value)'", at: key.place,
          help: near ?? (names.isEmpty ? "it has none" : "it has \(names.joined(separator: ", "))"))
        continue
      }
      let references = value.value.references
      let faults = checker.faults(references, from: value.place, in: source)
      for fault in faults { diagnostics.error(fault) }
      if !faults.isEmpty {
        inner.parameters[key.value] = nil
        continue
      }
      if scope.isLate(references) {
        inner.parameters[key.value] = nil
        inner.late.append(.init(parameter: parameter, value: value))
        continue
      }
      do throws(Problem) {
        let given = try scope.evaluate(value, [:], planner.engine)
        guard parameter.accepts(given) else {
          throw Problem.parameterType(parameter, given, of: inner.workflow.path).placed(value.place)
        }
        inner.parameters[key.value] = given
      } catch {
        diagnostics.error(error)
        inner.parameters[key.value] = nil
      }
    }
    let late = inner.late.map(\.parameter.name)
    for parameter in declared where inner.parameters[parameter.name] == nil && !late.contains(parameter.name) {
      inner.open.insert(parameter.name)
      if parameter.defaultValue == nil, !step.settings.contains(where: { $0.key.value == parameter.name }) {
        diagnostics.error(
          "settings.missing",
          "\(inner.workflow.path) needs '\(parameter.name)': \(parameter.expectation)", at: step.use.place,
          help: "set it under 'with'" + (parameter.ownHelp.map { ": " + $0 } ?? ""))
      }
    }
  }
}

/// A script with what it may reach: the same code may be two steps.
struct ScriptUse: Hashable {
  var script: Script
  var allowance: ScriptAllowance
}
