import Testing
import Text

@Suite struct CliticsTests {
  private func readings(_ word: String, suffixes: Bool = true) -> [String] {
    Clitics.analyses(of: word.folded(), suffixes: suffixes).map { "\($0.prefix)+\($0.stem)+\($0.suffix)" }
  }

  @Test(arguments: [
    ("والعمليات", "وال+عمليات+"), ("للقوات", "لل+قوات+"), ("بالمواقف", "بال+مواقف+"), ("لإغلاق", "ل+اغلاق+"),
    ("وبلاد", "و+بلاد+"), ("المسلحة", "ال+مسلحه+"), ("ستتخذ", "س+تتخذ+"),
  ])
  func prefixes(_ word: String, _ best: String) {
    let found = readings(word, suffixes: false)
    #expect(found.first == "+\(word.folded())+")
    #expect(found.dropFirst().first == best, "\(found)")
  }

  @Test(arguments: [
    ("سعادته", "+سعاده+ه"), ("علاقاتنا", "+علاقات+نا"), ("المسلحة", "ال+مسلح+ه"), ("زيارته", "+زياره+ه"),
    ("بلاده", "+بلاد+ه"),
    ("الباكستانيين", "ال+باكستان+يين"), ("مواقفهم", "+مواقف+هم"), ("للجنة", "لل+لجنه+"), ("مستواه", "+مستوي+ه"),
    ("وعلاقاتها", "و+علاق+اتها"), ("وبما", "وب+ما+"), ("ولباكستان", "ول+باكستان+"),
  ])
  func suffixes(_ word: String, _ reading: String) {
    #expect(readings(word).contains(reading), "\(readings(word))")
  }

  @Test func likelierFirst() {
    let found = readings("سعادته")
    #expect(found.firstIndex(of: "+سعاده+ه") == 1, "\(found)")
    #expect(readings("علاقاتنا")[1] == "+علاقات+نا", "\(readings("علاقاتنا"))")
    #expect(!readings("المواقفنا").contains("ال+مواقف+نا"))
  }

  @Test func stemsAreNotTooShort() {
    #expect(readings("ول") == ["+ول+"])
    for word in ["والد", "ولها", "وبه", "لله", "سها"] {
      for analysis in Clitics.analyses(of: word, suffixes: true).dropFirst() {
        let least = analysis.prefix.isEmpty || analysis.suffix.isEmpty ? 2 : 3
        #expect(analysis.stem.unicodeScalars.count >= least, "\(analysis)")
      }
    }
  }

  @Test func otherWordsHaveOneReading() {
    for word in ["", "london", "2025", "日本", "و\u{0}", String(repeating: "و", count: 10_000)] {
      #expect(readings(word) == ["+\(word)+"])
    }
  }
}
