import Document
import TestKit
import Testing
import Workbench

@testable import Workflow

@Test func aSoundWorkflowHasNoFaults() throws {
  try Bench.with { bench in
    let (plan, diagnostics) = try bench.plan(
      """
        - { id: read, use: test.lines }
        - { id: left, use: test.marks, needs: [read] }
        - { id: right, use: test.fails, needs: [read], with: { on: "${params.word}" } }
        - { id: joins, use: test.joins, needs: [left, right] }

      """, head: "params: { word: { type: text, default: X } }\n")
    #expect(diagnostics == [])
    #expect(plan?.steps.map(\.id) == ["read", "left", "right", "joins"])
    #expect(try plan?.steps[2].settings.text("on") == "X")
    #expect(plan?.steps[3].needs == ["left", "right"])
  }
}

@Test func aStepMayStandBeforeWhatItNeeds() throws {
  try Bench.with { bench in
    let (plan, diagnostics) = try bench.plan(
      """
        - { id: read, use: test.lines, needs: [] }
        - { id: joins, use: test.joins, needs: [marks] }
        - { id: marks, use: test.marks, needs: [read] }

      """)
    #expect(diagnostics == [])
    #expect(plan?.steps.map(\.id) == ["read", "marks", "joins"])
  }
}

@Test func stepsSideBySideMayNotMeet() throws {
  try Bench.with { bench in
    let (_, diagnostics) = try bench.plan(
      """
        - { id: read, use: test.lines }
        - { id: left, use: test.marks, needs: [read] }
        - { id: right, use: test.marks, needs: [read] }

      """)
    #expect(
      diagnostics == [
        "workflow.yaml:5:5: error: 'left' and 'right' may run side by side and both make the layer 'mark'; "
          + "help: let one of them need the other"
      ])
  }
}

@Test func aValueThatIsOneExpressionKeepsItsType() throws {
  let engine = Bench.engine
  let place = Place(file: "w.yaml", line: 1)
  let variables: Fields = ["params": ["n": 3, "t": true, "s": "x"]]
  func value(_ source: Value) throws -> Value {
    try source.interpolated(place: place, folder: ".", variables: variables, engine: engine)
  }
  #expect(try value("${params.n}") == 3)
  #expect(try value("${params.t}") == true)
  #expect(try value("n=${params.n}, ${params.s}") == "n=3, x")
  #expect(try value(["${params.n + 1}", ["k": "${params.s}"]]) == [4, ["k": "x"]])
  #expect(try value("$${params.n}") == "${params.n}")
}

@Test func aStepsPolicyIsRead() throws {
  try Bench.with { bench in
    let (plan, diagnostics) = try bench.plan(
      """
        - { id: read, use: test.lines, retry: { attempts: 4, backoff: 1.5s }, timeout: 2m, cache: false, on-error: fail }
        - { id: marks, use: test.marks, retry: 3 }
        - { id: joins, use: test.joins }

      """)
    #expect(diagnostics == [])
    let policies = try #require(plan).steps.map(\.policy)
    #expect(policies[0].attempts == 4)
    #expect(policies[0].backoff == .milliseconds(1500))
    #expect(policies[0].timeout == .seconds(120))
    #expect(policies[0].isCached == false)
    #expect(policies[0].onError == .fail)
    #expect(policies[1].attempts == 3)
    #expect(policies[1].backoff == .seconds(1))
    #expect(policies[2].attempts == 1)
    #expect(policies[2].timeout == nil)
    #expect(policies[2].isCached == nil)
  }
}

@Test func settingsThatNameResultsAreMadeOnceTheyAreThere() throws {
  try Bench.with { bench in
    let (plan, diagnostics) = try bench.plan(
      """
        - { id: read, use: test.lines }
        - { id: joins, use: test.joins, with: { file: a.txt } }
        - id: fails
          use: test.fails
          with: { on: "${steps.joins.word}" }
          when: steps.joins.documents > 1
        - { id: again, use: test.joins, with: { file: "${steps.joins.documents}.txt" } }

      """)
    #expect(diagnostics == [])
    let steps = try #require(plan).steps
    let joined: Value = ["word": "X", "documents": 2]
    let fails = try steps[2].resolved(with: ["joins": joined])
    #expect(try fails.settings.text("on") == "X")
    #expect(try fails.condition?.holds(for: nil, given: Fields()) == true)
    #expect(fails.condition?.dependencies.contents != steps[2].condition?.dependencies.contents)
    #expect(try steps[3].resolved(with: ["joins": joined]).settings.text("file") == "2.txt")
    #expect(try steps[1].resolved(with: [:]).settings.text("file") == "a.txt")
    let problem = #expect(throws: Problem.self) { try steps[2].resolved(with: ["joins": ["word": 7]]) }
    #expect(problem?.message == "'on' of test.fails must be text, not 7")
    #expect(problem?.place.line == 7)
    #expect(throws: Problem.self) { try steps[2].resolved(with: ["joins": [:]]) }
  }
}
