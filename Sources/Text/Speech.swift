/// Arabic words of speech, folded.
enum Speech {
  /// Whether a word, with or without a conjunction, says that someone speaks, or announces a list.
  static func introduces(_ folded: String) -> Bool {
    let bare = String(folded.unicodeScalars.dropFirst())
    return attributions.contains(folded) || attributions.contains(bare) || announcements.contains(folded)
  }

  /// Whether a word behind a quotation names who spoke: the sentence goes on.
  static func attributes(_ folded: String) -> Bool {
    attributions.contains(folded)
  }

  private static let attributions = words(
    """
    قال قالت قالوا قالا يقول تقول يقولون قيل قائلا قائله قائلين القول قوله قولها قولهم اضاف اضافت اضافوا يضيف تضيف مضيفا \
    مضيفه اكد اكدت اكدوا يءكد تءكد مءكدا مءكده اوضح اوضحت يوضح توضح موضحا موضحه صرح صرحت يصرح مصرحا ذكر ذكرت يذكر اعلن \
    اعلنت يعلن معلنا كتب كتبت يكتب غرد غردت تابع تابعت يتابع متابعا اردف اردفت مردفا استطرد مستطردا رد ردت اجاب اجابت يجيب \
    سال سالت يسال تساءل تساءلت متساءلا علق علقت معلقا اشار اشارت مشيرا مشيره لفت لفتت لافتا شدد شددت مشددا نوه ختم خاطب \
    هتف صرخ حسبما بحسب حسب وفقا وفق
    """)

  private static let announcements = words("ان التالي التاليه كالتالي الاتي الاتيه يلي وهي وهو هي هو مثل منها بينها")

  private static func words(_ list: String) -> Set<String> {
    Set(list.split { $0 == " " || $0 == "\n" }.map(String.init))
  }
}
