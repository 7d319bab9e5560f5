import Document
import Text
import Workbench

/// Reads the tests that stand in a workflow file.
extension WorkflowReader {
  mutating func tests(_ node: YAMLNode, _ parameters: [Parameter]) -> [WorkflowTest] {
    guard let items = node.items else {
      diagnostics.error(
        "workflow.type", "'tests' must be a list, not \(node.kindInWords)", at: place(node),
        help: node.pairs == nil ? "write `- name: …` below it, or remove it" : "begin each test with '- '")
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
      let inputs = item["inputs"].map { texts($0, "inputs").map(\.value) } ?? []
      if item["inputs"] == nil && !isMisspelt("inputs", in: item, among: WorkflowReader.testKeys)
        || item["inputs"]?.items?.isEmpty ?? false
      {
        diagnostics.error(
          "workflow.missing-key", "the test has no 'inputs'", at: place(item["inputs"] ?? item),
          help: "write `inputs: [samples/article.txt]`: what the workflow is run over")
      }
      tests.append(
        WorkflowTest(
          name: item["name"].flatMap { text($0, "name") } ?? "test \(tests.count + 1)", inputs: inputs,
          parameters: item["params"].map { values($0, parameters) } ?? Fields(),
          expectation: item["expect"].flatMap { script($0, "expect") }, golden: item["golden"].flatMap { golden($0) },
          place: place(item)))
    }
    return tests
  }

  /// What a test sets parameters to.
  private mutating func values(_ node: YAMLNode, _ parameters: [Parameter]) -> Fields {
    var values = Fields()
    let names = parameters.map(\.name)
    for (key, value) in table(node, "'params'", keys: nil) ?? [] {
      let name = key.text ?? ""
      guard let parameter = parameters.first(where: { $0.name == name }) else {
        let near = nearest(name, among: names).first.map { "did you mean '\($0)'?" }
        diagnostics.error(
          "workflow.unknown-parameter", "the workflow has no parameter '\(name)'", at: place(key),
          help: near ?? (names.isEmpty ? "it has none" : "it has \(names.joined(separator: ", "))"))
        continue
      }
      guard parameter.accepts(value.value) else {
        diagnostics.error(
          "workflow.parameter", "'\(name)' must be \(parameter.expectation), not \(value.inWords)", at: place(value),
          help: parameter.hint(for: value.value) ?? parameter.ownHelp)
        continue
      }
      values[name] = value.value
    }
    return values
  }

  /// A folder, or a table of output files with the files they must equal.
  private mutating func golden(_ node: YAMLNode) -> GoldenFiles? {
    guard node.pairs != nil else { return text(node, "golden").map { .folder($0) } }
    let pairs = table(node, "'golden'", keys: nil) ?? []
    return .files(
      pairs.compactMap { key, value in text(value, key.text ?? "").map { (output: key.text ?? "", path: $0) } })
  }
}
