import Foundation
import TestKit
import Testing

/// `dragoman worker` under Spark. `.ci/run` installs pyspark in `.build/spark` and a Java runtime.
private let python = Fixtures.package + "/.build/spark/bin/python"

private let hasSpark =
  (try? Shell.run("command -v java && '\(python)' -c 'import pyspark'", in: "/").status == 0) ?? false

@Suite(.enabled("pyspark or a Java runtime is lacking: .ci/run installs them") { hasSpark })
struct SparkTests {
  @Test func theWorkerGivesWhatARunGives() throws {
    try Fixtures.withTemporaryFolder { folder in
      let program = Shell.programs + "/dragoman"
      let workflow = Fixtures.package + "/Tests/CommandTests/Files/store"
      for at in 0..<40 {
        try "عنوان \(at)\n\nقال المتحدث إن one اجتماعا سيعقد يوم \(at).\n"
          .write(toFile: folder + "/\(at).txt", atomically: false, encoding: .utf8)
      }
      let ran = try Shell.run(
        "\(program) run \(workflow) *.txt --out out --quiet && cat out/*.jsonl | LC_ALL=C sort", in: folder)
      #expect(ran.status == 0, "\(ran.error)")
      let piped = try Shell.run(
        """
        \(program) inspect --json *.txt > lines.jsonl && echo nonsense >> lines.jsonl && \
        \(python) \(Fixtures.package)/Tests/CommandTests/spark.py lines.jsonl '\(program) worker \(workflow) --quiet' \
        | LC_ALL=C sort
        """, in: folder)
      let lines = piped.output.split(separator: "\n")
      #expect(lines.count == 41, "\(piped.error)")
      #expect(lines.count { $0.contains("\"error\"") } == 1, "a line that is wrong is a line that says so")
      #expect(lines.filter { !$0.contains("\"error\"") } == ran.output.split(separator: "\n"))
    }
  }
}
