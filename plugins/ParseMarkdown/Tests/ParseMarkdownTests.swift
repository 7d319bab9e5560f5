import Document
import Foundation
import TestKit
import Testing
import Text
import Workbench

@testable import ParseMarkdown

struct ParseMarkdownTests {
  private func read(_ text: String, _ settings: Fields = Fields()) throws -> [Document] {
    try Fixtures.read(Array(text.utf8), path: "test.md", with: .parseMarkdown, settings)
  }

  private func document(_ text: String) throws -> Document { try #require(try read(text).first) }

  @Test func keepsTheContract() { #expect(ProcessorContract.violations(of: .parseMarkdown) == []) }

  @Test(arguments: Cases.all()) func cases(_ testCase: Case) throws {
    let input = (testCase["input"] ?? "") + "\n"
    let document = try document(input)
    let difference = Cases.difference(testCase, "expect", DocumentOutline.byLine(document))
    #expect(difference == nil, "\(difference ?? "")")
    #expect(try Document(jsonLine: document.jsonLine) == document)
    // Whatever ends the lines.
    for end in ["\r\n", "\r"] {
      let other = try self.document(input.replacingOccurrences(of: "\n", with: end))
      #expect(DocumentOutline.byLine(other) == DocumentOutline.byLine(document))
    }
  }

  @Test func theBytesOfABlockAreItsPlace() throws {
    let text = "# Title\n\nFirst *line*\nsecond.\n\n> quoted\n\n- item\n  more\n"
    let document = try document(text)
    let places = try document.blocks.map { block in
      String(decoding: Array(text.utf8)[try #require(block.place.bytes)], as: UTF8.self)
    }
    #expect(places == ["# Title", "First *line*\nsecond.", "quoted", "item\n  more"])
  }

  @Test func frontMatter() throws {
    let text = """
      ---
      title: "Talks: the \\"beginning\\""
      # a comment
      author:
        - Jane Roe
        - علي
      date: 2025-01-20T03:56:00Z
      lang: ar_EG
      tags: [a, "b, c"]
      url: https://example.org/1 # here
      description: >
        two
        lines
      nested:
        deep: 1
      {x}
      ---

      # Heading

      Text.
      """
    let document = try document(text)
    let metadata = document.metadata
    #expect(metadata.title == "Talks: the \"beginning\"" && metadata.authors == ["Jane Roe", "علي"])
    #expect(metadata.published?.instant.description == "2025-01-20T03:56:00Z" && metadata.language == "ar-EG")
    #expect(metadata.url == "https://example.org/1" && metadata.direction == .rightToLeft)
    #expect(metadata.other["tags"] == ["a", "b, c"] && metadata.other["description"] == "two lines")
    #expect(document.warnings.map(\.place.line) == [15, 16])
    #expect(document.blocks.map(\.place.line) == [19, 21])
    #expect(try self.document("---\ntitle: Only\n---\n").metadata.title == "Only")
    // Rules, and what does not end.
    #expect(try self.document("---\n\nA: b\n\n---\n").metadata.title == nil)
    #expect(try self.document("---\nA line.\n\n---\n\nMore.").text == "A line.\nMore.")
    #expect(try self.document("---\ntitle: x\n\nText.").text == "title: x\nText.")
    let wrong = try self.document("---\ndate: soon\nlang: no such thing\n---\n\nText.")
    #expect(wrong.warnings.map(\.place.line) == [2, 3] && wrong.warnings.allSatisfy { $0.help != nil })
  }

  @Test func charsets() throws {
    // # عنوان /  / قال **الوزير** إن المحادثات تبدأ غدا، وإنها ستكون طويلة.
    let bytes: [UInt8] = [
      0x23, 0x20, 0xDA, 0xE4, 0xE6, 0xC7, 0xE4, 0x0A, 0x0A, 0xDE, 0xC7, 0xE1, 0x20, 0x2A, 0x2A, 0xC7,
      0xE1, 0xE6, 0xD2, 0xED, 0xD1, 0x2A, 0x2A, 0x20, 0xC5, 0xE4, 0x20, 0xC7, 0xE1, 0xE3, 0xCD, 0xC7,
      0xCF, 0xCB, 0xC7, 0xCA, 0x20, 0xCA, 0xC8, 0xCF, 0xC3, 0x20, 0xDB, 0xCF, 0xC7, 0xA1, 0x20, 0xE6,
      0xC5, 0xE4, 0xE5, 0xC7, 0x20, 0xD3, 0xCA, 0xDF, 0xE6, 0xE4, 0x20, 0xD8, 0xE6, 0xED, 0xE1, 0xC9,
      0x2E,
    ]
    let document = try #require(try Fixtures.read(bytes, path: "a.md", with: .parseMarkdown).first)
    #expect(document.source.charset == "windows-1256")
    #expect(document.metadata.title == "عنوان" && document.metadata.direction == .rightToLeft)
    #expect(document.blocks[1].runs.map { String(document.text(in: $0.range)) } == ["الوزير"])
    let named = try Fixtures.read(bytes, path: "a.md", with: .parseMarkdown, ["charset": "windows-1256"])
    #expect(named.first?.text == document.text)
  }

  @Test func nothingIsAnError() throws {
    for text in ["", "\n\n", "[a]: b\n", "---\n"] {
      #expect(throws: Problem.self) { try read(text) }
    }
    do { _ = try read("") } catch let problem as Problem { #expect(problem.code == "input.empty") }
    do { _ = try Fixtures.read([0x50, 0x4B, 3, 4, 0, 0, 0, 0], with: .parseMarkdown) } catch let problem as Problem {
      #expect(problem.code == "input.binary")
    }
  }

  // MARK: Bounds

  @Test func marksThatNestTooDeepAreText() throws {
    for mark in ["> ", "- ", "1. ", ">"] {
      let document = try document(String(repeating: mark, count: 100_000) + "a")
      #expect(document.warnings.map(\.code) == ["markdown.too-deep"])
      #expect(document.warnings.first?.place.line == 1)
      #expect(document.text.hasSuffix("a"))
    }
    let hundred = try document(String(repeating: "> ", count: 100) + "a")
    #expect(hundred.warnings.isEmpty && hundred.text == "a")
  }

  /// What makes many readers take quadratic time: here each of 200,000 bytes.
  @Test(arguments: [
    "[", "![", "[a](", "[a](<b", "![[]()", "[a](b \"", "]", "<?", "<!A ", "<![CDATA[", "<!-- a", "<a x=\"", "<a x='",
    "<a x=\"<a x=\" y=\"", "*a ", "_a ", "a**a*", "a**b_c* ", "*a _b ", "**a *a ", "`a``", "\\", "&#x", "<a@", "[(](",
    "http://", "https://a.b)(", "<em>", "<a href=\"x\">", "</em>", "a\n", "-\n", "- -\n", "|", "[a\n", "[a]: ", "```\n",
    "<div>\n", "~~a ", "[^a] ", "[^a]: ",
  ])
  func whateverIsRepeatedIsReadInTime(_ piece: String) throws {
    let text = "x " + String(repeating: piece, count: 200_000 / piece.utf8.count)
    let document = try document(text)
    #expect(!document.text.isEmpty)
    #expect(document.blocks.allSatisfy { block in block.runs.allSatisfy { document.isValid($0.range) } })
  }

  @Test func tablesOfManyColumnsAndRows() throws {
    let columns = 20_000
    let wide = String(repeating: "a|", count: columns) + "\n" + String(repeating: "-|", count: columns) + "\n"
    let document = try document(wide + String(repeating: "x\n", count: 20_000))
    #expect(document.blocks.count == 1 && document.blocks[0].kind == .table)
    // A row has the cells that it has: no padding makes the text larger than the file.
    #expect(document.text.utf8.count < wide.utf8.count + 60_000)
    let late = try self.document(String(repeating: "a\n", count: 200_000) + "|-|-|\n")
    #expect(late.blocks.count == 1)
  }

  @Test func blankLinesInNestedLists() throws {
    let document = try document(
      String(repeating: "- ", count: 90) + "a\n" + String(repeating: "\n", count: 100_000) + "b")
    #expect(document.blocks.map(\.kind) == [.listItem, .paragraph])
  }

  /// What is written once and referred to often may not grow without bound.
  @Test func referencesGiveOutOnlySoMuch() throws {
    let note = String(repeating: "n", count: 100_000)
    let document = try document(String(repeating: "x[^a]\n", count: 10_000) + "\n[^a]: " + note + "\n")
    #expect(document.warnings.map(\.code) == ["markdown.references"])
    let size = document.blocks.flatMap(\.runs).reduce(0) { $0 + ($1.value?.utf8.count ?? 0) }
    #expect(size >= note.utf8.count && size < 3_000_000)
  }

  @Test func manyThreadsReadTheSame() async throws {
    let text = (0..<200).map {
      "## H\($0)\n\n~~a~~ *b* [c](d) https://e.org/\($0)\n\n| a | b |\n|---|---|\n| c | d |\n\n"
    }.joined()
    let expected = try document(text).jsonLine
    let same = try await withThrowingTaskGroup(of: Bool.self) { group in
      for _ in 0..<64 { group.addTask { try self.document(text).jsonLine == expected } }
      return try await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
    }
    #expect(same == 64)
  }

  // MARK: Choice by content

  @Test func plainTextIsNotTakenForMarkdown() throws {
    func likeness(_ text: String) -> Double { MarkdownLikeness.likeness(Array(text.utf8)[...]) }
    for text in [
      "A headline\n\nA paragraph of plain text.", "* one\n* two\n* three", "1. First\n2. Second", "# a comment\nx = 1",
      "-----\nA line\n-----\n", "Was *this* it? He said: [no comment].", "Call me: a_b_c | d", "",
      "---\n\nText\n\n---\n",
      "From: a\nSubject: b\n\nText",
    ] { #expect(likeness(text) < 0.5, "\(text)") }
    for text in [
      "# Title\n\nSee [this](https://x.org).", "---\ntitle: A\n---\n\nText", "# A\n\n```swift\nlet x = 1\n```\n",
      "## Table\n\n| a | b |\n| --- | --- |\n| 1 | 2 |",
    ] { #expect(likeness(text) > 0.5, "\(text)") }
    let readers = try ["# Title\n\nSee [this](https://x.org).", "Plain text.\n\n* a star\n"].map { text in
      try Fixtures.read(
        Array(text.utf8), path: "in.txt", with: try Fixtures.context().registry.required("parse.auto"))[0].source.reader
    }
    #expect(readers[0].hasPrefix("parse.markdown") && readers[1].hasPrefix("parse.text"))
  }
}
