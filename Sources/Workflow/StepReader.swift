import Document
import Text
import Workbench

/// Reads the steps of a workflow file.
extension WorkflowReader {
  mutating func steps(_ root: YAMLNode) -> [WorkflowStep] {
    guard let node = root["steps"] else {
      if isMisspelt("steps", in: root) { return [] }
      diagnostics.error(
        "workflow.missing-key", "the key 'steps' is missing", at: place(root),
        help: "a workflow is a list of steps: write `steps:` and `- use: parse.auto` below it")
      return []
    }
    guard let items = node.items, !items.isEmpty else {
      let found = node.items != nil ? "an empty list" : node.kindInWords
      diagnostics.error(
        "workflow.type", "'steps' must be a list of steps, not \(found)", at: place(node),
        help: node.pairs == nil ? "write `- use: parse.auto` below it" : "begin each step with '- '")
      return []
    }
    var steps: [WorkflowStep] = []
    for (at, item) in items.enumerated() {
      let step = step(item, number: at + 1)
      if let earlier = steps.first(where: { $0.id == step.id }) {
        diagnostics.error(
          "workflow.duplicate-step",
          "the step '\(step.id)' stands twice; the first is on line \(earlier.place.line ?? 0)",
          at: item["id"].map(place) ?? step.place,
          help: item["id"] == nil ? "give one of them an 'id' of its own" : "give each step an id of its own")
      }
      steps.append(step)
    }
    return steps
  }

  /// A step that cannot be read keeps its place, so that nothing is said of others because of it.
  private mutating func step(_ node: YAMLNode, number: Int) -> WorkflowStep {
    let faults = diagnostics.items.count
    guard node.pairs != nil else {
      diagnostics.error(
        "workflow.type", "a step must be a table of keys, not \(node.kindInWords)", at: place(node),
        help: remedy(forStep: node))
      return broken("step-\(number)", node)
    }
    let use = use(node)
    stepKeys(node, use?.value)
    let named = node["id"].map { text($0, "id") ?? "step-\(number)" }
    let id = named ?? use.map { defaultID($0.value, number) } ?? "step-\(number)"
    if let idNode = node["id"] {
      if idNode.text != nil, idNode.value != .null, !WorkflowReader.isName(id) {
        diagnostics.error("workflow.name", "'\(id)' is no name: \(WorkflowReader.nameRule)", at: place(idNode))
      }
    } else if use != nil, !WorkflowReader.isName(id) {
      diagnostics.error(
        "workflow.missing-key", "the step has no 'id', and what it uses gives it no name", at: place(node),
        help: "write `id: NAME`; \(WorkflowReader.nameRule)")
    }
    var step = broken(id, node)
    if let with = node["with"] {
      for (key, value) in table(with, "'with'", keys: nil) ?? [] {
        step.settings.append(
          (Located(value: key.text ?? "", place: place(key)), Located(value: value.value, place: place(value))))
      }
    }
    step.condition = node["when"].flatMap { condition($0) }
    step.needs = node["needs"].flatMap { needs($0) }
    step.policy = policy(node)
    step.policyKeys = Set(node.pairs?.compactMap(\.key.text) ?? [])
    step.loop = loop(node)
    guard let use else { return step }
    step.use = use
    step.allowance = allowance(node, for: use.value)
    // A loop that could not be read would leave 'each' without meaning.
    let loops = ["foreach", "matrix"]
    step.isBroken =
      loops.contains { node[$0] != nil } && step.loop == nil && diagnostics.items.count > faults
      || (loops + ["with"]).contains { isMisspelt($0, in: node, among: WorkflowReader.stepKeys) }
    return step
  }

  private func broken(_ id: String, _ node: YAMLNode) -> WorkflowStep {
    WorkflowStep(
      id: id, use: Located(value: .processor(""), place: place(node)), settings: [], needs: nil, policy: StepPolicy(),
      isBroken: true, place: place(node))
  }

