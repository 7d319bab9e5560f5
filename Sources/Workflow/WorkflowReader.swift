import Document
import Text
import Workbench

/// Makes a ``Workflow`` of YAML, and says everything that is wrong with its form in one pass.
struct WorkflowReader {
  let path: String
  var diagnostics: Diagnostics
  private var folder: String { Paths.folder(path) }

  static let topKeys = ["dragoman", "workflow", "summary", "inputs", "params", "steps", "tests"]
  static let stepKeys = [
    "id", "use", "lua", "with", "when", "needs", "foreach", "matrix", "on-error", "retry", "timeout", "cache",
    "limits", "allow",
  ]
  static let parameterKeys = ["type", "default", "min", "max", "choices", "help"]
  static let testKeys = ["name", "inputs", "params", "expect", "golden"]

  init(path: String) {
    self.path = path
    diagnostics = Diagnostics(file: path)
  }

  mutating func read(_ bytes: [UInt8]) -> Workflow? {
    let root: YAMLNode?
    do {
      root = try YAML.parse(bytes)
    } catch {
      diagnostics.error(error)
      return nil
    }
    guard let root, table(root, "a workflow file", keys: WorkflowReader.topKeys) != nil else {
      if root == nil {
        let help = "`dragoman help run` shows a small one"
        diagnostics.error("workflow.empty", "the file has no content", at: Place(line: 1, column: 1), help: help)
      }
      return nil
    }
    version(root)
    let name = root["workflow"].flatMap { text($0, "workflow") } ?? Paths.name(folder)
    if let node = root["workflow"], !WorkflowReader.isName(name) {
      diagnostics.error("workflow.name", "'\(name)' is no name: \(WorkflowReader.nameRule)", at: place(node))
    }
    let accepted = root["inputs"].map { accepts($0) } ?? []
    let keys = root["params"]?.pairs?.compactMap { key, _ in key.text.map { ($0, place(key)) } } ?? []
    return Workflow(
      path: path, folder: folder, name: name, summary: root["summary"].flatMap { text($0, "summary") } ?? "",
      accepts: accepted.map { $0.value.lowercased() }, parameters: root["params"].map { parameters($0) } ?? [],
      steps: steps(root), tests: root["tests"].map { tests($0) } ?? [], source: SourceLines(bytes),
      acceptPlaces: accepted,
      parameterPlaces: Dictionary(keys) { first, _ in first }, stepsPlace: root["steps"].map(place))
  }

  private mutating func version(_ root: YAMLNode) {
    guard let node = root["dragoman"] else {
      return diagnostics.error(
        "workflow.version", "the key 'dragoman' is missing", at: Place(line: 1, column: 1),
        help: "begin the file with `dragoman: 1`, the version of the format")
    }
    if node.value != .integer(1) {
      diagnostics.error(
        "workflow.version", "this program reads version 1 of the format, not \(node.text ?? node.kindInWords)",
        at: place(node), help: "write `dragoman: 1`")
    }
  }

  // MARK: inputs and parameters

  private mutating func accepts(_ node: YAMLNode) -> [Located<String>] {
    guard table(node, "'inputs'", keys: ["documents"]) != nil, let documents = node["documents"],
      table(documents, "'documents'", keys: ["type", "accept"]) != nil
    else { return [] }
    if let type = documents["type"], type.text != "files" {
      diagnostics.error("workflow.type", "'type' must be files", at: place(type))
    }
    return documents["accept"].map { texts($0, "accept") } ?? []
  }

  private mutating func parameters(_ node: YAMLNode) -> [Parameter] {
    guard let pairs = table(node, "'params'", keys: nil) else { return [] }
    return pairs.compactMap { parameter($0.key, $0.value) }
  }

  private mutating func parameter(_ key: YAMLNode, _ node: YAMLNode) -> Parameter? {
    let name = key.text ?? ""
    if !WorkflowReader.isName(name) {
      diagnostics.error("workflow.name", "'\(name)' is no name: \(WorkflowReader.nameRule)", at: place(key))
    }
    guard table(node, "the parameter '\(name)'", keys: WorkflowReader.parameterKeys) != nil else { return nil }
    guard let typeNode = node["type"], let type = text(typeNode, "type") else {
      diagnostics.error(
        "workflow.missing-key", "the parameter '\(name)' has no 'type'", at: place(key),
        help: "write `type: text`, or \(WorkflowReader.types.dropFirst().joined(separator: ", "))")
      return nil
    }
    guard let kind = kind(type, node, at: typeNode) else { return nil }
    let help = node["help"].flatMap { text($0, "help") } ?? Parameter.commonHelp(name)
    let parameter = Parameter(name, kind, default: node["default"]?.value, help)
    if let value = parameter.defaultValue, !parameter.accepts(value), let place = node["default"].map(place) {
      diagnostics.error(
        "workflow.default", "the default of '\(name)' must be \(parameter.expectation)", at: place)
    }
    return parameter
  }

