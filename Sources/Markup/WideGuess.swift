import Text

/// UTF-16 and UTF-32 without a byte order mark.
enum WideGuess {
  /// The encoding, where the start of the bytes can be nothing else.
  static func encoding(of bytes: [UInt8]) -> Encoding? {
    let sample = bytes.prefix(1 << 16)
    // Text in these encodings has bytes that no other text has: half of each blank, digit and line end.
    guard sample.count >= 4, sample.contains(where: { $0 < 9 }) else { return nil }
    if isUTF32(sample, isBig: false) { return .utf32(isBig: false) }
    if isUTF32(sample, isBig: true) { return .utf32(isBig: true) }
    let little = UnitCounts(sample, isBig: false).plausibility(sample)
    let big = UnitCounts(sample, isBig: true).plausibility(sample)
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

  /// Blanks, line ends and the commonest marks of punctuation, which every text has.
  fileprivate static func isMark(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x20, 0x0A, 0x0D, 0x2E, 0x2C, 0x60C, 0x3000, 0x3001, 0x3002, 0xFF0C: true
    default: false
    }
  }

  fileprivate static func isText(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0..<9, 0x0E..<0x1A, 0x1C..<0x20, 0x7F..<0x85, 0x86..<0xA0, 0xFDD0..<0xFDF0: false
    default: scalar & 0xFFFE != 0xFFFE
    }
  }
}

/// What kinds of units bytes are made of, where they are read as UTF-16.
private struct UnitCounts {
  private var units = 0
  private var marks = 0
  /// Unpaired surrogates and controls.
  private var odd = 0
  /// Of the alphabets, which come first in Unicode.
  private var alphabetic = 0
  /// Of Chinese, Japanese and Korean, and what stands between them.
  private var ideographic = 0

  init(_ sample: ArraySlice<UInt8>, isBig: Bool) {
    var expectsLow = false
    var at = sample.startIndex
    while at + 2 <= sample.endIndex {
      let unit = UInt32(sample[at + (isBig ? 0 : 1)]) << 8 | UInt32(sample[at + (isBig ? 1 : 0)])
      let isLow = (0xDC00..<0xE000).contains(unit)
      if isLow != expectsLow || !WideGuess.isText(unit) { odd += 1 }
      expectsLow = (0xD800..<0xDC00).contains(unit)
      if WideGuess.isMark(unit) { marks += 1 }
      if unit < 0x2000 { alphabetic += 1 }
      if UnitCounts.isIdeographic(unit) || isLow || expectsLow { ideographic += 1 }
      units += 1
      at += 2
    }
  }

  /// How many blanks, line ends and marks of punctuation there are; 0 where this is no text in UTF-16.
  ///
  /// Two letters of ASCII side by side look like an ideograph, and a stray NUL before a blank like a blank. So what speaks for
  /// UTF-16 is either a high byte that most units share, with the controls that such bytes are in other charsets, or
  /// ideographs in bytes that are no UTF-8 even without their controls.
  func plausibility(_ sample: ArraySlice<UInt8>) -> Int {
    guard odd * 50 <= units, marks * 200 >= units else { return 0 }
    if alphabetic * 2 >= units {
      let controls = sample.count { $0 < 9 || (0x0E..<0x20).contains($0) }
      return controls * 16 >= units ? marks : 0
    }
    guard ideographic * 10 >= units * 9 else { return 0 }
    let sequences = UTF8Sequences(sample.filter { $0 >= 9 })
    return sequences.invalid * 4 > sequences.valid ? marks : 0
  }

  private static func isIdeographic(_ unit: UInt32) -> Bool {
    switch unit {
    case 0..<0x100, 0x2010..<0x2040, 0x3000..<0x3130, 0x3400..<0x4DC0, 0x4E00..<0xA000, 0xAC00..<0xD7A4,
      0xF900..<0xFB00, 0xFF00..<0xFFF0:
      true
    default: false
    }
  }
}
