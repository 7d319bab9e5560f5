import CICU

/// A number, a word with what it may mean in a date, or a mark.
struct DateLexeme {
  enum Kind {
    case number, word, mark
  }

  var kind: Kind
  /// UTF-8 byte offsets into the text.
  var range: Range<Int>
  /// Whether nothing that is seen stands between this and the one before.
  var touches: Bool
  /// A number's value, or a mark's scalar.
  var value = 0
  /// How many digits a number has; 0 where they are too many.
  var digits = 0
  /// Whether a number is written in other digits than 0–9.
  var hasOwnDigits = false
  /// Whether a number is written in the digits of Persian and Urdu.
  var hasExtendedDigits = false
  var word = DateWord()
  /// Whether a word is one of an alphabet in which words are parted from numbers: Latin, Greek, Cyrillic.
  var isAlphabetic = false
}

/// Cuts stretches of text around digits into lexemes.
///
/// A digit parts from a letter (`10h30` is three lexemes), ideographs are one each, and words that make one name together
/// (`ربيع الأول`, `a.m.`) are one lexeme.
struct DateLexer {
  /// Words that make one name.
  static let longestName = 4
  private static let mostDigits = 14

  private let vocabulary: DateVocabulary?
  private(set) var lexemes: [DateLexeme] = []
  /// The folded words of ``lexemes``.
  private var names: [String] = []

  init(_ vocabulary: DateVocabulary?) { self.vocabulary = vocabulary }

  /// The folded words of a name; none where it has digits.
  static func names(in name: String) -> [String] {
    if isOneWord(name) { return [name.folded()] }
    var lexer = DateLexer(nil)
    lexer.read(name, 0..<name.utf8.count)
    guard !lexer.lexemes.contains(where: { $0.kind == .number }) else { return [] }
    return lexer.names.filter { !$0.isEmpty }
  }

  private static func isOneWord(_ name: String) -> Bool {
    let bytes = name.utf8Span.span
    var offset = 0
    while offset < bytes.count {
      let (value, length) = scalar(bytes, at: offset)
      switch CharacterClass(value) {
      case .letter, .arabicLetter, .hebrewLetter, .mark: offset += length
      default: return false
      }
    }
    return offset > 0
  }

  /// Whether the short vocabulary has every word of a text.
  static func basicKnows(_ text: String, _ range: Range<Int>) -> Bool {
    var lexer = DateLexer(.basic)
    lexer.read(text, range)
    return lexer.lexemes.allSatisfy { lexeme in
      let word = lexeme.word
      return lexeme.kind != .word || !word.roles.isSubset(of: [.begins, .weakMonth]) || word.month != nil
        || word.weekday > 0
        || word.zone != nil
    }
  }

  /// Replaces the lexemes by those of a range of a text, on scalar boundaries.
  mutating func read(_ text: String, _ range: Range<Int>) {
    lexemes.removeAll(keepingCapacity: true)
    names.removeAll(keepingCapacity: true)
    let bytes = text.utf8Span.span
    var offset = range.lowerBound
    var touches = false
    while offset < range.upperBound {
      let (value, length) = scalar(bytes, at: offset)
      let start = offset
      offset += length
      switch CharacterClass(value) {
      case .space:
        touches = false
        continue
      case .format, .mark: continue
      case .digit:
        offset = readNumber(bytes, start..<range.upperBound, touches)
      case .letter, .arabicLetter, .hebrewLetter, .connector:
        offset = DateLexer.wordEnd(bytes, offset..<range.upperBound)
        appendWord(text, start..<offset, touches, isAlphabetic: value < 0x590)
      case .ideograph: appendWord(text, start..<offset, touches, isAlphabetic: false)
      case .punctuation, .symbol:
        lexemes.append(DateLexeme(kind: .mark, range: start..<offset, touches: touches, value: DateLexer.plain(value)))
        names.append("")
      }
      touches = true
    }
    if vocabulary != nil { joinNames() }
  }

  private mutating func readNumber(_ bytes: borrowing Span<UInt8>, _ range: Range<Int>, _ touches: Bool) -> Int {
    var lexeme = DateLexeme(kind: .number, range: range, touches: touches)
    var offset = range.lowerBound
    var end = offset
    while offset < range.upperBound {
      let (value, length) = scalar(bytes, at: offset)
      let kind = CharacterClass(value)
      if kind == .format {
        offset += length
        continue
      }
      guard kind == .digit else { break }
      let digit = value < 0x80 ? Int(value) - 0x30 : Int(cicu_digit_value(Int32(bitPattern: value)))
      if value >= 0x80 { lexeme.hasOwnDigits = true }
      if (0x6F0...0x6F9).contains(value) { lexeme.hasExtendedDigits = true }
      offset += length
      end = offset
      lexeme.digits += 1
      if lexeme.digits <= DateLexer.mostDigits { lexeme.value = lexeme.value * 10 + max(digit, 0) }
    }
    if lexeme.digits > DateLexer.mostDigits { lexeme.digits = 0 }
    lexeme.range = range.lowerBound..<end
    lexemes.append(lexeme)
    names.append("")
    return end
  }

