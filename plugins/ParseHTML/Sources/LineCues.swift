/// Phrases that say what a whole line of a page is.
enum LineCues {
  /// Leads away from the article, or asks the reader for something.
  static func leadsAway(_ line: String) -> Bool { begins(line, with: away) }
  /// Leads away where the line is a link.
  static func mayLeadAway(_ line: String) -> Bool { begins(line, with: linked) }
  /// Says whose picture or text it is.
  static func isCredit(_ line: String) -> Bool { begins(line, with: credits) }
  /// Begins as a byline does.
  static func isByline(_ line: String) -> Bool { begins(line, with: bylines) }

  /// Whether a paragraph at an article's end speaks of the publisher, or of who helped, rather than of the matter.
  ///
  /// - Parameter line: folded.
  static func isClosing(_ line: String) -> Bool {
    let bytes = Array(line.utf8)
    return contains(line, closingWords) || closingPhrases.contains { ASCII.contains(bytes, $0) }
  }

  /// Whether a line speaks of a newsletter.
  static func isNewsletter(_ line: String) -> Bool { contains(line, newsletters) }

  /// Whether a line before the article is about subscribing, logging in or cookies.
  static func isAboutAccess(_ line: String) -> Bool {
    let bytes = Array(line.utf8)
    return accessWords.contains { ASCII.contains(bytes, $0) }
  }

  /// Whether a line offers a subscription, or asks to log in.
  static func isOffer(_ line: String) -> Bool { isAboutAccess(line) || contains(line, offers) }

  /// - Parameter phrases: hashes, see ``ClassWords/hash(_:_:)``.
  private static func begins(_ line: String, with phrases: Set<UInt64>) -> Bool {
    var hash = ClassWords.seed
    var words = 0
    for byte in line.utf8 {
      if byte == 0x20 {
        if phrases.contains(hash) { return true }
        words += 1
        if words == longest { return false }
      }
      hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3
    }
    return words < longest && phrases.contains(hash)
  }

  private static func contains(_ line: String, _ words: Set<UInt64>) -> Bool {
    line.utf8.split(separator: 0x20).contains { words.contains(ClassWords.hash($0)) }
  }

  private static let longest = 6

  private static func folded(_ list: String) -> Set<UInt64> {
    Set(
      list.split { $0 == "|" || $0 == "\n" }.map { FoldedLine.fold($0.utf8) }.filter { !$0.isEmpty }.map {
        ClassWords.hash($0.utf8)
      })
  }

  private static let away = folded(
    """
    read also|also read|you may also like|you might also like|related articles|related stories|related news
    related coverage|related post|related posts|read next|see more|more on this story|follow us on|recommended stories|don't miss
    sign up|more from|most read|like this story|join our|get the latest|subscribe to|click here to|listen to|reach the reporter
    reach the reporters|auch interessant|lesen sie auch|lesen sie hier|lesen sie mehr|mehr zum thema
    das könnte sie auch interessieren|mehr dazu|mehr lesen|zum artikel|fehler gefunden|jetzt abonnieren
    dieses thema im programm|lire aussi|à lire aussi|à lire|lea también|lee también|te puede interesar|noticias relacionadas
    noticia relacionada|más información|leia também|veja também|leia mais|leggi anche|lees ook|lees meer|meer over|les også
    læs også|läs också|les mer|baca juga|simak juga|çok okunanlar|bunlar da ilginizi çekebilir|ilginizi çekebilir|xem thêm
    skaityti daugiau|taip pat skaitykite|czytaj też|czytaj także|zobacz też|přečtěte si|soma zaidi|advertisement
    advertentie|anzeige|publicidad|publicidade|pubblicità|publicité|annonse|reklam|iklan
    اقرأ أيضا|إقرأ أيضا|اقرئي أيضا|اقرؤوا أيضا|شاهد أيضا|طالع أيضا|انظر أيضا|اقرأ المزيد|أخبار ذات صلة|مواضيع ذات صلة
    موضوعات ذات صلة|مقالات ذات صلة|قد يهمك أيضا|قد يعجبك أيضا|تابعونا على|تابعنا على|إعلان
    بیشتر بخوانید|همچنین بخوانید|بیشتر بدانید|مطالب مرتبط|اخبار مرتبط|یہ بھی پڑھیں|یہ بھی پڑھیے|یہ بھی دیکھیں|مزید پڑھیں
    مزید پڑھیے|متعلقہ خبریں|читайте также|читать также|смотрите также|читайте далее|материалы по теме|подписывайтесь на|реклама
    """)

  private static let linked = folded(
    """
    read more|read|related|watch|see also|more|weiterlesen|lesen sie|mehr|leggi|lea|leer|lire|voir aussi|ver|lees|les|video
    galerie|gallery|photos|in pictures|اقرأ|شاهد|طالع|للمزيد|المزيد|ببینید|بخوانید|دیکھیں|پڑھیں|читать|смотреть|по теме
    """)

  private static let credits = folded(
    """
    reporting by|additional reporting|contributed reporting|writing by|editing by|first published in|originally published on
    first published on|this story was originally published|mit dpa|quelle|source|sources|fotos|photos|photo|foto|bild|image
    filed under|tempo de leitura|editor|updated at|published|انتهى|انتهای پیام|انتهای خبر|المصدر|مصدر|تصوير|منبع|ماخذ|источник|фото
    """)

  private static let bylines = folded(
    """
    by|von|por|par|di|door|av|af|text|written by|posted|published|publicado|oleh|от|автор|текст|بقلم|كتب|كتبت|نویسنده|تحریر
    """)

  private static let newsletters = folded("newsletter|newsletters")

  private static let closingWords = folded(
    "newsletter|newsletters|subscribe|bookmark|follow|followers|abonnieren|abo|podcast|spam")

  private static let closingPhrases = [
    "contributed to this report", "contributed reporting", "with reporting by", "contributed to this story",
    "additional reporting",
  ].map { Array($0.utf8) }

  private static let offers = folded(
    """
    abo|abos|abonnent|abonnement|abonner|abonnés|abonné|connecter|suscríbete|suscriptores|suscripción|assine|assinante|abbonati|abbonamento
    accedi|abone|giriş|prenumerera|abonnieren|подписка|подписчиков|войти|اشترك|اشتراك|المشتركين|اشتراک|ورود|سبسکرائب
    """)

  private static let accessWords = [
    "subscri", "sign in", "sign up", "log in", "account", "newsletter", "register", "cookie", "abonn", "anmeld",
  ].map { Array($0.utf8) }
}
