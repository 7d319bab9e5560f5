import Document
import Markup

/// Results as JUnit XML: the form that build servers read.
enum JUnit {
  static func document(_ outcomes: [TestOutcome]) -> String {
    var files: [(name: String, outcomes: [TestOutcome])] = []
    for outcome in outcomes {
      if files.last?.name != outcome.file { files.append((outcome.file, [])) }
      files[files.count - 1].outcomes.append(outcome)
    }
    var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites \(counts(outcomes))>\n"
    for file in files {
      text += "  <testsuite name=\(XMLText.attribute(file.name)) \(counts(file.outcomes))>\n"
      for outcome in file.outcomes { text += testCase(outcome) }
      text += "  </testsuite>\n"
    }
    return text + "</testsuites>\n"
  }

  private static func counts(_ outcomes: [TestOutcome]) -> String {
    let failures = outcomes.count { $0.problem != nil && !$0.isBroken }
    let errors = outcomes.count(where: \.isBroken)
    let time = seconds(outcomes.reduce(0) { $0 + $1.seconds })
    return "tests=\"\(outcomes.count)\" failures=\"\(failures)\" errors=\"\(errors)\" time=\"\(time)\""
  }

  private static func testCase(_ outcome: TestOutcome) -> String {
    let line = outcome.line.map { " line=\"\($0)\"" } ?? ""
    let file = XMLText.attribute(outcome.file)
    let head =
      "    <testcase name=\(XMLText.attribute(outcome.name)) classname=\(file) file=\(file)\(line) time=\"\(seconds(outcome.seconds))\""
    guard let problem = outcome.problem else { return head + "/>\n" }
    let element = outcome.isBroken ? "error" : "failure"
    let body = XMLText.escaped(outcome.lines.joined(separator: "\n"))
    return head
      + ">\n      <\(element) message=\(XMLText.attribute(problem.message)) type=\(XMLText.attribute(problem.code))>"
      + "\(body)</\(element)>\n    </testcase>\n"
  }

  private static func seconds(_ seconds: Double) -> String {
    let thousandths = Int((seconds * 1000).rounded())
    let fraction = String(thousandths % 1000)
    return "\(thousandths / 1000)." + String(repeating: "0", count: 3 - fraction.count) + fraction
  }
}
