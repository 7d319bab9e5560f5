import Document

/// Results in the Test Anything Protocol, version 14.
enum TAP {
  /// The line of one test, and below it what is wrong as a YAML block.
  static func lines(_ outcome: TestOutcome, number: Int) -> [String] {
    let name = escaped("\(outcome.file): \(outcome.name)")
    guard let problem = outcome.problem else { return ["ok \(number) - \(name)"] }
    var lines = ["not ok \(number) - \(name)", "  ---", "  message: \(quoted(problem.message))"]
    lines.append("  severity: fail")
    lines.append("  code: \(quoted(problem.code))")
    if let file = problem.place.file {
      lines += ["  at:", "    file: \(quoted(file))"]
      if let line = problem.place.line { lines.append("    line: \(line)") }
      if let column = problem.place.column { lines.append("    column: \(column)") }
    }
    if let help = problem.help { lines.append("  help: \(quoted(help))") }
    let details = problem.trace + outcome.more.map(\.description)
    if !details.isEmpty { lines.append("  details:") }
    lines += details.map { "    - \(quoted($0))" }
    return lines + ["  ..."]
  }

  /// A description: `#` would begin a directive, and a line feed would end the line.
  private static func escaped(_ text: String) -> String {
    var made = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "#", "\\": made += "\\" + String(scalar)
      case _ where scalar.value < 0x20: made += " "
      default: made.unicodeScalars.append(scalar)
      }
    }
    return made
  }

  /// JSON's quoted texts are YAML's too.
  private static func quoted(_ text: String) -> String { JSON.line(.string(text)) }
}
