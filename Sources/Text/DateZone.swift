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

  /// Names of zones, parted by commas; those of up to five Latin capitals count only in capitals.
  static let names: [(DateZone, String)] = [
    (
      .fixed(0),
      "GMT,UTC,UT,Z,TU,WET,غرينتش,جرينتش,غرينيتش,جرينيتش,غرينتش العالمي,غرينتش الموحد,гринвичу,гмт,گرینویچ,گرينويچ,گرینچ,گرینوچ,العالمي,العالمي الموحد,التوقيت العالمي,greenwich,greenwich mean,coordinated universal,universal,世界标准时间,格林尼治,그리니치"
    ),
    (
      .fixed(180),
      "مكة المكرمة,مكة,السعودية,الرياض,المملكة,بغداد,العراق,الكويت,الدوحة,قطر,البحرين,المنامة,صنعاء,اليمن,عدن,أديس أبابا,مقديشو,جيبوتي,نيروبي,موسكو,MSK,мск,москве,московскому,московское,минску,минскому,moscow,mecca,makkah,saudi,arabia,arabian,riyadh,baghdad,doha,مسکو,بغداد,EEST,AST,EAT,TRT,TSİ,IDT,nairobi,MSD,ad-Doha"
    ),
    (
      .fixed(240),
      "أبوظبي,أبو ظبي,دبي,الإمارات,الامارات,مسقط,سلطنة عمان,عمان السلطنة,GST,uae,dubai,abu dhabi,gulf,баку,тбилиси,еревану,самаре"
    ),
    (.fixed(120), "طرابلس,ليبيا,الخرطوم,السودان,CAT,CEST,EET,SAST,MESZ,HAEC"),
    (.fixed(60), "تونس,الجزائر,CET,BST,WAT,WEST,MEZ,HEC,lagos,tunis,alger"),
    (.fixed(0), "نواكشوط,موريتانيا,داكار,dakar,abidjan"),
    (.egypt, "القاهرة,مصر,cairo,egypt"),
    (.lebanon, "بيروت,لبنان,beirut,beyrouth"),
    (.syria, "دمشق,سوريا,سورية,damascus"),
    (.jordan, "عمان,الأردن,amman"),
    (.israel, "القدس,القدس المحتلة,فلسطين,غزة,رام الله,تل أبيب,إسرائيل,israel,jerusalem,ישראל,שעון ישראל"),
    (.turkey, "إسطنبول,أنقرة,تركيا,istanbul,turkey,ankara,türkiye"),
    (.iran, "طهران,إيران,تهران,ایران,tehran,iran,IRST,тегерану"),
    (.morocco, "المغرب,الرباط,الدار البيضاء,morocco,maroc"),
    (.fixed(300), "إسلام آباد,باكستان,اسلام آباد,پاکستان,پاکستانی,PKT,pakistan,UZT,ташкенту,екатеринбургу"),
    (.fixed(270), "كابل,كابول,أفغانستان,کابل,افغانستان,AFT,kabul,afghanistan"),
    (.fixed(330), "الهند,نيودلهي,نيو دلهي,IST,india,indian,भारतीय,sri lanka,colombo"),
    (.fixed(345), "NPT,nepal,kathmandu"),
    (.fixed(360), "BDT,dhaka,bangladesh,алматы,астане,бишкеку,омску"),
    (.fixed(390), "MMT,myanmar,yangon"),
    (.fixed(420), "WIB,ICT,thailand,bangkok,hanoi,việt nam,vietnam,jakarta,новосибирску,красноярску"),
    (
      .fixed(480),
      "بكين,بيجين,الصين,WITA,SGT,HKT,PHT,MYT,AWST,beijing,china,hong kong,singapore,manila,北京时间,北京時間,台灣時間,香港時間,иркутску"
    ),
    (.fixed(540), "طوكيو,اليابان,JST,KST,WIT,japan,tokyo,korea,seoul,日本時間,한국시간,якутску"),
    (.fixed(570), "ACST"), (.fixed(600), "AEST,владивостоку"), (.fixed(660), "AEDT"), (.fixed(720), "NZST"),
    (.fixed(780), "NZDT"),
    (.europe(0), "لندن,london,uk,лондону"),
    (
      .europe(60),
      "باريس,برلين,روما,مدريد,بروكسل,جنيف,paris,berlin,rome,roma,madrid,brussels,bruxelles,geneva,central european,مرکزی اروپا,vienna,wien,amsterdam,warsaw,prague,praha,stockholm,central europe"
    ),
    (
      .europe(120),
      "كييف,أثينا,киеву,киевскому,київським,києвом,kyiv,kiev,athens,αθήνας,helsinki,eastern european,bucharest,bucurești,sofia"
    ),
    (
      .unitedStates(-300),
      "واشنطن,نيويورك,شرق الولايات المتحدة,ET,eastern,new york,washington,us eastern,u.s. eastern,washingtonu"
    ),
    (.unitedStates(-360), "CT,us central,chicago"),
    (.unitedStates(-420), "MT,us mountain,denver"),
    (.unitedStates(-480), "PT,pacific,us pacific,los angeles,san francisco"),
    (.fixed(-300), "EST,HNE,COT,PET,bogotá,lima"), (.fixed(-240), "EDT,HAE,VET,BOT"), (.fixed(-360), "CST"),
    (.fixed(-300), "CDT"),
    (.fixed(-420), "MST,PDT"), (.fixed(-360), "MDT"), (.fixed(-480), "PST"), (.fixed(-540), "AKST"),
    (.fixed(-600), "HST"),
    (.fixed(-180), "BRT,ART,brasília,brasilia,buenos aires,CLST"), (.fixed(-240), "CLT"),
  ]
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
