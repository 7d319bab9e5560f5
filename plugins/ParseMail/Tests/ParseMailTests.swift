import Document
import Foundation
import Mail
import TestKit
import Testing
import Text
import Workbench

@testable import ParseMail

struct ParseMailTests {
  private func read(_ text: String, _ settings: Fields = Fields()) throws -> [Document] {
    try Fixtures.read(Array(text.utf8), path: "mail.eml", with: .parseEmail, settings)
  }

  @Test func keepsTheContract() { #expect(ProcessorContract.violations(of: .parseEmail) == []) }

  @Test(arguments: Cases.all()) func cases(_ testCase: Case) throws {
    let input = (testCase["input"] ?? "") + "\n"
    let documents = try read(input)
    let difference = Cases.difference(testCase, "expect", documents.map(outline).joined(separator: "\n\n"))
    #expect(difference == nil, "\(difference ?? "")")
    for document in documents { #expect(try Document(jsonLine: document.jsonLine) == document) }
    // What ends its lines as mail does on its way says the same.
    let sent = try read(input.replacingOccurrences(of: "\n", with: "\r\n"))
    #expect(sent.map(\.text) == documents.map(\.text))
    #expect(sent.map { $0.blocks.map(\.role) } == documents.map { $0.blocks.map(\.role) })
  }

  /// Metadata, then each block as `part role: text`, then the warnings.
  private func outline(_ document: Document) -> String {
    var lines = ["= \(document.source.reader) \(document.source.path)"]
    lines += document.metadata.json.filter { !["title", "parent", "direction"].contains($0.0) }
      .map { "\($0.0): \(JSON.line($0.1))" }
    for block in document.blocks {
      let kind = [.paragraph, .heading].contains(block.kind) ? "" : " \(block.kind.rawValue)"
      lines.append("\(block.place.part ?? "-") \(block.role.rawValue)\(kind): \(document.text(in: block.range))")
    }
    lines += document.warnings.map { $0.line(severity: "warning") }
    return lines.joined(separator: "\n")
  }

  private func mail(_ body: String, type: String = "text/plain", _ more: String = "") -> String {
    "From: a@x.example\nSubject: S\nMIME-Version: 1.0\nContent-Type: \(type)\n\(more)\n\(body)"
  }

  @Test func partsNameTheirMail() throws {
    let parts = """
      --b
      Content-Type: text/plain

      Words.
      --b
      Content-Type: text/plain; name=a.txt
      Content-Disposition: attachment

      One.
      --b
      Content-Type: message/rfc822

      From: c@x.example
      Subject: Inner

      Two.
      --b--
      """
    let text = mail(parts, type: "multipart/mixed; boundary=b", "Message-ID: <m@x>\nDate: 20 Jan 2025 03:56:00 GMT\n")
    let documents = try read(text)
    #expect(documents.map(\.metadata.part) == [nil, "2", "3"])
    #expect(documents.map(\.metadata.parent) == [nil, documents[0].id, documents[0].id])
    #expect(Set(documents.map(\.id)).count == 3)
    #expect(
      documents.map { $0.metadata.published?.instant.description } == Array(repeating: "2025-01-20T03:56:00Z", count: 3)
    )
    #expect(documents[1].source.path == "mail.eml/a.txt" && documents[1].source.reader == "parse.text@1")
    #expect(try read(text.replacingOccurrences(of: "Words.", with: "Other words."))[0].id == documents[0].id)
    #expect(try read(text, ["attachments": false]).count == 2)
  }

  @Test func charsets() throws {
    let arabic: [UInt8] = [0xDE, 0xC7, 0xE1, 0x20, 0xC7, 0xE1, 0xE6, 0xD2, 0xED, 0xD1]  // قال الوزير
    for type in ["text/plain; charset=windows-1256", "text/plain; charset=CP1256"] {
      let bytes = Array(mail("", type: type).utf8) + arabic
      #expect(try Fixtures.read(bytes, with: .parseEmail)[0].text == "S\nقال الوزير")
    }
    // Nobody names a charset, or one that there is not.
    let long: [UInt8] = (0..<12).reduce(into: []) { text, _ in text += arabic + [0x20] }
    for type in ["text/plain; charset=us-ascii", "text/plain", "text/plain; charset=no-such"] {
      let document = try Fixtures.read(Array(mail("", type: type).utf8) + long, with: .parseEmail)[0]
      #expect(document.text.contains("الوزير"), "\(type)")
      #expect(document.warnings.contains { $0.code == "charset.unknown" } == type.contains("no-such"))
    }
    let subject = Array("From: a@x\nSubject: ".utf8) + long + Array("\n\nx".utf8)
    #expect(try Fixtures.read(subject, with: .parseEmail)[0].metadata.title?.hasPrefix("قال الوزير") == true)
    // Bytes that are not in the charset that is declared.
    let wrong = try Fixtures.read(Array(mail("", type: "text/plain; charset=utf-8").utf8) + arabic, with: .parseEmail)
    #expect(wrong[0].warnings.map(\.code) == ["charset.invalid-bytes"])
  }

  @Test func aFeedOrAMailMayBeAttached() throws {
    let parts = """
      --b
      Content-Type: application/octet-stream; name=feed

      <rss version="2.0"><channel><title>N</title><item><title>A</title></item></channel></rss>
      --b
      Content-Type: application/octet-stream; name=a.eml

      From: c@x.example
      Subject: Inner

      Two.
      --b
      Content-Type: text/html; name=a
      Content-Disposition: attachment

      --b--
      """
    let documents = try read(mail(parts, type: "multipart/mixed; boundary=b"))
    #expect(documents.map(\.source.reader) == ["parse.email@1", "parse.feed@1", "parse.email@1"])
    #expect(documents[2].metadata.parent == documents[0].id)
  }

  // MARK: Hostile mail

  @Test func nothingIsDeep() throws {
    var nested = "end"
    for _ in 0..<3_000 { nested = "From: a@x\nContent-Type: message/rfc822\n\n" + nested }
    let messages = try read(nested)
    #expect((10...32).contains(messages.count))
    #expect(messages.flatMap(\.warnings).contains { $0.code == "mail.too-large" && $0.message.contains("32 deep") })
    var parts = ""
    for level in 0..<100_000 { parts += "Content-Type: multipart/mixed; boundary=b\(level)\n\n--b\(level)\n" }
    let deep = try read("From: a@x\nSubject: S\n" + parts)
    #expect(deep.count == 1)
    #expect(deep[0].warnings.allSatisfy { $0.code == "mail.too-large" } && deep[0].warnings.count >= 2)
    var attached = "x"
    for _ in 0..<40 {
      attached = "From: a@x\nContent-Type: application/octet-stream; name=a.eml\n\n" + attached
    }
    let mails = try read(attached)
    #expect(mails.count == EmailReader.deepest + 1)
    #expect(mails.flatMap(\.warnings).contains { $0.message.contains("more than 8 deep") })
  }

  @Test func aMillionPartsAndHeaders() throws {
    let parts = String(repeating: "--b\n\nx\n", count: 1_000_000)
    let many = try read(mail(parts, type: "multipart/mixed; boundary=b"))
    #expect(many[0].warnings.contains { $0.message.contains("20000 lines that part") })
    #expect(many[0].warnings.contains { $0.message.contains("2000 parts") })
    let lines = try read("From: a@x\n" + String(repeating: "a:\n", count: 60_000) + "\nx")
    #expect(lines[0].warnings.contains { $0.message.contains("50000 lines of headers") })
    let long = try read("From: a@x\nSubject: " + String(repeating: "word ", count: 900_000) + "\n\nx")
    #expect(long[0].warnings.contains { $0.message.contains("4 MiB of headers") })
    let addresses = String(repeating: "a@x.example, ", count: 50_000)
    #expect(try read("From: a@x\nTo: \(addresses)\n\nx")[0].metadata.other["to"]?.string?.isEmpty == false)
  }

  @Test func aMailboxOfAHundredMegabytesIsReadPieceByPiece() throws {
    var mailbox = Mailbox(limit: 1 << 16)
    let message =
      Array("From a@x Mon Jan 20 03:56:00 2025\nSubject: S\n\n".utf8) + Array(repeating: 0x78, count: 99_000) + [
        10, 10,
      ]
    var count = 0
    for _ in 0..<1_000 {
      mailbox.feed(message[...])
      for item in mailbox.take() {
        count += 1
        #expect(item.bytes.count == 1 << 16 && item.leftOut > 30_000)
        #expect(item.range.count == message.count)
      }
    }
    mailbox.finish()
    #expect(count + mailbox.take().count == 1_000)
  }

  @Test func whatIsNoMailIsRefused() {
    for text in ["", "\n\n", "words", "x: y\n\nz", "\u{0}", "From nobody 12:00\n"] {
      let problem = #expect(throws: Problem.self) { try read(text) }
      #expect(["input.empty", "input.format"].contains(problem?.code), "\(text)")
      #expect(problem?.place.file == "mail.eml")
    }
  }

  @Test func brokenEncodingsLoseNothingElse() throws {
    let broken = [
      ("base64", "!!!!YWJj=ZGVm\u{0}===", "abc"), ("quoted-printable", "a=ZZ=\nb=4", "b"), ("x-unknown", "abc", "abc"),
      ("base64", "", "S"), ("uuencode", "begin 644 x\n#86)C\nend", "abc"),
    ]
    for (encoding, text, expected) in broken {
      let document = try read(mail(text, "Content-Transfer-Encoding: \(encoding)\n"))[0]
      #expect(document.metadata.title == "S")
      #expect(document.text.contains(expected), "\(encoding): \(document.text)")
    }
    let nul = try read("From: a\u{0}b@x\nSubject: A\u{0}B\n\nx\u{0}y")
    #expect(nul[0].metadata.title == "A B")
  }

  @Test func noBytesAreTooHostile() {
    let samples = Cases.all().map { Array(($0["input"] ?? "").utf8) }
    let insertion = "\n\n--=m\n=?utf-8?B?/w=\u{0}:;"
    #expect(
      HostileBytes.brokenPromises(of: .parseEmail, samples, path: "a.eml", insertion: insertion, rounds: 1_000) == [])
  }

