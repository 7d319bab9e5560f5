import Text

/// A number format of a spreadsheet (ECMA-376, part 1, 18.8.31): numbers as they are shown, dates as ISO 8601 has them.
public struct OfficeNumberFormat: Sendable {
  private enum Token: Equatable {
    case literal(String)
    /// `0`, `#` or `?`.
    case digit(Character)
    case point, percent, fraction, general, text
    /// Commas behind the digits, each a thousand that the number is divided by.
    case comma
    case exponent(isSigned: Bool)
    /// `y`, `m`, `d`, `h` or `s`, and the letter as it was written.
    case date(Character, Character)
    case elapsed(Character)
  }

  private struct Section {
    var tokens: [Token] = []
    var condition: (comparison: String, number: Double)?

    var isDate: Bool {
      var (hasDate, hasDigits, hasSeconds) = (false, false, false)
      for token in tokens {
        switch token {
        case .date(let part, _):
          hasDate = true
          if part == "s" { hasSeconds = true }
        case .elapsed: return true
        case .digit: hasDigits = true
        default: break
        }
      }
      // Digits stand in a date for parts of a second only.
      return hasDate && (!hasDigits || hasSeconds)
    }
  }

  private var sections: [Section] = []
  /// What is longer is no format that a program writes.
  private static let longest = 1_000

  public static let general = OfficeNumberFormat("General")

  public init(_ code: String) {
    sections = code.utf8.count > OfficeNumberFormat.longest ? [Section(tokens: [.general])] : Self.sections(code)
  }

  /// The formats that files refer to by number only; those from 27 on differ by country, and most are dates.
  public init?(builtIn id: Int) {
    let code: String? =
      switch id {
      case 0: "General"
      case 1: "0"
      case 2: "0.00"
      case 3: "#,##0"
      case 4: "#,##0.00"
      case 9: "0%"
      case 10: "0.00%"
      case 11: "0.00E+00"
      case 12: "# ?/?"
      case 13: "# ??/??"
      case 14, 15, 16, 27...31, 36, 50...54, 57, 58: "yyyy-mm-dd"
      case 17, 34, 35, 55, 56: "yyyy-mm"
      case 18, 20: "h:mm"
      case 19, 21, 32, 33: "h:mm:ss"
      case 22: "yyyy-mm-dd h:mm"
      case 37, 38: "#,##0_);(#,##0)"
      case 39, 40: "#,##0.00_);(#,##0.00)"
      case 41, 42: "_(* #,##0_);_(* (#,##0);_(* \"-\"_);_(@_)"
      case 43, 44: "_(* #,##0.00_);_(* (#,##0.00);_(* \"-\"??_);_(@_)"
      case 45: "mm:ss"
      case 46: "[h]:mm:ss"
      case 47: "mm:ss.0"
      case 48: "##0.0E+0"
      case 49: "@"
      default: nil
      }
    guard let code else { return nil }
    self.init(code)
  }

  // MARK: Reading a format

  private static func sections(_ code: String) -> [Section] {
    var found = [Section()]
    var rest = code[...]
    func add(_ token: Token) { found[found.count - 1].tokens.append(token) }
    while let character = rest.popFirst() {
      switch character {
      case ";": found.append(Section())
      case "\"":
        add(.literal(String(rest.prefix { $0 != "\"" })))
        rest = rest.drop { $0 != "\"" }.dropFirst()
      case "\\": if let next = rest.popFirst() { add(.literal(String(next))) }
      // A blank as wide as a letter, and a letter that fills the cell.
      case "_", "*": rest = rest.dropFirst()
      case "[":
        let inner = rest.prefix { $0 != "]" }
        rest = rest.dropFirst(inner.count).dropFirst()
        bracketed(inner, &found[found.count - 1])
      case "0", "#", "?": add(.digit(character))
      case ".": add(.point)
      case ",": add(.comma)
      case "%": add(.percent)
      case "@": add(.text)
      case "/": add(.fraction)
      case "G", "g":
        if rest.prefix(6).lowercased() == "eneral" {
          rest = rest.dropFirst(6)
          add(.general)
        } else {
          add(.date("y", character))
        }
      case "E", "e":
        if let sign = rest.first, sign == "+" || sign == "-" {
          rest = rest.dropFirst()
          add(.exponent(isSigned: sign == "+"))
        } else {
          add(.date("y", character))
        }
      case "A", "a":
        let marks = ["m/pm", "/p"].first { rest.lowercased().hasPrefix($0) }
        if let marks { rest = rest.dropFirst(marks.count) } else { add(.date("d", character)) }
      case "y", "Y", "b", "B": add(.date("y", character))
      case "m", "M": add(.date("m", character))
      case "d", "D": add(.date("d", character))
      case "h", "H": add(.date("h", character))
      case "s", "S": add(.date("s", character))
      default: add(.literal(String(character)))
      }
    }
    return found
  }

