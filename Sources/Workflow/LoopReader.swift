import Document
import Workbench

/// Reads `foreach` and `matrix` of a step.
extension WorkflowReader {
  mutating func loop(_ node: YAMLNode) -> Loop? {
    switch (node["foreach"], node["matrix"]) {
    case (nil, nil): return nil
    case (.some, let matrix?):
      diagnostics.error(
        "workflow.conflict", "a step has 'foreach' or 'matrix', not both", at: place(matrix),
        help: "add a key to the matrix for the values of 'foreach'")
      return nil
    case (let each?, nil):
      if each.pairs != nil {
        diagnostics.error(
          "workflow.type", "'foreach' must be a list, not a table of keys", at: place(each),
          help: "write `foreach: [a, b]`; several lists with keys are a `matrix`")
        return nil
      }
      return .each(Located(value: each.value, place: place(each)))
    case (nil, let matrix?):
      guard let pairs = table(matrix, "'matrix'", keys: nil) else { return nil }
      guard !pairs.isEmpty else {
        diagnostics.error(
          "workflow.type", "'matrix' is empty", at: place(matrix), help: "write `matrix: {key: [a, b]}`")
        return nil
      }
      for (key, _) in pairs where !WorkflowReader.isName(key.text ?? "") {
        diagnostics.error(
          "workflow.name", "'\(key.text ?? "")' is no name: \(WorkflowReader.nameRule)", at: place(key))
      }
      let lists = pairs.map { key, values in
        (
          key: Located(value: key.text ?? "", place: place(key)),
          values: Located(value: values.value, place: place(values))
        )
      }
      return .matrix(lists, place(matrix))
    }
  }
}
