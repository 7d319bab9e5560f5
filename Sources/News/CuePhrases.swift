import Text

/// The phrases of ``Cues``, of agencies and of ends, in Arabic, English, Persian, Urdu and Russian.
enum CuePhrases {
  static let table: [(Cue, isStrong: Bool, [String])] = [
    (
      .elsewhere, true,
      [
        "اقرأ أيضا", "إقرأ أيضا", "اقرئي أيضا", "اقرؤوا أيضا", "اقرأوا أيضا", "شاهد أيضا", "شاهدوا أيضا", "طالع أيضا",
        "انظر أيضا", "اقرأ المزيد", "إقرأ المزيد", "أخبار ذات صلة", "مواضيع ذات صلة", "موضوعات ذات صلة", "أخبار متعلقة",
        "مقالات ذات صلة", "مواد ذات صلة", "قد يهمك أيضا", "قد يعجبك أيضا", "تابعونا على", "تابعنا على",
        "موضوعات متعلقة",
        "read also", "also read", "you may also like", "you might also like", "related articles", "related stories",
        "related news", "read next", "more on this story", "follow us on", "recommended stories",
        "more from this section",
        "بیشتر بخوانید", "همچنین بخوانید", "بیشتر بدانید", "مطالب مرتبط", "اخبار مرتبط", "بخوانید همچنین",
        "یہ بھی پڑھیں", "یہ بھی پڑھیے", "یہ بھی دیکھیں", "مزید پڑھیں", "مزید پڑھیے", "متعلقہ خبریں", "مزید خبریں",
        "читайте также", "читать также", "смотрите также", "читайте далее", "материалы по теме", "новости по теме",
        "подписывайтесь на", "подпишитесь на",
      ]
    ),
    (
      .elsewhere, false,
      [
        "اقرأ", "شاهد", "طالع", "للمزيد", "المزيد", "ذات صلة", "read more", "see also", "related", "read", "watch",
        "more", "ببینید", "بخوانید", "دیکھیں", "پڑھیں", "читать", "смотреть", "читайте", "смотрите", "по теме",
      ]
    ),
    (
      .page, true,
      [
        "for immediate release", "all rights reserved", "جميع الحقوق محفوظة", "حقوق النشر محفوظة",
        "تمامی حقوق برای", "کلیه حقوق", "جملہ حقوق محفوظ", "все права защищены", "min read", "minute read",
        "minutes read", "reading time", "وقت القراءة", "مدة القراءة", "کد خبر", "شناسه خبر", "کد مطلب", "لینک کوتاه",
        "время чтения",
      ]
    ),
    (
      .page, false,
      [
        "شارك", "شارك المقال", "شارك الخبر", "كلمات مفتاحية", "الكلمات المفتاحية", "وسوم", "الوسوم", "طباعة", "تعليقات",
        "التعليقات", "share", "share this", "share this article", "share on", "tags", "topics", "print", "comments",
        "copyright", "برچسب ها", "برچسب‌ها", "نظرات", "چاپ", "اشتراک گذاری", "теги", "поделиться", "печать",
        "комментарии",
        "شیئر کریں", "تبصرے", "ٹیگز",
      ]
    ),
    (
      .caption, false,
      [
        "photo", "photos", "photo by", "file photo", "photo credit", "image", "picture", "caption", "صورة", "الصورة",
        "صورة أرشيفية", "صور", "تصوير", "عکس", "عکاس", "تصویر", "فائل فوٹو", "فوٹو", "фото", "фотография", "на фото",
      ]
    ),
    (
      .updated, true,
      [
        "آخر تحديث", "تم التحديث", "تحديث", "حدث في", "updated", "last updated", "last modified", "modified", "update",
        "به روز رسانی", "بروزرسانی", "به‌روزرسانی", "آخرین به‌روزرسانی", "اپ ڈیٹ", "обновлено", "изменено",
        "последнее обновление",
      ]
    ),
    (
      .author, false,
      [
        "by", "written by", "reporting by", "author", "authors", "بقلم", "كتب", "كتبت", "كتبه", "كتبها", "إعداد",
        "تحرير", "تقرير", "الكاتب", "الكاتبة", "المؤلف", "مراسل", "مراسلة", "نویسنده", "نوشته", "گزارشگر", "خبرنگار",
        "تحریر", "مصنف", "رپورٹ", "از قلم", "автор", "авторы", "текст", "корреспондент",
      ]
    ),
    (
      .origin, false,
      ["المصدر", "مصدر", "source", "sources", "منبع", "منابع", "ماخذ", "بشکریہ", "источник", "источники"]
    ),
  ]

