import Text

/// Words that say nothing of what a text is about.
enum StopWords {
  /// The stop words of a language, folded for matching; nil where we have no list.
  ///
  /// - Parameter language: the primary subtag of BCP 47, lower case.
  static func list(_ language: String) -> ByteTable? { lists[language] }

  private static let lists: [String: ByteTable] = words.mapValues { text in
    var table = ByteTable()
    for word in text.split(separator: " ") { _ = table.add(word.folded()) }
    return table
  }

  private static let words: [String: String] = [
    "ar": """
    من في على إلى عن مع بعد قبل بين عند منذ حتى خلال حول ضد دون تحت فوق أمام لدى نحو عبر ضمن وراء أن إن أنه إنه أنها إنها بأن \
    لأن كأن لكن لكنه ليت لعل أو أم ثم بل لا لم لن ما ليس ليست غير سوى إلا قد لقد سوف هل إذا إذ لو لولا كما كي حيث حين عندما \
    بينما لما مما عما فيما ممن ال و ف ب ل ك هذا هذه ذلك تلك هؤلاء أولئك هنا هناك التي الذي الذين اللذين اللتين اللواتي من هو هي \
    هم هن نحن أنا أنت أنتم كان كانت يكون تكون كانوا كنت وكان وكانت أصبح ما زال كل بعض جميع أي أية كافة نفس ذات أحد إحدى \
    أيضا فقط جدا أكثر أقل أول اليوم أمس غدا الآن به بها بهم له لها لهم لنا فيه فيها فيهم منه منها منهم عليه عليها عليهم إليه \
    إليها عنه عنها معه معها وهو وهي وهم وهذا وهذه وذلك وفي ومن وعلى وإلى وعن ومع وأن وإن وأنه وأنها وقد ولا ولم ولن وما ولكن \
    وكذلك كذلك فإن فإنه وبعد وبين كم كيف متى أين لماذا ماذا قال قالت وقال وقالت أضاف وأضاف أكد وأكد أن يتم تم
    """,
    "fa": """
    و در به از که این آن با را برای است بود شد شده می های ها بر تا یک خود هم نیز اما اگر یا نه هر چه باید کرد کرده کند شود \
    بودند هستند نیست دارد دارند داشت ما من او شما آنها آنان وی اینکه آنکه پس پیش بین روی زیر همه هیچ بسیار دیگر چون چند \
    چنین همین همان گفت گفته افزود ای رو اش شان مان ام اند باشد شوند کنند خواهد بوده وجود طی طور سوی
    """,
    "ur": """
    کے کی کا میں ہے اور سے کو نے پر یہ کہ ہیں اس ان وہ ایک کر تھا تھی تھے ہو گیا گئی گئے بھی نہیں جو تو لئے لیے ہی تک ساتھ کیا \
    کرنے کرتے کرتا کرتی والے والی والا رہے رہا رہی اپنے اپنی اپنا جس جن کوئی کچھ سب دو بعد پہلے اب جب تب یا اگر مگر لیکن بلکہ \
    ہوئے ہوئی ہوا ہوتا ہوتی ہوتے ہوں دیا دی دیے گا گی گے انہوں انہیں اسے جیسے طرح بہت زیادہ کم چکے چکا کہا کہنا
    """,
    "en": """
    the a an of to in and or but nor for on at by with from as is are was were be been being am do does did done have has had \
    having will would shall should can could may might must not no it its he him his she her hers they them their theirs we us \
    our you your i me my this that these those there here who whom whose which what when where why how all any each few more \
    most other some such only own same so than too very just also into about after before over under again then once out up \
    down off between through during because while if until both s t said says
    """,
    "ru": """
    и в во не что он на я с со как а то все она так его но да ты к у же вы за бы по только ее мне было вот от меня еще нет о из \
    ему теперь когда даже ну вдруг ли если уже или ни быть был него до вас нибудь опять уж вам ведь там потом себя ничего ей \
    может они тут где есть надо ней для мы тебя их чем была сам чтоб без будто чего раз тоже себе под будет тогда кто этот того \
    потому этого какой ним здесь этом один почти мой тем чтобы нее были куда зачем всех при об эта эти это этой также которые \
    который которая которого которых
    """,
    "fr": """
    le la les l un une des de du d au aux et ou mais donc or ni car que qui quoi dont où ce cet cette ces c il elle ils elles on \
    nous vous je j tu me m te t se s lui leur leurs y en ne n pas plus moins très est sont était étaient été être a ont avait \
    avaient avoir fait à dans par pour sur sous avec sans entre vers chez comme si son sa ses mon ma mes ton ta tes notre nos \
    votre vos aussi même tout tous toute toutes selon après avant
    """,
    "de": """
    der die das den dem des ein eine einen einem einer eines und oder aber denn doch sondern dass daß ob wenn weil als wie ich du \
    er sie es wir ihr mich dich sich uns euch ihm ihn ihnen sein seine seinen seinem seiner ihre ihren ihrem ihrer mein dein unser \
    ist sind war waren wird werden wurde wurden worden hat haben hatte hatten kann können soll will muss nicht kein keine auch nur \
    noch schon sehr so dann da hier in im an am auf aus bei beim mit nach seit von vom vor zu zum zur über unter um durch für gegen \
    ohne zwischen bis dieser diese dieses diesem diesen mehr
    """,
    "es": """
    el la los las un una unos unas de del al a ante con contra desde en entre hacia hasta para por según sin sobre tras y e o u ni \
    que quien cuyo donde cuando como si no se le les lo me te nos su sus mi mis tu tus este esta estos estas ese esa esos esas \
    aquel es son era eran fue fueron ser ha han había haber está están muy más menos también ya pero porque todo todos toda todas
    """,
  ]
}
