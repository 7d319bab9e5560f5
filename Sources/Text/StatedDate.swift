extension Dates {
  /// The moment that a field of a feed or a mail states, where the field holds a date and nothing else: RFC 5322 with its old
  /// zones and years of two digits, ISO 8601, or words.
  ///
  /// - Parameter now: what "3 hours ago", "yesterday" and their like are counted from; nil where they mean nothing.
  public static func stated(_ field: String, now: Instant? = nil) -> DateMention? {
    let text = field.split { $0 == " " || $0.isNewline || $0 == "\t" }.joined(separator: " ")
    let end = text.utf8.count
    if let (instant, precision) = MailDate.read(text) {
      return DateMention(range: 0..<end, instant: instant, precision: precision, original: text)
    }
    if text.utf8.first.map({ (0x30...0x39).contains($0) }) == true, let instant = Instant(iso8601: text) {
      let time = text.dropFirst(8).drop { $0 != "T" && $0 != "t" && $0 != " " }.dropFirst()
      let clock = time.prefix { $0 == ":" || $0.isNumber }
      let precision: Precision = clock.isEmpty ? .day : clock.filter(\.isNumber).count > 4 ? .second : .minute
      return DateMention(range: 0..<end, instant: instant, precision: precision, original: text)
    }
    if let mention = mentions(in: text).first { return mention }
    return now.flatMap { RelativeDate.read(text, now: $0) }
      .map { DateMention(range: 0..<end, instant: $0.instant, precision: $0.precision, original: text) }
  }
}

/// Dates as RFC 822, 2822 and 5322 write them: `Mon, 20 Jan 2025 03:56:00 +0300 (AST)`.
private enum MailDate {
  static func read(_ text: String) -> (Instant, Precision)? {
    var words = text.prefix { $0 != "(" }.split { $0 == " " || $0 == "," }
    if let first = words.first, first.first?.isLetter == true, words.count > 3 { words.removeFirst() }
    if words.count >= 1, words[0].contains("-") {
      words.replaceSubrange(0..<1, with: words[0].split(separator: "-"))
    }
    guard words.count >= 4, let day = Int(words[0]), let month = month(words[1]), let year = year(words[2]) else {
      return nil
    }
    let time = words[3].split(separator: ":", omittingEmptySubsequences: false).map { Int($0) }
    guard time.count == 2 || time.count == 3, let hour = time[0], let minute = time[1],
      let second = time.count == 3 ? time[2] : 0, let offset = words.count > 4 ? offset(words[4]) : 0
    else { return nil }
    let instant = Instant(
      year: year, month: month, day: day, hour: hour, minute: minute, second: second, offsetMinutes: offset)
    return instant.map { ($0, time.count == 3 ? .second : .minute) }
  }

  private static func month(_ word: Substring) -> Int? {
    let names = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
    return names.firstIndex(of: String(word.prefix(3)).lowercased()).map { $0 + 1 }
  }

  /// Years of two and three digits as RFC 5322, 4.3, reads them.
  private static func year(_ word: Substring) -> Int? {
    guard let year = Int(word), word.allSatisfy(\.isNumber) else { return nil }
    return switch word.utf8.count {
    case 2: year < 50 ? 2000 + year : 1900 + year
    case 3: 1900 + year
    case 4: year
    default: nil
    }
  }

  /// Minutes ahead of UTC; an unknown name is UTC, as RFC 5322, 4.3, has it.
  private static func offset(_ word: Substring) -> Int? {
    if let sign = word.first, sign == "+" || sign == "-" {
      let digits = word.dropFirst().filter { $0 != ":" }
      guard digits.utf8.count == 4, let value = Int(digits), value / 100 < 24, value % 100 < 60 else { return nil }
      return (sign == "-" ? -1 : 1) * (value / 100 * 60 + value % 100)
    }
    let zones = [
      "EST": -300, "EDT": -240, "CST": -360, "CDT": -300, "MST": -420, "MDT": -360, "PST": -480, "PDT": -420, "CET": 60,
      "CEST": 120, "EET": 120, "EEST": 180, "MSK": 180, "BST": 60, "AST": 180,
    ]
    return word.allSatisfy(\.isLetter) ? zones[word.uppercased()] ?? 0 : nil
  }
}

/// Dates that are counted from another: "3 hours ago", "yesterday", «منذ ساعتين», «أمس».
private enum RelativeDate {
  static func read(_ text: String, now: Instant) -> (instant: Instant, precision: Precision)? {
    let words = Tokenizer.words(in: text).map { String(text.slice($0)).folded() }
    let days = words.compactMap { Self.days[$0] }.first
    if let days { return day(now, minus: days) }
    guard words.contains(where: { ["ago", "منذ", "قبل", "назад"].contains($0) }) else { return nil }
    for (at, word) in words.enumerated() {
      guard let unit = units[word] else { continue }
      let before = at > 0 && words[at - 1].allSatisfy(\.isNumber) ? Int(words[at - 1]) ?? .max : 1
      let count = unit.count > 0 ? unit.count : before
      guard count <= 10_000 else { return nil }
      if unit.seconds >= 86_400 { return day(now, minus: count * (unit.seconds / 86_400)) }
      let instant = Instant(secondsSince1970: now.secondsSince1970 - Int64(count * unit.seconds))
      return (instant, unit.seconds == 60 ? .minute : .hour)
    }
    return nil
  }

  private static func day(_ now: Instant, minus days: Int) -> (instant: Instant, precision: Precision)? {
    let then = Instant(secondsSince1970: now.secondsSince1970 - Int64(days) * 86_400).civil
    return Instant(year: then.year, month: then.month, day: then.day).map { ($0, .day) }
  }

  private static let days: [String: Int] = folded([
    "today": 0, "yesterday": 1, "اليوم": 0, "أمس": 1, "сегодня": 0, "вчера": 1,
  ])

  /// Seconds of a unit, and how many of them its form says by itself, 0 where a number stands before it.
  private static let units: [String: (seconds: Int, count: Int)] = folded([
    "minute": (60, 0), "minutes": (60, 0), "min": (60, 0), "mins": (60, 0), "hour": (3600, 0), "hours": (3600, 0),
    "day": (86_400, 0), "days": (86_400, 0), "week": (604_800, 0), "weeks": (604_800, 0),
    "دقيقة": (60, 0), "دقائق": (60, 0), "دقيقتين": (60, 2), "ساعة": (3600, 0), "ساعات": (3600, 0),
    "ساعتين": (3600, 2), "يوم": (86_400, 0), "أيام": (86_400, 0), "يومين": (86_400, 2), "أسبوع": (604_800, 0),
    "أسبوعين": (604_800, 2), "минут": (60, 0), "минуты": (60, 0), "час": (3600, 0), "часа": (3600, 0),
    "часов": (3600, 0), "дня": (86_400, 0), "дней": (86_400, 0),
  ])

  private static func folded<Meaning>(_ table: [String: Meaning]) -> [String: Meaning] {
    Dictionary(table.map { ($0.key.folded(), $0.value) }) { first, _ in first }
  }
}
