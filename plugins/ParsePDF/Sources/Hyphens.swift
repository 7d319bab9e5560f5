/// Puts lines together, and words that were parted at their ends.
struct Hyphens {
  /// Words with a hyphen inside, and words, as they stand within lines, in small letters.
  private var words: Set<Substring> = []
  private let isNeeded: Bool

  init(_ pages: [Page]) {
    let lines = pages.lazy.flatMap(\.lines)
    isNeeded = lines.contains { $0.words.last.map { Hyphens.isOpen($0.text) } ?? false }
    guard isNeeded else { return }
    for line in lines {
      for word in line.words.dropLast() { words.insert(Hyphens.core(word.text)) }
    }
  }

  private static let signs: Set<Unicode.Scalar> = ["-", "\u{2010}", "\u{AD}"]

  /// A word in small letters without what stands around it.
  private static func core(_ word: String) -> Substring {
    let word = word.lowercased()
    let isEdge: (Character) -> Bool = { !$0.isLetter }
    guard let start = word.firstIndex(where: { !isEdge($0) }), let end = word.lastIndex(where: { !isEdge($0) }) else {
      return ""
    }
    return word[start...end]
  }

  /// Whether a line ends within a word.
  static func isOpen(_ text: String) -> Bool {
    let scalars = text.unicodeScalars
    guard let last = scalars.last, signs.contains(last) else { return false }
    return scalars.dropLast().last.map { Script.isLeftToRight($0) } ?? false
  }

  /// Appends a line: with a blank, or without its hyphen to the rest of a word.
  func append(_ line: String, to text: inout String) {
    guard let last = text.unicodeScalars.last, let first = line.unicodeScalars.first else {
      text += line
      return
    }
    if Hyphens.isOpen(text), first.properties.isAlphabetic {
      let start = text.unicodeScalars.lastIndex { $0 == " " }.map { text.unicodeScalars.index(after: $0) }
      let head = Hyphens.core(String(text[(start ?? text.startIndex)...].dropLast()))
      let tail = Hyphens.core(String(line.prefix { $0 != " " }))
      let isWhole = words.contains(Substring(head + tail))
      let isCompound = words.contains(Substring(head + "-" + tail))
      // A capital behind the hyphen, or a word that is written with it elsewhere: the hyphen is the word's own.
      if last == "\u{AD}" || isWhole || !isCompound && first.properties.isLowercase {
        text.unicodeScalars.removeLast()
      }
      text += line
      return
    }
    if last == "\u{AD}" { text.unicodeScalars.removeLast() }
    // Other scripts part no words: a hyphen behind a letter joins two.
    if Hyphens.signs.contains(last), first.properties.isAlphabetic,
      text.unicodeScalars.dropLast().last.map(Script.isRightToLeft) ?? false
    {
      text += line
      return
    }
    if !(Hyphens.needsNoBlank(last) && Hyphens.needsNoBlank(first)) { text += " " }
    text += line
  }

  /// Chinese and Japanese are written without blanks.
  private static func needsNoBlank(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x3000...0x30FF, 0x3400...0x9FFF, 0xF900...0xFAFF, 0xFF00...0xFF60, 0x20000...0x3FFFD: true
    default: false
    }
  }
}
