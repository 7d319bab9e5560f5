import Foundation
import Mail
import TestKit
import Testing

struct MailTests {
  /// `CGMime` declares what it uses of GMime itself; the compiler sees both declarations here.
  @Test func theDeclarationsAreThoseOfGMime() throws {
    func run(_ command: [String]) throws -> (status: Int32, output: String) {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
      process.arguments = command
      let pipe = Pipe()
      process.standardOutput = pipe
      process.standardError = pipe
      try process.run()
      let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      process.waitUntilExit()
      return (process.terminationStatus, output)
    }
    let flags = try run(["pkg-config", "--cflags", "gmime-3.0"])
    #expect(flags.status == 0)
    try Fixtures.withTemporaryFolder { folder in
      let source = "#include <gmime/gmime.h>\n#include \"\(Fixtures.package)/Sources/CGMime/shim.h\"\n"
      try source.write(toFile: folder + "/both.c", atomically: true, encoding: .utf8)
      let words = flags.output.split(whereSeparator: \.isWhitespace).map(String.init)
      let result = try run(["clang", "-std=c11", "-Wall", "-Werror", "-fsyntax-only"] + words + [folder + "/both.c"])
      #expect(result.status == 0, "\(result.output)")
    }
  }

  @Test func partsAndTheirPaths() throws {
    let text = """
      Subject: S
      Content-Type: multipart/mixed; boundary=a

      --a
      Content-Type: multipart/alternative; boundary=b

      --b
      Content-Type: TEXT/Plain; CHARSET="utf-8"; format=flowed; delsp=yes

      x
      --b--
      --a
      Content-Type: application/octet-stream
      Content-Disposition: attachment; filename*0=long; filename*1=name.bin
      Content-Transfer-Encoding: base64
      Content-ID: <c@x>

      AP8=
      --a
      Content-Type: message/rfc822

      Subject: T

      y
      --a--
      """
    let message = try #require(Mail.message(Array(text.utf8)))
    #expect(message.values("subject") == [Array("S".utf8)])
    guard case .parts(let parts) = message.body?.content, parts.count == 3, case .parts(let inner) = parts[0].content
    else {
      Issue.record("three parts, the first with one")
      return
    }
    #expect(parts.map(\.path) == ["1", "2", "3"] && inner.map(\.path) == ["1.1"])
    #expect(inner[0].mediaType == "text/plain" && inner[0].charset == "utf-8")
    #expect(inner[0].isFlowed && inner[0].deletesBlanks && inner[0].content == .bytes([0x78]))
    #expect(parts[1].fileName == "longname.bin" && parts[1].disposition == "attachment" && parts[1].contentID == "c@x")
    #expect(parts[1].content == .bytes([0, 0xFF]))
    guard case .message(let attached) = parts[2].content else {
      Issue.record("a message")
      return
    }
    #expect(attached.values("Subject") == [Array("T".utf8)] && attached.body?.path == "3.1")
  }

  @Test func encodedWords() {
    #expect(Mail.decoded("plain سلام") == "plain سلام")
    #expect(Mail.decoded("=?utf-8?q?a=20b?= =?utf-8?B?2LM=?= c") == "a bس c")
    #expect(Mail.decoded("=?windows-1256?Q?=DE=C7=E1?=") == "قال")
    for broken in ["=?", "=?utf-8?B?", "=?utf-8?B?!!?=", "=?none?Q?x?=", "=?utf-8?X?x?="] { _ = Mail.decoded(broken) }
  }

  @Test func addresses() {
    #expect(
      Mail.addresses("A <a@x>, \"B, C\" <b@x>, team: d@x, E <e@x>;, f@x") == [
        MailAddress(name: "A", address: "a@x"), MailAddress(name: "B, C", address: "b@x"),
        MailAddress(name: "", address: "d@x"), MailAddress(name: "E", address: "e@x"),
        MailAddress(name: "", address: "f@x"),
      ])
    for broken in ["", ",", "<", "\"", "a@", "(((((", ";:,<>@"] { _ = Mail.addresses(broken) }
  }

  @Test func boundsCutBeforeGMimeSees() {
    var bytes = Array("A: b\u{0}c\n\nd\u{0}".utf8)
    #expect(MailBounds.hold(&bytes).cut == nil)
    #expect(bytes == Array("A: b c\n\nd\u{0}".utf8))
    bytes = Array("A: b\n".utf8) + Array(repeating: 0x61, count: 5 << 20)
    let cut = MailBounds.hold(&bytes).cut
    #expect(cut?.offset == 5 && bytes.count == 5)
    #expect(cut?.reason == .headerBytes(MailBounds.headerBytes))
  }

  @Test func aMailboxInPieces() {
    let text = "From a 10:00\nA: b\n\n>From x\n>> From y\nFrom z 10:00\n\nFrom b\n\nFrom c 11:00\nC: d\n\ne"
    for size in [1, 2, 3, 7, 1_000] {
      var mailbox = Mailbox()
      let bytes = Array(text.utf8)
      for start in stride(from: 0, to: bytes.count, by: size) {
        mailbox.feed(bytes[start..<min(bytes.count, start + size)])
      }
      mailbox.finish()
      let items = mailbox.take()
      #expect(
        items.map { String(decoding: $0.bytes, as: UTF8.self) } == [
          "A: b\n\nFrom x\n>> From y\nFrom z 10:00\n\nFrom b\n\n", "C: d\n\ne",
        ], "pieces of \(size)")
      #expect(items.map(\.range) == [0..<59, 59..<bytes.count])
    }
  }
}
