import Document
import Foundation
import TestKit
import Testing
import Text
import Workbench

@testable import ParseHTML

struct ParseHTMLTests {
  private func read(_ bytes: [UInt8], _ settings: Fields = Fields()) throws -> [Document] {
    try Fixtures.read(bytes, path: "page.html", with: .parseHTML, settings)
  }

  private func read(_ text: String, _ settings: Fields = Fields()) throws -> Document {
    try #require(try read(Array(text.utf8), settings).first)
  }

  private func problem(_ bytes: [UInt8]) -> Problem? {
    do {
      _ = try read(bytes)
      return nil
    } catch { return error as? Problem }
  }

  @Test func keepsTheContract() { #expect(ProcessorContract.violations(of: .parseHTML) == []) }

  @Test(arguments: Cases.all()) func cases(_ testCase: Case) throws {
    let document = try read(testCase["input"] ?? "")
    let difference = Cases.difference(testCase, "expect", outline(document))
    #expect(difference == nil, "\(difference ?? "")")
    #expect(try Document(jsonLine: document.jsonLine) == document)
  }

  /// Metadata, then each block as `line role kind: text` with its runs, then the warnings.
  private func outline(_ document: Document) -> String {
    var lines = document.metadata.json.map { "\($0.0): \(JSON.line($0.1))" }
    for block in document.blocks {
      let kind = block.kind == .paragraph ? "" : " \(block.kind.rawValue)\(block.level.map { " \($0)" } ?? "")"
      lines.append("\(block.place.line ?? 0) \(block.role.rawValue)\(kind): \(document.text(in: block.range))")
      lines += block.runs.map { "    \($0.kind.rawValue) \(document.text(in: $0.range)) \($0.value ?? "")" }
    }
    lines += document.warnings.map { $0.line(severity: "warning") }
    return lines.joined(separator: "\n")
  }

  private static let sentence = "The river rose again in the night, and the bridge was closed to all traffic. "

  @Test func blocksStandWhereTheyStoodInTheFile() throws {
    let page =
      "<!doctype html>\r\n<title>T</title>\r\n<p>\(Self.sentence)</p>\r\n<p>Zweiter Absatz, f\u{FC}r alle sichtbar.</p>"
    for charset in [String.Encoding.utf8, .isoLatin1] {
      let bytes = Array(try #require(page.data(using: charset)))
      let document = try #require(try read(bytes).first)
      #expect(document.blocks.map(\.place.line) == [3, 4])
      for block in document.blocks {
        let place = try #require(block.place.bytes)
        #expect(
          String(data: Data(bytes[place]), encoding: charset)?.contains(document.text(in: block.range).prefix(20))
            == true)
      }
    }
  }

  /// Arabic letters as windows-1256 has them, and ASCII.
  private func windows1256(_ text: String) throws -> [UInt8] {
    let letters: [Unicode.Scalar: UInt8] = [
      "أ": 0xC3, "إ": 0xC5, "ا": 0xC7, "ب": 0xC8, "ة": 0xC9, "خ": 0xCE, "د": 0xCF, "ر": 0xD1, "ز": 0xD2, "ش": 0xD4,
      "ص": 0xD5, "ع": 0xDA, "ف": 0xDD, "ق": 0xDE, "ل": 0xE1, "م": 0xE3, "ن": 0xE4, "و": 0xE6, "ي": 0xED, "س": 0xD3,
      "ت": 0xCA,
    ]
    return try text.unicodeScalars.map { $0.isASCII ? UInt8($0.value) : try #require(letters[$0]) }
  }

  @Test func charsets() throws {
    let text = "قال الوزير إن المشروع يبدأ قريبا في العاصمة وإن العمل مستمر في المدن."
    func page(_ charset: String) -> String { "<meta charset=\"\(charset)\"><title>خبر</title><p>\(text)</p>" }
    let first = try #require(try read(try windows1256(page("windows-1256"))).first)
    #expect(
      first.source.charset == "windows-1256" && first.text.contains("العاصمة")
        && first.metadata.direction == .rightToLeft)
    // A page that was saved as UTF-8 still declares what it was.
    #expect(try read(page("windows-1256")).source.charset == "UTF-8")
    // Declared as UTF-8, written in windows-1256.
    let lying = try windows1256(page("utf-8"))
    #expect(try #require(try read(lying).first).text.contains("العاصمة"))
    #expect(try #require(try read(lying, ["charset": "windows-1256"]).first).metadata.title == "خبر")
    let old = Array(
      "<meta http-equiv='Content-Type' content='text/html; charset=iso-8859-1'><p>\u{93}Quoted\u{94} \(Self.sentence)</p>"
        .utf16.map { UInt8($0) })
    #expect(try #require(try read(old).first).text.contains("“Quoted”"))
  }

  @Test func whatIsNoArticleIsKeptWithAWarning() throws {
    let page =
      "<!doctype html><title>Shop</title><ul><li><a href=/a>Shoes</a><li><a href=/b>Hats</a></ul><p>Buy now</p>"
    let document = try read(page)
    #expect(document.warnings.map(\.code) == ["html.no-article"])
    #expect(document.body.map { document.text(in: $0.range) } == ["Shoes", "Hats", "Buy now"])
    #expect(try read(page, ["content": "all"]).warnings.isEmpty)
    let article = "<nav>Menu of things</nav><article><p>\(Self.sentence)</p><p>\(Self.sentence)</p></article>"
    #expect(try read(article).blocks.map(\.role) == [.boilerplate, .body, .body])
    #expect(try read(article, ["boilerplate": false]).blocks.map(\.role) == [.body, .body])
    #expect(try read(article, ["content": "all"]).blocks.map(\.role) == [.body, .body, .body])
  }

  @Test(arguments: [
    "{\"@type\": \"NewsArticle\", \"headline\": \"A flood in the north\", \"author\": \"Jo Bell\"",
    "[{\"@type\": [\"Thing\", \"ReportageNewsArticle\"], \"headline\": \"A flood\nin the north\",, \"author\": [{\"name\": \"Jo Bell\"},]}",
    "//<![CDATA[\n{\"@graph\": [{\"@id\": \"#j\", \"@type\": \"Person\", \"name\": \"Jo Bell\"}, {\"@type\": \"Article\", \"author\": {\"@id\": \"#j\"}, \"headline\": \"A flood in the north\"}]}\n//]]>",
    "{\"@type\": \"BlogPosting\", \"headline\": \"A &quot;flood&quot; in the north\", \"author\": {\"@type\": \"Person\", \"name\": [\"Jo Bell\"]}} trailing",
  ])
  func linkedDataMayBeBroken(_ data: String) throws {
    let document = try read("<script type=application/ld+json>\(data)</script><p>\(Self.sentence)</p>")
    #expect(document.metadata.title?.filter { $0 != "\"" } == "A flood in the north")
    #expect(document.metadata.authors == ["Jo Bell"])
  }

  @Test(arguments: [
    ("By Salma Odeh and Jan Berg", ["Salma Odeh", "Jan Berg"]), ("Von Jörg Ast, Berlin", ["Jörg Ast", "Berlin"]),
    ("بقلم: سالم العمري", ["سالم العمري"]), ("Текст: Анна Петрова и Иван Ильин", ["Анна Петрова", "Иван Ильин"]),
    ("José Ortega y Gasset", ["José Ortega y Gasset"]), ("Ana Ruiz y Luis Vega Gil", ["Ana Ruiz", "Luis Vega Gil"]),
    ("Jo Bell | Staff", ["Jo Bell", "Staff"]), ("srf/hosb;kesm", ["srf/hosb", "kesm"]),
  ])
  func namesArePartedAndClean(_ text: String, _ expected: [String]) {
    #expect(PersonNames.split(text, isDeclared: true) == expected)
  }

  @Test(arguments: [
    ("2025-01-20T03:56:00+03:00", "2025-01-20T00:56:00Z", Precision.second),
    ("2025-01-20T00:00:00+08:00", "2025-01-20T00:00:00Z", Precision.day),
    ("2025-01-20", "2025-01-20T00:00:00Z", Precision.day),
    // The day on the publisher's clock is not the day in UTC.
    ("2025-01-20T01:28:54+09:00", "2025-01-20T00:00:00Z", Precision.day),
    ("2025-01-19T23:04:24-05:00", "2025-01-19T00:00:00Z", Precision.day),
    ("20250120T055000+0900", "2025-01-20T00:00:00Z", Precision.day),
    ("2025-01-20 23:30:00+01:00", "2025-01-20T22:30:00Z", Precision.second),
    ("2025-01-19T23:59:59Z", "2025-01-19T23:59:59Z", Precision.second),
  ])
  func theDayIsThePublishers(_ stated: String, _ instant: String, _ precision: Precision) throws {
    let document = try read("<meta property='article:published_time' content='\(stated)'><p>\(Self.sentence)</p>")
    let published = try #require(document.metadata.published)
    #expect(
      published.instant.description == instant && published.precision == precision && published.original == stated)
  }

