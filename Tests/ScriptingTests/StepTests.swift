import Document
import Foundation
import TestKit
import Testing
import Text
import Workbench

@testable import Scripting

/// Runs a step over a document; its edits are applied.
func step(
  _ code: String, on document: Document = Fixtures.document("قال الوزير نعم\nكلمة أخرى هنا"), with: Fields = [:],
  limits: LuaLimits = .standard, folder: String = ".", line: Int = 1
) throws -> Document {
  let engine = LuaEngine(limits: limits)
  let entry = try engine.entry(
    Script(code: code, file: "flow.yaml", line: line, folder: folder), identifier: "script.test")
  return try Fixtures.process(document, with: entry, with, folder: folder)
}

/// The problem that a step ends in.
func problem(of code: String, limits: LuaLimits = .standard, line: Int = 1) -> Problem? {
  do {
    _ = try step(code, limits: limits, line: line)
    return nil
  } catch { return error as? Problem }
}

@Test func aFunctionSeesTheDocumentAndItsSettings() throws {
  let document = try step(
    """
    return function(doc, with)
      doc.title = with.prefix .. doc:blocks()[1].text:sub(1, 6)
      doc.metadata["x-count"] = #doc:tokens()
      doc:annotate("first", 1, 6, { n = 1, deep = { "a", { b = true } } })
    end
    """, with: ["prefix": ">"])
  #expect(document.metadata.title == ">قال")
  #expect(document.metadata.other["x-count"] == 6)
  #expect(document.annotations("first").map(\.range) == [0..<6])
  #expect(document.annotations("first").first?.features == ["deep": ["a", ["b": true]], "n": 1])
}

@Test func handlersAreCalledInTheOrderOfTheText() throws {
  var document = Fixtures.document("one two\nthree", language: "en")
  document.segments = document.blocks.map { Segment(range: $0.range) }
  func visited(_ more: String, _ document: Document) throws -> Document {
    try step(
      """
      local seen = ""
      return {
        token = function(e) seen = seen .. " t:" .. e.text end,
        segment = function(e) seen = seen .. " s" end,
        block = function(e) seen = seen .. " b:" .. e.id end,
        annotation = function(e) e.features.seen = seen end,
        \(more)
      }
      """, on: document)
  }
  let result = try visited("document = function(doc) doc:annotate('end', 13, 13) end,", document)
  // The annotation that the document's handler added is not visited: handlers see what there was.
  #expect(result.annotations("end").map(\.features) == [[:]])
  let again = try visited("", result)
  #expect(again.annotations("end").first?.features["seen"] == .string(" b:b1 s t:one t:two b:b2 s t:three"))
}

@Test func whatAHandlerReturnsKeepsReplacesOrDrops() throws {
  let document = try step(
    """
    return { edits = true, token = function(token)
      if token.text == "one" then return "1" end
      if token.text == "two" then return false end
    end }
    """, on: Fixtures.document("one two three", language: "en"))
  #expect(document.text == "1  three")
  #expect(document.annotations(.edits).map { $0.features["original"] } == ["one", "two"])
}

@Test func aTableMakesAManual() throws {
  let code = """
    return {
      summary = "Counts.", version = 3, needs = { "segments" }, makes = { "count" },
      parameters = {
        least = { type = "integer", default = 2, min = 1, max = 9, help = "The least." },
        way = { type = "choice", choices = { "a", "b" }, default = "a" },
      },
      document = function(doc, with) doc:annotate("count", 1, 0, { least = with.least }) end,
    }
    """
  let entry = try LuaEngine().entry(Script(code: code, file: "s.lua"), identifier: "script.count")
  #expect(entry.manual.summary == "Counts.")
  #expect(entry.manual.version == 3)
  #expect(entry.manual.needs == [.segments])
  #expect(entry.manual.makes == ["count"])
  #expect(entry.manual.parameter("least")?.kind == .integer(1...9))
  #expect(
    ProcessorContract.violations(of: entry) == ["script.count: the help of 'way' is no sentence with a full stop"]
      || ProcessorContract.violations(of: entry) == [])
  #expect(
    try Fixtures.process(Fixtures.document("x"), with: entry).annotations("count").first?.features == ["least": 2])
  #expect(throws: Problem.self) { try Settings(entry.manual, ["laest": 1]) }
}

