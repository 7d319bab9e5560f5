/// The forms of a date: in words, in numbers, with units.
extension DateGrammar {
  /// The date whose first number is a lexeme.
  func date(at index: Int, _ free: Int) -> Day? {
    guard index < lexemes.count, lexemes[index].kind == .number else { return nil }
    guard
      var day = compact(index) ?? units(index, free) ?? numeric(index, free) ?? yearFirst(index)
        ?? dayFirst(index) ?? monthFirst(index, free) ?? monthAndYear(index, free) ?? yearAlone(index, free)
    else { return nil }
    guard mark(&day) else { return nil }
    guard day.calendar.years.contains(day.year), day.instant != nil else { return nil }
    if day.isOpen && (day.other == nil || day.day == day.month) { day.isOpen = false }
    return day
  }

  /// Takes the mark of a calendar or era behind the year. False where it contradicts the rest.
  private func mark(_ day: inout Day) -> Bool {
    var end = day.lexemes.upperBound
    guard day.hasYear, end < lexemes.count else { return true }
    // A mark may stand in brackets, or behind a comma, but a bare letter must follow at once.
    let open = isMark(end, in: "(") ? end + 1 : end
    guard open < lexemes.count, lexemes[open].kind == .word else { return true }
    let roles = lexemes[open].word.roles
    if let marked = markedCalendar(open) {
      if marked != day.calendar {
        guard day.precision == .year, marked.years.contains(day.year) else { return false }
        day.calendar = marked
      }
      end = open + 1
      if open > day.lexemes.upperBound, isMark(end, in: ")") { end += 1 }
      day.lexemes = day.lexemes.lowerBound..<end
    } else if open == end, roles.contains(.afterYear), day.precision != .year {
      end += 1
      if isMark(end, in: "."), touches(end), !isWord(end + 1) || !touches(end + 1) { end += 1 }
      day.lexemes = day.lexemes.lowerBound..<end
    }
    return true
  }

  private func markedCalendar(_ index: Int) -> DateCalendar? {
    let lexeme = lexemes[index]
    let roles = lexeme.word.roles
    guard !lexeme.isAlphabetic || startsWithCapital(index) || lexeme.range.count > 2 else { return nil }
    if roles.contains(.persian) { return .persian }
    if roles.contains(.hijri) { return .hijri }
    if roles.contains(.gregorian) { return .gregorian }
    return roles.contains(.buddhist) ? .buddhist : nil
  }

  /// `20250120`, also with its time behind a T: only then in running text.
  private func compact(_ index: Int) -> Day? {
    let lexeme = lexemes[index]
    guard [8, 12, 14].contains(lexeme.digits), !isGlued(index) else { return nil }
    var value = lexeme.value
    for _ in 0..<(lexeme.digits - 8) / 2 { value /= 100 }
    guard context.isField && lexemes.count == 1 || lexeme.digits == 8 && has(index + 1, .isoTime) && touches(index + 1)
    else { return nil }
    let clock = lexeme.digits == 14 ? lexeme.value % 1_000_000 : lexeme.value % 10_000 * 100
    let time = TimeOfDay(
      hour: clock / 10_000, minute: clock / 100 % 100, second: clock % 100,
      precision: lexeme.digits == 14 ? .second : .minute, lexemes: index..<index + 1)
    guard lexeme.digits == 8 || time.hour < 24 && time.minute < 60 && time.second < 60 else { return nil }
    return Day(
      year: value / 10_000, month: value / 100 % 100, day: value % 100, precision: .day, lexemes: index..<index + 1,
      time: lexeme.digits > 8 ? time : nil)
  }

  /// `2025年1月20日`, `2025년 1월 20일`, `令和7年1月20日`, `20 tháng 1 năm 2025`; month and year, or a year, also alone.
  private func units(_ index: Int, _ free: Int) -> Day? {
    if let vietnamese = unitsBefore(index, free) { return vietnamese }
    guard let first = number(index) else { return nil }
    guard has(index + 1, .yearUnit), lexemes[index + 1].kind == .word, !lexemes[index + 1].isAlphabetic else {
      guard context.now != nil, let (month, day, end) = monthAndDay(index) else { return nil }
      return resolved(month: month, day: day, lexemes: index..<end)
    }
    var year = first.value
    var start = index
    if index > free, has(index - 1, .era), touches(index) {
      year += lexemes[index - 1].word.eraStart
      start = index - 1
    } else if first.digits != 4 {
      return nil
    }
    if let (month, day, end) = monthAndDay(index + 2) {
      return Day(year: year, month: month, day: day, precision: .day, lexemes: start..<end)
    }
    if let month = number(index + 2)?.value, has(index + 3, .monthUnit), (1...12).contains(month) {
      return Day(year: year, month: month, precision: .month, lexemes: start..<index + 4)
    }
    return Day(year: year, precision: .year, lexemes: start..<index + 2)
  }

