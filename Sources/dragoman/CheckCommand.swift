import Document
import Plugins
import Scripting
import Workbench
import Workflow

extension Command {
  static let check = Command(
    name: "check", summary: "Finds every fault of workflow files before anything runs.", operands: "WORKFLOW...",
    flags: [Flags.set, Flags.json, Flags.quiet],
    details: """
      Each fault is one line: file:line:column: error: what is wrong; help: how to mend it.

      Example: dragoman check workflows/briefing
      """
  ) { arguments throws(Problem) in
    try arguments.requireOperands("the workflow", for: "check")
    let planner = Planner(registry: try Registry.builtIn(), engine: LuaEngine())
    var status = ExitStatus.done
    for path in arguments.operands {
      let (plan, _, diagnostics) = planner.plan(
        path, assignments: try arguments.assignments(), requiresParameters: false)
      if plan == nil { status = .usage }
      try CheckCommand.report(diagnostics, asJSON: arguments.has(Flags.json))
      if !arguments.has(Flags.json), !arguments.has(Flags.quiet), let plan {
        try Terminal.print("\(Planner.file(for: path)): \(plan.steps.count) steps, no errors")
      }
    }
    return status
  }
}

enum CheckCommand {
  /// Diagnostics for a person on standard error, or one JSON object a line on standard output.
  static func report(_ diagnostics: Diagnostics, asJSON: Bool) throws(Problem) {
    guard asJSON else { return DiagnosticPrinter.print(diagnostics) }
    for item in diagnostics.sorted {
      var fields: Fields = ["severity": .string(item.severity.rawValue)]
      for (key, value) in item.problem.json.object ?? [:] { fields[key] = value }
      try Terminal.print(JSON.line(.object(fields)))
    }
  }
}