  @Test func threadsDoNotMeet() async throws {
    let samples = Cases.all().map { Array((($0["input"] ?? "") + "\n").utf8) }
    let expected = try samples.map { try Fixtures.read($0, with: .parseEmail) }
    await withTaskGroup(of: Bool.self) { group in
      for round in 0..<200 {
        group.addTask {
          let at = round % samples.count
          return (try? Fixtures.read(samples[at], with: .parseEmail)) == expected[at]
        }
      }
      for await isSame in group { #expect(isSame) }
    }
  }

  @Test func isKnownByItsHeaders() throws {
    func likeness(_ text: String) -> Double { EmailReader.likeness(Array(text.utf8)[...]) }
    for text in [
      "From a@x Mon Jan 20 03:56:00 2025\nx", "Received: by x\n  id 5\nFrom: a@x\n\nx",
      "\r\nMessage-ID: <a>\r\nTo: b\r\n\r\n",
      "From: a\nSubject: b\n\n",
    ] { #expect(likeness(text) > 0.5, "\(text)") }
    for text in [
      "", "x", "From the start we knew: no.", "Subject: only\n\n", "From: a\nwords\n\nSubject: b", "a:b\nc:d\n",
    ] {
      #expect(likeness(text) == 0, "\(text)")
    }
    let auto = try Fixtures.context().registry.required("parse.auto")
    let read = try Fixtures.read(Array(mail("x").utf8), path: "a.txt", with: auto)
    #expect(read[0].source.reader == "parse.email@1")
    let article = try ByteSource(path: Fixtures.sampleArticle).prefix(4096)
    #expect(EmailReader.likeness(article) == 0)
  }
}
