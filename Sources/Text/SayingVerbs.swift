/// A verb by which the press reports what somebody said.
public struct SayingVerb: Hashable, Sendable {
  /// A participle stands as an adverb beside an earlier verb, whose subject it shares: `قائلا`.
  public enum Form: Sendable {
    case perfect, imperfect, participle
  }

  public enum Gender: Sendable {
    case masculine, feminine
  }

  /// What the verb's complement may be beside a clause with `أن`: a noun, or a noun after one of its prepositions.
  public struct Frame: Hashable, Sendable {
    public var takesObject: Bool
    /// Folded: `ب` is written as part of the next word, the others stand alone.
    public var prepositions: [String]

    public init(takesObject: Bool, prepositions: [String]) {
      self.takesObject = takesObject
      self.prepositions = prepositions
    }
  }

  /// Third person masculine of the perfect, as dictionaries list it.
  public var lemma: String
  /// In the past tense, `-ing` for participles.
  public var english: String
  public var form: Form
  /// Nil where the form does not tell it.
  public var gender: Gender?
  public var frame: Frame

  public init(lemma: String, english: String, form: Form, gender: Gender?, frame: Frame) {
    self.lemma = lemma
    self.english = english
    self.form = form
    self.gender = gender
    self.frame = frame
  }
}

/// The verbs of saying of the Arabic press in their forms.
public enum SayingVerbs {
  /// The verb whose form a folded word is, also with و or ف before it.
  ///
  /// - Parameter foldedWord: a word folded by `Folding.matching`.
  public static func verb(_ foldedWord: String) -> SayingVerb? {
    if let verb = forms[foldedWord] { return verb }
    guard let first = foldedWord.unicodeScalars.first, first == "و" || first == "ف" else { return nil }
    return forms[String(foldedWord.unicodeScalars.dropFirst())]
  }

  private static let forms: [String: SayingVerb] = {
    var forms: [String: SayingVerb] = [:]
    for line in table.split(separator: "\n") {
      let columns = line.split(separator: "|", omittingEmptySubsequences: false).map {
        $0.split(separator: " ").map(String.init)
      }
      guard columns.count == 3, columns[0].count == 4 else { continue }
      let frame = SayingVerb.Frame(
        takesObject: columns[2].contains("+"), prepositions: columns[2].filter { $0 != "+" }.map { $0.folded() })
      let english = columns[1].map { $0.split(separator: "_").joined(separator: " ") }
      for (form, gender, word) in inflected(columns[0]) where forms[word] == nil {
        forms[word] = SayingVerb(
          lemma: columns[0][0], english: form == .participle ? english[1] : english[0], form: form, gender: gender,
          frame: frame)
      }
    }
    return forms
  }()

  /// The folded forms made from four: perfect masculine and feminine, imperfect masculine, participle (masculine accusative).
  private static func inflected(_ parts: [String]) -> [(SayingVerb.Form, SayingVerb.Gender?, String)] {
    let perfect = parts[0].folded()
    let feminine = parts[1].folded()
    let imperfect = parts[2].folded()
    var forms: [(SayingVerb.Form, SayingVerb.Gender?, String)] = [
      (.perfect, .masculine, perfect), (.perfect, .feminine, feminine), (.perfect, .feminine, feminine + "ا"),
      (.imperfect, .masculine, imperfect), (.imperfect, .feminine, "ت" + imperfect.unicodeScalars.dropFirst().text),
    ]
    let weak: Set<Unicode.Scalar> = ["ا", "ي"]
    if let last = perfect.unicodeScalars.last, weak.contains(last) {
      // A weak last letter is lost before the plural's ending.
      forms.append((.perfect, .masculine, perfect.unicodeScalars.dropLast().text + "وا"))
    } else {
      forms.append((.perfect, .masculine, perfect + "وا"))
      forms.append((.perfect, .masculine, perfect + "ا"))
      forms.append((.imperfect, .masculine, imperfect + "ون"))
    }
    guard parts[3] != "-" else { return forms }
    let adverb = parts[3].folded()
    let participle = adverb.unicodeScalars.dropLast().text
    return forms + [(.participle, .masculine, adverb), (.participle, .feminine, participle + "ه")]
  }

