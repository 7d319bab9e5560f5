import Testing

@testable import Markup

/// Against loops that look at one byte after another.
struct ByteScanTests {
  private var random = SystemRandomNumberGenerator()

  /// Bytes of a few kinds, so that what is looked for comes often, and in a row.
  private mutating func bytes(_ count: Int) -> [UInt8] {
    let some: [UInt8] = [
      0, 8, 9, 0x0A, 0x0A, 0x0B, 0x0D, 0x0D, 0x0E, 0x19, 0x1A, 0x1B, 0x1C, 0x1F, 0x20, 0x41, 0x7F, 0x80, 0xFF,
    ]
    return (0..<count).map { _ in some.randomElement(using: &random) ?? 0 }
  }

  @Test(arguments: [0, 1, 15, 16, 17, 31, 33, 255, 4_080, 4_081, 9_000]) mutating func counts(_ count: Int) {
    let bytes = bytes(count)
    for _ in 0..<20 {
      let start = Int.random(in: 0...count)
      let end = Int.random(in: start...count)
      let range = start..<end
      #expect(ByteScan.count(0x0A, in: bytes.span, start, end) == bytes[range].count { $0 == 0x0A })
      #expect(
        ByteScan.countLoneReturns(in: bytes.span, start, end)
          == range.count { bytes[$0] == 0x0D && ($0 + 1 == count || bytes[$0 + 1] != 0x0A) })
    }
    #expect(ByteScan.countControls(in: bytes.span) == bytes.count(where: ByteScan.isControl))
  }

  @Test func controlsAreWhatNoTextHas() {
    let every = [UInt8](0...255)
    #expect(
      every.filter(ByteScan.isControl) == [0, 1, 2, 3, 4, 5, 6, 7, 8] + [UInt8](0x0E...0x19) + [
        0x1C, 0x1D, 0x1E, 0x1F, 0x7F,
      ])
    for byte in every {
      let row = [UInt8](repeating: byte, count: 40)
      #expect(ByteScan.countControls(in: row.span) == (ByteScan.isControl(byte) ? 40 : 0), "\(byte)")
    }
  }

  @Test func aLaneIsEmptiedBeforeItIsFull() {
    let feeds = [UInt8](repeating: 0x0A, count: 100_000)
    #expect(ByteScan.count(0x0A, in: feeds.span, 0, feeds.count) == feeds.count)
  }
}

struct HTMLTagTests {
  @Test func theNumberIsThePlaceInTheList() {
    #expect(HTMLTag.allCases.map(\.number) == HTMLTag.allCases.indices.map { UInt8($0) })
    #expect(HTMLTag.annotationXML.name == "annotation-xml" && HTMLTag.h1.name == "h1" && HTMLTag.unknown.name.isEmpty)
  }
}

struct XMLStartTests {
  @Test(
    arguments: [
      ("<a>", "a"), ("\u{FEFF} <?xml version='1.0'?>\n<!-- > -> --><!DOCTYPE x>\n<p:rss version='2'>", "rss"),
      ("<!DOCTYPE r [<!ENTITY a \"b\"><!ENTITY c \"&a;&a;\">] >\n<rss>", "rss"), ("<!DOCTYPE r [<!ENTITY", nil),
      ("<?a b>?><c/>", "c"), ("<?a?> x <c/>", nil), ("<!---->-->", nil), ("text <a>", nil), ("<!-- <a>", nil),
      ("", nil), ("<?", nil),
      ("<>", nil),
    ] as [(String, String?)]) func elements(_ start: String, _ name: String?)
  {
    #expect(XMLStart.element(in: Array(start.utf8)[...])?.name == name)
    // As UTF-16 begins, too.
    let wide: [UInt8] = [0xFF, 0xFE] + start.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    if !start.hasPrefix("\u{FEFF}") { #expect(XMLStart.element(in: wide[...])?.name == name) }
  }

  @Test func theAttributesAreInTheText() {
    #expect(XMLStart.element(in: Array("<feed xmlns='urn:x'>".utf8)[...])?.text == "feed xmlns='urn:x'>")
  }
}
