/// A time of day beside a date.
struct TimeOfDay {
  var hour: Int
  var minute = 0
  var second = 0
  var precision: Precision
  var zone: DateZone?
  var tokens: Range<Int>
}

extension DateReader {
  /// The time that follows a date: `- ٠٣:٥٦ بتوقيت غرينتش`, `at 3:56 pm GMT+3`, `الساعة 3 مساء`.
  func timeAfter(_ start: Int) -> TimeOfDay? {
    guard start > 0 else { return nil }
    var index = start
    var isAnnounced = false
    for _ in 0..<4 {
      if word(index).map(DateNames.hour.contains) ?? false {
        isAnnounced = true
      } else if !isWord(index, ["عند", "في", "تمام", "at", "в", "و", "على", "time"]),
        !isMark(index, in: ["-", "–", "—", "|", ",", "،", ".", "(", "؛", ":"])
      {
        break
      }
      index += 1
    }
    guard let time = time(at: index, isAnnounced), !hasLineBreak(in: start - 1..<time.tokens.upperBound) else {
      return nil
    }
    return time
  }

  /// The time that ends before a date: `05:01 GMT, 21 ...`.
  func timeBefore(_ end: Int, _ free: Int) -> TimeOfDay? {
    var last = end
    if last > free, isMark(last - 1, in: ["-", "–", "—", "|", ",", "،"]) { last -= 1 }
    for length in stride(from: 9, through: 3, by: -1) where last - length >= free {
      guard let time = time(at: last - length, false), time.tokens.upperBound == last,
        !hasLineBreak(in: last - length..<end + 1)
      else { continue }
      return time
    }
    return nil
  }

  /// The time that begins at a token; a bare hour only where it was announced (`الساعة`) or has its half of the day.
  private func time(at index: Int, _ isAnnounced: Bool) -> TimeOfDay? {
    guard let hour = number(index) ?? hourWithHalf(index), hour.digits <= 2, hour.value <= 24 else { return nil }
    var time = TimeOfDay(hour: hour.value, precision: .hour, tokens: index..<index + 1)
    var end = index + 1
    if isMark(end, ":"), touch(end - 1), touch(end), let minute = number(end + 1) ?? hourWithHalf(end + 1),
      minute.digits == 2, minute.value < 60
    {
      time.minute = minute.value
      time.precision = .minute
      end += 2
      if isMark(end, ":"), touch(end - 1), touch(end), let second = number(end + 1), second.digits == 2,
        second.value < 60
      {
        time.second = second.value
        time.precision = .second
        end += 2
      }
    }
    if let half = half(at: end) {
      guard (1...12).contains(time.hour) else { return nil }
      time.hour = time.hour % 12 + (half.isAfternoon ? 12 : 0)
      end = half.end
    } else if time.precision == .hour && !isAnnounced {
      return nil
    }
    guard time.hour < 24 else { return nil }
    if let (zone, zoneEnd) = zone(at: end) {
      time.zone = zone
      end = zoneEnd
    }
    time.tokens = index..<end
    return time
  }

  /// `صباحا`, `م`, `pm`, `p.m.`, and the half of the day that is written on to a number: `3pm`.
  private func half(at index: Int) -> (isAfternoon: Bool, end: Int)? {
    if let half = attachedHalf(index - 1) { return (half, index) }
    guard let word = word(index), !hasLineBreak(index - 1) else { return nil }
    if let afternoon = DateNames.halves[word] { return (afternoon, index + 1) }
    if word == "بعد", isWord(index + 1, ["الظهر"]) { return (true, index + 2) }
    if word == "قبل", isWord(index + 1, ["الظهر"]) { return (false, index + 2) }
    guard ["a", "p"].contains(word), isMark(index + 1, "."), isWord(index + 2, ["m"]) else { return nil }
    return (word == "p", isMark(index + 3, ".") ? index + 4 : index + 3)
  }

  /// A zone: `GMT`, `بتوقيت غرينتش`, `(بتوقيت مكة المكرمة)`, `UTC+03:00`, `+0300`.
  private func zone(at start: Int) -> (DateZone, Int)? {
    guard start < tokens.count, !hasLineBreak(start - 1) else { return nil }
    var index = start
    let isOpen = isMark(index, "(")
    if isOpen || isMark(index, "،") || isMark(index, ",") { index += 1 }
    if isWord(index, ["بتوقيت", "توقيت", "حسب", "وفق"]) { index += 1 }
    if isWord(index, ["توقيت"]) { index += 1 }
    var zone: DateZone?
    for length in [3, 2, 1] {
      let words = (index..<index + length).compactMap { word($0) }
      if words.count == length, let named = DateZone.named[words.joined(separator: " ")] {
        zone = named
        index += length
        break
      }
    }
    if zone == nil && index != start { return nil }
    if zone == nil || zone == .fixed(0), let (offset, end) = offset(at: index) {
      zone = .fixed(offset)
      index = end
    }
    guard let zone else { return nil }
    return (zone, isOpen && isMark(index, ")") ? index + 1 : index)
  }

  /// `+3`, `+03:00`, `-0500`, in minutes.
  private func offset(at index: Int) -> (minutes: Int, end: Int)? {
    guard let sign = mark(index), sign == "+" || sign == "-" || sign == "−", touch(index), let hours = number(index + 1)
    else {
      return nil
    }
    let direction = sign == "+" ? 1 : -1
    if hours.digits == 4 {
      let minutes = hours.value / 100 * 60 + hours.value % 100
      return minutes <= 14 * 60 ? (direction * minutes, index + 2) : nil
    }
    guard hours.digits <= 2, hours.value <= 14 else { return nil }
    if isMark(index + 2, ":"), touch(index + 1), let minutes = number(index + 3), minutes.digits == 2,
      minutes.value < 60
    {
      return (direction * (hours.value * 60 + minutes.value), index + 4)
    }
    return (direction * hours.value * 60, index + 2)
  }
}
