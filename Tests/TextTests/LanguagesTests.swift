import Testing
import Text

@Suite struct LanguagesTests {
  @Test(arguments: [
    ("ar", "ورحب قائد الجيش الباكستاني بزيارة رئيس الاركان الايرانية"),
    ("ar", "تأكيد إيراني باكستاني على مواجهة العناصر الإرهابية"),
    ("fa", "رئیس جمهور ایران گفت که این کشور برای مذاکره آماده است"),
    ("ur", "پاکستان کے وزیر اعظم نے کہا ہے کہ وہ مذاکرات کے لیے تیار ہیں"),
    ("ps", "د افغانستان حکومت وايي چې له پاکستان سره خبرې کوي"),
    ("ru", "Президент заявил, что переговоры пройдут в Москве"),
    ("uk", "Президент заявив, що переговори відбудуться у Києві"),
    ("en", "The president said that talks would be held in Cairo"),
    ("fr", "Le président a déclaré que les négociations auront lieu à Paris"),
    ("de", "Der Präsident sagte, dass die Gespräche in Berlin stattfinden"),
    ("es", "El presidente dijo que las negociaciones se celebrarán en Madrid"),
    ("it", "Il presidente ha detto che i negoziati si terranno a Roma"),
    ("pt", "O presidente disse que as negociações não serão em Lisboa"),
    ("tr", "Cumhurbaşkanı görüşmelerin Ankara'da yapılacağını ve bir heyetin geleceğini söyledi"),
    ("he", "הנשיא אמר כי השיחות יתקיימו בירושלים"), ("zh", "总统表示会谈将在北京举行"), ("ja", "大統領は会談が東京で行われると述べた"),
    ("ko", "대통령은 회담이 서울에서 열린다고 말했다"),
  ])
  func identifies(_ language: String, _ text: String) {
    #expect(Languages.identify(text) == language)
  }

  @Test(arguments: ["", "42", "OK", "«—»", "\u{0}\u{FFFF}", "Hezbollah Hamas"])
  func tooLittleEvidence(_ text: String) {
    #expect(Languages.identify(text) == nil)
  }

  @Test func partOfAText() {
    let text = "The president said that قال الرئيس إن المحادثات ستجري في القاهرة"
    #expect(Languages.identify(text, 24..<text.utf8.count) == "ar")
    #expect(Languages.identify(text, 0..<24) == "en")
  }

  @Test func directions() {
    #expect(Languages.direction(of: "ar-SA") == .rightToLeft)
    #expect(Languages.direction(of: "en") == .leftToRight)
    #expect(Languages.direction(of: "ku-Arab") == .rightToLeft)
    #expect(Languages.direction(of: "az-Latn-AZ") == .leftToRight)
    #expect(Languages.direction(of: "") == .leftToRight)
    #expect(Languages.direction(ofText: "«العالم» CNN") == .rightToLeft)
    #expect(Languages.direction(ofText: "123") == .leftToRight)
  }
}
