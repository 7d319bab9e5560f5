import CICU

/// The word before a full stop.
struct Preceding {
  /// In small letters; empty when no word ends there, or one too long for an abbreviation.
  private(set) var word = ""
  /// The word with the dotted letters before it: `u.s`.
  private(set) var dotted = ""
  /// Letters and digits, without marks.
  private(set) var letters = 0
  private(set) var isNumber = false
  private(set) var isArabic = false
  private(set) var endsSmall = false
  /// Whether the word is the last of letters with full stops between them.
  private(set) var isDotted = false
  private(set) var isAfterNumber = false
  private(set) var isAfterSmallWord = false
  /// Whether a degree or ordinal sign precedes, as in N°.
  private(set) var isAfterDegree = false

  /// The longest word that is looked up, in bytes.
  private static let longest = 40

  init(_ bytes: borrowing Span<UInt8>, _ end: Int, from: Int) {
    var digits = 0
    let start = wordStart(bytes, end, from: from) { value, kind in
      switch kind {
      case .digit: digits += 1
      case .arabicLetter: isArabic = true
      default: break
      }
      if kind.isLetter || kind == .digit { letters += 1 }
      if letters == 1 && kind.isLetter { endsSmall = isSmallLetter(value) }
    }
    isNumber = digits > 0 && digits == letters
    guard start < end else {
      isAfterDegree = end > from && [0xB0, 0xBA].contains(scalar(bytes, before: end).value)
      return
    }
    if end - start <= Preceding.longest { word = text(bytes, start..<end).lowercased() }
    var dottedStart = start
    while letters <= 2, dottedStart > from, bytes[dottedStart - 1] == 0x2E, end - dottedStart <= Preceding.longest {
      var count = 0
      let earlier = wordStart(bytes, dottedStart - 1, from: from) { _, kind in count += kind.isLetter ? 1 : 5 }
      guard count == 1 || count == 2 else { break }
      dottedStart = earlier
      isDotted = true
    }
    dotted = isDotted ? text(bytes, dottedStart..<end).lowercased() : word
    guard start > from, case let gap = trimSpace(bytes, from, start), gap < start, gap > from else { return }
    let before = scalar(bytes, before: gap).value
    isAfterNumber = CharacterClass(before) == .digit
    isAfterSmallWord = isSmallLetter(before)
  }

  /// The start of the word that ends at an offset, at most `longest` bytes back.
  private func wordStart(
    _ bytes: borrowing Span<UInt8>, _ end: Int, from: Int, each: (UInt32, CharacterClass) -> Void
  ) -> Int {
    var start = end
    while start > from, end - start <= Preceding.longest {
      let (value, length) = scalar(bytes, before: start)
      let kind = CharacterClass(value)
      guard kind.isInWord else { break }
      each(value, kind)
      start -= length
    }
    return start
  }
}

/// The word after a full stop, behind opening marks and dashes.
struct Following {
  private(set) var first = CharacterClass.space
  /// In small letters.
  private(set) var word = ""
  private(set) var letters = 0
  private(set) var isSmall = false
  private(set) var isCapital = false
  /// Whether the word has only capitals, two or more.
  private(set) var isAllCapital = false
  private(set) var end: Int

  init(_ bytes: borrowing Span<UInt8>, _ start: Int, _ limit: Int) {
    var offset = start
    for _ in 0..<8 where offset < limit {
      let (value, length) = scalar(bytes, at: offset)
      let kind = CharacterClass(value)
      guard kind == .punctuation || kind == .format || kind == .space || value == 0x60 else { break }
      offset += length
    }
    end = offset
    guard offset < limit else { return }
    let value = scalar(bytes, at: offset).value
    first = CharacterClass(value)
    isSmall = isSmallLetter(value) && !isItem(bytes, offset, limit)
    isCapital = cicu_sentence_break(Int32(bitPattern: value)) == 10  // Upper
    isAllCapital = isCapital
    while end < limit, end - offset <= 40 {
      let (value, length) = scalar(bytes, at: end)
      let kind = CharacterClass(value)
      guard kind.isInWord else { break }
      if kind.isLetter { letters += 1 }
      if isSmallLetter(value) { isAllCapital = false }
      end += length
    }
    isAllCapital = isAllCapital && letters >= 2
    if first == .letter || first == .arabicLetter { word = text(bytes, offset..<end).lowercased() }
  }
}

/// Whether the number, letter or roman numeral of a list item stands at an offset: `b)`, `iii)`.
private func isItem(_ bytes: borrowing Span<UInt8>, _ start: Int, _ limit: Int) -> Bool {
  var offset = start
  while offset < limit, offset - start < 4, bytes[offset] != 0x29 {
    guard offset == start || [0x69, 0x76, 0x78].contains(bytes[offset]) else { return false }
    offset += 1
  }
  return offset > start && offset + 1 < limit && bytes[offset] == 0x29 && bytes[offset + 1] == 0x20
}

/// Small letters, by Annex 29's `Lower`.
private func isSmallLetter(_ value: UInt32) -> Bool {
  value < 0x80 ? value >= 0x61 && value <= 0x7A : cicu_sentence_break(Int32(bitPattern: value)) == 4
}
