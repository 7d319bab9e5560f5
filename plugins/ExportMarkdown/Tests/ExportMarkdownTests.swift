import Document
import TestKit
import Testing
import Workbench

@testable import ExportMarkdown

struct ExportMarkdownTests {
  @Test func keepsTheContract() { #expect(ProcessorContract.violations(of: .exportMarkdown) == []) }

  @Test(arguments: Cases.all()) func cases(_ testCase: Case) throws {
    let reader = try Fixtures.context().registry.required("parse.text")
    let documents = try Fixtures.read(Array((testCase["input"] ?? "").utf8), with: reader)
    for (heading, boilerplate) in [("expect", false), ("with boilerplate", true)] {
      let made = try Fixtures.write(documents, with: .exportMarkdown, ["boilerplate": .bool(boilerplate)])
      let difference = Cases.difference(testCase, heading, made)
      #expect(difference == nil, "\(difference ?? "")")
    }
  }

  private func written(_ text: String, kind: Block.Kind = .paragraph, _ runs: [Run] = []) throws -> String {
    var document = Fixtures.document([text], language: "en")
    document.blocks[0].kind = kind
    document.blocks[0].runs = runs
    return try Fixtures.write([document], with: .exportMarkdown)
  }

  @Test func whatMarkdownWouldTakeForMoreIsEscaped() throws {
    let pairs = [
      ("1. not a list", "1\\. not a list\n"), ("- nor this", "\\- nor this\n"), ("-5 degrees", "-5 degrees\n"),
      ("# nor a heading", "\\# nor a heading\n"), ("snake_case_name", "snake_case_name\n"), ("_x_", "\\_x\\_\n"),
      ("a * b [c](d)", "a \\* b \\[c\\](d)\n"), ("<b> & &amp;", "\\<b> & \\&amp;\n"), ("wow![x]", "wow\\!\\[x\\]\n"),
      ("---", "\\---\n"), ("> x", "\\> x\n"), ("a\nb", "a\\\nb\n"), ("a\n- b", "a\\\n\\- b\n"),
    ]
    for (text, expected) in pairs { #expect(try written(text) == expected) }
    #expect(try written("C# and F #", kind: .heading) == "## C# and F \\#\n")
  }

  @Test func runs() throws {
    #expect(try written("so bold here", [Run(.strong, 3..<7)]) == "so **bold** here\n")
    #expect(try written("so \"bold\" here", [Run(.strong, 3..<9)]) == "so <strong>\"bold\"</strong> here\n")
    #expect(try written("both", [Run(.strong, 0..<4), Run(.emphasis, 0..<4)]) == "<strong><em>both</em></strong>\n")
    #expect(
      try written("see this!", [Run(.link, 4..<8, value: "https://x.org/a b")]) == "see [this](https://x.org/a%20b)!\n")
    #expect(try written("see this", [Run(.link, 4..<8, value: "javascript:x")]) == "see this\n")
    #expect(try written("wow!this", [Run(.link, 4..<8, value: "#x")]) == "wow\\![this](#x)\n")
    #expect(try written("the `a` key", [Run(.code, 4..<7)]) == "the `` `a` `` key\n")
    #expect(try written("a word", [Run(.note, 2..<6, value: "say *it*")]) == "a word[^1]\n\n[^1]: say \\*it\\*\n")
    #expect(try written("وكتاب", [Run(.emphasis, 2..<10)]) == "و*كتاب*\n")
  }

  @Test func kindsOfBlocks() throws {
    var document = Fixtures.document("Top\nPart\nfirst\ninner\nsaid\nand said\nx = 1\nh\t|", language: "en")
    let kinds: [Block.Kind] = [.heading, .heading, .listItem, .listItem, .quote, .quote, .code, .table]
    for at in document.blocks.indices { document.blocks[at].kind = kinds[at] }
    document.blocks[0].role = .title
    document.blocks[1].level = 1
    document.blocks[3].level = 3
    let expected = """
      # Top

      ## Part

      - first
        - inner

      > said
      >
      > and said

      ```
      x = 1
      ```

      | h | \\| |
      | --- | --- |

      """
    #expect(try Fixtures.write([document], with: .exportMarkdown) == expected)
  }

  @Test func documentsArePartedAndTheirNotesCountOn() throws {
    var document = Fixtures.document("word", language: "en")
    document.blocks[0].runs = [Run(.note, 0..<4, value: "n")]
    let expected = "word[^1]\n\n[^1]: n\n\n---\n\nword[^2]\n\n[^2]: n\n"
    #expect(try Fixtures.write([document, document], with: .exportMarkdown) == expected)
  }

  @Test func whateverTheTextIsItComesBack() throws {
    var random = SeededRandom(seed: 11)
    for _ in 0..<500 {
      var document = RandomDocument.make(&random)
      for at in document.blocks.indices {
        document.blocks[at].kind = .paragraph
        document.blocks[at].runs.removeAll { $0.kind == .code || $0.kind == .image }
      }
      let made = try Fixtures.write([document], with: .exportMarkdown, ["boilerplate": true])
      let expected = document.blocks.map { String(document.text(in: $0.range)) }.joined().filter { !$0.isWhitespace }
      #expect(TinyMarkdown.words(made) == expected, "\(made)")
      #expect(TinyMarkdown.blockMark(in: made) == nil, "\(made)")
    }
  }
}

/// As much of a Markdown reader as is needed to see that escaped text comes back: marks that are not escaped are markup.
enum TinyMarkdown {
  /// The words without white space.
  static func words(_ text: String) -> String {
    var words = ""
    var rest = Substring(text).unicodeScalars
    func take(_ pattern: Substring) -> Bool {
      guard Substring(rest).utf8.starts(with: pattern.utf8) else { return false }
      rest = rest.dropFirst(pattern.unicodeScalars.count)
      return true
    }
    while let next = rest.first {
      if next == "\\", let escaped = rest.dropFirst().first {
        words.unicodeScalars.append(escaped)
        rest = rest.dropFirst(2)
      } else if next == "]" {
        guard rest.dropFirst().first == "(", let end = rest.firstIndex(of: ")") else { return words + "?]" }
        rest = rest[rest.index(after: end)...]
      } else if next == "<" {
        guard ["<em>", "</em>", "<strong>", "</strong>"].contains(where: { take($0) }) else { return words + "?<" }
      } else if next == "*" || next == "[" {
        rest = rest.dropFirst()
      } else {
        words.unicodeScalars.append(next)
        rest = rest.dropFirst()
      }
    }
    return words.filter { !$0.isWhitespace }
  }

  /// The first line that begins as something else than a paragraph does.
  static func blockMark(in text: String) -> Substring? {
    text.split(separator: "\n").first { line in
      line.prefixMatch(of: /\s*(#{1,6}(\s|$)|[-+]\s|>|={2,}\s*$|-{2,}|~{3}|[0-9]{1,9}[.)](\s|$)|\t|    )/) != nil
    }
  }
}
