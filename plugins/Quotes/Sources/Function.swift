import Text

/// Small words that tell where a subject or a statement begins and ends, folded for matching; على stays as it is, to be told
/// from the name علي.
enum Function {
  /// `that`, alone and with what is joined to it.
  static let that = set(
    "أن إن بأن أنه إنه بأنه أنها إنها بأنها أنهم إنهم بأنهم أنهما إنهما أننا إننا بأننا أنني إنني بأنني إنك أنكم ألا لأن لأنه"
  )
  .subtracting(set("لأن لأنه"))
  /// Of these, what carries no word of the statement.
  static let bareThat = set("أن إن بأن")
  static let prepositions = set(
    "في من إلى عن مع بعد قبل خلال بين منذ حتى عند لدى نحو عبر ضمن ضد حول أمام بشأن إثر عقب رغم دون وراء تحت فوق"
  )
  .union(["على"])
  static let words = prepositions.union(
    set(
      """
      عندما حيث كما لقد لا لم لن ما ليس هذا هذه ذلك تلك الذي التي الذين هو هي هم ثم أو أم بل لكن إلا غير إذا إذ لو مثل كل بعض قائلا \
      قائلة بينما بسبب فور وفق وفقا حسب بحسب ردا تعليقا له لها لهم فيه فيها عليه عليها إليه به بها كلا هنا هناك وهو وهي وفي ومن وعن عما مما عمن فيما بما التي
      """))
  /// Adverbs that may stand between a verb and its subject, or behind it.
  static let adverbs = set(
    "اليوم أمس غدا أيضا كذلك الاثنين الإثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد بدوره بدورها سابقا مجددا لاحقا مؤخرا مساء صباح صباحا مساءً بشدة بوضوح بقوة رسميا علنا آخر أخرى آخرون"
  )
  /// Before a verb: it tells of what is not, or not yet, said, or whose subject stands elsewhere.
  static let blocking = set(
    "لم لن لا ما مما بما فيما كما إذا لو هل أن بعدما قبل بعد عندما حين حينما لما حسبما وفقما من لأن كي لكي حتى وقد قد سوف"
  )
  .subtracting(set("قد وقد كما من"))
  /// Before `أن`: then it opens no statement.
  static let otherThat = set(
    "بعد قبل منذ يمكن يجب ينبغي دون بدل كما حتى لولا يتوقع لابد بد شأنه شأنها يعني قبيل غير إلا مجرد شريطة")
  /// Behind a subject that is no entity: the phrase is part of something longer.
  static let later = set("الذي التي الذين اللذين")
  /// Verbs of saying whose object is who is spoken to.
  static let addressing: Set<String> = ["دعا", "طالب", "ناشد", "اتهم", "حذر", "هدد", "انتقد", "توعد"]
  /// Bodies whose name goes on with ل: `المجلس الأعلى للتربية`.
  static let bodies = set(
    "المجلس المعهد الاتحاد الهيئة المنظمة الجمعية المرصد الوكالة اللجنة المكتب الشبكة المركز البنك الصندوق الجامعة المديرية"
  )
  /// Kinds of source that speak without an article.
  static let sources = set(
    """
    وزارة وكالة صحيفة قناة شبكة موقع منظمة حركة حزب مجلس هيئة مصدر مصادر شركة محكمة لجنة بيان تقرير متحدث مسؤول مسؤولون خبراء \
    حكومة رئاسة قيادة جماعة جبهة اتحاد منصة إذاعة مجلة دراسة معهد مركز جامعة نقابة جمعية مؤسسة سلطات قوات جيش كتائب سائقو \
    ناشطون مراقبون محللون باحثون شهود سفارة بلدية مديرية إدارة نائب عضو خبير محلل باحث ناشط مدير
    """)
  /// Between a subject and a verb that follows it.
  static let before = set("قد الذي التي أيضا بدوره بدورها").union(itself)
  /// `the same`: said of who spoke last.
  static let itself = set("ذاته ذاتها نفسه نفسها عينه")
  /// The one who spoke last, in other words.
  static let same = set("المصدر المتحدث المتحدثة المتكلم")

  /// A noun under ب or ل, by its article: `بالمواقف`, `للصحفيين`.
  static func isGoverned(_ word: String) -> Bool { word.hasPrefix("بال") || word.hasPrefix("لل") }

  private static func set(_ words: String) -> Set<String> {
    Set(words.split { $0 == " " || $0 == "\n" }.map { $0.folded() })
  }
}
