import Testing
import Text

struct VisualOrderTests {
  /// A line from left to right, made of pieces from left to right; those of right-to-left letters are written as they are read.
  private func seen(_ pieces: [String]) -> [Unicode.Scalar] {
    pieces.flatMap { piece in
      let isRead = piece.unicodeScalars.contains {
        (0x590...0x8FF).contains($0.value) && $0.properties.isAlphabetic
      }
      return isRead ? piece.unicodeScalars.reversed() : Array(piece.unicodeScalars)
    }
  }

  private func read(_ pieces: [String], _ base: Direction = .rightToLeft, mirrors: Bool = true) -> String {
    String(String.UnicodeScalarView(VisualOrder.logical(seen(pieces), base, mirrors: mirrors)))
  }

  @Test(arguments: [
    (["شخص", " ", "50", " ", "قال"], "قال 50 شخص"),
    (["بتوقيت", " ", "٠٣:٥٦", " - ", "٢٠٢٥", " ", "يناير", " ", "٢٠"], "٢٠ يناير ٢٠٢٥ - ٠٣:٥٦ بتوقيت"),
    (["(", "NATO", " ", "حلف", ")"], "(حلف NATO)"),
    ([".", "COVID-19", " ", "وباء"], "وباء COVID-19."),
    (["%", "50", " ", "نسبة"], "نسبة 50%"),
    (["2021", "-", "2020", " ", "في"], "في 2020-2021"),
    (["ألفا", " ", "1,250.5", " ", "نحو"], "نحو 1,250.5 ألفا"),
    (["قال", " ", "BBC News", " ", "مراسل"], "مراسل BBC News قال"),
    (["موقع", " ", "www.example.org/a", " ", "على"], "على www.example.org/a موقع"),
    (["درصد", " ", "۳۵٫۴", " ", "به"], "به ۳۵٫۴ درصد"), (["בשנת", " ", "3.5%", " ", "על"], "על 3.5% בשנת"),
    (["20/1/2025"], "20/1/2025"), (["50%"], "50%"), ([], ""), ([")"], "("),
    (["«", "نص", "»"], "«نص»"), (["Just Latin, here."], ".Just Latin, here"),
  ])
  func rightToLeftLines(_ pieces: [String], _ expected: String) { #expect(read(pieces) == expected) }

  @Test func leftToRightLines() {
    #expect(read(["the word ", "سلام", " is Arabic"], .leftToRight) == "the word سلام is Arabic")
    #expect(read(["it says ", "عليكم", " ", "السلام", "."], .leftToRight) == "it says السلام عليكم.")
    #expect(read(["plain (text) 50%"], .leftToRight) == "plain (text) 50%")
  }

  @Test func bracketsMayBeGivenAsTheyAreMeant() {
    #expect(read([")", "نص", "("], mirrors: false) == "(نص)")
    #expect(read(["(", "نص", ")"], mirrors: true) == "(نص)")
  }

  @Test func nothingIsLost() {
    var state: UInt64 = 7
    let some: [Unicode.Scalar] = ["a", "Z", "5", "٣", "ب", "א", " ", ".", ":", "-", "%", "(", ")", "\u{64E}", ",", "€"]
    for _ in 0..<2_000 {
      var line: [Unicode.Scalar] = []
      for _ in 0..<12 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        line.append(some[Int(state >> 33) % some.count])
      }
      for base in [Direction.leftToRight, .rightToLeft] {
        #expect(VisualOrder.logical(line, base, mirrors: false).sorted() == line.sorted())
      }
    }
  }

  @Test func presentationForms() {
    #expect(PresentationForms.resolved("ﺍﻧﻮﺍﻉ ﺍﳋﻄﻮﻁ") == "انواع الخطوط")
    #expect(PresentationForms.resolved("ﻻ ﷲ ﬁn ﹰ") == "لا الله fin \u{64B}")
    #expect(PresentationForms.resolved("½ Ⅳ ﴾نص﴿") == "½ Ⅳ ﴾نص﴿")
  }
}
