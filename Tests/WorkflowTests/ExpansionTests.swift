import Document
import TestKit
import Testing
import Workbench

@testable import Workflow

@Test func aStepRunsOncePerValue() throws {
  try Bench.with { bench in
    let (plan, diagnostics) = try bench.plan(
      """
        - { id: read, use: test.lines }
        - { id: marks, use: "test.${each}", foreach: "${params.kinds}", when: each == "marks" }
        - id: joins
          use: test.joins
          needs: [read]
          matrix: { a: [x, y], b: [1, 2] }
          with: { file: "${matrix.a}${matrix.b}.txt" }
        - { id: last, use: test.joins, needs: [marks, joins], with: { file: "${#steps.joins}" } }

      """, head: "params: { kinds: { type: texts, default: [marks, fails] } }\n")
    #expect(diagnostics == [])
    let steps = try #require(plan).steps
    #expect(
      steps.map(\.id) == [
        "read", "marks[marks]", "marks[fails]", "joins[x,1]", "joins[x,2]", "joins[y,1]", "joins[y,2]", "last",
      ])
    #expect(
      steps.map(\.needs) == [
        [], ["read"], ["marks[marks]"], ["read"], ["joins[x,1]"], ["joins[x,2]"], ["joins[y,1]"],
        ["marks[fails]", "joins[y,2]"],
      ])
    #expect(try steps[5].settings.text("file") == "y1.txt")
    #expect(steps[2].manual.identifier == "test.fails")
    #expect(try steps[1].condition?.holds(for: nil, given: Fields()) == true)
    #expect(try steps[2].condition?.holds(for: nil, given: Fields()) == false)
    #expect(steps[1].condition?.dependencies.contents != steps[2].condition?.dependencies.contents)
    let results: [String: Value] = ["joins[x,1]": ["n": 1], "joins[x,2]": ["n": 2], "joins[y,1]": 3, "joins[y,2]": 4]
    let problem = #expect(throws: Problem.self) { try steps[7].resolved(with: results) }
    #expect(problem?.message == "'file' of test.joins must be text, not 4")
  }
}

@Test func aLoopOverNothingIsPassedBy() throws {
  try Bench.with { bench in
    let (plan, diagnostics) = try bench.plan(
      """
        - { id: read, use: test.lines }
        - { id: none, use: test.joins, foreach: [] }
        - { id: last, use: test.joins, with: { file: "a${#steps.none}.txt" } }

      """)
    #expect(diagnostics.map { $0.contains("'none' never runs: the list is empty") } == [true])
    let steps = try #require(plan).steps
    #expect(steps.map(\.needs) == [[], ["read"]])
    #expect(try steps[1].resolved(with: [:]).settings.text("file") == "a0.txt")
  }
}

@Test func theStepsOfANestedWorkflowStandInForTheOuterOne() throws {
  try Bench.with { bench in
    try bench.write(
      "flow/inner/workflow.yaml",
      """
      dragoman: 1
      workflow: inner
      params: { word: { type: text, default: W }, n: { type: integer, default: 1 } }
      steps:
        - { id: read, use: test.lines }
        - { id: fails, use: test.fails, with: { on: "${params.word}" }, when: params.n > 1, on-error: fail }
        - { id: tidy, use: ./steps/tidy.lua, needs: [read], retry: 2 }
        - { id: joins, use: test.joins, needs: [fails, tidy], with: { file: "${params.word}.txt" } }

      """)
    try bench.write(
      "flow/inner/steps/tidy.lua", "return { makes = { 'tidy' }, document = function(doc) require 'words' end }")
    let (plan, diagnostics) = try bench.plan(
      """
        - { id: first, use: "workflow:inner", with: { word: "${params.w}" } }
        - { id: count, use: test.joins }
        - id: again
          use: workflow:inner/workflow.yaml
          foreach: [a, b]
          with: { word: "${each}", n: "${steps.count.n}" }
          when: params.w == "X"
          needs: [first, count]
          on-error: quarantine
          retry: 5
          timeout: 3s
        - { id: last, use: test.joins, with: { file: "${steps.again[2].name}" } }

      """, head: "params: { w: { type: text, default: X } }\n")
    #expect(diagnostics == [])
    let steps = try #require(plan).steps
    #expect(
      steps.map(\.id) == [
        "first/read", "first/fails", "first/tidy", "first/joins", "count", "again[a]/fails", "again[a]/tidy",
        "again[a]/joins", "again[b]/fails", "again[b]/tidy", "again[b]/joins", "last",
      ])
    func step(_ id: String) throws -> PlannedStep { try #require(steps.first { $0.id == id }) }
    #expect(try step("count").needs == ["first/joins"])
    #expect(try step("again[a]/fails").needs == ["first/joins", "count"])
    #expect(try step("again[a]/tidy").needs == ["first/joins", "count"])
    #expect(try step("again[b]/tidy").needs == ["again[a]/joins"])
    #expect(try step("last").needs == ["again[b]/joins"])
    // Defaults of the outer step fill what the inner one leaves open.
    #expect(try step("again[a]/fails").policy.onError == .fail)
    #expect(try step("again[a]/fails").policy.attempts == 5)
    #expect(try step("again[a]/tidy").policy.attempts == 2)
    #expect(try step("again[a]/tidy").policy.onError == .quarantine)
    #expect(try step("again[a]/tidy").policy.timeout == .seconds(3))
    #expect(try step("first/tidy").policy.timeout == nil)
    #expect(try step("again[a]/tidy").folder == bench.folder + "/flow/inner")
    #expect(try step("count").folder == bench.folder + "/flow")
    #expect(try step("first/joins").settings.text("file") == "X.txt")
    #expect(try step("again[b]/joins").settings.text("file") == "b.txt")
    // What the run tells reaches through the parameters of the nested workflow.
    let results: [String: Value] = ["count": ["n": 2], "again[b]/joins": ["name": "z"]]
    let fails = try step("again[a]/fails").resolved(with: results)
    #expect(try fails.condition?.holds(for: nil, given: Fields()) == true)
    let not = try step("again[a]/fails").resolved(with: ["count": ["n": 1]])
    #expect(try not.condition?.holds(for: nil, given: Fields()) == false)
    #expect(try step("last").resolved(with: results).settings.text("file") == "z")
    let wrong = #expect(throws: Problem.self) { try step("again[a]/fails").resolved(with: ["count": ["n": "many"]]) }
    #expect(wrong?.message == "'n' of \(bench.folder)/flow/inner/workflow.yaml must be a whole number, not \"many\"")
    #expect(wrong?.place.line == 9)
  }
}

@Test func loopsAndNestedWorkflowsRun() throws {
  try Bench.with { bench in
    try bench.write(
      "flow/inner.yaml",
      """
      dragoman: 1
      params: { file: { type: text } }
      steps:
        - { id: read, use: test.lines }
        - { id: fails, use: test.fails }
        - { id: joins, use: test.joins, with: { file: "${params.file}.txt" } }

      """)
    let report = try bench.run(
      """
        - { id: read, use: test.lines }
        - { id: marks, use: test.marks, foreach: [1, 2] }
        - { id: inner, use: "workflow:inner.yaml", foreach: [a, b], with: { file: "${each}" }, when: params }

      """, [("a.txt", "one\nBAD\nthree")])
    #expect(report.problem == nil)
    #expect(report.outputs.sorted() == ["a.txt", "b.txt"])
    #expect(report.results["inner[b]/joins"] == ["documents": 2, "marks": 4])
    #expect(try bench.read("out/b.txt") == "one\nthree\n")
  }
}
