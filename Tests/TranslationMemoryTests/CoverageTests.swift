import Document
import TestKit
import Testing
import TranslationMemory

/// A document of one segment, with annotations given by layer, words and target.
private func document(_ text: String, _ annotations: [(Layer, String, String)], kind: String = "fuzzy") -> Document {
  var document = Fixtures.document(text)
  document.segments = document.blocks.map { Segment(range: $0.range) }
  for (layer, words, target) in annotations {
    guard let range = document.text.firstRange(of: words) else { continue }
    let start = document.text.utf8.distance(from: document.text.startIndex, to: range.lowerBound)
    document.annotate(
      layer, start..<start + words.utf8.count,
      ["target": .string(target), "origin": .string("o-" + target), "kind": .string(kind)])
  }
  return document
}

@Suite struct CoverageTests {
  private let text = "وقال قائد الجيش الباكستاني، إن الزيارة مهمة جدا 50"

  @Test func precedence() {
    let document = document(
      text,
      [
        (.match, "وقال", "m"), (.fragment, "قائد الجيش", "f"), (.fragment, "وقال", "f2"),
        (.term, "الجيش الباكستاني", "t"),
        (.term, "الزيارة", "t2"), (.gloss, "الزيارة", "g"), (.gloss, "مهمة", "g2"),
      ])
    let coverage = Coverage(of: document)
    #expect(
      coverage.words.map(\.origin) == [
        .memory(.fuzzy), .memory(.fragment), .memory(.fragment), .glossary, .none, .glossary, .dictionary, .none,
      ])
    let counts = coverage.counts
    #expect(counts.words == 8)
    #expect((counts.memory, counts.glossary, counts.dictionary, counts.none) == (3, 2, 1, 2))
    #expect(coverage.share(\.covered) == 0.75)
  }

  @Test func chunksFollowOneAnotherWithoutGaps() {
    let document = document(
      text,
      [
        (.fragment, "قائد الجيش", "f"), (.term, "الجيش الباكستاني", "t"), (.term, "وقال", "t2"), (.gloss, "وقال", "g"),
        (.gloss, "الباكستاني", "g2"), (.match, "مهمة", "m"),
      ], kind: "exact")
    let coverage = Coverage(of: document)
    #expect(coverage.counts.exact == 1)
    let chunks = coverage.chunks(in: document.segments[0].range)
    #expect(
      chunks.map { "\($0.kind.rawValue) \(document.text(in: $0.range)) \($0.target ?? "-") \($0.origin ?? "-")" } == [
        "term وقال t2 o-t2", "plain   - -", "fragment قائد الجيش f o-f", "plain   - -", "gloss الباكستاني g2 o-g2",
        "plain ، إن الزيارة مهمة جدا 50 - -",
      ])
    #expect(chunks.map { String(document.text(in: $0.range)) }.joined() == document.text)
  }

  @Test func onlySegmentsOfBodyAndTitleCount() {
    var document = document("عنوان قصير\nنص قصير\nحاشية", [])
    document.blocks[0].role = .title
    document.blocks[2].role = .boilerplate
    #expect(Coverage(of: document).counts.words == 4)
    document.segments = []
    #expect(Coverage(of: document).counts.words == 0)
    #expect(Coverage(of: document).share(\.memory) == 0)
    #expect(Coverage(of: document).chunks(in: 0..<5).map(\.kind) == [.plain])
  }
}
