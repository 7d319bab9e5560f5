import Document
import Foundation
import TestKit
import Testing
import Text
import Workbench

@testable import News
@testable import ParseText

struct ArticleTests {
  @Test func keepsTheContract() { #expect(ProcessorContract.violations(of: .parseText) == []) }

  @Test(arguments: Cases.all()) func cases(_ testCase: Case) throws {
    let bytes = Array((testCase["input"] ?? "").utf8)
    let document = try #require(try Fixtures.read(bytes, with: .parseText).first)
    let difference = Cases.difference(testCase, "expect", outline(document))
    #expect(difference == nil, "\(difference ?? "")")
    try expectPlaces(document, in: bytes)
  }

  /// Metadata, then each block as `line role: text`.
  private func outline(_ document: Document) -> String {
    var lines = document.metadata.json.filter { $0.0 != "title" }.map { "\($0.0): \(JSON.line($0.1))" }
    lines += document.blocks.map { "\($0.place.line ?? 0) \($0.role.rawValue): \(document.text(in: $0.range))" }
    return lines.joined(separator: "\n")
  }

  /// Each block's bytes in the source are its text, white space aside.
  private func expectPlaces(_ document: Document, in bytes: [UInt8]) throws {
    for block in document.blocks {
      let place = try #require(block.place.bytes)
      let source = String(decoding: bytes[place], as: UTF8.self)
      let words = document.text(in: block.range)
      #expect(source.filter { !$0.isWhitespace } == words.filter { !$0.isWhitespace })
      #expect(block.place.line == bytes[..<place.lowerBound].count { $0 == 0x0A } + 1)
    }
  }

  @Test func structureIsAsAsked() throws {
    let article = Array("A line that ends with a full stop.\n\nAnd the text, which is a sentence of many words.".utf8)
    func roles(_ structure: String) throws -> [Block.Role] {
      try Fixtures.read(article, with: .parseText, ["structure": .string(structure)])[0].blocks.map(\.role)
    }
    #expect(try roles("auto") == [.body, .body])
    #expect(try roles("news") == [.title, .body])
    let sample = try ByteSource(path: Fixtures.sampleArticle).whole()
    let plain = try Fixtures.read(sample, with: .parseText, ["structure": "plain"])[0]
    #expect(plain.blocks.allSatisfy { $0.role == .body })
    #expect(plain.metadata.title == nil && plain.metadata.language == "ar")
  }

  @Test func languageAndCharsetAreAsAsked() throws {
    let document = try Fixtures.read(
      [0xE9, 0x74, 0xE9], with: .parseText, ["charset": "ISO-8859-1", "language": "fa"])[0]
    #expect(document.text == "été")
    #expect(document.metadata.language == "fa" && document.metadata.direction == .rightToLeft)
    let problem = #expect(throws: Problem.self) {
      try Fixtures.read([0x20], with: .parseText, ["charset": "windos-1256"])
    }
    #expect(problem?.code == "charset.unknown" && problem?.help?.contains("windows-1256") == true)
  }

  @Test func problemsNameTheFile() {
    for (bytes, code) in [
      ([UInt8](), "input.empty"), (Array(" \n\u{200F}\n".utf8), "input.empty"), ([1, 2, 0, 0], "input.binary"),
    ] {
      let problem = #expect(throws: Problem.self) { try Fixtures.read(bytes, path: "x.txt", with: .parseText) }
      #expect(problem?.code == code && problem?.place.file == "x.txt" && problem?.help != nil)
    }
  }

