import Text

/// Which charset of before Unicode gives the likeliest text of some language.
///
/// Each charset is scored by the bits that the text it gives would need in the languages written in it; the cheapest is taken. It is the
/// maximum likelihood of a model of pairs of letters, and for ideographs of their rank.
struct LegacyGuess {
  var encoding: Encoding
  /// Whether every other charset that gives another text is much less likely.
  var isSure: Bool

  /// Quarters of a bit by which the second must be dearer.
  private static let margin = 40

  /// - Parameter isOfNames: of files, which the code pages of DOS are still in use for.
  /// - Returns: nil where no charset gives text.
  init?(_ sample: [UInt8], isOfNames: Bool = false) {
    let pairs = BytePairs(sample)
    guard pairs.high > 0 else { return nil }
    var scores: [(cost: Int, name: String)] = []
    for charset in SingleByteCharset.all { scores.append((charset.cost(of: pairs), charset.name)) }
    if isOfNames {
      for charset in SingleByteCharset.ofDOS { scores.append((charset.cost(of: pairs), charset.name)) }
    }
    for charset in MultiByteCharset.all {
      if let cost = charset.cost(of: sample, pairs.high) { scores.append((cost, charset.name)) }
    }
    guard
      let best = scores.enumerated().min(by: { ($0.element.cost, $0.offset) < ($1.element.cost, $1.offset) })?.element
    else { return nil }
    guard best.cost < pairs.high * LetterModel.nothing / 2 else { return nil }
    let second = scores.filter { $0.cost > best.cost }.map(\.cost).min() ?? .max
    encoding = .legacy(best.name)
    isSure = second - best.cost >= LegacyGuess.margin
  }
}

/// How often two bytes follow each other where one of them is above ASCII.
private struct BytePairs {
  private(set) var list: [(first: UInt8, second: UInt8, count: Int)] = []
  /// How many bytes are above ASCII.
  private(set) var high = 0

  init(_ sample: [UInt8]) {
    var places: [UInt16: Int] = [:]
    var table = sample.count > 1 << 14 ? [Int32](repeating: -1, count: 1 << 16) : []
    var before: UInt8 = 0x20
    for byte in sample {
      if byte >= 0x80 || before >= 0x80 {
        let pair = UInt16(before) << 8 | UInt16(byte)
        let place = table.isEmpty ? places[pair] ?? -1 : Int(table[Int(pair)])
        if place >= 0 {
          list[place].count += 1
        } else {
          if table.isEmpty { places[pair] = list.count } else { table[Int(pair)] = Int32(list.count) }
          list.append((before, byte, 1))
        }
      }
      if byte >= 0x80 { high += 1 }
      before = byte
    }
  }
}

/// A charset of single bytes, and the languages that are written in it.
private struct SingleByteCharset: Sendable {
  let name: String
  /// Quarters of a bit that the charset costs for being rare.
  let rarity: Int
  private let letters: [CharsetLetter]
  private let models: [(model: LetterModel, classes: [UInt8])]

  private init?(_ name: String, _ languages: String, _ rarity: Int) {
    guard let converter = CharsetConverter(name) else { return nil }
    let scalars = converter.scalarsOfBytes()
    let letters = scalars.map(CharsetLetter.init)
    self.name = name
    self.rarity = rarity
    self.letters = letters
    models = languages.split(separator: " ").compactMap { LetterModel.all[String($0)] }.map {
      ($0, $0.classes(of: letters))
    }
  }

  /// In the cheapest of its languages.
  func cost(of pairs: BytePairs) -> Int {
    var common = rarity
    for (first, second, count) in pairs.list {
      let before = letters[Int(first)]
      let letter = letters[Int(second)]
      if second >= 0x80 {
        if letter.kind == .nothing {
          common += LetterModel.nothing * count
        } else if letter.kind == .symbol {
          common += LetterModel.symbol * (before.kind == .letter ? 2 : 1) * count
        }
      }
      if before.kind == .symbol, letter.kind == .letter { common += LetterModel.symbol * count }
      if letter.isCapital, before.kind == .letter, !before.isCapital, before.lowercase < 0x590 {
        common += LetterModel.innerCapital * count
      }
    }
    var least = Int.max
    for (model, classes) in models {
      var cost = common
      for (first, second, count) in pairs.list {
        let kind = classes[Int(second)]
        cost += model.cost(classes[Int(first)], kind) * count
        if kind == LetterModel.unknown, second >= 0x80 { cost += LetterModel.foreign * count }
      }
      least = min(least, cost)
    }
    return least
  }