  /// A colour, a currency, a condition, hours that are not counted by days.
  private static func bracketed(_ inner: Substring, _ section: inout Section) {
    if inner.first == "$" {
      section.tokens.append(.literal(String(inner.dropFirst().prefix { $0 != "-" })))
    } else if let first = inner.first, "<>=".contains(first) {
      let comparison = inner.prefix { "<>=".contains($0) }
      if let number = Double(inner.dropFirst(comparison.count)) {
        section.condition = (String(comparison), number)
      }
    } else if let first = inner.lowercased().first, "hms".contains(first),
      inner.lowercased().allSatisfy({ $0 == first })
    {
      section.tokens.append(.elapsed(first))
    }
  }

  // MARK: Showing a number

  /// A number as a person reads it.
  ///
  /// - Parameter from1904: whether days are counted from 1904.
  public func text(of value: Double, from1904: Bool = false) -> String {
    guard value.isFinite else { return value.description }
    let (section, isNegativeSection) = chosen(value)
    if section.tokens.isEmpty { return value == 0 && sections.count > 2 ? "" : DecimalDigits(value).general }
    if section.isDate {
      return date(of: value, section, from1904: from1904) ?? DecimalDigits(value).general
    }
    let text = number(of: isNegativeSection ? abs(value) : value, section)
    return text.allSatisfy(\.isWhitespace) && value != 0 ? DecimalDigits(value).general : text
  }

  private func chosen(_ value: Double) -> (section: Section, isNegative: Bool) {
    func holds(_ condition: (comparison: String, number: Double)) -> Bool {
      switch condition.comparison {
      case "<": value < condition.number
      case "<=": value <= condition.number
      case ">": value > condition.number
      case ">=": value >= condition.number
      case "=": value == condition.number
      default: value != condition.number
      }
    }
    guard let first = sections.first, sections.count > 1 else { return (sections.first ?? Section(), false) }
    if sections.contains(where: { $0.condition != nil }) {
      for section in sections.prefix(2) {
        if let condition = section.condition, holds(condition) { return (section, false) }
      }
      let others = sections.filter { $0.condition == nil }
      return (others.first ?? first, false)
    }
    if value < 0 { return (sections[1], true) }
    return (value == 0 && sections.count > 2 ? sections[2] : first, false)
  }

  private func number(of value: Double, _ section: Section) -> String {
    let tokens = section.tokens
    var digits = DecimalDigits(value)
    // What Office shows as a fraction reads better as it is.
    if tokens.contains(.fraction) && tokens.contains(where: { if case .digit = $0 { true } else { false } }) {
      return digits.general
    }
    if tokens.contains(.general) || tokens.contains(.text) {
      return tokens.map { token in
        switch token {
        case .literal(let words): words
        case .general, .text: digits.general
        default: ""
        }
      }.joined()
    }
    guard let lastDigit = tokens.lastIndex(where: { if case .digit = $0 { true } else { false } }) else {
      return (value < 0 ? "-" : "") + OfficeNumberFormat.literals(tokens[...])
    }
    digits.shift(by: 2 * tokens.count { $0 == .percent })
    let point = tokens.firstIndex(of: .point) ?? tokens.count
    let exponentAt = tokens.firstIndex { if case .exponent = $0 { true } else { false } }
    let wholeEnd = min(point, exponentAt ?? tokens.count)
    let places = tokens.indices.filter { if case .digit = tokens[$0] { true } else { false } }
    let wholePlaces = places.filter { $0 < wholeEnd }
    let partPlaces = places.filter { $0 > point && $0 < exponentAt ?? tokens.count }
    var isGrouped = false
    for at in tokens.indices where tokens[at] == .comma {
      if at > (wholePlaces.last ?? -1) || at > lastDigit { digits.shift(by: -3) } else { isGrouped = true }
    }
    var exponent = 0
    if exponentAt != nil { exponent = digits.normalise(wholeDigits: max(1, wholePlaces.count)) }
    digits.round(toDecimals: partPlaces.count)
    let (whole, part) = digits.text(decimals: partPlaces.count)
    let filled = Filling(
      whole: whole, part: part, wholePlaces: wholePlaces, partPlaces: partPlaces, isGrouped: isGrouped)
    var text = digits.isNegative && !digits.isZero ? "-" : ""
    for at in tokens.indices {
      switch tokens[at] {
      case .literal(let words): text += words
      case .date(_, let letter): text.append(letter)
      case .digit(let kind):
        if let exponentAt, at > exponentAt { continue }
        text += filled.text(at, kind)
      case .point: text += filled.hasPart(tokens.map { if case .digit("0") = $0 { true } else { false } }) ? "." : ""
      case .percent: text += "%"
      case .exponent(let isSigned):
        let width = places.count { $0 > at }
        let words = String(abs(exponent))
        text += "E" + (exponent < 0 ? "-" : isSigned ? "+" : "")
        text += String(repeating: "0", count: max(0, width - words.utf8.count)) + words
      default: break
      }
    }
    return text.trimmedBlanks
  }

