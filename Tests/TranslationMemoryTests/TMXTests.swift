import Document
import Foundation
import Markup
import TestKit
import Testing
import TranslationMemory

@Suite struct TMXTests {
  private let rich = """
    <?xml version="1.0"?><!DOCTYPE tmx SYSTEM "tmx14.dtd">
    <tmx version="1.4b"><header creationtool="X &amp; Y" srclang="ar" vendor="new"><note xml:lang="en">n &lt; 1</note>
    <prop type="p">v</prop><ude name="u"><map unicode="#xF8FF"/></ude></header><body>
    <tu tuid="1" creationdate="20250120T035600Z" x-vendor="a&quot;b&#10;c" xmlns:v="urn:v"><note>one</note><prop type="x">two</prop><v:own k="1">raw &amp; <b/></v:own>
    <tuv xml:lang="ar" changeid="me"><prop type="y">three</prop><seg>قال <bpt i="1">&lt;b></bpt>نعم<ept i="1"/><ph><sub>في</sub></ph> <hi>الآن</hi>\u{FFFC}</seg></tuv>
    <tuv xml:lang="en-GB"><seg>  said &amp; done
    </seg></tuv></tu></body></tmx>
    """

  @Test func everythingIsRead() throws {
    let reading = try readTMX(rich)
    #expect(reading.warnings.isEmpty)
    #expect(reading.header?.version == "1.4b")
    #expect(reading.header?.attributes["vendor"] == "new")
    #expect(reading.header?.items.map(\.kind) == [.note, .property, .other])
    let unit = try #require(reading.units.first)
    #expect(unit.id == "1")
    #expect(unit.line == 4)
    #expect(unit.attributes["x-vendor"] == "a\"b\nc")
    #expect(unit.items.map(\.kind) == [.note, .property, .other])
    #expect(unit.items.last?.text == "<v:own k=\"1\">raw &amp; <b></b></v:own>")
    #expect(unit.property("y") == "three")
    let arabic = try #require(unit.variant("AR-SA"))
    #expect(arabic.text == "قال \u{FFFC}نعم\u{FFFC}\u{FFFC} الآن\u{FFFC}")
    #expect(arabic.plain == "قال نعم الآن")
    #expect(unit.variant("en")?.text == "  said & done\n")
    #expect(unit.variant("en")?.plain == "said & done")
    #expect(unit.variant("fr") == nil)
  }

  @Test func nothingIsLostInWriting() throws {
    let first = try readTMX(rich)
    let second = try readTMX(try written(first))
    #expect(second.header == first.header)
    #expect(content(second.units) == content(first.units))
    #expect(try written(second) == (try written(first)))
  }

  @Test(.enabled(if: Fixtures.shared != nil, "the shared data are not here")) func foreignFiles() throws {
    let folder = try #require(Fixtures.shared) + "/data/tmx"
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".tmx") }.sorted()
    #expect(names.count > 40)
    var units = 0
    for name in names {
      let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: folder + "/" + name)))
      let first = try readTMX(bytes, file: name)
      units += first.units.count
      let second = try readTMX(try written(first))
      #expect(second.header == first.header, "\(name)")
      #expect(content(second.units) == content(first.units), "\(name)")
      #expect(second.warnings.isEmpty, "\(name)")
    }
    #expect(units > 400)
  }

  @Test(arguments: [
    ("<html/>", "tmx.root", 1), ("<tmx version='2.0'/>", "tmx.version", 1),
    ("<tmx version='1.4'>\n</tmx>", "tmx.body", 1),
    ("", "xml.empty", 1), ("<tmx version='1.4'><body>\n<tu>", "xml.truncated", 2),
    ("<tmx version='1.4'><body>\n<tu></body></tmx>", "xml.malformed", 2),
  ]) func problems(_ text: String, _ code: String, _ line: Int) {
    #expect {
      _ = try readTMX(text)
    } throws: { error in
      let problem = error as? Problem
      return problem?.code == code && problem?.place.line == line && problem?.place.file == "a.tmx"
        && problem?.help != nil
    }
  }

  @Test(arguments: [
    ("<tu>\n<tuv xml:lang='ar'></tuv><tuv xml:lang='en'><seg>x</seg></tuv></tu>", "tmx.no-segment", 6, 2),
    ("<tu><tuv><seg>x</seg></tuv><tuv xml:lang='en'><seg>x</seg></tuv></tu>", "tmx.no-language", 5, 2),
    ("<tu></tu>", "tmx.no-variant", 5, 1), ("<other><tu/></other>", "tmx.misplaced", 5, 1),
    ("<tu><tuv xml:lang='ar'><seg>&#1;</seg></tuv></tu>", "tmx.damaged", 5, 1),
    ("<tu><tuv xml:lang='ar'><seg>&nbsp;</seg></tuv></tu>", "tmx.damaged", 5, 1),
  ]) func oneDamagedUnitIsSkipped(_ damaged: String, _ code: String, _ line: Int, _ kept: Int) throws {
    let reading = try readTMX(tmx(damaged + "<tu tuid='z'><tuv xml:lang='ar'><seg>نعم</seg></tuv></tu>"))
    #expect(reading.warnings.map(\.code) == [code])
    #expect(reading.warnings.first?.place.line == line)
    #expect(reading.units.count == kept)
    #expect(reading.units.last?.id == "z")
  }

  @Test func aFileWithoutHeader() throws {
    let reading = try readTMX("<tmx version='1.4'><body><tu><tuv lang='ar'><seg>نعم</seg></tuv></tu></body></tmx>")
    #expect(reading.warnings.map(\.code) == ["tmx.header"])
    #expect(reading.units.first?.variant("ar")?.text == "نعم")
  }

  /// A unit that never ends is refused before it fills the memory; a long file of small ones is not.
  @Test func aUnitWithoutEnd() throws {
    var pieces = 0
    let tags = Array((String(repeating: "<hi>", count: 200) + String(repeating: "</hi>", count: 200)).utf8)
    let endless: Pieces = { body throws(Problem) in
      try body(Array("<tmx version='1.4'><header/><body><tu><tuv xml:lang='ar'><seg>".utf8)[...])
      while pieces < 20_000 {
        pieces += 1
        try body(tags[...])
      }
    }
    #expect {
      try TMX.read(endless, file: "a.tmx") { _ in }
    } throws: { ($0 as? Problem)?.code == "tmx.too-large" }
    #expect(pieces < 20_000)
  }

  /// Every cut and every changed byte of a file ends in units or in a problem.
  @Test func damagedFilesNeverTrap() {
    let whole = Array(rich.utf8)
    for cut in stride(from: 0, to: whole.count, by: 3) { _ = try? readTMX(Array(whole[..<cut])) }
    for at in stride(from: 0, to: whole.count, by: 2) {
      for value: UInt8 in [0, 0x3C, 0x26, 0xFF] {
        var bytes = whole
        bytes[at] = value
        _ = try? readTMX(bytes)
      }
    }
  }
}