  private static func wordEnd(_ bytes: borrowing Span<UInt8>, _ range: Range<Int>) -> Int {
    var offset = range.lowerBound
    var end = offset
    while offset < range.upperBound {
      let (value, length) = scalar(bytes, at: offset)
      switch CharacterClass(value) {
      case .letter, .arabicLetter, .hebrewLetter, .mark, .connector: break
      case .format:
        offset += length
        continue
      case .punctuation, .symbol:
        // Apostrophes and gershayim inside a word.
        guard value == 0x27 || value == 0x2019 || value == 0x5F3 || value == 0x5F4, offset + length < range.upperBound
        else { return end }
        let next = CharacterClass(scalar(bytes, at: offset + length).value)
        guard next == .letter || next == .hebrewLetter else { return end }
      case .space, .digit, .ideograph: return end
      }
      offset += length
      end = offset
    }
    return end
  }

  private static let longestWord = 48

  private mutating func appendWord(_ text: String, _ range: Range<Int>, _ touches: Bool, isAlphabetic: Bool) {
    let name = range.count <= DateLexer.longestWord ? text.slice(range).folded() : ""
    var lexeme = DateLexeme(kind: .word, range: range, touches: touches)
    lexeme.isAlphabetic = isAlphabetic
    if let vocabulary { lexeme.word = DateLexer.word(name, vocabulary) }
    lexemes.append(lexeme)
    names.append(name)
  }

  /// A word as it stands, or behind a proclitic (`ليناير`).
  private static func word(_ name: String, _ vocabulary: DateVocabulary) -> DateWord {
    if let word = vocabulary[name] { return word }
    guard let first = name.unicodeScalars.first, "ولبفב".unicodeScalars.contains(first) else { return DateWord() }
    guard let word = vocabulary[String(name.unicodeScalars.dropFirst())] else { return DateWord() }
    return word.month != nil || word.weekday > 0 || word.roles.contains(.begins) ? word : DateWord()
  }

  /// Makes one lexeme of the words of the longest name that begins at each.
  private mutating func joinNames() {
    guard let vocabulary, lexemes.contains(where: { $0.word.roles.contains(.begins) }) else { return }
    var joined: [DateLexeme] = []
    joined.reserveCapacity(lexemes.count)
    var index = 0
    while index < lexemes.count {
      var lexeme = lexemes[index]
      var next = index + 1
      if lexeme.word.roles.contains(.begins) {
        var key = names[index]
        if vocabulary[key] == nil { key = String(key.unicodeScalars.dropFirst()) }
        var at = index + 1
        for _ in 1..<DateLexer.longestName {
          var hasStop = false
          if at < lexemes.count, lexemes[at].kind == .mark, lexemes[at].value == 0x2E || lexemes[at].value == 0x2D,
            lexemes[at].touches
          {
            hasStop = lexemes[at].value == 0x2E
            at += 1
          }
          guard at < lexemes.count, lexemes[at].kind == .word else { break }
          key += " " + names[at]
          guard let word = vocabulary[key] else { break }
          at += 1
          let means = word.roles != .begins || word.month != nil || word.weekday > 0 || word.zone != nil
          if means {
            lexeme.word = word
            lexeme.range = lexeme.range.lowerBound..<lexemes[at - 1].range.upperBound
            next = at
            if hasStop, at < lexemes.count, lexemes[at].kind == .mark, lexemes[at].value == 0x2E, lexemes[at].touches {
              lexeme.range = lexeme.range.lowerBound..<lexemes[at].range.upperBound
              next = at + 1
            }
          }
          guard word.roles.contains(.begins) else { break }
        }
      }
      joined.append(lexeme)
      index = next
    }
    lexemes = joined
    names.removeAll(keepingCapacity: true)
  }

  /// The mark that a mark is written for: dashes, full-width colon and comma.
  private static func plain(_ value: UInt32) -> Int {
    switch value {
    case 0x2010...0x2013, 0x2212, 0xFF0D: 0x2D
    case 0xFF1A, 0x2236: 0x3A
    case 0xFF0C, 0x60C, 0x3001: 0x2C
    case 0xFF0F, 0x2044, 0x2215: 0x2F
    case 0xFF08: 0x28
    case 0xFF09: 0x29
    case 0xFF0E, 0x2024, 0x970: 0x2E
    case 0x2019, 0x02BC: 0x27
    default: Int(value)
    }
  }
}
