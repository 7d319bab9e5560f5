import Document
import Glibc
import Workbench
import Workflow

/// One test of a workflow file.
struct WorkflowTesting {
  let test: WorkflowTest
  let workflow: Workflow
  let planner: Planner
  /// Whether golden files are written anew.
  let updates: Bool

  /// - Returns: why the test failed, nil where it passed; and the golden files that were written.
  func result() -> (problem: Problem?, updated: [String]) {
    do throws(Problem) {
      let assignments = test.parameters.map { (key: $0, word: $1.string ?? JSON.line($1)) }
      let (plan, _, diagnostics) = planner.plan(workflow.path, assignments: assignments)
      guard let plan else {
        return (diagnostics.sorted.first?.problem ?? Problem("workflow.invalid", "the workflow is not valid"), [])
      }
      let folder = try Files.makeTemporaryFolder()
      defer { Files.removeFolder(folder) }
      let inputs = try Inputs(test.inputs.map { Paths.resolve($0, in: workflow.folder) }, accepts: workflow.accepts)
      let options = RunOptions(out: folder, jobs: System.cores)
      let report = try Run(plan, inputs: inputs, registry: planner.registry, options: options).report()
      if let problem = report.problem { return (problem, []) }
      if let failure = report.records.first(where: { $0.status != .done })?.problem { return (failure, []) }
      if let expectation = test.expectation {
        try planner.engine.run(expectation, given: variables(plan, report))
      }
      return try compareFiles(report.outputs, folder)
    } catch {
      return (error, [])
    }
  }

  private func compareFiles(_ outputs: [String], _ out: String) throws(Problem) -> (
    problem: Problem?, updated: [String]
  ) {
    guard let golden = test.golden else { return (nil, []) }
    let pairs = golden.pairs(outputs, in: workflow.folder)
    let updated = updates ? try GoldenFiles.update(pairs, out: out) : []
    return (try GoldenFiles.difference(pairs, out: out), updated)
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
}

/// The folder that the process works in while the tests of one workflow run.
struct WorkingFolder {
  private let folder: String
  private let earlier: Int32

  /// - Throws: `test.folder` where the folder cannot be entered.
  init(_ folder: String) throws(Problem) {
    self.folder = folder
    earlier = open(".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard earlier >= 0, chdir(folder) == 0 else {
      close(earlier)
      throw Problem("test.folder", "the folder \(folder) cannot be entered: \(String(cString: strerror(errno)))")
    }
  }

  func leave() {
    _ = fchdir(earlier)
    close(earlier)
  }

  /// A problem as it is to be told from the earlier folder: paths begin there.
  func named(_ problem: Problem) -> Problem {
    var problem = problem
    problem.place.file = problem.place.file.map { Paths.resolve($0, in: folder) }
    problem.trace = problem.trace.map { line in
      let file = line.prefix { $0 != ":" }
      return Files.exists(String(file)) ? Paths.resolve(line, in: folder) : line
    }
    return problem
  }
}
