public import Document
import Text

/// Terms with their translations, ready to be found in text; read-only, shared by threads.
public struct Glossary: Sendable {
  public struct Term: Hashable, Sendable {
    public var source: String
    public var target: String
    /// A domain or kind, as the file has it; empty where there is none.
    public var type: String
    public var note: String
    /// File and line: `glossary.csv:12`.
    public var origin: String
  }

  /// In the order of the files.
  public let terms: [Term]
  private var vocabulary = Vocabulary()
  private var phrases = PhraseIndex([])
  /// For each phrase: its term, and how its words differ from it.
  private var forms: [(term: Int, form: Form)] = []

  /// How a phrase came from a term, likelier first.
  private enum Form: Int, Sendable {
    case asWritten
    /// Every word's article left out.
    case withoutArticle
    /// Every word given the article.
    case withArticle
  }

  /// - Parameter terms: earlier ones are preferred among equals.
  public init(_ terms: [Term]) {
    self.terms = terms
    var phrases: [(words: [Int32], value: Int32)] = []
    for (at, term) in terms.enumerated() {
      let words = Words(term.source).phrase.map(\.folded)
      guard !words.isEmpty else { continue }
      for (form, words) in Glossary.forms(words) {
        phrases.append((words.map { vocabulary.add($0) }, Int32(forms.count)))
        forms.append((at, form))
      }
    }
    self.phrases = PhraseIndex(phrases)
  }

  /// The term as it is; without the article on any word; with it on every word, where none had it.
  private static func forms(_ words: [String]) -> [(Form, [String])] {
    let article = "ال"
    let bare = words.map { word in
      word.hasPrefix(article) && word.unicodeScalars.count >= 5 ? String(word.unicodeScalars.dropFirst(2)) : word
    }
    if bare != words { return [(.asWritten, words), (.withoutArticle, bare)] }
    guard words.allSatisfy({ $0.unicodeScalars.first.map(isArabic) ?? false && $0.unicodeScalars.count >= 3 }) else {
      return [(.asWritten, words)]
    }
    return [(.asWritten, words), (.withArticle, words.map { article + $0 })]
  }

  private static func isArabic(_ scalar: Unicode.Scalar) -> Bool { scalar.value >= 0x0621 && scalar.value <= 0x06FF }
}

extension Glossary {
  /// Reads one file: CSV with a header line of `source`, `target` and perhaps `type` and `note`; or, for every extension but
  /// `csv`, tab-separated source, target and note, with such a header or without.
  ///
  /// - Throws: `glossary.header`, `glossary.row`, and those of ``SeparatedValues``.
  public static func terms(in bytes: [UInt8], file: String) throws(Problem) -> [Term] {
    let name = file.split(separator: "/").last.map(String.init) ?? file
    let isCSV = name.lowercased().hasSuffix(".csv")
    var rows = isCSV ? try SeparatedValues.commas(bytes, file: file) : try SeparatedValues.tabs(bytes, file: file)
    var columns = ["source": 0, "target": 1, "note": 2]
    let header = rows.first?.values.map { $0.trimmed.lowercased() } ?? []
    if header.contains("source"), header.contains("target") {
      columns = Dictionary(header.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
      rows.removeFirst()
    } else if isCSV {
      throw Problem(
        "glossary.header", "the first line does not name the columns 'source' and 'target'",
        at: Place(file: file, line: rows.first?.line ?? 1), help: "begin the file with source,target,type,note")
    }
    var terms: [Term] = []
    for row in rows {
      func value(_ column: String) -> String {
        columns[column].flatMap { $0 < row.values.count ? row.values[$0] : nil }?.trimmed ?? ""
      }
      let (source, target) = (value("source"), value("target"))
      if source.isEmpty && target.isEmpty { continue }
      guard !source.isEmpty, !target.isEmpty else {
        throw Problem(
          "glossary.row", source.isEmpty ? "a term has no source" : "the term '\(source)' has no target",
          at: Place(file: file, line: row.line), help: "fill it in, or delete the line")
      }
      terms.append(
        Term(
          source: source, target: target, type: value("type"), note: value("note"), origin: "\(name):\(row.line)"))
    }
    return terms
  }

  /// A term found in text.
  public struct Match: Hashable, Sendable {
    /// UTF-8 byte offsets of its words as they stand, with particles.
    public var range: Range<Int>
    /// Position in ``terms``.
    public var term: Int
    /// The particles that stand before the first word and that the term does not have, as `و+ال`; empty where there are none.
    public var prefix: String
    /// The pronoun after it; empty where there is none.
    public var suffix: String
  }

  /// The terms in a stretch of text. Of those that overlap, the choice has the greatest sum of squared
  /// numbers of words, so that long terms win; then the likelier readings: as written, then without a particle or article, then (of one word, with `suffixes`) without a pronoun.
  public func matches(in text: String, _ range: Range<Int>? = nil, suffixes: Bool = true) -> [Match] {
    let query = Words(text, range)
    let ids = query.items.map { vocabulary.id($0.folded) }
    var pieces: [Cover.Piece] = []
    var found: [(form: Int, reading: Reading)] = []
    func look(_ reading: Reading, at start: Int, cost: Int, _ lengths: inout [Int: Int], single: Bool) {
      let rest = single ? [] : ids[(start + 1)...]
      phrases.forEachPhrase(beginning: vocabulary.id(reading.word), rest) { length, form in
        let cost = cost + forms[Int(form)].form.rawValue
        if let known = lengths[length], known <= cost { return }
        lengths[length] = cost
        let words = query.items[start..<start + length].count { $0.word != nil }
        pieces.append(Cover.Piece(start: start, length: length, gain: words * words, cost: cost, value: found.count))
        found.append((Int(form), reading))
      }
    }
    for (start, item) in query.items.enumerated() {
      guard let word = item.word else { continue }
      var lengths: [Int: Int] = [:]
      for (at, reading) in Reading.withoutParticles(item.folded).enumerated() {
        look(reading, at: start, cost: 3 * at, &lengths, single: false)
      }
      guard suffixes, lengths[1] == nil else { continue }
      for (at, reading) in Reading.withoutPronouns(item.folded, isFeminine: query.words[word].isFeminine)
        .enumerated()
      {
        look(reading, at: start, cost: 100 + 3 * at, &lengths, single: true)
      }
    }
    return Cover.best(of: pieces, count: query.items.count).compactMap { piece in
      guard let range = query.range(ofItems: piece.start..<piece.start + piece.length, in: text) else { return nil }
      let (form, reading) = found[piece.value]
      let article = forms[form].form == .withArticle ? "ال" : ""
      return Match(
        range: range, term: forms[form].term,
        prefix: [reading.partedPrefix, article].filter { !$0.isEmpty }.joined(separator: "+"),
        suffix: reading.suffix)
    }
  }
}
