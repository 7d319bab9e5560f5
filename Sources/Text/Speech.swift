/// Arabic words that tell the sentence breaker of speech, folded.
enum Speech {
  /// Whether a word, with or without a conjunction, says that someone speaks, or announces a list.
  static func introduces(_ folded: String) -> Bool {
    SayingVerbs.verb(folded) != nil || attributions.contains(folded) || announcements.contains(folded)
      || attributions.contains(String(folded.unicodeScalars.dropFirst()))
  }

  /// Whether a word behind a quotation names who spoke, so that the sentence goes on; with a conjunction it begins another.
  static func attributes(_ folded: String) -> Bool {
    if attributions.contains(folded) { return true }
    guard SayingVerbs.verb(folded) != nil else { return false }
    let isJoined = folded.hasPrefix("و") || folded.hasPrefix("ف")
    return !(isJoined && SayingVerbs.verb(String(folded.unicodeScalars.dropFirst())) != nil)
  }

  /// Beside the verbs of saying: answers, calls, nouns and prepositions of speech.
  private static let attributions = words(
    """
    قيل القول قوله قولها قولهم غرد غردت مغردا رد ردت اجاب اجابت يجيب سال سالت يسال خاطب خاطبت هتف هتفت صرخ صرخت \
    حسبما بحسب حسب وفقا وفق
    """)

  private static let announcements = words("ان التالي التاليه كالتالي الاتي الاتيه يلي وهي وهو هي هو مثل منها بينها")

  private static func words(_ list: String) -> Set<String> {
    Set(list.split { $0 == " " || $0 == "\n" }.map(String.init))
  }
}
