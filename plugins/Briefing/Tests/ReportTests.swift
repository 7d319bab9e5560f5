import Document
import Foundation
import TestKit
import Testing
import Text
import Workbench

@testable import Briefing

@Suite struct ReportTests {
  @Test func theEntryKeepsTheContract() {
    #expect(ProcessorContract.violations(of: Entry.briefingReport).isEmpty)
  }

  @Test func theResultIsWhatWorkflowTestsAskFor() throws {
    let result = try Handmade.run([Handmade.article()], ["title": "Border", "handling": "TLP:GREEN"]).result
    #expect(result["title"] == "Border")
    #expect(result["handling"] == "TLP:GREEN")
    #expect(result["keyPoints"]?.array?.count == 1)
    #expect(result["keyPoints"]?.array?.first?["citations"] == ["S1 ¶1.1"])
    #expect(result["coverage"]?["covered"]?.double == 4.0 / 17)
    #expect(result["files"] == ["briefing.html", "briefing.md", "briefing.json"])
  }

  @Test func onlyTheFormatsAskedForAreWritten() throws {
    #expect(try Handmade.run([Handmade.article()], ["formats": ["json"]]).files.keys.sorted() == ["briefing.json"])
  }

  @Test func wrongSettingsAreRefusedWithHelp() throws {
    #expect(throws: Problem.self) { try Handmade.run([], ["grade": "Z9"]) }
    #expect(throws: Problem.self) { try Handmade.run([], ["formats": ["pdf"]]) }
  }

  @Test func anEmptyRunGivesThreeWholeFiles() throws {
    let files = try Handmade.run([]).files
    #expect(files["briefing.html"]?.hasSuffix("</html>\n") == true)
    #expect(files["briefing.md"]?.contains("The run had no documents") == true)
    #expect(try JSON.value(from: files["briefing.json"] ?? "")["documents"] == [])
  }

  @Test func twoRunsGiveTheSameBytes() throws {
    let documents = (1...5).map { Handmade.article(number: $0) }
    #expect(try Handmade.run(documents).files == Handmade.run(documents).files)
  }

  @Test func theTimeOfTheRunIsSaidAsSuch() throws {
    let now = try #require(Instant(iso8601: "2025-01-21T08:00:00Z"))
    let files = try Handmade.run([Handmade.article()], now: now).files
    #expect(files["briefing.html"]?.contains("21 January 2025, 08:00 UTC") == true)
    #expect(files["briefing.html"]?.contains("time given to the run") == true)
  }

  @Test func jsonHoldsEverySentenceWithItsOrigins() throws {
    let json = try JSON.value(from: try Handmade.run([Handmade.article()]).files["briefing.json"] ?? "")
    #expect(json["format"] == "dragoman/briefing@1")
    let document = try #require(json["documents"]?.array?.first)
    #expect(document["sentences"]?.array?.map { $0["anchor"] } == ["S1-title", "S1-1.1", "S1-1.2", "S1-2"])
    let chunks = document["sentences"]?.array?[2]["translation"]?["chunks"]?.array
    #expect(chunks?.first?["origin"] == "news.tmx#u1")
    #expect(document["otherBlocks"]?.array?.first?["role"] == "boilerplate")
    #expect(document["sha256"]?.string?.utf8.count == 64)
  }

  @Test func editsOfTheTextAreOwnedUpTo() throws {
    var document = Handmade.article()
    try document.replace(document.range(of: "انتهى"), with: "بدأ")
    document.applyEdits(by: "tidy")
    let files = try Handmade.run([document]).files
    #expect(files["briefing.html"]?.contains("Edited by the workflow before analysis: tidy (1 edit).") == true)
    #expect(
      files["briefing.md"]?.contains("The workflow edited the text of 1 document before analysis (tidy, 1 edit)")
        == true)
    let json = try JSON.value(from: files["briefing.json"] ?? "")
    let edit = json["documents"]?.array?.first?["edits"]?.array?.first
    #expect(edit == ["step": "tidy", "before": "انتهى", "after": "بدأ", "citation": "S1-2"])
  }

  @Test func markdownEscapesItsOwnMarksAndIsolatesTheOriginal() throws {
    var document = Handmade.article(body: "قال *نعم* [x](javascript:y) <b> \u{202E}z\u{2069}.")
    document.metadata.publisher = "A|B"
    let markdown = try #require(try Handmade.run([document]).files["briefing.md"])
    #expect(markdown.contains("\u{2067}قال \\*نعم\\* \\[x\\](javascript:y) &lt;b&gt; ⟨U+202E⟩z⟨U+2069⟩.\u{2069}"))
    #expect(markdown.contains("A\\|B"))
    let targets = markdown.components(separatedBy: "](#").dropFirst().map { $0.prefix { $0 != ")" } }
    #expect(!targets.isEmpty)
    for target in targets { #expect(markdown.contains("<a id=\"\(target)\"></a>")) }
  }
}

@Suite struct ScaleTests {
  private static let articles = (1...1000).map { Handmade.article(number: $0) }

  @Test func aThousandDocumentsLeaveTheFrontBoundedAndJSONComplete() throws {
    let (result, files) = try Handmade.run(ScaleTests.articles, ["detail": 20])
    #expect(result["documents"] == 1000)
    let html = try #require(files["briefing.html"])
    #expect(html.components(separatedBy: "<article").count - 1 == 20)
    #expect(html.contains("Shown in full: 20 of 1,000 documents"))
    #expect(try JSON.value(from: files["briefing.json"] ?? "")["documents"]?.array?.count == 1000)
    #expect(html.utf8.count < 400_000)
  }

  @Test func ofADocumentBeyondTheLimitTheCitedSentencesAreShown() throws {
    var last = Handmade.article(number: 50)
    last.annotate("entity", last.range(of: "الوزير"), ["type": "office", "name": "الوزير"])
    let documents = Array(ScaleTests.articles.prefix(49) + [last])
    let model = try Handmade.model(documents, ["detail": 2])
    #expect(model.excerpts[49]?.map(\.label) == ["S50 ¶1.1"])
    let html = try Handmade.html(documents, ["detail": 2])
    #expect(html.contains("id=\"S50-1.1\""))
    #expect(!html.contains("id=\"S50-1.2\""))
    #expect(html.contains(BriefingModel.citedOnly))
  }
}