  /// Words that claim rights, wherever they stand in a short line.
  static let rights = [
    "all rights reserved", "جميع الحقوق محفوظة", "الحقوق محفوظة", "جملہ حقوق", "все права защищены",
  ]

  /// Lines that end an article, their marks aside: what stands behind them belongs to the page or the sender.
  static let ends: Set<String> = [
    "end", "ends", "the end", "انتهى", "النهاية", "انتهای پیام", "پایان پیام", "پایان خبر", "ختم شد", "ختم شد.",
    "конец",
  ]

  /// Words of an agency's or paper's name.
  static let publishers: Set<String> = [
    "agency", "news", "press", "times", "daily", "gazette", "tribune", "herald", "وكالة", "صحيفة", "جريدة", "قناة",
    "موقع", "شبكة", "خبرگزاری", "روزنامه", "پایگاه", "نیوز", "روزنامہ", "اخبار", "агентство", "газета", "новости",
  ]

  /// Words that stand where the name of an agency might, and name none.
  static let unnamed: Set<String> = [
    "وكالات", "الوكالات", "مراسلنا", "خاص", "agencies", "staff", "correspondent", "reporter", "خبرنگار", "گروه",
    "نمائندہ", "رپورٹر", "ڈیسک", "ایجنسیاں", "نامہ", "وقائع", "نگار", "bureau", "newsroom", "desk", "редакция", "соб",
    "корр", "корреспондент",
  ]

  /// Names of parts of a book, which a headline may stand below.
  static let chapters: Set<String> = [
    "chapter", "part", "book", "act", "scene", "canto", "prologue", "epilogue", "الفصل", "الباب", "الجزء", "فصل", "باب",
    "بخش", "حصہ", "глава", "часть", "том", "пролог", "эпилог",
  ]

  /// How letters begin.
  static let salutations: Set<String> = [
    "dear", "عزيزي", "عزيزتي", "حضرة", "السيد", "السيدة", "السادة", "سعادة", "уважаемый", "уважаемая", "уважаемые",
    "дорогой", "дорогая", "محترم", "محترمہ", "جناب", "سرکار", "مکرمی",
  ]

  /// The front pages of sites.
  static let homes: Set<String> = [
    "home", "homepage", "الرئيسية", "الصفحة الرئيسية", "خانه", "صفحه نخست", "صفحه اصلی", "صفحہ اول", "ہوم", "главная",
  ]

  /// What may stand behind the year of a date, and between a place and a date.
  static let years: Set<String> = ["года", "год", "م", "هـ", "ه", "г", "ء"]
  static let prepositions: Set<String> = [
    "on", "in", "at", "by", "since", "until", "the", "after", "before", "from", "as", "в", "на", "с", "к", "от", "до",
    "по",
    "في", "من", "منذ", "حتى", "بعد", "قبل", "در", "از", "تا", "پس", "سے", "میں",
  ]
  static let before: Set<String> = ["في", "يوم", "on", "в", "در"]

  /// Words that join others in a sentence, and stand in no name.
  static let joining: Set<String> = [
    "في", "من", "إلى", "على", "عن", "مع", "أن", "التي", "الذي", "به", "از", "در", "را", "که", "با", "نے", "کو", "سے",
    "میں",
    "کی", "کا", "کے", "پر", "اس", "هذا", "هذه", "على", "لا", "ما", "لم", "قد",
  ]

  static let publishersFolded = Set(publishers.map { $0.folded() })
  static let unnamedFolded = Set(unnamed.map { $0.folded() })
  static let endsFolded = Set(ends.map { Cues.words(of: $0).joined(separator: " ") })
  static let chaptersFolded = Set(chapters.map { $0.folded() })
  static let salutationsFolded = Set(salutations.map { $0.folded() })
  static let homesFolded = Set(homes.map { $0.folded() })
}
