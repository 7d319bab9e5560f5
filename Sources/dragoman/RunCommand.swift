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
      Flags.set, RunCommand.out, Flags.jobs, RunCommand.fresh, RunCommand.dryRun, RunCommand.watch, Flags.now,
      RunCommand.cacheLimit,
      Flags.json, Flags.quiet,
    ],
    details: """
      WORKFLOW is a workflow file, or a folder that holds workflow.yaml. An INPUT is a file, a folder, or - for standard
      input. The paths of the files that were made go to standard output, everything else to standard error; run.json and
      run.html in the output folder say what became of each document.

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
  static let dryRun = Flag(
    name: "dry-run", help: "Says what would run, what is kept from before, and why not; runs nothing.")
  static let watch = Flag(
    name: "watch", help: "Runs again whenever the workflow, a file that it reads, or an input changes.")

  let arguments: Arguments

  init(_ arguments: Arguments) { self.arguments = arguments }

  func status() throws(Problem) -> ExitStatus {
    try arguments.requireOperands("the workflow", for: "run")
    guard arguments.has(RunCommand.watch) else { return try once().status }
    return try watch()
  }

  /// - Returns: with the status, the files and folders that decide the run.
  private func once() throws(Problem) -> (status: ExitStatus, watched: [String]) {
    let registry = try Registry.builtIn()
    let planner = Planner(registry: registry, engine: LuaEngine())
    let (plan, workflow, diagnostics) = planner.plan(arguments.operands[0], assignments: try arguments.assignments())
    let named = Array(arguments.operands.dropFirst())
    guard let plan else {
      try CheckCommand.report(diagnostics, asJSON: arguments.has(Flags.json))
      return (.usage, [workflow?.folder ?? Planner.file(for: arguments.operands[0])] + named)
    }
    DiagnosticPrinter.print(diagnostics, quiet: arguments.has(Flags.quiet))
    let watched = plan.files.map(Paths.folder) + plan.filesRead + named
    let inputs: Inputs
    do {
      inputs = try Inputs(named, accepts: workflow?.accepts ?? [])
    } catch {
      Terminal.standardError(error.description)
      return (.usage, watched)
    }
    if arguments.has(RunCommand.dryRun) { return (try dryRun(plan, inputs, registry), watched) }
    return (try run(plan, inputs, registry), watched)
  }

  private func options(_ onEvent: @escaping @Sendable (RunEvent) -> Void) throws(Problem) -> RunOptions {
    RunOptions(
      out: arguments.value(RunCommand.out) ?? "out", jobs: try arguments.jobs(), now: try arguments.now(),
      isFresh: arguments.has(RunCommand.fresh),
      cacheLimit: try arguments.size(RunCommand.cacheLimit) ?? RunOptions.usualCacheLimit,
      isInterrupted: { Interrupt.isSet }, onEvent: onEvent)
  }

  // MARK: running

  private func run(_ plan: Plan, _ inputs: Inputs, _ registry: Registry) throws(Problem) -> ExitStatus {
    let progress = Progress(quiet: arguments.has(Flags.quiet))
    Interrupt.listen()
    let options = try options { progress.take($0) }
    let run = try Run(plan, inputs: inputs, registry: registry, options: options)
    let report = run.report()
    progress.finish()
    var unwritten: Problem?
    do {
      try write(report, to: options.out, drafts: run.drafts)
    } catch { unwritten = error }
    if arguments.has(Flags.json) {
      try Terminal.print(JSON.line(report.json(version: Dragoman.version)))
    } else if !arguments.has(Flags.quiet) {
      for file in report.outputs { try Terminal.print(options.out + "/" + file) }
      Terminal.standardError(summary(report))
    }
    if let problem = report.problem {
      Terminal.standardError(problem.description)
      return problem.code == "run.nothing-left" ? .someFailed : .stopped
    }
    if report.wasInterrupted {
      Terminal.standardError("interrupted; run the same command again to go on")
      return .interrupted
    }
    if let unwritten { throw unwritten }
    return report.failed > 0 ? .someFailed : .done
  }

  private func write(_ report: RunReport, to out: String, drafts: String) throws(Problem) {
    try Outputs.writeFile(out + "/run.json", drafts: drafts) { sink throws(Problem) in
      try report.write(to: sink, version: Dragoman.version)
    }
    try Outputs.writeFile(out + "/run.html", drafts: drafts) { sink throws(Problem) in
      try RunPage(report, version: Dragoman.version).write(to: sink)
    }
  }

  private func summary(_ report: RunReport) -> String {
    let seconds = (report.seconds * 100).rounded() / 100
    let noun = report.done == 1 ? "document" : "documents"
    let failed = report.failed > 0 ? ", \(report.failed) failed" : ""
    let cached = report.records.count { $0.isCached }
    let before = cached == 0 ? "" : cached == report.done ? ", all as before" : ", \(cached) as before"
    return "\(report.done) \(noun) done\(before)\(failed) in \(seconds) s\(leftAside(report))"
  }

  /// "; left aside, since the workflow does not accept them: 2 eml, 1 atom".
  private func leftAside(_ report: RunReport) -> String {
    guard !report.leftAside.isEmpty else { return "" }
    let counts = report.leftAside.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .map { "\($0.value) \($0.key.isEmpty ? "without extension" : $0.key)" }
    return "; left aside, since the workflow does not accept them: \(counts.joined(separator: ", "))"
  }

  // MARK: looking ahead

  private func dryRun(_ plan: Plan, _ inputs: Inputs, _ registry: Registry) throws(Problem) -> ExitStatus {
    let forecast = try Forecast(plan, inputs: inputs, registry: registry, options: options { _ in })
    if arguments.has(Flags.json) {
      for step in forecast.steps { try Terminal.print(JSON.line(step.json)) }
      return .done
    }
    let noun = inputs.paths.count == 1 ? "input" : "inputs"
    var lines = ["\(plan.workflow.name): \(plan.steps.count) steps over \(inputs.paths.count) \(noun)"]
    if forecast.isUnchanged { lines.append("nothing has changed: there is nothing to do") }
    let width = forecast.steps.map(\.id.count).max() ?? 0
    for step in forecast.steps {
      let name = step.id + String(repeating: " ", count: width - step.id.count)
      lines.append("  \(name)  \(step.words)")
    }
    try Terminal.print(lines.joined(separator: "\n"))
    return .done
  }

  // MARK: watching

  /// Runs, waits until something changes, and runs again, until it is interrupted.
  private func watch() throws(Problem) -> ExitStatus {
    Interrupt.listen()
    while true {
      let (_, watched) = try once()
      if Interrupt.isSet { return .interrupted }
      if !arguments.has(Flags.quiet) { Terminal.standardError("waiting for a change; Ctrl-C ends") }
      let out = arguments.value(RunCommand.out) ?? "out"
      guard WatchedFiles(watched, except: out).wait(isInterrupted: { Interrupt.isSet }) else { return .interrupted }
    }
  }
}

extension Forecast.Step {
  /// "3 kept; 2 to run: 'threshold' was 0.7 and is 0.8".
  fileprivate var words: String {
    var parts: [String] = []
    if kept > 0 { parts.append("\(kept) kept") }
    for (reason, count) in reasons.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) {
      parts.append("\(count) to run: \(reason)")
    }
    if open > 0 { parts.append("\(open) open, after what comes before") }
    return parts.isEmpty ? "nothing to do" : parts.joined(separator: "; ")
  }

  fileprivate var json: Value {
    [
      "step": .string(id), "use": .string(use), "kept": .integer(kept), "toRun": .integer(toRun),
      "open": .integer(open),
      "reasons": .object(Fields(reasons.sorted { $0.key < $1.key }.map { ($0.key, .integer($0.value)) })),
    ]
  }
}
