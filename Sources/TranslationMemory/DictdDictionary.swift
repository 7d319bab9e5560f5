public import Document
import Text

/// A dictionary in the format of the DICT server dictd: an index of headwords with offsets, and a file of articles, plain or
/// packed by dictzip. Looked up by headwords folded as `Folding.matching` folds; read-only, shared by threads.
public struct DictdDictionary: Sendable {
  public let name: String
  /// Lines of `headword TAB offset TAB length`, the numbers in base 64.
  private let index: [UInt8]
  private let articles: [UInt8]
  /// An open hash table of where lines begin in `index`, by their folded headwords; −1 is free. A power of two.
  private var slots: [Int32] = []
  /// How many headwords there are.
  public private(set) var count = 0

  /// An article for one headword.
  public struct Article: Hashable, Sendable {
    /// As the article writes it.
    public var headword: String
    /// In the dictionary's order, without numbers.
    public var senses: [String]
  }

  /// - Parameters:
  ///   - articles: the bytes of `.dict` or `.dict.dz`.
  ///   - file: the index's path, for problems.
  /// - Throws: `dictionary.index` for a line that is not one of an index, `gzip.damaged`, `gzip.too-large`.
  public init(name: String, index: [UInt8], articles: [UInt8], file: String) throws(Problem) {
    self.name = name
    self.index = index
    self.articles = Gzip.isGzip(articles) ? try Gzip.unpacked(articles, file: file) : articles
    guard index.count < Int32.max else {
      throw Problem("dictionary.index", "the index is larger than 2 GiB", at: Place(file: file))
    }
    var lines: [Int32] = []
    lines.reserveCapacity(index.count / 24)
    var start = 0
    while start < index.count {
      let end = index[start...].firstIndex(of: 0x0A) ?? index.count
      if end > start { lines.append(Int32(start)) }
      start = end + 1
    }
    var size = 16
    while size < 3 * lines.count { size *= 2 }
    slots = [Int32](repeating: -1, count: size)
    for (number, line) in lines.enumerated() {
      guard let headword = headword(at: Int(line)) else {
        throw Problem(
          "dictionary.index", "this is no line of a dictd index", at: Place(file: file, line: number + 1),
          help: "a line is a headword, an offset and a length with tabs between them")
      }
      guard !headword.hasPrefix("00database") else { continue }
      count += 1
      for key in DictdDictionary.keys(headword) { insert(line, key) }
    }
  }

  private mutating func insert(_ line: Int32, _ key: String) {
    var slot = Int(truncatingIfNeeded: DictdDictionary.hash(key)) & (slots.count - 1)
    while slots[slot] >= 0 {
      if slots[slot] == line { return }
      slot = (slot + 1) & (slots.count - 1)
    }
    slots[slot] = line
  }

  /// A headword folded, and each of several that commas part: `لادغ، شائك`.
  private static func keys(_ headword: String) -> [String] {
    let folded = headword.folded()
    guard folded.unicodeScalars.contains("،") || folded.unicodeScalars.contains(",") else { return [folded] }
    return folded.split { $0 == "،" || $0 == "," }.map(\.trimmed).filter { !$0.isEmpty }
  }

  /// FNV-1a.
  private static func hash(_ key: String) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in key.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return hash ^ hash >> 32
  }

  private func headword(at line: Int) -> String? {
    guard let tab = index[line...].firstIndex(of: 0x09), tab > line else { return nil }
    return String(validating: index[line..<tab], as: UTF8.self)
  }
}

