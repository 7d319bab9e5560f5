import Document
import Foundation
import Synchronization
import TestKit
import Testing
import Workbench

@testable import Workflow

private let chain = """
  - { id: read, use: test.lines }
  - { id: fails, use: test.fails }
  - { id: joins, use: test.joins }

  """

@Test func documentsComeInTheOrderOfTheInputsWhateverTheThreads() throws {
  try Bench.with { bench in
    let inputs = (0..<60).map { at in
      ("f\(at).txt", (0...(at % 5)).map { line in "\(at):\(line)" }.joined(separator: "\n"))
    }
    let expected = inputs.map { $0.1 + "\n" }.joined()
    for jobs in [1, 2, 8] {
      let report = try bench.run(chain, inputs, out: "out\(jobs)", jobs: jobs)
      #expect(report.problem == nil)
      #expect(try bench.read("out\(jobs)/all.txt") == expected)
      #expect(report.done == 180)
      #expect(report.results["joins"]?["documents"] == 180)
      #expect(report.outputs == ["all.txt"])
    }
  }
}

@Test func aDocumentThatFailsLeavesTheOthersAlone() throws {
  try Bench.with { bench in
    let report = try bench.run(chain, [("a.txt", "one\nBAD two\nthree"), ("b.txt", "four")])
    #expect(report.records.map(\.status) == [.done, .skipped, .done, .done])
    #expect(report.records[1].step == "fails")
    #expect(report.records[1].problem?.message == "the text holds BAD")
    #expect(try bench.read("out/all.txt") == "one\nthree\nfour\n")
    #expect(report.steps.map(\.failures) == [0, 1, 0])
    #expect(report.steps.map(\.documents) == [4, 3, 3])
  }
}

@Test func anInputThatIsMissingLeavesTheOthersAlone() throws {
  try Bench.with { bench in
    let (plan, _) = try bench.plan(chain)
    try bench.write("in/a.txt", "one")
    let inputs = try Inputs([bench.folder + "/in/none.txt", bench.folder + "/in/a.txt"])
    let options = RunOptions(out: bench.folder + "/out", jobs: 2)
    let report = try Run(try #require(plan), inputs: inputs, registry: bench.registry, options: options).report()
    #expect(report.records.map(\.status) == [.skipped, .done])
    #expect(report.records[0].problem?.code == "input.missing")
  }
}

@Test func quarantineKeepsTheSourceAndTheReason() throws {
  try Bench.with { bench in
    let steps = chain.replacingOccurrences(of: "use: test.fails", with: "use: test.fails, on-error: quarantine")
    let report = try bench.run(steps, [("a.txt", "BAD\u{0}\nmore"), ("b.txt", "fine")])
    #expect(report.records.map(\.status) == [.quarantined, .done, .done])
    #expect(try bench.read("out/quarantine/1-a.txt") == "BAD\u{0}\nmore")
    #expect(try bench.read("out/quarantine/1-a.txt.reason.json").contains("the text holds BAD"))
    #expect(report.outputs == ["all.txt", "quarantine/1-a.txt", "quarantine/1-a.txt.reason.json"])
  }
}

@Test func onErrorFailEndsTheRun() throws {
  try Bench.with { bench in
    let steps = chain.replacingOccurrences(of: "use: test.fails", with: "use: test.fails, on-error: fail")
    let report = try bench.run(steps, [("a.txt", "BAD"), ("b.txt", "fine")], jobs: 1)
    #expect(report.problem?.code == "run.failed")
    #expect(report.outputs == [])
    #expect(report.records.first?.status == .failed)
  }
}

@Test func aRunWithNothingLeftSaysSo() throws {
  try Bench.with { bench in
    let report = try bench.run(chain, [("a.txt", "BAD"), ("b.txt", "BAD")])
    #expect(report.problem?.code == "run.nothing-left")
    #expect(report.failed == 2)
  }
}

@Test func documentsBeyondTheMemoryOfTheSpoolComeBackTheSame() throws {
  try Bench.with { bench in
    let line = String(repeating: "نص طويل ", count: 70_000)
    let inputs = (0..<40).map { ("f\($0).txt", "\($0) " + line) }
    let report = try bench.run(chain, inputs, jobs: 4)
    #expect(report.done == 40)
    #expect(try bench.read("out/all.txt") == inputs.map { $0.1 + "\n" }.joined())
  }
}

@Test func stepsAfterABarrierSeeWhatStepsBeforeItMade() throws {
  try Bench.with { bench in
    let steps = """
        - { id: read, use: test.lines }
        - { id: first, use: test.joins, with: { file: first.txt } }
        - { id: marks, use: test.marks }
        - { id: second, use: test.joins, with: { file: second.txt } }

      """
    let report = try bench.run(steps, [("a.txt", "one\ntwo")])
    #expect(report.results["first"]?["marks"] == 0)
    #expect(report.results["second"]?["marks"] == 2)
    #expect(report.records.map(\.status) == [.done, .done])
    #expect(try bench.read("out/second.txt") == "one\ntwo\n")
  }
}

@Test func aConditionChoosesDocuments() throws {
  try Bench.with { bench in
    let steps = """
        - { id: read, use: test.lines }
        - { id: marks, use: test.marks, when: 'doc.text == "two"' }
        - { id: joins, use: test.joins }

      """
    let report = try bench.run(steps, [("a.txt", "one\ntwo\nthree")])
    #expect(report.results["joins"]?["marks"] == 1)
  }
}

@Test func aWriterMakesOneFileADocument() throws {
  try Bench.with { bench in
    let steps = """
        - { id: read, use: test.lines }
        - { id: writes, use: test.writes }

      """
    let report = try bench.run(steps, [("a.txt", "one\ntwo"), ("deep/a.txt", "three")])
    #expect(report.outputs == ["a-2.txt", "a-3.txt", "a.txt"])
    #expect(try bench.read("out/a-3.txt") == "three")
  }
}

@Test func twoRunsDoNotShareAFolder() throws {
  try Bench.with { bench in
    try FileManager.default.createDirectory(atPath: bench.folder + "/out/.dragoman", withIntermediateDirectories: true)
    var lock: RunLock? = try RunLock(folder: bench.folder + "/out/.dragoman")
    #expect(throws: Problem.self) { try bench.run(chain, [("a.txt", "one")]) }
    withExtendedLifetime(lock) {}
    lock = nil
    #expect(try bench.run(chain, [("a.txt", "one")]).problem == nil)
  }
}

@Test func anInterruptEndsTheRunAfterTheDocumentsInHand() throws {
  try Bench.with { bench in
    let asked = Counter()
    let inputs = (0..<50).map { ("f\($0).txt", "text") }
    let report = try bench.run(chain, inputs, jobs: 1) { asked.next() > 10 }
    #expect(report.wasInterrupted)
    #expect(report.done < 50)
    #expect(report.outputs == [])
  }
}

@Test func anOutputFolderThatCannotBeMadeIsSaidClearly() throws {
  try Bench.with { bench in
    try bench.write("out", "a file")
    let problem = #expect(throws: Problem.self) { try bench.run(chain, [("a.txt", "one")]) }
    #expect(problem?.code == "output.unwritable")
  }
}
