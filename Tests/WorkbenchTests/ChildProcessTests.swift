import Document
import Foundation
import TestKit
import Testing
import Workbench

struct ChildProcessTests {
  @Test func whatACommandStartedEndsWithIt() throws {
    let outcome = try ChildProcess(["sh", "-c", "sleep 300 & echo $!; wait"]).run(time: .seconds(1), limit: 100)
    #expect(outcome.wasLate && outcome.status == nil)
    let started = try #require(Int32(String(decoding: outcome.output, as: UTF8.self).dropLast()))
    #expect(Shell.hasEnded(started))
  }

  @Test func whatIsNotThereIsMissing() {
    let problem = #expect(throws: Problem.self) {
      try ChildProcess(["dragoman-no-such-command"]).run(time: .seconds(1), limit: 1, memory: 1 << 30)
    }
    #expect(problem?.code == "command.missing")
  }
}