  private static func literals(_ tokens: ArraySlice<Token>) -> String {
    tokens.map { token in
      switch token {
      case .literal(let words): words
      case .percent: "%"
      default: ""
      }
    }.joined().trimmedBlanks
  }

  // MARK: Dates

  private func date(of value: Double, _ section: Section, from1904: Bool) -> String? {
    let parts: [Character] = section.tokens.compactMap { if case .date(let part, _) = $0 { part } else { nil } }
    if let unit = section.tokens.lazy.compactMap({ if case .elapsed(let unit) = $0 { unit } else { nil } }).first {
      return SerialDate.duration(value, finest: parts.last == "s" || unit == "s" ? "s" : "m")
    }
    // `m` beside hours or seconds is minutes.
    var (hasYear, hasMonth, hasDay, hasTime) = (false, false, false, false)
    let runs = parts.enumerated().filter { at, part in at == 0 || parts[at - 1] != part }.map(\.element)
    for (at, part) in runs.enumerated() {
      switch part {
      case "y": hasYear = true
      case "d": hasDay = true
      case "m":
        let isMinute = at > 0 && runs[at - 1] == "h" || at + 1 < runs.count && runs[at + 1] == "s"
        if !isMinute { hasMonth = true }
      default: hasTime = true
      }
    }
    let hasDate = hasYear || hasMonth || hasDay
    guard let date = SerialDate(value, from1904: from1904, needsDate: hasDate && !hasTime) else { return nil }
    let hasParts = section.tokens.contains { if case .digit = $0 { true } else { false } }
    let time = date.time(withSeconds: parts.contains("s"), withParts: hasParts)
    if !hasDate || date.isTimeOnly && hasTime { return time }
    var text = date.day
    // `mmm-yy` of the first of a month is the month, `yyyy` of the first of a year the year.
    if hasYear, !hasDay, !hasTime, text.hasSuffix("-01") {
      text.removeLast(3)
      if !hasMonth, text.hasSuffix("-01") { text.removeLast(3) }
    }
    return hasTime ? text + " " + time : text
  }
}

/// Where the digits of a number go among the places of a format.
private struct Filling {
  let whole: [UInt8]
  let part: [UInt8]
  let wholePlaces: [Int]
  let partPlaces: [Int]
  let isGrouped: Bool

  /// The digits of one place; the first has all that find none.
  func text(_ at: Int, _ kind: Character) -> String {
    if let place = partPlaces.firstIndex(of: at) {
      let isKept = kind == "0" || part[place...].contains { $0 != 0x30 }
      return isKept ? String(decoding: [part[place]], as: UTF8.self) : ""
    }
    guard let place = wholePlaces.firstIndex(of: at) else { return "" }
    let behind = wholePlaces.count - place
    // A zero before the point stands only where the format has one.
    let digits = whole == [0x30] ? [] : whole
    if digits.count < behind { return kind == "0" ? grouped([0x30], behind: behind - 1) : "" }
    let end = digits.count - behind + 1
    return grouped(Array(digits[(place == 0 ? 0 : end - 1)..<end]), behind: behind - 1)
  }

  private func grouped(_ digits: [UInt8], behind: Int) -> String {
    var made: [UInt8] = []
    for (at, digit) in digits.enumerated() {
      made.append(digit)
      let left = digits.count - at - 1 + behind
      if isGrouped, left > 0, left % 3 == 0 { made.append(0x2C) }
    }
    return String(decoding: made, as: UTF8.self)
  }

  /// - Parameter isZero: for each token whether it is a place that is always filled.
  func hasPart(_ isZero: [Bool]) -> Bool {
    partPlaces.contains { isZero[$0] } || part.contains { $0 != 0x30 }
  }
}

extension String {
  /// Without blanks at its ends, and with one between words.
  fileprivate var trimmedBlanks: String { split(separator: " ").joined(separator: " ") }
}
