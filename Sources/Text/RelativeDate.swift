/// Dates that are counted from another: "3 hours ago", "yesterday at 10:30", «منذ ساعتين», «أمس».
///
/// The phrases are those of the CLDR for the languages of ``DateVocabulary``, and some of our own.
enum RelativeDate {
  private enum Unit {
    case second, minute, hour, day, week, month, year
  }

  private struct Phrase {
    var unit: Unit
    /// How many units ago; nil where a number of the phrase says it.
    var count: Int?
  }

  static func read(_ text: String, now: Instant) -> (instant: Instant, precision: Precision)? {
    let words = Array(RelativeDate.words(in: text).prefix(24))
    var best: (length: Int, count: Int, unit: Unit)?
    for start in words.indices {
      for length in (1...6).reversed() where start + length <= words.count && length > best?.length ?? 0 {
        guard let (phrase, number) = phrase(words[start..<start + length]), let count = phrase.count ?? number else {
          continue
        }
        best = (length, count, phrase.unit)
      }
    }
    guard let best, best.count <= 10_000 else { return nil }
    return moment(best.count, best.unit, text, now)
  }

  /// The phrase that words are, and the number among them; a word for one may be that number.
  private static func phrase(_ words: ArraySlice<String>) -> (Phrase, number: Int?)? {
    var number: Int?
    let plain = words.map { word in
      guard number == nil, let value = Int(word) else { return word }
      number = value
      return "#"
    }
    if let phrase = phrases[plain.joined(separator: " ")] { return (phrase, number) }
    guard number == nil else { return nil }
    for index in plain.indices where ones.contains(plain[index]) {
      var counted = plain
      counted[index] = "#"
      if let phrase = phrases[counted.joined(separator: " ")] { return (phrase, 1) }
    }
    return nil
  }

  /// Folded words, with a number that is written on to one as a word of its own.
  private static func words(in text: String) -> [String] {
    var words: [String] = []
    for range in Tokenizer.words(in: text) {
      let word = text.slice(range).folded()
      let digits = word.prefix { ("0"..."9").contains($0) }
      let rest = String(word.dropFirst(digits.count))
      if !digits.isEmpty { words.append(String(digits)) }
      if !rest.isEmpty { words.append(synonyms[rest] ?? rest) }
    }
    return words
  }

  private static func moment(
    _ count: Int, _ unit: Unit, _ text: String, _ now: Instant
  ) -> (instant: Instant, precision: Precision)? {
    let seconds: Int
    switch unit {
    case .second: seconds = 1
    case .minute: seconds = 60
    case .hour: seconds = 3600
    case .day, .week: return day(now, minus: unit == .day ? count : count * 7, text)
    case .month, .year:
      let then = now.civil
      let months = then.year * 12 + then.month - 1 - (unit == .year ? count * 12 : count)
      return Instant(year: months / 12, month: unit == .year ? 1 : months % 12 + 1, day: 1)
        .map { ($0, unit == .year ? .year : .month) }
    }
    let instant = Instant(secondsSince1970: now.secondsSince1970 - Int64(count * seconds))
    return (instant, unit == .hour ? .hour : unit == .minute ? .minute : .second)
  }

  private static func day(
    _ now: Instant, minus days: Int, _ text: String
  ) -> (instant: Instant, precision: Precision)? {
    let then = Instant(secondsSince1970: now.secondsSince1970 - Int64(days) * 86_400).civil
    guard let day = Instant(year: then.year, month: then.month, day: then.day) else { return nil }
    var lexer = DateLexer(.shared)
    lexer.read(text, 0..<text.utf8.count)
    let grammar = DateGrammar(text: text, lexemes: lexer.lexemes, context: DateContext(language: nil, isField: true))
    for index in lexer.lexemes.indices where lexer.lexemes[index].kind == .number {
      guard let time = grammar.time(at: index, index > 0 && grammar.has(index - 1, .announcesHour), afterDate: true)
      else { continue }
      let local = Instant(
        secondsSince1970: day.secondsSince1970 + Int64(time.hour * 3600 + time.minute * 60 + time.second))
      let offset = time.zone?.offsetMinutes(local) ?? 0
      return (Instant(secondsSince1970: local.secondsSince1970 - Int64(offset * 60)), time.precision)
    }
    return (day, .day)
  }

  /// Words for one, which stand where a number may.
  private static let ones: Set<String> = Set(
    "a an one un una une uno ein eine einer einem einen eines um uma één een jeden jedna en et ett один одну одна bir یک ایک"
      .split(separator: " ").map { $0.folded() })

