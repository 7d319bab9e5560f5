// What stands beside an offset; ranges always lie on scalar boundaries.

func isASCIIDigit(_ byte: UInt8) -> Bool {
  byte >= 0x30 && byte <= 0x39
}

/// White space and control characters, not the format characters.
func isSpace(_ value: UInt32) -> Bool {
  CharacterClass(value) == .space
}

func skipSpace(_ bytes: borrowing Span<UInt8>, _ start: Int, _ limit: Int) -> Int {
  var offset = start
  while offset < limit {
    let (value, length) = scalar(bytes, at: offset)
    guard isSpace(value) else { break }
    offset += length
  }
  return offset
}

func trimSpace(_ bytes: borrowing Span<UInt8>, _ start: Int, _ end: Int) -> Int {
  var offset = end
  while offset > start {
    let (value, length) = scalar(bytes, before: offset)
    guard isSpace(value) else { break }
    offset -= length
  }
  return offset
}

func isLetter(_ bytes: borrowing Span<UInt8>, at offset: Int, _ limit: Int) -> Bool {
  offset < limit && CharacterClass(scalar(bytes, at: offset).value).isLetter
}

func isLetter(_ bytes: borrowing Span<UInt8>, before offset: Int, _ start: Int) -> Bool {
  offset > start && CharacterClass(scalar(bytes, before: offset).value).isLetter
}

func isDigit(_ bytes: borrowing Span<UInt8>, before offset: Int, _ start: Int) -> Bool {
  offset > start && CharacterClass(scalar(bytes, before: offset).value) == .digit
}

/// Whether a letter or digit stands in a range.
func hasWord(_ bytes: borrowing Span<UInt8>, _ range: Range<Int>) -> Bool {
  var offset = range.lowerBound
  while offset < range.upperBound {
    let (value, length) = scalar(bytes, at: offset)
    let kind = CharacterClass(value)
    if kind.isLetter || kind == .digit { return true }
    offset += length
  }
  return false
}

extension CharacterClass {
  var isLetter: Bool {
    switch self {
    case .letter, .arabicLetter, .hebrewLetter, .ideograph: true
    default: false
    }
  }

  /// Letters, marks, digits and what is invisible among them.
  var isInWord: Bool {
    isLetter || self == .mark || self == .digit || self == .format
  }
}

/// The bytes of a range.
func copy(_ bytes: borrowing Span<UInt8>, _ range: Range<Int>) -> [UInt8] {
  unsafe bytes.extracting(range).withUnsafeBufferPointer { unsafe Array($0) }
}

/// The bytes of a range as text.
func text(_ bytes: borrowing Span<UInt8>, _ range: Range<Int>) -> String {
  unsafe bytes.extracting(range).withUnsafeBufferPointer { unsafe String(decoding: $0, as: UTF8.self) }
}