  /// The commoner of two that give the same text stands first.
  static let all: [SingleByteCharset] = [
    SingleByteCharset("windows-1252", "fr de es pt it nl sv da nb fi is ca", 0),
    SingleByteCharset("windows-1250", "cs sk pl hu hr sl ro sq", 0),
    SingleByteCharset("ISO-8859-2", "cs sk pl hu hr sl ro sq", 4),
    SingleByteCharset("windows-1251", "ru uk bg sr mk be", 0), SingleByteCharset("KOI8-R", "ru", 4),
    SingleByteCharset("KOI8-U", "uk", 8), SingleByteCharset("ISO-8859-5", "ru uk bg sr mk be", 8),
    SingleByteCharset("IBM866", "ru bg", 16), SingleByteCharset("x-mac-cyrillic", "ru uk bg sr mk", 40),
    SingleByteCharset("windows-1256", "ar fa ur", 0), SingleByteCharset("ISO-8859-6", "ar", 4),
    SingleByteCharset("windows-1253", "el", 0), SingleByteCharset("ISO-8859-7", "el", 4),
    SingleByteCharset("windows-1254", "tr", 4), SingleByteCharset("windows-1255", "he", 0),
    SingleByteCharset("ISO-8859-8", "he", 8), SingleByteCharset("windows-1257", "lt lv et", 8),
    SingleByteCharset("ISO-8859-13", "lt lv", 24), SingleByteCharset("ISO-8859-4", "lt lv et", 32),
    SingleByteCharset("windows-874", "th", 0), SingleByteCharset("windows-1258", "vi", 16),
    SingleByteCharset("ISO-8859-16", "ro", 40), SingleByteCharset("macintosh", "fr de es pt it nl sv da nb fi is", 40),
    SingleByteCharset("IBM850", "fr de es pt it nl sv da nb fi", 48),
    SingleByteCharset("IBM852", "cs sk pl hu hr sl", 48),
  ].compactMap { $0 }

  /// What Windows calls the OEM code pages: it writes names of files into zips in them.
  static let ofDOS: [SingleByteCharset] = [
    SingleByteCharset("IBM850", "fr de es pt it nl sv da nb fi", 4),
    SingleByteCharset("IBM437", "fr de es it nl sv", 8),
    SingleByteCharset("IBM852", "cs sk pl hu hr sl", 8), SingleByteCharset("IBM866", "ru bg", 4),
    SingleByteCharset("ibm-720", "ar", 4), SingleByteCharset("IBM862", "he", 8), SingleByteCharset("ibm-737", "el", 8),
    SingleByteCharset("IBM857", "tr", 8),
  ].compactMap { $0 }
}

/// A charset in which a character may be several bytes, and the language that is written in it.
private struct MultiByteCharset: Sendable {
  let name: String
  /// What each of the commonest characters costs: by Zipf's law from its rank.
  private let costs: [UInt32: Int]

  /// What a character that is none of these costs: one of some thousands, after the code that says so.
  private static let rareIdeograph = 64
  private static let rest = 88

  private init(_ name: String, _ language: String) {
    self.name = name
    var costs: [UInt32: Int] = [:]
    let characters = CharsetModels.ideographs.first { $0.language == language }?.characters ?? ""
    var quarters = 20
    for (rank, scalar) in characters.unicodeScalars.enumerated() {
      // 5 bits for the commonest, one more each time the rank doubles.
      while rank + 8 > 8 << ((quarters - 20) / 4 + 1) { quarters += 4 }
      costs[scalar.value] = quarters
    }
    self.costs = costs
  }

  /// Nil where too many bytes mean nothing.
  func cost(of sample: [UInt8], _ high: Int) -> Int? {
    let encoding = Encoding.legacy(name)
    // A look at the start tells most that it is not.
    if sample.count > 4096 {
      var composer = CharsetComposer(sourceCount: 4096)
      guard (try? encoding.decode(Array(sample[..<4096]), from: 0, into: &composer)) != nil, composer.replaced <= 40
      else { return nil }
    }
    var composer = CharsetComposer(sourceCount: sample.count)
    guard (try? encoding.decode(sample, from: 0, into: &composer)) != nil, composer.replaced * 20 <= high else {
      return nil
    }
    var cost = composer.replaced * LetterModel.nothing
    for scalar in composer.finish(sourceCount: sample.count).text.unicodeScalars where scalar.value >= 0x80 {
      cost += costs[scalar.value] ?? MultiByteCharset.cost(of: scalar.value)
    }
    return cost
  }

  private static func cost(of scalar: UInt32) -> Int {
    switch scalar {
    case 0x3001...0x3011, 0xFF01...0xFF5E: 40
    case 0x3040..<0x3100, 0x4E00..<0xA000, 0xAC00..<0xD7A4: rareIdeograph
    // Katakana of half width are what Shift-JIS makes of any other charset.
    case 0xFF61..<0xFFA0: 60
    case 0xE000..<0xF900, 0xFFFD: LetterModel.nothing
    default: rest
    }
  }

  static let all = [
    MultiByteCharset("GB18030", "zh_CN"), MultiByteCharset("Big5", "zh_TW"), MultiByteCharset("EUC-JP", "ja"),
    MultiByteCharset("windows-31j", "ja"), MultiByteCharset("windows-949", "ko"),
  ]
}

extension CharsetConverter {
  /// What each of the 256 bytes stands for alone; U+FFFD where it means nothing.
  borrowing func scalarsOfBytes() -> [UInt32] {
    (0..<256).map { byte in
      var composer = CharsetComposer(sourceCount: 1)
      guard byte != 0, decode([UInt8(byte)], from: 0, into: &composer) else { return 0xFFFD }
      let scalars = composer.finish(sourceCount: 1).text.unicodeScalars
      return scalars.count == 1 ? scalars.first?.value ?? 0xFFFD : 0xFFFD
    }
  }
}
