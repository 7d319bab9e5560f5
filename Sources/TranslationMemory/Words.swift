import Text

/// The words and numbers of a stretch of text as matching sees them, and the punctuation that parts phrases.
struct Words: Sendable {
  struct Word: Sendable {
    /// UTF-8 byte offsets into the text.
    var range: Range<Int>
    /// Folded by `Folding.matching`.
    var folded: String
    var isNumber: Bool
    /// Whether it ends in teh marbuta.
    var isFeminine: Bool
  }

  /// Words and numbers in order.
  private(set) var words: [Word] = []
  /// Words, numbers, and every mark of punctuation but quotation marks, which stand inside phrases: «قائد الجيش "منير"».
  private(set) var items: [Item] = []

  struct Item: Sendable {
    var folded: String
    /// Position in ``words``; nil for punctuation.
    var word: Int?
  }

  init(_ text: String, _ range: Range<Int>? = nil) {
    let tokens = Tokenizer.tokens(in: text, range)
    words.reserveCapacity(tokens.count)
    items.reserveCapacity(tokens.count)
    for token in tokens {
      let folded = text.slice(token.range).folded()
      switch token.kind {
      case .word, .number:
        guard !folded.isEmpty else { continue }
        items.append(Item(folded: folded, word: words.count))
        words.append(
          Word(
            range: token.range, folded: folded, isNumber: token.kind == .number,
            isFeminine: Words.isFeminine(text, token.range)))
      case .punctuation, .symbol:
        if !Words.isQuotation(folded) { items.append(Item(folded: Words.mark(folded), word: nil)) }
      }
    }
  }

  private static func isFeminine(_ text: String, _ range: Range<Int>) -> Bool {
    text.slice(range).unicodeScalars.last { $0.value < 0x064B || $0.value > 0x0652 } == "\u{0629}"
  }

  /// The items without punctuation at either end.
  var phrase: ArraySlice<Item> {
    guard let first = items.firstIndex(where: { $0.word != nil }), let last = items.lastIndex(where: { $0.word != nil })
    else { return [] }
    return items[first...last]
  }

  /// Where a run of items stands in the text, from its first word to its last; with the closing quotation mark behind it, when
  /// the opening one stands inside.
  func range(ofItems items: Range<Int>, in text: String) -> Range<Int>? {
    let inside = self.items[items].compactMap(\.word)
    guard let first = inside.first, let last = inside.last else { return nil }
    let range = words[first].range.lowerBound..<words[last].range.upperBound
    let next = last + 1 < words.count ? words[last + 1].range.lowerBound : text.utf8.count
    let isQuotation = { (token: Token) in Words.isQuotation(String(text.slice(token.range))) }
    guard Tokenizer.tokens(in: text, range).count(where: isQuotation) % 2 == 1,
      let mark = Tokenizer.tokens(in: text, range.upperBound..<next).first, isQuotation(mark),
      mark.range.lowerBound == range.upperBound
    else { return range }
    return range.lowerBound..<mark.range.upperBound
  }

  static func isQuotation(_ mark: String) -> Bool {
    guard let first = mark.unicodeScalars.first?.value else { return false }
    return switch first {
    case 0x22, 0x27, 0x60, 0xAB, 0xBB, 0x2018...0x201F, 0x2039, 0x203A: true
    default: false
    }
  }

  /// One sign for the marks that scripts write differently.
  private static func mark(_ mark: String) -> String {
    switch mark {
    case "،", "、": ","
    case "؛": ";"
    case "؟": "?"
    case "۔", "。": "."
    default: mark
    }
  }
}

/// A way to read an Arabic word as particles and the word that they were written before.
struct Reading: Hashable, Sendable {
  /// The particles as they stand, folded: `و`, `ول`; empty for the word as it is.
  var prefix: String
  /// Folded.
  var word: String
  /// Folded; a pronoun.
  var suffix = ""

  /// The particles apart, as annotations have them: `و+ل`.
  var partedPrefix: String { prefix.unicodeScalars.map(String.init).joined(separator: "+") }

  /// The word as it stands, then without the particles و ف ب ل ك and their combinations. `لل` is read as ل and ال.
  static func withoutParticles(_ folded: String) -> [Reading] {
    var readings = [Reading(prefix: "", word: folded)]
    guard let first = folded.unicodeScalars.first, "وفبلك".unicodeScalars.contains(first) else { return readings }
    for analysis in Clitics.analyses(of: folded, suffixes: false) {
      guard let reading = particles(analysis), !readings.contains(reading) else { continue }
      readings.append(reading)
    }
    return readings
  }

  /// Pronouns of the third person, "us" and "you": what reports carry. ي and ك are far oftener part of the word.
  private static let pronouns: Set<String> = ["ها", "هم", "هن", "هما", "نا", "كم", "ه"]

  /// The readings that take a pronoun off, and the particles before it.
  ///
  /// - Parameter isFeminine: whether the word ends in teh marbuta, which folding makes look like a pronoun.
  static func withoutPronouns(_ folded: String, isFeminine: Bool) -> [Reading] {
    guard !isFeminine else { return [] }
    return Clitics.analyses(of: folded, suffixes: true).compactMap { analysis in
      guard pronouns.contains(analysis.suffix), analysis.stem.unicodeScalars.count >= 3 else { return nil }
      guard analysis.prefix.isEmpty || particles(analysis) != nil, !analysis.prefix.hasSuffix("ال") else { return nil }
      return Reading(prefix: analysis.prefix, word: analysis.stem, suffix: analysis.suffix)
    }
  }

  private static func particles(_ analysis: Clitics.Analysis) -> Reading? {
    var prefix = analysis.prefix
    guard !prefix.isEmpty, prefix != "ال", !prefix.hasSuffix("س") else { return nil }
    if prefix.hasSuffix("ال") {
      prefix.unicodeScalars.removeLast(2)
      return Reading(prefix: prefix, word: "ال" + analysis.stem)
    }
    if prefix.hasSuffix("لل") {
      prefix.unicodeScalars.removeLast()
      return Reading(prefix: prefix, word: "ال" + analysis.stem)
    }
    // A short word after ب, ل or ك is nearly always a word of its own that begins so.
    let isShort = analysis.stem.unicodeScalars.count < 3
    return isShort && prefix != "و" && prefix != "ف" ? nil : Reading(prefix: prefix, word: analysis.stem)
  }
}
