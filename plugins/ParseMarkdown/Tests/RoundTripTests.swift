import Document
import TestKit
import Testing
import Workbench

@testable import ParseMarkdown

/// What `export.markdown` writes, `parse.markdown` reads as it was, as far as Markdown can say it.
struct RoundTripTests {
  private func again(_ document: Document) throws -> (markdown: String, document: Document) {
    let writer = try Fixtures.context().registry.required("export.markdown")
    let markdown = try Fixtures.write([document], with: writer, ["boilerplate": true])
    let read = try Fixtures.read(Array(markdown.utf8), path: "test.md", with: .parseMarkdown)
    return (markdown, try #require(read.first, "\(markdown)"))
  }

  /// Words without white space, which Markdown does not keep at the ends of lines.
  private func words(_ document: Document, _ range: Range<Int>) -> String {
    document.text(in: range).filter { !$0.isWhitespace }.description
  }

  @Test func wordsComeBackWhateverTheyAre() throws {
    var random = SeededRandom(seed: 23)
    for _ in 0..<500 {
      var document = RandomDocument.make(&random)
      for at in document.blocks.indices { document.blocks[at].kind = .paragraph }
      guard document.text.contains(where: { !$0.isWhitespace }) else { continue }
      let (markdown, read) = try again(document)
      let before = document.blocks.map { words(document, $0.range) }.joined()
      #expect(read.blocks.map { words(read, $0.range) }.joined() == before, "\(markdown)")
      #expect(read.blocks.allSatisfy { $0.kind == .paragraph }, "\(markdown)")
    }
  }

  @Test func kindsLevelsAndNumbersComeBack() throws {
    var random = SeededRandom(seed: 24)
    let kinds: [Block.Kind] = [.paragraph, .heading, .listItem, .quote, .code, .table]
    for _ in 0..<400 {
      let texts = (0...random.next(6)).map {
        "كلمة \($0) and a word" + ["", ".", " * b", " 1. c", " [d]"][random.next(5)]
      }
      var document = Fixtures.document(texts, language: "ar")
      var depth = 0
      for at in document.blocks.indices {
        let kind = kinds[random.next(kinds.count)]
        // Two tables or two pieces of code have a line between them, and two quotes are one with two paragraphs.
        document.blocks[at].kind = kind
        depth = kind == .listItem ? min(depth + 1, 1 + random.next(3)) : 0
        if kind == .listItem {
          document.blocks[at].level = depth
          if random.next(2) == 0 { document.blocks[at].number = random.next(20) }
        }
        if kind == .heading { document.blocks[at].level = 2 + random.next(5) }
      }
      let (markdown, read) = try again(document)
      let expected = document.blocks.map {
        "\($0.kind) \($0.level ?? 0) \($0.number ?? -1) \(words(document, $0.range))"
      }
      let made = read.blocks.map { "\($0.kind) \($0.level ?? 0) \($0.number ?? -1) \(words(read, $0.range))" }
      #expect(made == expected, "\(markdown)")
    }
  }

  @Test func runsComeBack() throws {
    var random = SeededRandom(seed: 25)
    let kinds: [Run.Kind] = [.emphasis, .strong, .link, .code]
    for _ in 0..<500 {
      var document = Fixtures.document(["one كلمة two, three (four) خمسة - six"], language: "en")
      let starts = document.text.utf8.enumerated().filter { $0.element == 0x20 }.map(\.offset)
      // Runs of words that do not overlap.
      var at = 0
      while at + 1 < starts.count {
        let end = min(starts.count - 1, at + 1 + random.next(2))
        if random.next(2) == 0 {
          let kind = kinds[random.next(kinds.count)]
          document.blocks[0].runs.append(
            Run(kind, starts[at] + 1..<starts[end], value: kind == .link ? "https://x.org/a_b?c=d&e" : nil))
        }
        at = end
      }
      let (markdown, read) = try again(document)
      #expect(read.text == document.text, "\(markdown)")
      #expect(read.blocks[0].runs == document.blocks[0].runs, "\(markdown)")
    }
  }

  @Test func notesAndCellsComeBack() throws {
    var document = Fixtures.document(["a word here", "h\tk\nx | y\tz `q`"], language: "en")
    document.blocks[0].runs = [Run(.note, 6..<6, value: "what *it* says")]
    document.blocks[1].kind = .table
    document.blocks[1].runs = [Run(.strong, 12..<13), Run(.code, 16..<21)]
    let (markdown, read) = try again(document)
    #expect(read.text == document.text, "\(markdown)")
    #expect(read.blocks[0].runs == document.blocks[0].runs)
    #expect(read.blocks[1].runs == document.blocks[1].runs, "\(markdown)")
  }
}
