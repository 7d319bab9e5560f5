public import Document

/// A document as lines, for the expectations of cases.
public enum DocumentOutline {
  /// Metadata, then each block as `line kind (role): text` with its runs, then the warnings: of formats that are text.
  public static func byLine(_ document: Document) -> String {
    var lines = document.metadata.json.filter { $0.0 != "direction" }.map { "\($0.0): \(JSON.line($0.1))" }
    for block in document.blocks {
      let role = block.role == .body ? "" : " (\(block.role.rawValue))"
      let text = document.text(in: block.range).replacing("\n", with: "⏎").replacing("\t", with: "⇥")
      lines.append("\(block.place.line ?? 0) \(block.kind.rawValue)\(numbers(block))\(role): \(text)")
      for run in block.runs {
        lines.append("    \(run.kind.rawValue) '\(document.text(in: run.range))'" + (run.value.map { " \($0)" } ?? ""))
      }
    }
    return (lines + warnings(document)).joined(separator: "\n")
  }

  /// Each block as `number role kind: text` with its runs, then the warnings: of formats of offices.
  ///
  /// - Parameter number: of a block's place: its paragraph's, its slide's.
  public static func numbered(_ document: Document, by number: (Place) -> Int?) -> String {
    var lines: [String] = []
    for block in document.blocks {
      let kind = block.kind == .paragraph ? "" : " \(block.kind.rawValue)"
      let text = String(document.text(in: block.range)).replacing("\t", with: " | ")
      lines.append("\(number(block.place) ?? 0) \(block.role.rawValue)\(kind)\(numbers(block)): \(text)")
      lines += block.runs.map { "    \($0.kind.rawValue) '\(document.text(in: $0.range))' \($0.value ?? "")" }
    }
    return (lines + warnings(document)).joined(separator: "\n")
  }

  private static func numbers(_ block: Block) -> String {
    (block.level.map { " \($0)" } ?? "") + (block.number.map { " no. \($0)" } ?? "")
  }

  private static func warnings(_ document: Document) -> [String] {
    document.warnings.map { $0.line(severity: "warning") }
  }
}
