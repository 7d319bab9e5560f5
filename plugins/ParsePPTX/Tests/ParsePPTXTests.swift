import Document
import Foundation
import TestKit
import Testing
import Workbench

@testable import ParsePPTX

struct ParsePPTXTests {
  private func read(
    _ slides: [String], _ parts: [(name: String, content: String)] = [], _ settings: Fields = Fields()
  ) throws -> Document {
    try #require(try Fixtures.read(Sample.pptx(slides, parts), path: "a.pptx", with: .parsePPTX, settings).first)
  }

  private func problem(_ bytes: [UInt8], _ settings: Fields = Fields()) throws -> Problem? {
    #expect(throws: Problem.self) { try Fixtures.read(bytes, path: "a.pptx", with: .parsePPTX, settings) }
  }

  @Test func keepsTheContract() { #expect(ProcessorContract.violations(of: .parsePPTX) == []) }

  @Test(arguments: Cases.all()) func cases(_ testCase: Case) throws {
    let slides = testCase.sections.filter { $0.heading == "slide" }.map(\.text)
    let parts = testCase.sections.filter { !["slide", "expect"].contains($0.heading) }.map {
      (name: $0.heading, content: $0.text)
    }
    let document = try read(slides, parts)
    let difference = Cases.difference(testCase, "expect", outline(document))
    #expect(difference == nil, "\(difference ?? "")")
    #expect(try Document(jsonLine: document.jsonLine) == document)
  }

  /// The title slide's title, then the blocks by slide.
  private func outline(_ document: Document) -> String {
    let title = document.blocks.first?.role == .title ? "title: \(document.metadata.title ?? "")\n" : ""
    return title + DocumentOutline.numbered(document) { $0.page }
  }

  @Test func isKnownByItsContent() throws {
    let bytes = Sample.pptx([Sample.shape("Words.")])
    #expect(PPTXReader.likeness(bytes[...].prefix(4096)) > 0.9)
    #expect(PPTXReader.likeness(Packing.zip([("word/document.xml", [65])])[...]) == 0)
    #expect(PPTXReader.likeness(Packing.zip([("ppt/slides/slide1.xml", [65])])[...]) > 0.9)
    let auto = try #require(try Fixtures.context().registry.entry("parse.auto"))
    let read = try Fixtures.read(bytes, path: "article.docx", with: auto)
    #expect(read.map(\.text) == ["Words."] && read[0].source.reader == "parse.pptx@1")
    // A picture before the words hides from the first bytes what it is; the list of contents tells.
    let entries = [("docProps/thumbnail.jpeg", [UInt8](repeating: 0xAA, count: 9_000))]
    let late = Packing.zip(entries + Sample.entries([Sample.shape("Words.")]))
    #expect(PPTXReader.likeness(late[...].prefix(4096)) == 0)
    #expect(try Fixtures.read(late, path: "a.zip", with: auto).map(\.source.reader) == ["parse.pptx@1"])
  }

  @Test func placesNameSlideAndPart() throws {
    let notes = Sample.shape("A remark.", placeholder: "body")
    let document = try read([Sample.shape("One."), Sample.shape("Two.")], [("notes", notes)])
    #expect(
      document.blocks.map(\.place) == [
        Place(page: 1, part: "ppt/slides/slide2.xml"), Place(page: 1, part: "ppt/notes.xml"),
        Place(page: 2, part: "ppt/slides/slide1.xml"),
      ])
  }

  @Test func notesAndCommentsCanBeLeftOut() throws {
    let parts = [
      (name: "notes", content: Sample.shape("A remark.", placeholder: "body")),
      (name: "comments", content: "<p:cm><p:text>Why?</p:text></p:cm>"),
    ]
    let document = try read([Sample.shape("Words.")], parts, ["notes": false, "comments": false])
    #expect(document.text == "Words." && document.blocks[0].runs.isEmpty)
  }

