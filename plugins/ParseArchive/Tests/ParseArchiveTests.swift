import Document
import Foundation
import Markup
import TestKit
import Testing
import Workbench

@testable import ParseArchive

struct ParseArchiveTests {
  private func read(_ bytes: [UInt8], _ path: String = "a.zip", _ settings: Fields = Fields()) throws -> [Document] {
    try Fixtures.read(bytes, path: path, with: .parseArchive, settings)
  }

  private func text(_ words: String) -> [UInt8] { Array((words + "\n").utf8) }

  @Test func keepsTheContract() { #expect(ProcessorContract.violations(of: .parseArchive) == []) }

  @Test func everyFileIsADocumentOfItsOwn() throws {
    let zip = Packing.zip([("a.txt", text("First file.")), ("dir/b.txt", text("Second file."))])
    let read = try read(zip)
    #expect(read.map(\.text) == ["First file.", "Second file."])
    #expect(read.map(\.source.path) == ["a.zip/a.txt", "a.zip/dir/b.txt"])
    #expect(read.map(\.metadata.part) == ["a.txt", "dir/b.txt"])
    #expect(Set(read.map(\.metadata.parent)) == [String(SHA256.hexadecimal(of: zip).prefix(16))])
    #expect(read[0].source.sha256 == SHA256.hexadecimal(of: text("First file.")))
    #expect(Set(read.map(\.id)).count == 2)
    #expect(
      try Fixtures.read(zip, path: "x", with: #require(try Fixtures.context().registry.entry("parse.auto"))).count == 2)
  }

  @Test func tarsAreReadPackedOrNot() throws {
    let tar = Packing.tar([("a.txt", text("First file.")), ("b.txt", text("Second file."))])
    #expect(try read(tar, "a.tar").map(\.text) == ["First file.", "Second file."])
    #expect(try read(Packing.gzip(tar), "a.tar.gz").map(\.metadata.part) == ["a.txt", "b.txt"])
  }

  @Test func archivesInArchivesAreReadToADepth() throws {
    let inner = Packing.zip([("in.txt", text("Within."))])
    let outer = Packing.zip([("inner.zip", inner), ("out.txt", text("Without."))])
    let both = try read(outer)
    #expect(both.map(\.text) == ["Within.", "Without."])
    #expect(both[0].metadata.part == "inner.zip/in.txt")
    let shallow = try read(outer, "a.zip", ["depth": 1])
    #expect(shallow[0].text == "Without.")
    #expect(shallow.last?.warnings.map(\.code) == ["archive.depth"])
    #expect(shallow.last?.warnings.first?.help?.contains("'depth' of parse.archive") == true)
  }

  @Test func whatCannotBeReadIsSaidAndTheRestGoesOn() throws {
    let read = try read(
      Packing.zip([
        ("a.gif", Array("GIF89a".utf8) + [0, 1, 2, 3]), ("empty.txt", []), ("a.txt", text("Words.")),
      ]))
    #expect(read[0].text == "Words.")
    let report = try #require(read.last)
    #expect(report.warnings.map(\.place.part) == ["a.gif", "empty.txt"])
    #expect(report.blocks.allSatisfy { $0.role == .note })
    #expect(report.source.path == "a.zip")
  }

  @Test func namesThatLeadOutAreHarmless() throws {
    let read = try read(
      Packing.zip([("../../etc/evil.txt", text("Out.")), ("/etc/x.txt", text("Root.")), ("C:\\y.txt", text("Drive."))])
    )
    #expect(read.prefix(3).map(\.metadata.part) == ["etc/evil.txt", "etc/x.txt", "y.txt"])
    #expect(read.last?.warnings.map(\.code) == ["archive.name", "archive.name", "archive.name"])
  }

  @Test func linksAreNotFollowed() throws {
    let tar = Packing.tar([("a.txt", text("Words."))], links: [("passwords.txt", "/etc/passwd")])
    let read = try read(tar, "a.tar")
    #expect(read.first?.text == "Words.")
    #expect(read.last?.warnings.map(\.code) == ["archive.link"])
    let only = #expect(throws: Problem.self) { try self.read(Packing.tar([], links: [("x", "/etc/passwd")]), "a.tar") }
    #expect(only?.code == "archive.link")
  }

  @Test func boundsAreSaidWithTheirParameters() throws {
    let bomb = Packing.tar([("zeros", [UInt8](repeating: 0x41, count: 70 << 20))])
    let packed = try Packing.gzip(bomb)
    let ratio = #expect(throws: Problem.self) { try read(Packing.zip([("bomb.tar.gz", packed)])) }
    #expect(ratio?.code == "archive.ratio" && ratio?.help?.contains("'ratio' of parse.archive") == true)
    let files = (0..<5).map { ("\($0).txt", text("File \($0).")) }
    let some = try read(Packing.zip(files), "a.zip", ["entries": 3])
    #expect(some.count == 4 && some.last?.warnings.map(\.code) == ["archive.entries"])
    let size = try read(
      Packing.zip([("a.txt", text("Words.")), ("big.txt", [UInt8](repeating: 0x41, count: 2 << 20))]), "a.zip",
      ["size": 1])
    #expect(size.last?.warnings.map(\.code) == ["archive.size"])
  }

  @Test func anArchiveThatHoldsItselfEnds() throws {
    var nested = Packing.zip([("words.txt", text("Words."))])
    for _ in 0..<10 { nested = Packing.zip([("again.zip", nested)]) }
    let problem = #expect(throws: Problem.self) { try read(nested) }
    #expect(problem?.code == "archive.depth")
  }

  @Test func whatIsCutOffGivesWhatIsThere() throws {
    let zip = Packing.zip([("a.txt", text("First file.")), ("b.txt", text("Second file."))])
    for length in stride(from: 0, to: zip.count, by: 7) {
      do {
        let read = try read(Array(zip[..<length]))
        #expect("First file.".hasPrefix(read[0].text) && read.last?.warnings.isEmpty == false)
      } catch {
        #expect(
          ["input.empty", "archive.damaged", "input.format"].contains((error as? Problem)?.code ?? ""), "\(error)")
      }
    }
    #expect(throws: Problem.self) { try read(Packing.zip([])) }
  }

  @Test func encryptedEntriesAreSaid() throws {
    var zip = Packing.zip([("secret.txt", text("Secret."))])
    // The flag of encryption, in the entry's header and in the list of contents.
    zip[6] |= 1
    let list = try #require(zip.firstRange(of: [0x50, 0x4B, 1, 2]))
    zip[list.lowerBound + 8] |= 1
    let problem = #expect(throws: Problem.self) { try read(zip) }
    #expect(problem?.code == "archive.encrypted")
  }

  @Test func aZipThatIsADocumentIsNoArchive() throws {
    let sheet = Packing.zip([("xl/workbook.xml", text("<x/>"))])
    let entry = try PackagedFormat.entry(
      of: try Archive(bytes: Packing.zip([("x", []), ("word/document.xml", [])])), try Fixtures.context().registry,
      Place())
    #expect(entry?.manual.identifier == "parse.docx")
    if try !Fixtures.context().registry.readers.contains(where: { $0.entry.manual.identifier == "parse.xlsx" }) {
      #expect(throws: Problem.self) { try read(sheet) }
    }
  }
}
