/// Small English for a line put together from Arabic: particles, digits, punctuation.
enum English {
  /// The senses of a target: parted by " / ", without empty or repeated ones. A slash without blanks is part of a word.
  static func senses(of target: String) -> [String] {
    let slash = UInt8(ascii: "/")
    guard target.utf8.contains(slash) else { return target.isEmpty ? [] : [target] }
    let bytes = Array(target.utf8)
    var senses: [String] = []
    var start = 0
    for at in 0...bytes.count {
      let parts = at > 0 && at + 1 < bytes.count && bytes[at] == slash && bytes[at - 1] == 0x20 && bytes[at + 1] == 0x20
      guard parts || at == bytes.count else { continue }
      let sense = trimmed(bytes[start..<at])
      if !sense.isEmpty, !senses.contains(sense) { senses.append(sense) }
      start = at + 1
    }
    return senses
  }

  /// A sense without remarks in brackets, such as grammar and usage: "terrorist (f.)" is "terrorist", "will take (a measure)"
  /// is "will take". Brackets at its start, and those with a name or a number in them, belong to it.
  static func withoutRemarks(_ sense: String) -> String {
    guard sense.utf8.contains(UInt8(ascii: "(")) else { return sense }
    var kept = ""
    var rest = sense[...]
    while let open = rest.firstIndex(of: "("), let close = rest[open...].firstIndex(of: ")") {
      let after = rest.index(after: close)
      let isRemark =
        open != sense.startIndex
        && !rest[open..<close].unicodeScalars.contains { $0.properties.isUppercase || ("0"..."9").contains($0) }
      kept += isRemark ? trimmed(rest[..<open]) : String(rest[..<after])
      rest = rest[after...]
    }
    return trimmed(kept + rest)
  }

  /// Arabic prefixes joined by "+" as English words: `و+ال` is "and the". The letter that a verb begins with tells the person.
  static func prefix(_ clitics: String) -> String {
    var words = ""
    var part: (first: Unicode.Scalar, second: Unicode.Scalar?)?
    func close() {
      guard let word = part.flatMap({ prefix($0.first, $0.second) }) else { return }
      words += words.isEmpty ? word : " " + word
    }
    for scalar in clitics.unicodeScalars {
      if scalar == "+" {
        close()
        part = nil
      } else {
        part = part.map { ($0.first, scalar) } ?? (scalar, nil)
      }
    }
    close()
    return words
  }

  private static func prefix(_ first: Unicode.Scalar, _ second: Unicode.Scalar?) -> String? {
    switch (first, second) {
    case ("ا", "ل"): "the"
    case ("ل", "ل"): "to the"
    case ("و", nil): "and"
    case ("ف", nil): "so"
    case ("ب", nil): "with"
    case ("ل", nil): "to"
    case ("ك", nil): "as"
    case ("س", nil): "will"
    case ("ي", nil): "he/it"
    case ("ت", nil): "she/it"
    case ("ن", nil): "we"
    case ("أ", nil): "I"
    default: nil
    }
  }

  /// Arabic suffixes joined by "+" as English words.
  static func suffix(_ clitics: String) -> String {
    clitics.isEmpty ? "" : clitics.split(separator: "+").compactMap { suffixes[String($0)] }.joined(separator: ", ")
  }

  /// Arabic-Indic and Extended Arabic-Indic digits and their separators as Latin ones.
  static func latinDigits(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x660...0x669: result.append(Unicode.Scalar(UInt8(0x30 + scalar.value - 0x660)))
      case 0x6F0...0x6F9: result.append(Unicode.Scalar(UInt8(0x30 + scalar.value - 0x6F0)))
      case 0x66B: result.append(".")
      case 0x66C: result.append(",")
      default: result.append(scalar)
      }
    }
    return String(result)
  }

  /// What stands between two chunks, with the marks that English has for the Arabic ones and none of the blanks that Arabic
  /// type has before them. Letters, which stand there only where a source is strange, stay.
  ///
  /// - Parameter isFirst: whether nothing of the sentence stands before, so that a straight quotation mark opens.
  static func punctuation(_ gap: Substring, isFirst: Bool) -> String {
    if gap.utf8.elementsEqual(CollectionOfOne(0x20)) { return " " }
    var result = String.UnicodeScalarView()
    for scalar in gap.unicodeScalars {
      switch scalar {
      case "\"":
        let opens = result.last.map { $0 == " " || $0 == "(" || $0 == "[" } ?? isFirst
        result.append(opens ? "\u{201C}" : "\u{201D}")
      case "\u{200E}", "\u{200F}", "\u{61C}", "ـ": break
      case "\n", "\r", "\t", "\u{A0}": result.append(" ")
      default:
        let mark = marks[scalar] ?? scalar
        if closing.contains(mark), result.last == " " { result.removeLast() }
        result.append(mark)
      }
    }
    return String(result)
  }

  static func trimmed(_ text: some StringProtocol) -> String { trimmed(Array(text.utf8)[...]) }

  private static func trimmed(_ bytes: ArraySlice<UInt8>) -> String {
    guard let first = bytes.firstIndex(where: { $0 > 0x20 }), let last = bytes.lastIndex(where: { $0 > 0x20 }) else {
      return ""
    }
    return String(decoding: bytes[first...last], as: UTF8.self)
  }

  /// "1 document", "2 documents", "1,204 documents".
  static func count(_ number: Int, _ noun: String, plural: String? = nil) -> String {
    grouped(number) + " " + (number == 1 ? noun : plural ?? noun + "s")
  }

  /// Digits in groups of three.
  static func grouped(_ number: Int) -> String {
    let digits = Array(String(number.magnitude))
    var result = number < 0 ? "-" : ""
    for (at, digit) in digits.enumerated() {
      if at > 0, (digits.count - at) % 3 == 0 { result += "," }
      result.append(digit)
    }
    return result
  }

  /// A share of a whole in per cent with one decimal; "–" of nothing.
  static func percent(_ part: Int, of whole: Int) -> String {
    guard whole > 0 else { return "–" }
    let tenths = (part * 2000 + whole) / (2 * whole)
    return "\(tenths / 10).\(tenths % 10) %"
  }

  private static let marks: [Unicode.Scalar: Unicode.Scalar] = [
    "،": ",", "؛": ";", "؟": "?", "٪": "%", "۔": ".", "«": "\u{201C}", "»": "\u{201D}",
  ]
  private static let closing: Set<Unicode.Scalar> = [",", ";", ":", ".", "?", "!", "%", ")"]
  /// Whether a word is "this", "those" or the like, whose noun has the article in Arabic.
  static func isDemonstrative(_ word: String) -> Bool {
    guard let first = word.unicodeScalars.first, ["ه", "ذ", "ت", "أ"].contains(first) else { return false }
    return demonstratives.contains(word)
  }

  private static let demonstratives: Set<String> = [
    "هذا", "هذه", "هذان", "هذين", "هاتان", "هاتين", "هؤلاء", "ذلك", "تلك", "أولئك",
  ]
  private static let suffixes = [
    "ها": "her/its/them", "ه": "his/its", "هم": "their/them", "هن": "their", "هما": "of both", "نا": "our/us",
    "كم": "your",
    "ك": "your", "ي": "my", "ين": "plural/two", "ون": "plural", "ان": "two", "ات": "plural", "تين": "two", "تان": "two",
    "وا": "they",
  ]
}
