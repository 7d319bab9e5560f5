import Foundation
import Testing
import Workbench

@testable import Workflow

/// Files that change while a run is on.
@Suite struct DriftTests {
  /// Files must have been left alone for a moment before their times are believed.
  private static func wait() { Thread.sleep(forTimeInterval: 1.2) }

  private func ran(_ report: RunReport, _ step: String) -> Int? { report.steps.first { $0.id == step }?.documents }

  @Test func anInputChangesDuringTheRun() throws {
    let steps = """
      - { id: read, use: test.lines }
      - { id: join, use: test.joins }

      """
    try Bench.with { bench in
      try bench.write("in/a.txt", "old")
      try bench.write("flow/workflow.yaml", "dragoman: 1\nsteps:\n" + steps)
      Self.wait()
      // The inputs are read; what is written now is for the next run, and settled when this one ends.
      _ = try bench.run(
        steps, rewriting: false, [("a.txt", "")],
        onEvent: { event in
          guard case .stage(let steps, _) = event, steps == ["join"] else { return }
          try? bench.write("in/a.txt", "new")
          Self.wait()
        })
      #expect(try bench.read("out/all.txt") == "old\n")
      let second = try bench.run(steps, rewriting: false, [("a.txt", "")])
      #expect(!second.isUnchanged)
      #expect(try bench.read("out/all.txt") == "new\n")
      #expect(try bench.run(steps, rewriting: false, [("a.txt", "")]).isUnchanged)
    }
  }

  private static let reading = """
    - { id: read, use: test.lines }
    - { id: mark, use: test.marks }
    - { id: reads, use: test.reads, with: { file: words.txt } }
    - id: tells
      lua: |
        return function(doc)
          for _, note in ipairs(doc:annotations("read")) do log.info(note.features.text) end
        end
    - { id: join, use: test.joins }

    """

  /// A run that changes the file after the fingerprints were taken, and perhaps changes it back at the end.
  private func drifting(_ bench: Bench, from old: String, to new: String, isRestored: Bool) throws -> RunReport {
    try bench.write("flow/words.txt", old)
    return try bench.run(
      Self.reading, [("a.txt", "one\ntwo")],
      onEvent: { event in
        guard case .stage(let steps, _) = event else { return }
        if steps.contains("reads") { try? bench.write("flow/words.txt", new) }
        if steps == ["join"], isRestored { try? bench.write("flow/words.txt", old) }
      })
  }

  @Test(arguments: [true, false]) func aFileOfAStepChangesDuringTheRun(isRestored: Bool) throws {
    try Bench.with { bench in
      let first = try drifting(bench, from: "A", to: "B", isRestored: isRestored)
      #expect(first.messages.map(\.message) == ["B", "B"])
      try bench.write("flow/words.txt", "A")
      let second = try bench.run(Self.reading, [("a.txt", "one\ntwo")])
      #expect(second.messages.map(\.message) == ["A", "A"], "not what the file was for a while")
      #expect(ran(second, "mark") == 0, "a step that does not read the file is not done anew")
      #expect(ran(second, "reads") == 2)
      let third = try bench.run(Self.reading, [("a.txt", "one\ntwo")])
      #expect(ran(third, "reads") == 0)
      #expect(third.messages.map(\.message) == ["A", "A"])
    }
  }

  @Test func theReasonIsSaid() throws {
    try Bench.with { bench in
      _ = try drifting(bench, from: "A", to: "B", isRestored: true)
      let plan = try #require(try bench.plan(Self.reading).plan)
      let forecast = try Forecast(
        plan, inputs: Inputs([bench.folder + "/in/a.txt"]), registry: bench.registry,
        options: RunOptions(out: bench.folder + "/out", jobs: 1))
      let reads = try #require(forecast.steps.first { $0.id == "reads" })
      #expect(reads.reasons == ["a file that it reads changed while it ran": 2])
    }
  }

  /// The outputs of a run may lie in a folder that a step reads, and be written anew as they were.
  @Test func outputsAreNoDrift() throws {
    let steps = """
      - { id: read, use: test.lines }
      - { id: reads, use: test.reads, with: { file: words.txt } }
      - id: looks
        allow: { read: [..] }
        lua: "return function(doc) log.info('looked') end"
      - { id: join, use: test.joins, cache: false }

      """
    try Bench.with { bench in
      try bench.write("flow/words.txt", "A")
      for _ in 0..<2 { _ = try bench.run(steps, [("a.txt", "one")]) }
      let third = try bench.run(steps, rewriting: false, [("a.txt", "one")])
      #expect(ran(third, "looks") == 0)
    }
  }
}
