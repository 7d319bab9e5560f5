import Document
import Foundation
import Plugins
import TestKit
import Testing
import Workbench

@testable import Workflow

/// Workflow files with a slip of the hand in one line: nothing crashes, and every message stands at a place that the file has.
struct MutationTests {
  static let files = [
    Fixtures.package + "/workflows/briefing/workflow.yaml", Fixtures.package + "/Tests/WorkflowTests/Mutated.yaml",
  ]

  struct Mutant {
    var text: String
    var line: Int
    var change: String
  }

  @Test(arguments: files) func everyMessageStandsAtAPlaceOfTheFile(_ file: String) throws {
    let environment = ProcessInfo.processInfo.environment
    let count = environment["DRAGOMAN_MUTANTS"].flatMap(Int.init) ?? 150
    let planner = Planner(registry: try Registry.builtIn(), engine: Bench.engine)
    let original = try String(contentsOfFile: file, encoding: .utf8)
    var random = SeededRandom(seed: environment["DRAGOMAN_SEED"].flatMap(UInt64.init) ?? 7)
    var log = ""
    for _ in 0..<count {
      let mutant = MutationTests.mutant(of: original, &random)
      var reader = WorkflowReader(path: file, registry: planner.registry)
      var diagnostics = reader.diagnostics
      if let workflow = reader.read(Array(mutant.text.utf8)) {
        var resolver = PlanResolver(planner: planner, workflow: workflow, diagnostics: reader.diagnostics)
        _ = resolver.resolve([], requiresParameters: false)
        diagnostics = resolver.diagnostics
      } else {
        diagnostics = reader.diagnostics
        #expect(diagnostics.hasErrors)
      }
      let lines = SourceLines(Array(mutant.text.utf8))
      log += "## \(mutant.line): \(mutant.change)\n"
      for item in diagnostics.sorted {
        let problem = item.problem
        let (line, column) = (problem.place.line ?? 0, problem.place.column ?? 0)
        let isInFile = problem.place.file == file
        log +=
          "   \(line - mutant.line) \(problem.line(severity: item.severity.rawValue).replacingOccurrences(of: file, with: "w"))\n"
        #expect(!isInFile || (1...lines.count).contains(line), "\(mutant.change): \(problem)")
        #expect(
          !isInFile || (1...lines[line].unicodeScalars.count + 1).contains(column), "\(mutant.change): \(problem)")
        #expect(!problem.message.isEmpty && problem.help != "")
      }
    }
    if let path = environment["DRAGOMAN_MUTANT_LOG"] {
      try log.write(toFile: path + "." + Paths.stem(file), atomically: true, encoding: .utf8)
    }
  }

  private static func mutant(of text: String, _ random: inout SeededRandom) -> Mutant {
    var lines = text.components(separatedBy: "\n")
    let at = Int.random(in: 0..<lines.count - 1, using: &random)
    let old = Array(lines[at])
    let place = old.isEmpty ? 0 : Int.random(in: 0..<old.count, using: &random)
    var new = old
    switch Int.random(in: 0..<12, using: &random) {
    case 0 where !old.isEmpty: new.remove(at: place)
    case 1 where old.count > 1: new.swapAt(place, place == 0 ? 1 : place - 1)
    case 2: new.insert(Array("\"'{}[]:,-#&*!|>%@`$ \t\u{0}\u{FEFF}\\").randomElement(using: &random) ?? "x", at: place)
    case 3: new = Array(String(repeating: " ", count: Int.random(in: 1...4, using: &random))) + old
    case 4 where old.first == " ": new = Array(old.dropFirst(Int.random(in: 1...2, using: &random)))
    case 5: new = []
    case 6: new = old + ["\n"] + old
    case 7 where !old.isEmpty: new = Array(old[..<place])
    case 8: new = Array(String(old).replacingOccurrences(of: ": ", with: ":"))
    case 9: new = Array(String(old).replacingOccurrences(of: "\"", with: ""))
    case 10 where !old.isEmpty:
      new[place] = Array("abcdefghijklmnopqrstuvwxyz.-_0").randomElement(using: &random) ?? "x"
    default:
      let words = String(old).split(separator: " ")
      guard let word = words.randomElement(using: &random) else { break }
      let values = ["", "null", "7", "true", "[a, b]", "{ a: b }", "\"\"", "no", "-"]
      new = Array(String(old).replacingOccurrences(of: String(word), with: values.randomElement(using: &random) ?? ""))
    }
    lines[at] = String(new)
    return Mutant(
      text: lines.joined(separator: "\n"), line: at + 1, change: "\(String(old)) -> \(String(new))")
  }
}