  static let types = ["text", "number", "integer", "flag", "choice", "path", "texts", "paths"]

  private mutating func kind(_ type: String, _ node: YAMLNode, at typeNode: YAMLNode) -> Parameter.Kind? {
    switch type {
    case "text": return .text
    case "flag": return .flag
    case "path": return .path
    case "texts": return .texts
    case "paths": return .paths
    case "number":
      return .number(
        bounds(node, lowest: -Double.greatestFiniteMagnitude, highest: .greatestFiniteMagnitude) { $0.double })
    case "integer": return .integer(bounds(node, lowest: .min, highest: .max) { $0.integer })
    case "choice":
      let choices = node["choices"].map { texts($0, "choices").map(\.value) } ?? []
      if choices.isEmpty {
        diagnostics.error(
          "workflow.missing-key", "a choice needs 'choices'", at: place(node), help: "write `choices: [a, b]`")
      }
      return .choice(choices)
    default:
      let near = nearest(type, among: WorkflowReader.types).first.map { "did you mean '\($0)'?" }
      diagnostics.error(
        "workflow.type", "there is no type '\(type)' of parameters", at: place(typeNode),
        help: near ?? "the types are \(WorkflowReader.types.joined(separator: ", "))")
      return nil
    }
  }

  private mutating func bounds<Bound: Comparable>(
    _ node: YAMLNode, lowest: Bound, highest: Bound, _ convert: (Value) -> Bound?
  ) -> ClosedRange<Bound>? {
    guard node["min"] != nil || node["max"] != nil else { return nil }
    var ends = [lowest, highest]
    for (at, key) in ["min", "max"].enumerated() {
      guard let bound = node[key] else { continue }
      guard let value = convert(bound.value) else {
        diagnostics.error("workflow.type", "'\(key)' must be a number of the parameter's type", at: place(bound))
        return nil
      }
      ends[at] = value
    }
    guard ends[0] <= ends[1] else {
      diagnostics.error("workflow.type", "'min' is more than 'max'", at: place(node))
      return nil
    }
    return ends[0]...ends[1]
  }

  // MARK: steps

  private mutating func steps(_ root: YAMLNode) -> [WorkflowStep] {
    guard let node = root["steps"] else {
      diagnostics.error(
        "workflow.missing-key", "the key 'steps' is missing", at: place(root), help: "a workflow is a list of steps")
      return []
    }
    guard let items = node.items, !items.isEmpty else {
      let found = node.items != nil ? "an empty list" : node.kindInWords
      diagnostics.error(
        "workflow.type", "'steps' must be a list of steps, not \(found)", at: place(node),
        help: "write `- id: read` and `use: parse.auto` below it")
      return []
    }
    var steps: [WorkflowStep] = []
    for (at, item) in items.enumerated() {
      guard let step = step(item, number: at + 1) else { continue }
      if let earlier = steps.first(where: { $0.id == step.id }) {
        diagnostics.error(
          "workflow.duplicate-step",
          "the step '\(step.id)' stands twice; the first is on line \(earlier.place.line ?? 0)",
          at: step.place, help: "give each step an id of its own")
      }
      steps.append(step)
    }
    return steps
  }

  private mutating func step(_ node: YAMLNode, number: Int) -> WorkflowStep? {
    guard table(node, "a step", keys: WorkflowReader.stepKeys) != nil else { return nil }
    guard let use = use(node) else { return nil }
    let id = node["id"].flatMap { text($0, "id") } ?? defaultID(use.value, number)
    if node["id"] == nil, !WorkflowReader.isName(id) {
      diagnostics.error(
        "workflow.missing-key", "the step has no 'id', and what it uses gives it no name", at: place(node),
        help: "write `id: NAME`; \(WorkflowReader.nameRule)")
    }
    if let idNode = node["id"], !WorkflowReader.isName(id) {
      diagnostics.error("workflow.name", "'\(id)' is no name: \(WorkflowReader.nameRule)", at: place(idNode))
    }
    var settings: [(key: Located<String>, value: Located<Value>)] = []
    if let with = node["with"] {
      for (key, value) in table(with, "'with'", keys: nil) ?? [] {
        settings.append(
          (Located(value: key.text ?? "", place: place(key)), Located(value: value.value, place: place(value))))
      }
    }
    return WorkflowStep(
      id: id, use: use, settings: settings, condition: node["when"].flatMap { condition($0) },
      needs: node["needs"].map { texts($0, "needs") }, policy: policy(node),
      policyKeys: Set(node.pairs?.compactMap(\.key.text) ?? []), allowance: allowance(node, for: use.value),
      loop: loop(node), place: place(node))
  }

