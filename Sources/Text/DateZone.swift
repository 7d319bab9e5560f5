/// A zone as texts name it: an offset, or the rule by which a place changes its clocks (IANA time zone database, 2024b).
enum DateZone: Hashable {
  /// Minutes ahead of UTC.
  case fixed(Int)
  case egypt, lebanon, syria, jordan, israel, turkey, iran, morocco
  case unitedStates(Int)
  case europe(Int)

  /// Minutes ahead of UTC at a local time.
  ///
  /// Rules of earlier years than stated are simplified: Morocco's Ramadan, Egypt before 2023 and Russia before 2014 are not
  /// followed.
  func offsetMinutes(_ local: Instant) -> Int {
    let year = local.civil.year
    /// Whether local time lies between two dates.
    func within(_ from: Instant?, _ to: Instant?) -> Bool {
      guard let from, let to else { return false }
      return from <= local && local < to
    }
    func last(_ weekday: Int, of month: Int, hour: Int = 0) -> Instant? {
      DateZone.last(weekday, of: month, year, hour: hour)
    }
    switch self {
    case .fixed(let minutes): return minutes
    case .egypt:
      let isSummer = year >= 2023 && within(last(5, of: 4), last(4, of: 10, hour: 24))
      return isSummer ? 180 : 120
    case .lebanon: return within(last(0, of: 3), last(0, of: 10)) ? 180 : 120
    case .syria, .jordan:
      if local >= DateZone.date(2022, 10, 28) { return 180 }
      return within(last(5, of: 3), last(5, of: 10)) ? 180 : 120
    case .israel:
      let start = last(0, of: 3, hour: 2).map { Instant(secondsSince1970: $0.secondsSince1970 - 2 * 86_400) }
      return within(start, last(0, of: 10, hour: 2)) ? 180 : 120
    case .turkey:
      if local >= DateZone.date(2016, 3, 27) { return 180 }
      return within(last(0, of: 3, hour: 3), last(0, of: 10, hour: 4)) ? 180 : 120
    case .iran:
      let isSummer = year >= 2008 && year < 2023 && within(DateZone.date(year, 3, 22), DateZone.date(year, 9, 22))
      return isSummer ? 270 : 210
    case .morocco: return local >= DateZone.date(2018, 10, 28) ? 60 : 0
    case .unitedStates(let standard):
      let start = DateZone.date(year, 3, 8).firstSunday(hour: 2)
      return within(start, DateZone.date(year, 11, 1).firstSunday(hour: 2)) ? standard + 60 : standard
    case .europe(let standard):
      let hour = 1 + standard / 60
      return within(last(0, of: 3, hour: hour), last(0, of: 10, hour: hour + 1)) ? standard + 60 : standard
    }
  }

  private static func date(_ year: Int, _ month: Int, _ day: Int) -> Instant {
    Instant(year: year, month: month, day: day) ?? Instant(secondsSince1970: 0)
  }

  /// The last weekday (0 is Sunday) of a month, at an hour.
  private static func last(_ weekday: Int, of month: Int, _ year: Int, hour: Int) -> Instant {
    let end = month == 12 ? date(year, 12, 31) : date(year, month + 1, 1).adding(days: -1)
    return end.adding(days: -((end.weekday - weekday + 7) % 7), hours: hour)
  }

  /// Names of zones, folded; the longest name that fits is taken.
  static let named: [String: DateZone] = {
    let names: [(DateZone, [String])] = [
      (.fixed(0), ["gmt", "utc", "z", "غرينتش", "جرينتش", "غرينيتش", "جرينيتش", "غرينتش العالمي", "гринвичу"]),
      (.fixed(0), ["العالمي", "العالمي الموحد"]),
      (
        .fixed(180),
        [
          "مكة المكرمة", "مكة", "السعودية", "الرياض", "المملكة", "بغداد", "العراق", "الكويت", "الدوحة", "قطر",
          "البحرين", "المنامة",
          "صنعاء", "اليمن", "عدن", "أديس أبابا", "مقديشو", "جيبوتي", "نيروبي", "موسكو", "msk", "мск", "москве",
          "московскому",
        ]
      ),
      (.fixed(240), ["أبوظبي", "أبو ظبي", "دبي", "الإمارات", "مسقط", "سلطنة عمان", "عمان السلطنة", "gst"]),
      (.fixed(120), ["طرابلس", "ليبيا", "الخرطوم", "السودان", "cat"]),
      (.fixed(60), ["تونس", "الجزائر"]),
      (.fixed(0), ["نواكشوط", "موريتانيا", "داكار"]),
      (.egypt, ["القاهرة", "مصر"]),
      (.lebanon, ["بيروت", "لبنان"]),
      (.syria, ["دمشق", "سوريا", "سورية"]),
      (.jordan, ["عمان", "الأردن"]),
      (.israel, ["القدس", "القدس المحتلة", "فلسطين", "غزة", "رام الله", "تل أبيب"]),
      (.turkey, ["إسطنبول", "أنقرة", "تركيا", "istanbul", "trt"]),
      (.iran, ["طهران", "إيران", "تهران", "tehran", "irst"]),
      (.morocco, ["المغرب", "الرباط", "الدار البيضاء"]),
      (.fixed(300), ["إسلام آباد", "باكستان", "pkt", "اسلام آباد"]),
      (.fixed(270), ["كابل", "كابول", "أفغانستان", "کابل"]),
      (.fixed(330), ["الهند", "نيودلهي", "نيو دلهي", "ist"]),
      (.fixed(480), ["بكين", "بيجين", "الصين"]),
      (.fixed(540), ["طوكيو", "اليابان", "jst"]),
      (.europe(0), ["لندن", "london"]),
      (.europe(60), ["باريس", "برلين", "روما", "مدريد", "بروكسل", "جنيف", "paris", "berlin"]),
      (.europe(120), ["كييف", "أثينا", "киеву", "киевскому"]),
      (.fixed(60), ["cet", "bst", "wat"]),
      (.fixed(120), ["cest", "eet", "sast"]),
      (.fixed(180), ["eest", "ast", "eat"]),
      (.unitedStates(-300), ["واشنطن", "نيويورك", "شرق الولايات المتحدة", "et"]),
      (.fixed(-300), ["est"]), (.fixed(-240), ["edt"]), (.fixed(-480), ["pst"]), (.fixed(-420), ["pdt"]),
    ]
    var named: [String: DateZone] = [:]
    for (zone, list) in names {
      for name in list { named[name.folded()] = zone }
    }
    return named
  }()
}

extension Instant {
  /// The day of the week in UTC, 0 for Sunday.
  var weekday: Int {
    let days = Int(secondsSince1970 / 86_400) - (secondsSince1970 % 86_400 < 0 ? 1 : 0)
    return ((days % 7) + 11) % 7  // 1970-01-01 was a Thursday
  }

  fileprivate func adding(days: Int, hours: Int = 0) -> Instant {
    Instant(secondsSince1970: secondsSince1970 + Int64(days * 86_400 + hours * 3600))
  }

  /// The first Sunday from this day on, at an hour.
  fileprivate func firstSunday(hour: Int) -> Instant {
    adding(days: (7 - weekday) % 7, hours: hour)
  }
}
