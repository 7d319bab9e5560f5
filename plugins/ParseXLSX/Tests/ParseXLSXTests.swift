import Document
import Foundation
import TestKit
import Testing
import Workbench

@testable import ParseXLSX

struct ParseXLSXTests {
  private func read(
    _ sheets: [String], _ parts: [(name: String, content: String)] = [], _ settings: Fields = Fields()
  ) throws -> Document {
    try #require(try Fixtures.read(Sample.xlsx(sheets, parts), path: "a.xlsx", with: .parseXLSX, settings).first)
  }

  private func problem(_ bytes: [UInt8], _ settings: Fields = Fields()) throws -> Problem? {
    #expect(throws: Problem.self) { try Fixtures.read(bytes, path: "a.xlsx", with: .parseXLSX, settings) }
  }

  @Test func keepsTheContract() { #expect(ProcessorContract.violations(of: .parseXLSX) == []) }

  @Test(arguments: Cases.all()) func cases(_ testCase: Case) throws {
    let sheets = testCase.sections.filter { $0.heading == "sheet" }.map(\.text)
    let parts = testCase.sections.filter { !["sheet", "expect"].contains($0.heading) }.map {
      (name: $0.heading, content: $0.text)
    }
    let document = try read(sheets, parts)
    let difference = Cases.difference(testCase, "expect", outline(document))
    #expect(difference == nil, "\(difference ?? "")")
    #expect(try Document(jsonLine: document.jsonLine) == document)
  }

  /// Each block as `part row: role kind level: text` with its runs, then the warnings.
  private func outline(_ document: Document) -> String {
    var lines: [String] = []
    for block in document.blocks {
      let kind = block.kind == .paragraph ? "" : " \(block.kind.rawValue)"
      let row = block.place.row.map { " row \($0)" } ?? ""
      let text = String(document.text(in: block.range)).replacing("\t", with: " | ")
      let level = block.level.map { " \($0)" } ?? ""
      lines.append("\(block.place.part ?? "")\(row): \(block.role.rawValue)\(kind)\(level): \(text)")
      lines += block.runs.map { "    \($0.kind.rawValue) '\(document.text(in: $0.range))' \($0.value ?? "")" }
    }
    lines += document.warnings.map { warning in
      (warning.place.part.map { $0 + ": " } ?? "") + "warning: \(warning.message)"
        + (warning.help.map { "; help: " + $0 } ?? "")
    }
    return lines.joined(separator: "\n")
  }

  @Test func isKnownByItsContent() throws {
    let bytes = Sample.xlsx([Sample.cell("A1", "Words")])
    #expect(XLSXReader.likeness(bytes[...].prefix(4096)) > 0.9)
    #expect(XLSXReader.likeness(Packing.zip([("ppt/presentation.xml", [65])])[...]) == 0)
    let auto = try #require(try Fixtures.context().registry.entry("parse.auto"))
    let read = try Fixtures.read(Sample.xlsx(["<row>\(Sample.cell("A1", "Words"))</row>"]), path: "a.csv", with: auto)
    #expect(read.map(\.text) == ["Sheet1\nWords"] && read[0].source.reader == "parse.xlsx@1")
    // The binary kind of workbook is said to be one.
    let type = "<Types><Override ContentType=\"application/vnd.ms-excel.sheet.binary.macroEnabled.main\"/></Types>"
    let binary = Packing.zip([("[Content_Types].xml", Array(type.utf8)), ("xl/workbook.bin", [1])])
    #expect(try problem(binary)?.message == "the file is a binary Excel workbook (XLSB), which is not read")
    let told = #expect(throws: Problem.self) { try Fixtures.read(binary, path: "a.xlsb", with: auto) }
    #expect(told?.message == "it is a binary Excel workbook (XLSB), which no reader reads")
  }

  @Test func addressesAreReadAndNamed() {
    #expect(CellAddress("XFD1048576") == CellAddress(row: 1_048_576, column: 16_384))
    #expect(CellAddress("$B$7") == CellAddress(row: 7, column: 2))
    for text in ["", "A", "7", "A0", "XFE1", "A1048577", "7A", "A-1", "ÄB7"] { #expect(CellAddress(text) == nil) }
    for name in ["A1", "Z9", "AA10", "AZ52", "ZZ702", "AAA1", "XFD1048576"] { #expect(CellAddress(name)?.name == name) }
    #expect(CellRange("C9:A1")?.name == "A1:C9" && CellRange("B2")?.name == "B2" && CellRange("A1:B2:C3") == nil)
  }

  @Test func propertiesAreRead() throws {
    let core = "<title>Trade in 2025</title><creator>Huda Khalil</creator><created>2025-01-20T03:56:00Z</created>"
    let document = try read(["<row>\(Sample.cell("A1", "Words"))</row>"], [("core", core)])
    #expect(document.metadata.title == "Trade in 2025" && document.metadata.authors == ["Huda Khalil"])
    #expect(document.metadata.published?.original == "2025-01-20T03:56:00Z")
  }

  @Test func strictFilesAreReadAlike() throws {
    let entries = Sample.entries(["<row>\(Sample.cell("A1", "Words"))</row>"]).map { name, bytes in
      let text = String(decoding: bytes, as: UTF8.self)
      return (
        name: name,
        bytes: Array(
          text.replacing(
            "http://schemas.openxmlformats.org/officeDocument/2006", with: "http://purl.oclc.org/ooxml/officeDocument"
          )
          .utf8)
      )
    }
    let document = try #require(try Fixtures.read(Packing.zip(entries), path: "a.xlsx", with: .parseXLSX).first)
    #expect(document.text == "Sheet1\nWords" && document.warnings.isEmpty)
  }

  // MARK: Bounds

  @Test func aSparseSheetTakesNoRoom() throws {
    // A diagonal would be 4,000 × 4,000 cells.
    let rows = (1...4_000).map {
      "<row r=\"\($0)\"><c r=\"\(CellAddress(row: $0, column: $0).name)\"><v>\($0)</v></c></row>"
    }
    let document = try read([rows.joined() + "<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>"])
    #expect(document.text.utf8.count < 100_000)
    #expect(document.text.hasPrefix("Sheet1\nA1\t1\nB2\t2\nC3\t3\n"))
    #expect(document.blocks.last?.place.part == "Sheet1!XFD1048576")
  }

  @Test func cellsHaveABoundThatIsNamed() throws {
    let rows = (1...30).map { "<row r=\"\($0)\"><c><v>\($0)</v></c></row>" }.joined()
    let document = try read([rows, rows], [], ["cells": 10])
    #expect(document.text.hasSuffix("\n9\n10"))
    let warning = try #require(document.warnings.first)
    #expect(warning.code == "xlsx.cells" && warning.place.part == "Sheet1!A10")
    #expect(warning.help?.contains("'cells' of parse.xlsx") == true)
  }

  @Test func aTextThatManyCellsShareIsCountedEachTime() throws {
    let long = String(repeating: "word ", count: 60_000)
    let rows = (1...400).map { "<row r=\"\($0)\"><c t=\"s\"><v>0</v></c><c t=\"s\"><v>0</v></c></row>" }.joined()
    let bytes = Sample.xlsx([rows], [("strings", "<si><t>\(long)</t></si>")])
    let problem = try problem(bytes, ["unpacked-size": 100])
    #expect(problem?.code == "xlsx.too-large" && problem?.help?.contains("'unpacked-size' of parse.xlsx") == true)
  }

  @Test func bombsAreRefused() throws {
    let zip = try Packing.zipBomb("xl/workbook.xml", "<workbook \(Sample.namespaces)>")
    #expect(try problem(zip)?.code == "xlsx.ratio")
  }

  // MARK: Bad input

  @Test func whatIsNoWorkbookIsSaidClearly() throws {
    #expect(try problem([])?.code == "input.empty")
    #expect(try problem(Array("plain text".utf8))?.code == "xlsx.zip")
    #expect(try problem(Packing.zip([("a.txt", [65])]))?.code == "xlsx.parts")
    let ole: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + [UInt8](repeating: 0, count: 600)
    #expect(try problem(ole)?.code == "office.old")
    let name = Array("EncryptedPackage".utf8).flatMap { (byte: UInt8) -> [UInt8] in [byte, 0] }
    #expect(try problem(ole + name)?.code == "office.encrypted")
  }

  @Test func sheetsThatAreMissingOrListedTwiceAreSaid() throws {
    let row = "<row>\(Sample.cell("A1", "Words"))</row>"
    var entries = Sample.entries([row, row])
    entries.removeAll { $0.name == "xl/sheets/sheet1.xml" }
    let at = try #require(entries.firstIndex { $0.name == "xl/workbook.xml" })
    let text = String(decoding: entries[at].bytes, as: UTF8.self)
    entries[at].bytes = Array(text.replacing("</sheets>", with: "<sheet name=\"Again\" r:id=\"s0\"/></sheets>").utf8)
    let document = try #require(try Fixtures.read(Packing.zip(entries), path: "a.xlsx", with: .parseXLSX).first)
    #expect(document.text == "Sheet1\nWords")
    #expect(document.warnings.map(\.code) == ["xlsx.missing", "xlsx.twice"])
    #expect(document.warnings.map(\.place.part) == ["Sheet2", "Again"])
  }

  @Test func addressesThatAreWrongLoseNoCell() throws {
    let cells = "<c r=\"XFE1\"><v>1</v></c><c r=\"?\"><v>2</v></c><c><v>3</v></c>"
    let document = try read(["<row r=\"0\">\(cells)</row><row r=\"9999999\"><c><v>4</v></c></row>"])
    #expect(document.text == "Sheet1\n1\t2\t3\n4\t\t")
    #expect(document.warnings.map(\.code) == ["xlsx.address"])
    // Cells that share an address, and cells in no order.
    let same =
      "<row r=\"2\"><c r=\"A2\"><v>5</v></c></row><row r=\"1\"><c r=\"B1\"><v>6</v></c><c r=\"A1\"><v>7</v></c>"
    #expect(try read([same + "<c r=\"A1\"><v>8</v></c></row>"]).text == "Sheet1\n7 8\t6\n5\t")
  }

  @Test func whatIsCutOffGivesWhatIsThere() throws {
    let rows = (1...60).map { "<row r=\"\($0)\">\(Sample.cell("A\($0)", "Line \($0)"))</row>" }.joined()
    let bytes = Sample.xlsx([rows])
    for length in stride(from: 0, to: bytes.count, by: 97) {
      for document in (try? Fixtures.read(Array(bytes[..<length]), path: "a.xlsx", with: .parseXLSX)) ?? [] {
        #expect(!document.warnings.isEmpty)
      }
    }
    var entries = Sample.entries([rows])
    let at = try #require(entries.firstIndex { $0.name == "xl/sheets/sheet1.xml" })
    entries[at].bytes.removeLast(2_000)
    let document = try #require(try Fixtures.read(Packing.zip(entries), path: "a.xlsx", with: .parseXLSX).first)
    #expect(document.text.contains("Line 20"))
    let warning = try #require(document.warnings.first)
    #expect(warning.code.hasPrefix("xml.") && warning.place.part == "xl/sheets/sheet1.xml")
  }

  @Test func deepNestingHasABound() throws {
    let deep = "<row>" + Sample.cell("A1", "Before") + String(repeating: "<c>", count: 100_000)
    let document = try read([deep])
    #expect(document.text == "Sheet1\nBefore" && document.warnings.first?.code == "xml.nesting")
  }

  @Test func entitiesAreNotExpanded() throws {
    var entries = Sample.entries(["<row>\(Sample.cell("A1", "Words &b; &x; end"))</row>"])
    let at = try #require(entries.firstIndex { $0.name == "xl/sheets/sheet1.xml" })
    let bomb = "<!DOCTYPE a [<!ENTITY b \"aaaaaaaaaa\"><!ENTITY x SYSTEM \"file:///etc/passwd\">]>"
    entries[at].bytes = Array(bomb.utf8) + entries[at].bytes
    for document in (try? Fixtures.read(Packing.zip(entries), path: "a.xlsx", with: .parseXLSX)) ?? [] {
      #expect(!document.text.contains("aaaa") && !document.text.contains("root:") && !document.warnings.isEmpty)
    }
  }

  @Test func noBytesAreTooHostile() {
    let cases = Cases.all()
    let sheets = cases.flatMap { $0.sections.filter { $0.heading == "sheet" }.map(\.text) }
    let parts = cases.flatMap { $0.sections.filter { !["sheet", "expect"].contains($0.heading) } }
    let sample = Sample.xlsx(sheets, parts.map { (name: $0.heading, content: $0.text) })
    #expect(HostileBytes.brokenPromises(of: .parseXLSX, [sample], path: "a.xlsx") == [])
  }
}
