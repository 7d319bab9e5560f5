import Document
import Workbench
import Workflow

/// How one test ended.
struct TestOutcome: Sendable {
  /// The workflow or *_test.lua file.
  var file: String
  var line: Int?
  var name: String
  /// Why it failed; nil where it passed.
  var problem: Problem?
  var time = Duration.zero
  /// Golden files that were written.
  var updated: [String] = []
  /// Further problems of a file that cannot be tested.
  var more: [Problem] = []
  /// Whether the file could not be tested at all.
  var isBroken = false

  /// A file whose tests cannot be run.
  static func broken(_ file: String, _ problems: [Problem]) -> TestOutcome {
    let first = problems.first ?? Problem("test.broken", "the file cannot be tested", at: Place(file: file))
    return TestOutcome(
      file: file, name: "the file can be tested", problem: first, more: Array(problems.dropFirst()), isBroken: true)
  }

  var seconds: Double { Double(time.components.seconds) + Double(time.components.attoseconds) * 1e-18 }

  /// What is wrong, in lines.
  var lines: [String] {
    ([problem].compactMap { $0 } + more).flatMap { problem in
      var problem = problem
      // A trace of one line that says no more than the place does.
      if problem.trace.count == 1, problem.trace[0].hasPrefix(problem.place.prefix + ": in the ") { problem.trace = [] }
      return problem.description.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }
  }
}

/// Tells of each test as soon as it has ended, in one of three forms, and of all at the end.
struct TestReport {
  enum Form { case text, tap, json }

  let form: Form
  let isQuiet: Bool
  private(set) var outcomes: [TestOutcome] = []

  init(form: Form, isQuiet: Bool) {
    self.form = form
    self.isQuiet = isQuiet
  }

  mutating func take(_ outcome: TestOutcome) throws(Problem) {
    let isFirst = outcomes.isEmpty
    let isFirstOfFile = outcomes.last?.file != outcome.file
    outcomes.append(outcome)
    switch form {
    case .text: try takeText(outcome, isFirstOfFile: isFirstOfFile)
    case .tap:
      if isFirst { try Terminal.print("TAP version 14") }
      try Terminal.print(TAP.lines(outcome, number: outcomes.count).joined(separator: "\n"))
    case .json: try Terminal.print(JSON.line(TestReport.json(outcome)))
    }
  }

  func end() throws(Problem) {
    switch form {
    case .json: break
    case .tap:
      if outcomes.isEmpty { try Terminal.print("TAP version 14") }
      try Terminal.print("1..\(outcomes.count)")
    case .text:
      if isQuiet || outcomes.isEmpty { return }
      let failed = outcomes.count { $0.problem != nil }
      let noun = outcomes.count == 1 ? "test" : "tests"
      try Terminal.print("\n\(outcomes.count) \(noun), \(failed == 0 ? "all passed" : "\(failed) failed")")
    }
  }

  // MARK: for a person

  private func takeText(_ outcome: TestOutcome, isFirstOfFile: Bool) throws(Problem) {
    if isQuiet, outcome.problem == nil { return }
    var lines: [String] = []
    if isQuiet {
      lines.append("not ok - \(outcome.file): \(outcome.name)")
    } else {
      if isFirstOfFile { lines.append((outcomes.count > 1 ? "\n" : "") + outcome.file) }
      lines.append((outcome.problem == nil ? "  ok - " : "  not ok - ") + outcome.name)
    }
    lines += outcome.lines.map { "      " + $0 }
    lines += outcome.updated.map { "      written: " + $0 }
    try Terminal.print(lines.joined(separator: "\n"))
  }

  // MARK: for programs

  private static func json(_ outcome: TestOutcome) -> Value {
    var fields: Fields = ["file": .string(outcome.file), "test": .string(outcome.name)]
    fields["line"] = outcome.line.map { .integer($0) }
    fields["passed"] = .bool(outcome.problem == nil)
    fields["seconds"] = .number((outcome.seconds * 1_000_000).rounded() / 1_000_000)
    fields["problem"] = outcome.problem?.json
    if !outcome.more.isEmpty { fields["more"] = .array(outcome.more.map(\.json)) }
    if !outcome.updated.isEmpty { fields["updated"] = .array(outcome.updated.map { .string($0) }) }
    return .object(fields)
  }

  func writeJUnit(_ file: String) throws(Problem) {
    try Outputs.writeFile(file) { sink throws(Problem) in try sink.write(JUnit.document(outcomes)) }
  }
}
