import Document
import TestKit
import Testing

@testable import ParseHTML

/// Which of the names of a page is its headline, and what is cut off from it.
struct HeadlineTests {
  private static let text =
    "<p>The river rose again in the night, and the bridge was closed to all traffic. Nobody was hurt, the mayor said.</p>"

  private func title(_ page: String) throws -> String? {
    try #require(try Fixtures.read(Array((page + Self.text).utf8), path: "page.html", with: .parseHTML).first).metadata
      .title
  }

  @Test(arguments: [
    " - The Post", " | The Post", " — The Post", " – The Post", " : The Post", " « The Post", " » The Post",
    " / The Post", " • The Post",
    " | Region | The Post", " - Region - The Post",
  ])
  func theSiteIsCutOff(_ tail: String) throws {
    let head = "Bridge closed after the flood"
    let site = "<meta property='og:site_name' content='The Post'>"
    #expect(try title("\(site)<title>\(head)\(tail)</title><h1>\(head)</h1>") == head)
    #expect(try title("<title>\(head)\(tail)</title><h1>\(head)</h1>") == head)
    #expect(try title("\(site)<meta property='og:title' content='\(head)\(tail)'><h1>\(head)</h1>") == head)
  }

  @Test(arguments: [
    // The publisher's name stands before, and the headline is no heading.
    (
      "<title>The Post : Region : Bridge closed after the flood</title><b>Bridge closed after the flood</b><br><br>",
      "Bridge closed after the flood"
    ),
    (
      "<title>صحيفة المثال | إغلاق الجسر بعد السيول في الشمال</title><h1>إغلاق الجسر بعد السيول في الشمال</h1>",
      "إغلاق الجسر بعد السيول في الشمال"
    ),
    (
      "<title>سیلاب کے بعد پل بند کر دیا گیا - روزنامہ مثال</title><h2>سیلاب کے بعد پل بند کر دیا گیا</h2>",
      "سیلاب کے بعد پل بند کر دیا گیا"
    ),
    // The largest line of the page is the publisher's.
    ("<h1>The Post</h1><title>Bridge closed after the flood | The Post</title>", "Bridge closed after the flood"),
    // A badge in the headline, a section in the title.
    (
      "<meta property='og:site_name' content='The Post'><meta property='og:title' content='Bridge closed after the flood | Region | The Post'><h1>Bridge closed after the flood Members only</h1>",
      "Bridge closed after the flood"
    ),
    // Words of an address.
    (
      "<meta property='og:title' content='bridge-closed-flood-2025'><h1>Bridge closed after the flood</h1>",
      "Bridge closed after the flood"
    ),
    // Linked data that were cut off.
    (
      "<script type=application/ld+json>{\"@type\":\"NewsArticle\",\"headline\":\"Bridge closed after the flood that came in...\"}</script><h1>Bridge closed after the flood that came in the night</h1>",
      "Bridge closed after the flood that came in the night"
    ),
    // What looks like a publisher's name belongs to the headline.
    (
      "<title>Bridge closed - what drivers need to know</title><h1>Bridge closed - what drivers need to know</h1>",
      "Bridge closed - what drivers need to know"
    ),
    (
      "<title>Mayor: “The bridge is safe” – The Post</title><h1>Mayor: “The bridge is safe”</h1>",
      "Mayor: “The bridge is safe”"
    ),
    (
      "<meta property='og:title' content='Mayor&amp;#039;s bridge stays closed'><h1>Mayor's bridge stays closed</h1>",
      "Mayor's bridge stays closed"
    ),
    ("<title>Either/or: the bridge question</title>", "Either/or: the bridge question"),
    // The publisher's name, or that of a box in a menu, stands as a heading before the headline.
    (
      "<title>Bridges › Society of the River</title><h1><a href=/>Society of the River</a></h1><h2>Bridges</h2>",
      "Bridges"
    ),
    ("<title>Bridges - Town Hall</title><h1>River Marketing</h1><h1>Bridges</h1>", "Bridges"),
    ("<title>Region | Bridge closed</title><h1>Bridge closed</h1>", "Bridge closed"),
  ])
  func theHeadlineIsFound(_ page: String, _ expected: String) throws { #expect(try title(page) == expected) }

  /// What stands before a date is cut to so many bytes, wherever those begin.
  @Test func aLineThatBeginsWithinACharacterLosesNoMore() {
    let bytes = Array("نشر في النشر Ünder 中文 Ö".utf8)
    #expect(FoldedLine.fold(bytes) == "نشر في النشر ünder 中文 ö")
    #expect(FoldedLine.fold(bytes.dropFirst()) == "شر في النشر ünder 中文 ö")
    for start in bytes.indices where bytes[start] & 0xC0 == 0x80 {
      let next = bytes[start...].firstIndex { $0 & 0xC0 != 0x80 } ?? bytes.endIndex
      #expect(FoldedLine.fold(bytes[start...]) == FoldedLine.fold(bytes[next...]), "\(start)")
    }
  }
}
