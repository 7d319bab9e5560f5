/// What a word may mean in a date.
struct DateWord: Sendable {
  struct Roles: OptionSet {
    let rawValue: UInt32

    /// Begins a name of several words.
    static let begins = Roles(rawValue: 1 << 0)
    /// May stand between day, month and year: of, de, من.
    static let joins = Roles(rawValue: 1 << 1)
    /// Stands before a year that stands alone: عام, سنة.
    static let beforeYear = Roles(rawValue: 1 << 2)
    /// Stands before a year, but often before another number too: in, since.
    static let perhapsBeforeYear = Roles(rawValue: 1 << 3)
    /// Stands behind a year: года, м.
    static let afterYear = Roles(rawValue: 1 << 4)
    static let gregorian = Roles(rawValue: 1 << 5)
    static let hijri = Roles(rawValue: 1 << 6)
    static let persian = Roles(rawValue: 1 << 7)
    static let buddhist = Roles(rawValue: 1 << 8)
    /// May stand between a date and its time: at, um, в.
    static let beforeTime = Roles(rawValue: 1 << 9)
    /// Announces an hour: الساعة, kl.
    static let announcesHour = Roles(rawValue: 1 << 10)
    static let morning = Roles(rawValue: 1 << 11)
    static let afternoon = Roles(rawValue: 1 << 12)
    /// Behind the number of a day: th, º.
    static let ordinal = Roles(rawValue: 1 << 13)
    /// Between hour and minute, or behind an hour: h, Uhr, 時.
    static let hour = Roles(rawValue: 1 << 14)
    static let minute = Roles(rawValue: 1 << 15)
    static let second = Roles(rawValue: 1 << 16)
    static let yearUnit = Roles(rawValue: 1 << 17)
    static let monthUnit = Roles(rawValue: 1 << 18)
    static let dayUnit = Roles(rawValue: 1 << 19)
    /// Before the name of a zone: بتوقيت, по.
    static let beforeZone = Roles(rawValue: 1 << 20)
    /// Behind the name of a zone: time, времени.
    static let afterZone = Roles(rawValue: 1 << 21)
    /// Between one date in two calendars: الموافق.
    static let sameDay = Roles(rawValue: 1 << 22)
    /// The era of a Japanese or Chinese year of two or three digits.
    static let era = Roles(rawValue: 1 << 23)
    /// A month whose name is also a common word or very short: it needs a day before it.
    static let weakMonth = Roles(rawValue: 1 << 24)
    /// The `T` of ISO 8601.
    static let isoTime = Roles(rawValue: 1 << 25)
    /// Names a zone only in capitals: EST, ET.
    static let capitals = Roles(rawValue: 1 << 26)
  }

  struct Month: Sendable {
    var calendar: DateCalendar
    var number: Int
    /// Bits of ``DateVocabulary/languages``.
    var languages: UInt128
  }

  var roles: Roles = []
  var month: Month?
  /// What the same word means in other languages, as `listopad` does.
  var otherMonth: Month?
  /// 1 for Sunday to 7 for Saturday; 0 for none.
  var weekday = 0
  var zone: DateZone?
  /// The year before the first of an era.
  var eraStart = 0

  mutating func add(_ month: Month) {
    if let first = self.month {
      if first.calendar == month.calendar, first.number == month.number {
        self.month?.languages |= month.languages
      } else if let other = otherMonth {
        if other.calendar == month.calendar, other.number == month.number { otherMonth?.languages |= month.languages }
      } else {
        otherMonth = month
      }
    } else {
      self.month = month
    }
  }
}
