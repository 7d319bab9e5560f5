import Document
import Text
import Workbench

/// Reads the parameters that a workflow file declares.
extension WorkflowReader {
  static let types = ["text", "number", "integer", "flag", "choice", "path", "texts", "paths"]

  mutating func parameters(_ node: YAMLNode) -> [Parameter] {
    if node.items != nil {
      diagnostics.error(
        "workflow.type", "'params' must be a table of keys, not a list", at: place(node),
        help: "write `name: { type: text, default: … }`, without '- '")
      return []
    }
    guard let pairs = table(node, "'params'", keys: nil) else { return [] }
    return pairs.map { parameter($0.key, $0.value) }
  }

  /// A parameter that cannot be read keeps its name, so that nothing is said where it is used.
  private mutating func parameter(_ key: YAMLNode, _ node: YAMLNode) -> Parameter {
    let name = key.text ?? ""
    if !WorkflowReader.isName(name) {
      diagnostics.error("workflow.name", "'\(name)' is no name: \(WorkflowReader.nameRule)", at: place(key))
    }
    let unknown = Parameter(name, .value, default: nil, Parameter.commonHelp(name))
    guard node.pairs != nil else {
      diagnostics.error(
        "workflow.type", "the parameter '\(name)' must be a table of keys, not \(node.inWords)", at: place(node),
        help:
          "write `\(name): { type: \(WorkflowReader.type(of: node.value)), default: \(node.value == .null ? "…" : node.text ?? "…") }`"
      )
      return unknown
    }
    _ = table(node, "the parameter '\(name)'", keys: WorkflowReader.parameterKeys)
    guard let typeNode = node["type"] else {
      if isMisspelt("type", in: node, among: WorkflowReader.parameterKeys) { return unknown }
      diagnostics.error(
        "workflow.missing-key", "the parameter '\(name)' has no 'type'", at: place(key),
        help: "write `type: text`, or \(WorkflowReader.types.dropFirst().joined(separator: ", "))")
      return unknown
    }
    guard let type = text(typeNode, "type"), let kind = kind(type, node, at: typeNode) else { return unknown }
    meaningless(type, node)
    let help = node["help"].flatMap { text($0, "help") } ?? Parameter.commonHelp(name)
    let parameter = Parameter(name, kind, default: node["default"]?.value, help)
    if let standard = node["default"], !parameter.accepts(standard.value) {
      diagnostics.error(
        "workflow.default", "the default of '\(name)' must be \(parameter.expectation), not \(standard.inWords)",
        at: place(standard), help: parameter.hint(for: standard.value))
      return Parameter(name, kind, default: nil, help)
    }
    return parameter
  }

  /// The type that a value written in the declaration's place may have been meant to have.
  private static func type(of value: Value) -> String {
    switch value {
    case .bool: "flag"
    case .integer: "integer"
    case .number: "number"
    case .array: "texts"
    default: "text"
    }
  }

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
      let choices = node["choices"].map { texts($0, "choices").map(\.value) }
      if choices?.isEmpty ?? true {
        diagnostics.error(
          "workflow.missing-key", "a choice needs 'choices'", at: place(node["choices"] ?? typeNode),
          help: "write `choices: [a, b]`")
        return nil
      }
      return .choice(choices ?? [])
    default:
      let meant = WorkflowReader.otherNames[type.lowercased()] ?? nearest(type, among: WorkflowReader.types).first
      diagnostics.error(
        "workflow.type", "there is no type '\(type)' of parameters", at: place(typeNode),
        help: meant.map { "did you mean '\($0)'?" } ?? "the types are \(WorkflowReader.types.joined(separator: ", "))")
      return nil
    }
  }

  /// Names that other formats have for the types.
  private static let otherNames = [
    "string": "text", "str": "text", "int": "integer", "float": "number", "double": "number", "bool": "flag",
    "boolean": "flag", "file": "path", "files": "paths", "folder": "path", "dir": "path", "enum": "choice",
    "list": "texts", "array": "texts", "strings": "texts",
  ]

  /// Keys that say nothing about a parameter of this type.
  private mutating func meaningless(_ type: String, _ node: YAMLNode) {
    for (key, _) in node.pairs ?? [] {
      let name = key.text ?? ""
      let fits =
        switch name {
        case "min", "max": type == "number" || type == "integer"
        case "choices": type == "choice"
        default: true
        }
      if !fits {
        diagnostics.error(
          "workflow.type", "'\(name)' says nothing about a parameter of type \(type)", at: place(key),
          help: name == "choices" ? "write `type: choice`, or remove it" : "write `type: number`, or remove it")
      }
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
        let whole = Bound.self == Int.self ? "a whole number" : "a number"
        diagnostics.error("workflow.type", "'\(key)' must be \(whole), not \(bound.inWords)", at: place(bound))
        return nil
      }
      ends[at] = value
    }
    guard ends[0] <= ends[1] else {
      diagnostics.error(
        "workflow.type", "'min' is more than 'max'", at: place(node["min"] ?? node), help: "change one of the two")
      return nil
    }
    return ends[0]...ends[1]
  }
}

extension Parameter {
  /// What stands for a help that the workflow file does not give.
  static func commonHelp(_ name: String) -> String { "The parameter \(name) of the workflow." }

  /// Its help, where the workflow file gives one.
  var ownHelp: String? { help == Parameter.commonHelp(name) ? nil : help }

  /// How to write a value that YAML takes for something else; nil where that is not what is wrong.
  func hint(for value: Value) -> String? {
    switch (kind, value) {
    case (.flag, .string(let text)):
      switch text.lowercased() {
      case "no", "off", "n", "0": return "write false: '\(text)' is text"
      case "yes", "on", "y", "1": return "write true: '\(text)' is text"
      case "true", "false": return "write \(text.lowercased()) without quotes"
      default: return nil
      }
    case (.flag, .integer(let number)) where number == 0 || number == 1: return "write \(number == 1)"
    case (.number, .string(let text)), (.integer, .string(let text)):
      let bare = String(text.filter { $0 != "_" && $0 != " " })
      if Double(bare) != nil { return "write \(bare)\(bare == text ? " without quotes" : "")" }
      return text.contains(",") && Double(text.replacing(",", with: ".")) != nil
        ? "write \(text.replacing(",", with: "."))" : nil
    case (.text, .integer), (.text, .number), (.text, .bool), (.text, .null), (.path, .integer), (.choice, .bool),
      (.choice, .integer), (.choice, .number), (.texts, .integer), (.texts, .number), (.texts, .bool):
      if value == .null { return "write \"\" for an empty text" }
      return "quotes make it text: \"\(JSON.line(value))\""
    default: return nil
    }
  }
}
