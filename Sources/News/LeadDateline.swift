public import Text

/// What stands before the first words of an agency's report: `MOSCOW, Jan 20 (Agency) -`, `تهران - ایرنا -`,
/// `МОСКВА, 20 января. /АГЕНТСТВО/.`, `اسلام آباد (نمائندہ خصوصی)`, `به گزارش خبرگزاری ایرنا،`.
public struct LeadDateline: Hashable, Sendable {
  /// The place, as it stands; nil where only an agency is named.
  public var place: String?
  /// The name of the agency; nil where there is none, or a word such as "agencies".
  public var agency: String?
  /// The date; nil where there is none.
  public var date: DateMention?
  /// Whether the date names its year; else the year is that of ``date`` as it was counted.
  public var hasYear = false
  /// Where the report itself begins: UTF-8 byte offset into the text.
  public var end: Int

  /// Nil where a paragraph begins otherwise.
  ///
  /// - Parameters:
  ///   - range: of the paragraph.
  ///   - language: of the text (BCP 47), where it is known.
  ///   - now: what a date without a year is counted from; nil where there is nothing to count from.
  public init?(_ text: String, _ range: Range<Int>, language: String?, now: Instant? = nil) {
    let start = text.prefix(of: range, bytes: 200)
    if let report = ReportPhrase(text, start) {
      agency = report.agency
      end = report.end
      return
    }
    // Even where there is nothing to count from, a day and month are no words of a place.
    let any = Instant(year: 2000, month: 12, day: 31)
    let dates = Dates.statements(in: text, start, language: language, now: now ?? any)
    let units = DatelineUnits(text, range, dates: dates)
    var grammar = DatelineGrammar(text, units.list, isUrdu: language?.hasPrefix("ur") ?? false)
    guard let found = grammar.read() else { return nil }
    place = LineShape.oneLine(text, found.place)
    agency = found.agency.map { LineShape.oneLine(text, $0) }
    end = found.end
    if let date = found.date {
      hasYear = !Dates.mentions(in: text, date.range, language: language).isEmpty
      if hasYear || now != nil { self.date = date }
    }
  }
}

/// Reads the units of a dateline from left to right.
private struct DatelineGrammar {
  struct Found {
    var place: Range<Int>
    var date: DateMention?
    var agency: Range<Int>?
    var end = 0
  }

  private let text: String
  private let units: [(unit: DatelineUnits.Unit, end: Int)]
  private var at = 0
  private var date: DateMention?
  private var agency: Range<Int>?
  /// Whether something stands where an agency's name does, be it a name or not.
  private var hasSource = false
  /// Where the press writes `کراچی: …`.
  private let isUrdu: Bool

  init(_ text: String, _ units: [(unit: DatelineUnits.Unit, end: Int)], isUrdu: Bool) {
    self.text = text
    self.isUrdu = isUrdu
    self.units = units
  }

  mutating func read() -> Found? {
    guard case .words(let words)? = units.first?.unit, let place = place(words) else { return nil }
    at = 1
    readRegion()
    while at < units.count {
      switch units[at].unit {
      case .comma where date == nil && isDate(at + 1), .stop where isDate(at + 1):
        at += 1
      case .date(let found):
        guard date == nil else { return nil }
        date = found
        at += 1
        skipWords(of: CuePhrases.years)
        // The full stop may be that of the date: `20 января 2025 г. АГЕНТСТВО -`
        if !hasSource, found.original.hasSuffix(".") { _ = source(at, before: [.dash]) }
      case .enclosed(let range):
        guard !hasSource, take(range) else { return nil }
        at += 1
        if let found = endBehindSource(place) { return found }
      case .stop:
        // `Москва. 20 января. АГЕНТСТВО -`
        guard date != nil, !hasSource, source(at + 1, before: [.dash]) else {
          return hasSource || date != nil && isCapital(place) ? finish(place, at) : nil
        }
      case .dash where date == nil && !hasSource && isDate(at + 1): at += 1
      case .dash:
        if !hasSource, source(at + 1, before: date == nil ? [.dash, .colon] : [.dash, .stop, .colon]) { continue }
        guard hasSource || date != nil || isCapital(place) else { return nil }
        return finish(place, at)
      case .slash:
        guard !hasSource, source(at + 1, before: [.dash, .colon, .stop]) else { return nil }
      case .colon:
        return hasSource || date != nil || isUrdu && isAlone(place) ? finish(place, at) : nil
      default: return nil
      }
    }
    return nil
  }

  /// A country or state behind the place: "SPRINGFIELD, Ill.", "LONDON, United Kingdom".
  private mutating func readRegion() {
    guard case .comma? = unit(0), case .words(let words)? = unit(1), count(words) <= 3, beginsLikeAName(words) else {
      return
    }
    switch unit(2) {
    case .comma where isDate(at + 3), .enclosed, .dash: at += 2
    default: break
    }
  }

  /// Ends behind a bracket that nothing else ends, where the bracket can only be that of an agency or correspondent.
  private func endBehindSource(_ place: Range<Int>) -> Found? {
    switch unit(0) {
    case .dash, .colon, .stop, .comma, .slash: return nil
    case .date: return nil
    default: break
    }
    let isCertain = date != nil || agency == nil || isPublisher(agency)
    guard isCertain, at > 0 else { return nil }
    return Found(place: place, date: date, agency: agency, end: units[at - 1].end)
  }

