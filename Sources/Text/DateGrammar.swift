/// What is known about a text before its dates are read.
struct DateContext {
  /// Which of day and month comes first in numbers.
  enum Order {
    case day, month
  }

  /// The bit of the text's language; 0 where it is not known.
  var languageBit: UInt128
  /// Nil where both are usual.
  var order: Order?
  /// Whether the language writes the year before the month, also with two digits.
  var writesYearFirst: Bool
  /// Whether numbers without a calendar's mark may be of this one.
  var calendar: DateCalendar?
  /// Whether the text is a field that holds a date: a year of two digits is one, and so is a bare `01/2025`.
  var isField: Bool
  /// What a date without a year is counted from; nil where it means nothing.
  var now: Instant?

  init(language tag: String?, isField: Bool = false, now: Instant? = nil) {
    let language = tag?.lowercased() ?? ""
    let primary = language.prefix { $0 != "-" && $0 != "_" }
    let region = language.split { $0 == "-" || $0 == "_" }.last ?? ""
    languageBit = DateVocabulary.bit(of: tag)
    self.isField = isField
    self.now = now
    calendar = ["fa", "ps", "prs"].contains(primary) ? .persian : primary == "th" ? .buddhist : nil
    writesYearFirst = ["zh", "ja", "ko", "hu", "lt", "mn", "eu", "fa"].contains(primary)
    // CLDR's short patterns: only these have the month first; English without a region has both.
    if ["en", "fil", "es"].contains(primary), ["us", "ph", "fil", "pr"].contains(region) {
      order = .month
    } else {
      order = primary.isEmpty || language == "en" || language == "und" ? nil : .day
    }
  }
}

/// Reads the date around a number; looks at a bounded number of lexemes, so that a text is read in linear time.
struct DateGrammar {
  let text: String
  let lexemes: [DateLexeme]
  let context: DateContext

  /// A day, month or year, and the lexemes that state it.
  struct Day {
    var calendar = DateCalendar.gregorian
    var year: Int
    var month = 1
    var day = 1
    var precision: Precision
    var lexemes: Range<Int>
    /// What the numbers themselves say of the order of day and month.
    var shownOrder: DateContext.Order?
    /// Whether day and month may as well be the other way round.
    var isOpen = false
    /// The month that the name means in another language.
    var otherMonth: Int?
    /// A time that stands within the date.
    var time: TimeOfDay?
    /// False where the text names no year.
    var hasYear = true

    var instant: Instant? { calendar.gregorian(year: year, month: month, day: day) }
    /// The other reading.
    var other: Instant? {
      if let otherMonth { return calendar.gregorian(year: year, month: otherMonth, day: day) }
      return isOpen ? calendar.gregorian(year: year, month: day, day: month) : nil
    }
  }

  /// A date with its company.
  struct Found {
    var day: Day
    var time: TimeOfDay?
    var weekday: Int
    var lexemes: Range<Int>
  }

  /// The mention whose first number is a lexeme.
  ///
  /// - Parameter free: the first lexeme that no mention before has taken.
  func mention(at index: Int, notBefore free: Int) -> Found? {
    if let day = date(at: index, free) { return company(of: day, nil, free) }
    // A time may stand before its date.
    let isAnnounced = index > free && has(index - 1, .announcesHour)
    guard let time = time(at: index, isAnnounced, afterDate: false) ?? halfBefore(index, free) else { return nil }
    var at = time.lexemes.upperBound
    for _ in 0..<6 {
      guard at < lexemes.count else { return nil }
      if lexemes[at].kind == .number { break }
      guard mayStandBefore(at) else { return nil }
      at += 1
    }
    guard at < lexemes.count, let day = date(at: at, time.lexemes.upperBound), day.precision == .day else { return nil }
    var earlier = time
    if isAnnounced { earlier.lexemes = index - 1..<time.lexemes.upperBound }
    return company(of: day, earlier, free)
  }

  private func halfBefore(_ index: Int, _ free: Int) -> TimeOfDay? {
    guard index > free, has(index - 1, .morning) || has(index - 1, .afternoon) else { return nil }
    return time(at: index - 1, false, afterDate: false)
  }

  /// What may stand between a time and the number of its date.
  private func mayStandBefore(_ index: Int) -> Bool {
    let lexeme = lexemes[index]
    if lexeme.kind == .mark { return isMark(index, in: "-|,./—•·([)]–؛") }
    let word = lexeme.word
    return word.month != nil || word.weekday > 0
      || !word.roles.isDisjoint(with: [.joins, .beforeTime, .dayUnit, .sameDay, .hour])
  }

  private func company(of day: Day, _ earlier: TimeOfDay?, _ free: Int) -> Found {
    var day = day
    var range = day.lexemes
    var weekday = 0
    if day.precision == .day {
      if let twin = twin(after: day) {
        range = range.lowerBound..<twin.lexemes.upperBound
        if day.calendar != .gregorian { day = twin }
        day.lexemes = range
      }
      let (before, start) = weekdayBefore(range.lowerBound, earlier?.lexemes.upperBound ?? free)
      weekday = before
      range = start..<range.upperBound
    }
    var time = earlier ?? day.time
    if let earlier {
      range = min(earlier.lexemes.lowerBound, range.lowerBound)..<range.upperBound
    } else if day.precision == .day {
      if weekday == 0, let (after, end) = weekdayAfter(range.upperBound) {
        weekday = after
        range = range.lowerBound..<end
      }
      if time == nil { time = timeAfter(range.upperBound) }
      if day.time == nil, let time { range = range.lowerBound..<time.lexemes.upperBound }
    }
    // Where weekday or zone tell the order, it is not open.
    if day.isOpen, let instant = day.instant, let other = day.other {
      let isFirst = weekday > 0 && instant.weekday + 1 == weekday
      let isSecond = weekday > 0 && other.weekday + 1 == weekday || weekday == 0 && (time?.isAmerican ?? false)
      if isSecond { (day.month, day.day) = (day.day, day.month) }
      if isFirst || isSecond {
        day.isOpen = false
        day.shownOrder = isFirst ? .day : .month
      }
    }
    return Found(day: day, time: time, weekday: weekday, lexemes: range)
  }

