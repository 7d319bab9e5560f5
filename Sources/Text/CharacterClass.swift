import CICU

/// What a scalar is to the tokenizer.
enum CharacterClass: UInt8 {
  /// White space and control characters: between tokens.
  case space
  /// Invisible format characters (bidi controls, ZWNJ, soft hyphen): inside a word, never at its ends.
  case format
  case letter
  /// Letters of the Arabic script and tatweel; a digit beside them begins a token of its own.
  case arabicLetter
  case hebrewLetter
  /// Letters that stand as a token each: ideographs and hiragana.
  case ideograph
  case mark
  case digit
  /// `_` and its like, which join words.
  case connector
  case punctuation
  case symbol

  init(_ scalar: UInt32) {
    if scalar < 0x800 {
      self = CharacterClass.table[Int(scalar)]
    } else {
      self.init(uncached: scalar)
    }
  }

  /// Classes of U+0000…U+07FF: Latin, Greek, Cyrillic, Hebrew, Arabic.
  static let table: [CharacterClass] = (0..<0x800).map { CharacterClass(uncached: $0) }

  /// From ICU's general category (Unicode chapter 4.5) and script.
  init(uncached scalar: UInt32) {
    switch scalar {
    case 0x0640: self = .arabicLetter
    case 0x2028, 0x2029: self = .space
    case 0x3005, 0x3007, 0x3040...0x309F, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3FFFD:
      self = .ideograph
    default: self = CharacterClass(category: cicu_category(Int32(truncatingIfNeeded: scalar)), of: scalar)
    }
  }

  private init(category: Int32, of scalar: UInt32) {
    switch category {
    case 1...5, 10:  // Lu Ll Lt Lm Lo, Nl
      switch scalar {
      case 0x0590...0x05FF, 0xFB1D...0xFB4F: self = .hebrewLetter
      case 0x0600...0x06FF, 0x0750...0x077F, 0x0870...0x08FF, 0xFB50...0xFDFF, 0xFE70...0xFEFF: self = .arabicLetter
      default: self = .letter
      }
    case 6...8: self = .mark  // Mn Me Mc
    case 9: self = .digit  // Nd
    case 12...15: self = .space  // Zs Zl Zp Cc
    case 16: self = .format  // Cf
    case 19, 20, 21, 23, 28, 29: self = .punctuation  // Pd Ps Pe Po Pi Pf
    case 22: self = .connector  // Pc
    default: self = .symbol  // No, Sm Sc Sk So, Co, Cs, Cn
    }
  }
}
