import Text

/// Gives words their numbers: one number for all spellings and forms of one term, -1 for stop words.
///
/// A word's bytes are looked up first; only a form that was not seen before is folded and stemmed.
struct Vocabulary {
  /// How many terms there are.
  private(set) var count = 0
  /// Whether there is a list of stop words for the language.
  let knowsStopWords: Bool

  private static let beforeStemming: Folding = [.light, .case, .width]

  private let stopWords: Set<String>
  private let stemmer: Stemmer?
  private var terms: [String: Int32] = [:]
  /// Forms by their bytes: open addressing, a power of two, -1 where a slot is free.
  private var slots = [Int32](repeating: -1, count: 512)
  private var forms: [Form] = []
  private var bytes: [UInt8] = []

  /// A word as it was written: where its bytes are kept, their hash, and its term.
  private struct Form {
    var range: Range<Int>
    var hash: UInt64
    var term: Int32
  }

  init(language: String?) {
    let primary = String((language ?? "").lowercased().prefix { $0 != "-" && $0 != "_" })
    stopWords = StopWords.list(primary) ?? []
    knowsStopWords = !stopWords.isEmpty
    stemmer = primary.isEmpty ? nil : Stemmer(language: primary)
  }

  /// The terms of the words of a range of UTF-8 byte offsets, -1 for stop words.
  mutating func terms(in text: String, _ range: Range<Int>) -> [Int32] {
    let words = Tokenizer.words(in: text, range)
    var found: [Int32] = []
    found.reserveCapacity(words.count)
    let source = text.utf8Span.span
    for word in words {
      var hash: UInt64 = 0xcbf2_9ce4_8422_2325  // FNV-1a
      for at in word { hash = (hash ^ UInt64(source[at])) &* 0x100_0000_01b3 }
      found.append(term(source, word, hash, text))
    }
    return found
  }

  private mutating func term(_ source: borrowing Span<UInt8>, _ word: Range<Int>, _ hash: UInt64, _ text: String)
    -> Int32
  {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash ^ hash >> 32) & mask
    while slots[slot] >= 0 {
      let form = forms[Int(slots[slot])]
      if form.hash == hash, isEqual(form.range, source, word) { return form.term }
      slot = (slot + 1) & mask
    }
    let term = newTerm(text.slice(word))
    let start = bytes.count
    for at in word { bytes.append(source[at]) }
    slots[slot] = Int32(forms.count)
    forms.append(Form(range: start..<bytes.count, hash: hash, term: term))
    if forms.count * 2 > slots.count { grow() }
    return term
  }

  private func isEqual(_ kept: Range<Int>, _ source: borrowing Span<UInt8>, _ word: Range<Int>) -> Bool {
    guard kept.count == word.count else { return false }
    var at = word.lowerBound
    for byte in bytes[kept] {
      if byte != source[at] { return false }
      at += 1
    }
    return true
  }

  private mutating func grow() {
    slots = Array(repeating: -1, count: slots.count * 2)
    let mask = slots.count - 1
    for at in forms.indices {
      var slot = Int(truncatingIfNeeded: forms[at].hash ^ forms[at].hash >> 32) & mask
      while slots[slot] >= 0 { slot = (slot + 1) & mask }
      slots[slot] = Int32(at)
    }
  }

  private mutating func newTerm(_ word: Substring) -> Int32 {
    let folded = word.folded()
    if stopWords.contains(folded) { return -1 }
    // Stemmers know a language's spelling: Snowball's for Arabic takes off ة, not the ه that folding makes of it.
    let stem = stemmer.map { $0.stem(word.folded(Vocabulary.beforeStemming)).folded() } ?? folded
    if let known = terms[stem] { return known }
    let term = Int32(count)
    terms[stem] = term
    count += 1
    return term
  }
}
