import Text

/// Which charset bytes without a mark are in, by what they look like.
struct CharsetGuess {
  var encoding: Encoding
  /// False where nothing spoke for this charset in particular.
  var isSure: Bool

  /// How many bytes are looked at by the slower detectors.
  private static let sampled = 1 << 16

  /// UTF-16 and UTF-32, then charsets of seven bits, then UTF-8, then the charset that gives the likeliest text.
  ///
  /// - Throws: `binary`.
  init(_ bytes: [UInt8]) throws(CharsetFault) {
    if let kind = BinaryFormat.name(of: bytes) { throw .binary(kind: kind, offset: 0) }
    if let wide = WideGuess.encoding(of: bytes) {
      self.init(encoding: wide, isSure: true)
      return
    }
    if let escaping = EscapeGuess.encoding(of: bytes) {
      self.init(encoding: escaping, isSure: true)
      return
    }
    try BinaryFormat.refuse(bytes)
    let sequences = UTF8Sequences(bytes)
    if sequences.invalid == 0 || sequences.valid > 4 * sequences.invalid {
      self.init(encoding: .utf8, isSure: true)
      return
    }
    if let guess = LegacyGuess(CharsetGuess.sample(bytes, from: sequences.firstInvalid)) {
      self.init(encoding: guess.encoding, isSure: guess.isSure)
      return
    }
    self.init(encoding: .legacy("windows-1252"), isSure: false)
  }

  private init(encoding: Encoding, isSure: Bool) {
    self.encoding = encoding
    self.isSure = isSure
  }

  /// A stretch that begins at the line of the first byte that is not ASCII text.
  private static func sample(_ bytes: [UInt8], from first: Int) -> [UInt8] {
    let start = first > sampled / 2 ? first - min(first, 1024) : 0
    return Array(bytes[start..<min(bytes.count, start + sampled)])
  }
}

/// How much of some bytes is UTF-8.
struct UTF8Sequences {
  /// Well-formed sequences of two bytes and more.
  var valid = 0
  /// Maximal parts of sequences that are not well-formed.
  var invalid = 0
  var firstInvalid = 0

  init(_ bytes: [UInt8]) {
    if isValidUTF8(bytes) { return }
    UTF8Scanner.scan(bytes, from: 0) { scalar, offset in
      if scalar == UTF8Scanner.invalid {
        if invalid == 0 { firstInvalid = offset }
        invalid += 1
      } else if scalar >= 0x80 {
        valid += 1
      }
    }
    // What was cut off at the end of a file says nothing about its charset.
    if invalid == 1, firstInvalid > bytes.count - 4, valid > 0 { invalid = 0 }
  }
}
