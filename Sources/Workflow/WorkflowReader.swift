import Document
import Text
import Workbench

/// Makes a ``Workflow`` of YAML, and says everything that is wrong with its form in one pass.
struct WorkflowReader {
  let path: String
  var diagnostics: Diagnostics
  var folder: String { Paths.folder(path) }

  static let topKeys = ["dragoman", "workflow", "summary", "inputs", "params", "steps", "tests"]
  static let stepKeys = [
    "id", "use", "lua", "with", "when", "needs", "foreach", "matrix", "on-error", "retry", "timeout", "cache",
    "limits", "allow",
  ]
  static let parameterKeys = ["type", "default", "min", "max", "choices", "help"]
  static let testKeys = ["name", "inputs", "params", "expect", "golden"]

  let registry: Registry

  init(path: String, registry: Registry) {
    self.path = path
    self.registry = registry
    diagnostics = Diagnostics(file: path)
  }

  mutating func read(_ bytes: [UInt8]) -> Workflow? {
    let root: YAMLNode?
    do {
      let (node, faults) = try YAML.read(bytes)
      root = node
      for fault in faults { diagnostics.error(fault) }
    } catch {
      diagnostics.error(error)
      return nil
    }
    guard let root, root.value != .null else {
      let start = Place(line: 1, column: 1)
      let help = "begin with `dragoman: 1`; `dragoman new workflow NAME` makes one that runs"
      diagnostics.error("workflow.empty", "the file has no content", at: start, help: help)
      return nil
    }
    guard table(root, "a workflow file", keys: WorkflowReader.topKeys) != nil else { return nil }
    version(root)
    let name = root["workflow"].flatMap { text($0, "workflow") } ?? Paths.name(folder)
    if let node = root["workflow"], node.text != nil, !WorkflowReader.isName(name) {
      diagnostics.error("workflow.name", "'\(name)' is no name: \(WorkflowReader.nameRule)", at: place(node))
    }
    let accepted = root["inputs"].map { accepts($0) } ?? []
    let keys = root["params"]?.pairs?.compactMap { key, _ in key.text.map { ($0, place(key)) } } ?? []
    let declared = root["params"].map { parameters($0) } ?? []
    return Workflow(
      path: path, folder: folder, name: name, summary: root["summary"].flatMap { text($0, "summary") } ?? "",
      accepts: accepted.map { $0.value.lowercased() }, parameters: declared,
      steps: steps(root), tests: root["tests"].map { tests($0, declared) } ?? [], source: SourceLines(bytes),
      acceptPlaces: accepted, parameterPlaces: Dictionary(keys) { first, _ in first },
      defaultPlaces: defaultPlaces(root),
      stepsPlace: root["steps"].map(place))
  }

  private func defaultPlaces(_ root: YAMLNode) -> [String: Place] {
    var places: [String: Place] = [:]
    for (key, value) in root["params"]?.pairs ?? [] {
      if let name = key.text, let standard = value["default"] { places[name] = place(standard) }
    }
    return places
  }

  private mutating func version(_ root: YAMLNode) {
    guard let node = root["dragoman"] else {
      if isMisspelt("dragoman", in: root) { return }
      return diagnostics.error(
        "workflow.version", "the key 'dragoman' is missing", at: place(root),
        help: "begin the file with `dragoman: 1`, the version of the format")
    }
    if node.value != .integer(1) {
      diagnostics.error(
        "workflow.version", "this program reads version 1 of the format, not \(node.inWords)",
        at: place(node), help: node.text == "1" ? "write `dragoman: 1`, without quotes" : "write `dragoman: 1`")
    }
  }

  /// Whether a key that nobody knows is so like this one that it has been asked about.
  func isMisspelt(_ key: String, in node: YAMLNode, among keys: [String] = topKeys) -> Bool {
    (node.pairs ?? []).contains { other, _ in
      guard let name = other.text, !keys.contains(name) else { return false }
      return nearest(name, among: keys).first == key || WorkflowReader.otherNames[name.lowercased()] == key
    }
  }

  // MARK: inputs

  private mutating func accepts(_ node: YAMLNode) -> [Located<String>] {
    guard table(node, "'inputs'", keys: ["documents"]) != nil, let documents = node["documents"],
      table(documents, "'documents'", keys: ["type", "accept"]) != nil
    else { return [] }
    if let type = documents["type"], type.text != "files" {
      diagnostics.error("workflow.type", "'type' must be files", at: place(type))
    }
    return documents["accept"].map { texts($0, "accept") } ?? []
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
      let help =
        switch node.kindInWords {
        case "a list": "write `key: value`, without '- '"
        case "nothing": "write `key: value` below it, or remove it"
        default: "write `key: value`, with a blank after ':'"
        }
      diagnostics.error(
        "workflow.type", "\(what) must be a table of keys, not \(node.kindInWords)", at: place(node), help: help)
      return nil
    }
    if let keys {
      for (key, _) in pairs where !keys.contains(key.text ?? "") { unknownKey(key, what, keys) }
    }
    return pairs
  }

  /// Says that a key is not known here, and what may have been meant.
  mutating func unknownKey(_ key: YAMLNode, _ what: String, _ keys: [String]) {
    let name = key.text ?? ""
    let home = WorkflowReader.homes.first { !$0.keys.elementsEqual(keys) && $0.keys.contains(name) }
    let help =
      if let home {
        "it is a key of \(home.what): look at the indentation"
      } else if let near = nearest(name, among: keys).first {
        "did you mean '\(near)'?"
      } else if let meant = WorkflowReader.otherNames[name.lowercased()], keys.contains(meant) {
        "did you mean '\(meant)'?"
      } else if name.contains(":") {
        "a blank must follow the ':' behind a key"
      } else if Int(name) != nil || name.contains(" ") {
        "in { } a ',' ends a value: a fraction is written 0.7, and a text that holds ',' needs quotes"
      } else {
        "the keys are \(keys.joined(separator: ", "))"
      }
    diagnostics.error("workflow.unknown-key", "\(what) has no key '\(name)'", at: place(key), help: help)
  }

  /// Names that other formats have for our keys.
  private static let otherNames = [
    "parameters": "params", "variables": "params", "vars": "params", "version": "dragoman", "name": "workflow",
    "description": "summary", "jobs": "steps", "tasks": "steps", "stages": "steps", "maximum": "max", "minimum": "min",
    "enum": "choices", "values": "choices", "retries": "retry", "depends": "needs",
    "depends-on": "needs", "depends_on": "needs", "after": "needs", "if": "when", "condition": "when", "run": "lua",
    "script": "lua", "code": "lua", "settings": "with", "options": "with", "config": "with", "args": "with",
    "continue-on-error": "on-error", "loop": "foreach", "for": "foreach", "each": "foreach",
    "strategy": "matrix", "processor": "use", "delay": "backoff", "count": "attempts", "times": "attempts",
    "assert": "expect", "extensions": "accept",
  ]

  private static let homes: [(what: String, keys: [String])] = [
    ("a step", stepKeys), ("the file", topKeys), ("a test", testKeys),
  ]

  mutating func text(_ node: YAMLNode, _ key: String) -> String? {
    if let text = node.text {
      guard node.value == .null else { return text }
      if WorkflowReader.mayBeEmpty.contains(key) { return "" }
    }
    diagnostics.error(
      "workflow.type", "'\(key)' must be text, not \(node.kindInWords)", at: place(node),
      help: node.value == .null ? "write it behind the key, or remove the key" : nil)
    return nil
  }

  private static let mayBeEmpty: Set<String> = ["summary", "help", "name"]

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