  private func monthAndDay(_ index: Int) -> (month: Int, day: Int, end: Int)? {
    guard let month = number(index)?.value, has(index + 1, .monthUnit), !lexemes[index + 1].isAlphabetic,
      let day = number(index + 2)?.value, has(index + 3, .dayUnit)
    else { return nil }
    return (month, day, index + 4)
  }

  private func unitsBefore(_ index: Int, _ free: Int) -> Day? {
    // The unit stands before its number.
    if has(index + 1, .monthUnit), lexemes[index + 1].isAlphabetic, let day = dayNumber(index),
      let month = number(index + 2)?.value, (1...12).contains(month)
    {
      guard let (year, end) = yearBehind(index + 3) else {
        return resolved(month: month, day: day, lexemes: index..<index + 3)
      }
      return Day(year: year, month: month, day: day, precision: .day, lexemes: index..<end)
    }
    if index > free, has(index - 1, .monthUnit), lexemes[index - 1].isAlphabetic, let month = number(index)?.value,
      (1...12).contains(month), let (year, end) = yearBehind(index + 1)
    {
      return Day(year: year, month: month, precision: .month, lexemes: index - 1..<end)
    }
    return nil
  }

  /// A year behind at most three marks and joining words.
  private func yearBehind(_ index: Int) -> (year: Int, end: Int)? {
    var at = index
    for _ in 0..<4 {
      if let year = year(at) { return (year, at + 1) }
      guard at < lexemes.count else { return nil }
      if context.isField, let short = shortYear(at), at > index || !touches(at) { return (short, at + 1) }
      guard isMark(at, in: ",.-/'") || has(at, .joins) || has(at, .beforeYear) || isAlphabeticUnit(at) else {
        return nil
      }
      at += 1
    }
    return nil
  }

  private func isAlphabeticUnit(_ index: Int) -> Bool {
    (has(index, .yearUnit) || has(index, .monthUnit)) && lexemes[index].isAlphabetic
  }

  /// A year of two digits: 1969 to 2068, as POSIX reads it; RFC 5322, 4.3, turns at 50.
  private func shortYear(_ index: Int) -> Int? {
    guard let number = number(index), number.digits == 2, !isMark(index + 1, in: ":h") || !touches(index + 1) else {
      return nil
    }
    return number.value < 50 ? 2000 + number.value : 1900 + number.value
  }

  // MARK: Months in words

  /// `20 يناير 2025`, `20th of January, 2025`, `20 كانون الثاني (يناير) 2025`, `20. Januar 2025`, `20-Jan-25`.
  private func dayFirst(_ index: Int) -> Day? {
    guard let day = dayNumber(index) else { return nil }
    var at = index + 1
    if has(at, .ordinal), touches(at), lexemes[at].word.month == nil { at += 1 }
    for _ in 0..<3 {
      guard at < lexemes.count, lexemes[at].word.month == nil else { break }
      guard isMark(at, in: ".-–,/'") || has(at, .joins) || has(at, .ordinal) && touches(at) else { return nil }
      at += 1
    }
    guard let (month, end) = month(at) else { return nil }
    // "2 out of 2024" is no October.
    if month.roles.contains(.weakMonth), end < lexemes.count, text.slice(lexemes[end].range) == "of",
      month.month.map({ $0.languages & DateVocabulary.bit(of: "en") == 0 }) ?? true
    {
      return nil
    }
    return with(month, day: day, index..<end)
  }

  /// `January 20, 2025`, `Jan 20 03:56:00 2025`, from the number on.
  private func monthFirst(_ index: Int, _ free: Int) -> Day? {
    guard let day = dayNumber(index) else { return nil }
    var start = index - 1
    for _ in 0..<2 where start > free && start < lexemes.count && lexemes[start].word.month == nil {
      guard isMark(start, in: ".-") || has(start, .joins) else { return nil }
      start -= 1
    }
    guard start >= free, start >= 0, lexemes[start].word.month != nil, let (month, _) = month(start) else { return nil }
    var end = index + 1
    if has(end, .ordinal), touches(end) { end += 1 }
    if has(end, .dayUnit) { end += 1 }
    return with(month, day: day, start..<end)
  }

