/// A time of day beside a date.
struct TimeOfDay {
  var hour: Int
  var minute = 0
  var second = 0
  var precision: Precision
  var zone: DateZone?
  var lexemes: Range<Int>
  /// Whether it was written 24:00.
  var isNextDay = false
  var hasNamedZone = false

  /// Whether its zone is one of those where the month is written before the day.
  var isAmerican: Bool {
    switch zone {
    case .unitedStates: true
    case .fixed(let minutes): [-300, -360, -420, -480, -240].contains(minutes) && hasNamedZone
    default: false
    }
  }
}

extension DateGrammar {
  /// The time that follows a date: `- ٠٣:٥٦ بتوقيت غرينتش`, `at 3:56 pm GMT+3`, `الساعة 3 مساء`, `T03:56:00Z`.
  func timeAfter(_ start: Int) -> TimeOfDay? {
    if has(start, .isoTime), touches(start), touches(start + 1) { return isoTime(start + 1) }
    var index = start
    var isAnnounced = false
    for _ in 0..<6 {
      guard index < lexemes.count, lexemes[index].kind != .number else { break }
      let word = lexemes[index].word
      if lexemes[index].kind == .mark {
        guard isMark(index, in: "-–—|,.(؛:/•·[)]") else { return nil }
      } else if word.roles.contains(.announcesHour) {
        isAnnounced = true
      } else if !word.roles.isDisjoint(with: [.morning, .afternoon]), lexemes.count > index + 1,
        lexemes[index + 1].kind == .number
      {
        break
      } else if word.weekday == 0, !word.roles.contains(.beforeTime) {
        return nil
      }
      index += 1
    }
    return time(at: index, isAnnounced, afterDate: true)
  }

  /// The time behind the `T` of ISO 8601, with any of its sloppy marks.
  private func isoTime(_ index: Int) -> TimeOfDay? {
    guard let lexeme = index < lexemes.count ? lexemes[index] : nil, lexeme.kind == .number else { return nil }
    var time = TimeOfDay(hour: lexeme.value, precision: .hour, lexemes: index..<index + 1)
    var end = index + 1
    if lexeme.digits == 4 || lexeme.digits == 6 {
      let clock = lexeme.digits == 6 ? lexeme.value : lexeme.value * 100
      time = TimeOfDay(
        hour: clock / 10_000, minute: clock / 100 % 100, second: clock % 100,
        precision: lexeme.digits == 6 ? .second : .minute, lexemes: index..<end)
    } else {
      guard lexeme.digits <= 2 else { return nil }
      if isMark(end, in: ":-."), touches(end), let minute = number(end + 1), minute.digits == 2 {
        time.minute = minute.value
        time.precision = .minute
        end += 2
        if isMark(end, in: ":-."), touches(end), let second = number(end + 1), second.digits == 2,
          !(isMark(end, in: "-") && isMark(end + 2, in: ":"))
        {
          time.second = second.value
          time.precision = .second
          end += 2
        }
      }
    }
    return finished(&time, from: index, end, isISO: true)
  }

