import Text

/// Gives words their numbers: one number for all spellings and forms of one term, -1 for stop words.
///
/// A word's bytes are looked up first; only a form that was not seen before is folded and stemmed.
struct Vocabulary {
  /// Whether there is a list of stop words for the language.
  let knowsStopWords: Bool

  private let stopWords: ByteTable
  private let stemmer: Stemmer?
  /// Forms as they were written, and the term of each.
  private var forms = ByteTable(capacity: 512)
  private var termOfForm: [Int32] = []
  private var terms = ByteTable(capacity: 512)

  private static let beforeStemming: Folding = [.light, .case, .width]

  /// How many terms there are.
  var count: Int { terms.count }

  init(language: String?) {
    let primary = String((language ?? "").lowercased().prefix { $0 != "-" && $0 != "_" })
    let list = StopWords.list(primary)
    stopWords = list ?? ByteTable(capacity: 1)
    knowsStopWords = list != nil
    stemmer = primary.isEmpty ? nil : Stemmer(language: primary)
  }

  /// The terms of the words of a range of UTF-8 byte offsets, -1 for stop words.
  mutating func terms(in text: String, _ range: Range<Int>) -> [Int32] {
    let words = Tokenizer.words(in: text, range)
    var found: [Int32] = []
    found.reserveCapacity(words.count)
    let source = text.utf8Span.span
    for word in words {
      let form = forms.add(source, word)
      if form.isNew { termOfForm.append(term(of: text.slice(word))) }
      found.append(termOfForm[form.number])
    }
    return found
  }

  private mutating func term(of word: Substring) -> Int32 {
    guard let stemmer else {
      let folded = word.folded()
      return stopWords.contains(folded) ? -1 : Int32(terms.add(folded).number)
    }
    // Stemmers know a language's spelling: Snowball's for Arabic takes off ة, not the ه that folding makes of it.
    let spelled = word.folded(Vocabulary.beforeStemming)
    if stopWords.contains(spelled.folded()) { return -1 }
    return Int32(terms.add(stemmer.stem(spelled).folded()).number)
  }
}
