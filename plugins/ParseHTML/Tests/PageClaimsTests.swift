import Document
import TestKit
import Testing
import Text

@testable import ParseHTML

/// Who wrote a page and when, where nothing but names of classes, links and odd linked data say it.
struct PageClaimsTests {
  private static let sentence =
    "The river rose again in the night, and the bridge was closed to all traffic until the morning, the mayor said."
  private static let body = "<p>\(sentence)</p><p>\(sentence) Nobody was hurt.</p>"

  private func read(_ page: String) throws -> Document {
    try #require(try Fixtures.read(Array(page.utf8), path: "page.html", with: .parseHTML).first)
  }

  @Test(arguments: [
    // An author in an element inside the line.
    (
      "<span class='byline'><span class='author vcard'><a href=/u/1>Eva Roth</a></span></span> <a rel=tag>Region</a>",
      ["Eva Roth"]
    ),
    ("<figure><figcaption>The bridge <span class=byline>Tom Hale</span></figcaption></figure>", []),
    // What the article is filed under, and what leads to its comments, are nobody.
    ("20 January 2025 | <a rel='category tag' href=/c>Social Media</a> | 3", []),
    ("20 January 2025 | <a href=/a#talk>View Comments</a>", []), ("20 January 2025 | ANZEIGE, REISE", []),
    ("20 January 2025 | Eva Roth", ["Eva Roth"]),
    // Links behind the name with nothing between.
    ("Autor: <a href=/u/1>Eva Roth</a> <a href=/u/2>Network+</a> <a href=/u/3>mehr</a>", ["Eva Roth"]),
    ("Autor: <a href=/u/1>Eva Roth</a>, <a href=/u/2>Tom Hale</a>", ["Eva Roth", "Tom Hale"]),
    ("<nav><a href=/hub>Author Hub</a></nav>", []),
  ])
  func linesAroundTheHeadline(_ line: String, _ names: [String]) throws {
    #expect(try read("<h1>Bridge closed after the flood</h1><div>\(line)</div>\(Self.body)").metadata.authors == names)
  }

  @Test func ofVeryManyMarkedElementsNoneIsTheAuthor() throws {
    func authors(_ count: Int) throws -> [String] {
      let marks = String(repeating: "<span class=author>Region</span> ", count: count)
      let line = "<div>\(marks)<span class=author>Eva Roth</span></div>"
      return try read("<h1>Bridge closed after the flood</h1>\(line)\(Self.body)").metadata.authors
    }
    #expect(try authors(3) == ["Eva Roth"])
    #expect(try authors(150) == [])
  }

  @Test(arguments: [
    ("<p>Eva Roth</p>", ["Eva Roth"]), ("<p><a href=/more>Learn more</a></p>", []), ("<h3>By Product</h3>", []),
    ("<p>Repeat Chorus</p>", []),
  ])
  func linesBehindTheArticle(_ line: String, _ names: [String]) throws {
    let before = line.contains("Repeat") ? "<p>Repeat Chorus</p>" : ""
    let page = "<h1>Bridge closed after the flood</h1><div>\(before)\(Self.body)\(line)</div>"
    #expect(try read(page).metadata.authors == names)
  }

  @Test func datesOfLinkedDataWithoutQuotesAndOfThePage() throws {
    func published(_ data: String) throws -> String? {
      try read("<script type=application/ld+json>\(data)</script><h1>Bridge closed</h1>\(Self.body)").metadata
        .published?
        .instant.description
    }
    let bare =
      "{\"@type\": \"NewsArticle\", \"datePublished\": 2025-01-20T06:18:10-03:00, \"author\": {\"name\": \"Eva Roth\"}}"
    #expect(try published(bare) == "2025-01-20T09:18:10Z")
    let data = "<script type=application/ld+json>\(bare)</script>"
    #expect(try read("\(data)\(Self.body)").metadata.authors == ["Eva Roth"])
    #expect(
      try published("{\"@type\": \"WebPage\", \"datePublished\": \"2025-01-20T06:18:10Z\"}") == "2025-01-20T06:18:10Z")
    #expect(try published("{\"@type\": \"Person\", \"datePublished\": \"2025-01-20T06:18:10Z\"}") == nil)
  }

  @Test func namesThatLeaveNothingOfAnArticleAreWrong() throws {
    let head = "<title>Bridge closed after the flood | The Post</title><nav>Region Sport</nav>"
    let sections = (0..<4).map {
      "<section class='report--ads part\($0)'><h2>Part \($0)</h2><p>At \($0): \(Self.sentence)</p><p>\($0) hours later: \(Self.sentence)</p></section>"
    }
    let document = try read("\(head)<h1>Bridge closed after the flood</h1>\(sections.joined())")
    #expect(document.warnings.isEmpty)
    #expect(document.blocks.count { $0.role == .body && document.text(in: $0.range).hasSuffix("the mayor said.") } == 8)
    #expect(document.blocks.first?.role == .boilerplate)
    // Beside an article, the same names are believed.
    let text = (0..<4).map { "<p>Street \($0): \(Self.sentence)</p>" }.joined()
    let beside = try read("\(head)<h1>Bridge closed after the flood</h1><div>\(text)</div>\(sections[0])")
    #expect(beside.blocks.count { $0.role == .body } == 4)
  }
}
