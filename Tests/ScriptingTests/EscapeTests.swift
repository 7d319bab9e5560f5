import Document
import TestKit
import Testing
import Workbench

@testable import Scripting

private let small = LuaLimits(instructions: 3_000_000, memory: 8 << 20, time: .seconds(2))

/// Scripts that would run for ever, fill the memory, or break the stack. Each ends within its limits, and fast.
private let bombs: [String] = [
  "while true do end", "repeat until false", "::a:: goto a", "local function f() return f() end f()",
  "while true do pcall(error) end", "while true do pcall(function() while true do end end) end",
  "xpcall(function() while true do end end, function() while true do end end)",
  "while true do xpcall(error, function(e) return e end) end",
  "local co = coroutine.wrap(function() while true do coroutine.yield() end end) while true do co() end",
  "while true do coroutine.wrap(function() end)() end", "local function f() coroutine.wrap(f)() end f()",
  "for i in coroutine.wrap(function() while true do end end) do end",
  "local t = setmetatable({}, {}) getmetatable(t).__index = function(t, k) return t[k + 1] end return t[1]",
  "local t = setmetatable({}, { __newindex = function(t, k, v) t[k + 1] = v end }) t[1] = 1",
  "local t = setmetatable({}, { __call = function(t) return t() end }) t()",
  "local mt = {} mt.__eq = function(a, b) return a == b end return setmetatable({}, mt) == setmetatable({}, mt)",
  "local mt = {} mt.__concat = function(a, b) return a .. b end return setmetatable({}, mt) .. 'x'",
  "local t = setmetatable({}, { __len = function() while true do end end }) return #t",
  "local t = setmetatable({}, { __tostring = function() while true do end end }) error(t)",
  "local t = setmetatable({}, { __tostring = function(t) return tostring(t) end }) return tostring(t)",
  "local x <close> = setmetatable({}, { __close = function() while true do end end }) error('x')",
  "pcall(function() local x <close> = setmetatable({}, { __close = function() while true do end end }) while true do end end) while true do end",
  "string.rep('x', 1e9)", "('x'):rep(1 << 40)", "string.rep('', 1e9, ',')",
  "local s = 'x' while true do s = s .. s end",
  "local t = {} for i = 1, 1e9 do t[i] = i end", "local t = {} while true do t = { t } end",
  "string.format('%99999d', 1)",
  "local s = string.rep('a', 30) .. 'b' return s:find(string.rep('a?', 30) .. string.rep('a', 30) .. 'c')",
  "return string.rep('a', 3000):find(string.rep('.-', 20) .. 'b')",
  "return string.rep('x', 100000):gsub('.-.-.-.-y', '')",
  "for _ in string.rep('a', 5000):gmatch('.-.-.-b') do end", "return string.rep('a', 100000):match('(.-)(.-)(.-)b')",
  "table.move({ 1 }, 1, 1e12, 2)", "table.concat(setmetatable({}, { __len = function() return 1e12 end }))",
  "table.insert(setmetatable({}, { __len = function() return 1e15 end }), 1, 'x')", "table.unpack({}, 1, 1e9)",
  "table.remove(setmetatable({}, { __len = function() return 1e12 end }), 1)",
  "table.sort({ 3, 1, 2, 5, 4 }, function(a, b) while true do end end)",
  "local t = {} for i = 1, 500 do t[i] = i end table.sort(t, function(a, b) return true end) while true do end",
  "select(-1e9)", "local function f(...) return f(1, ...) end f()", "local f f = function() f(f()) end f()",
  "string.gsub('x', 'x', function() while true do end end)", "local function f() string.gsub('x', 'x', f) end f()",
  "while true do load('return 1') end", "load(string.rep('(', 1000))() while true do end",
  "while true do tostring({}) end",
  "while true do utf8.len(string.rep('x', 100000)) end",
  "local t = {} for i = 1, 200 do t = { t } end json.encode(t) while true do end",
  "while true do doc:tokens() end", "while true do doc:annotate('x', 1, 0) end",
  "while true do text.normalise(doc.text) end",
]

