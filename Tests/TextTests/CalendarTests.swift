import Foundation
import Testing
import Text

/// Calendars against those of Foundation, and what numbers leave open.
@Suite struct CalendarTests {
  /// Every month of the years, by the first and the last day that Foundation has.
  @Test(arguments: [
    (
      Calendar.Identifier.islamicUmmAlQura,
      "محرم,صفر,ربيع الأول,ربيع الآخر,جمادى الأولى,جمادى الآخرة,رجب,شعبان,رمضان,شوال,ذو القعدة,ذو الحجة", 1300...1600
    ),
    (
      .islamicCivil, "محرم,صفر,ربيع الأول,ربيع الآخر,جمادى الأولى,جمادى الآخرة,رجب,شعبان,رمضان,شوال,ذو القعدة,ذو الحجة",
      1200...1299
    ),
    (.persian, "فروردین,اردیبهشت,خرداد,تیر,مرداد,شهریور,مهر,آبان,آذر,دی,بهمن,اسفند", 1280...1470),
  ])
  func agree(_ identifier: Calendar.Identifier, _ names: String, _ years: ClosedRange<Int>) throws {
    var calendar = Calendar(identifier: identifier)
    calendar.timeZone = try #require(TimeZone(identifier: "UTC"))
    for year in years {
      for (index, name) in names.split(separator: ",").enumerated() {
        let first = try #require(calendar.date(from: DateComponents(year: year, month: index + 1, day: 1)))
        let length = try #require(calendar.range(of: .day, in: .month, for: first)?.count)
        for (day, isDate) in [(1, true), (length, true), (length + 1, false)] {
          let found = Dates.mentions(in: "\(day) \(name) \(year)", language: "fa").first { $0.precision == .day }
          let expected = isDate ? Int64(first.timeIntervalSince1970) + Int64(day - 1) * 86_400 : nil
          #expect(found?.instant.secondsSince1970 == expected, "\(day) \(name) \(year)")
        }
      }
    }
  }

  private func reading(_ text: String, _ language: String? = nil) -> String {
    Dates.mentions(in: text, language: language).map { mention in
      let other = mention.alternative.map { " or \($0.description.prefix(10))" } ?? ""
      return mention.instant.description.prefix(10) + other
    }.joined(separator: ", ")
  }

  @Test func numbersThatLeaveOpenWhichIsTheDay() {
    #expect(reading("03/04/2025") == "2025-04-03 or 2025-03-04")
    #expect(reading("03/04/2025", "en") == "2025-04-03 or 2025-03-04")
    #expect(reading("03/04/2025", "en-US") == "2025-03-04")
    #expect(reading("03/04/2025", "en-GB") == "2025-04-03")
    #expect(reading("03/04/2025", "ar") == "2025-04-03")
    #expect(reading("٠٣/٠٤/٢٠٢٥") == "2025-04-03")
    #expect(reading("03.04.2025") == "2025-04-03")
    #expect(reading("04/04/2025") == "2025-04-04")
    #expect(reading("2025/03/04") == "2025-03-04")
  }

  @Test func whatStandsBesideTells() {
    #expect(reading("Thursday 03/04/2025") == "2025-04-03")
    #expect(reading("Tuesday, 03/04/2025") == "2025-03-04")
    #expect(reading("03/04/2025 10:30 EST") == "2025-03-04")
    #expect(reading("03/04/2025 and 25/04/2025") == "2025-04-03, 2025-04-25")
    #expect(reading("03/04/2025 and 04/25/2025") == "2025-03-04, 2025-04-25")
    #expect(reading("03/04/2025, 25/04/2025, 04/25/2025") == "2025-04-03 or 2025-03-04, 2025-04-25, 2025-04-25")
  }

  @Test func monthsWithTwoMeanings() {
    #expect(reading("5 listopada 2024", "pl") == "2024-11-05")
    #expect(reading("5. listopada 2024.", "hr") == "2024-10-05")
    #expect(reading("5 listopada 2024").contains(" or "))
  }

  @Test func whatIsSaidBesideTheMoment() throws {
    let hijri = try #require(Dates.stated("20 رجب 1446 هـ"))
    #expect(hijri.calendar == .hijri && hijri.offsetMinutes == nil)
    let zoned = try #require(Dates.stated("20 يناير 2025 06:56 بتوقيت مكة المكرمة"))
    #expect(zoned.offsetMinutes == 180 && zoned.calendar == .gregorian)
    #expect(Dates.stated("۱ بهمن ۱۴۰۳")?.calendar == .persian)
    #expect(Dates.only("20 January 2025") != nil)
    #expect(Dates.only("Published 20 January 2025") == nil)
    #expect(Dates.only("2 hours ago", now: zoned.instant) != nil)
  }
}
