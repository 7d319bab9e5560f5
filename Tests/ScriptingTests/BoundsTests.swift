import Document
import TestKit
import Testing
import Workbench

@testable import Scripting

/// No script outlives its limits, whatever it does.
struct BoundsTests {
  /// A hundredth of what scripts get, and enough for the scripts below to get where they want.
  static let small = LuaLimits(instructions: 2_000_000, memory: 8 << 20, time: .seconds(5))

  /// What a script ends in; afterwards the same engine must serve the next document.
  private func end(_ body: String, _ limits: LuaLimits = BoundsTests.small) throws -> String {
    let engine = LuaEngine(limits: limits)
    let started = ContinuousClock.now
    let problem = try Scripts.problem("return function(doc)\n\(body)\nend", engine: engine)
    // Twice the limit: machines stand still now and then.
    #expect(ContinuousClock.now - started < limits.time * 2)
    #expect(try Scripts.printed("print('well')", engine: engine) == ["well"])
    return problem?.code ?? "ended"
  }

  @Test(arguments: [
    "while true do end", "repeat until false", "for i = 1, math.huge do end", "::a:: goto a",
    "local function f() return f() end f()", "while true do pcall(error) end", "repeat pcall(error, {}) until false",
    "while true do local ok = pcall(function() while true do end end) end",
    "local function f() return pcall(f) end while true do f() end",
    "local function h() while true do end end xpcall(error, h)",
    "local function h(e) error(e) end xpcall(error, h) while true do end",
    "local function h() return h() end while true do xpcall(error, h) end",
    "xpcall(function() while true do end end, function() while true do end end)",
    "while true do coroutine.wrap(function() end)() end",
    "local function f() pcall(coroutine.wrap(f)) end f() while true do end",
    "local c = coroutine.wrap(function() while true do coroutine.yield() end end) while true do c() end",
    "local c = coroutine.create(function() while true do end end) while true do coroutine.resume(c) end",
    "coroutine.wrap(function() pcall(function() while true do end end) while true do end end)()",
    "local co = coroutine.create(function() local x <close> = setmetatable({}, {__close = function() while true do end end}) coroutine.yield() end) coroutine.resume(co) coroutine.close(co)",
    "local x <close> = setmetatable({}, {__close = function() while true do end end}) error('x')",
    "local x <close> = setmetatable({}, {__close = function() while true do end end}) while true do end",
    "for _ in function() return 1 end do end",
    "for _ in pairs(setmetatable({}, {__pairs = function() return function() return 1 end end})) do end",
    "local t = setmetatable({}, {__index = function(t, k) return t[k + 1] end}) while true do pcall(function() return t[1] end) end",
    "local t = setmetatable({}, {__newindex = function(t, k, v) while true do end end}) t.x = 1",
    "local t = setmetatable({}, {__call = function() while true do end end}) t()",
    "local m = {__eq = function() while true do end end} return setmetatable({}, m) == setmetatable({}, m)",
    "local m = {__lt = function() while true do end end} return setmetatable({}, m) < setmetatable({}, m)",
    "local m = {__concat = function() while true do end end} return setmetatable({}, m) .. 'x'",
    "local m = {__len = function() while true do end end} return #setmetatable({}, m)",
    "print(setmetatable({}, {__tostring = function() while true do end end}))",
    "error(setmetatable({}, {__tostring = function() while true do end end}))",
    "doc.title = tostring(setmetatable({}, {__tostring = function() while true do end end}))",
    "string.format('%s', setmetatable({}, {__tostring = function() while true do end end}))",
    "load('while true do end')()", "local f f = function() load('f = ...')(f) return f() end f()",
    "string.gsub(string.rep('a', 1000), 'a', function() while true do end end)",
    "table.sort({3, 2, 1}, function() while true do end end)",
    "while true do doc:tokens() end", "while true do local x = doc.title end", "while true do pcall(doc.annotate) end",
    "while true do doc:text(1, 8) end", "while true do json.decode('[1,2,3]') end", "while true do print('x') end",
    "while true do math.random() end", "while true do next({1}) end",
    "while true do for _ in pairs({a = 1}) do end end",
    "while true do select(-1, 1) end", "while true do collectgarbage('count') end",
    "while true do require('absent') end",
    "while true do pcall(require, 'absent') end", "while true do setmetatable({}, {}) end",
    "local s = string.rep('a', 100000) while true do s:upper() end",
    "while true do utf8.len(string.rep('x', 10000)) end",
  ])
  func aLoopThatDoesNotEndIsEnded(_ body: String) throws {
    let code = try end(body)
    // `require` of what is absent and `print` may end in an error of their own or in the limit, never in nothing.
    #expect(code == (body == "while true do require('absent') end" ? "script.error" : "script.limit"))
  }

