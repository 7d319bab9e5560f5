/// The Islamic calendar.
enum HijriCalendar {
  /// The day of a date: by the calendar of Umm al-Qura (Saudi Arabia) for 1300 to 1600, else by the arithmetical calendar, whose
  /// leap years are 2, 5, 7, 10, 13, 16, 18, 21, 24, 26 and 29 of 30. Where a month begins by the sighting of the moon, its days
  /// may differ from these by one, seldom by two.
  static func instant(year: Int, month: Int, day: Int) -> Instant? {
    guard (1...3000).contains(year), (1...12).contains(month), day >= 1 else { return nil }
    let days = tabled.contains(year) ? ummAlQura(year, month, day) : arithmetical(year, month, day)
    return days.map { Instant(secondsSince1970: Int64($0) * 86_400) }
  }

  private static func ummAlQura(_ year: Int, _ month: Int, _ day: Int) -> Int? {
    let index = year - tabled.lowerBound
    let lengths = table.lengths[index]
    guard day <= 29 + Int(lengths >> (month - 1) & 1) else { return nil }
    let longMonths = (lengths & (1 << (month - 1) - 1)).nonzeroBitCount
    return table.starts[index] + (month - 1) * 29 + longMonths + day - 1
  }

  private static func arithmetical(_ year: Int, _ month: Int, _ day: Int) -> Int? {
    let isLeap = (11 * year + 14) % 30 < 11
    guard day <= 29 + (month % 2 == 1 || month == 12 && isLeap ? 1 : 0) else { return nil }
    return firstDay + (year - 1) * 354 + (11 * year + 3) / 30 + (59 * (month - 1) + 1) / 2 + day - 1
  }

  /// Days from 1970-01-01 to 1 Muharram 1, which was 19 July 622 (Gregorian).
  private static let firstDay = -492_148

  private static let tabled = 1300...1600

  /// The months of 30 days of each year, a bit each from Muharram on, and the day each year begins on.
  private static let table: (lengths: [UInt16], starts: [Int]) = {
    let lengths = monthsOf30Days.split { $0 == " " || $0 == "\n" }.map { UInt16($0, radix: 16) ?? 0 }
    var starts: [Int] = []
    var start = -31826  // 1 Muharram 1300
    for months in lengths {
      starts.append(start)
      start += 12 * 29 + months.nonzeroBitCount
    }
    return (lengths, starts)
  }()

  /// Computed with ICU's calendar `islamic-umalqura`.
  private static let monthsOf30Days = """
    555 2AB 937 2B6 576 36C B55 AAA 956 49E 95D 2BA 5B5 3AA B4B A96 52E 2AD 56D
    B5A 752 F25 E8A D16 A56 AB5 6B4 DA9 B92 B25 64B A9B 35A 6D9 5D4 DA5 D4A A95
    536 975 2F4 6E9 6D4 6A9 535 25D 4BD 9BA 3B4 B69 B2A A55 4AD A5D 2DA 6D9 EAA
    E94 D2A C56 4AE A6D 56A D55 D4A A93 52B A5B 53A 6B5 EA9 D52 D29 A55 4AD 56D
    AEA 6E4 ED1 DA2 AAA 95A 2DA 5B9 BB2 764 6C9 555 2AB 4DB ABA 5B4 DA9 D52 AA5
    92D 26D 8ED 2DA AD5 AA5 A4B 497 937 2B6 975 D69 D52 C95 92B 25B 4DB 9D5 5D2
    DA5 D4A A95 54D AAD 3AA BD2 BC4 B89 A95 52D 5AD B6A 6D4 DC9 D92 AA6 956 2AE
    56D 36A B55 AAA 94D 49D 95D 2BA 5B5 5AA D55 A9A 92E 26E 55D ADA 6D4 6A5 B27
    A4D 4AD 56D B5A 754 F49 E92 D26 A56 356 6B5 BAA B92 B25 68B A9B 55A ADA 5B4
    DA9 B52 A9A 536 276 575 AF2 6D4 6A9 555 2AD 4BD 9BA 574 B69 B52 A95 52D A5D
    4DA AD9 6B2 E95 E2A C96 92E AAD 56A D65 D4A D15 62B C5B 53A 6B5 DB2 D64 D29
    A55 4AD 96D AEA 6E8 ED1 DA4 D4A A6A 2DA 5B9 B72 B68 6D1 655 4AB 95B 2BA 5B5
    DA9 D52 CA6 94E 46E 95D 4DA AD5 AAA A4D 49B 937 4B6 975 D6A D52 AA5 94B 2AB
    55B AD9 5D2 DC5 D92 B25 555 AB5 5B4 BA9 7A2 745 593 AAB 4D6 9D6 5D2 BA5 B4A
    A95 4AD 15D 2DD 9DA 5B4 5A9 52D 25B 8B7 176 56D B6A ACA A96 52B 15B 2BB 5B6
    DAA B94 D46 A8D 52D A9D 55A 755 749 F13 E4A A96 556 6B5 BAA B94
    """
}
