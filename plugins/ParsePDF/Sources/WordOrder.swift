/// Some files hold the letters of right-to-left words as they are read, though they are placed from left to right: layers of text
/// behind scans, spans with a text of their own.
enum WordOrder {
  /// Turns such words, so that the letters of all words stand from left to right.
  static func straighten(_ page: inout Page) {
    var read = 0
    var seen = 0
    for word in page.lines.lazy.flatMap(\.words) {
      switch evidence(word) {
      case .read: read += 1
      case .seen: seen += 1
      case nil: continue
      }
    }
    guard read > 0 else { return }
    let allAreRead = read > 2 * seen
    for line in page.lines.indices {
      for at in page.lines[line].words.indices {
        let word = page.lines[line].words[at]
        guard word.text.unicodeScalars.contains(where: Script.isRightToLeft) else { continue }
        if evidence(word) == .read || allAreRead && evidence(word) == nil {
          page.lines[line].words[at].isLogical = true
        }
      }
    }
  }

  private enum Order {
    case read, seen
  }

  /// Letters that stand only at the end of a word tell; nil where there is none, or one on each side.
  private static func evidence(_ word: Word) -> Order? {
    guard !word.isLogical else { return nil }
    var first: Unicode.Scalar?
    var last: Unicode.Scalar?
    var count = 0
    for scalar in word.text.unicodeScalars where Script.isRightToLeft(scalar) {
      first = first ?? scalar
      last = scalar
      count += 1
    }
    guard let first, let last, count > 2 else { return nil }
    switch (isFinal(first), isFinal(last)) {
    case (true, false): return .seen
    case (false, true): return .read
    default: return nil
    }
  }

  private static func isFinal(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0629, 0x0649, 0xFE93, 0xFE94, 0xFEEF, 0xFEF0, 0x05DA, 0x05DD, 0x05DF, 0x05E3, 0x05E5: true
    default: false
    }
  }
}