  /// The time that begins at a lexeme; a bare hour only where it was announced (`الساعة`), has its half of the day or its unit.
  func time(at start: Int, _ isAnnounced: Bool, afterDate: Bool) -> TimeOfDay? {
    var index = start
    var isAfternoon: Bool?
    if let half = half(at: index), index + 1 < lexemes.count, lexemes[index + 1].kind == .number {
      isAfternoon = half
      index += 1
    }
    guard let hour = number(index), hour.digits <= 2, hour.value <= 24, !isGlued(index) || touches(index) else {
      return nil
    }
    var time = TimeOfDay(hour: hour.value, precision: .hour, lexemes: start..<index + 1)
    var end = index + 1
    var hasUnit = false
    if isMark(end, in: ":"), touches(end), let minute = number(end + 1), minute.digits == 2,
      touches(end + 1) || afterDate
    {
      guard minute.value < 60 else { return nil }
      time.minute = minute.value
      time.precision = .minute
      end += 2
      if isMark(end, in: ":"), touches(end), touches(end + 1), let second = number(end + 1), second.digits == 2 {
        time.second = second.value
        time.precision = .second
        end += 2
      }
    } else if isMark(end, in: "."), touches(end), touches(end + 1), let minute = number(end + 1), minute.digits == 2,
      minute.value < 60,
      !(isMark(end + 2, in: ".:,") && touches(end + 2) && touches(end + 3) && number(end + 3) != nil),
      isAnnounced || isAfternoon != nil || hasTail(end + 2) || afterDate && hour.digits == 2 && !isNoun(end + 2)
    {
      time.minute = minute.value
      time.precision = .minute
      end += 2
    } else if has(end, .hour), !has(end, .beforeTime) || touches(end) || isAnnounced {
      hasUnit = true
      end += 1
      if let minute = number(end), minute.digits <= 2, minute.value < 60,
        touches(end) || has(end + 1, .minute) || afterDate && minute.digits == 2
      {
        time.minute = minute.value
        time.precision = .minute
        end += 1
        if has(end, .minute) { end += 1 }
        if time.precision == .minute, let second = number(end), has(end + 1, .second), second.value < 60 {
          time.second = second.value
          time.precision = .second
          end += 2
        }
      }
    }
    if let half = isAfternoon ?? half(at: end) {
      guard (0...12).contains(time.hour) || isAfternoon != nil || half else { return nil }
      if time.hour <= 12, time.hour > 0 || half { time.hour = time.hour % 12 + (half ? 12 : 0) }
      if isAfternoon == nil { end += 1 }
    } else if time.precision == .hour && !isAnnounced && !hasUnit {
      return nil
    }
    return finished(&time, from: start, end, isISO: false)
  }

  private func finished(_ time: inout TimeOfDay, from start: Int, _ index: Int, isISO: Bool) -> TimeOfDay? {
    var end = index
    if time.precision == .second, isMark(end, in: ".,"), touches(end), touches(end + 1), end + 1 < lexemes.count,
      lexemes[end + 1].kind == .number
    {
      end += 2
    }
    if isISO, let half = half(at: end), (1...12).contains(time.hour) {
      time.hour = time.hour % 12 + (half ? 12 : 0)
      end += 1
    }
    if time.hour == 24, time.minute == 0, time.second == 0, time.precision >= .minute {
      time.hour = 0
      time.isNextDay = true
    }
    guard time.hour < 24, time.minute < 60, time.second <= 60 else { return nil }
    if has(end, .hour), time.precision >= .minute, !has(end, .beforeTime) || has(end, .announcesHour) || isLast(end) {
      end += 1
      if isMark(end, in: "."), touches(end), !touches(end + 1) { end += 1 }
    }
    if let (zone, zoneEnd, isNamed) = zone(at: end, time, isISO) {
      time.zone = zone
      time.hasNamedZone = isNamed
      end = zoneEnd
    }
    time.lexemes = start..<end
    return time
  }

  private func isLast(_ index: Int) -> Bool { index + 1 == lexemes.count }

  private func half(at index: Int) -> Bool? {
    guard index >= 0, index < lexemes.count, lexemes[index].kind == .word else { return nil }
    if has(index, .morning) { return false }
    return has(index, .afternoon) ? true : nil
  }

  /// What shows that two numbers with a full stop between them are a time.
  private func hasTail(_ index: Int) -> Bool {
    guard index < lexemes.count, lexemes[index].kind == .word else { return false }
    let word = lexemes[index].word
    return !word.roles.isDisjoint(with: [.hour, .morning, .afternoon])
      || word.zone != nil && (!word.roles.contains(.capitals) || startsWithCapital(index))
  }

