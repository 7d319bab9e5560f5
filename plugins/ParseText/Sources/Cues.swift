import Text

/// What the first words of a line say about the whole line.
enum Cue: Hashable {
  /// "Read also": leads away from the article.
  case elsewhere
  /// "Updated": the date is that of a change.
  case updated
  /// "By", "Source".
  case author
  case origin
}

/// The first words of a line, where they are a cue, and where they end.
struct CueMatch {
  var cue: Cue
  /// Whether the words say it by themselves, or only before a colon or an end.
  var isStrong: Bool
  /// Byte offset at which the last word of the cue ends.
  var end: Int
}

/// Phrases that begin lines of the press and are no part of its articles.
enum Cues {
  /// The longest cue that a line begins with; marks and symbols before it do not count.
  ///
  /// - Parameter range: UTF-8 byte offsets into the text.
  static func match(in text: String, _ range: Range<Int>) -> CueMatch? {
    let head = text.prefix(of: range, bytes: 96)
    guard let first = Tokenizer.words(in: text, head).first, first.lowerBound - range.lowerBound <= 16 else {
      return nil
    }
    let words = Tokenizer.words(in: text, head).prefix(longest)
    let folded = words.map { fold(text.slice($0)) }
    guard let phrases = byFirstWord[folded[0]] else { return nil }
    for phrase in phrases where folded.starts(with: phrase.words) {
      return CueMatch(cue: phrase.cue, isStrong: phrase.isStrong, end: words[phrase.words.count - 1].upperBound)
    }
    return nil
  }

  private struct Phrase {
    var words: [String]
    var cue: Cue
    var isStrong: Bool
  }

  /// Phrases by their first word, the longest first.
  private static let byFirstWord: [String: [Phrase]] = {
    var phrases: [Phrase] = []
    for (cue, isStrong, texts) in table {
      for text in texts {
        let words = Tokenizer.words(in: text).map { fold(text.slice($0)) }
        if !words.isEmpty { phrases.append(Phrase(words: words, cue: cue, isStrong: isStrong)) }
      }
    }
    return Dictionary(grouping: phrases) { $0.words[0] }.mapValues { $0.sorted { $0.words.count > $1.words.count } }
  }()

  private static let longest = 5

  private static func fold(_ word: Substring) -> String { word.folded() }

  private static let table: [(Cue, Bool, [String])] = [
    (
      .elsewhere, true,
      [
        "اقرأ أيضا", "إقرأ أيضا", "اقرئي أيضا", "اقرؤوا أيضا", "اقرأوا أيضا", "اقرأ أيضاً", "شاهد أيضا", "طالع أيضا",
        "انظر أيضا", "اقرأ المزيد", "إقرأ المزيد", "أخبار ذات صلة", "مواضيع ذات صلة", "موضوعات ذات صلة",
        "مقالات ذات صلة", "مواد ذات صلة", "قد يهمك أيضا", "قد يعجبك أيضا", "تابعونا على", "تابعنا على",
        "read also", "also read", "you may also like", "you might also like", "related articles", "related stories",
        "related news", "read next", "more on this story", "follow us on", "recommended stories",
        "بیشتر بخوانید", "همچنین بخوانید", "بیشتر بدانید", "مطالب مرتبط", "اخبار مرتبط",
        "یہ بھی پڑھیں", "یہ بھی پڑھیے", "یہ بھی دیکھیں", "مزید پڑھیں", "مزید پڑھیے", "متعلقہ خبریں",
        "читайте также", "читать также", "смотрите также", "читайте далее", "по теме", "материалы по теме",
        "подписывайтесь на",
      ]
    ),
    (
      .elsewhere, false,
      [
        "اقرأ", "شاهد", "طالع", "للمزيد", "المزيد", "شارك", "شارك المقال", "شارك الخبر", "ذات صلة", "كلمات مفتاحية",
        "الكلمات المفتاحية", "وسوم", "الوسوم", "read more", "see also", "related", "read", "watch", "more",
        "share", "share this", "share this article", "share on", "tags", "topics", "ببینید", "بخوانید", "برچسب ها",
        "دیکھیں", "پڑھیں", "читать", "смотреть", "теги", "поделиться",
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
        "تحریر", "مصنف", "از قلم", "автор", "авторы", "текст",
      ]
    ),
    (
      .origin, false,
      ["المصدر", "مصدر", "source", "sources", "منبع", "منابع", "ماخذ", "بشکریہ", "источник", "источники"]
    ),
  ]
}

extension String {
  /// The start of a range, at most so many bytes, cut between characters.
  func prefix(of range: Range<Int>, bytes: Int) -> Range<Int> {
    guard range.count > bytes else { return range }
    let view = utf8
    var end = range.lowerBound + bytes
    while end > range.lowerBound, view[view.index(view.startIndex, offsetBy: end)] & 0xC0 == 0x80 { end -= 1 }
    return range.lowerBound..<end
  }
}
