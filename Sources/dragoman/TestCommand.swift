import Document
import Plugins
import Scripting
import Workbench
import Workflow

extension Command {
  static let test = Command(
    name: "test", summary: "Runs the tests that stand in workflow files.", operands: "WORKFLOW...",
    flags: [Flags.json, Flags.quiet],
    details: """
      A test runs its workflow over the test's inputs and then the Lua of 'expect', which finds what each collection step
      returned under the step's id and under its family: briefing.report as 'briefing'.

      Example: dragoman test workflows/briefing
      """
  ) { arguments throws(Problem) in
    try arguments.requireOperands("the workflow", for: "test")
    var failed = 0
    for path in arguments.operands { failed += try TestCommand(path: path, arguments: arguments).failures() }
    return failed > 0 ? .someFailed : .done
  }
}

/// Runs the tests of one workflow file.
struct TestCommand {
  let path: String
  let arguments: Arguments

  func failures() throws(Problem) -> Int {
    let registry = try Registry.builtIn()
    let engine = LuaEngine()
    let planner = Planner(registry: registry, engine: engine)
    let (_, workflow, diagnostics) = planner.plan(path, requiresParameters: false)
    guard let workflow, !diagnostics.hasErrors else {
      try CheckCommand.report(diagnostics, asJSON: arguments.has(Flags.json))
      throw Problem("workflow.invalid", "\(path) cannot be tested before its errors are mended")
    }
    if workflow.tests.isEmpty { Terminal.standardError("\(workflow.path): no tests") }
    var failures = 0
    for test in workflow.tests {
      let problem = result(of: test, planner, workflow)
      if problem != nil { failures += 1 }
      try report(test, problem)
    }
    return failures
  }

  private func result(of test: WorkflowTest, _ planner: Planner, _ workflow: Workflow) -> Problem? {
    do throws(Problem) {
      let assignments = test.parameters.map { (key: $0, word: $1.string ?? JSON.line($1)) }
      let (plan, _, diagnostics) = planner.plan(path, assignments: assignments)
      guard let plan else {
        return diagnostics.sorted.first?.problem ?? Problem("workflow.invalid", "the workflow is not valid")
      }
      let folder = try Files.makeTemporaryFolder()
      defer { Files.removeFolder(folder) }
      let inputs = try Inputs(test.inputs.map { Paths.resolve($0, in: workflow.folder) }, accepts: workflow.accepts)
      let options = RunOptions(out: folder, jobs: System.cores)
      let report = Run(plan, inputs: inputs, registry: planner.registry, options: options).report()
      if let problem = report.problem { return problem }
      if let failure = report.records.first(where: { $0.status != .done })?.problem { return failure }
      try planner.engine.run(test.expectation, given: variables(plan, report))
      return nil
    } catch {
      return error
    }
  }

  /// What collection steps returned, by family and, stronger, by id; and the report itself as `run`.
  private func variables(_ plan: Plan, _ report: RunReport) -> Fields {
    var variables: Fields = ["run": report.json(version: Dragoman.version)]
    let returned = plan.steps.compactMap { step in report.results[step.id].map { (step, $0) } }
    for (step, value) in returned {
      variables[String(step.manual.identifier.prefix { $0 != "." })] = value
    }
    for (step, value) in returned { variables[step.id] = value }
    return variables
  }

  private func report(_ test: WorkflowTest, _ problem: Problem?) throws(Problem) {
    if arguments.has(Flags.json) {
      var fields: Fields = ["test": .string(test.name), "passed": .bool(problem == nil)]
      fields["problem"] = problem?.json
      return try Terminal.print(JSON.line(.object(fields)))
    }
    if let problem {
      try Terminal.print("not ok - \(test.name)")
      Terminal.standardError(problem.description)
    } else if !arguments.has(Flags.quiet) {
      try Terminal.print("ok - \(test.name)")
    }
  }
}
