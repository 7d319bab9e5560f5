import Document
import Foundation
import Markup
import TestKit
import Testing
import Workbench

@testable import ParseArchive

/// Archives as other programs make them; those of `Fixtures` by `Fixtures/make`.
struct ForeignArchiveTests {
  private func fixture(_ name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(fileURLWithPath: Fixtures.package + "/plugins/ParseArchive/Fixtures/\(name)")))
  }

  private func read(_ bytes: [UInt8], _ path: String, _ settings: Fields = Fields()) throws -> [Document] {
    try Fixtures.read(bytes, path: path, with: .parseArchive, settings)
  }

  private func text(_ words: String) -> [UInt8] { Array((words + "\n").utf8) }

  // MARK: Packing

  @Test(arguments: ["bz2", "xz", "zst"])
  func aFileThatIsPackedAloneGoesToItsReader(_ ending: String) throws {
    let auto = try Fixtures.context().registry.required("parse.auto")
    let packed = try fixture("page.html.\(ending)")
    // By content: the name says nothing where it comes through standard input.
    for (path, name) in [("page.html.\(ending)", "page.html"), ("-", "unnamed")] {
      let read = try Fixtures.read(packed, path: path, with: auto)
      #expect(read.map(\.metadata.title) == ["The harbour is open again"])
      #expect(read.map(\.source.reader) == ["parse.html@1"] && read.map(\.metadata.part) == [name])
      #expect(read.first?.metadata.parent == String(SHA256.hexadecimal(of: packed).prefix(16)))
    }
  }

  @Test(arguments: ["bz2", "xz", "zst"])
  func tarsOfEachPackingAreRead(_ ending: String) throws {
    let packed = try fixture("both.tar.\(ending)")
    #expect(try read(packed, "-").map(\.metadata.part) == ["page.html", "words.txt"])
    // In a zip they are archives in an archive.
    let within = try read(Packing.zip([("in.tar.\(ending)", packed)]), "a.zip")
    #expect(within.map(\.metadata.part) == ["in.tar.\(ending)/page.html", "in.tar.\(ending)/words.txt"])
  }

  @Test(arguments: ["both.tar.bz2", "both.tar.xz", "both.tar.zst", "page.html.xz"])
  func packedFilesThatWereCutOffAreDamaged(_ name: String) throws {
    let whole = try fixture(name)
    for length in [7, whole.count / 2, whole.count - 30] {
      let problem = #expect(throws: Problem.self) { try read(Array(whole[..<length]), name) }
      #expect(problem?.code == "archive.damaged", "\(length): \(String(describing: problem))")
    }
  }

  @Test func aPackedTarThatWasCutOffGivesWhatCameBefore() throws {
    var random = SeededRandom(seed: 7)
    let files = (0..<40).map { at in
      (
        "\(at).txt",
        text((0..<200).map { _ in String(UInt32.random(in: 0..<(1 << 30), using: &random)) }.joined(separator: " "))
      )
    }
    let packed = try Packing.gzip(Packing.tar(files))
    let read = try read(Array(packed[..<(packed.count / 2)]), "a.tar.gz")
    #expect((10..<30).contains(read.count))
    for (at, document) in read.dropLast(2).enumerated() {
      #expect(document.text + "\n" == String(decoding: files[at].1, as: UTF8.self))
    }
    let codes = Set(read.last?.warnings.map(\.code) ?? [])
    #expect(codes == ["gzip.truncated", "archive.damaged"])
  }

  // MARK: Entries

  @Test func linksOfAllKindsAreSaid() throws {
    let tar = Packing.tar(
      [("a.txt", text("Words."))], links: [("soft.txt", "a.txt")],
      hardLinks: [("hard.txt", "a.txt"), ("out.txt", "/etc/passwd")], folders: ["folder/"])
    let fromTar = try read(tar, "a.tar")
    #expect(fromTar.first?.text == "Words." && fromTar.count == 2)
    #expect(fromTar.last?.warnings.map(\.code) == ["archive.link", "archive.link", "archive.link"])
    #expect(fromTar.last?.warnings.last?.message.contains("/etc/passwd") == true)
    var zip = Packing.zip([("link.txt", text("/etc/passwd")), ("a.txt", text("Words."))])
    // In its list: made by Unix, and what Unix says of a symbolic link.
    let list = try #require(zip.firstRange(of: [0x50, 0x4B, 1, 2])).lowerBound
    zip[list + 5] = 3
    zip.replaceSubrange(list + 38..<list + 42, with: [0, 0, 0xFF, 0xA1])
    let fromZip = try read(zip, "a.zip")
    #expect(fromZip.map(\.text).first == "Words.")
    #expect(fromZip.last?.warnings.map(\.code) == ["archive.link"])
  }

  @Test func foldersAreNoFiles() throws {
    let zip = Packing.zip([("folder/", []), ("folder/a.txt", text("Words."))])
    let read = try read(zip, "a.zip")
    #expect(read.map(\.metadata.part) == ["folder/a.txt"])
  }

  @Test func twoEntriesOfOneNameAreTwoDocuments() throws {
    let read = try read(Packing.zip([("a.txt", text("First.")), ("a.txt", text("Second."))]), "a.zip")
    #expect(read.map(\.text) == ["First.", "Second."])
    #expect(Set(read.map(\.id)).count == 2)
    // Though they are the same.
    let same = try self.read(Packing.zip([("a.txt", text("Words.")), ("a.txt", text("Words."))]), "a.zip")
    #expect(Set(same.map(\.id)).count == 2)
  }

  @Test(arguments: ["zipcrypto.zip", "aes.zip"])
  func whatIsEncryptedIsSaid(_ name: String) throws {
    let problem = #expect(throws: Problem.self) { try read(try fixture(name), name) }
    #expect(problem?.code == "archive.encrypted" && problem?.place.part == "words.txt")
  }

  @Test func otherArchivesAreNamed() throws {
    let auto = try Fixtures.context().registry.required("parse.auto")
    let sevenZip: [UInt8] = [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C, 0, 4, 1, 2, 3]
    let rar = Array("Rar!\u{1A}\u{7}".utf8) + [1, 0, 9]
    for (bytes, kind) in [(sevenZip, "7-Zip"), (rar, "RAR")] {
      let problem = #expect(throws: Problem.self) { try Fixtures.read(bytes, path: "x", with: auto) }
      #expect(problem?.code == "archive.kind" && problem?.message.contains(kind) == true && problem?.help != nil)
    }
    let read = try read(Packing.zip([("a.rar", rar), ("a.txt", text("Words."))]), "a.zip")
    #expect(read.first?.text == "Words." && read.last?.warnings.map(\.code) == ["archive.kind"])
    #expect(read.last?.warnings.first?.place.part == "a.rar")
  }

  @Test func aBombOfBombsEndsWithItsRatio() throws {
    let zeros = [UInt8](repeating: 0x41, count: 66 << 20)
    var packed = try Packing.gzip(zeros)
    for level in 0..<3 {
      packed = try Packing.gzip(Packing.zip((0..<8).map { ("\(level)-\($0).gz", packed) }))
    }
    // Eight by eight by eight times 66 MiB, of which no more than the ratio allows is unpacked.
    let bomb = Packing.zip([("bomb.gz", packed)])
    let bounds: [(Fields, String)] = [
      (["depth": 16], "archive.ratio"), (["depth": 16, "size": 10], "archive.size"), (["depth": 3], "archive.depth"),
    ]
    for (settings, code) in bounds {
      let problem = #expect(throws: Problem.self) { _ = try read(bomb, "a.zip", settings).count }
      #expect(problem?.code == code)
    }
  }

  // MARK: Names

  /// A name in a charset of single bytes.
  private func encoded(_ name: String, _ charset: String) throws -> [UInt8] {
    var bytes: [Character: UInt8] = [:]
    for byte in UInt8(0x80)...0xFF {
      let decoded = try Charset.decode([byte], declared: charset).text
      if let character = decoded.first, bytes[character] == nil { bytes[character] = byte }
    }
    return try name.map { try $0.asciiValue ?? #require(bytes[$0], "\(charset) has no \($0)") }
  }

  /// What Windows writes: the code page of DOS for the language, or that of Windows, and no word of which.
  @Test(arguments: [
    ("ibm-720", ["تقرير الأخبار.txt", "خبر.txt", "بيان صحفي.txt"]), ("ibm-720", ["تقرير.txt"]),
    ("windows-1256", ["تقرير الأخبار.txt", "خبر.txt", "بيان صحفي.txt"]), ("windows-1256", ["تقرير.txt"]),
    ("IBM866", ["отчёт о встрече.txt", "новости.txt"]), ("windows-1251", ["Отчёт о встрече.txt", "новости.txt"]),
    ("IBM437", ["résumé für Müller.txt"]), ("IBM850", ["Über die Läufe.txt"]), ("IBM862", ["תקציר הידיעות.txt"]),
    ("ibm-737", ["ανακοίνωση τύπου.txt"]),
  ])
  func namesWithoutACharsetAreReadable(_ charset: String, _ names: [String]) throws {
    let zip = Packing.zip(named: try names.enumerated().map { (try encoded($1, charset), text("Text \($0).")) })
    #expect(try read(zip, "a.zip").map(\.metadata.part) == names)
    try Fixtures.withTemporaryFolder { folder in
      try Data(zip).write(to: URL(fileURLWithPath: folder + "/a.zip"))
      guard case .reader(let make, _) = Entry.parseArchive.role else { return }
      var parts: [String?] = []
      let reader = try make(Settings(Entry.parseArchive.manual))
      try reader.read(ByteSource(path: folder + "/a.zip"), in: try Fixtures.context()) { document throws(Problem) in
        parts.append(document.metadata.part)
      }
      #expect(parts == names)
    }
  }

  @Test func namesInUTF8NeedNoFlag() throws {
    let zip = Packing.zip(named: [(Array("خبر.txt".utf8), text("Words."))])
    #expect(try read(zip, "a.zip").map(\.metadata.part) == ["خبر.txt"])
  }
}
