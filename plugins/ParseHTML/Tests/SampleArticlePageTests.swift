import Document
import Foundation
import TestKit
import Testing
import Text

@testable import ParseHTML

/// The first article as a page, laid out in the ways of several page makers: every field is the same as in the plain text.
struct SampleArticlePageTests {
  /// Headline, its double, date, lead, section, and what follows, as in the file.
  private static let paragraphs: [String] = {
    let text = (try? String(contentsOfFile: Fixtures.sampleArticle, encoding: .utf8)) ?? ""
    return text.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
  }()
  private static var headline: String { paragraphs[0] }
  private static var date: String { paragraphs[2] }
  private static var readAlso: String { paragraphs.first { $0.hasPrefix("إقرأ أيضا") } ?? "" }
  /// All that is article, the section's line left out.
  private static var body: [String] {
    [paragraphs[3]] + paragraphs[5...].filter { !$0.hasPrefix("إقرأ أيضا") }
  }
  /// The paragraphs from the lead on, with section and "read also" among them, each made by a closure.
  private static func text(_ made: (String) -> String) -> String { paragraphs[3...].map(made).joined(separator: "\n") }

  private static let layouts: [(name: String, page: String)] = [
    (
      "a blog's theme",
      """
      <!DOCTYPE html><html dir="rtl" lang="ar"><head><meta charset="utf-8"><title>\(headline) - قناة العالم الاخبارية</title>
      <meta property="og:title" content="\(headline) - قناة العالم الاخبارية"></head><body class="rtl single">
      <div class="menu"><a href="/">الرئيسية</a> <a href="/iran">ايران</a></div><article class="post hentry tag-share">
      <h1 class="entry-title">\(headline)</h1><div class="entry-meta"><span class="date">\(date)</span></div>
      <div class="share">شارك <a href="#">تويتر</a></div>
      <div class="entry-content">\(text { "<p>\($0)</p>" })</div><div class="tags"><a href="/t">باكستان</a></div></article>
      <div class="related"><h3><a href="/1">خبر آخر عن لقاء آخر في المدينة</a></h3></div></body></html>
      """
    ),
    (
      "divs without any metadata, the headline twice",
      """
      <html><head><title>\(headline)</title></head><body><div id="top"><a href="/">الرئيسية</a></div><div id="main">
      <div class="t">\(headline)</div><div class="t2">\(headline)</div><div class="d">\(date)</div>
      \(text { "<div class='x'>\($0)</div>" })</div><div id="bottom">جميع الحقوق محفوظة</div></body></html>
      """
    ),
    (
      "tables, paragraphs parted by breaks",
      """
      <html><head><title>\(headline)</title></head><body dir=rtl><table><tr><td width=150><a href="/">الرئيسية</a><br><a href="/iran">ايران</a>
      </td><td><font size=5><b>\(headline)</b></font><br><br><font size=2>\(date)</font><br><br><font size=3>
      \(text { $0 + "<br><br>" })</font></td></tr></table></body></html>
      """
    ),
    (
      "a React page with linked data",
      """
      <!doctype html><html lang="ar"><head><title>\(headline) | العالم</title><script type="application/ld+json">
      {"@type": "NewsArticle", "headline": "\(headline)", "datePublished": "2025-01-20T03:56:00Z", "articleSection": "ايران",
       "publisher": {"@type": "Organization", "name": "العالم"}}</script></head><body><div id="root"><div class="css-1a2b3c"><header
       class="css-h"><a href="/">العالم</a></header><main class="css-m"><h1 class="css-9z">\(headline)</h1><div class="css-7"><time
       datetime="2025-01-20T03:56:00Z">\(date)</time></div><div class="css-body">
      \(text { "<div class='css-p'><p class='css-q'><span>\($0)</span></p></div>" })</div></main></div></div></body></html>
      """
    ),
    (
      "microdata, the lead apart",
      """
      <html dir="rtl"><head><title>العالم | \(headline)</title></head><body itemscope itemtype="https://schema.org/NewsArticle">
      <span itemprop="publisher" itemscope><meta itemprop="name" content="العالم"></span><div class="wrap"><h2 itemprop="headline">\(headline)</h2>
      <p class="date">\(date)</p><p class="lead" itemprop="description">\(paragraphs[3])</p><section itemprop="articleBody">
      \(paragraphs[4...].map { "<p>\($0)</p>" }.joined(separator: "\n"))</section></div></body></html>
      """
    ),
  ]

  @Test(arguments: 0..<5) func everyFieldIsRight(_ index: Int) throws {
    let (name, page) = Self.layouts[index]
    let document = try #require(try Fixtures.read(Array(page.utf8), path: "page.html", with: .parseHTML).first)
    let metadata = document.metadata
    #expect(metadata.title == Self.headline, "\(name)")
    #expect(metadata.publisher == "العالم", "\(name)")
    #expect(metadata.section == "ايران", "\(name)")
    #expect(metadata.language == "ar" && metadata.direction == .rightToLeft, "\(name)")
    #expect(metadata.authors.isEmpty, "\(name)")
    #expect(metadata.published?.instant.description == "2025-01-20T03:56:00Z", "\(name)")
    #expect(metadata.modified == nil, "\(name)")
    let wanted = Self.body.map { $0.split(separator: " ").joined(separator: " ") }
    let read = document.body.map { String(document.text(in: $0.range)) }
    #expect(read == wanted, "\(name)")
    func texts(_ role: Block.Role) -> [Substring] {
      document.blocks.filter { $0.role == role }.map { document.text(in: $0.range) }
    }
    #expect(texts(.title).map(String.init) == [Self.headline], "\(name)")
    #expect(texts(.dateline).map(String.init) == [Self.date], "\(name)")
    #expect(texts(.section).contains("العالم - ايران"), "\(name)")
    #expect(texts(.boilerplate).contains { $0.hasPrefix("إقرأ أيضا") }, "\(name)")
    #expect(document.warnings.isEmpty, "\(name)")
    // The quotations stand in the text as they are written.
    #expect(document.text.contains("\"إيران وباكستان تقعان في قلب هذا التهديد"), "\(name)")
  }
}
