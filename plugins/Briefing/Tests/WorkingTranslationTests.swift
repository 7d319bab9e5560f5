import Document
import TestKit
import Testing

@testable import Briefing

@Suite struct WorkingTranslationTests {
  private func view(_ document: Document) -> SourceView { SourceView(document, at: 0) }

  @Test func chunksStandInSourceOrderWithPrefixesAndUncoveredWords() {
    let document = Handmade.article()
    let translation = view(document).workingTranslation(of: document.range(of: Handmade.second))
    #expect(translation.chunks.map(\.kind) == [.fragment, .term, .gloss, .none])
    #expect(translation.line == "and the general welcomed Munir with visit باكستان.")
    #expect(translation.chunks[2].senses == ["visit", "call"])
    #expect(translation.chunks[2].origin == "freedict-ara-eng")
  }

  @Test func punctuationAndDigitsBecomeEnglish() {
    var document = Fixtures.document("نعم، «كلا»؛ ٣٫٥٪ WHO؟")
    document.annotate("gloss", document.range(of: "نعم"), ["target": "yes"])
    document.annotate("gloss", document.range(of: "كلا"), ["target": "no"])
    let translation = view(document).workingTranslation(of: 0..<document.text.utf8.count)
    #expect(translation.line == "yes, “no”; 3.5% WHO?")
    #expect(translation.chunks.map(\.kind) == [.gloss, .gloss, .carried, .carried])
  }

  @Test func theArticleThatAnAdjectiveRepeatsIsSaidOnce() {
    var document = Fixtures.document("القوات المسلحة")
    document.annotate("gloss", document.range(of: "القوات"), ["target": "forces", "prefix": "ال"])
    document.annotate("gloss", document.range(of: "المسلحة"), ["target": "armed", "prefix": "ال"])
    #expect(view(document).workingTranslation(of: 0..<document.text.utf8.count).line == "the forces armed")
  }

  @Test func theNounOfADemonstrativeHasNoArticle() {
    var document = Fixtures.document("هذا التهديد")
    document.annotate("term", document.range(of: "هذا"), ["target": "this"])
    document.annotate("term", document.range(of: "التهديد"), ["target": "threat", "prefix": "ال"])
    #expect(view(document).workingTranslation(of: 0..<document.text.utf8.count).line == "this threat")
  }

  @Test(arguments: [
    ("terrorist (f.)", "terrorist"), ("will take (a measure, a decision)", "will take"),
    ("the SDF (Syria)", "the SDF (Syria)"), ("(electoral) deadline", "(electoral) deadline"),
    ("was (done) by", "was by"), ("open (bracket", "open (bracket"),
  ])
  func remarksStayOutOfTheRunningLine(sense: String, line: String) {
    #expect(English.withoutRemarks(sense) == line)
  }

  @Test func grammarInBracketsStaysOutOfTheRunningLine() {
    var document = Fixtures.document("والإرهابية")
    document.annotate(
      "term", document.range(of: "والإرهابية"), ["target": "terrorist (f.) / militant", "prefix": "و+ال"])
    let translation = view(document).workingTranslation(of: 0..<document.text.utf8.count)
    #expect(translation.line == "and the terrorist")
    #expect(translation.chunks.first?.senses == ["terrorist (f.)", "militant"])
  }

  @Test func aCandidateForTheWholeSegmentIsAProposalWithScoreAndOrigin() {
    var document = Handmade.article()
    let range = document.range(of: Handmade.second)
    document.annotate("match", document.range(of: "باكستان"), ["kind": "fuzzy", "origin": "m#2", "source": "ورحب"])
    let candidate = Candidate(target: "He welcomed it.", score: 0.86, kind: .fuzzy, origin: "m#2")
    let translation = view(document).workingTranslation(of: range, candidates: [candidate])
    #expect(
      translation.proposal
        == .init(target: "He welcomed it.", score: 0.86, kind: .fuzzy, origin: "m#2", source: "ورحب"))
    #expect(translation.chunks.last?.kind == .match)
  }

  @Test func aQuotationTakesInThePhraseThatReachesOverItsStart() {
    let document = Handmade.article()
    let translation = view(document).workingTranslation(of: document.range(of: "الجنرال منير"))
    #expect(translation.chunks.map(\.kind) == [.fragment, .term])
    #expect(translation.line == "and the general welcomed Munir")
  }

  @Test func aTermThatGaveWayStillTellsItsOtherWords() {
    var document = Handmade.article()
    document.setLayer("term", [])
    document.annotate(
      "term", document.range(of: "الجنرال منير"), ["target": "General Munir", "origin": "glossary.csv:8"])
    let translation = view(document).workingTranslation(of: document.range(of: Handmade.second))
    #expect(translation.chunks.map(\.kind) == [.fragment, .term, .gloss, .none])
    #expect(translation.line == "and the general welcomed General Munir with visit باكستان.")
  }

  @Test func aNameIsRomanisedWhateverTheDictionarySaysOfIt() {
    var document = Fixtures.document("قال مسرور بارزاني نعم")
    document.annotate("gloss", document.range(of: "مسرور"), ["target": "delighted", "origin": "d"])
    document.annotate("gloss", document.range(of: "قال"), ["target": "said", "origin": "d"])
    document.annotate(
      "entity", document.range(of: "مسرور بارزاني"), ["type": "person", "name": "مسرور بارزاني", "origin": "rule:name"])
    let translation = view(document).workingTranslation(of: 0..<document.text.utf8.count)
    #expect(translation.chunks.map(\.kind) == [.gloss, .name, .name, .none])
    #expect(translation.chunks.map(\.origin) == ["d", "rule:name", "rule:name", ""])
    #expect(!translation.line.contains("delighted"))
  }

  @Test func coverageNeverCountsAWordTwice() {
    var document = Handmade.article()
    let range = document.range(of: Handmade.second)
    document.annotate("gloss", document.range(of: "منير"), ["target": "bright"])
    document.annotate("match", document.range(of: "ورحب"), ["kind": "exact"])
    let count = view(document).coverage(of: range)
    #expect(count == CoverageCount(exact: 1, fuzzy: 0, fragment: 1, glossary: 1, dictionary: 1, none: 1))
  }
}

/// A workflow without memory, glossary and dictionary: the original is not shown a second time, word by word in brackets.
@Test func aSentenceThatNothingCoversSaysSo() throws {
  var document = Fixtures.document(["عنوان الخبر", "قال الوزير نعم."])
  document.blocks[0].role = .title
  document.segments = document.blocks.map { Segment(range: $0.range) }
  let files = try Handmade.run([document]).files
  for name in ["briefing.html", "briefing.md"] {
    let text = try #require(files[name])
    #expect(text.contains(WorkingTranslation.none))
    #expect(!text.contains("قال⁩\\]") && !text.contains("قال</bdi>]"))
  }
}