  /// A day of a month with the year behind it, which may be behind a time; without one, it is counted from now.
  private func with(_ month: DateWord, day: Int, _ range: Range<Int>) -> Day? {
    guard let first = month.month else { return nil }
    if let (year, end) = yearBehind(range.upperBound) {
      return choose(month, year: year, day: day, .day, range.lowerBound..<end)
    }
    if let (time, year, end) = yearBehindTime(range.upperBound) {
      var day = choose(month, year: year, day: day, .day, range.lowerBound..<end)
      day?.time = time
      return day
    }
    guard first.calendar == .gregorian else { return nil }
    return resolved(month: first.number, day: day, lexemes: range)
  }

  /// The time and year of `Mon Jan 20 03:56:00 UTC 2025`.
  private func yearBehindTime(_ index: Int) -> (time: TimeOfDay, year: Int, end: Int)? {
    guard let time = time(at: index, false, afterDate: true), time.precision >= .minute else { return nil }
    let at = time.lexemes.upperBound
    guard let year = year(at) else { return nil }
    return (time, year, at + 1)
  }

  /// The month that a name means in the text's language, or in the calendar of the year.
  private func choose(
    _ word: DateWord, year: Int, day: Int, _ precision: Precision, _ range: Range<Int>
  ) -> Day? {
    guard let first = word.month else { return nil }
    var month = first
    var other: Int?
    if let second = word.otherMonth {
      if !first.calendar.years.contains(year), second.calendar.years.contains(year) {
        month = second
      } else if first.calendar == second.calendar {
        let isSecond = context.languageBit & second.languages != 0 && context.languageBit & first.languages == 0
        if isSecond { month = second }
        if !isSecond, context.languageBit & first.languages == 0 { other = second.number }
      }
    }
    var calendar = month.calendar
    // Thai texts count the same months from another year.
    if calendar == .gregorian, DateCalendar.buddhist.years.contains(year) { calendar = .buddhist }
    return Day(
      calendar: calendar, year: year, month: month.number, day: day, precision: precision, lexemes: range,
      otherMonth: other)
  }

  /// `2025. január 20.`, `2025 January 20`, `2025-Jan-20`, `2025. gada 20. janvāris`.
  private func yearFirst(_ index: Int) -> Day? {
    guard let year = year(index) else { return nil }
    var at = index + 1
    for _ in 0..<3 {
      guard at < lexemes.count, lexemes[at].kind != .number, lexemes[at].word.month == nil else { break }
      guard isMark(at, in: ".,-/") || has(at, .joins) || has(at, .afterYear) || has(at, .ordinal) && touches(at) else {
        return nil
      }
      at += 1
    }
    if let day = dayNumber(at), isMark(at + 1, in: "."), let (month, end) = month(at + 2) {
      guard self.year(end) == nil else { return nil }
      return choose(month, year: year, day: day, .day, index..<end)
    }
    guard var (month, end) = month(at) else { return nil }
    if isMark(end, in: "-./"), end < lexemes.count { end += 1 }
    guard let day = dayNumber(end), !(isMark(end + 1, in: ":") && touches(end + 1)), yearBehind(end + 1) == nil else {
      return nil
    }
    end += 1
    if isMark(end, in: "."), touches(end) { end += 1 }
    if has(end, .ordinal), touches(end) { end += 1 }
    if isMark(end, in: "-"), touches(end), has(end + 1, .ordinal), touches(end + 1) { end += 2 }
    if has(end, .dayUnit) || has(end, .joins) && touches(end) { end += 1 }
    month.roles = []
    return choose(month, year: year, day: day, .day, index..<end)
  }

  /// `January 2025`, `يناير عام 2025`, `enero de 2025`.
  private func monthAndYear(_ index: Int, _ free: Int) -> Day? {
    guard let year = year(index), !(isMark(index + 1, in: ":") && touches(index + 1)) else { return nil }
    var start = index - 1
    for _ in 0..<2 where start >= free && start >= 0 && lexemes[start].word.month == nil {
      guard isMark(start, in: ",.-/'") || has(start, .joins) || has(start, .beforeYear) else { return nil }
      start -= 1
    }
    guard start >= free, start >= 0, let word = lexemes[start].word.month.map({ _ in lexemes[start].word }) else {
      return nil
    }
    if isWeak(start) { return nil }
    // Two names for one month: `كانون الثاني/يناير 2025`, `يناير (كانون الثاني) 2025`.
    var first = start
    if start - 2 >= free, isMark(start - 1, in: "/-("), lexemes[start - 2].word.month?.number == word.month?.number {
      first = start - 2
    }
    return choose(word, year: year, day: 1, .month, first..<index + 1)
  }