  @Test func titlesComeFromTheTitleSlideElseFromTheProperties() throws {
    let stated = [(name: "core", content: "<title>The stated title</title><creator>Huda; Omar</creator>")]
    let plain = Sample.shape("A slide", placeholder: "title")
    let document = try read([plain], stated)
    #expect(document.metadata.title == "The stated title" && document.metadata.authors == ["Huda", "Omar"])
    let centred = Sample.shape("A title slide", placeholder: "ctrTitle")
    #expect(try read([centred], stated).metadata.title == "A title slide")
    // The name that PowerPoint gives to a new file says nothing.
    let usual = [(name: "core", content: "<title>Présentation PowerPoint</title>")]
    #expect(try read([plain], usual).metadata.title == "A slide")
    #expect(try read([plain]).metadata.title == "A slide")
    // The layout may say so, too.
    let layout = Array("<p:sldLayout \(Sample.namespaces) type=\"title\"/>".utf8)
    let bytes = Packing.zip(Sample.entries([plain], stated) + [("ppt/slideLayouts/layout.xml", layout)])
    #expect(try Fixtures.read(bytes, path: "a.pptx", with: .parsePPTX).map(\.metadata.title) == ["A slide"])
  }

  @Test func strictFilesAreReadAlike() throws {
    func strict(_ bytes: [UInt8]) -> [UInt8] {
      let text = String(decoding: bytes, as: UTF8.self)
      return Array(
        text.replacing(
          "http://schemas.openxmlformats.org/officeDocument/2006", with: "http://purl.oclc.org/ooxml/officeDocument"
        )
        .replacing(
          "http://schemas.openxmlformats.org/presentationml/2006", with: "http://purl.oclc.org/ooxml/presentationml"
        )
        .utf8)
    }
    let entries = Sample.entries([Sample.shape("Words."), Sample.shape("More.", placeholder: "title")])
    let bytes = Packing.zip(entries.map { ($0.name, strict($0.bytes)) })
    let document = try #require(try Fixtures.read(bytes, path: "a.pptx", with: .parsePPTX).first)
    #expect(document.text == "Words.\nMore." && document.warnings.isEmpty)
  }

  // MARK: Bad input

  @Test func whatIsNoPresentationIsSaidClearly() throws {
    #expect(try problem([])?.code == "input.empty")
    #expect(try problem(Array("plain text".utf8))?.code == "pptx.zip")
    #expect(try problem(Packing.zip([("a.txt", [65])]))?.code == "pptx.parts")
    let workbook =
      "<Types><Override ContentType='application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml'/>"
    let other = try problem(Packing.zip([("[Content_Types].xml", Array(workbook.utf8))]))
    #expect(other?.code == "pptx.parts" && other?.message == "the file is an Excel workbook")
    let ole: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + [UInt8](repeating: 0, count: 600)
    #expect(try problem(ole)?.code == "office.old")
    let name = Array("EncryptedPackage".utf8).flatMap { (byte: UInt8) -> [UInt8] in [byte, 0] }
    #expect(try problem(ole + name)?.code == "office.encrypted")
  }

