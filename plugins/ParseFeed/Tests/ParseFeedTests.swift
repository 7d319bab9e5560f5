import Document
import Foundation
import TestKit
import Testing
import Text
import Workbench

@testable import ParseFeed

struct ParseFeedTests {
  private func read(_ text: String, _ settings: Fields = Fields()) throws -> [Document] {
    try Fixtures.read(Array(text.utf8), path: "feed.xml", with: .parseFeed, settings)
  }

  private func problem(_ bytes: [UInt8]) -> Problem? {
    do {
      _ = try Fixtures.read(bytes, path: "feed.xml", with: .parseFeed)
      return nil
    } catch { return error as? Problem }
  }

  private func rss(_ items: String) -> String {
    "<rss version='2.0'><channel><title>N</title>\(items)</channel></rss>"
  }

  @Test func keepsTheContract() { #expect(ProcessorContract.violations(of: .parseFeed) == []) }

  @Test(arguments: Cases.all()) func cases(_ testCase: Case) throws {
    let documents = try read(testCase["input"] ?? "")
    let difference = Cases.difference(testCase, "expect", documents.map(outline).joined(separator: "\n\n"))
    #expect(difference == nil, "\(difference ?? "")")
    for document in documents { #expect(try Document(jsonLine: document.jsonLine) == document) }
  }

  /// Metadata, then each block as `line role: text` with its runs, then the warnings.
  private func outline(_ document: Document) -> String {
    var lines = document.metadata.json.filter { !["title", "parent", "direction"].contains($0.0) }
      .map { "\($0.0): \(JSON.line($0.1))" }
    for block in document.blocks {
      let kind = [.paragraph, .heading].contains(block.kind) ? "" : " \(block.kind.rawValue)"
      lines.append("\(block.place.line ?? 0) \(block.role.rawValue)\(kind): \(document.text(in: block.range))")
      lines += block.runs.map { "    \($0.kind.rawValue) \(document.text(in: $0.range)) \($0.value ?? "")" }
    }
    lines += document.warnings.map { $0.line(severity: "warning") }
    return lines.joined(separator: "\n")
  }

  @Test func anEntryKeepsItsIdentifier() throws {
    let item = "<item><title>A</title><guid>g</guid><description>x</description></item>"
    let other = "<item><title>B</title><guid>h</guid></item>"
    let first = try read(rss(item))
    let later = try read(rss(other + item.replacingOccurrences(of: "A", with: "A, changed")))
    #expect(first[0].id == later[1].id && later[0].id != later[1].id)
    #expect(first[0].id.utf8.count == 16)
    #expect(first[0].metadata.parent == String(first[0].source.sha256.prefix(16)))
    #expect(first[0].metadata.part == "g" && later[0].metadata.parent == later[1].metadata.parent)
    #expect(try read(rss("<item><title>A</title></item>"))[0].metadata.part == "entry 1")
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
    let body = rss("<item><title>خبر</title></item>")
    func declared(_ name: String) -> String { "<?xml version='1.0' encoding='\(name)'?>" + body }
    var wide: [UInt8] = [0xFF, 0xFE]
    for unit in declared("utf-16").utf16 { wide += [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
    for bytes in [Array(body.utf8), Array(declared("utf-8").utf8), try windows1256(declared("windows-1256")), wide] {
      let read = try Fixtures.read(bytes, with: .parseFeed)
      #expect(read[0].metadata.title == "خبر" && read[0].warnings.isEmpty)
    }
    // Declared as UTF-8 and written in windows-1256.
    let title = "قال الوزير إن المشروع يبدأ قريبا في العاصمة وإن العمل مستمر في المدن"
    let lying = try windows1256("<?xml version='1.0' encoding='utf-8'?>" + rss("<item><title>\(title)</title></item>"))
    let wrong = try Fixtures.read(lying, with: .parseFeed)
    #expect(wrong[0].metadata.title == title && wrong[0].source.charset == "windows-1256")
    #expect(wrong[0].warnings.map(\.code) == ["charset.declared"])
    let named = try Fixtures.read(lying, with: .parseFeed, ["charset": "windows-1256"])
    #expect(named[0].metadata.title == title && named[0].warnings.isEmpty)
  }

  @Test(arguments: [("en_us", "en-US"), ("x\"y", nil), ("", nil), ("e n", nil), ("zh-Hans-cn", "zh-Hans-CN")])
  func whatIsNoLanguageTagIsNone(_ stated: String, _ expected: String?) throws {
    let feed = "<rss><channel><language><![CDATA[\(stated)]]></language><item><title>1</title></item></channel></rss>"
    #expect(try read(feed)[0].metadata.language == expected)
  }

  @Test func problemsNameTheirPlace() {
    #expect(problem([])?.code == "input.empty")
    #expect(problem(Array("<a/>".utf8))?.code == "feed.root")
    let empty = problem(Array(rss("").utf8))
    #expect(empty?.code == "input.empty" && empty?.place.file == "feed.xml")
    let broken = problem(Array("<rss>\n<a></b></rss>".utf8))
    #expect(broken?.code == "xml.malformed" && broken?.place == Place(file: "feed.xml", line: 2))
  }

  @Test func nothingExpandsAndNothingIsDeep() throws {
    let deep = rss("<item><title>A</title></item><item>" + String(repeating: "<a>", count: 100_000))
    let warnings = try read(deep).flatMap(\.warnings)
    #expect(warnings.map(\.code) == ["feed.damaged"] && warnings[0].message.contains("256 deep"))
    var bomb = "<!DOCTYPE rss [<!ENTITY a0 'ha'>"
    for level in 1...20 { bomb += "<!ENTITY a\(level) '&a\(level - 1);&a\(level - 1);&a\(level - 1);'>" }
    let bombed = try read(bomb + "]>" + rss("<item><title>A &a20; B</title></item>"))
    #expect(bombed[0].text.utf8.count < 100)
    let html = String(repeating: "&lt;div&gt;&lt;b&gt;", count: 100_000)
    #expect(try read(rss("<item><description>\(html)x&lt;/b&gt;</description></item>"))[0].text == "x")
  }

  @Test func manyEntriesAndManyParagraphs() throws {
    let many = try read(rss((1...20_000).map { "<item><guid>\($0)</guid><title>T\($0)</title></item>" }.joined()))
    #expect(many.count == 20_000 && Set(many.map(\.id)).count == 20_000)
    let text = String(repeating: "&lt;p&gt;w&lt;/p&gt;", count: 100_000)
    #expect(try read(rss("<item><description>\(text)</description></item>"))[0].blocks.count == 100_000)
  }

  @Test func noBytesAreTooHostile() {
    let sample = Array((Cases.all().first?["input"] ?? "").utf8)
    #expect(HostileBytes.brokenPromises(of: .parseFeed, [sample], path: "a.xml", rounds: 600) == [])
  }

  @Test func isKnownByItsFirstElement() {
    func likeness(_ text: String) -> Double { FeedReader.likeness(Array(text.utf8)[...]) }
    #expect(likeness("\u{FEFF} <?xml version='1.0'?>\n<!-- c -->\n<!DOCTYPE rss>\n<rss version='2.0'>") > 0.9)
    #expect(likeness("<a:feed xmlns:a='http://www.w3.org/2005/Atom'>") > 0.9)
    #expect(likeness("<rdf:RDF xmlns='http://purl.org/rss/1.0/'>") > 0.9)
    for text in ["<rdf:RDF>", "<html><rss>", "rss <rss>", "<feed>", "<?xml", "", "<"] { #expect(likeness(text) == 0) }
  }

  @Test func parseAutoChoosesIt() throws {
    let bytes = Array(rss("<item><title>A</title></item>").utf8)
    let auto = try Fixtures.context().registry.required("parse.auto")
    #expect(try Fixtures.read(bytes, path: "a.txt", with: auto)[0].source.reader == "parse.feed@1")
  }
}