  @Test(arguments: [
    "string.rep('a', 1e9)", "string.rep('ab', math.maxinteger)", "string.rep('', 1e9, 'x')",
    "local s = 'a' while true do s = s .. s end",
    "local t = {} while true do t[#t + 1] = {} end",
    "local t = {} while true do t[#t + 1] = string.rep('a', 1000) .. #t end",
    "local t = {} for i = 1, 1e9 do t[i] = i end", "local s = string.rep('a', 4000000) s = s .. s .. s",
    "local t = {} for i = 1, 100000 do t[i] = 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa' .. i end table.concat(t, string.rep('x', 1000))",
    "string.format('%99.99f', 1) string.rep(string.format('%s', string.rep('a', 4000000)), 10)",
    "('x'):rep(1000000):gsub('x', string.rep('y', 1000))", "('x'):rep(100000):gsub('', string.rep('y', 10000))",
    "('x'):rep(1000000):gsub('x', function() return ('y'):rep(1000) end)",
    "local function f() local a = {f()} return a end f()", "local function f(...) return f(1, ...) end f()",
    "local function f(n) return n == 0 and 0 or 1 + f(n - 1) end f(190000)",
    "local t = {} while true do t[#t + 1] = coroutine.create(print) end",
    "local t = {} while true do t[#t + 1] = function() return t end end",
    "table.concat(setmetatable({}, {__index = function() return 'xxxxxxxxxxxxxxxxxxxx' end, __len = function() return 1e9 end}))",
    "local t = {} while true do t[#t + 1] = doc:tokens() end",
    "local t = {} for i = 1, 1e9 do doc:annotate('x', 1, 2) end",
    "local t = {} for i = 1, 1e9 do doc:warn('a warning') end",
    "local s = '[' .. string.rep('[],', 300000) .. '1]' local t = {} for i = 1, 1000 do t[i] = json.decode(s) end",
    "local s = string.rep('a', 1000000) local t = {} for i = 1, 1000 do t[i] = text.normalise(s .. i) end",
    "local e = string.rep('a', 3000000) for i = 1, 1e9 do local ok, m = pcall(error, e .. i) e = e .. '' end",
  ])
  func whatIsTooLargeIsEnded(_ body: String) throws { #expect(try end(body) == "script.limit") }

  @Test(arguments: [
    "('a'):rep(30000):find(('a*'):rep(20) .. 'b')", "('a'):rep(30000):match(('a-'):rep(20) .. 'b')",
    "for _ in ('a'):rep(30000):gmatch('.-.-.-.-b') do end", "('a'):rep(30000):gsub('.-.-.-.-b', '')",
    "('a'):rep(100000):find('.-b')", "('('):rep(300000):find('%b()') while true do end",
    "(('x'):rep(100) .. 'y'):rep(1000):find('(x*)(x*)(x*)%1%2%3z')", "('a'):rep(300000):gsub('a-b', '')",
    "('a'):rep(100000):find(('a?'):rep(100) .. ('a'):rep(100) .. 'b')", "string.find(('a'):rep(1e6), '.-.-b')",
  ])
  func aPatternThatGoesBackAgainAndAgainIsEnded(_ body: String) throws { #expect(try end(body) == "script.limit") }

  @Test(arguments: [
    "table.move({}, 1, 1e12, 2)", "table.move({}, 1, math.maxinteger - 1, 2)",
    "table.insert(setmetatable({}, {__len = function() return 1e12 end}), 1, 'x')",
    "table.remove(setmetatable({}, {__len = function() return 1e12 end}), 1)",
    "table.concat(setmetatable({}, {__len = function() return 1e12 end, __index = function() return '' end}))",
    "table.move(setmetatable({}, {__index = function() return 1 end}), 1, 1e12, 1, setmetatable({}, {__newindex = function() end}))",
    "table.sort(setmetatable({}, {__len = function() return 1e9 end, __index = function() return 1 end}))",
    "local t = {} for i = 1, 200000 do t[i] = i end while true do table.sort(t, function(a, b) return a > b end) end",
    "for i = 1, 1e9 do table.unpack({}, 1, 100) end", "for i = 1, 1e9 do table.pack(1, 2, 3) end",
  ])
  func theTableLibraryCountsItsWork(_ body: String) throws { #expect(try end(body) == "script.limit") }

  @Test(arguments: [
    "table.unpack({}, 1, 1e8)", "table.unpack({}, math.mininteger, math.maxinteger)",
    "string.rep(string.rep('x', 10), -1) error()",
    "table.sort(setmetatable({}, {__len = function() return math.maxinteger end}))", "string.char(256)",
    "('x'):rep(1e4, 'y', 'z') error()",
    "local function f() return coroutine.wrap(f)() end f()", "select(0)", "utf8.char(-1)",
    "local function f() return tostring(setmetatable({}, {__tostring = f})) end f()",
    "local function f() return ('x'):gsub('x', f) end f()", "local function f() table.sort({2, 1}, f) end f()",
    "local m = {} m.__index = setmetatable({}, m) local t = setmetatable({}, m) return t.x",
    "local s = string.rep('(', 100000) string.find('a', s)", "load(string.rep('(', 100000))() ",
    "load('return ' .. string.rep('{', 100000))()", "coroutine.wrap(coroutine.wrap)()",
    "coroutine.close(coroutine.running())",
    "coroutine.resume(coroutine.running()) error()", "string.format('%d', 'x')", "math.random(0, -1)",
    "utf8.codepoint('\\xFF')",
    "setmetatable('', {})", "getmetatable('').__index = nil", "string.format(('%d'):rep(300))",
    "for i = 1, 10, 0 do end",
    "rawset(_G, nil, 1)", "doc.metadata = {}", "error()", "local t <const> = 1 error(t)",
  ])
  func whatCannotBeIsAnErrorOfLua(_ body: String) throws { #expect(try end(body) == "script.error") }

  @Test(arguments: [
    "local function f() pcall(f) end f()", "string.rep('', math.maxinteger)", "local s = string.rep('x', 4000000)",
    "xpcall(error, function(e) error(e) end)", "table.move({}, 1, 0, 1)", "table.concat({}, 'x', 1, -math.maxinteger)",
    "for i = math.maxinteger - 1, math.maxinteger do end", "local a = setmetatable({}, {__index = string}) a = a.rep",
    "load('return ...')()", "coroutine.close(coroutine.create(print))", "collectgarbage('count')",
  ])
  func whatIsHarmlessEndsWell(_ body: String) throws { #expect(try end(body) == "ended") }

  /// What Swift does for a script ends soon, however long the texts are.
  @Test(arguments: [
    "text.distance(('ab'):rep(1e5), ('ba'):rep(1e5))",
    "while true do text.distance(('a'):rep(5000), ('b'):rep(5000)) end",
    "for _ = 1, 1e9 do text.match(('a '):rep(20000), ('a '):rep(10000) .. 'b') end",
  ])
  func whatSwiftDoesEndsSoon(_ body: String) throws { #expect(try end(body) != "ended") }

  /// A limit is not caught: nothing that the script does afterwards happens.
  @Test(arguments: [
    "pcall(function() while true do end end)", "xpcall(function() while true do end end, print)",
    "pcall(string.rep, 'x', 1e9)", "coroutine.resume(coroutine.create(function() while true do end end))",
    "pcall(coroutine.wrap(function() while true do end end))", "pcall(load('while true do end'))",
    "pcall(table.move, {}, 1, 1e12, 2)", "pcall(string.find, ('a'):rep(3e4), '.-.-.-.-b')",
    "local co = coroutine.create(function() local x <close> = setmetatable({}, {__close = function() while true do end end}) coroutine.yield() end) coroutine.resume(co) pcall(coroutine.close, co)",
    "pcall(function() local t = {} while true do t[#t + 1] = string.rep('x', 1e5) .. #t end end)",
    "pcall(function() local x <close> = setmetatable({}, {__close = function() error('other') end}) while true do end end)",
    "xpcall(function() while true do end end, function() return setmetatable({}, {__index = print}) end)",
    "pcall(pcall, pcall, function() while true do end end)",
    "pcall(doc.annotations, doc, 'x', load('while true do end')())",
    "pcall(string.gsub, 'x', 'x', function() while true do end end)",
    "pcall(table.sort, {1, 2, 3}, function() while true do end end)",
    "pcall(tostring, setmetatable({}, {__tostring = function() while true do end end}))",
  ])
  func aLimitIsNotCaught(_ body: String) throws {
    let log = Scripts.Log()
    let code = "return function(doc)\nlocal print = print\n\(body)\nprint('went on')\ndoc.title = 'changed'\nend"
    let entry = try LuaEngine(limits: BoundsTests.small).entry(Scripts.script(code), identifier: "script.test")
    do {
      _ = try Scripts.run(entry, log: log)
      Issue.record("it ended well")
    } catch let problem as Problem { #expect(problem.code == "script.limit") }
    #expect(!log.lines.contains("went on"))
  }

  @Test func memoryIsWhatTheLimitSays() throws {
    let engine = LuaEngine(limits: BoundsTests.small)
    #expect(
      try Scripts.printed(
        """
        local t = {}
        for i = 1, 60 do t[i] = string.rep('x', 100000) .. i end
        print(collectgarbage("count") < 8192, #t)
        """, engine: engine) == ["true\t60"])
    // Garbage is no memory in use.
    #expect(
      try Scripts.printed("for i = 1, 60 do local s = string.rep('x', 100000) .. i end print('end')", engine: engine)
        == ["end"])
  }

  @Test func aChunkThatLoopsIsEndedBeforeItIsAStep() throws {
    let engine = LuaEngine(limits: BoundsTests.small)
    do {
      _ = try engine.entry(Scripts.script("\n while true do end"), identifier: "script.test")
      Issue.record("it ended well")
    } catch {
      #expect(error.code == "script.limit")
      #expect(error.place.prefix == "test.lua:2")
    }
    do {
      _ = try engine.value(Scripts.script("(function() while true do end end)()"), given: [:])
      Issue.record("it ended well")
    } catch { #expect(error.code == "script.limit") }
    let condition = try engine.condition(Scripts.script("(function() while true do end end)()"))
    #expect(throws: Problem.self) { try condition.holds(for: Scripts.document, given: [:]) }
  }

  @Test func timeEndsToo() throws {
    let limits = LuaLimits(instructions: .max, memory: 64 << 20, time: .milliseconds(200))
    let started = ContinuousClock.now
    for body in ["while true do end", "while true do pcall(error) end", "('a'):rep(1e6):find('.-.-.-b')"] {
      let problem = try Scripts.problem("return function()\n\(body)\nend", engine: LuaEngine(limits: limits))
      #expect(problem?.code == "script.limit")
    }
    #expect(ContinuousClock.now - started < .seconds(10))
  }

  @Test(arguments: [0, 1000, 10_000, 20_000, 30_000, 50_000, 100_000])
  func memoryMayBeNextToNothing(_ bytes: Int) throws {
    let limits = LuaLimits(instructions: 1_000_000, memory: bytes, time: .seconds(5))
    let problem = try Scripts.problem("return function() end", engine: LuaEngine(limits: limits))
    #expect(problem == nil || problem?.code == "script.limit")
  }

  /// Memory that ends at any place at all ends in the limit or in nothing, and leaves nothing behind.
  @Test func memoryMayEndAnywhere() throws {
    let code = """
      local seen = {}
      return {
        document = function(doc)
          local words = {}
          for word in doc.text:gmatch("%S+") do words[#words + 1] = word:upper() end
          table.sort(words)
          doc:annotate("x", 1, 2, { a = { 1, 2, 3 }, b = table.concat(words, ",") })
          pcall(error, { table.concat(words) })
          local c = coroutine.wrap(function() coroutine.yield(("x"):rep(200)) end)
          c()
          for key, value in pairs({ a = 1, b = 2, c = string.format("%s %d", words[1], 2) }) do seen[key] = value end
          json.decode(json.encode({ words, seen }))
        end,
        token = function(token) seen[token.text] = token.from end,
      }
      """
    var ends: Set<String> = []
    for memory in stride(from: 20_000, through: 90_000, by: 97) {
      let limits = LuaLimits(instructions: 1_000_000, memory: memory, time: .seconds(5))
      ends.insert(try Scripts.problem(code, engine: LuaEngine(limits: limits))?.code ?? "ended")
    }
    #expect(ends == ["ended", "script.limit"])
  }

  /// Instructions that end at any place at all do the same.
  @Test func instructionsMayEndAnywhere() throws {
    let code = """
      return { token = function(token)
        pcall(function() local t = setmetatable({}, { __close = function() end }) local x <close> = t error(t) end)
        return coroutine.wrap(function() return (token.text:gsub("%w", string.upper)) end)()
      end }
      """
    var ends: Set<String> = []
    for instructions in stride(from: 1, through: 12_000, by: 61) {
      let limits = LuaLimits(instructions: instructions, memory: 1 << 20, time: .seconds(5))
      ends.insert(try Scripts.problem(code, engine: LuaEngine(limits: limits))?.code ?? "ended")
    }
    #expect(ends == ["ended", "script.limit"])
  }
}
