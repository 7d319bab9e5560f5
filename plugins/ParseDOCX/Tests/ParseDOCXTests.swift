import Document
import Foundation
import TestKit
import Testing
import Workbench

@testable import ParseDOCX

struct ParseDOCXTests {
  private func read(_ body: String, _ parts: [(name: String, content: String)] = []) throws -> Document {
    try #require(try Fixtures.read(Sample.docx(body, parts), path: "a.docx", with: .parseDOCX).first)
  }

  private func problem(_ bytes: [UInt8]) throws -> Problem? {
    #expect(throws: Problem.self) { try Fixtures.read(bytes, path: "a.docx", with: .parseDOCX) }
  }

  @Test func keepsTheContract() { #expect(ProcessorContract.violations(of: .parseDOCX) == []) }

  @Test(arguments: Cases.all()) func cases(_ testCase: Case) throws {
    let parts = ["styles", "numbering", "footnotes", "comments"].compactMap { name in
      testCase[name].map { (name: name, content: $0) }
    }
    let document = try read(testCase["input"] ?? "", parts)
    let difference = Cases.difference(testCase, "expect", DocumentOutline.numbered(document) { $0.row })
    #expect(difference == nil, "\(difference ?? "")")
    #expect(try Document(jsonLine: document.jsonLine) == document)
  }

  @Test func isKnownByItsContent() throws {
    let bytes = Sample.docx("<w:p><w:r><w:t>Words.</w:t></w:r></w:p>")
    #expect(DOCXReader.likeness(bytes[...].prefix(4096)) > 0.9)
    #expect(DOCXReader.likeness(Packing.zip([("a.txt", [65])])[...]) == 0)
    let entry = try #require(try Fixtures.context().registry.entry("parse.auto"))
    let read = try Fixtures.read(bytes, path: "article.html", with: entry)
    #expect(read.map(\.text) == ["Words."] && read[0].source.reader == "parse.docx@1")
    // A picture before the words hides from the first bytes what it is.
    let late = Packing.zip([("docProps/thumbnail.jpeg", [UInt8](repeating: 0xAA, count: 9_000))]) + bytes
    #expect(DOCXReader.likeness(late[...].prefix(4096)) == 0)
  }

  @Test func whatIsNoDocumentIsSaidClearly() throws {
    #expect(try problem([])?.code == "input.empty")
    #expect(try problem(Array("plain text".utf8))?.code == "docx.zip")
    #expect(try problem(Packing.zip([("a.txt", [65])]))?.code == "docx.parts")
    let ole: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + [UInt8](repeating: 0, count: 600)
    #expect(try problem(ole)?.code == "office.old")
    let name = Array("EncryptedPackage".utf8).flatMap { (byte: UInt8) -> [UInt8] in [byte, 0] }
    #expect(try problem(ole + name)?.code == "office.encrypted")
  }

  @Test func whatIsCutOffGivesWhatIsThere() throws {
    let paragraphs = (0..<40).map { "<w:p><w:r><w:t>Paragraph \($0).</w:t></w:r></w:p>" }.joined()
    let bytes = Sample.docx(paragraphs)
    let cut = try Fixtures.read(Array(bytes.dropLast(600)), path: "a.docx", with: .parseDOCX)
    let document = try #require(cut.first)
    #expect(document.blocks.count > 10 && document.text.hasPrefix("Paragraph 0."))
    #expect(Set(document.warnings.map(\.code)) == ["office.damaged", "xml.truncated"])
    for length in stride(from: 0, to: bytes.count, by: 97) {
      for document in (try? Fixtures.read(Array(bytes[..<length]), path: "a.docx", with: .parseDOCX)) ?? [] {
        #expect(!document.warnings.isEmpty)
      }
    }
  }

  @Test func entitiesAreNotExpanded() throws {
    let bomb =
      "<!DOCTYPE w:document [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">"
      + "<!ENTITY x SYSTEM \"file:///etc/passwd\">]><w:document \(Sample.namespaces)><w:body>"
      + "<w:p><w:r><w:t>Words &b; &x; end.</w:t></w:r></w:p></w:body></w:document>"
    let read = try? Fixtures.read(
      Packing.zip([("word/document.xml", Array(bomb.utf8))]), path: "a.docx", with: .parseDOCX)
    for document in read ?? [] {
      #expect(!document.text.contains("aaaa") && !document.text.contains("root:"))
      #expect(!document.warnings.isEmpty)
    }
  }

  @Test func deepNestingHasABound() throws {
    let depth = 100_000
    let deep = String(repeating: "<w:tbl><w:tr><w:tc>", count: depth) + "<w:p/>"
    let document = try read("<w:p><w:r><w:t>Before.</w:t></w:r></w:p>" + deep)
    #expect(document.text == "Before.")
    #expect(document.warnings.first?.code == "xml.nesting")
  }

  @Test func bombsAreRefused() throws {
    let zip = try Packing.zipBomb("word/document.xml", "<w:document \(Sample.namespaces)><w:body>")
    #expect(try problem(zip)?.code == "docx.ratio")
  }

  @Test func noteIsGivenOnce() throws {
    let note = "<w:footnote w:id=\"2\"><w:p><w:r><w:t>A note.</w:t></w:r></w:p></w:footnote>"
    let reference = "<w:r><w:footnoteReference w:id=\"2\"/></w:r>"
    let document = try read("<w:p><w:r><w:t>Words</w:t></w:r>\(reference)\(reference)</w:p>", [("footnotes", note)])
    #expect(document.blocks[0].runs == [Run(.note, 5..<5, value: "A note.")])
  }

  @Test func noBytesAreTooHostile() {
    let sample = Sample.docx(Cases.all().first?["input"] ?? "<w:p/>")
    #expect(HostileBytes.brokenPromises(of: .parseDOCX, [sample], path: "a.docx") == [])
  }
}
