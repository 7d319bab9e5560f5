import Document
import Foundation
import TestKit
import Testing
import Workbench

@testable import ParseMail

/// Bytes as Outlook packs them (MS-OXTNEF).
private enum TNEF {
  static func number(_ value: Int, _ count: Int = 4) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }

  static func stream(_ attributes: [[UInt8]]) -> [UInt8] {
    [0x78, 0x9F, 0x3E, 0x22, 1, 0] + attribute(0x0008_9006, number(0x10000)) + attributes.joined()
  }

  static func attribute(_ name: Int, level: UInt8 = 1, _ bytes: [UInt8]) -> [UInt8] {
    [level] + number(name) + number(bytes.count) + bytes + number(bytes.reduce(0) { $0 + Int($1) }, 2)
  }

  static func padded(_ bytes: [UInt8]) -> [UInt8] { bytes + [UInt8](repeating: 0, count: (4 - bytes.count % 4) % 4) }

  /// A property of one value of any length.
  static func property(_ identifier: Int, _ type: Int, _ value: [UInt8]) -> [UInt8] {
    number(type, 2) + number(identifier, 2) + number(1) + number(value.count) + padded(value)
  }

  static func text(_ identifier: Int, _ text: String) -> [UInt8] {
    property(identifier, 0x1F, (text + "\0").utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] })
  }

  static func properties(_ all: [[UInt8]]) -> [UInt8] { number(all.count) + all.joined() }

  /// The attributes of an attachment.
  static func attachment(_ title: String, _ bytes: [UInt8]?, _ properties: [[UInt8]] = []) -> [UInt8] {
    attribute(0x0006_9002, level: 2, [UInt8](repeating: 0, count: 14))
      + attribute(0x0001_8010, level: 2, Array(title.utf8) + [0])
      + (bytes.map { attribute(0x0006_800F, level: 2, $0) } ?? [])
      + (properties.isEmpty ? [] : attribute(0x0006_9005, level: 2, TNEF.properties(properties)))
  }
}

struct TNEFTests {
  private let codePage = TNEF.attribute(0x0006_9007, TNEF.number(1256) + TNEF.number(0))
  private let words = Array("Attached words.\n".utf8)

  /// A mail with a text of its own, or without, and a `winmail.dat`.
  private func mail(_ packed: [UInt8], text: String? = "Own words.") -> [UInt8] {
    let own = text.map { "--b\nContent-Type: text/plain\n\n\($0)\n" } ?? ""
    return Array(
      """
      From: a@x.example
      Subject: S
      MIME-Version: 1.0
      Content-Type: multipart/mixed; boundary=b

      \(own)--b
      Content-Type: application/ms-tnef; name=winmail.dat
      Content-Disposition: attachment; filename=winmail.dat
      Content-Transfer-Encoding: base64

      \(Data(packed).base64EncodedString(options: .lineLength76Characters))
      --b--

      """.utf8)
  }