  /// `use parse.auto` and `use:parse.auto` are texts to YAML.
  private func remedy(forStep node: YAMLNode) -> String {
    guard let text = node.text else { return "write `- use: family.step`" }
    let word = text.prefix { $0 != " " && $0 != ":" }
    let rest = text.dropFirst(word.count).drop { $0 == " " || $0 == ":" }
    if WorkflowReader.stepKeys.contains(String(word)), !rest.isEmpty { return "did you mean `\(word): \(rest)`?" }
    return registry.entry(text) != nil ? "did you mean `use: \(text)`?" : "write `- use: family.step`"
  }

  /// Says which keys no step has; of a setting that stands beside `with`, where it belongs.
  private mutating func stepKeys(_ node: YAMLNode, _ use: WorkflowStep.Use?) {
    let manual = use?.text.flatMap { registry.entry($0) }?.manual
    for (key, _) in node.pairs ?? [] {
      guard let name = key.text, !WorkflowReader.stepKeys.contains(name) else { continue }
      if let manual, manual.parameter(name) != nil {
        diagnostics.error(
          "workflow.unknown-key", "'\(name)' is a setting of \(manual.identifier), and stands beside the step's keys",
          at: place(key), help: "write `with: { \(name): … }`")
      } else {
        unknownKey(key, "a step", WorkflowReader.stepKeys)
      }
    }
  }

  /// nil where they cannot be read: the step then follows the one before it.
  private mutating func needs(_ node: YAMLNode) -> [Located<String>]? {
    if node.value == .null {
      diagnostics.error(
        "workflow.type", "'needs' must be a list of steps, not nothing", at: place(node),
        help: "write `needs: [ID]`, or leave it out where the step follows the one before it")
      return nil
    }
    let faults = diagnostics.items.count
    let needs = texts(node, "needs")
    return diagnostics.items.count > faults ? nil : needs
  }

  private mutating func condition(_ node: YAMLNode) -> Located<Script>? {
    guard let script = script(node, "when") else { return nil }
    if script.code.utf8.allSatisfy({ $0 <= 0x20 }) {
      diagnostics.error(
        "workflow.type", "'when' is empty", at: place(node),
        help: "write a condition such as doc.language == \"ar\", or remove the key")
      return nil
    }
    return Located(value: script, place: place(node))
  }

  private func defaultID(_ use: WorkflowStep.Use, _ number: Int) -> String {
    switch use {
    case .processor(let identifier): identifier.split(separator: ".").last.map(String.init) ?? "step-\(number)"
    case .scriptFile(let path): Paths.stem(path)
    case .script: "step-\(number)"
    case .workflow(let path):
      Paths.name(path) == "workflow.yaml" ? Paths.name(Paths.folder(path)) : Paths.stem(path)
    }
  }

  private mutating func use(_ node: YAMLNode) -> Located<WorkflowStep.Use>? {
    switch (node["use"], node["lua"]) {
    case (let use?, nil):
      guard let name = text(use, "use") else { return nil }
      guard !name.isEmpty else {
        diagnostics.error(
          "workflow.type", "'use' names nothing", at: place(use),
          help: "write `use: family.step`, or `use: ./steps/name.lua`; `dragoman processors` lists what there is")
        return nil
      }
      return Located(value: WorkflowStep.Use(name), place: place(use))
    case (nil, let lua?):
      guard let script = script(lua, "lua") else { return nil }
      if script.code.hasSuffix(".lua"), !script.code.contains("\n") {
        diagnostics.error(
          "workflow.conflict", "'lua' holds code, and '\(script.code)' is the name of a file", at: place(lua),
          help: "write `use: \(script.code)`")
        return nil
      }
      return Located(value: .script(script), place: place(lua))
    case (nil, nil):
      let keys = WorkflowReader.stepKeys
      if isMisspelt("use", in: node, among: keys) || isMisspelt("lua", in: node, among: keys) { return nil }
      diagnostics.error(
        "workflow.missing-key", "the step has neither 'use' nor 'lua'", at: place(node),
        help: "write `use: family.step`, `use: ./steps/name.lua` or `lua: |`")
      return nil
    case (.some, let lua?):
      diagnostics.error(
        "workflow.conflict", "a step has 'use' or 'lua', not both", at: place(lua), help: "make two steps of it")
      return nil
    }
  }
}