extension DictdDictionary {
  /// The articles whose headword is a word but for what folding makes equal; those spelled alike first.
  ///
  /// - Parameters:
  ///   - folded: the word folded by `Folding.matching`.
  ///   - spelling: the word as it is written, where the caller knows it.
  public func articles(for folded: String, spelling: String? = nil) -> [Article] {
    var found: [(isAlike: Bool, line: Int)] = []
    var slot = Int(truncatingIfNeeded: DictdDictionary.hash(folded)) & (slots.count - 1)
    while slots[slot] >= 0 {
      let line = Int(slots[slot])
      if let headword = headword(at: line), DictdDictionary.keys(headword).contains(folded) {
        found.append((headword == spelling, line))
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    let ordered = found.filter(\.isAlike) + found.filter { !$0.isAlike }
    return ordered.compactMap { article(at: $0.line) }
  }

  /// The article that a line of the index points at; nil where it points beyond the file.
  private func article(at line: Int) -> Article? {
    let end = index[line...].firstIndex(of: 0x0A) ?? index.count
    let fields = index[line..<end].split(separator: 0x09, omittingEmptySubsequences: false)
    guard fields.count >= 3, let offset = DictdDictionary.number(fields[1]),
      let length = DictdDictionary.number(fields[2]),
      offset <= articles.count, length <= articles.count - offset
    else { return nil }
    let lines = String(decoding: articles[offset..<offset + length], as: UTF8.self)
      .split(whereSeparator: \.isNewline).map(\.trimmed).filter { !$0.isEmpty }
    guard let first = lines.first else { return nil }
    // The first line is the headword and its transcription between slashes.
    let headword = first.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)[0].trimmed
    return Article(headword: headword, senses: lines.dropFirst().map(DictdDictionary.withoutNumber))
  }

  /// `1. Reap` without its number.
  private static func withoutNumber(_ line: String) -> String {
    let digits = line.prefix { ("0"..."9").contains($0) }
    let rest = line[digits.endIndex...]
    return digits.isEmpty || !rest.hasPrefix(". ") ? line : rest.dropFirst(2).trimmed
  }

  /// A number in base 64 with the digits `A–Z a–z 0–9 + /`, as dictd writes it.
  private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    guard !digits.isEmpty, digits.count <= 10 else { return nil }
    var number = 0
    for digit in digits {
      let value: UInt8
      switch digit {
      case 0x41...0x5A: value = digit - 0x41
      case 0x61...0x7A: value = digit - 0x61 + 26
      case 0x30...0x39: value = digit - 0x30 + 52
      case 0x2B: value = 62
      case 0x2F: value = 63
      default: return nil
      }
      number = number << 6 | Int(value)
    }
    return number
  }
}

extension DictdDictionary {
  /// What a word means, and how it had to be read to be found.
  public struct Gloss: Hashable, Sendable {
    /// As the article writes it.
    public var headword: String
    /// At most as many as were asked for, without repetitions.
    public var senses: [String]
    /// What was taken off the word, folded, as `و+ال`; empty where nothing was.
    public var prefix: String
    public var suffix: String
  }

  /// Looks a word up: as it stands; without particles; with the article taken off or put on; without endings and pronouns; last,
  /// for verbs of three letters, without ي ت ن ا س.
  public func gloss(_ word: String, senses limit: Int) -> Gloss? {
    let folded = word.folded()
    for reading in DictdDictionary.readings(folded) {
      let articles = articles(for: reading.word, spelling: reading.word == folded ? word : nil)
      var senses: [String] = []
      for sense in articles.flatMap(\.senses) where senses.count < limit && !senses.contains(sense) {
        senses.append(sense)
      }
      guard let first = articles.first, !senses.isEmpty else { continue }
      return Gloss(headword: first.headword, senses: senses, prefix: reading.prefix, suffix: reading.suffix)
    }
    return nil
  }

  /// The ways to read a word, likeliest first, each once.
  static func readings(_ folded: String) -> [Reading] {
    var readings: [Reading] = []
    var known: Set<String> = []
    func add(_ prefix: String, _ word: String, _ suffix: String) {
      guard word.unicodeScalars.count >= 2, known.insert(word).inserted else { return }
      readings.append(Reading(prefix: prefix, word: word, suffix: suffix))
    }
    func parted(_ prefix: String) -> String {
      let hasArticle = prefix.hasSuffix("ال") || prefix.hasSuffix("لل")
      let particles = prefix.hasSuffix("ال") ? String(prefix.unicodeScalars.dropLast(2)) : prefix
      let letters = (prefix.hasSuffix("لل") ? String(particles.unicodeScalars.dropLast()) : particles).unicodeScalars
      return (letters.map(String.init) + (hasArticle ? ["ال"] : [])).joined(separator: "+")
    }
    let analyses = Clitics.analyses(of: folded, suffixes: true)
    add("", folded, "")
    for withSuffix in [false, true] {
      for analysis in analyses where analysis.suffix.isEmpty != withSuffix {
        let prefix = parted(analysis.prefix)
        if prefix.hasSuffix("ال") {
          add(String(prefix.dropLast(prefix == "ال" ? 2 : 3)), "ال" + analysis.stem, analysis.suffix)
        }
        add(prefix, analysis.stem, analysis.suffix)
        if !analysis.stem.hasPrefix("ال") { add(prefix, "ال" + analysis.stem, analysis.suffix) }
      }
    }
    for analysis in analyses where analysis.prefix != "ال" {
      let letters = analysis.stem.unicodeScalars
      guard letters.count == 4, let first = letters.first, "يتناس".unicodeScalars.contains(first) else { continue }
      let prefix = [parted(analysis.prefix), String(first)].filter { !$0.isEmpty }.joined(separator: "+")
      add(prefix, String(letters.dropFirst()), analysis.suffix)
    }
    return readings
  }
}
