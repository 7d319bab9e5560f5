import Text

/// The Arabic words that the rules know by themselves, folded for matching.
enum Lexicon {
  /// Ranks and forms of address that stand before a name and hardly anywhere else.
  static let ranks = set(
    """
    اللواء الجنرال العقيد المشير الأميرال الأدميرال الدكتور الدكتورة السيد السيدة الشيخ الحاج المهندس المهندسة الأستاذ الأستاذة
    """)
  /// Definite titles that stand before a name and as often alone.
  static let titles = set(
    """
    الرئيس الرئيسة الوزير الوزيرة القائد الزعيم المرشد الملك الملكة الأمير الأميرة السلطان الإمام المفتي القاضي المحامي المحامية \
    السفير السفيرة النائب النائبة المستشار المستشارة المبعوث المبعوثة المندوب الممثل الأمين المدير المديرة المتحدث المتحدثة \
    الناطق الناطقة الباحث الباحثة الكاتب الكاتبة المحلل الخبير الخبيرة الصحفي الصحفية الصحافي الصحافية الإعلامي الإعلامية \
    المخرج الفنان الفنانة الناشط الناشطة البابا البطريرك الفريق العميد الرائد النقيب المقدم الملازم المفوض المفوضة المنسق \
    البرلماني البرلمانية الفاعل الأكاديمي الدبلوماسي المدرب اللاعب المؤرخ المفكر الشاعر الروائي الناقد المعتقل الأسير الداعية
    """)
  /// Definite titles that say what somebody is, so that they make no sense alone as an office.
  static let addresses = set("السيد السيدة الشيخ الحاج الدكتور الدكتورة الأستاذ الأستاذة المهندس المهندسة")
  /// Titles that name an office even alone.
  static let standing = set(
    "الرئيس الرئيسة الوزير الوزيرة الملك الملكة الأمير السلطان المرشد السفير السفيرة البابا القائد المبعوث المتحدث المتحدثة الناطق"
  )
  /// Titles whose complement follows with ل or باسم: `المتحدث باسم الحكومة`, `الأمين العام للأمم المتحدة`.
  static let open = set(
    "الأمين المدير المديرة المتحدث المتحدثة الناطق الناطقة المندوب الممثل المبعوث المبعوثة المفوض المنسق القائد الرئيس السفير"
  )
  /// Offices at the head of a construct: `وزير الخارجية`.
  static let offices = set(
    """
    رئيس رئيسة وزير وزيرة قائد قائدة نائب نائبة مساعد وكيل أمين أمينة مدير مديرة سفير سفيرة مبعوث مبعوثة ممثل ممثلة مندوب \
    متحدث متحدثة ناطق زعيم زعيمة مستشار مستشارة عضو عضوة محافظ حاكم عمدة ملك ملكة أمير سلطان مرشد منسق منسقة مفوض مفوضة مدرب \
    أستاذ أستاذة باحث باحثة خبير خبيرة محلل كاتب كاتبة مؤسس قاضي قاض مفتي نقيب عميد مؤلف مؤلفة محرر
    """)
  /// Persons without a name: `مصدر أمني`, `مسؤولون أميركيون`.
  static let anonymous = set(
    """
    مصدر مصادر مسؤول مسؤولة مسؤولون مسؤولين خبير خبراء محلل محللون محللين دبلوماسي دبلوماسيون دبلوماسيين ناشط ناشطون ناشطين \
    شهود متحدث متحدثة ناطق مراقبون مراقبين باحثون باحثين علماء
    """)
  /// Adjectives that follow such a person without an article; those that end like nationalities need no list.
  static let qualities = set(
    "كبير كبار رفيع بارز بارزة سابق سابقة مطلع مطلعة مقرب مقربة خاصة موثوقة كبيرة رفيعة عيان بارزون سابقون")
  /// Indefinite nouns at whose construct `و` joins a second part of one name: `وزير الدفاع والإنتاج الحربي`.
  static let joined = set(
    "وزير وزيرة حزب هيئة لجنة مجلس منظمة معهد مركز وزارة كلية جمعية مؤسسة مكتب صندوق بشؤون لشؤون شؤون")
  /// Bodies that an office is held in, behind ل: `رئيس المكتب السياسي لحركة …`.
  static let bodies = set(
    "منظمة مجلس شؤون شركة حزب حركة وزارة هيئة لجنة جمهورية مملكة جامعة اتحاد حلف جبهة قوات جيش نقابة رابطة جمعية")
  /// Words after which a person's name is part of another name: `جامعة محمد الخامس`.
  static let namedAfter = set(
    "جامعة جامع مسجد مدرسة مستشفى شارع ميدان ساحة مطار ميناء جائزة مؤسسة ملعب كأس مركز معهد مدينة حي ثانوية شركة كتائب لواء قصر سد"
  )
  /// Joins the word before it in a name to the word after it.
  static let linkers = set("بن ابن بنت آل أبو أبي ولد دي دو فان فون عبد أبا بو")
  /// Linkers that a name may begin with.
  static let openers = set("عبد أبو بن")
  /// Closes the name before it as part of it.
  static let tails = set("الله الدين الإله الحق الإسلام الزهراء")
  /// Adjectives after a title or a name that are no family names.
  static let adjectives = set(
    """
    السابق السابقة الحالي الحالية الأسبق الجديد الجديدة المنتخب الراحل الراحلة القادم المقبل العام العامة الأعلى الأول الأولى \
    الثاني الثالث الرسمي الرسمية التنفيذي التنفيذية الدائم الخاص الخاصة المؤقت المؤقتة الكبير الأكبر الوطني الوطنية \
    الاستراتيجي السياسي السياسية العسكري الأمني الأممي الشهير المعروف المخلوع المتقاعد الشاب الفخري الإقليمي الدولي \
    المساعد المنتدب الشرعي الروحي البارز المخضرم المكلف المعين المؤسس الفيدرالي الاتحادي الإسلامي الإسلامية العربي الأميركي
    """)
  /// Words that never are part of a name and end an office.
  static let function: Set<String> = set(
    """
    في من على إلى عن مع بعد قبل خلال بين منذ حتى عند عندما حيث كما قد لقد لا لم لن ما ليس ليست كان كانت يكون هذا هذه ذلك تلك \
    الذي التي الذين اللذين هو هي هم هما نحن أنا إنه أنه إنها أنها أن إن بأن لأن كي لكي ثم أو أم بل لكن إلا غير سوى ضد دون حول \
    أمام لدى نحو عبر ضمن فوق تحت وراء إذا إذ لو مثل كل بعض جميع أي أية أحد إحدى نفسه نفسها ذاته ذاتها أيضا فقط جدا أكثر أقل \
    اليوم أمس غدا الآن الاثنين الإثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد صباح مساء الماضي الماضية الجاري المقبل \
    به بها بهم له لها لهم فيه فيها منه منها عليه عليها إليه عنه عنها معه معها بينما بسبب بشأن إثر عقب فور وفق وفقا حسب بحسب \
    لدي هل كيف متى أين ماذا لماذا كم هناك هنا عام سنة يوم شهر أول مرة عدة عدد كذلك أما لما مما عما فيما بما وهو وهي وهم الى \
    باسم أنهم بأنه بأنها إياه قائلا حينها سابقا حاليا لاحقا مؤخرا ردا نقلا خاصة
    """
  ).subtracting([on.folded()]).union([on])
  /// The article with a particle before it.
  static let joinedArticles = ["لل", "بال", "وال", "كال", "فال"]

