/// What tells the languages of one script apart.
struct LanguageEvidence {
  let language: String
  let script: LanguageScript
  /// Letters that this language writes and most of its neighbours do not.
  let letters: [Unicode.Scalar]
  /// Frequent words that only serve grammar, in small letters.
  let words: Set<String>

  private init(_ language: String, _ script: LanguageScript, _ letters: String, _ words: String) {
    self.language = language
    self.script = script
    self.letters = Array(letters.unicodeScalars)
    self.words = Set(words.split { $0 == " " || $0 == "\n" }.map(String.init))
  }

  /// The language with the most evidence, if it has enough and clearly more than the next.
  static func best(
    _ text: String, _ range: Range<Int>, _ script: LanguageScript, letters: [Int], counts: ScriptCounts
  ) -> String? {
    guard let known = byScript[script] else { return nil }
    let candidates = known.languages
    var scores = [Double](repeating: 0, count: candidates.count)
    var total = 0
    for word in Tokenizer.words(in: text, range) where word.count <= 24 {
      total += 1
      guard word.count <= known.longest else { continue }
      for index in known.words[text.slice(word).lowercased()] ?? [] { scores[index] += 1 }
    }
    for (index, candidate) in candidates.enumerated() {
      let telling = candidate.letters.reduce(0) { $0 + letters[Int($1.value)] }
      scores[index] += Double(telling) * 1.5
    }
    let ranked = scores.indices.sorted { scores[$0] > scores[$1] }
    guard let first = ranked.first else { return nil }
    let second = ranked.count > 1 ? scores[ranked[1]] : 0
    let isEnough = scores[first] >= 1.5 || second == 0 && scores[first] >= 1 && counts.count(script) >= 24
    if isEnough && scores[first] > second * 1.2 && scores[first] * 25 >= Double(total) {
      return candidates[first].language
    }
    guard let likely = likeliest(script, letters, counts),
      let index = candidates.firstIndex(where: { $0.language == likely })
    else { return nil }
    return scores[first] < 1.5 || scores[index] > scores[first] * 0.8 ? likely : nil
  }

  /// The language to assume of a script where no word tells, if no letter of another language stands there.
  private static func likeliest(_ script: LanguageScript, _ letters: [Int], _ counts: ScriptCounts) -> String? {
    guard counts.count(script) >= 12 else { return nil }
    func lacks(_ others: String) -> Bool { others.unicodeScalars.allSatisfy { letters[Int($0.value)] == 0 } }
    switch script {
    case .arabic:
      guard lacks("ےٹڈڑںھہېۍټډړښڼەێۆ") else { return nil }
      return lacks("پچژگکی") ? "ar" : "fa"
    case .cyrillic: return lacks("іїєґђјљњћџў") ? "ru" : nil
    default: return nil
    }
  }

  /// The languages of one script, and which of them each word is of.
  private struct Known {
    var languages: [LanguageEvidence] = []
    /// By a word in small letters: indices of ``languages``.
    var words: [String: [Int]] = [:]
    /// Longer words, in bytes, are none of these; a capital may be longer than its small letter, though not by so much.
    var longest = 0
  }

  private static let byScript: [LanguageScript: Known] = {
    var known: [LanguageScript: Known] = [:]
    for evidence in all {
      var these = known[evidence.script] ?? Known()
      for word in evidence.words {
        these.words[word, default: []].append(these.languages.count)
        these.longest = max(these.longest, word.utf8.count + 8)
      }
      these.languages.append(evidence)
      known[evidence.script] = these
    }
    return known
  }()

  private static let all: [LanguageEvidence] = [
    LanguageEvidence(
      "ar", .arabic, "ةىإأؤ",
      """
      في من على إلى عن أن إن هذا هذه ذلك تلك التي الذي الذين كان كانت قد لا ما لم لن هو هي بعد قبل بين مع كل أو ثم حيث كما عند \
      منذ خلال قال وقال ضد حول لدى غير حتى إذا الى ان او اليوم وقد وهو وهي
      """),
    LanguageEvidence(
      "fa", .arabic, "پژگ",
      """
      از به را که این آن است در با برای تا بر شد شده می نمی های ها کرد کرده بود خود یا هم نیز یک اما ما او وی شود کند دارد \
      باید بین پس روی گفت هر چه اگر ایران کشور
      """),
    LanguageEvidence(
      "ur", .arabic, "ٹڈڑںےہھ",
      "کے کی کا میں سے ہے اور کو نے پر ہیں کہ یہ بھی تھا تھی ہو کر گیا ایک اس ان وہ جو نہیں لیے ساتھ بعد کہا تک"),
    LanguageEvidence(
      "ps", .arabic, "ټډړښڼېۍځڅږ", "د په چې او کې سره دی دي ته يې له نه شي کړي هم وو يو دا هغه وي شوي باندې"),
    LanguageEvidence("ckb", .arabic, "ێۆەڕڵڤ", "لە بە کە بۆ و ئەو ئەم لەگەڵ هەر بوو دەکات دەبێت ئێمە ئەوە"),
    LanguageEvidence(
      "ru", .cyrillic, "ыэё",
      "и в не на что с как это по но из у за к о от для при его он она они было был также который до или уже если том"),
    LanguageEvidence(
      "uk", .cyrillic, "іїєґ",
      "і в не на що з як це по але та у за до від для при його він вона вони було був також який або вже якщо"),
    LanguageEvidence(
      "bg", .cyrillic, "ъ", "и в не на че с като това по но от за се да са е ще при който той тя те беше или ако след"),
    LanguageEvidence(
      "en", .latin, "",
      """
      the of and to in a is that for was on with as by at from it be are this his an which have has had not were but they \
      their its he she who will would been or said after about more you we i
      """),
    LanguageEvidence(
      "fr", .latin, "êœùç",
      "le la les de des du et à en un une est que qui dans pour pas sur au aux par avec ce il elle sont se plus ne son sa ses ou mais"
    ),
    LanguageEvidence(
      "de", .latin, "ßäö",
      "der die das und in den von zu mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat dass sie nach wird bei"
    ),
    LanguageEvidence(
      "es", .latin, "ñ¿¡",
      "el la los las de del y en un una que es por con para no se su al lo como más pero sus le ha ser este está son o"),
    LanguageEvidence(
      "it", .latin, "ìò",
      "il lo la i gli le di del della dei e in un una che è per con non si al da sono nel alla più come anche ha ma"),
    LanguageEvidence(
      "pt", .latin, "ãõ",
      "o a os as de do da dos das e em um uma que é por com para não se no na ao mais como mas foi são seu sua"),
    LanguageEvidence(
      "tr", .latin, "ığşİ", "ve bir bu da de için ile olarak daha çok gibi sonra kadar olan ne ama var ise o en mi"),
    LanguageEvidence(
      "nl", .latin, "",
      "de het een en van in is dat op te zijn met voor niet aan er om ook als maar bij door naar uit heeft wordt"),
  ]
}
