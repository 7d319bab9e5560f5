/// Words that take a full stop without ending a sentence, in small letters and without that stop.
struct Abbreviations {
  /// Where an abbreviation stands.
  enum Kind {
    /// Before a name: never at the end of a sentence.
    case before
    /// Before a number.
    case beforeNumber
    /// Anywhere: it ends a sentence only when the next word is one that begins sentences.
    case within
    /// Often last: it ends a sentence when the next word has a capital.
    case atEnd
  }

  private let table: [String: Kind]
  /// Whether a full stop after a number makes it an ordinal (German: der 3. Oktober).
  let hasOrdinals: Bool

  init(language: String) {
    table = Abbreviations.byLanguage[language] ?? Abbreviations.english
    hasOrdinals = ["de", "da", "nb", "nn", "no", "fi", "is", "cs", "sk", "sl", "hr", "sr", "bs", "hu", "et"].contains(
      language)
  }

  func kind(of word: String) -> Kind? {
    table[word] ?? Abbreviations.cyrillic[word]
  }

  func isTime(_ dotted: String) -> Bool {
    dotted == "a.m" || dotted == "p.m"
  }

  /// Days, months and zones, which may follow a time of day with a capital.
  func isCalendar(_ word: String) -> Bool {
    Abbreviations.calendar.contains(word)
  }

  private static func table(_ lists: KeyValuePairs<Kind, String>) -> [String: Kind] {
    var table: [String: Kind] = [:]
    for (kind, words) in lists {
      for word in words.split(separator: " ") { table[String(word)] = kind }
    }
    return table
  }

  private static let english = table([
    .before:
      """
    mr mrs ms mx dr prof gen lt col maj capt cmdr cpl sgt pfc spc adm rear brig cdr pvt sen rep gov pres amb sec'y atty rev fr hon \
    supt insp messrs mmes drs profs sens reps gens govs mt ft st ste vs viz cf eg ie op v
    """,
    .beforeNumber: "no nos p pp vol vols ch chap sec fig figs art arts par pt eq rs ed nr n° ext cl bk",
    .within:
      """
    inc ltd co corp bros plc llc jr sr esq dept univ assn bldg etc al est approx dist div gov't intl natl med min max \
    jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun ind wash calif mass \
    conn ill mich minn penn tenn tex va ala ariz ark colo fla ga kan ky la md mo neb nev okla ore wis wyo btw incl tel
    """,
  ])

  private static let cyrillic = table([
    .before: "им ул просп пр пл пер акад проф доц ген полк гр тов св см ср напр т",
    .beforeNumber: "стр с гл рис табл ст п пп № кн",
    .atEnd: "г гг в вв др пр руб коп тыс млн млрд трлн км кг чел н э",
  ])

  private static let byLanguage: [String: [String: Kind]] = [
    "fr": table([
      .before: "m mm mme mmes mlle mlles me dr pr st ste mgr gén col cap cf",
      .beforeNumber: "no n° p pp vol chap art fig éd", .within: "etc env apr av janv févr juil sept oct nov déc cie",
    ]),
    "de": table([
      .before: "hr fr frl dr prof dipl ing st vgl bzw ca z b d h u a gen",
      .beforeNumber: "nr s bd kap abs art abb tab",
      .within: "usw etc jan feb mär apr aug sept okt nov dez mio mrd str evtl",
    ]),
    "es": table([
      .before: "sr sra srta sres d dª dr dra prof gral cnel cap lic ing ud uds sto sta av",
      .beforeNumber: "núm nº n° p pp pág págs vol cap art fig", .within: "etc aprox tel cía ee uu",
    ]),
    "it": table([
      .before: "sig sigg sig.ra dott dr prof avv ing on gen col s ss",
      .beforeNumber: "n nr pag pp p vol cap art fig", .within: "ecc tel ca",
    ]),
    "pt": table([
      .before: "sr sra srta dr dra prof profa eng gen d av",
      .beforeNumber: "núm nº n° p pp pág vol cap art fig", .within: "etc aprox tel cia",
    ]),
    "tr": table([
      .before: "sn dr prof doç av alb gen yrd öğr st", .beforeNumber: "no s sf cilt madde",
      .within: "vb vs cad sok mah apt tel",
    ]),
  ]

  private static let calendar: Set<String> = [
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march",
    "april",
    "may", "june", "july", "august", "september", "october", "november", "december", "eastern", "central", "pacific",
    "mountain", "greenwich",
  ]

  /// English words that begin sentences and are seldom part of a name: pronouns, determiners, conjunctions, question words,
  /// auxiliaries and a few adverbs.
  static let starters = words(
    """
    i you he she it we they this that these those there here my your his her its our their the a an another each every \
    some many most all both no none few several such one and but or nor so yet if when while where why how what who whom \
    whose which because although though since unless until after before as at by for from in into on over under with \
    without during between among about against despite is are was were am be being been do does did has have had can could \
    may might must shall should will would not however moreover therefore meanwhile then now also still even only just once \
    later earlier today yesterday tomorrow instead perhaps maybe let please thus hence finally again more less next
    """)

  private static func words(_ list: String) -> Set<String> {
    Set(list.split { $0 == " " || $0 == "\n" }.map(String.init))
  }
}
