import Document
import TestKit
import Testing
import Workbench

@testable import ParseEPUB

struct ParseEPUBTests {
  private static let container =
    "<container xmlns='urn:oasis:names:tc:opendocument:xmlns:container'><rootfiles>"
    + "<rootfile full-path='OEBPS/book.opf' media-type='application/oebps-package+xml'/></rootfiles></container>"

  private static func package(_ manifest: String, _ spine: String) -> String {
    """
    <package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
    <dc:title>كتاب الصحافة</dc:title><dc:creator>سالم العمري</dc:creator><dc:creator>هدى ناصر</dc:creator>
    <dc:publisher>دار المدينة</dc:publisher><dc:language>ar</dc:language><dc:date>2025-01-20</dc:date>
    <dc:identifier>urn:isbn:9780000000002</dc:identifier><dc:subject>صحافة</dc:subject>
    <meta property="dcterms:modified">2025-01-21T03:56:00Z</meta></metadata>
    <manifest>\(manifest)</manifest><spine>\(spine)</spine></package>
    """
  }

  private static func item(_ id: String, _ target: String, _ more: String = "") -> String {
    "<item id='\(id)' href='\(target)' media-type='application/xhtml+xml' \(more)/>"
  }

  private static func page(_ body: String) -> String {
    "<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'><head><title/><script src='x'/></head>"
      + "<body>\(body)</body></html>"
  }

  private func book(_ parts: [(String, String)], isTyped: Bool = true) -> [UInt8] {
    let type = isTyped ? [("mimetype", "application/epub+zip")] : []
    return Packing.zip(
      (type + [("META-INF/container.xml", Self.container)] + parts).map { ($0.0, Array($0.1.utf8)) })
  }

  private var whole: [(String, String)] {
    [
      (
        "OEBPS/book.opf",
        Self.package(
          Self.item("n", "nav.xhtml", "properties='nav'") + Self.item("one", "text/chapter%201.xhtml")
            + Self.item("two", "text/two.xhtml") + "<item id='i' href='cover.jpg' media-type='image/jpeg'/>",
          "<itemref idref='n'/><itemref idref='two'/><itemref idref='one'/><itemref idref='i'/>")
      ),
      (
        "OEBPS/nav.xhtml",
        Self.page("<nav><ol><li><a href='text/two.xhtml#top'>الفصل الثاني</a></li></ol></nav>")
      ),
      ("OEBPS/text/two.xhtml", Self.page("<p>نص <b>الفصل</b> الثاني.<a id='x'/></p><ul><li>بند</li></ul>")),
      ("OEBPS/text/chapter 1.xhtml", Self.page("<h1>الفصل الأول</h1><p>نص &#1575;لفصل &amp; الأول.</p>")),
    ]
  }

  private func problem(_ bytes: [UInt8]) -> Problem? {
    do {
      _ = try Fixtures.read(bytes, path: "book.epub", with: .parseEPUB)
      return nil
    } catch { return error as? Problem }
  }

  @Test func keepsTheContract() { #expect(ProcessorContract.violations(of: .parseEPUB) == []) }

  @Test func chaptersComeInTheirOrder() throws {
    let document = try Fixtures.read(book(whole), path: "book.epub", with: .parseEPUB)[0]
    #expect(
      document.blocks.map { "\($0.kind.rawValue) \(document.text(in: $0.range))" } == [
        "heading الفصل الثاني", "paragraph نص الفصل الثاني.", "list-item بند", "heading الفصل الأول",
        "paragraph نص الفصل & الأول.",
      ])
    #expect(
      document.blocks.map(\.place.part) == Array(repeating: "OEBPS/text/two.xhtml", count: 3)
        + Array(repeating: "OEBPS/text/chapter 1.xhtml", count: 2))
    #expect(document.blocks[1].runs.map(\.kind) == [.strong])
    #expect(document.warnings == [])
    #expect(document.metadata.title == "كتاب الصحافة")
    #expect(document.metadata.authors == ["سالم العمري", "هدى ناصر"])
    #expect(document.metadata.publisher == "دار المدينة" && document.metadata.language == "ar")
    #expect(document.metadata.published?.original == "2025-01-20")
    #expect(document.metadata.modified?.original == "2025-01-21T03:56:00Z")
    #expect(document.metadata.other["identifier"] == "urn:isbn:9780000000002")
    #expect(try Document(jsonLine: document.jsonLine) == document)
  }

  @Test func itIsKnownByItsContent() {
    #expect(EPUBReader.likeness(book(whole)[...]) > 0.9)
    #expect(EPUBReader.likeness(book(whole, isTyped: false)[...]) > 0.5)
    #expect(EPUBReader.likeness(Packing.zip([("a.txt", [0x61])])[...]) == 0)
  }

  @Test func whatCannotBeReadIsSaid() throws {
    let encryption =
      "<encryption xmlns='urn:oasis:names:tc:opendocument:xmlns:container'><EncryptedData><CipherData>"
      + "<CipherReference URI='OEBPS/text/two.xhtml'/></CipherData></EncryptedData></encryption>"
    var parts = whole + [("META-INF/encryption.xml", encryption)]
    var document = try Fixtures.read(book(parts), path: "book.epub", with: .parseEPUB)[0]
    #expect(document.blocks.count == 2)
    #expect(document.warnings.map(\.code) == ["epub.encrypted"])
    #expect(document.warnings[0].place.part == "OEBPS/text/two.xhtml")
    parts = whole
    parts.removeLast()
    document = try Fixtures.read(book(parts), path: "book.epub", with: .parseEPUB)[0]
    #expect(document.warnings.map(\.code) == ["epub.missing"])
  }

  @Test func aBrokenChapterIsReadAsHTML() throws {
    var parts = whole
    parts[parts.count - 1].1 = "<html><body><h1>ا<p>نص<b>غير مغلق"
    let document = try Fixtures.read(book(parts), path: "book.epub", with: .parseEPUB)[0]
    #expect(document.text.contains("غير مغلق"))
  }

  @Test func wrongFilesAreSaid() {
    #expect(problem([])?.code == "input.empty")
    #expect(problem(Array("words".utf8))?.code == "epub.zip")
    #expect(problem(Packing.zip([("a.txt", [0x61])]))?.code == "epub.package")
    #expect(problem(book([("OEBPS/book.opf", Self.package("", ""))]))?.code == "input.empty")
    let cut = book(whole)
    for length in stride(from: 1, to: cut.count, by: 37) {
      _ = problem(Array(cut[..<length]))
    }
  }
}
