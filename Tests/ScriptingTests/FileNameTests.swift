import Document
import Testing
import Workbench

@testable import Scripting

/// Lua cuts names of files short; problems name them whole.
struct FileNameTests {
  @Test(arguments: [
    "workflows/" + String(repeating: "مجلد/", count: 30) + "step.lua", "a:1: b.lua", "C:12:x", "with space.lua",
    "line\nfeed.lua",
  ])
  func longAndStrangeNamesAreToldWhole(_ file: String) {
    do {
      try LuaEngine().run(Script(code: "\nerror('no')", file: file, line: 9), given: Fields())
      Issue.record("an error was expected")
    } catch {
      #expect(error.message == "no" && error.place == Place(file: file, line: 10))
      #expect(error.trace == ["\(file):10: in the chunk"])
    }
  }

  @Test func filesWhoseNamesEndAlikeAreToldApart() throws {
    let engine = LuaEngine()
    let end = String(repeating: "x", count: 100) + ".lua"
    for file in ["a/" + end, "b/" + end, "a/" + end] {
      do {
        try engine.run(Script(code: "error('no')", file: file), given: Fields())
        Issue.record("an error was expected")
      } catch { #expect(error.place.file == file) }
    }
  }

  /// Whatever else the engine compiled before: a message that a script keeps must not depend on it.
  @Test func aMessageThatIsCaughtNamesTheAuthorsFile() throws {
    let engine = LuaEngine()
    for _ in 0..<2 {
      #expect(
        try Scripts.value("return select(2, pcall(function() error('y') end))", engine: engine) == #""test.lua:1: y""#)
      try engine.run(Scripts.script("local x = 1"), given: Fields())
    }
  }
}
