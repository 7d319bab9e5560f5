public import Document
import Markup
import Text

/// A dictionary in the format of the DICT server dictd: an index of headwords with offsets, and a file of articles, plain or
/// packed by dictzip. Looked up by headwords folded as `Folding.matching` folds; read-only, shared by threads.
public struct DictdDictionary: Sendable {
  public let name: String
  /// Lines of `headword TAB offset TAB length`, the numbers in base 64.
  private let index: [UInt8]
  private let articles: [UInt8]
  /// The folded headwords, a line each, and where the line of each begins in `index`.
  private var folded: [UInt8] = []
  private var lines: [Int32] = []
  /// An open hash table of keys: a headword, or one of those that commas part. Its size is a power of two.
  private var slots: [Key] = []

  private struct Key: Sendable {
    /// Position in `lines`; −1 is free.
    var headword: Int32
    /// Where the key stands in `folded`.
    var start: Int32
    var length: Int32
  }

  /// An article for one headword.
  public struct Article: Hashable, Sendable {
    /// As the article writes it.
    public var headword: String
    /// In the dictionary's order, without numbers.
    public var senses: [String]
  }

  /// How many headwords there are.
  public var count: Int { lines.count }

  /// - Parameters:
  ///   - articles: the bytes of `.dict` or `.dict.dz`.
  ///   - file: the index's path, for problems.
  /// - Throws: `dictionary.index` for a line that is not one of an index, `gzip.damaged`, `gzip.too-large`.
  public init(name: String, index: [UInt8], articles: [UInt8], file: String) throws(Problem) {
    self.name = name
    self.index = index
    self.articles = try DictdDictionary.unpacked(articles, file: file)
    guard index.count < Int32.max / 4 else {
      throw Problem("dictionary.index", "the index is larger than 512 MiB", at: Place(file: file))
    }
    folded = try foldedHeadwords(file)
    makeTable()
  }

  /// dictzip's files are gzip.
  private static func unpacked(_ articles: [UInt8], file: String) throws(Problem) -> [UInt8] {
    guard GzipStream.isGzip(articles[...]) else { return articles }
    do throws(GzipFault) {
      return try GzipStream.unpacked(articles, limit: articlesLimit)
    } catch {
      switch error {
      case .tooLarge:
        throw Problem(
          "gzip.too-large", "\(file) unpacks to more than \(articlesLimit >> 20) MiB", at: Place(file: file),
          help: "use a smaller dictionary")
      case .memory: throw Problem("gzip.memory", "there is no memory to unpack \(file)")
      case .damaged, .truncated, .trailing:
        throw Problem(
          "gzip.damaged", "\(file) is damaged or cut off", at: Place(file: file), help: "install or copy it again")
      }
    }
  }

  private static let articlesLimit = 1 << 29

  /// Finds the headwords, and folds all of them at once.
  private mutating func foldedHeadwords(_ file: String) throws(Problem) -> [UInt8] {
    var words: [UInt8] = []
    words.reserveCapacity(index.count)
    lines.reserveCapacity(index.count / 24)
    let ignored = Array("00database".utf8)
    var (start, number) = (0, 1)
    while start < index.count {
      let end = index[start...].firstIndex(of: 0x0A) ?? index.count
      if end > start {
        guard let tab = index[start..<end].firstIndex(of: 0x09), tab > start else { throw damaged(file, number) }
        if !index[start..<tab].starts(with: ignored) {
          lines.append(Int32(start))
          words += index[start..<tab]
          words.append(0x0A)
        }
      }
      start = end + 1
      number += 1
    }
    guard let text = String(validating: words, as: UTF8.self) else { throw damaged(file, nil) }
    return Array(text.folded().utf8)
  }

  private func damaged(_ file: String, _ line: Int?) -> Problem {
    Problem(
      "dictionary.index", line == nil ? "the index is not UTF-8" : "this is no line of a dictd index",
      at: Place(file: file, line: line),
      help: "a line is a headword in UTF-8, an offset and a length with tabs between them")
  }

  private mutating func makeTable() {
    let keys = keys()
    var size = 16
    while size < 2 * keys.count { size *= 2 }
    slots = [Key](repeating: Key(headword: -1, start: 0, length: 0), count: size)
    for key in keys {
      let range = Int(key.start)..<Int(key.start + key.length)
      var slot = Int(truncatingIfNeeded: FNV.hash(folded.span.extracting(range))) & (size - 1)
      while slots[slot].headword >= 0 { slot = (slot + 1) & (size - 1) }
      slots[slot] = key
    }
  }

  /// What each headword is found by: itself, or each of those that commas part: `لادغ، شائك`.
  private func keys() -> [Key] {
    var keys: [Key] = []
    keys.reserveCapacity(lines.count)
    var headword: Int32 = 0
    var from = 0
    var at = 0
    func add() {
      var range = from..<at
      while let first = range.first, folded[first] == 0x20 { range = range.dropFirst() }
      while let last = range.last, folded[last] == 0x20 { range = range.dropLast() }
      guard !range.isEmpty else { return }
      keys.append(Key(headword: headword, start: Int32(range.lowerBound), length: Int32(range.count)))
    }
    while at < folded.count {
      let isArabicComma = folded[at] == 0xD8 && at + 1 < folded.count && folded[at + 1] == 0x8C
      if isArabicComma || folded[at] == 0x2C || folded[at] == 0x0A {
        add()
        if folded[at] == 0x0A { headword += 1 }
        at += isArabicComma ? 2 : 1
        from = at
      } else {
        at += 1
      }
    }
    return keys
  }
}

extension DictdDictionary {
  /// The articles whose headword is a word but for what folding makes equal; those spelled alike first.
  ///
  /// - Parameters:
  ///   - folded: the word folded by `Folding.matching`.
  ///   - spelling: the word as it is written, where the caller knows it.
  public func articles(for folded: String, spelling: String? = nil) -> [Article] {
    let word = Array(folded.utf8)
    let spelled = spelling.map { Array($0.utf8) }
    var alike: [Int] = []
    var others: [Int] = []
    var slot = Int(truncatingIfNeeded: FNV.hash(word.span)) & (slots.count - 1)
    while slots[slot].headword >= 0 {
      let key = slots[slot]
      if key.length == word.count, self.folded[Int(key.start)..<Int(key.start + key.length)].elementsEqual(word) {
        let line = Int(lines[Int(key.headword)])
        if let spelled, index[line...].starts(with: spelled + [0x09]) {
          alike.append(line)
        } else {
          others.append(line)
        }
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    return (alike + others).compactMap { article(at: $0) }
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
