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

/// UTF-16 and UTF-32 without a byte order mark.
enum WideGuess {
  /// The encoding, where the start of the bytes can be nothing else.
  static func encoding(of bytes: [UInt8]) -> Encoding? {
    let sample = bytes.prefix(1 << 16)
    // Text in these encodings has bytes that no other text has: half of each blank, digit and line end.
    guard sample.count >= 4, sample.contains(where: { $0 < 9 }) else { return nil }
    if isUTF32(sample, isBig: false) { return .utf32(isBig: false) }
    if isUTF32(sample, isBig: true) { return .utf32(isBig: true) }
    let little = plausibility(sample, isBig: false)
    let big = plausibility(sample, isBig: true)
    guard max(little, big) > 0, little != big else { return nil }
    return .utf16(isBig: big > little)
  }

  private static func isUTF32(_ sample: ArraySlice<UInt8>, isBig: Bool) -> Bool {
    var marks = 0
    var units = 0
    var at = sample.startIndex
    while at + 4 <= sample.endIndex {
      var value: UInt32 = 0
      for place in 0..<4 { value = value << 8 | UInt32(sample[at + (isBig ? place : 3 - place)]) }
      guard Unicode.Scalar(value) != nil, isText(value) else { return false }
      if isMark(value) { marks += 1 }
      units += 1
      at += 4
    }
    return marks > 0 && marks * 200 >= units
  }

  /// How many blanks, line ends and marks of punctuation there are, read as UTF-16; 0 where it is not text.
  private static func plausibility(_ sample: ArraySlice<UInt8>, isBig: Bool) -> Int {
    var marks = 0
    var odd = 0
    var units = 0
    var expectsLow = false
    var at = sample.startIndex
    while at + 2 <= sample.endIndex {
      let unit = UInt32(sample[at + (isBig ? 0 : 1)]) << 8 | UInt32(sample[at + (isBig ? 1 : 0)])
      let isLow = (0xDC00..<0xE000).contains(unit)
      if isLow != expectsLow || !isText(unit) { odd += 1 }
      expectsLow = (0xD800..<0xDC00).contains(unit)
      if isMark(unit) { marks += 1 }
      units += 1
      at += 2
    }
    return odd * 50 <= units && marks * 200 >= units ? marks : 0
  }

  /// Blanks, line ends and the commonest marks of punctuation, which every text has.
  private static func isMark(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x20, 0x0A, 0x0D, 0x2E, 0x2C, 0x60C, 0x3000, 0x3001, 0x3002, 0xFF0C: true
    default: false
    }
  }

  private static func isText(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0..<9, 0x0E..<0x1A, 0x1C..<0x20, 0x7F..<0x85, 0x86..<0xA0, 0xFDD0..<0xFDF0: false
    default: scalar & 0xFFFE != 0xFFFE
    }
  }
}