  /// The same day in another calendar: `20 رجب 1446هـ الموافق 20 يناير 2025م`.
  private func twin(after day: Day) -> Day? {
    var at = day.lexemes.upperBound
    for _ in 0..<5 {
      guard at < lexemes.count, lexemes[at].kind != .number else { break }
      let roles = lexemes[at].word.roles
      guard
        isMark(at, in: "-/(,|=–") || !roles.isDisjoint(with: [.sameDay, .beforeTime]) || lexemes[at].word.weekday > 0
      else { return nil }
      at += 1
    }
    guard at > day.lexemes.upperBound, at < lexemes.count, lexemes[at].kind == .number,
      var twin = date(at: at, day.lexemes.upperBound), twin.precision == .day,
      (twin.calendar == .gregorian) != (day.calendar == .gregorian), let one = day.instant, let other = twin.instant,
      abs(one.secondsSince1970 - other.secondsSince1970) <= 2 * 86_400
    else { return nil }
    if isMark(twin.lexemes.upperBound, in: ")") {
      twin.lexemes = twin.lexemes.lowerBound..<twin.lexemes.upperBound + 1
    }
    return twin
  }

  private func weekdayBefore(_ index: Int, _ free: Int) -> (weekday: Int, start: Int) {
    var start = index
    if start > free, isMark(start - 1, in: ",-–|/.—:(") { start -= 1 }
    if start > free, has(start - 1, .sameDay) || has(start - 1, .joins) || has(start - 1, .dayUnit) { start -= 1 }
    if start > free, isMark(start - 1, in: ",") { start -= 1 }
    guard start > free, lexemes[start - 1].word.weekday > 0 else { return (0, index) }
    return (lexemes[start - 1].word.weekday, start - 1)
  }

  /// `(月)`, `, hétfő`, `Pazartesi`.
  private func weekdayAfter(_ index: Int) -> (weekday: Int, end: Int)? {
    let isOpen = isMark(index, in: "([")
    let at = isOpen || isMark(index, in: ",") ? index + 1 : index
    guard at < lexemes.count, lexemes[at].word.weekday > 0 else { return nil }
    // A weekday of the next sentence, or of the next date.
    if !isOpen,
      lexemes[at].word.month != nil || at + 1 < lexemes.count && lexemes[at + 1].kind == .number && at == index
    {
      guard isTime(at + 1) else { return nil }
    }
    if isOpen { return isMark(at + 1, in: ")]") ? (lexemes[at].word.weekday, at + 2) : nil }
    return (lexemes[at].word.weekday, at + 1)
  }

  private func isTime(_ index: Int) -> Bool {
    number(index) != nil && isMark(index + 1, in: ":.") && touches(index + 1) && number(index + 2)?.digits == 2
  }
}

extension DateGrammar {
  /// A number of at most four digits.
  func number(_ index: Int) -> (value: Int, digits: Int)? {
    guard index >= 0, index < lexemes.count, lexemes[index].kind == .number, (1...4).contains(lexemes[index].digits)
    else { return nil }
    return (lexemes[index].value, lexemes[index].digits)
  }

  func has(_ index: Int, _ role: DateWord.Roles) -> Bool {
    index >= 0 && index < lexemes.count && lexemes[index].word.roles.contains(role)
  }

  func isWord(_ index: Int) -> Bool {
    index >= 0 && index < lexemes.count && lexemes[index].kind == .word
  }

  func isMark(_ index: Int, in marks: String) -> Bool {
    guard index >= 0, index < lexemes.count, lexemes[index].kind == .mark else { return false }
    let value = lexemes[index].value
    return marks.unicodeScalars.contains { Int($0.value) == value }
  }

  /// Whether nothing stands between a lexeme and the one before.
  func touches(_ index: Int) -> Bool { index > 0 && index < lexemes.count && lexemes[index].touches }

  /// Whether a number is part of something else: written on to a letter, or to a mark that is written on to a number.
  func isGlued(_ index: Int) -> Bool {
    guard touches(index) else { return false }
    let before = lexemes[index - 1]
    switch before.kind {
    case .number: return true
    case .word: return before.isAlphabetic && before.word.roles.isDisjoint(with: [.isoTime, .monthUnit, .era])
    case .mark: return before.value == 0x5F || isMark(index - 1, in: "#$€£%")
    }
  }

  /// A year of four digits that nothing is written on to.
  func year(_ index: Int) -> Int? {
    guard let number = number(index), number.digits == 4, (1000...2999).contains(number.value), !isGlued(index) else {
      return nil
    }
    let next = index + 1
    if touches(next) {
      if isWord(next), lexemes[next].isAlphabetic,
        lexemes[next].word.roles.isDisjoint(with: [.afterYear, .isoTime, .joins, .gregorian, .hijri, .ordinal])
      {
        return nil
      }
      if isMark(next, in: ".,"), touches(next + 1), let digits = self.number(next + 1)?.digits,
        digits == 1 || digits == 3
      {
        return nil
      }
    }
    return number.value
  }

  /// The number of a day.
  func dayNumber(_ index: Int) -> Int? {
    guard let number = number(index), number.digits <= 2, (1...31).contains(number.value), !isGlued(index) else {
      return nil
    }
    return number.value
  }
}
