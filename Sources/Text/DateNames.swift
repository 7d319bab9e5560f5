/// Names of months, weekdays and their company, compared folded.
enum DateNames {
  /// The number of a month from its name, also behind a proclitic (`ليناير`).
  static func month(_ folded: String) -> Int? {
    if let month = months[folded] { return month }
    guard let first = folded.unicodeScalars.first, "ولبف".unicodeScalars.contains(first) else { return nil }
    return months[String(folded.unicodeScalars.dropFirst())]
  }

  private static let months: [String: Int] = {
    let names: [[String]] = [
      // Egypt, Sudan, the Gulf; Syria, Iraq, Lebanon; Tunisia and Algeria; Morocco; Libya keeps Egypt's names.
      ["يناير", "كانون الثاني", "كانون ثاني", "جانفي"],
      ["فبراير", "شباط", "فيفري"],
      ["مارس", "آذار"],
      ["أبريل", "نيسان", "أفريل"],
      ["مايو", "أيار", "ماي"],
      ["يونيو", "يونية", "حزيران", "جوان"],
      ["يوليو", "يولية", "تموز", "جويلية", "يوليوز"],
      ["أغسطس", "آب", "أوت", "غشت"],
      ["سبتمبر", "أيلول", "شتنبر"],
      ["أكتوبر", "تشرين الأول", "تشرين أول"],
      ["نوفمبر", "تشرين الثاني", "تشرين ثاني", "نونبر"],
      ["ديسمبر", "كانون الأول", "كانون أول", "دجنبر"],
      // Persian, Dari
      ["ژانویه", "جنوری"], ["فوریه", "فبروری"], ["مارچ"], ["آوریل", "آپریل", "اپریل"], ["مه", "می", "مئی"],
      ["ژوئن", "جون"], ["ژوئیه", "جولای", "جولائی"], ["آگوست", "اوت", "اگست"], ["سپتامبر", "سپتمبر", "ستمبر"],
      ["اکتبر", "اکتوبر"], ["نوامبر", "نومبر"], ["دسامبر", "دسمبر"],
      // English
      ["january", "jan"], ["february", "feb"], ["march", "mar"], ["april", "apr"], ["may"], ["june", "jun"],
      ["july", "jul"], ["august", "aug"], ["september", "sep", "sept"], ["october", "oct"], ["november", "nov"],
      ["december", "dec"],
      // Russian
      ["января", "январь", "январе"], ["февраля", "февраль", "феврале"], ["марта", "март", "марте"],
      ["апреля", "апрель", "апреле"], ["мая", "май", "мае"], ["июня", "июнь", "июне"], ["июля", "июль", "июле"],
      ["августа", "август", "августе"], ["сентября", "сентябрь", "сентябре"], ["октября", "октябрь", "октябре"],
      ["ноября", "ноябрь", "ноябре"], ["декабря", "декабрь", "декабре"],
    ]
    var months: [String: Int] = [:]
    for (index, list) in names.enumerated() {
      for name in list { months[name.folded()] = index % 12 + 1 }
    }
    return months
  }()

  static let weekdays = folded(
    """
    الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد اثنين ثلاثاء أربعاء خميس جمعة سبت أحد
    شنبه یکشنبه دوشنبه سه‌شنبه چهارشنبه پنجشنبه پنج‌شنبه آدینه پیر منگل بدھ جمعرات جمعہ ہفتہ اتوار
    monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun
    понедельник вторник среда среду четверг пятница пятницу суббота субботу воскресенье
    """)

  /// Words before a year.
  static let yearBefore = folded(
    "عام العام لعام للعام بعام وعام عامي سنة السنة لسنة بسنة وسنة سال سن in since year")

  /// Words after a year.
  static let yearAfter = folded("год года году годом م ميلادي ميلادية میلادی عیسوی")

  /// Words that announce an hour.
  static let hour = folded("الساعة ساعة بالساعة ساعت بجے")

  /// Halves of the day: whether a word means the afternoon.
  static let halves: [String: Bool] = {
    var halves: [String: Bool] = [:]
    for word in folded("ص صباحا صباح فجرا am утра صبح") { halves[word] = false }
    for word in folded("م مساء ظهرا عصرا ليلا pm вечера дня عصر شام") { halves[word] = true }
    return halves
  }()

  private static func folded(_ list: String) -> Set<String> {
    Set(list.split { $0 == " " || $0 == "\n" }.map { $0.folded() })
  }
}