  /// Whether a month's name is too weak to stand without a day: a common word, and neither a capital nor the language speak
  /// for it.
  private func isWeak(_ index: Int) -> Bool {
    let lexeme = lexemes[index]
    if let month = lexeme.word.month, month.languages & context.languageBit != 0 { return false }
    let isShort = lexeme.isAlphabetic && lexeme.range.count <= 3
    guard lexeme.word.roles.contains(.weakMonth) || isShort else { return false }
    return !lexeme.isAlphabetic || !startsWithCapital(index)
      || isShort && lexeme.word.roles.contains(.weakMonth)
        && lexeme.word.month.map { $0.languages & DateVocabulary.bit(of: "en") == 0 } ?? true
  }

  /// A month, perhaps with its name in another tradition behind it, and a full stop.
  private func month(_ index: Int) -> (word: DateWord, end: Int)? {
    guard index >= 0, index < lexemes.count, lexemes[index].word.month != nil else { return nil }
    let word = lexemes[index].word
    var end = index + 1
    if isMark(end, in: "."), touches(end) { end += 1 }
    if isMark(end, in: "/-("), end + 1 < lexemes.count, lexemes[end + 1].word.month?.number == word.month?.number {
      end = isMark(end, in: "(") && isMark(end + 2, in: ")") ? end + 3 : end + 2
    }
    return (word, end)
  }

  // MARK: Years

  /// A year behind or before a word for it.
  private func yearAlone(_ index: Int, _ free: Int) -> Day? {
    guard let year = number(index), year.digits == 4, !isGlued(index) else { return nil }
    let calendar: DateCalendar = year.value < 1700 && context.calendar == .persian ? .persian : .gregorian
    let isMarked =
      has(index + 1, .hijri) || has(index + 1, .persian) || has(index + 1, .buddhist)
    guard calendar.years.contains(year.value) || isMarked else { return nil }
    if index > free, has(index - 1, .beforeYear) {
      return Day(calendar: calendar, year: year.value, precision: .year, lexemes: index - 1..<index + 1)
    }
    // "in 2000 cases": a year has no noun after it.
    if index > free, has(index - 1, .perhapsBeforeYear), (1900...2099).contains(year.value), !isWord(index + 1),
      self.year(index) != nil
    {
      return Day(year: year.value, precision: .year, lexemes: index - 1..<index + 1)
    }
    if context.isField, lexemes.count == 1 {
      return Day(calendar: calendar, year: year.value, precision: .year, lexemes: index..<index + 1)
    }
    let roles: DateWord.Roles = index + 1 < lexemes.count ? lexemes[index + 1].word.roles : []
    guard
      roles.contains(.afterYear) && isLongMark(index + 1) || !roles.isDisjoint(with: [.gregorian, .hijri, .persian])
    else { return nil }
    return Day(
      calendar: calendar, year: year.value, precision: .year,
      lexemes: index..<index + (roles.contains(.afterYear) ? 2 : 1))
  }

  /// `г`, `r` and `р` alone are too little to make a number a year.
  private func isLongMark(_ index: Int) -> Bool { lexemes[index].range.count > 2 }

  /// A date without its year: the last one that is not after tomorrow; nil where there is nothing to count from.
  private func resolved(month: Int, day: Int, lexemes: Range<Int>) -> Day? {
    guard context.isField, let now = context.now else { return nil }
    let year = now.civil.year
    let latest = now.secondsSince1970 + 86_400
    for candidate in [year + 1, year, year - 1] {
      guard let instant = Instant(year: candidate, month: month, day: day) else { continue }
      if instant.secondsSince1970 <= latest {
        return Day(
          year: candidate, month: month, day: day, precision: .day, lexemes: lexemes, hasYear: false)
      }
    }
    return nil
  }

  func startsWithCapital(_ index: Int) -> Bool {
    let (value, _) = scalar(text.utf8Span.span, at: lexemes[index].range.lowerBound)
    return Unicode.Scalar(value)?.properties.isUppercase ?? false
  }
}
