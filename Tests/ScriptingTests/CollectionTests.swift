import Document
import TestKit
import Testing
import Workbench

@testable import Scripting

/// The `collection` handler.
struct CollectionTests {
  private func documents(_ count: Int) -> Documents {
    Documents(count: count) { at throws(Problem) in
      var document = Fixtures.document("text \(at + 1)", language: "en")
      document.metadata.title = "number \(at + 1)"
      return document
    }
  }

  private func result(_ body: String, _ count: Int = 9) throws -> Value {
    let code = "return { collection = function(documents, with) \(body)\nend }"
    let entry = try LuaEngine().entry(Scripts.script(code), identifier: "script.test")
    guard case .collection(let make) = entry.role else { throw Problem("test.role", "no collection") }
    return try make(Settings(entry.manual, ["factor": 2])).process(documents(count), in: try Fixtures.context())
  }

  @Test func allDocumentsAreThereThoughFewAreOpen() throws {
    #expect(
      try result(
        """
        local titles = {}
        for i = 1, #documents do titles[i] = documents[i].title end
        for i = #documents, 1, -1 do titles[#titles + 1] = documents[i]:blocks()[1].text end
        return { count = #documents * with.factor, first = titles[1], last = titles[9], back = titles[18] }
        """) == ["back": "text 1", "count": 18, "first": "number 1", "last": "number 9"])
  }

  @Test func documentsAreWalkedWithIpairs() throws {
    #expect(try result("local n = 0 for i, doc in ipairs(documents) do n = n + i end return n") == 45)
    #expect(try result("return #documents", 0) == 0)
    #expect(try result("return documents[1] == nil and documents[0] == nil", 0) == true)
    #expect(try result("return documents[10] == nil and documents[-1] == nil") == true)
    #expect(try result("return documents.x == nil") == true)
  }

  @Test func documentsAreRead() throws {
    #expect(
      try result(
        """
        local function refused(f) return (select(2, pcall(f)):match("does not change") or select(2, pcall(f)):match("do not change")) ~= nil end
        local doc = documents[1]
        return {
          refused(function() doc.title = "x" end), refused(function() doc:annotate("x", 1, 2) end),
          refused(function() doc:replace(1, 2, "x") end), refused(function() doc:warn("x") end),
          refused(function() doc:blocks()[1].role = "title" end), refused(function() doc.metadata.x = 1 end),
        }
        """) == [true, true, true, true, true, true])
  }

  @Test func whatIsReturnedIsTheStepsResult() throws {
    #expect(try result("return nil") == .null)
    #expect(try result("return { 1, 2.5, 'x', json.null }") == [1, 2.5, "x", .null])
    #expect(throws: Problem.self) { try result("return print") }
    #expect(throws: Problem.self) { try result("return documents[1]") }
  }

  @Test func aDocumentThatCannotBeReadIsAnError() throws {
    let broken = Documents(count: 2) { at throws(Problem) in
      if at == 1 { throw Problem("store.read", "the store is gone") }
      return Fixtures.document("x")
    }
    let entry = try LuaEngine().entry(
      Scripts.script("return { collection = function(d) return d[1].text .. d[2].text end }"), identifier: "script.test"
    )
    guard case .collection(let make) = entry.role else { throw Problem("test.role", "no collection") }
    let step = try make(Settings(entry.manual))
    let context = try Fixtures.context()
    do {
      _ = try step.process(broken, in: context)
      Issue.record("an error was expected")
    } catch { #expect(error.message.contains("the store is gone")) }
  }

  @Test func theManualSaysWhatTheTableSays() throws {
    let code = """
      return {
        summary = "Does it.", version = 3, needs = { "segments" }, makes = { "entity" }, edits = true,
        parameters = {
          mark = { type = "text", default = "*", help = "What to write." },
          share = { type = "number", default = 0.5, min = 0, max = 1 }, often = { type = "integer", default = 1, min = 1 },
          loud = { type = "flag", default = false }, tone = { type = "choice", choices = { "a", "b" }, default = "a" },
          list = { type = "texts", default = {} }, any = { type = "value", default = { a = 1 } },
          file = { type = "path" },
        },
        document = function() end,
      }
      """
    let manual = try LuaEngine().entry(Scripts.script(code), identifier: "script.test").manual
    #expect(manual.summary == "Does it.")
    #expect(manual.version == 3)
    #expect(manual.needs == [.segments])
    #expect(manual.makes == ["entity"])
    #expect(manual.editsText)
    #expect(!manual.takesAnyParameter && !manual.makesAnyLayer)
    #expect(manual.parameter("mark")?.help == "What to write.")
    #expect(manual.parameter("share")?.kind == .number(0...1))
    #expect(manual.parameter("often")?.kind == .integer(1...Int.max))
    #expect(manual.parameter("tone")?.kind == .choice(["a", "b"]))
    #expect(manual.parameter("file")?.defaultValue == nil)
    #expect(manual.parameters.count == 8)
  }
}
