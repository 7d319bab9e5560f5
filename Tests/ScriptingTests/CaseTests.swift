import Document
import TestKit
import Testing

@testable import Scripting

/// `Cases/*.txt`: under `lua` the body of a function of `doc`, under `step` a whole chunk, with the table under `with`. Shown is
/// what it prints, then the problem it ends in or what it changed.
@Test(arguments: Cases.all("Cases"))
func aCaseShowsWhatItSays(_ testCase: Case) throws {
  let log = Scripts.Log()
  // Beside the first line of the case, so that lines in messages are those of the case. `wrong` prints the message of an error.
  let prelude =
    "local function wrong(f, ...) local ok, e = pcall(f, ...) print(ok and 'no error' or (tostring(e):gsub('^[^ ]-:%d+: ', ''))) end "
  let code = testCase["step"] ?? "return function(doc, with) \(prelude)\(testCase["lua"] ?? "")\nend"
  let settings = try testCase["with"].map { try JSON.value(from: $0).object } ?? nil
  let before = testCase["document"].map { Fixtures.document($0) } ?? Scripts.document
  var lines: [String]
  do {
    let after = try Scripts.run(code, on: before, with: settings ?? Fields(), log: log)
    lines = log.lines + changes(from: before, to: after)
  } catch let problem as Problem { lines = log.lines + ["\(problem.code): \(problem)"] }
  #expect(Cases.difference(testCase, "expect", lines.joined(separator: "\n")) == nil)
}

private func changes(from before: Document, to after: Document) -> [String] {
  var lines: [String] = []
  let (old, new) = (before.metadata.json, after.metadata.json)
  for key in Set(old.keys + new.keys).sorted() where old[key] != new[key] {
    lines.append("\(key) = \(new[key].map { JSON.line($0) } ?? "nothing")")
  }
  for (earlier, later) in zip(before.blocks, after.blocks)
  where (earlier.kind, earlier.role) != (later.kind, later.role) {
    lines.append("\(later.id) is \(later.kind.rawValue), \(later.role.rawValue)")
  }
  if before.text != after.text { lines.append("text = \(after.text.replacing("\n", with: "⏎"))") }
  for layer in after.layers.keys.sorted()
  where layer != Layer.edits.name && before.layers[layer] != after.layers[layer] {
    for annotation in after.annotations(Layer(layer)) {
      lines.append("\(layer): “\(after.text(in: annotation.range))” \(JSON.line(.object(annotation.features)))")
    }
  }
  for layer in before.layers.keys.sorted() where after.layers[layer] == nil { lines.append("\(layer) is gone") }
  for segment in after.segments {
    for candidate in segment.candidates { lines.append("candidate \(candidate.target) \(candidate.score)") }
  }
  return lines + after.warnings.map { $0.line(severity: "warning") }
}