  @Test(arguments: [
    ("By Tom Hale and Eva Roth, Example Agency", ["Tom Hale", "Eva Roth"]), ("By Tom Hale Jan. 20, 2025", ["Tom Hale"]),
    ("Posted on 20 January 2025 by Kim Adler", ["Kim Adler"]),
    ("Von Jörg Ast veröffentlicht am 20. Januar 2025", ["Jörg Ast"]), ("كتب: سالم العمري", ["سالم العمري"]),
    ("نوشته: مریم احمدی | ۱ بهمن ۱۴۰۳", ["مریم احمدی"]), ("رپورٹر: احمد رضا", ["احمد رضا"]),
    ("Propos recueillis par Claire Dubois. Publié le 20 janvier 2025", ["Claire Dubois"]), ("By admin", []),
    ("By User Admin", []),
    ("By Julia Hitz (ed, with agencies)", ["Julia Hitz"]),
  ])
  func bylinesAreRead(_ line: String, _ names: [String]) throws {
    let document = try read(
      "<h1>Bridge closed after the flood</h1><div>\(line)</div><p>\(Self.sentence)</p><p>\(Self.sentence)</p>")
    #expect(document.metadata.authors == names)
  }

  @Test func aPageOfNothingButLinkedDataIsRead() throws {
    let body = String(repeating: Self.sentence, count: 4)
    let document = try read(
      "<div id=root></div><script type=application/ld+json>{\"@type\": \"NewsArticle\", \"articleBody\": \"\(body)\\n\(body)\"}</script>"
    )
    #expect(document.body.count == 2 && document.warnings.map(\.code) == ["html.data-body"])
    // A page that shows the beginning alone.
    let cut = try read(
      "<p>\(Self.sentence)</p><script type=application/ld+json>{\"@type\": \"NewsArticle\", \"articleBody\": \"\(body)\\n\(body)\"}</script>"
    )
    #expect(cut.body.count == 2 && cut.blocks.map(\.role) == [.boilerplate, .body, .body])
  }

