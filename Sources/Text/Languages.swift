import CICU

/// Languages told from one another by script, telling letters and function words.
public enum Languages {
  /// The language of a text as BCP 47, or nil when there is too little evidence.
  ///
  /// The script decides first; among the languages of one script, words that only serve grammar and letters that only one
  /// of them writes are counted. Known are: ar fa ur ps ckb; ru uk bg; en fr de es it pt tr nl; and, by their scripts, he el
  /// hy ka hi bn th zh ja ko am. At most the first 20,000 bytes are read.
  /// - Parameter range: UTF-8 byte offsets on scalar boundaries; the whole text when nil.
  public static func identify(_ text: String, _ range: Range<Int>? = nil) -> String? {
    let bounds = text.checked(range)
    let scripts = ScriptCounts(
      text.utf8Span.span, bounds.lowerBound..<min(bounds.upperBound, bounds.lowerBound + 20_000))
    guard let script = scripts.main else { return nil }
    switch script {
    case .arabic, .latin, .cyrillic:
      return LanguageEvidence.best(text, scripts.read, script, letters: scripts.letters, counts: scripts)
    case .han: return scripts.count(.kana) * 20 > scripts.count(.han) ? "ja" : "zh"
    case .kana: return "ja"
    default: return script.language
    }
  }
}

/// Scripts of which the language, or the choice among a few, follows.
enum LanguageScript: Int, CaseIterable {
  case latin, arabic, cyrillic, hebrew, greek, han, kana, hangul, devanagari, bengali, thai, armenian, georgian,
    ethiopic

  var language: String? {
    switch self {
    case .hebrew: "he"
    case .greek: "el"
    case .hangul: "ko"
    case .devanagari: "hi"
    case .bengali: "bn"
    case .thai: "th"
    case .armenian: "hy"
    case .georgian: "ka"
    case .ethiopic: "am"
    default: nil
    }
  }

  init?(_ value: UInt32) {
    switch value {
    case 0x41...0x5A, 0x61...0x7A, 0xC0...0x24F, 0x1E00...0x1EFF: self = .latin
    case 0x0620...0x064A, 0x066E...0x06D5, 0x0750...0x077F: self = .arabic
    case 0x0400...0x052F: self = .cyrillic
    case 0x05D0...0x05EA: self = .hebrew
    case 0x0370...0x03FF: self = .greek
    case 0x3400...0x9FFF: self = .han
    case 0x3041...0x30FF: self = .kana
    case 0xAC00...0xD7A3: self = .hangul
    case 0x0904...0x0939: self = .devanagari
    case 0x0985...0x09B9: self = .bengali
    case 0x0E01...0x0E2E: self = .thai
    case 0x0531...0x0587: self = .armenian
    case 0x10A0...0x10FF: self = .georgian
    case 0x1200...0x135A: self = .ethiopic
    default: return nil
    }
  }
}

/// How many letters of each script a text has, and how often each letter that tells languages apart.
struct ScriptCounts {
  private var counts = [Int](repeating: 0, count: LanguageScript.allCases.count)
  /// Letters above ASCII below U+0800, by scalar.
  private(set) var letters = [Int](repeating: 0, count: 0x800)
  /// What was read, up to a scalar boundary.
  let read: Range<Int>

  init(_ bytes: borrowing Span<UInt8>, _ bounds: Range<Int>) {
    var offset = bounds.lowerBound
    while offset < bounds.upperBound {
      let (value, length) = scalar(bytes, at: offset)
      if let script = LanguageScript(value) {
        counts[script.rawValue] += 1
        if value >= 0x80 && value < 0x800 { letters[Int(value)] += 1 }
      }
      offset += length
    }
    read = bounds.lowerBound..<offset
  }

  func count(_ script: LanguageScript) -> Int { counts[script.rawValue] }

  /// The script of more than half of the letters; ideographs and kana count as three, since they stand for more.
  var main: LanguageScript? {
    let weights = LanguageScript.allCases.map { count($0) * ([.han, .kana, .hangul].contains($0) ? 3 : 1) }
    let total = weights.reduce(0, +)
    let cjk = weights[LanguageScript.han.rawValue] + weights[LanguageScript.kana.rawValue]
    if cjk * 2 > total && cjk >= 6 { return count(.kana) * 20 > count(.han) ? .kana : .han }
    guard let best = LanguageScript.allCases.max(by: { weights[$0.rawValue] < weights[$1.rawValue] }),
      weights[best.rawValue] >= 6, weights[best.rawValue] * 2 > total
    else { return nil }
    return best
  }
}
