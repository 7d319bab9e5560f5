import CICU

/// Reads a date around a number; looks at a bounded number of tokens, so that a text is read in linear time.
struct DateReader {
  let text: String
  let tokens: [Token]

  /// Year, month and day, and the tokens they take.
  struct Day {
    var year: Int
    var month = 1
    var day = 1
    var precision: Precision
    var tokens: Range<Int>
  }

  /// The mention whose first number is token `index`, and the token after it.
  func mention(at index: Int, notBefore free: Int) -> (DateMention, Int)? {
    if let iso = iso8601(at: index) { return iso }
    guard var day = numeric(at: index) ?? dayMonthYear(at: index) ?? monthBefore(index, free) ?? year(at: index, free),
      Instant(year: day.year, month: day.month, day: day.day) != nil
    else { return nil }
    day.tokens = afterYear(day.tokens.upperBound, day).map { day.tokens.lowerBound..<$0 } ?? day.tokens
    guard !isHijri(day) else { return nil }
    var time: TimeOfDay?
    if day.precision == .day {
      time = timeAfter(day.tokens.upperBound)
      day.tokens = weekdayBefore(day.tokens.lowerBound, free)..<(time?.tokens.upperBound ?? day.tokens.upperBound)
      if time == nil, let earlier = timeBefore(day.tokens.lowerBound, free) {
        time = earlier
        day.tokens = earlier.tokens.lowerBound..<day.tokens.upperBound
      }
    }
    guard
      let local = Instant(
        year: day.year, month: day.month, day: day.day, hour: time?.hour ?? 0, minute: time?.minute ?? 0,
        second: time?.second ?? 0)
    else { return nil }
    let offset = time?.zone?.offsetMinutes(local) ?? 0
    let range = tokens[day.tokens.lowerBound].range.lowerBound..<tokens[day.tokens.upperBound - 1].range.upperBound
    return (
      DateMention(
        range: range, instant: Instant(secondsSince1970: local.secondsSince1970 - Int64(offset * 60)),
        precision: time?.precision ?? day.precision, original: String(text.slice(range))),
      day.tokens.upperBound
    )
  }

  /// `2025-01-20` and `2025-01-20T03:56:00+03:00`, as RFC 3339 has them.
  private func iso8601(at index: Int) -> (DateMention, Int)? {
    guard tokens[index].range.count == 4, isMark(index + 1, "-"), let year = number(index)?.value, year >= 1700 else {
      return nil
    }
    let bytes = text.utf8Span.span
    let start = tokens[index].range.lowerBound
    var end = start
    while end < bytes.count, end - start < 36,
      isASCIIDigit(bytes[end]) || [0x2B, 0x2D, 0x2E, 0x3A, 0x54, 0x5A].contains(bytes[end])
    { end += 1 }
    while end > start, [0x2B, 0x2D, 0x2E, 0x3A].contains(bytes[end - 1]) { end -= 1 }
    guard end == bytes.count || !isLetter(bytes, at: end, bytes.count), end - start > 10,
      let instant = Instant(iso8601: text.slice(start..<end))
    else { return nil }
    var next = index
    while next < tokens.count, tokens[next].range.lowerBound < end { next += 1 }
    let time = text.slice(start + 11..<end)
    let precision: Precision = time.utf8.count >= 8 && time.utf8.dropFirst(5).first == 0x3A ? .second : .minute
    return (
      DateMention(
        range: start..<end, instant: instant, precision: precision, original: String(text.slice(start..<end))),
      next
    )
  }

  /// Three numbers with the same mark between them, or one token of numbers with full stops.
  private func numeric(at index: Int) -> Day? {
    let parts: [(value: Int, digits: Int)]
    let end: Int
    if let dotted = dottedNumbers(index) {
      parts = dotted
      end = index + 1
    } else {
      guard let sign = mark(index + 1), ["/", "-", "–", "\\", "."].contains(sign), isMark(index + 3, sign),
        !(isMark(index - 1, sign) && touch(index - 1)), !(isMark(index + 5, sign) && touch(index + 4)),
        (index..<index + 4).allSatisfy({ touch($0) || sign == "/" && !hasLineBreak($0) }),
        let first = number(index), let second = number(index + 2), let third = number(index + 4)
      else { return nil }
      parts = [first, second, third]
      end = index + 5
    }
    guard parts[1].digits <= 2 else { return nil }
    let (year, month, day) =
      parts[0].digits == 4
      ? (parts[0].value, parts[1].value, parts[2].value)
      : parts[1].value > 12 && parts[0].value <= 12
        ? (parts[2].value, parts[0].value, parts[1].value) : (parts[2].value, parts[1].value, parts[0].value)
    guard parts[0].digits == 4 && parts[2].digits <= 2 || parts[0].digits <= 2 && parts[2].digits == 4,
      (1700...2199).contains(year)
    else { return nil }
    return Day(year: year, month: month, day: day, precision: .day, tokens: index..<end)
  }

  /// `20 يناير 2025`, `20th of January, 2025`, `20 كانون الثاني (يناير) 2025`.
  private func dayMonthYear(at index: Int) -> Day? {
    guard let day = dayNumber(index) else { return nil }
    var next = index + 1
    if isMark(next, ".") || isWord(next, ["من", "of", "شهر", "-"]) { next += 1 }
    if isMark(next, "-") || isMark(next, "/") || isWord(next, ["شهر"]) { next += 1 }
    guard let month = month(at: next), let year = yearNumber(after: month.end), !hasLineBreak(in: index..<year.end)
    else {
      return nil
    }
    return Day(year: year.value, month: month.number, day: day, precision: .day, tokens: index..<year.end)
  }

