/// A word, a number, or one mark of punctuation or symbol.
public struct Token: Hashable, Sendable {
  public enum Kind: Sendable {
    case word, number, punctuation, symbol
  }

  /// UTF-8 byte offsets into the text it was found in, half-open.
  public var range: Range<Int>
  public var kind: Kind

  public init(range: Range<Int>, kind: Kind) {
    self.range = range
    self.kind = kind
  }
}

/// Cuts text into tokens in one pass over its bytes.
///
/// After the word boundaries of Unicode Annex 29, made stricter where translation memories gain by it: a full stop does not
/// join letters, a hyphen parts, and a digit beside an Arabic letter or tatweel begins a token of its own (`بـ50` is two).
/// Apostrophes join letters (`l'homme`), separators join digits (`1,234.5`, `٣٫٥`). Combining marks, tatweel and the
/// zero-width joiners stay inside a word. Ideographs and hiragana are a token each; other scripts without spaces are not cut.
public enum Tokenizer {
  /// All tokens in order. White space, control characters and bidirectional controls are in none.
  ///
  /// - Parameter range: UTF-8 byte offsets on scalar boundaries; the whole text when nil. Results are absolute offsets.
  public static func tokens(in text: String, _ range: Range<Int>? = nil) -> [Token] {
    var tokens: [Token] = []
    let bounds = text.checked(range)
    tokens.reserveCapacity(bounds.count / 8)
    scan(text.utf8Span.span, bounds) { tokens.append(Token(range: $0, kind: $1)) }
    return tokens
  }

  /// The ranges of words and numbers only.
  ///
  /// - Parameter range: UTF-8 byte offsets on scalar boundaries; the whole text when nil. Results are absolute offsets.
  public static func words(in text: String, _ range: Range<Int>? = nil) -> [Range<Int>] {
    var words: [Range<Int>] = []
    let bounds = text.checked(range)
    words.reserveCapacity(bounds.count / 8)
    scan(text.utf8Span.span, bounds) { if $1 == .word || $1 == .number { words.append($0) } }
    return words
  }

  @inline(__always)
  private static func scan(
    _ bytes: borrowing Span<UInt8>, _ bounds: Range<Int>, emit: (Range<Int>, Token.Kind) -> Void
  ) {
    var offset = bounds.lowerBound
    while offset < bounds.upperBound {
      let (value, length) = scalar(bytes, at: offset)
      let start = offset
      offset += length
      let first = CharacterClass(value)
      switch first {
      case .space, .format: continue
      case .letter, .arabicLetter, .hebrewLetter, .connector:
        var kind = first == .connector ? Token.Kind.punctuation : .word
        let end = wordEnd(bytes, from: offset, to: bounds.upperBound, after: first, &kind)
        emit(start..<end, kind)
        offset = end
      case .digit:
        var kind = Token.Kind.number
        let end = wordEnd(bytes, from: offset, to: bounds.upperBound, after: .digit, &kind)
        emit(start..<end, kind)
        offset = end
      case .ideograph, .mark, .punctuation, .symbol:
        let end = marksEnd(bytes, from: offset, to: bounds.upperBound)
        emit(start..<end, first == .ideograph ? .word : first == .punctuation ? .punctuation : .symbol)
        offset = end
      }
    }
  }

  /// The end of marks and joiners (variation selectors, U+200D, keycaps) that follow a single-scalar token.
  private static func marksEnd(_ bytes: borrowing Span<UInt8>, from start: Int, to limit: Int) -> Int {
    var offset = start
    while offset < limit {
      let (value, length) = scalar(bytes, at: offset)
      guard CharacterClass(value) == .mark else { break }
      offset += length
    }
    return offset
  }

  /// The end of a word or number whose first scalar was read; `kind` becomes `.word` when a letter joins.
  private static func wordEnd(
    _ bytes: borrowing Span<UInt8>, from start: Int, to limit: Int, after first: CharacterClass,
    _ kind: inout Token.Kind
  ) -> Int {
    var last = first
    var offset = start
    var end = start
    while offset < limit {
      let (value, length) = scalar(bytes, at: offset)
      let next = CharacterClass(value)
      switch next {
      case .format:
        offset += length
        continue
      case .mark: break
      case .letter, .hebrewLetter, .arabicLetter:
        if next == .arabicLetter && last == .digit { return end }
        kind = .word
        last = next
      case .digit:
        if last == .arabicLetter { return end }
        if last == .connector && kind == .punctuation { kind = .number }
        last = next
      case .connector:
        last = next
      case .punctuation, .symbol:
        guard joins(value, between: last, and: bytes, at: offset + length, limit) else { return end }
        offset += length
        continue
      case .space, .ideograph: return end
      }
      offset += length
      end = offset
    }
    return end
  }

  /// Whether a mark of punctuation stands inside a word or number, by what comes before and after it.
  private static func joins(
    _ value: UInt32, between last: CharacterClass, and bytes: borrowing Span<UInt8>, at offset: Int, _ limit: Int
  ) -> Bool {
    guard offset < limit else { return false }
    let next = CharacterClass(scalar(bytes, at: offset).value)
    switch value {
    case 0x27, 0x2019: return (last == .letter || last == .hebrewLetter) && next == last
    case 0x22, 0x05F3, 0x05F4: return last == .hebrewLetter && next == .hebrewLetter
    case 0xB7: return last == .letter && next == .letter  // Catalan l·l
    case 0x2C, 0x2E, 0x66B, 0x66C: return last == .digit && next == .digit
    default: return false
    }
  }
}