  @Test func boundsAreSaidWithTheirParameters() throws {
    let lines = Array(String(repeating: "a\n", count: 2_000).utf8)
    let many = #expect(throws: Problem.self) { try Fixtures.read(lines, with: .parseText, ["paragraphs": 1_999]) }
    #expect(many?.code == "input.too-many-blocks" && many?.help?.contains("'paragraphs'") ?? false)
    #expect(try Fixtures.read(lines, with: .parseText, ["paragraphs": 2_000])[0].blocks.count == 2_000)
    try Fixtures.withTemporaryFolder { folder in
      // Two MiB of nothing, which take no room on the disk.
      let path = folder + "/sparse.txt"
      #expect(FileManager.default.createFile(atPath: path, contents: nil))
      let file = try #require(FileHandle(forWritingAtPath: path))
      try file.truncate(atOffset: 2 << 20)
      guard case .reader(let make, _) = Entry.parseText.role else { return }
      let reader = try make(Settings(Entry.parseText.manual, ["size": 1]))
      let large = #expect(throws: Problem.self) {
        try reader.read(ByteSource(path: path), in: try Fixtures.context()) { _ in }
      }
      #expect(large?.code == "input.too-large" && large?.help?.contains("'size' of parse.text") ?? false)
    }
  }

  @Test func damageIsAWarningWithItsPlace() throws {
    let bytes = Array("عنوان\nسطر ".utf8) + [0xFF] + Array(" آخر".utf8)
    let warning = try #require(try Fixtures.read(bytes, with: .parseText)[0].warnings.first)
    #expect(warning.code == "charset.invalid-bytes" && warning.place == Place(bytes: 18..<19, line: 2))
  }

  @Test func noBytesAreTooHostile() throws {
    let sample = try ByteSource(path: Fixtures.sampleArticle).whole()
    let marks: [UInt8] = [
      0, 9, 10, 13, 32, 45, 46, 58, 62, 124, 0xC2, 0x85, 0xE2, 0x80, 0xA8, 0xD9, 0xA3, 0xFF, 0xCC, 0x81,
    ]
    var random = SeededRandom(seed: 21)
    for _ in 0..<1_500 {
      var bytes = sample
      let start = random.next(bytes.count)
      bytes = Array(bytes[start..<min(bytes.count, start + random.next(600))])
      for _ in 0..<random.next(40) where !bytes.isEmpty {
        let at = random.next(bytes.count)
        switch random.next(3) {
        case 0: bytes[at] = UInt8(random.next(256))
        case 1: bytes.insert(marks[random.next(marks.count)], at: at)
        default: bytes.remove(at: at)
        }
      }
      guard let document = try? Fixtures.read(bytes, with: .parseText).first else { continue }
      #expect(document.blocks.allSatisfy { document.isValid($0.range) && !$0.range.isEmpty })
      #expect(try Document(jsonLine: document.jsonLine) == document)
    }
  }

  /// Articles of two publishers: the headline, a blank line, the text.
  @Test(.enabled(if: Fixtures.shared != nil, "the folder of foreign data is absent"))
  func foreignArticlesHaveTheirHeadlines() throws {
    let articles = try foreignArticles(every: 7)
    #expect(articles.count > 250)
    var wrong: [String] = []
    for (title, text) in articles {
      let document = try #require(try Fixtures.read(Array("\(title)\n\n\(text)\n".utf8), with: .parseText).first)
      let words = document.blocks.map { document.text(in: $0.range) }.joined().filter { !$0.isWhitespace }
      #expect(words == Canonical.nfc(title + text).filter { !$0.isWhitespace })
      #expect(document.metadata.language == "ar")
      if document.metadata.title != LineShape.oneLine(Canonical.nfc(title)) { wrong.append(title) }
      if document.blocks.contains(where: { ![.title, .body].contains($0.role) }) { wrong.append("roles: \(title)") }
    }
    #expect(wrong.count * 100 <= articles.count, "\(wrong)")
  }

  private func foreignArticles(every step: Int) throws -> [(title: String, text: String)] {
    let path = try #require(Fixtures.shared) + "/data/arabic-news/articles.jsonl.gz"
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["gzip", "-dc", path]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return try Array(data).split(separator: 0x0A).enumerated().filter { $0.offset.isMultiple(of: step) }.map {
      _, line in
      let article = try JSON.value(from: Array(line))
      return (article["title"]?.string ?? "", article["text"]?.string ?? "")
    }
  }
}
