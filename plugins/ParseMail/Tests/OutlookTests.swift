import Document
import Foundation
import TestKit
import Testing
import Text
import Workbench

@testable import ParseMail

struct OutlookTests {
  private func read(_ bytes: [UInt8], _ settings: Fields = Fields()) throws -> [Document] {
    let documents = try Fixtures.read(bytes, path: "mail.msg", with: .parseMSG, settings)
    for document in documents { #expect(try Document(jsonLine: document.jsonLine) == document) }
    return documents
  }

  @Test func keepsTheContract() { #expect(ProcessorContract.violations(of: .parseMSG) == []) }

  private static let sent: Int64 = 1_737_345_360

  private var fields: OutlookFields {
    OutlookFields(
      texts: [
        0x0037: "المحادثات غدا", 0x0042: "Jane \"Roe\"", 0x5D02: "jane@x.example",
        0x1000: "Good morning.\r\n\r\nThe talks begin.\r\n",
        0x1035: "<m@x.example>", 0x0E04: "Not used",
      ], times: [0x0039: OutlookTests.sent])
  }

  private func recipient(_ name: String, _ address: String, _ kind: Int, _ number: Int) -> OutlookNode {
    .storage(
      "__recip_version1.0_#0000000\(number)",
      OutlookFields(texts: [0x3001: name, 0x39FE: address], numbers: [0x0C15: kind]).nodes(header: 8))
  }

  private func attachment(_ number: Int, _ fields: OutlookFields, _ more: [OutlookNode] = []) -> OutlookNode {
    .storage("__attach_version1.0_#0000000\(number)", fields.nodes(header: 8) + more)
  }

  private var message: [OutlookNode] {
    let inner = OutlookFields(
      texts: [0x0037: "Inner", 0x1000: "Inside.", 0x0C1A: "Ali"], times: [0x0E06: OutlookTests.sent + 60])
    return fields.nodes(header: 32) + [
      recipient("Ali", "ali@x.example", 1, 0), recipient("Copy", "copy@x.example", 2, 1),
      attachment(
        0,
        OutlookFields(
          texts: [0x3707: "notes.txt", 0x370E: "text/plain"], binary: [0x3701: Array("Attached words.".utf8)])),
      attachment(
        1, OutlookFields(texts: [0x3001: "Inner"], numbers: [0x3705: 5]),
        [.storage("__substg1.0_3701000D", inner.nodes(header: 24))]),
      attachment(
        2,
        OutlookFields(
          texts: [0x3707: "big.txt"], binary: [0x3701: Array(String(repeating: "Large. ", count: 3_000).utf8)])),
      attachment(3, OutlookFields(texts: [0x3707: "p.bin"], binary: [0x3701: [0, 1, 2]])),
    ]
  }

  @Test func aMessageWithItsAttachments() throws {
    let documents = try read(OutlookFile.bytes(message))
    #expect(documents.count == 4)
    let mail = documents[0]
    #expect(mail.metadata.title == "المحادثات غدا" && mail.metadata.authors == ["Jane Roe"])
    #expect(mail.metadata.published?.instant.description == "2025-01-20T03:56:00Z")
    #expect(mail.metadata.other["to"] == "Ali <ali@x.example>" && mail.metadata.other["cc"] == "Copy <copy@x.example>")
    #expect(mail.source.mediaType == "application/vnd.ms-outlook" && mail.source.reader == "parse.msg@1")
    #expect(
      mail.blocks.map { String(mail.text(in: $0.range)) } == ["المحادثات غدا", "Good morning.", "The talks begin."])
    #expect(mail.warnings.map(\.code) == ["mail.attachment"] && mail.warnings[0].message.contains("p.bin"))
    #expect(documents.dropFirst().allSatisfy { $0.metadata.parent == mail.id })
    #expect(documents.map(\.metadata.part) == [nil, "2", "4", "3"])
    #expect(documents[1].text == "Attached words." && documents[1].source.path == "mail.msg/notes.txt")
    #expect(documents[2].text.utf8.count > 20_000)
    #expect(documents[3].metadata.authors == ["Ali"])
    #expect(documents[3].metadata.title == "Inner" && documents[3].text == "Inner\nInside.")
    #expect(documents[3].metadata.published?.instant.description == "2025-01-20T03:57:00Z")
    #expect(try read(OutlookFile.bytes(message), ["attachments": false]).count == 2)
  }

  @Test func parseAutoKnowsIt() throws {
    let auto = try Fixtures.context().registry.required("parse.auto")
    #expect(
      try Fixtures.read(OutlookFile.bytes(message), path: "a.bin", with: auto).first?.source.reader == "parse.msg@1")
  }

