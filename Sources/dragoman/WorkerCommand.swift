import Document
import Plugins
import Scripting
import Workbench
import Workflow

extension Command {
  static let worker = Command(
    name: "worker", summary: "Takes documents as lines of JSON and gives them back, done.", operands: "WORKFLOW",
    flags: [Flags.set, Flags.jobs, Flags.now, Flags.quiet],
    details: """
      Each line of standard input is a document as `dragoman inspect --json` prints it, {"path": "FILE"}, or {"text": "…"};
      the latter two are read by the workflow's first step. For each comes the document out, as one line, in the same order. A
      line that is wrong, or whose step failed, gives {"error": …, "line": n}, and the next goes on: for Spark's pipe, for GNU
      parallel, for a queue. Steps that need all documents are left out.

      Example: dragoman inspect --json articles | dragoman worker workflows/briefing > done.jsonl
      """
  ) { arguments throws(Problem) in
    try arguments.requireOperands("the workflow", for: "worker")
    let registry = try Registry.builtIn()
    let planner = Planner(registry: registry, engine: LuaEngine())
    let (plan, _, diagnostics) = planner.plan(arguments.operands[0], assignments: try arguments.assignments())
    DiagnosticPrinter.print(diagnostics)
    guard let plan else { return .usage }
    Interrupt.listen()
    let isQuiet = arguments.has(Flags.quiet)
    let options = RunOptions(
      out: "", jobs: try arguments.jobs(), now: try arguments.now(), isInterrupted: { Interrupt.isSet },
      onEvent: { event in
        if case .message(let level, let step, let message) = event, level >= .warning, !isQuiet {
          Terminal.standardError("step '\(step)': \(level.rawValue): \(message)")
        }
      })
    let worker = try LineWorker(plan, registry: registry, options: options)
    if !worker.leftOut.isEmpty, !isQuiet {
      Terminal.standardError("left out, since they need all documents: \(worker.leftOut.joined(separator: ", "))")
    }
    let failures = try worker.work(from: 0, to: ByteSink(descriptor: 1, path: "standard output"))
    return Interrupt.isSet ? .interrupted : failures > 0 ? .someFailed : .done
  }
}
