import Document
import Testing
import Workbench

@testable import Workflow

@Suite struct ReportTests {
  private func report(_ body: (Bench) throws -> RunReport) throws -> RunReport { try Bench.with(body) }

  @Test func whatIsWrittenIsTheReport() throws {
    let made = try report { bench in
      let steps = """
        - { id: read, use: test.lines }
        - { id: fails, use: test.fails }
        - { id: says, lua: 'return function(doc) log.warn("seen") end' }
        - { id: join, use: test.joins }
        - { id: writes, use: test.writes }

        """
      return try bench.run(steps, [("a.txt", "one\nBAD\n\"three\""), ("ب.txt", "four")])
    }
    for report in [made, RunReport(workflow: "none", steps: [], inputs: 0, jobs: 1, started: made.started)] {
      let sink = ByteSink()
      try report.write(to: sink, version: "1")
      #expect(try JSON.value(from: sink.bytes) == report.json(version: "1"))
    }
    #expect(made.origins["all.txt"]?.step == "join")
    #expect(made.origins["a.txt"]?.input?.hasSuffix("in/a.txt") == true)
  }

  @Test func thePageShowsFailuresAndLeadsToOutputs() throws {
    let made = try report { bench in
      let steps = """
        - { id: read, use: test.lines }
        - { id: fails, use: test.fails }
        - { id: writes, use: test.writes }

        """
      return try bench.run(steps, [("a <b>&.txt", "one\nBAD"), ("خبر.txt", "two")])
    }
    let sink = ByteSink()
    try RunPage(made, version: "1").write(to: sink)
    let page = String(decoding: sink.bytes, as: UTF8.self)
    #expect(page.contains("done, with failures"))
    #expect(page.contains("a &lt;b&gt;&amp;.txt"))
    #expect(!page.contains("a <b>"))
    #expect(page.contains("href=\"./a%20%3Cb%3E%26.txt\""))
    #expect(page.contains("href=\"./%D8%AE%D8%A8%D8%B1.txt\""))
    #expect(page.contains("default-src 'none'"))
  }
}
