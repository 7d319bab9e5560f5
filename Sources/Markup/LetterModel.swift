import Text

/// What letters cost behind each other in one language, in quarters of a bit: what an ideal code for the language would need.
struct LetterModel: Sendable {
  /// The class of letters that the alphabet lacks.
  static let unknown: UInt8 = 2
  /// What such a letter costs more, a symbol on each side of which a letter stands and itself, a capital within a word, and a
  /// byte that means nothing.
  static let foreign = 80
  static let symbol = 32
  static let innerCapital = 20
  static let nothing = 120

  let language: String
  /// The class of a letter: 0 parts words, 1 is a typographic mark, 2 a letter of no alphabet, then the alphabet.
  private let classes: [UInt32: UInt8]
  private let size: Int
  private let costs: [UInt8]

  init(language: String, alphabet: String, costs stated: String) {
    self.language = language
    var classes: [UInt32: UInt8] = [:]
    var size = 3
    var low = 3
    for scalar in alphabet.unicodeScalars {
      classes[scalar.value] = UInt8(size)
      size += 1
      if scalar.isASCII { low += 1 }
    }
    var costs = [UInt8](repeating: 0, count: size * size)
    var numbers = stated.utf8.makeIterator()
    for a in 0..<size {
      for b in 0..<size {
        // Pairs of nothing but ASCII say nothing, and are not stated.
        if a < low, a != 1, b < low, b != 1 { continue }
        let byte = numbers.next() ?? 35
        costs[a * size + b] = byte - (byte > 92 ? 36 : 35)
      }
    }
    self.classes = classes
    self.size = size
    self.costs = costs
  }

  /// The class of each byte of a charset.
  func classes(of letters: [CharsetLetter]) -> [UInt8] {
    letters.map { letter in
      switch letter.kind {
      case .letter: classes[letter.lowercase] ?? LetterModel.unknown
      case .mark: 1
      case .other, .symbol, .nothing: 0
      }
    }
  }

  func cost(_ first: UInt8, _ second: UInt8) -> Int { Int(costs[Int(first) * size + Int(second)]) }

  static let all: [String: LetterModel] = {
    var models: [String: LetterModel] = [:]
    for (language, alphabet, costs) in CharsetModels.letters {
      models[language] = LetterModel(language: language, alphabet: alphabet, costs: costs)
    }
    return models
  }()
}

/// What a byte of a charset of single bytes stands for.
struct CharsetLetter: Sendable {
  enum Kind: Sendable {
    case letter
    /// Quotes, dashes and the like, which stand beside words of every language.
    case mark
    /// Blanks, digits and ASCII's punctuation.
    case other
    case symbol
    /// No character, or a control that no text has.
    case nothing
  }

  var kind: Kind
  var lowercase: UInt32
  var isCapital: Bool

  init(_ scalar: UInt32) {
    lowercase = scalar
    isCapital = false
    guard scalar != 0xFFFD, !(0x80..<0xA0).contains(scalar), let value = Unicode.Scalar(scalar) else {
      kind = .nothing
      return
    }
    if CharsetLetter.marks.contains(scalar) {
      kind = .mark
    } else if value.properties.isAlphabetic || value.properties.generalCategory == .nonspacingMark {
      kind = .letter
      let lower = value.properties.lowercaseMapping.unicodeScalars
      if lower.count == 1, let first = lower.first {
        lowercase = first.value
        isCapital = first != value
      }
    } else {
      kind = scalar < 0x80 ? .other : .symbol
    }
  }

  private static let marks: Set<UInt32> = Set(
    "„“”‘’‚–—…«»€°§№‹›·•\u{A0}\u{200C}\u{200D}\u{200E}\u{200F}،؛؟۔ـ".unicodeScalars.map(\.value))
}
