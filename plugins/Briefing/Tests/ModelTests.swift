import Document
import TestKit
import Testing
import Text

@testable import Briefing

@Suite struct ModelTests {
  @Test func theBestSentenceIsTheBottomLineAndTheNextAreKeyPoints() throws {
    let model = try Handmade.model([Handmade.article()])
    #expect(model.bottomLine.map(\.original) == [Handmade.second])
    #expect(model.keyPoints.map(\.original) == [Handmade.statement])
    #expect(model.bottomLine.map(\.citation.label) == ["S1 ¶1.2"])
    #expect(model.keyPoints.map(\.citation.anchor) == ["S1-1.1"])
  }

  @Test func paragraphsAreCountedAsAReaderCountsThem() {
    let view = SourceView(Handmade.article(), at: 2)
    #expect(view.sentences.map(\.citation.label) == ["S3 title", "S3 ¶1.1", "S3 ¶1.2", "S3 ¶2"])
    #expect(view.asides.map(\.role) == [.boilerplate])
  }

  @Test func theSameSentenceElsewhereIsOneMoreCitationAndNoNewPoint() throws {
    let model = try Handmade.model([Handmade.article(), Handmade.article(number: 2)], ["key-points": 4])
    #expect(model.bottomLine.map(\.citation.label) == ["S1 ¶1.2"])
    #expect(model.bottomLine.first?.also.map(\.label) == ["S2 ¶1.2"])
    #expect(model.keyPoints.count == 1)
  }

  @Test func withoutASummaryTheFirstSentencesStandIn() throws {
    var document = Handmade.article()
    document.setLayer("summary", [])
    let model = try Handmade.model([document])
    #expect(model.bottomLine.map(\.original) == [Handmade.statement])
    #expect(model.bottomLine.map(\.method) == ["lead"])
    #expect(model.cautions.contains { $0.hasPrefix("No step chose sentences") })
  }

  @Test func everyWordIsCountedOnceForTheBestThatCoversIt() throws {
    let model = try Handmade.model([Handmade.article()])
    #expect(model.coverage.fragment == 2)
    #expect(model.coverage.glossary == 1)
    #expect(model.coverage.dictionary == 1)
    #expect(model.coverage.words == 17)
    #expect(model.coverage.none == 13)
  }

