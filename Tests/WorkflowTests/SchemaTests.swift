import Document
import Foundation
import Plugins
import TestKit
import Testing
import Workbench

@testable import Workflow

/// `workflows/workflow.schema.json` is what `dragoman schema` prints. DRAGOMAN_UPDATE_CASES=1 writes it anew.
@Test func thePrintedSchemaIsFresh() throws {
  let path = Fixtures.package + "/workflows/workflow.schema.json"
  let schema = JSON.pretty(WorkflowSchema(try Registry.builtIn()).json) + "\n"
  if ProcessInfo.processInfo.environment["DRAGOMAN_UPDATE_CASES"] == "1" {
    try schema.write(toFile: path, atomically: true, encoding: .utf8)
  }
  #expect(
    (try? String(contentsOfFile: path, encoding: .utf8)) == schema,
    "workflows/workflow.schema.json is stale: DRAGOMAN_UPDATE_CASES=1 swift test --filter thePrintedSchemaIsFresh")
}

@Test func theSchemaExplainsEveryKeyOfTheReader() throws {
  #expect(WorkflowSchema(try Registry.builtIn()).unexplained == [])
  for (text, isDuration) in [
    ("1s", true), ("1.5h", true), ("500ms", true), ("1", false), ("1 s", false), (".5s", false),
  ] {
    #expect((Durations.duration(text) != nil) == isDuration)
  }
}

/// Editors find the schema by the first line.
@Test func everyShippedWorkflowNamesTheSchema() throws {
  let files = workflowFiles(below: "workflows")
  #expect(!files.isEmpty)
  for file in files {
    let first = try String(contentsOfFile: file, encoding: .utf8).prefix { $0 != "\n" }
    #expect(
      first == "# yaml-language-server: $schema=../workflow.schema.json",
      "\(file) begins with the line that names workflow.schema.json")
  }
}

/// The Python package `jsonschema` and the check agree on what is a workflow, as far as its form goes.
///
/// The package is installed from PyPI into the build folder; where that fails, the test is skipped with a message.
@Suite(.enabled("jsonschema cannot be installed: python3-venv or the network is lacking") { Python.program != nil })
struct ByAnotherValidator {
  @Test func whatTheCheckAcceptsIsValid() throws {
    var instances: [(name: String, value: Value)] = []
    let planner = Planner(registry: try Registry.builtIn(), engine: Bench.engine)
    for file in workflowFiles(below: "workflows") + workflowFiles(below: "Tests/CommandTests/Files") {
      guard planner.plan(file, requiresParameters: false).plan != nil else { continue }
      instances.append((file, try value(ofFile: file)))
    }
    #expect(instances.count >= 3)
    for broken in Cases.all("Broken") where broken["expect"] == "nothing" {
      guard let workflow = broken["workflow"] else { continue }
      instances.append((broken.name, try value(of: workflow)))
    }
    for (name, fault) in try Python.verdicts(instances) { #expect(fault == "valid", "\(name): \(fault)") }
  }

  @Test func aFaultOfFormIsSeen() throws {
    let path = Fixtures.package + "/Tests/WorkflowTests/Schema/broken.txt"
    let paragraphs = try String(contentsOfFile: path, encoding: .utf8).components(separatedBy: "\n\n").dropFirst()
    var instances: [(name: String, value: Value)] = []
    for paragraph in paragraphs {
      let lines = paragraph.trimmingCharacters(in: .newlines).components(separatedBy: "\n")
      let text = lines.dropFirst().joined(separator: "\n")
      instances.append((lines[0], try value(of: text)))
      var reader = WorkflowReader(path: "w.yaml", registry: try Registry.builtIn())
      if let workflow = reader.read(Array(text.utf8)) {
        let planner = Planner(registry: try Registry.builtIn(), engine: Bench.engine)
        var resolver = PlanResolver(planner: planner, workflow: workflow, diagnostics: reader.diagnostics)
        _ = resolver.resolve([], requiresParameters: false)
        #expect(resolver.diagnostics.hasErrors, "the check accepts \(lines[0])")
      }
    }
    #expect(instances.count > 30)
    for (name, fault) in try Python.verdicts(instances) { #expect(fault != "valid", "\(name)") }
  }

  /// Every parameter of every processor with values of every type.
  @Test func settingsAreValidWhereTheirManualTakesThem() throws {
    let values: [Value] = [
      true, 0, 1, 7, -1, 0.5, 1e9, "x", "", ["x"], ["x", "y"], [1], .object(["a": 1]), .array([]), "${params.x}",
    ]
    var instances: [(name: String, value: Value)] = []
    var isTaken: [Bool] = []
    for entry in try Registry.builtIn().entries {
      var given = Fields()
      for parameter in entry.manual.parameters where parameter.defaultValue == nil {
        given[parameter.name] = ["number", "integer"].contains(parameter.typeName) ? 1 : "x"
      }
      for parameter in entry.manual.parameters {
        for value in values {
          var with = given
          with[parameter.name] = value
          let step: Value = ["use": .string(entry.manual.identifier), "with": .object(with)]
          instances.append(
            ("\(entry.manual.identifier) \(parameter.name)=\(JSON.line(value))", ["dragoman": 1, "steps": [step]]))
          isTaken.append(value == "${params.x}" || Settings.faults(of: with, against: entry.manual).isEmpty)
        }
      }
    }
    #expect(isTaken.contains(true) && isTaken.contains(false))
    for ((name, fault), isTaken) in zip(try Python.verdicts(instances), isTaken) {
      #expect((fault == "valid") == isTaken, "\(name): \(fault)")
    }
  }

  private func value(ofFile path: String) throws -> Value {
    try value(of: String(contentsOfFile: path, encoding: .utf8))
  }

  private func value(of text: String) throws -> Value { try #require(try YAML.parse(Array(text.utf8))).value }
}

private func workflowFiles(below top: String) -> [String] {
  let folder = Fixtures.package + "/" + top
  return Files.below(folder).filter { $0.hasSuffix(".yaml") }
}

/// A Python with the package `jsonschema`, in the build folder.
private enum Python {
  static let program: String? = {
    let folder = Fixtures.package + "/.build/python"
    let program = folder + "/bin/python"
    func has() -> Bool {
      (try? Shell.run("\(program) -c 'import jsonschema'", in: "/"))?.status == 0
    }
    if has() { return program }
    let made = try? Shell.run(
      "python3 -m venv --clear \(folder) && \(folder)/bin/pip install --quiet --timeout 20 jsonschema", in: "/")
    return made?.status == 0 && has() ? program : nil
  }()

  /// "valid" or the first fault of each instance, in order.
  static func verdicts(_ instances: [(name: String, value: Value)]) throws -> [(name: String, fault: String)] {
    let lines = instances.map { name, value in JSON.line(["name": .string(name), "instance": value]) + "\n" }
    let folder = Fixtures.package + "/Tests/WorkflowTests/Schema"
    let schema = Fixtures.package + "/workflows/workflow.schema.json"
    let result = try Shell.run(
      "\(program ?? "python3") \(folder)/validate.py \(schema)", in: folder, input: lines.joined(),
      environment: ["PYTHONDONTWRITEBYTECODE": "1", "PYTHONIOENCODING": "utf-8"])
    try #require(result.status == 0, "\(result.error)")
    let verdicts = result.output.split(separator: "\n").map { $0.split(separator: "\t", maxSplits: 1).map(String.init) }
    try #require(verdicts.count == instances.count)
    return zip(instances, verdicts).map { ($0.name, $1.last ?? "") }
  }
}
