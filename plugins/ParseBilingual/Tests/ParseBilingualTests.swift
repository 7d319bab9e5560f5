import Document
import TestKit
import Testing
import Workbench

@testable import ParseBilingual

struct ParseBilingualTests {
  private static let entries: [String: Entry] = [
    "parse.xliff": .parseXLIFF, "parse.tmx": .parseTMX, "parse.po": .parsePO,
  ]

  private func problem(_ text: String, _ entry: Entry, _ settings: Fields = Fields()) -> Problem? {
    do {
      _ = try Fixtures.read(Array(text.utf8), path: "input", with: entry, settings)
      return nil
    } catch { return error as? Problem }
  }

  @Test(arguments: entries.values.map(\.manual.identifier)) func keepsTheContract(_ identifier: String) throws {
    #expect(ProcessorContract.violations(of: try #require(Self.entries[identifier])) == [])
  }

  @Test(arguments: Cases.all()) func cases(_ testCase: Case) throws {
    let entry = try #require(Self.entries[testCase["reader"] ?? ""])
    let documents = try Fixtures.read(Array((testCase["input"] ?? "").utf8), path: "input", with: entry)
    let made = documents.map(outline).joined(separator: "\n\n")
    let difference = Cases.difference(testCase, "expect", made)
    #expect(difference == nil, "\(difference ?? "")")
    for document in documents { #expect(try Document(jsonLine: document.jsonLine) == document) }
  }

  /// Metadata, each block, each segment with its candidates, then the warnings.
  private func outline(_ document: Document) -> String {
    var lines = document.metadata.json.filter { !["parent", "direction"].contains($0.0) }
      .map { "\($0.0): \(JSON.line($0.1))" }
    for block in document.blocks {
      lines.append("\(block.place.line ?? 0) \(block.role.rawValue): \(document.text(in: block.range))")
      for segment in document.segments
      where block.role == .body && segment.range.clamped(to: block.range) == segment.range {
        lines.append("    [\(document.text(in: segment.range))]")
        for candidate in segment.candidates {
          let penalties = candidate.penalties.map { " -\($0.amount) \($0.reason)" }.joined()
          lines.append(
            "        \(candidate.kind.rawValue) \(candidate.score)\(penalties) \(candidate.origin): \(candidate.target)"
          )
        }
      }
    }
    lines += document.warnings.map { $0.line(severity: "warning") }
    return lines.joined(separator: "\n")
  }

  @Test func wrongFilesAreSaid() {
    #expect(problem("<html/>", .parseXLIFF)?.code == "xliff.root")
    #expect(problem("<xliff version='1.2'><file/></xliff>", .parseXLIFF)?.code == "input.empty")
    #expect(problem("", .parseXLIFF)?.code == "input.empty")
    #expect(problem("<xliff><file><body><trans-unit>", .parseXLIFF)?.code == "xml.truncated")
    #expect(problem("just words\n", .parsePO)?.code == "po.empty")
    #expect(problem("<tmx version='1.4'><header/><body/></tmx>", .parseTMX)?.code == "input.empty")
  }

  @Test func theLanguagesOfAMemoryCanBeNamed() throws {
    let memory =
      "<tmx version='1.4'><header srclang='*all*'/><body><tu><tuv xml:lang='en'><seg>yes</seg></tuv>"
      + "<tuv xml:lang='fa'><seg>بله</seg></tuv><tuv xml:lang='fr'><seg>oui</seg></tuv></tu></body></tmx>"
    let read = try Fixtures.read(
      Array(memory.utf8), path: "m.tmx", with: .parseTMX, ["source": "fa", "target": "fr"])
    #expect(read[0].text == "بله" && read[0].segments[0].candidates.map(\.target) == ["oui"])
    #expect(problem(memory, .parseTMX, ["source": "ru"])?.code == "input.empty")
  }

  /// A mark at the beginning of a segment joins the letter before it, so that the lengths do not add up.
  @Test func aMarkBetweenSegmentsLosesNothing() throws {
    let unit =
      "<xliff version='2.0' srcLang='fr' trgLang='en'><file id='f'><unit id='u'><segment><source>cafe</source><target>a</target>"
      + "</segment><segment><source>\u{301} noir</source><target>b</target></segment></unit></file></xliff>"
    let document = try Fixtures.read(Array(unit.utf8), path: "x.xlf", with: .parseXLIFF)[0]
    #expect(document.text == "caf\u{E9} noir")
    #expect(document.segments.count == 1 && document.segments[0].candidates.map(\.target) == ["a b"])
  }

  @Test func manyUnitsAndDeepElementsAreNoTrouble() throws {
    let many = (0..<20_000).map { "<trans-unit id='\($0)'><source>a\($0)</source></trans-unit>" }.joined()
    let file = "<xliff version='1.2'><file original='a'><body>\(many)</body></file></xliff>"
    #expect(try Fixtures.read(Array(file.utf8), path: "x.xlf", with: .parseXLIFF)[0].segments.count == 20_000)
    let deep = "<xliff><file><body><trans-unit id='1'><source>" + String(repeating: "<g id='1'>", count: 100_000) + "a"
    #expect(problem(deep, .parseXLIFF)?.code == "xml.nesting")
    let strange = "msgid \"a\"\nmsgid_plural \"b\"\nmsgstr[99999999999999999999] \"c\"\n"
    let po = String(repeating: strange, count: 1000) + "msgid \"d\"\nmsgstr[99] \"e\"\n"
    #expect(try Fixtures.read(Array(po.utf8), path: "x.po", with: .parsePO)[0].warnings.map(\.code) == ["po.line"])
  }
}
