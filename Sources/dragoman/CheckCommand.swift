import Document
import Plugins
import Scripting
import Workbench
import Workflow

extension Command {
  static let check = Command(
    name: "check", summary: "Finds every fault of workflow files before anything runs.", operands: "WORKFLOW...",
    flags: [Flags.set, CheckCommand.strict, Flags.json, CheckCommand.sarif, Flags.quiet],
    details: """
      Each fault is one line: file:line:column: error: what is wrong; help: how to mend it. Below it stands the line of
      the file. A warning is about something that is allowed and hardly meant. With --json each is an object on a line of
      its own; --sarif gives one document for editors and code hosts.

      Status: 0 without errors, 2 with errors, and with --strict also where there are warnings.

      Example: dragoman check workflows/briefing
      """
  ) { arguments throws(Problem) in
    try arguments.requireOperands("the workflow", for: "check")
    return try CheckCommand(arguments: arguments).status()
  }
}

/// Checks the workflows that are named.
struct CheckCommand {
  static let strict = Flag(name: "strict", help: "Takes warnings for errors.")
  static let sarif = Flag(name: "sarif", help: "Prints what was found as one SARIF 2.1.0 document.")

  let arguments: Arguments

  func status() throws(Problem) -> ExitStatus {
    let asJSON = arguments.has(Flags.json)
    let asSARIF = arguments.has(CheckCommand.sarif)
    guard !asJSON || !asSARIF else {
      throw Problem(
        "usage.option", "'--json' and '--sarif' are two forms of one answer", help: "give one of the two")
    }
    let planner = Planner(registry: try Registry.builtIn(), engine: LuaEngine())
    var found: [Diagnostics] = []
    var isSound = true
    for path in arguments.operands {
      let (plan, _, diagnostics) = planner.plan(
        path, assignments: try arguments.assignments(), requiresParameters: false)
      found.append(diagnostics)
      if plan == nil || arguments.has(CheckCommand.strict) && diagnostics.hasWarnings { isSound = false }
      if asSARIF { continue }
      try CheckCommand.report(diagnostics, asJSON: asJSON, quiet: quiet)
      if !asJSON, !arguments.has(Flags.quiet), let plan { try Terminal.print(summary(path, plan, diagnostics)) }
    }
    if asSARIF { try Terminal.print(JSON.pretty(SARIF.document(found, version: Dragoman.version))) }
    return isSound ? .done : .usage
  }

  /// Warnings that make the check fail are not kept quiet.
  private var quiet: Bool { arguments.has(Flags.quiet) && !arguments.has(CheckCommand.strict) }

  private func summary(_ path: String, _ plan: Plan, _ diagnostics: Diagnostics) -> String {
    let steps = plan.steps.count == 1 ? "1 step" : "\(plan.steps.count) steps"
    let count = diagnostics.items.count
    let warnings = count == 0 ? "" : count == 1 ? ", 1 warning" : ", \(count) warnings"
    return "\(Planner.file(for: path)): \(steps), no errors\(warnings)"
  }

  /// Diagnostics for a person on standard error, or one JSON object a line on standard output.
  static func report(_ diagnostics: Diagnostics, asJSON: Bool, quiet: Bool = false) throws(Problem) {
    guard asJSON else { return DiagnosticPrinter.print(diagnostics, quiet: quiet) }
    for item in diagnostics.sorted where !quiet || item.severity == .error {
      var fields: Fields = ["severity": .string(item.severity.rawValue)]
      for (key, value) in item.problem.json.object ?? [:] { fields[key] = value }
      try Terminal.print(JSON.line(.object(fields)))
    }
  }
}
