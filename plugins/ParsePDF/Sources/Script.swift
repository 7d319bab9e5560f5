/// Which way letters run.
enum Script {
  /// Letters of Hebrew, Arabic and their like, not their digits and marks.
  static func isRightToLeft(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x05BE...0x05F4, 0x0608, 0x060B, 0x061E...0x064A, 0x066E...0x06D5, 0x06E5, 0x06E6, 0x06EE, 0x06EF,
      0x06FA...0x070D, 0x0710, 0x0712...0x072F, 0x074D...0x07A5, 0x07C0...0x07EA, 0x0840...0x0858, 0x0860...0x08C9,
      0xFB1D, 0xFB1F...0xFDFF, 0xFE70...0xFEFC, 0x10840...0x10FFF, 0x1E800...0x1EFFF:
      true
    default: false
    }
  }

  static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0300...0x036F, 0x0591...0x05BD, 0x0610...0x061A, 0x064B...0x065F, 0x0670, 0x06D6...0x06DC, 0x06DF...0x06E4,
      0x06E7, 0x06E8, 0x06EA...0x06ED, 0x08CA...0x08FF:
      true
    default: false
    }
  }

  static func isLeftToRight(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x80
      ? (0x41...0x5A).contains(scalar.value & 0xDF)
      : scalar.properties.isAlphabetic && !isRightToLeft(scalar) && !isMark(scalar)
  }

  /// How many letters run each way.
  struct Balance {
    var left = 0
    var right = 0

    mutating func count(_ text: String) {
      for scalar in text.unicodeScalars {
        if Script.isRightToLeft(scalar) { right += 1 } else if Script.isLeftToRight(scalar) { left += 1 }
      }
    }

    mutating func count(_ line: Line) {
      for word in line.words { count(word.text) }
    }

    var isRightToLeft: Bool { right > left }
  }

  /// Letters that join what follows them; a bar that stretches a word stands only behind one of these.
  static func joinsNext(_ scalar: Unicode.Scalar) -> Bool {
    guard isRightToLeft(scalar), scalar.value >= 0x0620 else { return false }
    return switch scalar.value {
    case 0x0621...0x0625, 0x0627, 0x0629, 0x062F...0x0632, 0x0648, 0x0649, 0x0671...0x0673, 0x0675...0x0677,
      0x0688...0x0699, 0x06C0, 0x06C3...0x06CB, 0x06CD, 0x06CF, 0x06D2, 0x06D3, 0x06D5:
      false
    default: true
    }
  }
}
