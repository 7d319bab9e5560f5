/// The words of dates in the languages of the press: months, weekdays and halves of the day as ICU has them from the CLDR, and
/// lists of our own for what the CLDR leaves out.
///
/// A name is kept folded, its words parted by one blank.
struct DateVocabulary: Sendable {
  static let shared = DateVocabulary(locales)
  /// English, and our own lists: enough for most fields, and sooner made.
  static let basic = DateVocabulary(["en", "en_GB"])

  private var words: [FoldedName: UInt32] = [:]
  private var meanings: [DateWord] = []

  /// Locales whose names are read. A later locale adds to an earlier.
  static let locales =
    """
    en en_GB ar ar_SY ar_DZ ar_MA ar_TN ar_SA fa fa_AF ur ps ckb ru uk be bg sr sr_Latn mk hr bs sl cs sk pl de de_AT nl fr es \
    es_MX pt pt_PT it ro ca gl eu el hu fi et lv lt sv da nb nn is fo ga cy tr az uz uz_Cyrl kk ky tg tk tt hy ka he am ti so \
    sw ha hi mr ne bn gu pa ta te kn ml si th lo km my vi id ms fil af sq mt mn zh zh_Hant ja ko
    """.split(separator: " ").map(String.init)

  /// The languages of ``locales``, each once: the bit of a language is its index.
  static let languages: [String] = {
    var languages: [String] = []
    for locale in locales where !languages.contains(language(of: locale)) { languages.append(language(of: locale)) }
    return languages
  }()

  /// The bit of a language (BCP 47); 0 where its names are not known.
  static func bit(of tag: String?) -> UInt128 {
    guard let tag else { return 0 }
    var primary = tag.prefix { $0 != "-" && $0 != "_" }.lowercased()
    if primary == "no" { primary = "nb" }
    if primary == "iw" { primary = "he" }
    return languages.firstIndex(of: primary).map { 1 << UInt128($0) } ?? 0
  }

  subscript(name: String) -> DateWord? { words[FoldedName(name)].map { meanings[Int($0)] } }

  private init(_ locales: [String]) {
    words.reserveCapacity(locales.count * 64 + 1024)
    meanings.reserveCapacity(locales.count * 64 + 1024)
    for locale in locales { addNames(of: locale) }
    for (calendar, language, names) in DateWordLists.months {
      let bit = DateVocabulary.bit(of: language)
      for (index, names) in names.enumerated() {
        for name in names.split(separator: ",") { addMonth(String(name), calendar, index + 1, bit) }
      }
    }
    for (index, names) in DateWordLists.weekdays.enumerated() {
      for name in names.split(separator: ",") { add(String(name)) { $0.weekday = index + 1 } }
    }
    for (roles, names) in DateWordLists.roles {
      for name in names.split(separator: ",") { add(String(name)) { $0.roles.formUnion(roles) } }
    }
    for (start, name) in DateWordLists.eras {
      add(name) {
        $0.roles.insert(.era)
        $0.eraStart = start
      }
    }
    for (zone, names) in DateZone.names {
      for name in names.split(separator: ",") {
        add(String(name)) {
          $0.zone = zone
          if name.utf8.count <= 5, name.utf8.allSatisfy({ (0x41...0x5A).contains($0) }) { $0.roles.insert(.capitals) }
        }
      }
    }
  }

  private static func language(of locale: String) -> String {
    String(locale.prefix { $0 != "_" })
  }

  private mutating func addNames(of locale: String) {
    guard let names = LocaleNames(locale: locale) else { return }
    let language = DateVocabulary.language(of: locale)
    let bit = DateVocabulary.bit(of: language)
    var seen: [[String]] = []
    for (form, width) in [
      ("format", "wide"), ("stand-alone", "wide"), ("format", "abbreviated"), ("stand-alone", "abbreviated"),
    ] {
      let months = names.strings("calendar", "gregorian", "monthNames", form, width)
      if !seen.contains(months) {
        seen.append(months)
        for (index, name) in months.enumerated() { addMonth(name, .gregorian, index + 1, bit) }
      }
      let days = names.strings("calendar", "gregorian", "dayNames", form, width)
      guard !seen.contains(days) else { continue }
      seen.append(days)
      // Names of one or two letters are other words in too many languages.
      for (index, name) in days.enumerated() where index < 7 && name.utf8.count(where: { $0 != 0x2E }) > 2 {
        add(name) { if $0.weekday == 0 { $0.weekday = index + 1 } }
      }
    }
    if DateVocabulary.hijri.contains(language) {
      for width in ["wide", "abbreviated"] {
        for (index, name) in names.strings("calendar", "islamic", "monthNames", "format", width).enumerated() {
          addMonth(name, .hijri, index + 1, bit)
        }
      }
    }
    if DateVocabulary.persian.contains(language) {
      for (index, name) in names.strings("calendar", "persian", "monthNames", "format", "wide").enumerated() {
        addMonth(name, .persian, index + 1, bit)
      }
    }
    for markers in ["AmPmMarkers", "AmPmMarkersAbbr"] {
      for (index, name) in names.strings("calendar", "gregorian", markers).enumerated() where index < 2 {
        add(name) { $0.roles.insert(index == 0 ? .morning : .afternoon) }
      }
    }
  }

  private static let hijri: Set<String> = ["ar", "fa", "ur", "tr", "en", "ms"]
  private static let persian: Set<String> = ["fa", "ps", "en"]

  private mutating func addMonth(_ name: String, _ calendar: DateCalendar, _ number: Int, _ language: UInt128) {
    guard number <= 12 else { return }
    let month = DateWord.Month(calendar: calendar, number: number, languages: language)
    add(name) { $0.add(month) }
    let plain = DateWordLists.withoutAccents(name)
    if plain != name { add(plain) { $0.add(month) } }
  }

  /// Adds a name, and says of what it begins with that it begins longer ones; one with digits is left out.
  private mutating func add(_ name: String, _ change: (inout DateWord) -> Void) {
    let parts = DateLexer.names(in: name)
    guard !parts.isEmpty, parts.count <= DateLexer.longestName else { return }
    var key = ""
    for (at, part) in parts.enumerated() {
      if at > 0 {
        meanings[index(of: key)].roles.insert(.begins)
        key += " "
      }
      key += part
    }
    change(&meanings[index(of: key)])
  }

  private mutating func index(of key: String) -> Int {
    let key = FoldedName(key)
    if let index = words[key] { return Int(index) }
    words[key] = UInt32(meanings.count)
    meanings.append(DateWord())
    return meanings.count - 1
  }
}

/// A folded name: it is in one normal form, so that its bytes tell it from others.
private struct FoldedName: Hashable {
  private let text: String

  init(_ text: String) { self.text = text }

  static func == (a: FoldedName, b: FoldedName) -> Bool { a.text.utf8.elementsEqual(b.text.utf8) }

  func hash(into hasher: inout Hasher) {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    hasher.combine(hash)
  }
}