@Test(arguments: [
  ("return 7", "a step returns a function or a table of handlers, and this chunk returns a number"),
  ("local x = 1", "a step returns a function or a table of handlers, and this chunk returns nothing"),
  ("return { tokn = function() end }", "a step has no handler or key 'tokn'"),
  ("return { summary = 'x' }", "the table has no handler"),
  ("return { makes = 'x', token = print }", "'makes' is a list of layers"),
  ("return { parameters = { n = { type = 'numbr' } }, token = print }", "the parameter 'n' has no type 'numbr'"),
]) func aChunkThatIsNoStepSaysWhy(_ code: String, _ message: String) throws {
  let found = problem(of: code)
  #expect(found?.code == "script.shape")
  #expect(found?.message.hasPrefix(message) == true, "\(found?.message ?? "none")")
}

@Test(arguments: [
  ("doc:text(1, 99)", "bytes 1 to 99 do not fit the text"), ("doc:text(2, 3)", "bytes 2 to 3 cut a character apart"),
  ("doc.titel = 'x'", "a document has no 'titel'; did you mean 'title'?"), ("doc.id = 'x'", "'id' cannot be set"),
  ("doc:blocks()[1].role = 'boss'", "'role' is one of title"),
  ("doc.annotate('x', 1, 2)", "'annotate' is called with a colon"),
  ("doc:annotate('x', 'one', 2)", "argument 2 of document:annotate"),
  ("doc:blocks('bodies')", "'bodies' is neither a kind nor a role"),
  ("doc:replace(1, 6, 'a') doc:replace(1, 6, 'b')", "bytes 1 to 6 touch an edit that was asked for before"),
  ("doc:annotate('x', 1, 6, { f = print })", "a function cannot be kept"),
  ("doc.metadata.title = 'x'", "'title' is set as doc.title"),
  ("doc:segments()[1].text()", "attempt to index a nil value"),
  ("date.add('soon', 1)", "'soon' is no time"), ("json.decode('{')", "line 1:2"),
  ("doc:annotate('x', 1, 6, { 1, a = 2 })", "a table with both"),
]) func misuseIsExplained(_ code: String, _ message: String) throws {
  let found = problem(of: "return function(doc)\n  \(code)\nend", line: 10)
  #expect(found?.code == "script.error")
  #expect(found?.message.contains(message) == true, "\(found?.message ?? "none")")
  #expect(found?.place == Place(file: "flow.yaml", line: 11))
}

@Test func modulesAnswer() throws {
  let document = try step(
    """
    return function(doc)
      local r = {}
      r.fold = text.normalise("الإِيرَانِيَّة")
      r.words = text.words("قال، نعم!")
      r.match = { text.match("في القوات المسلحة اليوم", "القوات المسلحة") }
      r.latin = text.transliterate("باقري")
      r.distance = text.distance("kitten", "sitting")
      r.language = text.language("قال الوزير إن الحكومة في البلاد")
      r.json = json.encode({ b = { 1, 2.5, json.null }, a = "x" })
      r.back = json.decode('{"a":[1,null,{"b":[]}]}').a[3].b
      r.date = date.parse("٢٠ يناير ٢٠٢٥").instant
      r.later = date.add(r.date, 12)
      r.weekday = date.weekday(r.date)
      r.sentences = #text.sentences("نعم. لا.")
      r.sorted = ""
      for key in pairs({ z = 1, a = 1, [2] = 1, [1] = 1, m = 1 }) do r.sorted = r.sorted .. key end
      doc.metadata.r = r
    end
    """)
  let r = try #require(document.metadata.other["r"])
  #expect(r["fold"] == "الايرانيه")
  #expect(r["words"] == ["قال", "نعم"])
  #expect(r["match"] == [6, 32])
  #expect(r["latin"]?.string?.isEmpty == false)
  #expect(r["distance"] == 3)
  #expect(r["language"] == "ar")
  #expect(r["json"] == #"{"a":"x","b":[1,2.5,null]}"#)
  #expect(r["back"] == [])
  #expect(r["date"] == "2025-01-20T00:00:00Z")
  #expect(r["later"] == "2025-02-01T00:00:00Z")
  #expect(r["weekday"] == 1)
  #expect(r["sentences"] == 2)
  #expect(r["sorted"] == "12amz")
}