  /// The preposition as the text has it.
  static let on = "على"

  /// Given names of the Arabic, Iranian, Turkish and Western press.
  static let givenNames = set(
    """
    محمد لحسن أحمد محمود حامد حمد حمدي مصطفى علي حسن حسين حسان حسني الحسن الحسين عمر عثمان عباس إبراهيم إسماعيل إسحاق يعقوب يوسف موسى \
    عيسى داود سليمان زكريا يحيى يونس إدريس أيوب هارون نوح آدم طارق خالد وليد ماجد مازن مروان مراد منصور ناصر نصر نبيل نبيه نجيب نزار \
    نعيم نواف هاشم هاني هشام هيثم وائل وسام ياسر ياسين يزيد زياد زيد زاهر زهير سامي سامح سامر سعد سعود سعيد سلطان سلمان سليم سمير \
    سهيل سيف شريف شوقي شهباز صادق صالح صباح صبري صدام صفوت صلاح طاهر طلال طه عادل عارف عاصم عاطف عامر عبدالله عبدالرحمن عدنان عزت \
    عزيز عصام علاء عماد عمار عمرو غازي غسان فؤاد فادي فاروق فاضل فايز فتحي فهد فيصل قاسم قيس كاظم كامل كمال لطفي لؤي مؤيد محسن مدحت \
    مرتضى مسعود مسلم مشعل معاذ معمر مقتدى مكرم منذر مهدي مهند بدر بسام بشار بشير بلال بهاء تامر تميم توفيق ثامر جابر جاسم جبران جعفر \
    جلال جمال جميل جهاد حاتم حازم حبيب حسام حكيم حمزة حيدر خليفة خليل خيري راشد رامي رائد ربيع رجب رشاد رشيد رضا رفيق رمزي رياض \
    أسامة أسعد أشرف أكرم أمجد أمين أنس أنور أيمن إياد إيهاب باسل باسم باقر عبدالعزيز صفاء ضياء طيب \
    فاطمة عائشة خديجة زينب مريم سارة ليلى هدى نادية نجلاء سلمى سميرة سعاد رانيا ريم ريما دينا داليا حنان هند هناء ياسمين مروة منى نوال \
    أسماء آمنة أمينة إيمان بشرى جميلة حفيظة خولة رقية زكية زهرة سناء شيرين شيماء عبير غادة فاتن فدوى كوثر لبنى لطيفة لمياء ماجدة مليكة \
    نبيلة نزهة نعيمة نورا وفاء بثينة توكل \
    آصف إمران عمران نواز بيلاول برويز مسرور نيجرفان جلال برهم مظلوم صبحي كيليتشدار رجب أكرم بولنت خلوصي هاكان مولود نور دولت \
    حسنى حسنين بزشكيان أكبر بهروز فرهاد جواد جلاد كاظمي أمير رستم سعيدة نرجس شيرزاد حميد مجيد سجاد رسول \
    دونالد جو جورج بيل باراك جيمس جون جوزيف جيك جاك جيف جيفري جيري جيمي ديفيد دافيد دانيال دانييل مايكل مايك مارك ماركو ماركوس مارتن \
    ماري ماريا مات ماثيو توماس توم تيم تيموثي بيتر بول روبرت روبيرت ريتشارد ريكس رونالد رون راي رالف ستيف ستيفن ستيفان سكوت سيمون \
    شون صمويل سام سامويل سوزان سارا آدام آلان ألان ألبرت ألبير ألكسندر أليكس أنتوني أنطوني أنطونيو آندي أندرو أندريه آنا إدوارد إريك \
    إليزابيث إيفان إيلون إيمانويل إيما إيميلي باتريك بريت بريان بروس برنار بيرني بنيامين بنجامين بوب بوريس تشارلز تشاك تيد تيريزا \
    جانيت جاستن جاريد جورجا جوليا جولي جيل جينيفر جيسيكا جينا جيسون دومينيك دميتري ديمتري دينيس ريشي زاك سيرغي سيرجي سوندار \
    غابرييل غاي غافين غريغوري غلين فرانسوا فرانك فرانز فيليب فيكتور فلاديمير فولوديمير فريدريش كارل كارلوس كارين كاميلا كايا كريس \
    كريستيان كريستين كلود كير كيفن كيم كيث كونستانتين لاري لويس لورا ليندسي لين ليز ليو نانسي نيكولا نيكولاس نيكي نيل هارفي هانس \
    خوسيه مانويل رودريغو لويزا أنيتا إنريكي خوان خافيير ميغيل بابلو هنري هيلاري والتر ويليام وليام ولفغانغ يائير يوآف يسرائيل إيتمار بتسلئيل بيني أفيغدور نفتالي إيهود أرييل شمعون إسحق جدعون \
    أورسولا أولاف أنجيلا أنغيلا أنالينا جوزيب جوسيب رافائيل رفائيل شارل ينس مارين ناريندرا كمالا ميشيل ميشال بيدرو فرناندو جايير
    """)
  /// Given names that are as often plain words; believed only after a title, a verb of saying or in quotation marks.
  static let ambiguousNames = set(
    """
    صباح سلطان خليفة جمال كمال جلال جهاد كامل صالح سعيد عزيز شريف حكيم رائد فاضل عادل صادق باسم ناصر أمين أمينة مسلم جميل جميلة كريم \
    راي سام تيم بول بوب لين ليو جو بيل غاي نوح نور مراد نصر زهرة منصور مكرم رشيد سعد هدى منى إيمان وفاء حنان هند سيف \
    علاء ضياء صلاح رضا قاسم بشير مات جاك جون شون كيم كيث طاهر عامر فارس رسول أكبر أمير مجيد توفيق ربيع حامد وسام رياض بدر \
    يزيد تميم نيل عدنان مسعود محمود عثمان جابر طيب صفاء بهاء رامي هاني توكل دولت مولود كاظمي بزشكيان سليم زاهر كير حسان حمد زيد
    """
  ).union(["سيد", "حرم", "الحسن", "الحسين"])

