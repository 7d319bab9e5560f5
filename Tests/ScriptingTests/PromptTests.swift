import Document
import TestKit
import Testing

@testable import Scripting

/// What a prompt completes, shows and explains.
struct PromptTests {
  private func session() throws -> LuaSession {
    try LuaSession(engine: LuaEngine(), document: Scripts.document, folder: ".") { _, _ in }
  }

  @Test(arguments: [
    ("doc.ti", ["title"]), ("x = doc:blo", ["blocks("]), ("text.wo", ["words("]), ("doc.text:up", ["upper("]),
    ("retu", ["return"]), ("pri", ["print"]), ("mine.co", ["count"]), ("mine:co", []), ("mine.deep.in", ["inner("]),
    ("doc:blocks()[1].lev", ["level"]), ("f(x).lev", ["level"]), ("nothing.", []), ("json.n", ["null"]),
    ("a..pri", ["print"]),
    ("", []), ("1.", ["x"]), ("error(", []),
  ]) func namesAreCompleted(_ text: String, _ words: [String]) throws {
    let session = try session()
    _ = session.evaluate("mine = { count = 1, deep = { inner = function() end } }")
    let found = session.completions(of: text).words
    // What is not known may be a part of a document: all their fields.
    if words == ["x"] { #expect(found.contains("text") && found.contains("features")) } else { #expect(found == words) }
  }

  @Test func completingChangesNothing() throws {
    let session = try session()
    _ = session.evaluate("t = setmetatable({}, { __index = function() while true do end end })")
    #expect(session.completions(of: "t.x.y").words == [])
    guard case .words(let words) = session.evaluate("1 + 1") else { throw Problem("test", "no words") }
    #expect(words == "2")
  }

  @Test(arguments: [
    ("{}", "{}"), ("{ 1, 2, x = 'a\\n\"b' }", #"{ 1, 2, x = "a\n\"b" }"#), ("'text'", "text"),
    ("1, nil, true", "1\tnil\ttrue"),
    (
      "{ [1] = 1, [3] = 3, [0.5] = 2, ['a b'] = 4, ['end'] = 5 }",
      #"{ 1, [0.5] = 2, [3] = 3, ["a b"] = 4, ["end"] = 5 }"#
    ),
    ("{ { { { { { { 1 } } } } } } }", "{ { { { { { { … } } } } } } }"),
    ("setmetatable({}, { __tostring = function() return 'own' end })", "own"),
    ("(function() local t = {} t.t = t return t end)()", "{ t = { t = { t = { t = { t = { t = { … } } } } } } }"),
    ("{ ('x'):rep(500) }", "{\n  \"" + String(repeating: "x", count: 160) + "…\",\n}"),
    ("{ json.null, doc:blocks()[1] }", "{ null, block [1–15] Minister speaks }"),
  ]) func valuesAreShown(_ code: String, _ shown: String) throws {
    guard case .words(let words) = try session().evaluate(code) else { throw Problem("test", "no words") }
    #expect(words == shown)
  }

  @Test func longTablesAreShownInPart() throws {
    guard
      case .words(let words) = try session().evaluate(
        "(function() local t = {} for i = 1, 1000 do t[i] = i end return t end)()")
    else { throw Problem("test", "no words") }
    #expect(words.hasPrefix("{\n  1,\n") && words.hasSuffix("  50,\n  … 950 more\n}"))
  }

  @Test func unfinishedTextIsNotWhole() throws {
    let session = try session()
    #expect(!session.isWhole("for i = 1, 2 do") && !session.isWhole("x = {") && !session.isWhole("[[a"))
    #expect(session.isWhole("x = 1") && session.isWhole("1 + 1") && session.isWhole("= ="))
  }

  @Test func namesAreExplained() {
    #expect(LuaReference.help(on: "annotate").hasPrefix("doc:annotate(layer, from, to[, features])\n    Adds"))
    #expect(LuaReference.help(on: "date").contains("date.parse(text)"))
    #expect(LuaReference.help(on: "string.gsub") == "string.gsub is Lua's own")
    #expect(LuaReference.help(on: "anotate") == "nothing is called 'anotate'; did you mean 'annotate'?")
  }
}
