import News
import Testing
import Text

/// The first words of reports, and what looks like them.
struct LeadDatelineTests {
  static let now = Instant(year: 2025, month: 1, day: 25)

  /// A paragraph; its place, agency, date, and what the report begins with.
  @Test(arguments: [
    (
      "MOSCOW, Jan 20 (Example Agency) - Grain exports rose",
      "MOSCOW | Example Agency | 2025-01-20 | Grain exports rose"
    ),
    ("CAIRO (EX) -- Talks go on", "CAIRO | EX | - | Talks go on"),
    ("LONDON — World leaders met", "LONDON | - | - | World leaders met"),
    (
      "SPRINGFIELD, Ill., January 20, 2025 /Example Wire/ -- Example Corp.",
      "SPRINGFIELD | Example Wire | 2025-01-20 | Example Corp."
    ),
    ("NEW DELHI, Jan. 20, 2025 – The ministry", "NEW DELHI | - | 2025-01-20 | The ministry"),
    ("WASHINGTON, D.C. (EXP) - Senators", "WASHINGTON | EXP | - | Senators"),
    ("Port Louis, 20 January 2025 (Agencies): The harbour", "Port Louis | - | 2025-01-20 | The harbour"),
    ("МОСКВА, 20 января. /ПРИМЕР/. Ремонт завершён", "МОСКВА | ПРИМЕР | 2025-01-20 | Ремонт завершён"),
    ("МОСКВА, 20 янв - Пример Новости. Урожай вырос", "МОСКВА | Пример Новости | 2025-01-20 | Урожай вырос"),
    (
      "Санкт-Петербург. 20 января 2025 года. ПРИМЕРФАКС - Суд отложил",
      "Санкт-Петербург | ПРИМЕРФАКС | 2025-01-20 | Суд отложил"
    ),
    ("Минск, 20 января 2025 г. – Министерство", "Минск | - | 2025-01-20 | Министерство"),
    ("تهران - نمونه - رئیس سازمان", "تهران | نمونه | - | رئیس سازمان"),
    ("تهران (خبرگزاری نمونه) - وزیر", "تهران | خبرگزاری نمونه | - | وزیر"),
    ("تهران، ۱ بهمن ۱۴۰۳ (نمونه) - وزیر", "تهران | نمونه | 2025-01-20 | وزیر"),
    ("القاهرة في 20 يناير 2025 /المثال/ قال وزير", "القاهرة | المثال | 2025-01-20 | قال وزير"),
    ("بيروت (رويترز) - أبقى البنك", "بيروت | رويترز | - | أبقى البنك"),
    ("القاهرة - 20 يناير (د ب أ) - بدأ", "القاهرة | د ب أ | 2025-01-20 | بدأ"),
    ("الرباط - وكالات: أعلنت وزارة", "الرباط | - | - | أعلنت وزارة"),
    ("بغداد/ المثال نيوز: قال", "بغداد | المثال نيوز | - | قال"),
    ("اسلام آباد (نمائندہ خصوصی) وزیراعظم نے", "اسلام آباد | - | - | وزیراعظم نے"),
    ("کراچی: شہر میں بارش", "کراچی | - | - | شہر میں بارش"),
    ("به گزارش خبرگزاری نمونه، قیمت گندم", "- | نمونه | - | قیمت گندم"),
    ("به گزارش نمونه، قیمت گندم", "- | نمونه | - | قیمت گندم"),
    ("لاہور، 20 جنوری (مثال نیوز) لاہور ہائی کورٹ", "لاہور | مثال نیوز | 2025-01-20 | لاہور ہائی کورٹ"),
  ])
  func found(_ paragraph: String, _ expected: String) throws {
    let lead = try #require(
      LeadDateline(paragraph, 0..<paragraph.utf8.count, language: Languages.identify(paragraph), now: Self.now),
      "\(paragraph)")
    let rest = paragraph.slice(lead.end..<paragraph.utf8.count).drop { $0 == " " }
    let date = lead.date.map { String($0.instant.description.prefix(10)) } ?? "-"
    #expect("\(lead.place ?? "-") | \(lead.agency ?? "-") | \(date) | \(rest)" == expected)
  }

  @Test(arguments: [
    "Moscow, she thought, and then - nothing.", "The minister (Roe) said on Monday that",
    "The talks - on trade - go on.",
    "Note: the figures are not final.", "قال الوزير (محمد سالم) إن العمل مستمر", "الوزير: لا تغيير في الأسعار",
    "In Paris, 20 January 2025 was a cold day.", "On 20 January 2025 - a Monday - he left.",
    "- Иди гулять, - говорила она.",
    "Он, конечно, знал - и молчал.", "دوشنبه ۱ بهمن ۱۴۰۳ - ۱۰:۳۰", "20 يناير 2025 - القاهرة", "A (B) c", "",
    "سوال: کیا بارش ہوگی؟", "به گزارش خبرنگار ما از محل، آتش مهار شد", "Peter - my brother - came late.",
    "وزیر نیرو در گفتگو با خبرنگاران گفت", "X / Y: Z", "(EX) - nothing before",
  ])
  func notFound(_ paragraph: String) {
    let lead = LeadDateline(paragraph, 0..<paragraph.utf8.count, language: nil, now: Self.now)
    #expect(lead == nil, "\(paragraph): \(String(describing: lead))")
  }

  @Test func aDateWithoutAYearNeedsSomethingToCountFrom() throws {
    let paragraph = "MOSCOW, Jan 20 (Example Agency) - Grain exports rose"
    let lead = try #require(LeadDateline(paragraph, 0..<paragraph.utf8.count, language: "en"))
    #expect(lead.place == "MOSCOW" && lead.agency == "Example Agency" && lead.date == nil)
  }
}
