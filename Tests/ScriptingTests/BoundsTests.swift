import Document
import TestKit
import Testing
import Workbench

@testable import Scripting

/// What the limits mean. Scripts that try to get around them stand in `Escapes/*.txt`.
struct BoundsTests {
  /// A hundredth of what scripts get, and enough for the scripts below to get where they want.
  static let small = LuaLimits(instructions: 2_000_000, memory: 8 << 20, time: .seconds(5))

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
