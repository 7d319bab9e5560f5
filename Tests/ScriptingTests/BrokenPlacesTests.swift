import Document
import Foundation
import TestKit
import Testing
import Workbench

@testable import Scripting

/// Mistakes outside steps: in conditions, values, tests, and in what a step requires.
struct BrokenPlacesTests {
  private func problem(_ body: () throws -> Void) -> String {
    do {
      try body()
      return "nothing is wrong"
    } catch { return "\(error)" }
  }

  @Test(arguments: [
    ("doc.language = \"ar\"", "flow.yaml:7: error: the expression ends before '='; help: '==' compares, '=' sets"),
    ("", "flow.yaml:7: error: the expression is empty"),
    ("doc.language ==", "flow.yaml:7: error: the expression is not complete"),
    (
      "doc.langauge == \"ar\"",
      "flow.yaml:7: error: a document has no 'langauge'; did you mean 'language'?\n    flow.yaml:7: in the chunk"
    ),
    (
      "docs.language",
      "flow.yaml:7: error: attempt to index a nil value (global 'docs'); help: did you mean 'doc'?\n    flow.yaml:7: in the chunk"
    ),
    (
      "#params.list > 1",
      "flow.yaml:7: error: attempt to get length of a nil value (field 'list'); help: a list in its place: #(params.list or {})\n    flow.yaml:7: in the chunk"
    ),
    (
      "doc.language != \"ar\"",
      "flow.yaml:7: error: the expression ends before '!'; help: Lua writes ~= for unequal"
    ),
    (
      "doc:replace(1, 1, \"x\")",
      "flow.yaml:7: error: a condition or a collection step looks at documents and does not change them\n    flow.yaml:7: in the chunk"
    ),
  ]) func aConditionIsExplained(_ code: String, _ message: String) {
    let script = Script(code: code, file: "flow.yaml", line: 7)
    #expect(
      problem {
        _ = try LuaEngine().condition(script).holds(for: Scripts.document, given: ["params": ["n": 1]])
      } == message)
  }

  @Test(arguments: [
    (
      "steps.ranks.list[1]",
      "flow.yaml:9: error: attempt to index a nil value (field 'ranks'); help: 'ranks' is nil here: ask first, as in `if steps.ranks then`\n    flow.yaml:9: in the chunk"
    ),
    (
      "function() end",
      "flow.yaml:9: error: a function cannot be kept: only text, numbers, true, false and tables of them"
    ),
    ("params.n +", "flow.yaml:9: error: the expression is not complete"),
    (
      "if params.n then 1 end",
      "flow.yaml:9: error: unexpected symbol near 'if'; help: a value or a name is missing before it"
    ),
  ]) func aValueIsExplained(_ code: String, _ message: String) {
    let script = Script(code: code, file: "flow.yaml", line: 9)
    #expect(problem { _ = try LuaEngine().value(script, given: ["steps": [:], "params": ["n": 1]]) } == message)
  }

  @Test(arguments: [
    ("return (", "names.lua:1: unexpected symbol near <eof>"),
    ("\nlocal x = nil .. 'a'", "names.lua:2: attempt to concatenate a nil value"),
    ("return require('names')", "module 'names' requires itself"),
    ("local M = {}\nfunction M.of(doc)\n  return doc.titel\nend\nreturn M", "names.lua:3: a document has no 'titel'"),
  ]) func aModuleIsExplained(_ source: String, _ message: String) throws {
    try Fixtures.withTemporaryFolder { folder in
      try source.write(toFile: folder + "/names.lua", atomically: true, encoding: .utf8)
      let found = try #require(
        try Scripts.problem(
          "return function(doc)\n  local names = require('names')\n  print(names.of(doc))\nend", folder: folder))
      let line = found.description.replacing(folder + "/", with: "").replacing("error: ", with: "")
      #expect(line.contains(message), "\(found)")
    }
  }
}
