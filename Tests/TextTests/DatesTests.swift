import Testing
import Text

@Suite struct DatesTests {
  private func found(_ text: String) -> [String] {
    Dates.mentions(in: text).map { "\($0.instant) \($0.precision.rawValue)" }
  }

  @Test func theSample() throws {
    let line = "الإثنين ٢٠ يناير ٢٠٢٥ - ٠٣:٥٦ بتوقيت غرينتش"
    let text = "لتأمين الحدود المشتركة\n\(line)\n\n أكد رئيس هيئة الأركان"
    let mention = try #require(Dates.mentions(in: text).first)
    #expect(mention.instant.description == "2025-01-20T03:56:00Z")
    #expect(mention.precision == .minute)
    #expect(mention.original == line)
    #expect(String(text.slice(mention.range)) == line)
  }

  @Test(arguments: [
    "20 كانون الثاني/يناير 2025", "٢٠ يناير (كانون الثاني) ٢٠٢٥", "20 جانفي 2025", "20 من يناير عام 2025",
    "20 يناير، 2025",
    "20 جنوری 2025ء", "۲۰ ژانویه ۲۰۲۵", "20 января 2025 года", "20 January 2025", "January 20, 2025", "Jan. 20th, 2025",
    "Monday, 20th of January 2025", "20/01/2025", "01/20/2025", "2025-01-20", "٢٠-١-٢٠٢٥", "20.01.2025", "2025/1/20",
    "الاثنين الموافق 20 يناير 2025م", "20‪/‬01‪/‬2025",
  ])
  func days(_ text: String) {
    #expect(found(text) == ["2025-01-20T00:00:00Z day"])
    #expect(Dates.mentions(in: text).map(\.original) == [text])
  }

  @Test func maghrebiMonths() {
    #expect(
      found("3 غشت 2024 و4 شتنبر 2024 و5 دجنبر 2024 و6 يوليوز 2024") == [
        "2024-08-03T00:00:00Z day", "2024-09-04T00:00:00Z day", "2024-12-05T00:00:00Z day", "2024-07-06T00:00:00Z day",
      ])
  }

  @Test(arguments: [
    ("20 يناير 2025 الساعة 06:56 بتوقيت مكة المكرمة", "minute"), ("20 يناير 2025، 5:56 صباحا بتوقيت القاهرة", "minute"),
    ("20 يناير 2025 | 05:56 (بتوقيت بيروت)", "minute"), ("20/01/2025 06:56 بتوقيت دمشق", "minute"),
    ("20/01/2025 - 07:56 بتوقيت أبوظبي", "minute"), ("20 January 2025 at 6:56 am GMT+3", "minute"),
    ("20 January 2025 3:56 a.m. UTC", "minute"), ("2025-01-20T06:56:00+03:00", "second"),
    ("2025-01-20T03:56Z", "minute"),
    ("03:56 GMT, 20 January 2025", "minute"), ("January 19, 2025, 10:56 pm EST", "minute"),
    ("20 يناير 2025 03:56:00 غرينتش", "second"), ("Mon, 20 Jan 2025 03:56:00 +0000", "second"),
    ("2025-01-20 03:56", "minute"), ("20/1/2025 | 6:56 ص (مكة المكرمة)", "minute"), ("Jan 20 2025 3:56AM", "minute"),
    ("20-Jan-2025 at 3:56", "minute"),
    ("الاثنين، 20 يناير/كانون الثاني 2025 - الساعة: 06:56 صباحا بتوقيت بغداد", "minute"),
  ])
  func times(_ text: String, _ precision: String) {
    #expect(found(text) == ["2025-01-20T03:56:00Z \(precision)"])
    #expect(Dates.mentions(in: text).map(\.original) == [text])
  }

  @Test func hours() {
    #expect(found("20 يناير 2025 الساعة 3 مساء") == ["2025-01-20T15:00:00Z hour"])
    #expect(found("20 January 2025, 3pm") == ["2025-01-20T15:00:00Z hour"])
    #expect(found("20 July 2024, 12:30 بتوقيت القاهرة") == ["2024-07-20T09:30:00Z minute"])
  }

  @Test func monthsAndYears() {
    #expect(found("في يناير 2025 وعام 2024") == ["2025-01-01T00:00:00Z month", "2024-01-01T00:00:00Z year"])
    #expect(found("January 2025. In 2023, he") == ["2025-01-01T00:00:00Z month", "2023-01-01T00:00:00Z year"])
    #expect(found("В 2024 году") == ["2024-01-01T00:00:00Z year"])
  }

  @Test(arguments: [
    "30 فبراير 2025", "29/02/2025", "2025-13-01", "20 يناير", "15 يناير 1446 هـ", "2025", "في 2000 حالة", "1.2.3",
    "12:30",
    "20\nيناير 2025x", "192.168.2025.1", "2025-01-20-03", "20/01/2025/7", "القرار 2231",
  ])
  func noDates(_ text: String) {
    #expect(found(text).filter { $0.hasSuffix("day") || $0.hasSuffix("year") } == [])
  }

  @Test func hostileInput() {
    for text in [
      "20 20 20 يناير يناير 9999999999999999999999 2025 م م م", "/////", "٢٠//٢٠", "2025-", "20 يناير 2025 الساعة",
    ] {
      _ = Dates.mentions(in: text)
      _ = Dates.mentions(in: String(repeating: text, count: 2000))
    }
  }
}
