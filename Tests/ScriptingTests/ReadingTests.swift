import Document
import Foundation
import TestKit
import Testing
import Workbench

@testable import Scripting

/// Readers and writers in Lua, and files that collection steps write.
struct ReadingTests {
  private func entry(_ code: String, _ change: (inout ScriptAllowance) -> Void = { _ in }) throws -> Entry {
    var allowance = ScriptAllowance()
    change(&allowance)
    return try LuaEngine().entry(Scripts.script(code), identifier: "script.test", allowance: allowance)
  }

  private func read(_ body: String, _ bytes: [UInt8], path: String = "in/a.csv") throws -> [Document] {
    let code = """
      return { read = function(source, emit, with) \(body)
      end, formats = { { mediaType = "text/tab", extensions = { "tab" } }, { mediaType = "text/csv", extensions = { "csv" } } } }
      """
    return try Fixtures.read(bytes, path: path, with: try entry(code))
  }

  /// The message of the problem that a reader ends in.
  private func failure(_ body: String) -> String {
    do {
      _ = try read(body, Array("x".utf8))
      return "none"
    } catch let problem as Problem { return problem.message } catch { return "\(error)" }
  }

  // MARK: readers

  @Test func aLineBecomesADocument() throws {
    let documents = try read(
      """
      for number, line in ipairs(source:lines()) do
        local title, body = line:match("^(.-);(.*)$")
        emit { title = title, language = "ar", published = "2025-01-20", authors = { "A" }, metadata = { row = number },
               blocks = { { text = title, role = "title", kind = "heading", level = 1, line = number }, { text = body, row = number } } }
      end
      """, Array("قال;الوزير\r\nنعم;لا\n".utf8))
    #expect(documents.map(\.text) == ["قال\nالوزير", "نعم\nلا"])
    let (first, second) = (documents[0], documents[1])
    #expect(first.id.count == 16 && second.id == first.id + "-2")
    #expect(first.source.sha256 == SHA256.hexadecimal(of: Array("قال;الوزير\r\nنعم;لا\n".utf8)))
    #expect(first.source.path == "in/a.csv" && first.source.mediaType == "text/csv")
    #expect(first.source.reader == "script.test@1" && first.source.charset == "UTF-8")
    #expect(
      first.metadata.title == "قال" && first.metadata.json["direction"] == "rtl" && first.metadata.authors == ["A"])
    #expect(second.metadata.other["row"] == 2)
    #expect(first.metadata.json["published"]?["precision"] == "day")
    #expect(second.blocks.map(\.role) == [.title, .body])
    #expect(second.blocks[0].place == Place(line: 2) && second.blocks[1].place == Place(row: 2))
  }

  @Test func aTextIsCutIntoParagraphs() throws {
    let document = try read("emit { title = 'T', text = source:text() }", Array("one\ntwo\n\n \nthree".utf8))[0]
    #expect(document.text == "T\none two\nthree")
    #expect(document.blocks.map(\.kind) == [.heading, .paragraph, .paragraph])
  }

  @Test func bytesOfAnyCharsetAreRead() throws {
    let bytes: [UInt8] = [0xE3, 0xD1, 0xCD, 0xC8, 0xC7]
    let document = try read(
      "assert(#source:bytes() == 5 and source.path == 'in/a.csv') emit { text = source:text('windows-1256') }", bytes)[
        0]
    #expect(document.text == "مرحبا")
    #expect(document.source.charset == "windows-1256")
  }

  @Test(arguments: [
    ("emit { text = 'x', titel = 'y' }", "a document has no 'titel'; did you mean 'title'?"),
    ("emit 'x'", "a document is described by a table"), ("emit {}", "a document has 'text' or 'blocks'"),
    ("emit { text = 'x', blocks = {} }", "a document has 'text' or 'blocks', not both"),
    ("emit { blocks = { { text = 'x', rol = 'body' } } }", "a block has no 'rol'; did you mean 'role'?"),
    ("emit { blocks = { { text = 'x', role = 'boss' } } }", "there is no role 'boss' of blocks"),
    ("emit { blocks = { { role = 'body' } } }", "a block is a table such as"),
    ("emit { text = 'x', published = 'soon' }", "'published' is a time such as"),
    ("emit { text = 'x', metadata = { title = 'y' } }", "'title' is set as doc.title"),
    ("", "the step made no document of it"), ("source.path = 'x'", "'path' cannot be set"),
    ("source:lnes()", "a source has no 'lnes'; did you mean 'lines'?"), ("source.lines()", "is called with a colon"),
    ("source:text('no-such')", "there is no charset 'no-such'"), ("emit { text = '\\xFF' }", "not valid UTF-8"),
    ("print(doc.title)", "attempt to index a nil value (global 'doc')"),
    ("return with()", "attempt to call a table value"),
  ])
  func whatAReaderDoesWrongIsSaid(_ body: String, _ message: String) {
    #expect(failure(body).contains(message), "\(failure(body))")
  }

  @Test func whatFollowsAReaderMayEndIt() throws {
    let code = "return { read = function(source, emit) for i = 1, 1e6 do pcall(emit, { text = 'x' }) end end }"
    guard case .reader(let make, _) = try entry(code).role else { throw Problem("test.role", "no reader") }
    let reader = try make(Settings(try entry(code).manual))
    var count = 0
    do {
      try reader.read(ByteSource(bytes: [0x78], path: "a"), in: try Fixtures.context()) { _ throws(Problem) in
        count += 1
        throw Problem("run.failed", "enough")
      }
      Issue.record("it went on")
    } catch let problem as Problem { #expect(problem.code == "run.failed") }
    #expect(count == 1)
  }

  @Test func aReaderHasLimits() throws {
    let code = "return { read = function(source, emit) while true do emit { text = 'some text' } end end }"
    let entry = try entry(code) { $0.output = 1000 }
    do {
      _ = try Fixtures.read([0x78], with: entry)
      Issue.record("it ended")
    } catch let problem as Problem { #expect(problem.code == "script.limit") }
    let whole = try self.entry("return { read = function(source, emit) source:bytes() end }") { $0.memory = 1 << 20 }
    try Fixtures.withTemporaryFolder { folder in
      try Data(count: 2 << 20).write(to: URL(fileURLWithPath: folder + "/large"))
      guard case .reader(let make, _) = whole.role else { return }
      let reader = try make(Settings(whole.manual))
      do {
        try reader.read(ByteSource(path: folder + "/large"), in: try Fixtures.context()) { _ in }
        Issue.record("it was read")
      } catch let problem as Problem {
        #expect(problem.message.contains("more than the 1048576 bytes of memory that this step has"))
      }
    }
  }

  @Test func aReaderTellsWhatIsItsOwn() throws {
    let code = """
      return { read = function() end, recognises = function(prefix) return prefix:sub(1, 2) == "\\xFF\\x00" and 0.9 or 0 end }
      """
    guard case .reader(_, let recognises) = try entry(code).role else { throw Problem("test.role", "no reader") }
    #expect(recognises([0xFF, 0x00, 0x41]) == 0.9)
    #expect(recognises([0x41]) == 0)
    let broken = try entry("return { read = function() end, recognises = function() error('no') end }")
    guard case .reader(_, let fails) = broken.role else { throw Problem("test.role", "no reader") }
    #expect(fails([0x41]) == 0)
  }

  // MARK: writers and files

  private let writer = """
    return { formats = { { mediaType = "text/csv", extensions = { ".CSV" } } }, write = function(documents, out, with)
      for _, doc in ipairs(documents) do out:write(doc.title):write(with.mark or ";"):write(#doc.text):write("\\n") end
    end }
    """

  @Test func aWriterWrites() throws {
    let entry = try entry(writer)
    #expect(entry.roleName == "writer" && entry.manual.formats == [Format("text/csv", extensions: ["csv"])])
    var document = Fixtures.document("text")
    document.metadata.title = "T"
    #expect(try Fixtures.write([document, document], with: entry, ["mark": "|"]) == "T|4\nT|4\n")
  }

  @Test func aCollectionStepWritesFiles() throws {
    let code = """
      return { collection = function(documents, with, out)
        out:file("lists/titles.txt", documents[1].title .. "\\n"):file("count", #documents)
        assert(select(2, pcall(out.file, out, "../x", "")):find("is no name of a file", 1, true))
        assert(select(2, pcall(out.write, out, "x")):find("a collection step writes files", 1, true))
        return { count = #documents }
      end }
      """
    let entry = try entry(code)
    guard case .collection(let make) = entry.role else { throw Problem("test.role", "no collection") }
    var document = Fixtures.document("text")
    document.metadata.title = "T"
    try Fixtures.withTemporaryFolder { folder in
      let outputs = Outputs(folder: folder)
      let step = try make(Settings(entry.manual))
      let result = try step.process(Documents([document]), in: try Fixtures.context(outputs: outputs))
      #expect(result == ["count": 1])
      #expect(outputs.files == ["count", "lists/titles.txt"])
      #expect(try String(contentsOfFile: folder + "/lists/titles.txt", encoding: .utf8) == "T\n")
    }
    // An output folder that cannot be written ends the step, whatever the script catches.
    let caught = try self.entry("return { collection = function(d, w, out) pcall(out.file, out, 'a/b', '') end }")
    guard case .collection(let makeCaught) = caught.role else { throw Problem("test.role", "no collection") }
    try Fixtures.withTemporaryFolder { folder in
      try "".write(toFile: folder + "/file", atomically: true, encoding: .utf8)
      let context = try Fixtures.context(outputs: Outputs(folder: folder + "/file"))
      #expect(throws: Problem.self) { try makeCaught(Settings(caught.manual)).process(Documents([]), in: context) }
    }
  }

  @Test(arguments: [
    ("{ read = f, write = f }", "'read' and 'write' belong to two steps"), ("{ read = f, token = f }", "stands alone"),
    ("{ token = f, recognises = f }", "'recognises' belongs to 'read'"), ("{ write = f }", "a writer names its format"),
    ("{ write = f, formats = { { mediaType = 'x' } } }", "a format is a table such as"),
    ("{ write = f, formats = 'csv' }", "'formats' is a list such as"),
    ("{ token = f, formats = { { mediaType = 'x', extensions = { 'x' } } } }", "'formats' belong to 'read' or 'write'"),
    ("{ read = f, formats = { { mediaType = 'x', extensions = { '../x' } } } }", "a format is a table such as"),
    ("{ reed = f }", "did you mean 'read'?"),
  ])
  func tablesThatAreNoStep(_ table: String, _ message: String) {
    do {
      _ = try entry("local function f() end return \(table)")
      Issue.record("it is a step")
    } catch let problem as Problem {
      #expect(problem.description.contains(message), "\(problem)")
    } catch { Issue.record("\(error)") }
  }
}
