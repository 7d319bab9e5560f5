import Dispatch
import Document
import Synchronization
import TestKit
import Testing
import Workbench

@testable import Scripting

/// A document's result is its own: whatever ran before, beside or after it.
struct PropertyTests {
  private static let code = """
    seen = (seen or 0) + 1
    string.mine = (string.mine or 0) + 1
    json.mine = (json.mine or 0) + 1
    local order = {}
    for _, value in pairs({ math.random(1e9), [{}] = 2, [print] = 3, x = math.random(), [function() end] = 4 }) do
      order[#order + 1] = value
    end
    return {
      document = function(doc)
        doc.metadata.seen = { seen, string.mine, json.mine, order, tostring({}), tostring(print) }
        _G.print = nil
        string.upper = nil
        table.concat, math.random = string.rep, nil
        getmetatable = nil
      end,
      token = function(token) if token.from % 7 == 0 then return token.text .. "!" end end,
    }
    """

  private func document(_ number: Int) -> Document {
    var document = Fixtures.document("one two three \(number) four five", language: "en")
    document.id = "d\(number)"
    return document
  }

  @Test func nothingLeaksFromOneDocumentToTheNext() throws {
    let entry = try LuaEngine().entry(Scripts.script(Self.code), identifier: "script.test")
    let first = try Scripts.run(entry, on: document(1))
    for number in 2...1000 { _ = try Scripts.run(entry, on: document(number)) }
    #expect(try Scripts.run(entry, on: document(1)) == first)
    let again = try LuaEngine().entry(Scripts.script(Self.code), identifier: "script.test")
    #expect(try Scripts.run(again, on: document(1)) == first)
  }

  @Test func eightThreadsMakeTheSameOfADocument() throws {
    let entry = try LuaEngine().entry(Scripts.script(Self.code), identifier: "script.test")
    let expected = try (0..<50).map { try Scripts.run(entry, on: document($0)) }
    let wrong = Mutex<[String]>([])
    DispatchQueue.concurrentPerform(iterations: 8) { thread in
      for at in 0..<50 {
        let number = (at * 7 + thread) % 50
        do {
          if try Scripts.run(entry, on: document(number)) != expected[number] {
            wrong.withLock { $0.append("document \(number) differs") }
          }
        } catch { wrong.withLock { $0.append("\(error)") } }
      }
    }
    #expect(wrong.withLock { $0 } == [])
  }

  @Test func theSeedIsTheDocumentsOwn() throws {
    let code = "return function(doc) doc.metadata.r = math.random(1000000) end"
    let entry = try LuaEngine().entry(Scripts.script(code), identifier: "script.test")
    let one = try Scripts.run(entry, on: document(1)).metadata.other["r"]
    #expect(try Scripts.run(entry, on: document(1)).metadata.other["r"] == one)
    #expect(try Scripts.run(entry, on: document(2)).metadata.other["r"] != one)
  }

  @Test func aStepThatFailsLeavesTheDocumentAsItWas() throws {
    let code = "return function(doc) doc.title = 'x' doc:annotate('y', 1, 2) doc:replace(1, 2, 'z') error('no') end"
    let entry = try LuaEngine().entry(Scripts.script(code), identifier: "script.test")
    guard case .processor(let make) = entry.role else { throw Problem("test.role", "no processor") }
    var document = Scripts.document
    let context = try Fixtures.context()
    #expect(throws: Problem.self) { try make(Settings(entry.manual)).process(&document, in: context) }
    #expect(document == Scripts.document)
  }

  /// All tables of a script's library lie in the state; what is printed for them is the same in every run.
  @Test func aScriptKeepsThePluginsContract() throws {
    let code = """
      return { summary = "Marks words.", makes = { "word" }, parameters = {},
        token = function(token) assert(token.kind and #token.text > 0) end,
        segment = function(segment) end,
        block = function(block) end,
        document = function(doc)
          if doc.to > 2 then doc:annotate("word", 1, doc:tokens()[1].to, { r = math.random() }) end
        end }
      """
    let entry = try LuaEngine().entry(Scripts.script(code), identifier: "script.test")
    #expect(ProcessorContract.violations(of: entry) == [])
  }

  /// What a script does to a hundred thousand annotations costs the same for each.
  @Test func aHundredThousandAnnotationsAreNoTrap() throws {
    let code = """
      return function(doc)
        local words = doc:tokens()
        for i, word in ipairs(words) do doc:annotate("w", word.from, word.to, { n = i }) end
        local n = 0
        for _, block in ipairs(doc:blocks()) do n = n + #block:annotations("w") end
        for i, found in ipairs(doc:annotations("w")) do if i % 2 == 0 then found:remove() end end
        doc.metadata.n = n
      end
      """
    let paragraphs = Array(repeating: Array(repeating: "word", count: 20).joined(separator: " "), count: 5_000)
    let limits = LuaLimits(instructions: 200_000_000, memory: 256 << 20, time: .seconds(60))
    let document = try Scripts.run(code, on: Fixtures.document(paragraphs), engine: LuaEngine(limits: limits))
    #expect(document.metadata.other["n"] == 100_000)
    #expect(document.annotations("w").count == 50_000)
  }
}