@Test func requireFindsModulesBesideTheWorkflowOnly() throws {
  try Fixtures.withTemporaryFolder { folder in
    let inside = folder + "/flow"
    try FileManager.default.createDirectory(atPath: inside + "/lib/deep", withIntermediateDirectories: true)
    func write(_ path: String, _ code: String) throws {
      try code.write(toFile: folder + "/" + path, atomically: true, encoding: .utf8)
    }
    try write("outside.lua", "return 'outside'")
    try write("flow/names.lua", "count = (count or 0) + 1\nreturn { n = count }")
    try write("flow/lib/deep/init.lua", "return { n = 7 }")
    try write("flow/broken.lua", "\nreturn (")
    try write("flow/fails.lua", "\n\nerror('no luck')")
    try write("flow/round.lua", "return require 'round'")
    try FileManager.default.createSymbolicLink(
      atPath: inside + "/link.lua", withDestinationPath: folder + "/outside.lua")
    func run(_ code: String) throws -> Document {
      try step("return function(doc)\n\(code)\nend", folder: inside)
    }
    let document = try run("doc.metadata.n = require('names').n + require('names').n + require('lib.deep').n")
    #expect(document.metadata.other["n"] == 9)
    for (name, message) in [
      ("none", "there is no module 'none'"), ("../outside", "is no name of a module"),
      ("/etc/passwd", "is no name of a module"),
      ("link", "module 'link' leads out of the workflow's folder"), ("broken", "broken.lua:2"),
      ("round", "module 'round' requires itself"),
    ] {
      let found = #expect(throws: Problem.self) { try run("require '\(name)'") }
      #expect(found?.message.contains(message) == true, "\(found?.message ?? "none")")
    }
    let failed = #expect(throws: Problem.self) { try run("require 'fails'") }
    #expect(failed?.place == Place(file: inside + "/fails.lua", line: 3))
    #expect(failed?.message == "no luck")
  }
}

@Test func aCollectionStepSeesAllDocuments() throws {
  let code = """
    return { collection = function(docs)
      local all = {}
      for i = 1, #docs do all[i] = docs[i].title .. #docs[i]:tokens() end
      return { titles = all, first = docs[1]:text(1, 1) }
    end }
    """
  let entry = try LuaEngine().entry(Script(code: code, file: "c.lua"), identifier: "script.all")
  guard case .collection(let make) = entry.role else { throw Problem("test", "not a collection") }
  let documents = (0..<20).map { at in
    var document = Fixtures.document("a b", language: "en")
    document.metadata.title = "t\(at)"
    return document
  }
  let result = try make(Settings(entry.manual)).process(Documents(documents), in: try Fixtures.context())
  #expect(result["titles"]?.array?.count == 20)
  #expect(result["titles"]?.array?.last == "t192")
  #expect(result["first"] == "a")
}

@Test func nothingLeaksFromOneDocumentToTheNext() throws {
  let code = """
    return function(doc)
      doc.metadata.seen = seen
      seen = true
      string.seen = true
      doc.metadata.leaked = string.seen and math.random(1000000)
      math.huge = 1
    end
    """
  let engine = LuaEngine()
  let entry = try engine.entry(Script(code: code, file: "s.lua"), identifier: "script.leak")
  let first = try Fixtures.process(Fixtures.document("x"), with: entry)
  for _ in 0..<20 {
    let next = try Fixtures.process(Fixtures.document("x"), with: entry)
    #expect(next == first)
    #expect(next.metadata.other["seen"] == nil)
  }
}

@Test func manyThreadsGiveTheSame() async throws {
  let code = """
    return { token = function(t) if t.kind == "word" then return t.text .. math.random(9) end end }
    """
  let entry = try LuaEngine().entry(Script(code: code, file: "s.lua"), identifier: "script.threads")
  let document = Fixtures.document(Array(repeating: "واحد اثنان ثلاثة", count: 50))
  let expected = try Fixtures.process(document, with: entry)
  try await withThrowingTaskGroup(of: Document.self) { group in
    for _ in 0..<64 { group.addTask { try Fixtures.process(document, with: entry) } }
    for try await result in group { #expect(result == expected) }
  }
}

@Test func conditionsAndValuesAreExpressions() throws {
  let engine = LuaEngine()
  let document = Fixtures.document("x")
  func holds(_ code: String) throws -> Bool {
    try engine.condition(Script(code: code, file: "w.yaml", line: 5)).holds(for: document, given: ["params": ["n": 3]])
  }
  #expect(try holds("doc.language == 'ar' and params.n == 3"))
  #expect(try !holds("doc.title"))
  let syntax = #expect(throws: Problem.self) { try holds("doc.language = 'ar'") }
  #expect(syntax?.code == "script.syntax")
  #expect(syntax?.place == Place(file: "w.yaml", line: 5))
  #expect(try engine.value(Script(code: "a.b .. 'x'", file: "w.yaml"), given: ["a": ["b": "y"]]) == "yx")
  #expect(throws: Problem.self) { try engine.value(Script(code: "print", file: "w.yaml"), given: [:]) }
  try engine.run(Script(code: "assert(x == 1)", file: "w.yaml"), given: ["x": 1])
  let failed = #expect(throws: Problem.self) {
    try engine.run(Script(code: "\nassert(x == 2, 'two')", file: "w.yaml", line: 30), given: ["x": 1])
  }
  #expect(failed?.message == "two: 'x == 2' does not hold: it compares 1 with 2")
}