  /// `January 20, 2025` and `January 2025`, from the number on.
  private func monthBefore(_ index: Int, _ free: Int) -> Day? {
    let beforeComma = index > free && (isMark(index - 1, ",") || isMark(index - 1, "،")) ? index - 1 : index
    guard let month = month(endingAt: beforeComma, free) else { return nil }
    if let day = dayNumber(index), beforeComma == index, month.isLatin {
      guard let year = yearNumber(after: index + 1), !hasLineBreak(in: month.start..<year.end) else { return nil }
      return Day(year: year.value, month: month.number, day: day, precision: .day, tokens: month.start..<year.end)
    }
    guard let year = yearNumber(at: index), !hasLineBreak(in: month.start..<index + 1) else { return nil }
    return Day(year: year, month: month.number, precision: .month, tokens: month.start..<index + 1)
  }

  /// A year behind or before a word for it.
  private func year(at index: Int, _ free: Int) -> Day? {
    guard let year = number(index), year.digits == 4, (1700...2199).contains(year.value) else { return nil }
    if index > free, !hasLineBreak(index - 1), let word = word(index - 1), DateNames.yearBefore.contains(word) {
      // "in 2000 cases": a year has no noun after it.
      guard !["in", "since"].contains(word) || (1900...2099).contains(year.value) && self.word(index + 1) == nil else {
        return nil
      }
      return Day(year: year.value, precision: .year, tokens: index - 1..<index + 1)
    }
    guard let word = word(index + 1), DateNames.yearAfter.contains(word), !hasLineBreak(index) else { return nil }
    return Day(year: year.value, precision: .year, tokens: index..<index + 2)
  }

  /// What marks a year as Gregorian: م, ء, года.
  private func afterYear(_ index: Int, _ day: Day) -> Int? {
    guard index > 0, !hasLineBreak(index - 1), let word = word(index) else { return nil }
    if word == "م" || word == "ء" { return index + 1 }
    return DateNames.yearAfter.contains(word) && day.precision != .year ? index + 1 : nil
  }

  private func isHijri(_ day: Day) -> Bool {
    let next = day.tokens.upperBound
    guard !hasLineBreak(next - 1), let word = word(next) else { return false }
    return ["ه", "هجري", "هجريه", "هجرية", "ش", "ق"].contains(word)
  }

  private func weekdayBefore(_ index: Int, _ free: Int) -> Int {
    var start = index
    if start > free, isMark(start - 1, in: ["،", ",", "-", "–", "|", "/", "."]) { start -= 1 }
    if start > free, isWord(start - 1, ["الموافق", "موافق", "the"]) { start -= 1 }
    guard start > free, let word = word(start - 1), DateNames.weekdays.contains(word),
      !hasLineBreak(in: start - 1..<index + 1)
    else { return index }
    return start - 1
  }

  private func month(at index: Int) -> (number: Int, end: Int)? {
    guard let simple = simpleMonth(at: index) else { return nil }
    var end = simple.end
    if isMark(end, ".") { end += 1 }
    if isMark(end, "/") || isMark(end, "-") || isMark(end, "("), let other = simpleMonth(at: end + 1),
      other.number == simple.number
    {
      end = isMark(end, "(") && isMark(other.end, ")") ? other.end + 1 : other.end
    }
    return (simple.number, end)
  }

  private func simpleMonth(at index: Int) -> (number: Int, end: Int)? {
    guard let first = word(index) else { return nil }
    if let second = word(index + 1), let number = DateNames.month(first + " " + second) { return (number, index + 2) }
    return DateNames.month(first).map { ($0, index + 1) }
  }

  private func month(endingAt end: Int, _ free: Int) -> (number: Int, start: Int, isLatin: Bool)? {
    let last = end > free && isMark(end - 1, ".") ? end - 1 : end
    for length in [5, 4, 3, 2, 1] where last - length >= free {
      guard let month = month(at: last - length), month.end == last || month.end == end else { continue }
      return (month.number, last - length, text.utf8Span.span[tokens[last - length].range.lowerBound] < 0x80)
    }
    return nil
  }

  private func yearNumber(after index: Int) -> (value: Int, end: Int)? {
    for skipped in 0..<3 {
      if let year = yearNumber(at: index + skipped) { return (year, index + skipped + 1) }
      guard
        isMark(index + skipped, ",") || isMark(index + skipped, "،") || isMark(index + skipped, "-")
          || isMark(index + skipped, "/")
          || isWord(index + skipped, ["من", "عام", "سنه", "لعام", "للعام", "العام", "سال", "of"])
      else { return nil }
    }
    return nil
  }

  private func yearNumber(at index: Int) -> Int? {
    guard let number = number(index), number.digits == 4, (1000...2999).contains(number.value) else { return nil }
    return number.value
  }

  private func dayNumber(_ index: Int) -> Int? {
    guard let number = number(index) ?? ordinal(index), number.digits <= 2, (1...31).contains(number.value) else {
      return nil
    }
    return number.value
  }
}
