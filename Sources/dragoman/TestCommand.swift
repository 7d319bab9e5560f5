import Document
import Plugins
import Scripting
import Workbench
import Workflow

extension Command {
  static let test = Command(
    name: "test", summary: "Runs the tests of workflow files, and the *_test.lua files beside steps.",
    operands: "PATH...",
    flags: [
      TestCommand.filter, TestCommand.update, TestCommand.tap, TestCommand.junit, Flags.json, Flags.quiet,
    ],
    details: """
      A PATH is a workflow file, a *_test.lua file, or a folder with such files in it or below it.

      A test in a workflow runs the workflow over the test's inputs. Then the Lua of 'expect' finds what each collection step
      returned under the step's id and under its family (briefing.report as 'briefing'), and the report as 'run'; 'golden'
      names a folder, or outputs with the files they must equal. A *_test.lua file tests one step: `step "dates.lua"`,
      `document "text"`, `equal(a, b)`. `assert(a == b)` shows both values when it fails.

      The exit status is 1 when a test fails, 2 when a file cannot be tested.

      Example: dragoman test workflows
      """
  ) { arguments throws(Problem) in try TestCommand(arguments).status() }
}

/// Finds tests, runs them, and has them reported.
struct TestCommand {
  static let filter = Flag(name: "filter", value: "TEXT", help: "Runs only the tests with TEXT in their names.")
  static let update = Flag(name: "update", help: "Writes what comes out in place of the golden files that differ.")
  static let tap = Flag(name: "tap", help: "Prints results as TAP, version 14.")
  static let junit = Flag(name: "junit", value: "FILE", help: "Writes results as JUnit XML too.")

  let arguments: Arguments
  let planner: Planner
  let engine = LuaEngine()

  init(_ arguments: Arguments) throws(Problem) {
    self.arguments = arguments
    planner = Planner(registry: try Registry.builtIn(), engine: engine)
  }

  func status() throws(Problem) -> ExitStatus {
    try arguments.requireOperands("the workflow", for: "test")
    if arguments.has(TestCommand.tap), arguments.has(Flags.json) {
      throw Problem("usage.option", "'--tap' and '--json' are two forms of the same", help: "give one of them")
    }
    var items: [TestFiles.Item] = []
    for path in arguments.operands {
      do {
        for item in try TestFiles(path).items where !items.contains(item) { items.append(item) }
      } catch { throw Problem("usage.value", error.message, help: error.help) }
    }
    let form: TestReport.Form =
      arguments.has(TestCommand.tap) ? .tap : arguments.has(Flags.json) ? .json : .text
    var report = TestReport(form: form, isQuiet: arguments.has(Flags.quiet))
    for item in items { try run(item, &report) }
    if let name = arguments.value(TestCommand.filter), report.outcomes.isEmpty {
      throw Problem(
        "usage.value", "no test has '\(name)' in its name", help: "`dragoman test` without --filter lists them")
    }
    try report.end()
    if let file = arguments.value(TestCommand.junit) { try report.writeJUnit(file) }
    if report.outcomes.contains(where: \.isBroken) { return .usage }
    return report.outcomes.contains { $0.problem != nil } ? .someFailed : .done
  }

  private func isWanted(_ name: String) -> Bool {
    arguments.value(TestCommand.filter).map { name.contains($0) } ?? true
  }

  private func run(_ item: TestFiles.Item, _ report: inout TestReport) throws(Problem) {
    switch item {
    case .script(let path, let folder): try runScript(path, folder, &report)
    case .workflow(let path): try runWorkflow(path, &report)
    }
  }

  // MARK: *_test.lua

  private func runScript(_ path: String, _ folder: String, _ report: inout TestReport) throws(Problem) {
    let file: LuaTestFile
    do throws(Problem) {
      file = try LuaTestFile(path: path, folder: folder, engine: engine, registry: planner.registry)
    } catch { return try report.take(.broken(path, [error.inFile(path)])) }
    for name in file.names where isWanted(name) {
      let begin = ContinuousClock.now
      let problem = file.failure(of: name)
      try report.take(TestOutcome(file: path, name: name, problem: problem, time: ContinuousClock.now - begin))
    }
  }

  // MARK: workflows

  private func runWorkflow(_ path: String, _ report: inout TestReport) throws(Problem) {
    let file = Planner.file(for: path)
    // As its author sees it: paths of inputs in outputs do not depend on where the tests are run from.
    let place = try WorkingFolder(Paths.folder(file))
    defer { place.leave() }
    let (_, workflow, diagnostics) = planner.plan(Paths.name(file), requiresParameters: false)
    guard let workflow, !diagnostics.hasErrors else {
      let errors = diagnostics.sorted.filter { $0.severity == .error }
      return try report.take(.broken(file, errors.map { place.named($0.problem) }))
    }
    if workflow.tests.isEmpty, !arguments.has(Flags.quiet) { Terminal.standardError("\(file): no tests") }
    for test in workflow.tests where isWanted(test.name) {
      let begin = ContinuousClock.now
      let tested = WorkflowTesting(
        test: test, workflow: workflow, planner: planner, updates: arguments.has(TestCommand.update))
      let (problem, updated) = tested.result()
      try report.take(
        TestOutcome(
          file: file, line: test.place.line, name: test.name, problem: problem.map(place.named),
          time: ContinuousClock.now - begin, updated: updated.map { Paths.resolve($0, in: Paths.folder(file)) }))
    }
  }
}
