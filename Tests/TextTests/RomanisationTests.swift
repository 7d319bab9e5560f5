import Testing
import Text

@Suite struct RomanisationTests {
  @Test(arguments: [
    ("محمد باقري", "Muhammad Baqiri"), ("سيد عاصم منير", "Sayyid Asim Munir"), ("اسلام اباد", "Islamabad"),
    ("كراتشي", "Karachi"),
    ("عبد الرحمن", "Abd al-Rahman"), ("العالم", "al-Alam"), ("هاشمي", "Hashimi"), ("طالبان", "Taliban"),
    ("محمود", "Mahmoud"),
    ("مسعود", "Masud"), ("ناصر", "Nasir"), ("ايران", "Iran"), ("السوداني", "al-Sudani"),
    ("قاسم سليماني", "Qasim Suleimani"),
    ("عبدالعزيز", "Abd al-Aziz"), ("يَحيى", "Yahya"), ("رشيد", "Rashid"), ("٢٠ يناير، CNN", "20 Yanayir, CNN"),
    ("العراقي", "al-Iraqi"),
  ])
  func names(_ arabic: String, _ latin: String) {
    #expect(Romanisation.romanise(arabic) == latin)
  }

  @Test func otherTextStays() {
    #expect(Romanisation.romanise("") == "")
    #expect(Romanisation.romanise("London 日本 \u{0}") == "London 日本 \u{0}")
    #expect(!Romanisation.romanise(String(repeating: "ب", count: 50_000)).isEmpty)
  }

  /// Nothing of the Arabic script is left over.
  @Test func noArabicRemains() {
    let all = String(String.UnicodeScalarView((0x620...0x64A).compactMap { Unicode.Scalar($0) }))
    #expect(Romanisation.romanise(all).utf8.allSatisfy { $0 < 0x80 })
  }
}