@Test(arguments: bombs) func aBombEndsWithinItsLimits(_ code: String) throws {
  let begin = ContinuousClock.now
  let found = problem(of: "return function(doc) \(code) end", limits: small)
  let passed = ContinuousClock.now - begin
  #expect(found != nil, "it came to an end")
  #expect(passed < .seconds(6), "\(passed)")
  #expect(["script.limit", "script.error"].contains(found?.code))
  #expect(found?.place.file == "flow.yaml")
}

/// A limit cannot be caught: each of these would write to the document after it.
@Test(arguments: [
  "pcall(function() while true do end end)", "xpcall(function() while true do end end, print)",
  "coroutine.resume(coroutine.create(function() while true do end end))", "pcall(string.rep, 'x', 1e10)",
  "pcall(pcall, pcall, function() while true do end end)",
  "pcall(function() local t = {} while true do t[#t + 1] = ('x'):rep(10000) .. #t end end)",
  "coroutine.close(coroutine.create(function() end)) pcall(function() while true do end end)",
  "pcall(table.sort, { 1, 2, 3 }, function() while true do end end)",
  "pcall(string.find, ('a'):rep(10000), ('.-'):rep(30) .. 'b')",
  "load('while true do end')",
]) func aLimitCannotBeCaught(_ code: String) throws {
  let caught = code.hasPrefix("load") ? "pcall(\(code))" : code
  let found = problem(of: "return function(doc) \(caught) doc.title = 'caught' error('went on') end", limits: small)
  #expect(found?.code == "script.limit", "\(found?.message ?? "nothing")")
}

@Test(arguments: [
  "io", "os", "debug", "package", "dofile", "loadfile", "loadstring", "module", "setfenv", "string.dump",
  "collectgarbage('stop')",
  "getmetatable('').__index", "load('\\27Lua')()", "load(function() return 'return 1' end)()", "rawset(_G, 'x')",
  "setmetatable({}, { __gc = print })", "setmetatable('', {})", "require('io')", "require('..secret')",
  "coroutine.running().x",
]) func whatIsNotThereIsNotThere(_ code: String) throws {
  let found = problem(
    of: "return function(doc) local it = \(code) if it == nil then error('absent') end end", limits: small)
  #expect(found?.code == "script.error", "\(code) is there")
}

@Test func theMetatableOfTextsIsClosed() throws {
  let document = try step("return function(doc) doc.title = tostring(getmetatable('')) end")
  #expect(document.metadata.title == "false")
}

@Test func aGcAddedLaterNeverRuns() throws {
  let document = try step(
    """
    return function(doc)
      local mt = {}
      local t = setmetatable({}, mt)
      mt.__gc = function() doc.title = "ran" end
      t = nil
      for i = 1, 10000 do local x = { i } end
      doc.section = "end"
    end
    """)
  #expect(document.metadata.title == nil)
  #expect(document.metadata.section == "end")
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

@Test func errorsNameFileLineAndTheWayThere() throws {
  let code = """
    local function inner(t)
      return t.field
    end
    return function(doc)
      inner(nil)
    end
    """
  let found = try #require(problem(of: code, line: 20))
  #expect(found.message == "attempt to index a nil value (local 't')")
  #expect(found.place == Place(file: "flow.yaml", line: 21))
  #expect(found.trace.count == 2)
  #expect(found.trace.last?.hasPrefix("flow.yaml:24: ") == true)
  let inCoroutine = problem(
    of: "return function()\n  coroutine.wrap(function()\n    error('deep')\n  end)()\nend", line: 5)
  #expect(inCoroutine?.message == "deep")
  #expect(inCoroutine?.place.line == 7)
  let syntax = problem(of: "return function(\n  end end", line: 3)
  #expect(syntax?.code == "script.syntax")
  #expect(syntax?.place.line == 4)
}