  private mutating func condition(_ node: YAMLNode) -> Located<Script>? {
    script(node, "when").map { Located(value: $0, place: place(node)) }
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
      return Located(value: WorkflowStep.Use(name), place: place(use))
    case (nil, let lua?):
      return script(lua, "lua").map { Located(value: .script($0), place: place(lua)) }
    case (nil, nil):
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

  // MARK: tests

  private mutating func tests(_ node: YAMLNode) -> [WorkflowTest] {
    guard let items = node.items else {
      diagnostics.error("workflow.type", "'tests' must be a list, not \(node.kindInWords)", at: place(node))
      return []
    }
    var tests: [WorkflowTest] = []
    for item in items {
      guard table(item, "a test", keys: WorkflowReader.testKeys) != nil else { continue }
      if item["expect"] == nil, item["golden"] == nil {
        diagnostics.error(
          "workflow.missing-key", "the test has neither 'expect' nor 'golden'", at: place(item),
          help: "write `expect: |` with Lua below it, or `golden: expected/` with the files that must come out")
        continue
      }
      tests.append(
        WorkflowTest(
          name: item["name"].flatMap { text($0, "name") } ?? "test \(tests.count + 1)",
          inputs: item["inputs"].map { texts($0, "inputs").map(\.value) } ?? [],
          parameters: item["params"]?.value.object ?? Fields(),
          expectation: item["expect"].flatMap { script($0, "expect") }, golden: item["golden"].flatMap { golden($0) },
          place: place(item)))
    }
    return tests
  }

  /// A folder, or a table of output files with the files they must equal.
  private mutating func golden(_ node: YAMLNode) -> GoldenFiles? {
    guard node.pairs != nil else { return text(node, "golden").map { .folder($0) } }
    let pairs = table(node, "'golden'", keys: nil) ?? []
    return .files(
      pairs.compactMap { key, value in text(value, key.text ?? "").map { (output: key.text ?? "", path: $0) } })
  }

  // MARK: nodes

  func place(_ node: YAMLNode) -> Place {
    Place(file: path, line: node.position.line, column: node.position.column)
  }

  /// The pairs of a table, after saying which keys are not among the known ones.
  mutating func table(
    _ node: YAMLNode, _ what: String, keys: [String]?
  ) -> [(key: YAMLNode, value: YAMLNode)]? {
    guard let pairs = node.pairs else {
      diagnostics.error("workflow.type", "\(what) must be a table of keys, not \(node.kindInWords)", at: place(node))
      return nil
    }
    if let keys {
      for (key, _) in pairs where !keys.contains(key.text ?? "") {
        let name = key.text ?? ""
        let near = nearest(name, among: keys).first.map { "did you mean '\($0)'?" }
        diagnostics.error(
          "workflow.unknown-key", "\(what) has no key '\(name)'", at: place(key),
          help: near ?? "the keys are \(keys.joined(separator: ", "))")
      }
    }
    return pairs
  }

  mutating func text(_ node: YAMLNode, _ key: String) -> String? {
    if let text = node.text { return text }
    diagnostics.error("workflow.type", "'\(key)' must be text, not \(node.kindInWords)", at: place(node))
    return nil
  }

  /// A list of texts; one text is a list of one.
  mutating func texts(_ node: YAMLNode, _ key: String) -> [Located<String>] {
    guard let items = node.items else {
      return text(node, key).map { [Located(value: $0, place: place(node))] } ?? []
    }
    return items.compactMap { item in text(item, key).map { Located(value: $0, place: place(item)) } }
  }

  mutating func script(_ node: YAMLNode, _ key: String) -> Script? {
    text(node, key).map { Script(code: $0, file: path, line: node.firstLineOfText, folder: folder) }
  }

  static let nameRule = "use letters, digits, '-' and '_', a letter first"

  static func isName(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first, first.properties.isAlphabetic else { return false }
    return text.unicodeScalars.allSatisfy {
      $0.properties.isAlphabetic || ("0"..."9").contains($0) || $0 == "-" || $0 == "_"
    }
  }
}

extension Parameter {
  /// What stands for a help that the workflow file does not give.
  static func commonHelp(_ name: String) -> String { "The parameter \(name) of the workflow." }

  /// Its help, where the workflow file gives one.
  var ownHelp: String? { help == Parameter.commonHelp(name) ? nil : help }
}