  @Test func slidesThatAreMissingOrListedTwiceAreSaid() throws {
    var entries = Sample.entries([Sample.shape("One."), Sample.shape("Two."), Sample.shape("Three.")])
    entries.removeAll { $0.name == "ppt/slides/slide2.xml" }
    let at = try #require(entries.firstIndex { $0.name == "ppt/presentation.xml" })
    let listed = String(decoding: entries[at].bytes, as: UTF8.self)
    entries[at].bytes = Array(
      listed.replacing("</p:sldIdLst>", with: "<p:sldId r:id=\"s0\"/><p:sldId r:id=\"none\"/></p:sldIdLst>").utf8)
    let document = try #require(
      try Fixtures.read(Packing.zip(entries), path: "a.pptx", with: .parsePPTX).first)
    #expect(document.text == "One.\nThree.")
    #expect(document.warnings.map(\.code) == ["pptx.missing", "pptx.twice", "pptx.missing"])
    #expect(document.warnings.map(\.place.page) == [2, 4, 5])
  }

  @Test func whatIsCutOffGivesWhatIsThere() throws {
    let bytes = Sample.pptx((0..<20).map { Sample.shape("Slide \($0).") })
    for length in stride(from: 0, to: bytes.count, by: 97) {
      for document in (try? Fixtures.read(Array(bytes[..<length]), path: "a.pptx", with: .parsePPTX)) ?? [] {
        #expect(!document.warnings.isEmpty)
      }
    }
    // A list of slides that ends early loses none.
    var entries = Sample.entries([Sample.shape("One."), Sample.shape("Two."), Sample.shape("Three.")])
    let at = try #require(entries.firstIndex { $0.name == "ppt/presentation.xml" })
    let listed = String(decoding: entries[at].bytes, as: UTF8.self)
    let end = try #require(listed.range(of: "<p:sldId id=\"257\""))
    entries[at].bytes = Array(listed[..<end.lowerBound].utf8)
    let document = try #require(
      try Fixtures.read(Packing.zip(entries), path: "a.pptx", with: .parsePPTX).first)
    #expect(document.text == "One.\nTwo.\nThree.")
    #expect(Set(document.warnings.map(\.code)) == ["xml.truncated", "pptx.order"])
  }

  @Test func damageOfASlideIsAWarningOnIt() throws {
    let broken = "<p:sld><p:cSld><p:spTree>\(Sample.shape("Before."))<p:sp><p:txBody><a:p><a:r><a:t>Half</p:sld>"
    let document = try read([Sample.shape("One."), broken])
    #expect(document.text == "One.\nBefore.\nHalf")
    let warning = try #require(document.warnings.first)
    #expect(warning.code == "xml.malformed" && warning.place.page == 2 && warning.place.part == "ppt/slides/slide1.xml")
  }

  @Test func deepNestingHasABound() throws {
    let deep = String(repeating: "<p:grpSp>", count: 100_000)
    let document = try read([Sample.shape("Before.") + deep])
    #expect(document.text == "Before." && document.warnings.first?.code == "xml.nesting")
  }

  @Test func circlesOfTemplatesEnd() throws {
    var entries = Sample.entries([Sample.shape("Words.")], [("layout", "<p:cSld/>")])
    let at = try #require(entries.firstIndex { $0.name == "ppt/slideLayouts/_rels/layout.xml.rels" })
    entries[at].bytes = OfficeSample.relationships([("m", "slideMaster", "layout.xml")])
    let document = try #require(
      try Fixtures.read(Packing.zip(entries), path: "a.pptx", with: .parsePPTX).first)
    #expect(document.text == "Words.")
  }

  @Test func bombsAreRefusedAndTheParameterIsNamed() throws {
    let zip = try Packing.zipBomb("ppt/presentation.xml", "<p:presentation \(Sample.namespaces)>")
    let ratio = try problem(zip)
    #expect(ratio?.code == "pptx.ratio" && ratio?.help?.contains("'unpacked-ratio' of parse.pptx") == true)
    let size = try problem(Sample.pptx([String(repeating: " ", count: 2 << 20)]), ["unpacked-size": 1])
    #expect(size?.code == "pptx.too-large" && size?.help?.contains("'unpacked-size' of parse.pptx") == true)
  }

  @Test func entitiesAreNotExpanded() throws {
    var entries = Sample.entries([Sample.shape("Words &b; &x; end.")])
    let at = try #require(entries.firstIndex { $0.name == "ppt/slides/slide1.xml" })
    let bomb = "<!DOCTYPE a [<!ENTITY b \"aaaaaaaaaa\"><!ENTITY x SYSTEM \"file:///etc/passwd\">]>"
    entries[at].bytes = Array(bomb.utf8) + entries[at].bytes
    for document in (try? Fixtures.read(Packing.zip(entries), path: "a.pptx", with: .parsePPTX)) ?? [] {
      #expect(!document.text.contains("aaaa") && !document.text.contains("root:") && !document.warnings.isEmpty)
    }
  }

  @Test func noBytesAreTooHostile() {
    let cases = Cases.all()
    let slides = cases.flatMap { $0.sections.filter { $0.heading == "slide" }.map(\.text) }
    let parts = cases.flatMap { $0.sections.filter { !["slide", "expect"].contains($0.heading) } }
    let sample = Sample.pptx(slides, parts.map { (name: $0.heading, content: $0.text) })
    #expect(HostileBytes.brokenPromises(of: .parsePPTX, [sample], path: "a.pptx") == [])
  }
}
