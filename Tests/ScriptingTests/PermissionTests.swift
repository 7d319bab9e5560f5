import Document
import TestKit
import Testing
import Workbench

@testable import Scripting

/// A step does what its manual says, and no more.
struct PermissionTests {
  @Test(arguments: [
    ("{ makes = {}, document = function(doc) doc:replace(1, 2, 'x') end }", "add 'edits = true' to its table"),
    ("{ edits = false, token = function() return 'x' end }", "add 'edits = true' to its table"),
    ("{ makes = {'a'}, document = function(doc) doc:annotate('b', 1, 2) end }", "it makes 'b': add it to 'makes'"),
    ("{ makes = {'a'}, annotation = function(a) a.features.x = 1 end }", "it makes 'entity': add it to 'makes'"),
    ("{ makes = {'a'}, annotation = function(a) a:remove() end }", "it makes 'entity': add it to 'makes'"),
    (
      "{ makes = {}, segment = function(s) s:add{target = 'x', score = 1, kind = 'exact', origin = 'o'} end }",
      "it makes 'candidates': add it to 'makes'"
    ),
    ("function(doc) doc:annotate('edit', 1, 2) end", "'edit' is a part of the document and no layer for annotations"),
  ])
  func whatIsNotDeclaredIsRefused(_ step: String, _ words: String) throws {
    let problem = try #require(try Scripts.problem("return " + step, line: 3))
    #expect(problem.message.hasSuffix(words) && problem.place.line == 3, "\(problem.message)")
  }

  @Test func whatDeclaresNothingMayMakeAnyLayer() throws {
    let made = try Scripts.run("return { document = function(doc) doc:annotate('b', 1, 2) end }")
    #expect(made.annotations("b").count == 1)
    #expect(try Scripts.run("return function(doc) doc:replace(1, 8, 'He') end").text.hasPrefix("He speaks"))
  }

  @Test func aConditionChangesNothing() throws {
    let condition = try LuaEngine().condition(Scripts.script("(function() doc.title = 'x' end)()"))
    #expect(throws: Problem.self) { try condition.holds(for: Scripts.document, given: [:]) }
  }

  @Test func anAnnotationThatAHandlerRemovedIsNotVisited() throws {
    let code = """
      return { annotation = function(annotation)
        if annotation.from == 1 then return end
        annotation:remove()
      end, segment = function(segment)
        for _, annotation in ipairs(segment:annotations()) do annotation:remove() end
      end }
      """
    #expect(try Scripts.run(code).annotations("entity") == [])
  }

  /// Settings that are null are not there; in a list null keeps its place.
  @Test func nullInSettingsIsNil() throws {
    let log = Scripts.Log()
    let code = "return function(doc, with) print(with.a == nil, with.b[1] == json.null, #with.b, with.c) end"
    _ = try Scripts.run(code, with: ["a": .null, "b": [.null, 2], "c": "x"], log: log)
    #expect(log.lines == ["true\ttrue\t2\tx"])
  }

  /// Instructions and time are given for each document, in a collection too.
  @Test func aCollectionHasTheLimitsOfAllItsDocuments() throws {
    let engine = LuaEngine(limits: LuaLimits(instructions: 20_000, memory: 1 << 20, time: .seconds(5)))
    let code = """
      return { collection = function(docs)
        local n = 0
        for _, doc in ipairs(docs) do for i = 1, 1000 do n = n + #doc.id end end
        return n
      end }
      """
    let entry = try engine.entry(Scripts.script(code), identifier: "script.test")
    guard case .collection(let make) = entry.role else { throw Problem("test.role", "no collection") }
    let step = try make(Settings(entry.manual))
    let documents = Documents(count: 40) { _ throws(Problem) in Scripts.document }
    #expect(try step.process(documents, in: try Fixtures.context()) == 160_000)
  }
}