  /// A word that makes the numbers before it a quantity.
  private func isNoun(_ index: Int) -> Bool {
    isWord(index) && lexemes[index].word.roles.isEmpty && lexemes[index].word.zone == nil
      && lexemes[index].word.weekday == 0 || isMark(index, in: "%$€£")
  }

  /// A zone: `GMT`, `بتوقيت غرينتش`, `(بتوقيت مكة المكرمة)`, `UTC+03:00`, `+0300`, `по московскому времени`.
  private func zone(at start: Int, _ time: TimeOfDay, _ isISO: Bool) -> (DateZone, end: Int, isNamed: Bool)? {
    guard start < lexemes.count else { return nil }
    var index = start
    let isOpen = isMark(index, in: "([")
    if isOpen || isMark(index, in: ",|") { index += 1 }
    for _ in 0..<3 where has(index, .beforeZone) && lexemes[index].word.zone == nil { index += 1 }
    var zone: DateZone?
    var isNamed = false
    if index < lexemes.count, lexemes[index].kind == .word, let named = lexemes[index].word.zone, isZoneName(index) {
      zone = named
      isNamed = true
      index += 1
      for _ in 0..<2 where has(index, .afterZone) { index += 1 }
    }
    if zone == nil, index != start, !isOpen { return nil }
    if zone == nil || zone == .fixed(0), let (offset, end) = offset(at: index, time, isISO || zone != nil || isOpen) {
      zone = .fixed(offset)
      isNamed = false
      index = afterComment(end)
    }
    guard let zone else { return nil }
    return (zone, isOpen && isMark(index, in: ")]") ? index + 1 : index, isNamed)
  }

  /// The end of a comment behind an offset: `+0300 (AST)`, `GMT+0300 (Arabian Standard Time)`.
  private func afterComment(_ index: Int) -> Int {
    guard isMark(index, in: "([") else { return index }
    var end = index + 1
    while end < index + 6, isWord(end) || isMark(end, in: "/") { end += 1 }
    return end > index + 1 && isMark(end, in: ")]") ? end + 1 : index
  }

  /// Short names of Latin letters are zones only in capitals: `et` is French for "and".
  private func isZoneName(_ index: Int) -> Bool {
    guard lexemes[index].word.roles.contains(.capitals) else { return true }
    if lexemes[index].range.count == 1 { return touches(index) || startsWithCapital(index) }
    let bytes = text.utf8Span.span
    let range = lexemes[index].range
    let isUpper = range.allSatisfy { (0x41...0x5A).contains(bytes[$0]) }
    return isUpper || ["gmt", "utc"].contains(text.slice(range).lowercased())
  }

  /// `+3`, `+03:00`, `-0500`, in minutes. A minus may also part a time from the end of its hour, so that it needs more.
  private func offset(at index: Int, _ time: TimeOfDay, _ isExpected: Bool) -> (minutes: Int, end: Int)? {
    guard isMark(index, in: "+-"), touches(index + 1), let hours = number(index + 1) else { return nil }
    let isMinus = isMark(index, in: "-")
    let direction = isMinus ? -1 : 1
    if hours.digits == 4 {
      let minutes = hours.value / 100 * 60 + hours.value % 100
      guard minutes <= 14 * 60, hours.value % 100 < 60 else { return nil }
      return (direction * minutes, index + 2)
    }
    guard hours.digits <= 2, hours.value <= 14, !isMinus || isExpected || time.precision == .second else { return nil }
    if isMark(index + 2, in: ":"), touches(index + 2), let minutes = number(index + 3), minutes.digits == 2,
      minutes.value < 60
    {
      return (direction * (hours.value * 60 + minutes.value), index + 4)
    }
    return (direction * hours.value * 60, index + 2)
  }
}

extension Precision: Comparable {
  public static func < (a: Precision, b: Precision) -> Bool { a.rank < b.rank }

  private var rank: Int {
    switch self {
    case .year: 0
    case .month: 1
    case .day: 2
    case .hour: 3
    case .minute: 4
    case .second: 5
    }
  }
}
