import Document
import Foundation
import TestKit
import Testing
import Text
import Workbench

@testable import ParseODT

struct ParseODTTests {
  private static let namespaces = ["office", "text", "style", "fo", "table", "draw", "xlink", "svg", "dc"]
    .map { "xmlns:\($0)=\"urn:\($0)\"" }.joined(separator: " ")

  private func odt(_ body: String, styles: String = "", manifest: String = "") -> [UInt8] {
    let root = "office:document-content \(ParseODTTests.namespaces)"
    let content =
      "<\(root)><office:automatic-styles>\(styles)</office:automatic-styles><office:body><office:text>"
      + body + "</office:text></office:body></office:document-content>"
    return Packing.zip([
      ("mimetype", Array("application/vnd.oasis.opendocument.text".utf8)), ("content.xml", Array(content.utf8)),
      ("META-INF/manifest.xml", Array("<manifest>\(manifest)</manifest>".utf8)),
    ])
  }

  private func read(_ bytes: [UInt8]) throws -> Document {
    try #require(try Fixtures.read(bytes, path: "a.odt", with: .parseODT).first)
  }

  private func problem(_ bytes: [UInt8]) throws -> Problem? {
    #expect(throws: Problem.self) { try Fixtures.read(bytes, path: "a.odt", with: .parseODT) }
  }

  @Test func keepsTheContract() { #expect(ProcessorContract.violations(of: .parseODT) == []) }

  @Test(arguments: Cases.all()) func cases(_ testCase: Case) throws {
    let document = try read(odt(testCase["input"] ?? "", styles: testCase["styles"] ?? ""))
    let difference = Cases.difference(testCase, "expect", DocumentOutline.numbered(document) { $0.row })
    #expect(difference == nil, "\(difference ?? "")")
    #expect(try Document(jsonLine: document.jsonLine) == document)
  }

  @Test func anArticleIsDatedByItsText() throws {
    let paragraphs = [
      "Министр сообщил о завершении ремонта",
      "МОСКВА, 20 января 2025 г. /ПРИМЕР/. Ремонт завершён на две недели раньше срока.",
    ]
    let document = try read(odt(paragraphs.map { "<text:p>\($0)</text:p>" }.joined()))
    #expect(document.metadata.title == paragraphs[0] && document.metadata.publisher == "ПРИМЕР")
    #expect(document.metadata.published?.instant.description.prefix(10) == "2025-01-20")
    #expect(document.metadata.other["place"] == "МОСКВА")
  }

  @Test func isKnownByItsContent() throws {
    let type = "application/vnd.oasis.opendocument.text"
    let bytes = odt("<text:p>Words.</text:p>")
    #expect(ODTReader.likeness(bytes[...]) > 0.9)
    let entry = try #require(try Fixtures.context().registry.entry("parse.auto"))
    #expect(try Fixtures.read(bytes, path: "x.zip", with: entry).map(\.source.reader) == ["parse.odt@1"])
    // Where what says so does not stand at the start, the list of contents tells.
    let late = Packing.zip([("a", [UInt8](repeating: 1, count: 5_000))] + [("mimetype", Array(type.utf8))])
    #expect(ODTReader.likeness(late[...].prefix(4096)) == 0)
    let spreadsheet = Packing.zip([("mimetype", Array("application/vnd.oasis.opendocument.spreadsheet".utf8))])
    #expect(ODTReader.likeness(spreadsheet[...]) == 0)
  }

  @Test func whatIsNoDocumentIsSaidClearly() throws {
    #expect(try problem([])?.code == "input.empty")
    #expect(try problem(Array("plain".utf8))?.code == "odt.zip")
    #expect(try problem(Packing.zip([("a", [1])]))?.code == "odt.parts")
    let locked = "<file-entry full-path=\"content.xml\"><encryption-data/></file-entry>"
    #expect(try problem(odt("<text:p>x</text:p>", manifest: locked))?.code == "office.encrypted")
  }

  @Test func whatIsCutOffGivesWhatIsThere() throws {
    let bytes = odt((0..<60).map { "<text:p>Paragraph \($0).</text:p>" }.joined())
    let document = try read(Array(bytes.dropLast(700)))
    #expect(document.blocks.count > 10 && !document.warnings.isEmpty)
  }

  @Test func deepNestingHasABound() throws {
    let deep = "<text:p>Before.</text:p>" + String(repeating: "<text:list><text:list-item>", count: 100_000)
    let document = try read(odt(deep))
    #expect(document.text == "Before." && document.warnings.first?.code == "xml.nesting")
  }

  @Test func everyFileOfTheSharedDataIsRead() throws {
    guard let shared = Fixtures.shared else { return print("skipped: there is no shared data") }
    let folder = shared + "/data/odt"
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".odt") }
    for name in names.sorted() {
      let document = try read([UInt8](try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name)"))))
      #expect(
        document.warnings.isEmpty || name.contains("hidden") || name.contains("image"), "\(name) \(document.warnings)")
    }
  }
}
