import Document
import Foundation
import TestKit
import Testing
import Workbench

@testable import Briefing

/// Finds the values of an attribute in HTML that this package wrote.
private func values(of attribute: String, in html: String) -> [String] {
  html.components(separatedBy: " \(attribute)=\"").dropFirst().map { String($0.prefix { $0 != "\"" }) }
}

@Suite struct HTMLTests {
  static let hostile = "</title><script>alert(1)</script>\" onload='x' \u{202E}dedrev\u{2069} &amp;"

  /// A document in which every text that a source controls is hostile.
  private var hostileDocument: Document {
    var document = Handmade.article(body: "قال <img src=x onerror=alert(1)> \u{202E}abc\u{2069} & \"نعم\".")
    document.metadata.title = HTMLTests.hostile
    document.metadata.publisher = HTMLTests.hostile
    document.metadata.url = "javascript:alert(1)"
    document.metadata.grade = HTMLTests.hostile
    document.source.path = HTMLTests.hostile
    document.annotate(
      "entity", document.range(of: "الجنرال"),
      ["type": .string(HTMLTests.hostile), "name": .string(HTMLTests.hostile), "role": .string(HTMLTests.hostile)])
    document.annotate(
      "term", document.range(of: "انتهى"),
      ["target": .string(HTMLTests.hostile), "origin": .string(HTMLTests.hostile), "note": .string(HTMLTests.hostile)])
    return document
  }

  @Test func everyLinkLeadsToAnAnchorThatExistsOnce() throws {
    let html = try Handmade.html([Handmade.article(), Handmade.article(number: 2), Handmade.article(number: 3)])
    let ids = values(of: "id", in: html)
    #expect(Set(ids).count == ids.count)
    let targets = values(of: "href", in: html).filter { $0.hasPrefix("#") }.map { String($0.dropFirst()) }
    #expect(targets.count > 20)
    #expect(Set(targets).subtracting(ids).isEmpty)
  }

  @Test func citationsOfDocumentsThatAreNotShownInFullHaveTheirAnchorsToo() throws {
    let html = try Handmade.html((1...40).map { Handmade.article(number: $0) }, ["detail": 1])
    let targets = values(of: "href", in: html).filter { $0.hasPrefix("#") }.map { String($0.dropFirst()) }
    #expect(Set(targets).subtracting(values(of: "id", in: html)).isEmpty)
    #expect(targets.contains("S20-1.1"))
  }

  @Test func theFileLoadsNothingAndRunsNothing() throws {
    let html = try Handmade.html([Handmade.article(), hostileDocument])
    #expect(values(of: "src", in: html).isEmpty)
    #expect(values(of: "style", in: html).isEmpty)
    for forbidden in [
      "<script", "<link", "<img", "<iframe", "@import", "url(", "javascript:alert(1)\"", "http-equiv=\"refresh",
    ] {
      #expect(!html.contains(forbidden), "\(forbidden)")
    }
    #expect(html.contains("default-src 'none'") || html.contains("default-src &#39;none&#39;"))
  }

  @Test func onlyWebAddressesBecomeLinks() throws {
    var document = Handmade.article()
    document.metadata.url = "https://example.org/a?b=1&c=2"
    #expect(values(of: "href", in: try Handmade.html([document])).contains("https://example.org/a?b=1&amp;c=2"))
    document.metadata.url = "data:text/html,x"
    #expect(try values(of: "href", in: Handmade.html([document])).allSatisfy { $0.hasPrefix("#") })
  }

  @Test func textOfSourcesIsEscapedAndItsBidiControlsAreShown() throws {
    let html = try Handmade.html([hostileDocument], ["title": .string(HTMLTests.hostile)])
    #expect(!html.contains("<script>"))
    #expect(html.contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
    #expect(html.contains("&lt;img src=x onerror=alert(1)&gt;"))
    #expect(html.contains("⟨U+202E⟩abc⟨U+2069⟩"))
    #expect(
      !html.unicodeScalars.contains { (0x202A...0x202E).contains($0.value) || (0x2066...0x2069).contains($0.value) })
  }

  @Test func thePolicyNamesTheHashOfTheStyleSheet() {
    #expect(Stylesheet.policySource("") == "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='")
  }

  @Test func elementsCloseInTheOrderInWhichTheyOpen() throws {
    let html = try Handmade.html([Handmade.article(), hostileDocument])
    var open: [String] = []
    var wrong: [String] = []
    for part in html.components(separatedBy: "<").dropFirst() {
      let name = String(part.prefix { $0 != " " && $0 != ">" && $0 != "\n" })
      if ["!doctype", "meta", "input", "br"].contains(name) { continue }
      if name.hasPrefix("/") {
        if open.last != String(name.dropFirst()) { wrong.append("\(name) after \(open)") }
        _ = open.popLast()
      } else {
        open.append(name)
      }
    }
    #expect(wrong.isEmpty)
    #expect(open.isEmpty)
  }

  @Test func everySectionIsThereAndOneThatIsEmptySaysWhy() throws {
    var bare = Fixtures.document("جملة.")
    bare.segments = [Segment(range: bare.blocks[0].range)]
    let html = try Handmade.html([bare])
    for id in HTMLReport.contents.map(\.key) { #expect(html.contains("<section id=\"\(id)\">")) }
    #expect(html.contains("No statements were extracted: no document carries the layer quote"))
    #expect(html.contains("No actors were extracted"))
    #expect(html.contains("No document is dated"))
  }

  @Test func anUncoveredSentenceIsShownInTheOriginal() throws {
    let html = try Handmade.html([Handmade.article()])
    let part = try #require(html.components(separatedBy: "Sentences that nothing covers").dropFirst().first)
    #expect(part.contains("[S1 ¶2]"))
    #expect(part.contains("انتهى الاجتماع."))
  }

  @Test func aDocumentWithoutSegmentsIsCitedByParagraph() throws {
    var document = Handmade.article()
    document.segments = []
    let html = try Handmade.html([document])
    #expect(html.contains("id=\"S1-1\""))
    #expect(html.contains("whole paragraphs are cited instead"))
  }
}