  private static func set(_ words: String) -> Set<String> {
    Set(words.split { $0 == " " || $0 == "\n" }.map { $0.folded() })
  }

  /// What a word is as the first of an office or title.
  struct Heads: OptionSet {
    var rawValue: UInt8
    static let rank = Heads(rawValue: 1)
    static let title = Heads(rawValue: 2)
    static let office = Heads(rawValue: 4)
    static let anonymous = Heads(rawValue: 8)
  }

  /// The four lists in one, since most words are in none of them.
  static let heads: [String: Heads] = {
    var heads: [String: Heads] = [:]
    for (words, kind) in [(ranks, Heads.rank), (titles, .title), (offices, .office), (anonymous, .anonymous)] {
      for word in words { heads[word, default: []].insert(kind) }
    }
    return heads
  }()

  static func isGivenName(_ folded: String) -> Bool { givenNames.contains(folded) || ambiguousNames.contains(folded) }

  /// A word with the particles before it taken off: و ف, then ب ل ك; `لل` becomes `ال`.
  static func withoutClitics(_ folded: String) -> [(clitics: String, word: String)] {
    var readings = [(clitics: "", word: folded)]
    guard let first = folded.unicodeScalars.first, cliticLetters.contains(first) else { return readings }
    func read(_ reading: (clitics: String, word: String), _ letters: [Unicode.Scalar]) -> (String, String)? {
      guard let first = reading.word.unicodeScalars.first, letters.contains(first) else { return nil }
      let rest = reading.word.unicodeScalars.dropFirst()
      guard rest.count >= 2 else { return nil }
      if first == "ل", rest.first == "ل" { return (reading.clitics + "ل", "ا" + String(rest)) }
      return (reading.clitics + String(first), String(rest))
    }
    if let joined = read(readings[0], ["و", "ف"]) { readings.append(joined) }
    for reading in readings {
      if let governed = read(reading, ["ب", "ل", "ك"]) { readings.append(governed) }
    }
    return readings
  }
}

extension Lexicon {
  /// Family names that are as often something else: alone they are believed only behind a title or a verb of saying.
  static func isCommon(_ word: String) -> Bool { ambiguousNames.contains(word) || commonFamilyNames.contains(word) }

  private static let commonFamilyNames = set(
    """
    سلام الشرع السلام العام الوطني المصري السوداني العراقي المغربي التونسي السعودي اليمني الليبي الأردني اللبناني السوري الفلسطيني \
    الأميركي الروسي العربي الشامي الحلبي الخطيب القاضي الإمام الحكيم الكاتب النجار الحداد الصباح العالم العلي الكبير الصغير الشاعر
    """)

  /// Vowel marks and tatweel, which folding drops.
  static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    (0x64B...0x652).contains(scalar.value) || scalar.value == 0x670 || scalar.value == 0x640
  }
}
