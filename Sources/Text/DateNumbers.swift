/// Dates in numbers.
extension DateGrammar {
  /// Three numbers with the same mark between them: `2025-01-20`, `20/01/2025`, `20.01.2025`, `20. 1. 2025`.
  func numeric(_ index: Int, _ free: Int) -> Day? {
    guard let first = number(index), !isGlued(index), isMark(index + 1, in: "/-.\\"), let second = number(index + 2)
    else { return nil }
    let sign = lexemes[index + 1].value
    guard second.digits <= 2, index + 3 < lexemes.count, lexemes[index + 3].kind == .mark,
      lexemes[index + 3].value == sign,
      let third = number(index + 4), isSpaced(index, sign)
    else { return monthInNumbers(first, second, index) }
    // Part of a longer chain, such as an address or a version.
    if index >= 2, isSign(index - 1, sign), touches(index), touches(index - 1), lexemes[index - 2].kind == .number {
      return nil
    }
    var end = index + 5
    if isSign(end, sign), touches(end), end + 1 < lexemes.count, lexemes[end + 1].kind == .number, touches(end + 1) {
      return nil
    }
    if touches(end), isWord(end), lexemes[end].isAlphabetic,
      lexemes[end].word.roles.isDisjoint(with: [.isoTime, .afterYear, .hijri, .gregorian, .joins])
    {
      return nil
    }
    guard var day = ordered(first, second, third, index, sign) else { return nil }
    // A full stop that ends a date written with full stops.
    if sign == 0x2E, isMark(end, in: "."), touches(end), !touches(end + 1) || lexemes.count == end + 1 { end += 1 }
    day.lexemes = index..<end
    return day
  }

  private func isSign(_ index: Int, _ sign: Int) -> Bool {
    index >= 0 && index < lexemes.count && lexemes[index].kind == .mark && lexemes[index].value == sign
  }

  /// Blanks may stand around slashes and behind full stops only.
  private func isSpaced(_ index: Int, _ sign: Int) -> Bool {
    switch sign {
    case 0x2F: true
    case 0x2E: touches(index + 1) && touches(index + 3) && touches(index + 2) == touches(index + 4)
    default: (index + 1...index + 4).allSatisfy { touches($0) }
    }
  }

  private func ordered(
    _ first: (value: Int, digits: Int), _ second: (value: Int, digits: Int), _ third: (value: Int, digits: Int),
    _ index: Int, _ sign: Int
  ) -> Day? {
    let range = index..<index + 5
    if first.digits == 4, third.digits <= 2 {
      guard let calendar = calendar(first.value, index, range.upperBound) else { return nil }
      return Day(
        calendar: calendar, year: first.value, month: second.value, day: third.value, precision: .day, lexemes: range,
        shownOrder: nil)
    }
    var year = third.value
    if third.digits == 2, first.digits <= 2, context.isField, sign != 0x2D,
      !(isMark(index + 5, in: ":") && touches(index + 5))
    {
      if context.writesYearFirst {
        return Day(
          year: 2000 + first.value, month: second.value, day: third.value, precision: .day, lexemes: range)
      }
      year = third.value < 69 ? 2000 + third.value : 1900 + third.value
    } else {
      guard third.digits == 4, first.digits <= 2, self.year(index + 4) != nil else { return nil }
    }
    guard let calendar = calendar(year, index, range.upperBound) else { return nil }
    var day = Day(
      calendar: calendar, year: year, month: second.value, day: first.value, precision: .day, lexemes: range,
      shownOrder: nil)
    if first.value > 12 || calendar != .gregorian || sign == 0x2E && second.value <= 12 {
      if first.value > 12, sign != 0x2E { day.shownOrder = .day }
      return day
    }
    if second.value > 12 {
      (day.month, day.day) = (first.value, second.value)
      day.shownOrder = .month
      return day
    }
    if lexemes[index].hasOwnDigits { return day }
    switch context.order {
    case .day: break
    case .month: (day.month, day.day) = (first.value, second.value)
    case nil: day.isOpen = true
    }
    return day
  }

  /// The calendar of a year in numbers; nil where it cannot be told.
  private func calendar(_ year: Int, _ first: Int, _ end: Int) -> DateCalendar? {
    if DateCalendar.gregorian.years.contains(year) { return .gregorian }
    if DateCalendar.buddhist.years.contains(year) {
      return context.calendar == .buddhist || has(end, .buddhist) ? .buddhist : nil
    }
    if has(end, .hijri) { return .hijri }
    guard DateCalendar.persian.years.contains(year) else { return nil }
    if has(end, .persian) || context.calendar == .persian { return .persian }
    // Digits of Persian with the years of our time.
    return lexemes[first].hasExtendedDigits && (1360...1420).contains(year) ? .persian : nil
  }

  /// `01/2025` and `2025-01`, where the field is nothing else.
  private func monthInNumbers(
    _ first: (value: Int, digits: Int), _ second: (value: Int, digits: Int), _ index: Int
  ) -> Day? {
    guard context.isField, lexemes.count == 3, (first.digits == 4) != (second.digits == 4), !isMark(1, in: "\\") else {
      return nil
    }
    let (year, month) = first.digits == 4 ? (first.value, second.value) : (second.value, first.value)
    guard let calendar = calendar(year, index, 3) else { return nil }
    return Day(calendar: calendar, year: year, month: month, precision: .month, lexemes: index..<index + 3)
  }
}
