import Document
import TestKit
import Testing
import Workbench

@testable import Scripting

/// A part of what scripts get, and enough for those in the list to get where they want.
private let small = LuaLimits(instructions: 2_000_000, memory: 8 << 20, time: .seconds(3))

/// `Escapes/*.txt`: the body of a function of `doc` that tries to get out, to go on for ever, or to take more than its memory. Shown
/// is what becomes of it: the limit that stopped it, its own error, or that it came to its end. `Tests/Benchmarks/escapes` measures
/// by how much each goes past its limits.
@Test(arguments: Cases.all("Escapes"))
func noScriptGetsOut(_ testCase: Case) throws {
  let engine = LuaEngine(limits: small)
  let log = Scripts.Log()
  let code = "return function(doc) (function()\n\(testCase["lua"] ?? "")\nend)() print('went on') end"
  var end = "it ends well"
  do {
    _ = try Scripts.run(code, engine: engine, log: log)
  } catch let problem as Problem {
    #expect(problem.place.file == "test.lua")
    end = problem.code == "script.limit" ? "a limit" : "\(problem.code): \(problem.message)"
    #expect(!log.lines.contains("went on"), "what stopped it was caught")
  }
  // The same engine serves the next document.
  #expect(try Scripts.printed("print('well')", engine: engine) == ["well"])
  #expect(Cases.difference(testCase, "expect", end) == nil)
}

@Test func theEngineWorksOnAfterAFailure() throws {
  let engine = LuaEngine(limits: small)
  let code = "return function(doc) if doc.title == 'bad' then while true do end end doc.section = 'fine' end"
  let entry = try engine.entry(Script(code: code, file: "s.lua"), identifier: "script.x")
  for round in 0..<20 {
    var document = Fixtures.document("x")
    document.metadata.title = round.isMultiple(of: 4) ? "bad" : "good"
    let result = try? Fixtures.process(document, with: entry)
    #expect((result?.metadata.section == "fine") == (document.metadata.title == "good"))
  }
}
