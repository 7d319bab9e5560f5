/// What a stretch of text looks like: how much of it there is, and whether it speaks in sentences.
struct TextShape {
  /// Words; of scripts without blanks, as many as their letters would make.
  private(set) var weight = 0
  /// Ends of sentences.
  private(set) var sentences = 0
  /// Whether it ends as sentences, quotations or an announcement of them do.
  private(set) var ends = false
  /// Whether there is no letter, digit or mark to be seen in it.
  private(set) var isBlank = true

  /// Whether it is long enough for a paragraph: a sentence of ten words, or 25 words.
  var isProse: Bool { weight >= 10 && sentences >= 1 || weight >= 25 }

  /// - Parameter text: UTF-8; what is not is taken for letters.
  init(_ text: ArraySlice<UInt8>) {
    var words = 0
    /// Letters of scripts that write no blanks, by how many of them make a word.
    var ideographs = 0
    var letters = 0
    var characters = 0
    var isInWord = false
    var last: UInt32 = 0
    /// Whether a full stop stands before this character.
    var hasStop = false
    var at = text.startIndex
    let plain = TextShape.plain
    while at < text.endIndex {
      var scalar = UInt32(text[at])
      at += 1
      if scalar < 0x80, plain[Int(scalar)] {
        characters += 1
        if !isInWord { words += 1 }
        isInWord = true
        isBlank = false
        hasStop = false
        last = scalar
        continue
      }
      if scalar >= 0x80 {
        let extra = scalar >= 0xF0 ? 3 : scalar >= 0xE0 ? 2 : scalar >= 0xC0 ? 1 : 0
        scalar &= 0x3F >> UInt32(extra)
        for _ in 0..<extra where at < text.endIndex && text[at] & 0xC0 == 0x80 {
          scalar = scalar << 6 | UInt32(text[at] & 0x3F)
          at += 1
        }
      }
      characters += 1
      let isWord = TextShape.isWord(scalar)
      if hasStop {
        if !isWord { sentences += 1 }
        hasStop = false
      }
      if isWord {
        if !isInWord { words += 1 }
        isBlank = false
        if scalar >= 0x0E00 {
          if TextShape.isIdeograph(scalar) { ideographs += 1 } else if TextShape.lacksBlanks(scalar) { letters += 1 }
        }
      } else {
        switch scalar {
        case 0x2E, 0x21, 0x3F, 0x061F, 0x06D4, 0x0964: hasStop = true
        case 0x3002, 0xFF01, 0xFF1F: sentences += 1
        default: break
        }
        if isBlank, scalar > 0x20, !TextShape.isUnseen(scalar) { isBlank = false }
      }
      isInWord = isWord
      if scalar > 0x20, !TextShape.isUnseen(scalar) { last = scalar }
    }
    if hasStop { sentences += 1 }
    weight = words
    if (ideographs + letters) * 10 > characters * 3 { weight += ideographs / 2 + letters / 6 }
    ends = TextShape.isEnd(last)
  }

  /// Of each character of ASCII whether it is of a word.
  private static let plain: [Bool] = (0..<0x80).map { isWord($0) }

  /// Letters, digits and the marks on them.
  static func isWord(_ scalar: UInt32) -> Bool {
    if scalar < 0x80 {
      return scalar &- 0x30 < 10 || (scalar | 0x20) &- 0x61 < 26 || scalar == 0x5F
    }
    switch scalar {
    case 0x80...0xA9, 0xAB...0xB4, 0xB6...0xB9, 0xBB...0xBF, 0xD7, 0xF7: return false
    case 0x060C, 0x061B, 0x061F, 0x066A...0x066D, 0x06D4, 0x0964, 0x0965: return false
    case 0x2000...0x206F, 0x20A0...0x20CF, 0x2190...0x2BFF, 0x2E00...0x2E7F, 0x3000...0x3004, 0x3008...0x3020:
      return false
    case 0xFE00...0xFE0F, 0xFE30...0xFE6F, 0xFEFF, 0xFF01...0xFF0F, 0xFF1A...0xFF20, 0xFF3B...0xFF40, 0xFF5B...0xFF65:
      return false
    case 0xFFF0...0xFFFF, 0x1F000...0x1FAFF, 0xE000...0xF8FF, 0xE0000...: return false
    default: return true
    }
  }

  private static func isIdeograph(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x3040...0x30FF, 0x3400...0x9FFF, 0xAC00...0xD7AF, 0xF900...0xFAFF, 0x20000...0x3FFFF: true
    default: false
    }
  }

  /// Thai, Lao, Burmese, Khmer.
  private static func lacksBlanks(_ scalar: UInt32) -> Bool {
    (0x0E00...0x0EFF).contains(scalar) || (0x1000...0x109F).contains(scalar) || (0x1780...0x17FF).contains(scalar)
  }

  /// Blanks that are no ASCII, joiners and marks of direction.
  private static func isUnseen(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x80...0xA0, 0xAD, 0x034F, 0x061C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180E, 0x2000...0x200F, 0x2028...0x202F,
      0x205F...0x206F, 0x2800, 0x3000, 0x3164, 0xFE00...0xFE0F, 0xFEFF, 0xFFA0:
      true
    default: false
    }
  }

  private static func isEnd(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x2E, 0x21, 0x3F, 0x3A, 0x29, 0x22, 0x27, 0x2026, 0x3002, 0xFF01, 0xFF1F, 0x061F, 0x06D4, 0x0964, 0x201D,
      0x201C,
      0x2019, 0xBB:
      true
    default: false
    }
  }
}
