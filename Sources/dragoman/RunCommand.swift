import Document
import Glibc
import Plugins
import Scripting
import Text
import Workbench
import Workflow

extension Command {
  static let run = Command(
    name: "run", summary: "Runs a workflow over documents.", operands: "WORKFLOW INPUT...",
    flags: [
      Flags.set, RunCommand.out, Flags.jobs, RunCommand.fresh, RunCommand.dryRun, Flags.now, RunCommand.cacheLimit,
      Flags.json, Flags.quiet,
    ],
    details: """
      WORKFLOW is a workflow file, or a folder that holds workflow.yaml. An INPUT is a file, a folder, or - for standard
      input. The paths of the files that were made go to standard output, everything else to standard error; run.json in
      the output folder says what became of each document.

      What steps make is kept in DIR/.dragoman: a second run does only what changed, and a run that was broken off goes on
      where it was. Files that an earlier run of the workflow made and that tell of nothing any more are removed.

      Example: dragoman run workflows/briefing article.txt --out briefing
      """
  ) { arguments throws(Problem) in try RunCommand(arguments).status() }
}

struct RunCommand {
  static let out = Flag(name: "out", letter: "o", value: "DIR", help: "The output folder; 'out' where not set.")
  static let fresh = Flag(name: "fresh", help: "Does everything anew, whatever earlier runs have made.")
  static let cacheLimit = Flag(
    name: "cache-limit", value: "SIZE",
    help: "How large DIR/.dragoman may be after the run, such as 500M or 20G; 4G where not set.")
  static let dryRun = Flag(name: "dry-run", help: "Says which steps would run over which inputs, and runs nothing.")

  let arguments: Arguments

  init(_ arguments: Arguments) { self.arguments = arguments }

  func status() throws(Problem) -> ExitStatus {
    try arguments.requireOperands("the workflow", for: "run")
    let registry = try Registry.builtIn()
    let planner = Planner(registry: registry, engine: LuaEngine())
    let (plan, workflow, diagnostics) = planner.plan(arguments.operands[0], assignments: try arguments.assignments())
    guard let plan else {
      try CheckCommand.report(diagnostics, asJSON: arguments.has(Flags.json))
      return .usage
    }
    if !arguments.has(Flags.quiet) { DiagnosticPrinter.print(diagnostics) }
    let inputs: Inputs
    do {
      inputs = try Inputs(Array(arguments.operands.dropFirst()), accepts: workflow?.accepts ?? [])
    } catch {
      Terminal.standardError(error.description)
      return .usage
    }
    if arguments.has(RunCommand.dryRun) { return try dryRun(plan, inputs) }
    return try run(plan, inputs, registry)
  }

  private func run(_ plan: Plan, _ inputs: Inputs, _ registry: Registry) throws(Problem) -> ExitStatus {
    let progress = Progress(quiet: arguments.has(Flags.quiet))
    let out = arguments.value(RunCommand.out) ?? "out"
    Interrupt.listen()
    let options = RunOptions(
      out: out, jobs: try arguments.jobs(), now: try arguments.now(), isFresh: arguments.has(RunCommand.fresh),
      cacheLimit: try arguments.size(RunCommand.cacheLimit) ?? RunOptions.usualCacheLimit,
      isInterrupted: { Interrupt.isSet },
      onEvent: { progress.take($0) })
    let run = try Run(plan, inputs: inputs, registry: registry, options: options)
    let report = run.report()
    progress.finish()
    let json = report.json(version: Dragoman.version)
    var unwritten: Problem?
    do {
      try Outputs.writeFile(out + "/run.json", drafts: run.drafts) { sink throws(Problem) in
        try sink.write(JSON.pretty(json) + "\n")
      }
    } catch { unwritten = error }
    if arguments.has(Flags.json) {
      try Terminal.print(JSON.line(json))
    } else if !arguments.has(Flags.quiet) {
      for file in report.outputs { try Terminal.print(out + "/" + file) }
      Terminal.standardError(summary(report))
    }
    if let problem = report.problem {
      Terminal.standardError(problem.description)
      return problem.code == "run.nothing-left" ? .someFailed : .stopped
    }
    if report.wasInterrupted {
      Terminal.standardError("interrupted; run the same command again to have the whole result")
      return .interrupted
    }
    if let unwritten { throw unwritten }
    return report.failed > 0 ? .someFailed : .done
  }

  private func summary(_ report: RunReport) -> String {
    let seconds = (report.seconds * 100).rounded() / 100
    let noun = report.done == 1 ? "document" : "documents"
    let failed = report.failed > 0 ? ", \(report.failed) failed" : ""
    let cached = report.isUnchanged ? report.done : report.records.count { $0.isCached }
    let before = cached == 0 ? "" : cached == report.done ? ", all as before" : ", \(cached) as before"
    return "\(report.done) \(noun) done\(before)\(failed) in \(seconds) s"
  }

  private func dryRun(_ plan: Plan, _ inputs: Inputs) throws(Problem) -> ExitStatus {
    let noun = inputs.paths.count == 1 ? "input" : "inputs"
    var lines = ["\(plan.workflow.name): \(plan.steps.count) steps over \(inputs.paths.count) \(noun)"]
    for step in plan.steps {
      let needs = step.needs.isEmpty ? "" : ", after \(step.needs.joined(separator: ", "))"
      lines.append("  \(step.id): \(step.manual.versioned)\(needs)")
    }
    for path in inputs.paths { lines.append("  input: \(path)") }
    try Terminal.print(lines.joined(separator: "\n"))
    return .done
  }
}