  /// Four forms | past and participle in English | `+` for an object, and prepositions. The participle is `-` where another
  /// word is written the same way.
  private static let table = """
    قال قالت يقول قائلا | said saying |
    أكد أكدت يؤكد مؤكدا | stressed stressing | + على
    أعلن أعلنت يعلن معلنا | announced announcing | + عن
    أضاف أضافت يضيف مضيفا | added adding |
    صرح صرحت يصرح مصرحا | stated stating | ب
    أشار أشارت يشير مشيرا | pointed_out pointing_out | إلى
    أوضح أوضحت يوضح موضحا | explained explaining |
    شدد شددت يشدد مشددا | stressed stressing | على
    اعتبر اعتبرت يعتبر معتبرا | took_the_view taking_the_view |
    رحب رحبت يرحب مرحبا | welcomed welcoming | ب
    أعرب أعربت يعرب معربا | expressed expressing | عن
    عبر عبرت يعبر معبرا | expressed expressing | عن
    أشاد أشادت يشيد مشيدا | praised praising | ب
    أثنى أثنت يثني مثنيا | praised praising | على
    لفت لفتت يلفت لافتا | noted noting | إلى
    نوه نوهت ينوه منوها | noted noting | ب إلى
    كشف كشفت يكشف كاشفا | revealed revealing | عن
    نفى نفت ينفي نافيا | denied denying | +
    ندد نددت يندد منددا | denounced denouncing | ب
    أدان أدانت يدين - | condemned condemning | +
    استنكر استنكرت يستنكر مستنكرا | deplored deploring | +
    شجب شجبت يشجب شاجبا | denounced denouncing | +
    انتقد انتقدت ينتقد منتقدا | criticised criticising | +
    دعا دعت يدعو داعيا | called_on calling_on | إلى ل
    طالب طالبت يطالب مطالبا | demanded demanding | ب
    ناشد ناشدت يناشد مناشدا | appealed_to appealing_to | +
    حذر حذرت يحذر محذرا | warned warning | من
    هدد هددت يهدد مهددا | threatened threatening | ب
    توعد توعدت يتوعد متوعدا | threatened threatening | ب
    ذكر ذكرت يذكر - | mentioned mentioning |
    أفاد أفادت يفيد - | reported reporting | ب
    تابع تابعت يتابع - | continued continuing |
    أردف أردفت يردف مردفا | went_on going_on |
    استطرد استطردت يستطرد مستطردا | went_on going_on |
    استدرك استدركت يستدرك مستدركا | went_on going_on |
    واصل واصلت يواصل - | continued continuing |
    زاد زادت يزيد - | added adding |
    أورد أوردت يورد - | mentioned mentioning |
    أبرز أبرزت يبرز مبرزا | pointed_out pointing_out |
    سجل سجلت يسجل - | noted noting |
    رأى رأت يرى - | took_the_view taking_the_view |
    وصف وصفت يصف واصفا | described describing |
    زعم زعمت يزعم زاعما | claimed claiming |
    ادعى ادعت يدعي مدعيا | claimed claiming |
    أقر أقرت يقر - | acknowledged acknowledging | ب
    اعترف اعترفت يعترف معترفا | admitted admitting | ب
    تعهد تعهدت يتعهد متعهدا | pledged pledging | ب
    جدد جددت يجدد - | reiterated reiterating | +
    كرر كررت يكرر مكررا | repeated repeating | +
    تساءل تساءلت يتساءل متسائلا | wondered wondering | عن
    علق علقت يعلق - | commented commenting |
    عقب عقبت يعقب - | commented commenting |
    توقع توقعت يتوقع متوقعا | expected expecting | +
    استبعد استبعدت يستبعد مستبعدا | ruled_out ruling_out | +
    رجح رجحت يرجح مرجحا | thought_likely thinking_likely | +
    اتهم اتهمت يتهم - | accused accusing | +
    أيد أيدت يؤيد - | supported supporting | +
    ختم ختمت يختم - | concluded concluding |
    كتب كتبت يكتب - | wrote writing |
    """
}

extension Sequence<Unicode.Scalar> {
  fileprivate var text: String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: self)
    return String(view)
  }
}
