import Document
import TestKit
import Testing

struct InlineTests {
  /// The events of a block as a line: `<em>`, text, `</em>`, `*note*`.
  private func events(_ block: Block, in document: Document) -> String {
    var line = ""
    block.walkInline { event in
      switch event {
      case .text(let range): line += document.text(in: range)
      case .open(let run): line += "<\(run.kind.rawValue)>"
      case .close(let run): line += "</\(run.kind.rawValue)>"
      case .mark(let run): line += "*\(run.kind.rawValue)*"
      }
    }
    return line
  }

  private func events(_ runs: [Run], _ text: String = "abcdef") -> String {
    var document = Fixtures.document(text, language: "en")
    document.blocks[0].runs = runs
    return events(document.blocks[0], in: document)
  }

  @Test func runsNestByLength() {
    #expect(events([Run(.strong, 2..<4), Run(.emphasis, 0..<6)]) == "<emphasis>ab<strong>cd</strong>ef</emphasis>")
    #expect(events([Run(.link, 0..<3), Run(.strong, 0..<3)]) == "<link><strong>abc</strong></link>def")
    #expect(events([Run(.link, 0..<3), Run(.strong, 3..<6)]) == "<link>abc</link><strong>def</strong>")
  }

  @Test func runsThatOverlapAreClosedAndOpenedAgain() {
    #expect(
      events([Run(.emphasis, 0..<4), Run(.strong, 2..<6)])
        == "<emphasis>ab<strong>cd</strong></emphasis><strong>ef</strong>")
  }

  @Test func notesStandBehindTheirWordsAndEmptyRunsAreLeftOut() {
    #expect(events([Run(.note, 0..<2), Run(.image, 3..<3), Run(.strong, 4..<4)]) == "ab*note*c*image*def")
    #expect(events([Run(.emphasis, 0..<9)]) == "<emphasis>abcdef</emphasis>")
    #expect(events([Run(.emphasis, 7..<9)]) == "abcdef")
  }

  @Test func everyWalkGivesTheWholeTextAndBalances() {
    var random = SeededRandom(seed: 3)
    for _ in 0..<500 {
      let document = RandomDocument.make(&random)
      for block in document.blocks {
        var text = ""
        var open: [Run] = []
        var isBalanced = true
        block.walkInline { event in
          switch event {
          case .text(let range): text += document.text(in: range)
          case .open(let run): open.append(run)
          case .close(let run): isBalanced = isBalanced && open.popLast() == run
          case .mark: break
          }
        }
        #expect(text.utf8.elementsEqual(document.text(in: block.range).utf8))
        #expect(isBalanced && open.isEmpty)
      }
    }
  }

  @Test func aHundredThousandRunsTakeNoTime() {
    let text = String(repeating: "a", count: 200_000)
    let runs = (0..<100_000).map { Run(.emphasis, $0..<200_000 - $0) }
    #expect(events(runs, text).utf8.count == 200_000 + Block.deepestRuns * ("<emphasis></emphasis>".utf8.count))
  }
}

struct ReadingTests {
  @Test func theHeadComesFirstAndBoilerplateOnlyWhenAskedFor() {
    var document = Fixtures.document("byline\nbody\ndate\ntitle\nread also", language: "en")
    for (at, role) in [Block.Role.byline, .body, .dateline, .title, .boilerplate].enumerated() {
      document.blocks[at].role = role
    }
    let reading = Reading(document, boilerplate: false)
    #expect(reading.head.map(\.id) == ["b4", "b1", "b3"])
    #expect(reading.body.map(\.id) == ["b2"])
    #expect(Reading(document, boilerplate: true).body.map(\.id) == ["b2", "b5"])
  }

  @Test func headingsStandBelowTheTitle() {
    var document = Fixtures.document("title\npart\nchapter", language: "en")
    document.blocks[1].kind = .heading
    document.blocks[1].level = 1
    document.blocks[2].kind = .heading
    document.blocks[2].level = 6
    #expect(document.blocks[1...].map { Reading(document, boilerplate: false).level($0) } == [1, 6])
    document.blocks[0].role = .title
    #expect(document.blocks[1...].map { Reading(document, boilerplate: false).level($0) } == [2, 6])
  }

  @Test func addressesOfPagesAndNoOthers() {
    for address in ["https://x.org", "HTTP://x", "mailto:a@b", "/a:b", "a/b", "#x", "?a:b", "tel:1"] {
      #expect(WebAddress.isHarmless(address), "\(address)")
    }
    for address in [
      "javascript:x", "JAVASCRIPT:x", "data:x", "file:x", "java\tscript:x", "\u{1}javascript:x", "", "x\u{85}:",
    ] {
      #expect(!WebAddress.isHarmless(address), "\(address)")
    }
  }
}
