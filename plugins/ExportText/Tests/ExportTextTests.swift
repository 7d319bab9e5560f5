import Document
import TestKit
import Testing
import Text
import Workbench

@testable import ExportText

struct ExportTextTests {
  @Test func keepsTheContract() { #expect(ProcessorContract.violations(of: .exportText) == []) }

  @Test(arguments: Cases.all()) func cases(_ testCase: Case) throws {
    let reader = try Fixtures.context().registry.required("parse.text")
    let documents = try Fixtures.read(Array((testCase["input"] ?? "").utf8), with: reader)
    for (heading, boilerplate) in [("expect", false), ("with boilerplate", true)] where testCase[heading] != nil {
      let made = try Fixtures.write(documents, with: .exportText, ["boilerplate": .bool(boilerplate)])
      let difference = Cases.difference(testCase, heading, made)
      #expect(difference == nil, "\(difference ?? "")")
    }
  }

  @Test func kindsOfBlocks() throws {
    var document = Fixtures.document("Heading\nfirst\nsecond\ninner\nsaid\na\tb\nend", language: "en")
    document.blocks[0].kind = .heading
    for at in 1...3 { document.blocks[at].kind = .listItem }
    document.blocks[3].level = 2
    document.blocks[4].kind = .quote
    document.blocks[5].kind = .table
    let end = document.blocks[6].range
    document.blocks[6].runs = [Run(.note, end, value: "a note"), Run(.strong, end)]
    let expected = """
      Heading

      - first
      - second
        - inner

      > said

      a\tb

      end [1]

      [1] a note

      """
    #expect(try Fixtures.write([document], with: .exportText) == expected)
  }

  @Test func titleAndDateWithoutBlocksComeFromTheMetadata() throws {
    var document = Fixtures.document("text", language: "en")
    document.metadata.title = "A title"
    let instant = try #require(Instant(iso8601: "2025-01-20T03:56:00Z"))
    document.metadata.published = Moment(instant: instant, precision: .day, original: "Jan 20")
    #expect(
      try Fixtures.write([document, document], with: .exportText).hasPrefix(
        "A title\n\n2025-01-20\n\ntext\n\n* * *\n\nA "))
  }

  @Test func controlsDoNotReachATerminal() throws {
    let document = Fixtures.document("a\u{1B}[31mred\u{9B}1m\tb", language: "en")
    #expect(try Fixtures.write([document], with: .exportText) == "a[31mred1m\tb\n")
  }
}
