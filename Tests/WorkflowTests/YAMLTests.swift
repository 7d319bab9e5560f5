import Document
import Testing

@testable import Workflow

private func value(_ text: String) throws -> Value? { try YAML.parse(Array(text.utf8))?.value }

@Test(
  arguments: [
    ("no", .string("no")), ("on", .string("on")), ("true", .bool(true)), ("null", .null), ("~", .null),
    ("12", .integer(12)), ("0x1F", .integer(31)), ("0o17", .integer(15)), ("010", .integer(10)), ("0.70", .number(0.7)),
    ("1e3", .number(1000)), ("'12'", .string("12")), ("\"true\"", .string("true")), ("1.2.3", .string("1.2.3")),
    ("-", .array([.null])), (".", .string(".")), ("12:30", .string("12:30")), ("2025-01-20", .string("2025-01-20")),
  ] as [(String, Value)]) func plainScalarsFollowTheCoreSchema(_ text: String, _ expected: Value) throws
{
  #expect(try value(text) == expected)
}

@Test func everyNodeKnowsItsPlace() throws {
  let root = try #require(try YAML.parse(Array("a: 1\nb:\n  - عربي: x\n    c: |\n      code\n".utf8)))
  let item = try #require(root["b"]?.items?.first)
  #expect(item["عربي"]?.position == Position(line: 3, column: 11))
  #expect(item["c"]?.position == Position(line: 4, column: 8))
  #expect(item["c"]?.firstLineOfText == 5)
  #expect(item["c"]?.text == "code\n")
}

@Test(arguments: [
  ("a: 1\na: 2", "the key 'a' stands twice in one table", 2, 1),
  ("a: *b", "the alias *b has no anchor &b before it", 1, 4),
  ("a: 1\n---\nb: 2", "a second YAML document begins here", 2, 1),
  ("? [x]\n: 1", "a key must be text, not a list", 1, 3),
]) func faultsNameTheirPlace(_ text: String, _ message: String, _ line: Int, _ column: Int) throws {
  let problem = #expect(throws: Problem.self) { try YAML.parse(Array(text.utf8)) }
  #expect(problem?.message == message)
  #expect(problem?.place == Place(line: line, column: column))
}

@Test(arguments: [
  ("a: [1, 2", "yaml.syntax", "'[' is not closed", 4),
  ("\tb: 1", "yaml.syntax", "a tab stands where the line is indented", 1),
  ("a: 'x", "yaml.syntax", "the ' that opens here is never closed", 4),
  ("a: b: c", "yaml.syntax", "': ' stands twice in one line", 5), ("@x", "yaml.syntax", "no text begins with '@'", 1),
  ("a: \u{1}", "yaml.encoding", "the control character U+0001 cannot stand in the file", 4),
]) func whatIsNoYAMLSaysSo(_ text: String, _ code: String, _ message: String, _ column: Int) throws {
  let problem = #expect(throws: Problem.self) { try YAML.parse(Array(text.utf8)) }
  #expect(problem?.code == code)
  #expect(problem?.message == message)
  #expect(problem?.place == Place(line: 1, column: column))
}

@Test func runawayAliasesAndDepthAreRefused() throws {
  var bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
  for level in 1..<9 {
    bomb += "a\(level): &a\(level) [" + Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ", ") + "]\n"
  }
  #expect(#expect(throws: Problem.self) { try YAML.parse(Array(bomb.utf8)) }?.code == "yaml.alias")
  let deep = String(repeating: "[", count: 100) + String(repeating: "]", count: 100)
  #expect(#expect(throws: Problem.self) { try YAML.parse(Array(deep.utf8)) }?.code == "yaml.depth")
}

@Test func anAliasStandsForItsNode() throws {
  #expect(try value("a: &x {b: 1}\nc: *x") == ["a": ["b": 1], "c": ["b": 1]])
}

@Test func anEmptyFileIsNothing() throws {
  #expect(try YAML.parse([]) === nil)
  #expect(try YAML.parse(Array("# only a remark\n".utf8)) === nil)
}

@Test(arguments: [
  ("plain", ["plain"], 0), ("${a}", ["a"], 1), ("x ${a} y", ["x ", "a", " y"], 1), ("$${a}", ["${a}"], 0),
  ("${t[\"}\"]}", ["t[\"}\"]"], 1), ("${ {1} }", [" {1} "], 1), ("$a", ["$a"], 0), ("", [""], 0),
]) func aTemplateIsTakenApart(_ source: String, _ parts: [String], _ expressions: Int) throws {
  let template = try Template(source)
  let texts = template.parts.map { part in
    switch part {
    case .text(let text): text
    case .expression(let code): code
    }
  }
  #expect(texts == parts)
  #expect(template.parts.count { if case .expression = $0 { true } else { false } } == expressions)
}

@Test func aTemplateThatIsNotClosedIsRefused() {
  #expect(throws: Problem.self) { try Template("x ${a") }
}
