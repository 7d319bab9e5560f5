/// Particles, articles and endings that Arabic writes as part of a word.
public enum Clitics {
  /// One reading of a word.
  ///
  /// Prefix, stem and suffix joined give the word, but where spelling hides a letter, which the stem gives back: the `ل` of
  /// `للجنة` (ل + ال + لجنة), the teh marbuta of `سعادته` (سعادة + ه), the alef maqsura of `مستواه` (مستوى + ه).
  public struct Analysis: Hashable, Sendable {
    public var prefix: String
    public var stem: String
    public var suffix: String

    public init(prefix: String, stem: String, suffix: String) {
      self.prefix = prefix
      self.stem = stem
      self.suffix = suffix
    }
  }

  /// All readings of a folded word, most likely first; the whole word, without prefix and suffix, always first.
  ///
  /// A stem has at least two letters, three when both a prefix and a suffix are taken off. A pronoun is not taken off a word
  /// that has the article, nor `س` off one that does not go on as a verb does. Words that are not in Arabic letters, or longer
  /// than 64 bytes, have one reading.
  /// - Parameters:
  ///   - foldedWord: a word folded by `Folding.matching`.
  ///   - suffixes: whether to take off suffixes too.
  public static func analyses(of foldedWord: String, suffixes: Bool) -> [Analysis] {
    let whole = Analysis(prefix: "", stem: foldedWord, suffix: "")
    let word = Array(foldedWord.utf8)
    guard word.count > 4, word.count <= 64, (0xD8...0xDB).contains(word[0]), word.count % 2 == 0 else { return [whole] }
    let prefixes = [Clitics.noAffix] + Clitics.prefixes.filter { word.starts(with: $0.bytes) && fits($0, word) }
    let endings = [Clitics.noAffix] + (suffixes ? Clitics.suffixes.filter { word.ends(with: $0.bytes) } : [])
    guard prefixes.count + endings.count > 2 else { return [whole] }
    var found: [(cost: Int, order: Int, analysis: Analysis)] = []
    for suffix in endings {
      for prefix in prefixes where !(prefix.bytes.isEmpty && suffix.bytes.isEmpty) {
        let stem = word[prefix.bytes.count..<max(prefix.bytes.count, word.count - suffix.bytes.count)]
        let letters = stem.count / 2
        let least = prefix.bytes.isEmpty || suffix.bytes.isEmpty ? 2 : 3
        guard letters >= least, !(prefix.hasArticle && suffix.isPronoun) else { continue }
        let cost = prefix.cost + suffix.cost + (letters == 2 ? 3 : letters == 3 ? 1 : 0)
        for (stem, more) in spellings(stem, prefix, suffix) {
          found.append((cost + more, found.count, Analysis(prefix: prefix.text, stem: stem, suffix: suffix.text)))
        }
      }
    }
    found.sort { ($0.cost, $0.order) < ($1.cost, $1.order) }
    return [whole] + found.map(\.analysis)
  }

  /// A prefix or suffix with its price: the dearer, the rarer.
  private struct Affix {
    let text: String
    let bytes: [UInt8]
    let cost: Int
    var hasArticle = false
    var isPronoun = false

    init(_ text: some StringProtocol, _ cost: Int) {
      self.text = String(text)
      bytes = Array(text.utf8)
      self.cost = cost
    }
  }

  private static let noAffix = Affix("", 0)

  /// Prefixes by price: conjunction, preposition, article; future.
  private static let prefixes: [Affix] = affixes([
    "ال وال بال لل", "ولل وبال فال و", "كال ب ل فلل فبال", "ول وب ف س", "وس وك ك فل فب فس", "وكال فك",
  ]) { $0.hasArticle = $0.text.hasSuffix("ال") || $0.text.hasSuffix("لل") }

  /// Endings of nouns by price, folded (so that ه is also the teh marbuta).
  private static let nounEndings: [Affix] = affixes(["ات ه يه ين ون", "ان ي يات يين يون", "تين تان", "وا ا ت"]) { _ in }

  /// Pronouns, and pronouns behind the feminine plural, by price.
  private static let pronouns: [Affix] = affixes([
    "ها", "هم نا", "هن كم هما ني اتها اته اتهم اتنا", "ك كما كن اتهن اتكم",
  ]) {
    $0.isPronoun = true
  }

  private static let suffixes = nounEndings + pronouns

  private static func affixes(_ lists: [String], _ complete: (inout Affix) -> Void) -> [Affix] {
    lists.enumerated().flatMap { index, list in
      list.split(separator: " ").map { text in
        var affix = Affix(text, index + 1)
        complete(&affix)
        return affix
      }
    }
  }

  /// Whether a prefix with the sign of the future stands before a verb: ي ت ن ا.
  private static func fits(_ prefix: Affix, _ word: [UInt8]) -> Bool {
    guard prefix.text.hasSuffix("س") else { return true }
    let next = word[prefix.bytes.count...].prefix(2)
    return ["ي", "ت", "ن", "ا"].contains { next.elementsEqual($0.utf8) }
  }

  /// The stem as it stands, and with the letter that its affixes hide; with what that adds to the price.
  private static func spellings(_ stem: ArraySlice<UInt8>, _ prefix: Affix, _ suffix: Affix) -> [(String, Int)] {
    let text = String(decoding: stem, as: UTF8.self)
    var spellings = [(text, 0)]
    if prefix.text.hasSuffix("لل") { spellings.append(("ل" + text, 1)) }
    if suffix.isPronoun && !suffix.text.hasPrefix("ات") || suffix.text == "ه" {
      let body = String(decoding: stem.dropLast(2), as: UTF8.self)
      if stem.suffix(2).elementsEqual("ت".utf8) {
        // Most words in ت before a pronoun end in teh marbuta, but not those in ات.
        spellings.insert((body + "ه", body.hasSuffix("ا") ? 1 : 0), at: body.hasSuffix("ا") ? 1 : 0)
      } else if stem.suffix(2).elementsEqual("ا".utf8) {
        spellings.append((body + "ي", 1))
      }
    }
    return spellings
  }
}

extension [UInt8] {
  fileprivate func ends(with suffix: [UInt8]) -> Bool {
    count >= suffix.count && self[(count - suffix.count)...].elementsEqual(suffix)
  }
}
