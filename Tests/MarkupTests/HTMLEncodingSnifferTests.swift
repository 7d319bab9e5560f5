import Foundation
import Markup
import TestKit
import Testing

/// What pages say of their encoding, by the HTML standard.
@Suite struct HTMLEncodingSnifferTests {
  @Test(.enabled(if: Fixtures.shared != nil, "the folder of foreign data is absent"))
  func agreesWithHtml5lib() throws {
    let folder = try #require(Fixtures.shared) + "/data/html5lib/encoding"
    var count = 0
    for name in try FileManager.default.contentsOfDirectory(atPath: folder) where name.hasSuffix(".dat") {
      let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: folder + "/" + name)))
      for (page, expected) in cases(bytes) {
        count += 1
        let found = Charset.html(prescan: page) ?? "windows-1252"
        #expect(found.lowercased() == expected, "\(name): \(String(decoding: page.prefix(300), as: UTF8.self))")
      }
    }
    #expect(count >= 80)
  }

  /// `#data`, a page, `#encoding`, its encoding.
  private func cases(_ bytes: [UInt8]) -> [(page: [UInt8], encoding: String)] {
    var cases: [(page: [UInt8], encoding: String)] = []
    var page: [UInt8]?
    var isName = false
    for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
      if line.elementsEqual("#data".utf8) {
        page = []
      } else if line.elementsEqual("#encoding".utf8) {
        isName = true
      } else if isName, let whole = page {
        cases.append((whole, String(decoding: line, as: UTF8.self).lowercased()))
        isName = false
        page = nil
      } else {
        page?.append(contentsOf: line + [0x0A])
      }
    }
    return cases
  }

  @Test(arguments: [
    ("<meta charset=x-sjis>", "Shift_JIS"), ("<META CHARSET = 'gb2312'>", "GBK"), ("<meta charset=utf-16>", "UTF-8"),
    ("<meta charset=x-user-defined>", "windows-1252"),
    ("<!-- <meta charset=koi8-r> --><meta charset=latin2>", "ISO-8859-2"),
    ("<!--><meta charset=koi8-r>", "KOI8-R"), ("<p title='<meta charset=koi8-r>'><meta charset=big5>", "Big5"),
    ("<meta http-equiv=content-type content='text/html; charset=windows-1256'>", "windows-1256"),
    ("<?xml version=\"1.0\" encoding=\"koi8-r\"?><html>", "KOI8-R"), ("\u{FEFF}<meta charset=koi8-r>", "UTF-8"),
  ])
  func states(_ page: String, _ expected: String) {
    #expect(Charset.html(prescan: Array(page.utf8)) == expected)
  }

  @Test(arguments: [
    "", "<", "<meta", "<meta charset=", "<meta charset='x", "<meta charset=nonsense>", "<metacharset=koi8-r>", "<!--",
    "<meta content='text/html; charset=koi8-r'>", "<a <meta charset=koi8-r", "plain text",
  ])
  func statesNothing(_ page: String) { #expect(Charset.html(prescan: Array(page.utf8)) == nil) }

  @Test func onlyTheStartCounts() {
    let page = String(repeating: " ", count: 1 << 16) + "<meta charset=koi8-r>"
    #expect(Charset.html(prescan: Array(page.utf8)) == nil)
  }

  @Test func labels() throws {
    #expect(Charset.name(ofLabel: " X-SJIS\n") == "Shift_JIS")
    #expect(Charset.name(ofLabel: "latin1") == "windows-1252")
    #expect(Charset.name(ofLabel: "cp1258") == "windows-1258")
    #expect(Charset.name(ofLabel: "utf-7") == nil)
    // Whatever has a label can be decoded under it.
    for label in ["csisolatinhebrew", "l10", "ms_kanji", "iso-8859-8-i", "dos-874", "x-mac-ukrainian", "greek8", "koi"]
    {
      guard Charset.name(ofLabel: label) != nil else { continue }
      #expect(try Charset.decode(Array("abc".utf8), declared: label).text == "abc", "\(label)")
    }
  }
}