  private func finish(_ place: Range<Int>, _ mark: Int) -> Found {
    Found(place: place, date: date, agency: agency, end: units[mark].end)
  }

  private enum Mark { case dash, stop, colon }

  /// Takes a name of one to four words, where one of some marks follows it.
  private mutating func source(_ index: Int, before marks: Set<Mark>) -> Bool {
    guard index + 1 < units.count, case .words(let words) = units[index].unit, take(words) else { return false }
    let mark: Mark? =
      switch units[index + 1].unit {
      case .dash: .dash
      case .stop: .stop
      case .colon: .colon
      default: nil
      }
    guard let mark, marks.contains(mark) else {
      agency = nil
      hasSource = false
      return false
    }
    at = index + 1
    return true
  }

  /// Whether words can be the name of an agency; they are kept where they name one.
  private mutating func take(_ range: Range<Int>) -> Bool {
    let words = Cues.words(of: String(text.slice(range)))
    guard (1...5).contains(words.count), !words.contains(where: { Int($0) != nil }), beginsLikeAName(range) else {
      return false
    }
    hasSource = true
    agency = words.contains(where: CuePhrases.unnamedFolded.contains) ? nil : trimmed(range)
    return true
  }

  private func trimmed(_ range: Range<Int>) -> Range<Int> {
    let slice = text.slice(range).unicodeScalars
    let before = slice.prefix { $0.properties.isWhitespace }.reduce(0) { $0 + UTF8.width($1) }
    let after = slice.reversed().prefix { $0.properties.isWhitespace }.reduce(0) { $0 + UTF8.width($1) }
    return before + after >= range.count ? range : range.lowerBound + before..<range.upperBound - after
  }

  private func isPublisher(_ range: Range<Int>?) -> Bool {
    guard let range else { return false }
    let name = text.slice(range)
    let letters = name.unicodeScalars.filter(\.properties.isAlphabetic)
    // "(AP)", "(أ ف ب)"
    let isShort = (2...6).contains(letters.count) && letters.allSatisfy(\.properties.isUppercase)
    let isSpelt = name.split(separator: " ").count > 1 && name.split(separator: " ").allSatisfy { $0.count == 1 }
    return isShort || isSpelt || Cues.words(of: String(name)).contains(where: CuePhrases.publishersFolded.contains)
  }

  // MARK: Places

  /// One to four words without digits; in scripts with capitals each begins with one.
  private func place(_ range: Range<Int>) -> Range<Int>? {
    var range = range
    var words = text.slice(range).split(separator: " ")
    // "القاهرة في 20 يناير"
    if words.count > 1, let last = words.last, CuePhrases.before.contains(last.lowercased()), isDate(1) {
      words.removeLast()
      range = range.lowerBound..<range.lowerBound + (words.last.map { end(of: $0, in: range) } ?? 0)
    }
    guard (1...4).contains(words.count), (2...60).contains(range.count), beginsLikeAName(range),
      !CuePhrases.prepositions.contains(words[0].lowercased())
    else { return nil }
    let isPlain = text.slice(range).unicodeScalars.allSatisfy { scalar in
      scalar.properties.isAlphabetic || scalar.properties.isWhitespace
        || scalar.properties.generalCategory == .nonspacingMark
        || scalar.properties.isJoinControl || "-'’.ـ".unicodeScalars.contains(scalar)
    }
    return isPlain ? range : nil
  }

  private func end(of word: Substring, in range: Range<Int>) -> Int {
    text.utf8.distance(from: text.slice(range).startIndex, to: word.endIndex)
  }

  /// Whether no word of some length begins with a small letter.
  private func beginsLikeAName(_ range: Range<Int>) -> Bool {
    let words = text.slice(range).split(separator: " ")
    guard let first = words.first?.unicodeScalars.first(where: \.properties.isAlphabetic) else { return false }
    return !first.properties.isLowercase
      && words.allSatisfy { word in word.count <= 3 || !(word.unicodeScalars.first?.properties.isLowercase ?? false) }
  }

  /// Whether all letters are capitals, as only a dateline has them.
  private func isCapital(_ range: Range<Int>) -> Bool {
    let letters = text.slice(range).unicodeScalars.filter(\.properties.isAlphabetic)
    return letters.count >= 3 && letters.allSatisfy(\.properties.isUppercase)
  }

  /// One or two words that are neither a question nor its answer.
  private func isAlone(_ range: Range<Int>) -> Bool {
    at == 1 && count(range) <= 2 && !["سوال", "جواب", "نوٹ"].contains(text.slice(range))
  }

  // MARK: Units

  /// The unit so many places on.
  private func unit(_ offset: Int) -> DatelineUnits.Unit? { at + offset < units.count ? units[at + offset].unit : nil }

  private func isDate(_ index: Int) -> Bool {
    if index < units.count, case .date = units[index].unit { return true }
    return false
  }

  private func count(_ range: Range<Int>) -> Int { text.slice(range).split(separator: " ").count }

  /// Steps over words such as "года" behind a date.
  private mutating func skipWords(of list: Set<String>) {
    guard at < units.count, case .words(let range) = units[at].unit,
      Cues.words(of: String(text.slice(range))).allSatisfy(list.contains)
    else { return }
    at += 1
  }
}
