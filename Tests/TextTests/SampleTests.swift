import Testing
import Text

/// The first document that Dragoman must serve.
@Suite(.enabled(if: Shared.has("samples/al-alam-2025-01-20.txt"), "DRAGOMAN_SHARED names no folder with the sample"))
struct SampleTests {
  private let text: String

  init() throws {
    text = try String(decoding: Shared.data("samples/al-alam-2025-01-20.txt"), as: UTF8.self)
  }

  @Test func everyParagraphIsOneSentence() {
    let sentences = SentenceBreaker(language: "ar").sentences(in: text).map { text.slice($0) }
    let lines = text.split(separator: "\n").filter { !$0.allSatisfy(\.isWhitespace) }
    #expect(sentences.map { $0.filter { !$0.isWhitespace } } == lines.map { $0.filter { !$0.isWhitespace } })
    #expect(sentences.count == 17)
  }

  @Test func oneDate() {
    #expect(Dates.mentions(in: text).map(\.instant.description) == ["2025-01-20T03:56:00Z"])
  }

  @Test func language() {
    #expect(Languages.identify(text) == "ar")
    #expect(Languages.direction(ofText: text) == .rightToLeft)
    #expect(Canonical.isNFC(text))
  }

  @Test func namesAreFoundFolded() throws {
    let folded = FoldedText(text)
    let range = try #require(folded.text.firstRange(of: "اسلام اباد"))
    let offsets = folded.text.utf8.distance(from: folded.text.startIndex, to: range.lowerBound)
    let source = folded.sourceRange(of: offsets..<offsets + "اسلام اباد".utf8.count)
    #expect(text.slice(source) == "اسلام اباد")
  }
}