  @Test func theCutOffIsTheTimeGivenElseTheLatestPublication() throws {
    let latest = try Handmade.model([Handmade.article()]).cutOff
    #expect(latest?.instant.description == "2025-01-20T03:56:00Z")
    #expect(latest?.isGiven == false)
    let now = try #require(Instant(iso8601: "2025-01-21T08:00:00Z"))
    #expect(
      try Handmade.model([Handmade.article()], now: now).cutOff
        == CutOff(instant: now, precision: .minute, isGiven: true))
    var undated = Handmade.article()
    undated.metadata.published = nil
    let model = try Handmade.model([undated])
    #expect(model.cutOff == nil)
    #expect(model.cautions.contains("1 document is undated."))
  }

  @Test func actorsAndPlacesAreCountedOverDocuments() throws {
    let model = try Handmade.model([Handmade.article(), Handmade.article(number: 2)])
    #expect(model.actors.shown.map(\.translation) == ["Munir"])
    #expect(model.actors.shown.first?.mentions == 2)
    #expect(model.actors.shown.first?.documents == 2)
    #expect(model.actors.shown.first?.citations.map(\.label) == ["S1 ¶1.2", "S2 ¶1.2"])
    #expect(model.places.shown.map(\.translation) == ["Pakistan"])
  }

  @Test func aMentionByOfficeAloneIsCountedAsInferred() throws {
    var document = Handmade.article()
    document.annotate(
      "entity", document.range(of: "الوزير"),
      [
        "type": "person", "name": "منير", "role": "وزير الدفاع", "roleTranslation": "defence minister",
        "origin": "rule:office",
      ])
    document.annotate("entity", document.range(of: "التعاون"), ["type": "nationality", "name": "التعاون"])
    let actors = try Handmade.model([document]).actors.shown
    #expect(actors.count == 1)
    #expect(actors.first?.mentions == 2)
    #expect(actors.first?.inferred == 1)
    #expect(actors.first?.translation == "Munir")
    #expect(actors.first?.roleInEnglish == "defence minister")
  }

  @Test func numbersComeWithTheWordsAfterThemAndDatesAreNone() throws {
    let document = Handmade.article(body: "قتل 50 ألف شخص في 20 يناير 2025.")
    #expect(try Handmade.model([document]).figures.shown.map(\.original) == ["50 ألف شخص"])
  }

  @Test func aDayWithAMonthIsNoFigureAndParticlesCountNothing() throws {
    var document = Handmade.article(body: "بين 3 و 12 يونيو قتل 7 من الجنود.")
    document.annotate("term", document.range(of: "يونيو"), ["target": "June", "type": "date"])
    document.annotate("term", document.range(of: "من"), ["target": "of", "type": "function"])
    #expect(try Handmade.model([document]).figures.shown.map(\.original) == ["3 و", "7"])
  }

  @Test func aNoteOfTheGlossaryIsAWordToReadWithCare() throws {
    let term = try #require(try Handmade.model([Handmade.article()]).notedTerms.shown.first)
    #expect(term.note == "source's term")
    #expect(term.citations.map(\.label) == ["S1 ¶1.2"])
  }

  @Test func aDateReckonedFromThePublicationIsTheToolsInference() throws {
    var document = Handmade.article()
    document.annotate(
      "date", document.range(of: "انتهى"), ["instant": "2025-01-20T00:00:00Z", "precision": "day", "relative": true])
    let events = try Handmade.model([document]).timeline.shown
    #expect(events.map(\.kind) == [.mentioned, .published])
    #expect(events[0].inWords == "mentioned once; tool's inference from the day of publication, the source writes")
    #expect(events[0].citations.map(\.label) == ["S1 ¶2"])
  }

  @Test func documentsWithAndWithoutAGradeAreAppraisedWithAReason() throws {
    var graded = Handmade.article(number: 2)
    graded.metadata.grade = "b2"
    var wrong = Handmade.article(number: 3)
    wrong.metadata.grade = "good"
    let publishers = try Handmade.model([Handmade.article(), graded, wrong]).publishers.shown
    #expect(publishers.map(\.grade.code) == ["F6", "B2", "F6"])
    #expect(publishers[0].reason == "no grade was given; the tool does not judge sources")
    #expect(publishers[1].reason == "stated with the documents")
    #expect(publishers[2].reason.hasPrefix("the documents state \"good\", which is no Admiralty grade"))
  }

  @Test func oneDocumentIsASingleSource() throws {
    #expect(try Handmade.model([Handmade.article()]).cautions.contains { $0.hasPrefix("Single source") })
    let two = try Handmade.model([Handmade.article(), Handmade.article(number: 2)])
    #expect(two.cautions.contains { $0.hasPrefix("Single publisher") })
    var other = Handmade.article(number: 2)
    other.metadata.publisher = "Dawn"
    #expect(try !Handmade.model([Handmade.article(), other]).cautions.contains { $0.hasPrefix("Single") })
  }

  @Test func anEmptyRunHasAModelThatSaysSo() throws {
    let model = try Handmade.model([])
    #expect(model.bottomLine.isEmpty)
    #expect(model.cautions == ["The run had no documents: this briefing reports nothing."])
  }
}

@Suite struct HandlingTests {
  @Test(
    arguments: [
      (nil, nil, Handling.amber), (nil, .green, .green), (.clear, nil, .clear), (.clear, .red, .red),
      (.red, .green, .red),
    ] as [(Handling?, Handling?, Handling)])
  func theMarkingIsNeverWiderThanAnInputAllows(asked: Handling?, strictest: Handling?, marking: Handling) {
    #expect(HandlingDecision(asked: asked, strictest: strictest).marking == marking)
  }

  @Test func markingsAreReadAsPeopleWriteThem() {
    #expect(Handling(marking: "tlp: amber+strict") == .amberStrict)
    #expect(Handling(marking: "TLP:WHITE") == .clear)
    #expect(Handling(marking: "secret") == nil)
  }

  @Test func gradesAreALetterAndAFigure() {
    #expect(Grade("B2")?.words == "source: usually reliable; information: probably true")
    #expect(Grade("G1") == nil)
    #expect(Grade("A") == nil)
  }
}

@Suite struct BoundedListTests {
  @Test func aTopListKeepsTheBestInOrderAndEarlierOnesAhead() {
    var list = TopList<(Int, String)>(limit: 3) { $0.0 < $1.0 }
    for item in [(5, "a"), (1, "b"), (3, "c"), (1, "d"), (9, "e"), (3, "f")] { list.offer(item) }
    #expect(list.elements.map(\.1) == ["b", "d", "c"])
    #expect(list.offered == 6)
  }

  @Test func aTallyStaysBoundedKeepsTheFrequentAndSaysWhatItMayHaveLost() {
    var tally = Tally<String>(capacity: 10)
    for round in 0..<1000 {
      tally.count("often", at: .whole(round), "often")
      tally.count("once \(round)", at: .whole(round), "once")
    }
    #expect(tally.keys <= 20)
    #expect(tally.lines.first?.key == "often")
    #expect(tally.lines.first?.count == 1000)
    #expect(tally.lines.first?.documents == 1000)
    #expect(tally.lines.first?.citations.count == 3)
    #expect(tally.lost > 0)
  }
}
