import Document
import TestKit
import Testing
import Workbench

@testable import Scripting

/// Errors name the file and the line that their author sees.
struct ErrorPlaceTests {
  private func line(_ code: String, line: Int = 1) throws -> String? {
    try Scripts.problem(code, line: line).map { "\($0.code) \($0.place.prefix): \($0.message)" }
  }

  @Test(arguments: [1, 8])
  func aRuntimeErrorStandsOnItsLine(_ first: Int) throws {
    let code = "return function(doc)\n  local t\n  t.x = 1\nend"
    #expect(
      try line(code, line: first)
        == "script.error test.lua:\(first + 2): attempt to index a nil value (local 't')")
  }

  @Test(arguments: [1, 8])
  func aSyntaxErrorStandsOnItsLine(_ first: Int) throws {
    #expect(
      try line("return function(doc)\n  local x = 1 1\nend", line: first)
        == "script.syntax test.lua:\(first + 1): unexpected symbol near '1'")
    #expect(
      try line("return function(doc)\n  x = = 1\nend", line: first)
        == "script.syntax test.lua:\(first + 1): unexpected symbol near '='")
  }

  @Test func anErrorOfOurFunctionsStandsWhereItWasCalled() throws {
    #expect(
      try line("return function(doc)\n\n  return doc.titel\nend")
        == "script.error test.lua:3: a document has no 'titel'; did you mean 'title'?")
    #expect(
      try line("return {\n  block = function(block)\n    block.role = 'x'\n  end,\n}")?.hasPrefix(
        "script.error test.lua:3: 'role' is one of") == true)
  }

  @Test func anErrorInACoroutineStandsOnItsLine() throws {
    let code = """
      return function(doc)
        local walk = coroutine.wrap(function()
          coroutine.yield(1)
          error("inside")
        end)
        walk()
        walk()
      end
      """
    let problem = try #require(try Scripts.problem(code))
    #expect(problem.place.prefix == "test.lua:4")
    #expect(problem.message == "inside")
    #expect(problem.trace.contains { $0.hasPrefix("test.lua:4: ") })
    #expect(problem.trace.contains { $0.hasPrefix("test.lua:7: ") })
  }

  @Test func theTraceLeadsThroughTheCalls() throws {
    let code = """
      local function inner() error("deep") end
      local function outer() inner() end
      return function(doc)
        outer()
      end
      """
    let problem = try #require(try Scripts.problem(code))
    #expect(
      problem.trace == [
        "test.lua:1: in upvalue 'inner'", "test.lua:2: in upvalue 'outer'", "test.lua:4: in the function of line 3",
      ])
    let moved = try #require(try Scripts.problem(code, line: 11))
    #expect(moved.trace.last == "test.lua:14: in the function of line 13")
  }

  @Test func anErrorThatIsCaughtLeavesNoTrace() throws {
    let code = "local function f() error('first') end\nreturn function()\n  pcall(f)\n  error('second')\nend"
    let problem = try #require(try Scripts.problem(code))
    #expect(problem.message == "second")
    #expect(problem.trace == ["test.lua:4: in the function of line 2"])
  }

  @Test(arguments: [
    ("error()", "'error' was called without a message"), ("error(nil)", "'error' was called without a message"),
    ("error(12)", "12"), ("error(true)", "true"),
    ("error({ message = 'told' })", "told"), ("error('plain', 0)", "plain"), ("error('up', 2)", "up"),
    ("error(setmetatable({}, { __tostring = function() return 'words' end }))", "words"),
    (
      "error(setmetatable({}, { __tostring = function() error('again') end }))", "an error whose message cannot be made"
    ),
    ("error(doc)", "document [1–59] Minister speaks قال الوزير: نعم. ثم غادر."),
    ("assert(false)", "assertion failed: false"), ("assert(nil, 'so')", "so"),
  ])
  func anErrorMayBeAnything(_ code: String, _ message: String) throws {
    let problem = try #require(try Scripts.problem("return function(doc)\n\(code)\nend"))
    #expect(problem.code == "script.error")
    #expect(problem.message == message)
  }

  @Test func conditionsAndValuesNameTheirLine() throws {
    let engine = LuaEngine()
    let condition = try engine.condition(Scripts.script("doc.language == 'ar' and\n params.x.y", line: 20))
    do {
      _ = try condition.holds(for: Scripts.document, given: [:])
      Issue.record("an error was expected")
    } catch { #expect(error.place.prefix == "test.lua:21") }
    #expect(try engine.condition(Scripts.script("doc.language == 'ar'")).holds(for: Scripts.document, given: [:]))
    #expect(try !engine.condition(Scripts.script("json.null")).holds(for: Scripts.document, given: [:]))
    #expect(try engine.value(Scripts.script("a + 1"), given: ["a": 2]) == 3)
    do {
      _ = try engine.value(Scripts.script("print", line: 7), given: [:])
      Issue.record("an error was expected")
    } catch { #expect(error.place.prefix == "test.lua:7") }
    do {
      _ = try engine.condition(Scripts.script("1 +", line: 5))
      Issue.record("an error was expected")
    } catch { #expect(error.code == "script.syntax") }
  }

  @Test func theTestsOfAWorkflowNameTheirLine() throws {
    let engine = LuaEngine()
    try engine.run(Scripts.script("assert(#briefing.points == 2)"), given: ["briefing": ["points": [1, 2]]])
    do {
      try engine.run(Scripts.script("local n = 1\nassert(n == 2, 'not two')", line: 30), given: [:])
      Issue.record("an error was expected")
    } catch {
      #expect(error.trace.first == "test.lua:31: in the chunk")
      #expect(error.message == "not two: 'n == 2' does not hold: it compares 1 with 2")
    }
  }
}
