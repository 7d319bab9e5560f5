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