  private func read(_ bytes: [UInt8]) throws -> [Document] {
    let documents = try Fixtures.read(bytes, path: "mail.eml", with: .parseEmail)
    for document in documents { #expect(try Document(jsonLine: document.jsonLine) == document) }
    return documents
  }

  @Test func whatOutlookPackedIsAttached() throws {
    let page = Array("<!DOCTYPE html><title>T</title><p>Words of a page.</p>".utf8)
    let packed = TNEF.stream([
      codePage, TNEF.attribute(0x0002_800C, Array("Words in it.\0".utf8)),
      TNEF.attachment("NOTES~1.TXT", words, [TNEF.text(0x3707, "ملاحظات.txt"), TNEF.text(0x370E, "text/plain")]),
      TNEF.attachment("page.html", page),
    ])
    let read = try read(mail(packed))
    #expect(read.count == 3)
    #expect(read[0].text == "S\nOwn words." && read[0].warnings.isEmpty)
    #expect(read[0].metadata.other["attachments"] == .array(["ملاحظات.txt", "page.html"]))
    #expect(read[1].text == "Attached words." && read[1].source.path == "mail.eml/ملاحظات.txt")
    #expect(read[2].text == "Words of a page." && read[2].source.reader == "parse.html@1")
    #expect(read.dropFirst().map(\.metadata.part) == ["2.2", "2.3"])
    #expect(read.dropFirst().allSatisfy { $0.metadata.parent == read[0].id })
  }

  @Test func itsTextIsReadWhereTheMailHasNone() throws {
    let arabic: [UInt8] = [0xDE, 0xC7, 0xE1, 0x20, 0xC7, 0xE1, 0xE6, 0xD2, 0xED, 0xD1]
    let plain = TNEF.stream([codePage, TNEF.attribute(0x0002_800C, arabic + [0])])
    #expect(try read(mail(plain, text: nil)).map(\.text) == ["S\nقال الوزير"])
    let rtf = TNEF.stream([
      TNEF.attribute(
        0x0006_9003,
        TNEF.properties([
          // A number of 16 bits, a named flag, several texts, and what they stand before.
          TNEF.number(2, 2) + TNEF.number(0x1234, 2) + TNEF.number(7),
          TNEF.number(0x0B, 2) + TNEF.number(0x8001, 2) + [UInt8](repeating: 9, count: 16) + TNEF.number(1)
            + TNEF.number(6) + [0x61, 0, 0x62, 0, 0, 0, 0, 0] + TNEF.number(1),
          TNEF.number(0x101E, 2) + TNEF.number(0x1235, 2) + TNEF.number(2) + TNEF.number(2) + [0x61, 0, 0, 0]
            + TNEF.number(2) + [0x62, 0, 0, 0],
          TNEF.property(0x1009, 0x102, OutlookTests.packed),
        ]))
    ])
    let documents = try read(mail(rtf, text: nil))
    #expect(documents.map(\.text) == ["S\nhello hello hello world"] && documents[0].warnings.isEmpty)
  }

  @Test func aMessageWithinIsAMessage() throws {
    let inner = TNEF.stream([
      TNEF.attribute(
        0x0006_9003,
        TNEF.properties([TNEF.text(0x0037, "Inner"), TNEF.text(0x1000, "Inside."), TNEF.text(0x0C1A, "Ali")])),
      TNEF.attachment("deep.txt", words),
    ])
    let identifier = [UInt8](repeating: 7, count: 16)
    let packed = TNEF.stream([
      TNEF.attachment("Inner", nil, [TNEF.property(0x3701, 0x0D, identifier + inner)])
    ])
    let read = try read(mail(packed))
    #expect(read.map(\.text) == ["S\nOwn words.", "Inner\nInside.", "Attached words."])
    #expect(read[1].metadata.parent == read[0].id)
    #expect(read[1].metadata.authors == ["Ali"], "\(read[1].metadata)")
    #expect(read[2].metadata.parent == read[1].id && read[2].metadata.part == "2.2.2")
  }

  @Test func aloneItIsReadAsAMessage() throws {
    let packed = TNEF.stream([
      TNEF.attribute(0x0001_8004, Array("The talks\0".utf8)), TNEF.attribute(0x0002_800C, Array("Words in it.\0".utf8)),
      TNEF.attachment("a.txt", words),
    ])
    let auto = try Fixtures.context().registry.required("parse.auto")
    let read = try Fixtures.read(packed, path: "winmail.dat", with: auto)
    #expect(read.map(\.text) == ["The talks\nWords in it.", "Attached words."])
    #expect(read[0].source.mediaType == "application/ms-tnef" && read[0].source.reader == "parse.msg@1")
  }

  // MARK: Bad input

  @Test func damageIsAWarningThatNamesThePart() throws {
    var packed = TNEF.stream([TNEF.attachment("a.txt", words), TNEF.attachment("b.txt", words)])
    packed.removeLast(10)
    let cut = try read(mail(packed))
    #expect(cut.map(\.text) == ["S\nOwn words.", "Attached words.", "Attached"])
    let warning = try #require(cut[0].warnings.first)
    #expect(warning.code == "mail.tnef" && warning.place.part == "2")
    #expect(warning.message == "not all of winmail.dat could be read: it ends within an attribute")
    var wrong = TNEF.stream([TNEF.attachment("a.txt", words)])
    wrong[wrong.count - 4] ^= 1
    #expect(
      try read(mail(wrong))[0].warnings.map(\.message) == [
        "not all of winmail.dat could be read: a checksum in it is wrong"
      ])
    let broken = TNEF.stream([TNEF.attribute(0x0006_9003, TNEF.number(5) + [1, 2, 3])])
    #expect(try read(mail(broken))[0].warnings.first?.message.contains("properties of it are damaged") == true)
    // Wherever it is cut off, it says so, and changed bytes end nothing.
    let bytes = TNEF.stream([TNEF.attachment("a.txt", words, [TNEF.text(0x3707, "long.txt")])])
    // Between attributes nothing tells that there were more.
    let between: Set<Int> = [6, 21, 46, 90]
    for length in 4..<bytes.count {
      let read = try read(mail(Array(bytes[..<length])))
      #expect(read[0].warnings.isEmpty == between.contains(length), "\(length)")
    }
    var random = SeededRandom(seed: 11)
    for _ in 0..<300 {
      var changed = bytes
      for _ in 0..<3 {
        changed[Int.random(in: 6..<changed.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
      }
      #expect(try read(mail(changed))[0].text == "S\nOwn words.")
    }
  }

  @Test func packedIntoOneAnotherWithoutEnd() throws {
    var packed = TNEF.stream([TNEF.attachment("a.txt", words)])
    for _ in 0..<60 { packed = TNEF.stream([TNEF.attachment("winmail.dat", packed)]) }
    #expect(try read(mail(packed))[0].warnings.map(\.code) == ["mail.nesting"])
    let many = TNEF.stream((0..<3_000).map { _ in TNEF.attachment("", words) })
    let read = try read(mail(many))
    #expect(read.count == 2_001 && read[0].warnings.map(\.code) == ["mail.too-large"])
  }
}