  @Test func theOtherBodies() throws {
    func body(_ fields: OutlookFields) throws -> String? {
      var fields = fields
      fields.texts[0x0037] = "S"
      return try read(OutlookFile.bytes(fields.nodes(header: 32))).first?.text
    }
    #expect(
      try body(OutlookFields(binary: [0x1013: Array("<p>One <b>two</b></p><p>three".utf8)])) == "S\nOne two\nthree")
    #expect(try body(OutlookFields(texts: [0x1013: "<p>عربي</p>"])) == "S\nعربي")
    // قال الوزير إن المحادثات تبدأ غدا
    let arabic: [UInt8] = [
      0xDE, 0xC7, 0xE1, 0x20, 0xC7, 0xE1, 0xE6, 0xD2, 0xED, 0xD1, 0x20, 0xC5, 0xE4, 0x20, 0xC7, 0xE1,
      0xE3, 0xCD, 0xC7, 0xCF, 0xCB, 0xC7, 0xCA, 0x20, 0xCA, 0xC8, 0xCF, 0xC3, 0x20, 0xDB, 0xCF, 0xC7,
    ]
    #expect(
      try body(OutlookFields(narrow: [0x1000: arabic], numbers: [0x3FFD: 1256]))
        == "S\nقال الوزير إن المحادثات تبدأ غدا")
    #expect(try body(OutlookFields(binary: [0x1009: OutlookTests.packed])) == "S\nhello hello hello world")
  }

  /// `{\rtf1\ansi\mac hello hello hello world}`, packed as Outlook does: references into what is known, and letters.
  static let packed: [UInt8] = {
    // A reference to `{\rtf1\ansi\mac` at 0, of 15 bytes.
    var pieces: [[UInt8]] = [[0, 15 - 2]]
    pieces += " hello".utf8.map { [$0] }
    // " hello" begins at 207 + 15; twice again, of which the second half is made by the reference itself.
    let place = 207 + 15
    pieces.append([UInt8(place >> 4), UInt8(place & 15) << 4 | 10])
    pieces += " world}".utf8.map { [$0] }
    let end = 207 + 15 + 6 + 12 + 7
    pieces.append([UInt8(end >> 4), UInt8(end & 15) << 4])
    var bytes: [UInt8] = []
    for start in stride(from: 0, to: pieces.count, by: 8) {
      let eight = pieces[start..<min(start + 8, pieces.count)]
      bytes.append(eight.enumerated().reduce(0) { $0 | ($1.element.count == 2 ? 1 << UInt8($1.offset) : 0) })
      bytes += eight.joined()
    }
    return OutlookFile.word(UInt32(bytes.count + 12)) + OutlookFile.word(40) + OutlookFile.word(0x7546_5A4C)
      + [0, 0, 0, 0] + bytes
  }()

  // MARK: Bad input

  @Test func otherCompoundFilesSayWhatTheyAre() throws {
    let auto = try Fixtures.context().registry.required("parse.auto")
    for (stream, words) in [
      ("EncryptedPackage", "password"), ("WordDocument", ".doc"), ("Workbook", ".xls"), ("PowerPoint Document", ".ppt"),
      ("Other", "no message of Outlook"),
    ] {
      do {
        _ = try Fixtures.read(OutlookFile.bytes([.stream(stream, [1, 2, 3])]), path: "a.docx", with: auto)
        Issue.record("\(stream) was read")
      } catch let problem as Problem {
        #expect(problem.code == "input.format" && problem.message.contains(words) && problem.help != nil)
      }
    }
  }

  @Test func truncatedAnywhere() throws {
    let whole = OutlookFile.bytes(message)
    for end in stride(from: 0, to: whole.count, by: 97) {
      do {
        let documents = try read(Array(whole[..<end]))
        #expect(documents.contains { !$0.warnings.isEmpty })
      } catch let problem as Problem {
        #expect(["msg.damaged", "input.format", "input.empty"].contains(problem.code))
      }
    }
  }

  @Test func anyByteChanged() throws {
    let whole = OutlookFile.bytes(message)
    var random = SeededRandom(seed: 7)
    for _ in 0..<200 {
      var bytes = whole
      for _ in 0...random.next(4) { bytes[random.next(bytes.count)] = UInt8(random.next(256)) }
      do { _ = try read(bytes) } catch is Problem {}
    }
  }

  /// Every chain leads to its own beginning, every entry to every other.
  @Test func circles() throws {
    let whole = OutlookFile.bytes(message)
    for value in [0, 1, 5, whole.count / 512 - 2] {
      var bytes = whole
      // The table of sectors stands at the end.
      for at in stride(from: whole.count - 512, to: whole.count, by: 4) {
        bytes.replaceSubrange(at..<at + 4, with: OutlookFile.word(UInt32(value)))
      }
      do { _ = try read(bytes) } catch is Problem {}
    }
  }

  @Test func messagesInMessages() throws {
    var nodes = OutlookFields(texts: [0x0037: "Deepest", 0x1000: "x"]).nodes(header: 24)
    for number in 0..<60 {
      nodes =
        OutlookFields(texts: [0x0037: "Level \(number)"]).nodes(header: number == 59 ? 32 : 24) + [
          attachment(0, OutlookFields(numbers: [0x3705: 5]), [.storage("__substg1.0_3701000D", nodes)])
        ]
    }
    let documents = try read(OutlookFile.bytes(nodes))
    #expect(documents.count == 33 && documents.flatMap(\.warnings).map(\.code).contains("mail.too-large"))
    // As files attached to files.
    var bytes = OutlookFile.bytes(OutlookFields(texts: [0x0037: "Deepest"]).nodes(header: 32))
    for number in 0..<20 {
      bytes = OutlookFile.bytes(
        OutlookFields(texts: [0x0037: "Level \(number)"]).nodes(header: 32) + [
          attachment(0, OutlookFields(texts: [0x3707: "a.msg"], binary: [0x3701: bytes]))
        ])
    }
    let attached = try read(bytes)
    #expect(attached.count == 9 && attached.flatMap(\.warnings).map(\.code) == ["mail.attachment"])
  }
}
