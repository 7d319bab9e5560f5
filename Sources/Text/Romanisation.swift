/// Arabic names in Latin letters as the English press writes them: Baqiri, al-Riyad, Abd al-Rahman.
///
/// No scholar's transliteration: no diacritics, ع and hamza unwritten, the article as `al-`. Frequent names come from a table
/// (`RomanisedNames`). Others follow the letters, by this table of consonants (where two stand for one sound, the press's)
///
///     ب b  ت t  ث th  ج j  ح h  خ kh  د d  ذ dh  ر r  ز z  س s  ش sh  ص s  ض d  ط t  ظ z
///     غ gh  ف f  ق q  ك k  ل l  م m  ن n  ه h  پ p  چ ch  ژ zh  گ g  ڤ v  تش ch
///
/// with ا ى ة as a, و as w or u, ي as y or i by what stands beside them. Vowels that Arabic leaves out are guessed: `i` after an
/// alef (عاصم Asim), else `a` so that no three consonants meet (محمود Mahmud). Vowel marks, where written, are followed.
public enum Romanisation {
  /// The text with every Arabic word romanised; other letters stay, Arabic digits and punctuation become Latin.
  public static func romanise(_ arabic: some StringProtocol) -> String {
    let text = String(arabic)
    var output = ""
    var end = 0
    let words = Tokenizer.words(in: text)
    var index = 0
    while index < words.count {
      let word = words[index]
      output += punctuation(text.slice(end..<word.lowerBound))
      let form = text.slice(word).folded([.tatweel, .invisible, .kaf, .farsiYeh, .width])
      if index + 1 < words.count, text.slice(word.upperBound..<words[index + 1].lowerBound) == " ",
        let name = RomanisedNames.form(of: (form + " " + text.slice(words[index + 1])).folded())
      {
        output += name
        index += 1
      } else {
        output += romanise(word: form)
      }
      end = words[index].upperBound
      index += 1
    }
    return output + punctuation(text.slice(end..<text.utf8.count))
  }

  private static func romanise(word: String) -> String {
    guard let first = word.unicodeScalars.first, CharacterClass(first.value) == .arabicLetter else {
      return word.folded(.digits)
    }
    let folded = word.folded()
    if let name = RomanisedNames.form(of: folded) { return name }
    if folded.hasPrefix("ال"), folded.unicodeScalars.count >= 4 {
      let bare = String(word.folded(.marks).unicodeScalars.dropFirst(2))
      return "al-" + (RomanisedNames.form(of: bare.folded()) ?? capitalised(Syllables(bare).romanised))
    }
    if folded.hasPrefix("عبدال"), folded.unicodeScalars.count >= 7 {
      return "Abd " + romanise(word: String(word.folded(.marks).unicodeScalars.dropFirst(3)))
    }
    return capitalised(Syllables(word).romanised)
  }

  private static func capitalised(_ word: String) -> String {
    word.prefix(1).uppercased() + word.dropFirst()
  }

  private static func punctuation(_ text: Substring) -> String {
    var output = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "،": output.append(",")
      case "؛": output.append(";")
      case "؟": output.append("?")
      case "۔": output.append(".")
      case "«": output.append("“")
      case "»": output.append("”")
      default:
        if CharacterClass(scalar.value) != .format && CharacterClass(scalar.value) != .mark { output.append(scalar) }
      }
    }
    return String(output)
  }
}
