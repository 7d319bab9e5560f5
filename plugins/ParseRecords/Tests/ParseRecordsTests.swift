import Document
import TestKit
import Testing
import Workbench

@testable import ParseRecords

struct ParseRecordsTests {
  private static let entries: [String: Entry] = ["parse.csv": .parseCSV, "parse.json": .parseJSON]

  private func read(_ text: String, _ entry: Entry, _ settings: Fields = Fields()) throws -> [Document] {
    try Fixtures.read(Array(text.utf8), path: "input", with: entry, settings)
  }

  private func problem(_ text: String, _ entry: Entry, _ settings: Fields = Fields()) -> Problem? {
    do {
      _ = try read(text, entry, settings)
      return nil
    } catch { return error as? Problem }
  }

  @Test(arguments: ["parse.csv", "parse.json"]) func keepsTheContract(_ identifier: String) throws {
    #expect(ProcessorContract.violations(of: try #require(Self.entries[identifier])) == [])
  }

  @Test(arguments: Cases.all()) func cases(_ testCase: Case) throws {
    let entry = try #require(Self.entries[testCase["reader"] ?? ""])
    let documents = try read(testCase["input"] ?? "", entry)
    let difference = Cases.difference(testCase, "expect", documents.map(outline).joined(separator: "\n\n"))
    #expect(difference == nil, "\(difference ?? "")")
    for document in documents { #expect(try Document(jsonLine: document.jsonLine) == document) }
  }

  /// Metadata, each block with its row and line, then the warnings.
  private func outline(_ document: Document) -> String {
    var lines = document.metadata.json.filter { !["parent", "direction"].contains($0.0) }
      .map { "\($0.0): \(JSON.line($0.1))" }
    for block in document.blocks {
      lines.append(
        "\(block.place.row ?? 0)/\(block.place.line ?? 0) \(block.role.rawValue): \(document.text(in: block.range))")
    }
    lines += document.warnings.map { $0.line(severity: "warning") }
    return lines.joined(separator: "\n")
  }

  @Test func fieldsByPath() throws {
    let settings: Fields = ["text": "lead, a.b[1].c", "title": "t.x"]
    let made = try read(
      #"{"t": {"x": "T"}, "lead": "Lead.", "a": {"b": [{}, {"c": "Deep."}]}, "text": "other"}"#, .parseJSON, settings)
    #expect(made.map(\.text) == ["T\nLead.\nDeep."])
    #expect(made.first?.metadata.other["text"] == "other")
    #expect(problem("{}", .parseJSON, ["text": "a[x]"])?.code == "records.path")
    #expect(problem(#"{"a": 1}"#, .parseJSON, ["records": "nothing.here"])?.code == "input.empty")
    let within = try read(
      #"{"data": {"items": [{"text": "1"}, {"text": "2"}]}, "text": "no"}"#, .parseJSON, ["records": "data.items"])
    #expect(within.map(\.text) == ["1", "2"])
  }

  @Test func tables() throws {
    let plain = try read("first,second\nc,d\n", .parseCSV, ["header": "no"])
    #expect(plain.map(\.text) == ["column 1: first\ncolumn 2: second", "column 1: c\ncolumn 2: d"])
    #expect(try read("title|text\ra|b\rc|d", .parseCSV).map(\.text) == ["a\nb", "c\nd"])
    #expect(try read("\u{FEFF}title,text\r\na,\"b\r\nc\"\r\n", .parseCSV).map(\.text) == ["a\nb\nc"])
    #expect(try read("title,title,text\na,b,c", .parseCSV).first?.metadata.other["title 2"] == "b")
    #expect(problem("", .parseCSV)?.code == "input.empty")
    #expect(problem("title,text\n", .parseCSV)?.code == "input.empty")
  }

  @Test func charsets() throws {
    let wide = "title,text\nعنوان,نص\n".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    let documents = try Fixtures.read([0xFF, 0xFE] + wide, path: "input", with: .parseCSV)
    #expect(documents.map(\.text) == ["عنوان\nنص"])
    let broken = try Fixtures.read(
      Array("title,text\na,b\nc,d".utf8) + [0xE9, 0x20], path: "input", with: .parseCSV, ["charset": "utf-8"])
    #expect(broken.last?.warnings.map(\.code) == ["charset.invalid-bytes"])
  }

  /// What comes in pieces is what comes whole, whatever the rows hold.
  @Test func piecesMakeNoDifference() throws {
    let text = "title,text\n" + (0..<9000).map { "t\($0),\"x \"\"\($0)\"\"\r\n\($0 % 7)\"\r\n" }.joined()
    let documents = try read(text, .parseCSV)
    #expect(documents.count == 9000)
    #expect(documents[4321].text == "t4321\nx \"4321\"\n2")
    #expect(documents[4321].blocks.first?.place.line == 4321 * 2 + 2)
    let lines = (0..<9000).map { #"{"title": "t\#($0)", "text": "x\#($0)"}"# }
    #expect(try read(lines.joined(separator: "\n"), .parseJSON).count == 9000)
    #expect(try read("[" + lines.joined(separator: ",") + "]", .parseJSON)[8999].text == "t8999\nx8999")
  }

  @Test func hostileInput() {
    for text in [
      "\"", "a,\"", "\"\"\"", ",,,\n,,,", "\"a\n\"b\n\"c", String(repeating: "\"a\n", count: 3000),
      String(repeating: "\"a\"b,\"\n", count: 3000), String(repeating: ",", count: 100_000), "a\u{0}b,c\n1,2",
    ] {
      _ = problem(text, .parseCSV)
    }
    for text in [
      "{", "[", "]", "}", "[[[[", "{\"a\":", "[1,2,3]", "nul", "\"", "[{},{}]", "{}{}{}", "[,,,]", "{\"a\": \"\\",
      String(repeating: "[", count: 100_000), String(repeating: "{\"a\":", count: 50_000),
      String(repeating: "[{\"text\": \"a\"},", count: 2000),
    ] {
      _ = problem(text, .parseJSON)
    }
    #expect(problem("[1, 2]", .parseJSON)?.code == "json.no-object")
    #expect(problem("{\"text\": ", .parseJSON)?.code == "json.truncated")
    #expect(
      problem(
        "[" + String(repeating: " ", count: 2 << 20) + "{\"text\": \"" + String(repeating: "x", count: 2 << 20),
        .parseJSON, ["longest-record": 1])?.code == "input.too-large")
  }

  @Test func contentIsKnown() {
    func csv(_ text: String) -> Double { CSVReader.likeness(Array(text.utf8)[...]) }
    func json(_ text: String) -> Double { JSONReader.likeness(Array(text.utf8)[...]) }
    #expect(csv("title,text\na,b\n") > 0.5 && csv("id;url;x\n1;2;3\n4;5;6\n") > 0.5)
    #expect(csv("Hello, world\nThis, then that\n") == 0 && csv("one line") == 0 && csv("<a>,text\n1,2") == 0)
    #expect(json("{\"a\": 1}") > 0.5 && json(" [ {\"a\"") > 0.5)
    #expect(json("{\"format\": \"dragoman/document@1\"}") == 0 && json("[note] text") == 0 && json("{text}") == 0)
  }
}