  @Test func textThatComposesKeepsItsRuns() throws {
    let document = try read(
      "<p>Cafe\u{301} <b>cre\u{300}me</b>, \(Self.sentence)</p><p>a&#x301; <i>e&#x301;t</i> \(Self.sentence)</p>")
    let runs = document.blocks.flatMap(\.runs).map { String(document.text(in: $0.range)) }
    #expect(runs == ["crème", "ét"])
  }

  @Test func picturesBeforeTheHeadlineAreNotOfIt() throws {
    let document = try read(
      "<div><img src=/close.png></div><h1><img src=/mark.png>A headline of five words</h1><p><img src=/a.png>\(Self.sentence)</p>"
    )
    let images = document.blocks.map { block in block.runs.count { $0.kind == .image } }
    #expect(document.blocks.map(\.role) == [.title, .body] && images == [0, 1])
  }

  @Test func picturesOfOtherArticlesHaveNoCaptions() throws {
    let picture = "<div><figure><img src=a.png><figcaption>Words under a picture</figcaption></figure></div>"
    let article = "<article><h1>A headline of five words</h1><p>\(Self.sentence)</p><p>\(Self.sentence)</p>"
    let near = try read(article + picture + "</article>")
    #expect(near.blocks.last?.role == .caption)
    let far = try read(article + "<div>Next</div>" + picture + "</article>")
    #expect(far.blocks.last?.role == .boilerplate)
  }

  // MARK: Hostile pages

  @Test func pagesWithoutText() {
    #expect(problem([])?.code == "input.empty")
    #expect(
      problem(Array("<html><body><script>var a = '<p>text</p>'</script><!-- c --></body></html>".utf8))?.code
        == "input.empty")
    #expect(problem(Array("%PDF-1.7 ".utf8))?.code == "input.binary")
  }

  @Test func nothingIsTooDeepOrTooLong() throws {
    let deep =
      String(repeating: "<div>", count: 100_000) + Self.sentence + String(repeating: "<b>", count: 100_000) + "x"
    #expect(try read(deep).text.contains("river"))
    let wide = String(repeating: "word ", count: 1_000_000)
    #expect(try read("<p>" + wide).blocks.count == 1)
    let many = try read(String(repeating: "<p>\(Self.sentence)", count: 50_000))
    #expect(many.blocks.count == 50_000)
    let data =
      "<script type=application/ld+json>" + String(repeating: "{\"a\":[", count: 100_000)
      + "</script><p>\(Self.sentence)"
    #expect(try read(data).blocks.count == 1)
    let attributes = "<p class='" + String(repeating: "nav-", count: 200_000) + "x'>\(Self.sentence)"
    #expect(try !read(attributes).blocks.isEmpty)
    let nested = String(repeating: "<ul><li>item of a list ", count: 20_000)
    #expect(try read(nested).blocks.count == 20_000)
    let tables = String(repeating: "<table><tr><td>cell", count: 5_000)
    #expect(try !read(tables).blocks.isEmpty)
  }

  @Test func noBytesAreTooHostile() {
    let samples = Cases.all().map { Array(($0["input"] ?? "").utf8) }
    let insertion = "<&\"\u{0}é</table><td><a>{["
    #expect(HostileBytes.brokenPromises(of: .parseHTML, samples, path: "a.html", insertion: insertion) == [])
  }

  @Test func isKnownByItsFirstBytes() {
    func likeness(_ text: String) -> Double { HTMLReader.likeness(Array(text.utf8)[...]) }
    #expect(likeness("\u{FEFF}\n<!-- saved -->\n<!DOCTYPE HTML><html>") > 0.9)
    #expect(likeness("<?xml version='1.0'?><!DOCTYPE html PUBLIC '-//W3C//DTD XHTML 1.0'><html xmlns='…'>") > 0.9)
    #expect(likeness("<div class=a><p>Text") > 0.6 && likeness("<p>Text") > 0.5)
    #expect(
      likeness("Plain text, 3 < 4") == 0 && likeness("<rss version='2.0'>") == 0
        && likeness("<?xml version='1.0'?><feed>") == 0)
    #expect(likeness("From: a@b\nSubject: <html>") < 0.7)
  }
}
