import Testing
import Text

@Suite struct FoldingTests {
  @Test func arabic() {
    #expect("مُحَمَّد".folded() == "محمد")
    #expect("الإثنين آخر أكد ٱلله".folded() == "الاثنين اخر اكد الله")
    #expect("مـــدرسة علی مصطفى".folded() == "مدرسه علي مصطفي")
    #expect("شؤون شئون".folded() == "شءون شءون")
    #expect("٢٠٢٥ ۲۰۲۵ ٣٫٥".folded() == "2025 2025 3.5")
    #expect("ﻻ ﷲ Ｆull ﬁn".folded() == "لا الله full fin")
    #expect("می‌خواهد کراچی".folded() == "ميخواهد كراچي")
  }

  @Test func light() {
    #expect("الإسلاميّة مـن ٣ کی".folded(.light) == "الإسلامية من 3 كي")
    #expect("مصطفى Ｆ A".folded(.light) == "مصطفى Ｆ A")
  }

  @Test func oneOption() {
    #expect("أحمَد A".folded(.case) == "أحمَد a")
    #expect("أحمَد A".folded([]) == "أحمَد A")
  }

  /// Every scalar in the two sets, and the frequent ones in every single option.
  @Test func foldingTwiceIsFoldingOnce() {
    for options in [.matching, .light] + (0..<12).map({ Folding(rawValue: 1 << $0) }) {
      let last: UInt32 = options == .matching || options == .light ? 0x10FFFF : 0x2FFF
      let all = String(String.UnicodeScalarView((0...last).compactMap { Unicode.Scalar($0) }))
      let once = all.folded(options)
      #expect(Array(once.folded(options).utf8) == Array(once.utf8), "\(options)")
    }
  }

  private func randomText(_ pieces: [String]) -> String {
    (0..<Int.random(in: 0...20)).map { _ in pieces[.random(in: pieces.indices)] }.joined()
  }

  private let single = [
    "م", "حَ", "ّ", "ـ", "أ", "٢", "a", "B", " ", "\u{200C}", "日", "👍", "é", "\u{300}", "ى", "\u{202B}",
  ]

  @Test func everyFoldedRangeComesFromItsSource() {
    for round in 0..<100 {
      let source = randomText(single)
      let options: Folding = round % 2 == 0 ? .matching : .light
      let folded = FoldedText(source, nil, options)
      #expect(folded.text == source.folded(options))
      forEachRange(folded.text) { range in
        let again = String(source.slice(folded.sourceRange(of: range))).folded(options)
        #expect(Array(again.utf8) == Array(folded.text.slice(range).utf8), "\(source) \(range)")
      }
    }
  }

  /// A scalar that becomes several is taken whole.
  @Test func aRangeThatCutsALigatureTakesItWhole() {
    for _ in 0..<50 {
      let source = randomText(single + ["ﷲ", "…", "ﬁ"])
      let folded = FoldedText(source)
      forEachRange(folded.text) { range in
        let again = String(source.slice(folded.sourceRange(of: range))).folded()
        #expect(again.utf8.count >= range.count && folded.text.utf8.count >= again.utf8.count, "\(source) \(range)")
      }
    }
    #expect(FoldedText("a…b").sourceRange(of: 2..<3) == 1..<4)
  }

  @Test func rangesAreAbsolute() {
    let source = "قال أَحمدُ ذلك"
    let folded = FoldedText(source, 7..<19)
    #expect(folded.text == "احمد")
    #expect(folded.sourceRange(of: 0..<8) == 7..<19)
    #expect(folded.sourceRange(of: 0..<2) == 7..<11)
    #expect(folded.sourceRange(of: 8..<8) == 19..<19)
    #expect(FoldedText("َُ").sourceRange(of: 0..<0) == 4..<4)
  }

  private func forEachRange(_ text: String, _ body: (Range<Int>) -> Void) {
    let boundaries = text.utf8.enumerated().compactMap { $1 & 0xC0 == 0x80 ? nil : $0 } + [text.utf8.count]
    for from in boundaries {
      for to in boundaries where to > from { body(from..<to) }
    }
  }
}