  /// Words that phrases use for each other.
  private static let synonyms: [String: String] = [
    "منذ": "قبل", "قبيل": "قبل", "hrs": "hours", "hr": "hour", "mins": "minutes", "secs": "seconds",
  ]

  private static let phrases: [String: Phrase] = {
    var phrases: [String: Phrase] = [:]
    for (text, unit, count) in own { phrases[key(text)] = Phrase(unit: unit, count: count) }
    for locale in DateVocabulary.locales {
      guard let names = LocaleNames(locale: locale) else { continue }
      for (field, unit) in units {
        for width in ["", "-short", "-narrow"] {
          for (plural, count) in plurals {
            for text in names.strings("fields", field + width, "relativeTime", "past", plural) {
              add(text, unit, count)
            }
          }
        }
      }
      for (days, name) in [("0", 0), ("-1", 1), ("-2", 2)] {
        // A word for tomorrow as well, such as Hindi's, says nothing.
        let later = names.strings("fields", "day", "relative", days == "0" ? "1" : String(days.dropFirst()))
        for text in names.strings("fields", "day", "relative", days) where !later.contains(text) {
          add(text, .day, name)
        }
      }
      for text in names.strings("fields", "second", "relative", "0") { add(text, .second, 0) }
    }
    return phrases

    func add(_ text: String, _ unit: Unit, _ count: Int?) {
      let key = key(text)
      guard !key.isEmpty, key != "#", phrases[key] == nil, count != nil || key.utf8.contains(0x23) else { return }
      phrases[key] = Phrase(unit: unit, count: key.utf8.contains(0x23) ? nil : count)
    }

    func key(_ text: String) -> String {
      words(in: text).map { $0 == "0" ? "#" : $0 }.joined(separator: " ")
    }
  }()

  private static let units: [(String, Unit)] = [
    ("minute", .minute), ("hour", .hour), ("day", .day), ("week", .week), ("month", .month), ("year", .year),
    ("second", .second),
  ]

  /// Forms of the plural, and the number of those that stand for one alone where the phrase has none.
  private static let plurals: [(String, Int?)] = [
    ("other", nil), ("one", 1), ("two", 2), ("few", nil), ("many", nil),
  ]

  /// What the CLDR lacks; a `0` is any number.
  private static let own: [(String, Unit, Int?)] = [
    ("قبل ساعة", .hour, 1), ("قبل ساعة واحدة", .hour, 1), ("قبل دقيقة", .minute, 1), ("قبل يوم", .day, 1),
    ("قبل يوم واحد", .day, 1), ("قبل أسبوع", .week, 1), ("قبل شهر", .month, 1), ("قبل 0 ساعات", .hour, nil),
    ("قبل 0 ساعة", .hour, nil), ("قبل 0 دقائق", .minute, nil), ("قبل 0 دقيقة", .minute, nil), ("قبل 0 أيام", .day, nil),
    ("قبل 0 يوم", .day, nil), ("قبل 0 أسابيع", .week, nil), ("أول أمس", .day, 2), ("أول من أمس", .day, 2),
    ("مساء أمس", .day, 1), ("الآن", .second, 0), ("قبل 0 سنوات", .year, nil), ("قبل 0 أشهر", .month, nil),
    ("0 ساعت پیش", .hour, nil), ("0 دقیقه پیش", .minute, nil), ("0 روز پیش", .day, nil), ("0 هفته پیش", .week, nil),
    ("ساعتی پیش", .hour, 1), ("دیروز", .day, 1), ("پریروز", .day, 2), ("0 گھنٹے پہلے", .hour, nil),
    ("0 گھنٹہ پہلے", .hour, nil), ("0 منٹ پہلے", .minute, nil), ("0 دن پہلے", .day, nil), ("گزشتہ روز", .day, 1),
    ("0 hour ago", .hour, nil), ("0 min ago", .minute, nil), ("0 minute ago", .minute, nil), ("0 h ago", .hour, nil),
    ("0 day ago", .day, nil), ("0h ago", .hour, nil), ("last night", .day, 1), ("just now", .second, 0),
    ("час назад", .hour, 1), ("минуту назад", .minute, 1), ("день назад", .day, 1), ("неделю назад", .week, 1),
    ("только что", .second, 0), ("годину тому", .hour, 1), ("vor 0 std", .hour, nil), ("a l'instant", .second, 0),
    ("0 saat önce", .hour, nil), ("0 dakika önce", .minute, nil), ("0 gün önce", .day, nil), ("dün", .day, 1),
    ("0小时前", .hour, nil), ("刚刚", .second, 0),
    ("вчора", .day, 1), ("igår", .day, 1), ("idag", .day, 0),
  ]
}
