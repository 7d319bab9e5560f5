/// Walks over a text from digit to digit and reads the dates around them.
struct DateScan {
  private let text: String
  private let bounds: Range<Int>
  private let context: DateContext
  private var lexer: DateLexer
  private var found: [(date: DateGrammar.Found, range: Range<Int>)] = []

  /// Bytes looked at before a digit and behind it.
  private static let reach = 128
  /// Bytes read at once; what begins in the last ``reach`` of them is read again with what follows.
  private static let stretch = 8192

  init(_ text: String, _ bounds: Range<Int>, _ context: DateContext) {
    self.text = text
    self.bounds = bounds
    self.context = context
    // Most fields have no word that the shorter vocabulary lacks.
    lexer = DateLexer(context.isField && DateLexer.basicKnows(text, bounds) ? .basic : .shared)
  }

  mutating func mentions() -> [DateMention] {
    var offset = bounds.lowerBound
    var free = bounds.lowerBound
    while let digit = nextDigit(from: offset) {
      let region = region(around: digit, notBefore: free)
      lexer.read(text, region.range)
      let limit = region.isCut ? region.range.upperBound - DateScan.reach : region.range.upperBound
      free = max(free, read(before: limit))
      offset = max(limit, digit + 1, free)
    }
    Dates.settle(&found)
    return found.compactMap { $0.date.mention(text, $0.range) }
  }

  /// Reads the dates of the lexemes that begin before an offset.
  ///
  /// - Returns: the end of the last date.
  private mutating func read(before limit: Int) -> Int {
    let grammar = DateGrammar(text: text, lexemes: lexer.lexemes, context: context)
    var index = 0
    var free = 0
    var end = bounds.lowerBound
    while index < grammar.lexemes.count, grammar.lexemes[index].range.lowerBound < limit {
      guard grammar.lexemes[index].kind == .number, let date = grammar.mention(at: index, notBefore: free) else {
        index += 1
        continue
      }
      end = grammar.lexemes[date.lexemes.upperBound - 1].range.upperBound
      found.append((date, grammar.lexemes[date.lexemes.lowerBound].range.lowerBound..<end))
      free = date.lexemes.upperBound
      index = max(free, index + 1)
    }
    return end
  }

  /// The first digit of any script from an offset on.
  private func nextDigit(from start: Int) -> Int? {
    let bytes = text.utf8Span.span
    var offset = start
    while offset < bounds.upperBound {
      let byte = bytes[offset]
      if isASCIIDigit(byte) { return offset }
      // Only blocks with digits are looked at closer.
      switch byte {
      case 0xD9 where (0xA0...0xA9).contains(bytes[offset + 1]), 0xDB where (0xB0...0xB9).contains(bytes[offset + 1]):
        return offset
      case 0xDF...0xE1, 0xEA, 0xEF, 0xF0:
        let (value, length) = scalar(bytes, at: offset)
        if CharacterClass(value) == .digit { return offset }
        offset += length
      default: offset += 1
      }
    }
    return nil
  }

  /// A stretch of one line around a digit: as long as digits follow each other closely, and within bounds.
  private func region(around digit: Int, notBefore free: Int) -> (range: Range<Int>, isCut: Bool) {
    let bytes = text.utf8Span.span
    var start = digit
    let first = max(free, bounds.lowerBound, digit - DateScan.reach)
    while start > first, !DateScan.endsLine(bytes, start - 1) { start -= 1 }
    while start < digit, bytes[start] & 0xC0 == 0x80 { start += 1 }
    // Not in the middle of a word.
    if start == digit - DateScan.reach || start > first && start < digit && !DateScan.endsLine(bytes, start - 1) {
      var next = start
      while next < digit, bytes[next] != 0x20 { next += 1 }
      if next < digit { start = next }
    }
    var end = digit
    var last = digit
    let limit = min(bounds.upperBound, start + DateScan.stretch)
    while end < limit, end - last < DateScan.reach, !DateScan.endsLine(bytes, end) {
      let byte = bytes[end]
      if isASCIIDigit(byte)
        || (byte == 0xD9 || byte == 0xDB) && end + 1 < bytes.count && (0xA0...0xB9).contains(bytes[end + 1])
      {
        last = end
      }
      end += 1
    }
    while end < bounds.upperBound, bytes[end] & 0xC0 == 0x80 { end += 1 }
    return (start..<end, end - start >= DateScan.stretch)
  }

  /// Line feed to carriage return, U+0085, U+2028 and U+2029.
  private static func endsLine(_ bytes: borrowing Span<UInt8>, _ offset: Int) -> Bool {
    let byte = bytes[offset]
    if (0x0A...0x0D).contains(byte) { return true }
    if byte == 0x85 { return offset > 0 && bytes[offset - 1] == 0xC2 }
    return (byte == 0xA8 || byte == 0xA9) && offset > 1 && bytes[offset - 1] == 0x80 && bytes[offset - 2] == 0xE2
  }
}
