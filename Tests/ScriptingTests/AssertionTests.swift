import Document
import Foundation
import TestKit
import Testing
import Workbench

@testable import Scripting

/// What an assert says when it fails: both sides of a comparison, the value of another condition, and its source.
@Test(arguments: [
  ("assert(1 + 1 == 3)", "'1 + 1 == 3' does not hold: it compares 2 with 3"),
  ("assert(1 < 2 and 2 < 1)", "'1 < 2 and 2 < 1' does not hold: it is false"),
  ("assert(not (1 == 1), 'm')", "m: 'not (1 == 1)' does not hold: it is false"),
  (
    "assert(#{ 1, 2 } >= #{ 1, 2, 3 }, 'sizes')",
    "sizes: '#{ 1, 2 } >= #{ 1, 2, 3 }' does not hold: it compares 2 with 3"
  ),
  ("assert('a,b' == \"a(b\")", #"''a,b' == "a(b"' does not hold: it compares "a,b" with "a(b""#),
  ("assert([[==]] == [=[<]=])", "'[[==]] == [=[<]=]' does not hold: it compares \"==\" with \"<\""),
  ("assert(nil)", "'nil' does not hold: it is nil"),
  ("assert(select(1, nil, 'why'))", "why: 'select(1, nil, 'why')' does not hold: it is nil"),
  ("assert((function() return 1 == 2 end)())", "'(function() return 1 == 2 end)()' does not hold: it is false"),
  ("assert(pcall(function() assert(1 == 2) end) == 5)", "it compares false with 5"),
  ("assert(pcall(assert, false) == 5)", "'pcall(assert, false) == 5' does not hold: it compares false with 5"),
  ("local t = { assert = assert } t.assert(1 == 2, 'own')", "own"),
  ("local assert = function(a) error('mine: ' .. tostring(a)) end assert(1 == 2)", "mine: false"),
  ("assert(1 == 1 --[[ == ]] + 1 -- ==\n)", "does not hold: it compares 1 with 2"),
  ("assert({} == {})", "does not hold: it compares"),
  ("assert(x.y, { message = 'a table' })", "a table"),
  ("equal({ a = { 1, { b = 2 } } }, { a = { 1, { b = 3 } } })", "a[2].b is 2, expected 3"),
  ("equal({ 1 }, { 1, 2 }, 'lists')", "lists: [2] is nil, expected 2"),
  ("equal({ ['a b'] = 1 }, {})", "[\"a b\"] is 1, expected nil"),
  ("local a = {} a.a = a local b = {} b.b = b equal(a, b)", "a is "),
  ("expect('abc').contains('x')", "it is \"abc\", expected to find \"x\""),
  ("expect({ { 1 } }).contains({ 2 })", "it is [[1]], expected to find [2]"),
  ("expect('abc').matches('^b')", "it is \"abc\", expected a match of \"^b\""),
  ("expect(1):at_least(2)", "it is 1, expected at least 2"), ("expect(3).at_most(2)", "it is 3, expected at most 2"),
  ("expect(nil).exists()", "it is nil, expected a value"), ("expect(1).is_nil()", "it is 1, expected nil"),
  ("expect({ 1 }).differs({ 1 })", "it is [1], expected another value"),
  ("fails(function() end)", "it was to fail, and did not"),
  ("fails(function() error('a') end, 'b')", "expected a message with \"b\""),
]) func aFailedAssertShowsItsValues(_ code: String, _ message: String) throws {
  let problem = #expect(throws: Problem.self) {
    try LuaEngine().run(Scripts.script(code, line: 7), given: ["x": ["y": false]])
  }
  let told = try #require(problem)
  #expect(told.message.contains(message), "\(told.message)")
  #expect(told.place.line == 7 || code.contains("\n"))
}

/// What holds goes on, with the values that Lua's own assert gives.
@Test(arguments: [
  "assert(1 == 1)", "assert(1 < 2, 'no')", "local a, b = assert(1, 2) equal({ a, b }, { 1, 2 })",
  "local a, b = assert(1 == 1, 'm') equal({ a, b }, { true, 'm' })", "assert((pcall(error)) == false)",
  "equal({ 1, { a = 0 / 0 } }, { 1, { a = 0 / 0 } })", "equal(1, 1.0)", "expect('a').equals('a').contains('a')",
  "local s = [==[ assert(1 == 2) ]==] assert(#s == 16)", "-- assert(1 == 2)\nassert(true)",
  "--[[ assert(1 == 2)\n]] assert(0x1p4 == 16 and 1e+2 == 100 and 'a\\'' == \"a'\")",
  "goto assert ::assert:: assert(true)",
  "local t = { assert = 1 } assert(t.assert == 1)", "assert(1 == 1 -- why\n)",
  "equal(fails(function() error('a', 0) end), 'a')",
  "assert(json.null == json.null) equal({ json.null }, { json.null })",
]) func whatHoldsGoesOn(_ code: String) throws {
  try LuaEngine().run(Scripts.script(code), given: [:])
}

/// Whatever stands in a text that compiles, its asserts are rewritten to something that compiles, line for line.
@Test func everyLuaFileOfTheHouseStaysLuaWithTheSameLines() throws {
  let package = URL(fileURLWithPath: Fixtures.package)
  var count = 0
  for top in ["workflows", "Tests"] {
    let files = FileManager.default.enumerator(atPath: package.appendingPathComponent(top).path)
    while let name = files?.nextObject() as? String {
      guard name.hasSuffix(".lua"),
        let code = try? String(contentsOf: package.appendingPathComponent(top + "/" + name), encoding: .utf8),
        (try? LuaEngine().compile(code, Scripts.script(code))) != nil
      else { continue }
      let shown = LuaAssertions.shown(in: code)
      _ = try LuaEngine().compile(shown, Scripts.script(shown))
      #expect(shown.count { $0 == "\n" } == code.count { $0 == "\n" }, "\(name)")
      count += 1
    }
  }
  #expect(count >= 5)
}

/// Any bytes are cut into tokens that lie one after the other.
@Test func anyTextIsCutIntoTokens() {
  var random = SeededRandom(seed: 7)
  let signs = Array("ab_1.0x'\"[]=~<>(){},-\\\n e+é".utf8)
  for _ in 0..<3000 {
    let bytes = (0..<Int.random(in: 0..<40, using: &random)).map { _ in signs.randomElement(using: &random) ?? 0 }
    var end = 0
    for token in LuaTokens.all(in: bytes) {
      #expect(token.range.lowerBound >= end && token.range.upperBound <= bytes.count && !token.range.isEmpty)
      end = token.range.upperBound
    }
    _ = LuaAssertions.shown(in: "assert(" + String(decoding: bytes, as: UTF8.self))
  }
}

/// What the reference and the types tell of is there, and nothing else.
@Test func theReferenceOfTestsNamesWhatThereIs() throws {
  for function in LuaTestReference.functions where function.isEverywhere {
    let name = function.usage.prefix { $0 != "(" }
    try LuaEngine().run(Scripts.script("equal(type(\(name)), 'function')"), given: [:])
  }
  let message = Scripts.failure("expect(1).none()") ?? ""
  #expect(message.hasSuffix("there are " + LuaTestReference.checks.sorted().joined(separator: ", ")))
}
