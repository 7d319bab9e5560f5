/// Names of authors in what pages say of them.
enum PersonNames {
  /// The names in a statement such as "By A and B, Place": parted, without the words before and behind them.
  ///
  /// - Parameter isDeclared: whether a field holds it, which holds names and no job titles.
  static func split(_ text: String, isDeclared: Bool) -> [String] {
    var text = text.oneLine[...]
    for _ in 0..<2 { text = withoutByline(text) }
    if !isDeclared { text = withoutBrackets(text) }
    // A slash inside small letters is a signature.
    let isSignature = text.contains("/") && text.allSatisfy { $0.isLowercase || $0 == "/" || $0 == ";" || $0 == " " }
    let parts = text.split { character in
      switch character {
      case ";", ",", "|", "、", "，", "；", "•", "·", "،", "؛": true
      case "/": !isSignature
      default: false
      }
    }.flatMap { part in dashed(part) }
    return parts.flatMap(conjoined).map { name in
      let name = trimmed(name)
      return isDeclared ? name : withoutJob(name)
    }.filter { !$0.isEmpty }
  }

  /// Whether a text may be somebody's name.
  static func isName(_ text: String) -> Bool {
    let words = text.split(separator: " ")
    guard (1...5).contains(words.count), text.utf8.count <= 120, !text.contains(where: { $0.isNumber || $0 == ":" }),
      text.contains(where: \.isLetter), let first = words.first, !prepositions.contains(String(first))
    else { return false }
    guard words.contains(where: { $0.first.map { !$0.isLowercase } ?? false }) else { return false }
    return words.allSatisfy {
      $0.first.map { !$0.isLowercase } ?? true || $0.count <= 4 || particles.contains(String($0))
    }
  }

  /// Whether a declared name is one, not an address or a number.
  static func isUsable(_ name: String) -> Bool {
    !name.isEmpty && !name.hasPrefix("http") && !name.hasPrefix("www") && !name.contains("@")
      && !name.allSatisfy(\.isNumber) && name.split(separator: " ").count <= 6
      && !placeholders.contains(FoldedLine.fold(name.utf8))
  }

  /// What page makers call whoever they are told nothing of.
  private static let placeholders: Set<String> = [
    "admin", "administrator", "super user", "superuser", "webmaster", "root", "user", "user admin",
    "admin user", "site admin", "undefined", "null", "none",
  ]

  /// Whether a word joins names.
  static func joins(_ word: Substring) -> Bool {
    sureConjunctions.contains(String(word)) || conjunctions.contains(String(word))
  }

  /// Whether a line begins with a word such as "By".
  static func hasByline(_ text: String) -> Bool { withoutByline(text[...]).startIndex != text.startIndex }

  private static func withoutByline(_ text: Substring) -> Substring {
    let scalars = text.unicodeScalars
    var at = scalars.firstIndex { !isLead($0) } ?? scalars.endIndex
    var label = ""
    // A label has at most three words.
    for _ in 0..<3 {
      guard let next = scalars[at...].firstIndex(where: { $0 == " " || $0 == ":" || $0 == "：" }) else { return text }
      label += (label.isEmpty ? "" : " ") + FoldedLine.fold(text[at..<next].utf8)
      if bylines.contains(label) { return text[next...].drop { " :：,،".contains($0) } }
      guard scalars[next] == " " else { return text }
      at = scalars.index(after: next)
    }
    return text
  }

  /// What may stand before a word such as "By".
  private static func isLead(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "(", "（", "—", "-", " ": true
    default: false
    }
  }

  /// Without what stands in brackets inside it, such as initials or an agency.
  private static func withoutBrackets(_ text: Substring) -> Substring {
    guard text.contains("(") || text.contains("（") else { return text }
    var depth = 0
    var rest = ""
    for character in text {
      let isOpen = character == "(" || character == "（"
      // Brackets around the whole are no part of it.
      if isOpen, !rest.isEmpty { depth += 1 }
      if depth == 0, !isOpen { rest.append(character) }
      if character == ")" || character == "）", depth > 0 { depth -= 1 }
    }
    return rest[...]
  }

  /// Parts at dashes between blanks.
  private static func dashed(_ part: Substring) -> [Substring] {
    var parts: [Substring] = []
    var start = part.startIndex
    for at in part.indices where part[at] == "-" || part[at] == "–" || part[at] == "—" {
      guard at > part.startIndex, part[part.index(before: at)] == " ", part.index(after: at) < part.endIndex,
        part[part.index(after: at)] == " "
      else { continue }
      parts.append(part[start..<at])
      start = part.index(after: at)
    }
    return parts + [part[start...]]
  }

  /// Parts at "and"; a word of one letter, which also stands inside names, parts only two whole names.
  private static func conjoined(_ part: Substring) -> [String] {
    let words = part.split(separator: " ").map(String.init)
    var names: [String] = []
    var current: [String] = []
    for (at, word) in words.enumerated() {
      let isSure = sureConjunctions.contains(word)
      if !current.isEmpty, isSure || conjunctions.contains(word) && current.count >= 2 && words.count - at > 2 {
        names.append(current.joined(separator: " "))
        current = []
      } else if !isSure || at == words.count - 1 {
        current.append(word)
      }
    }
    if !current.isEmpty { names.append(current.joined(separator: " ")) }
    return names
  }

  private static func trimmed(_ name: String) -> String {
    let marks: Set<Character> = [" ", ".", ":", "(", ")", "（", "）", "：", "\u{A0}"]
    var rest = name[...].drop { marks.contains($0) }
    while let last = rest.last, marks.contains(last) { rest.removeLast() }
    return String(rest)
  }

  private static func withoutJob(_ name: String) -> String {
    var words = name.split(separator: " ")
    while words.count > 2, let last = words.last, jobs.contains(last.lowercased()) { words.removeLast() }
    return words.joined(separator: " ")
  }

  private static let bylines: Set<String> = [
    "by", "von", "por", "par", "di", "door", "av", "af", "oleh", "от", "автор", "авторы", "autor", "autorin", "auteur",
    "auteure", "author", "authors", "written by", "reported by", "posted by", "published by", "story by", "words by",
    "reporter", "text", "texto", "tekst", "redactie", "autores", "przez", "autorzy", "penulis", "tác giả", "记者", "記者",
    "责编", "責編", "作者", "編集", "بقلم", "كتب", "كتبت", "كتبه", "كتبها", "إعداد", "الكاتب", "الكاتبة", "المؤلف", "نویسنده",
    "گزارشگر", "نوشته", "به قلم", "كتب بواسطة", "بواسطة", "خبرنگار", "گزارش", "تحریر", "مصنف", "رپورٹر", "تقرير",
    "تقریر", "حاوره", "حاورته", "haber", "propos recueillis par",
    "recueilli par", "текст", "autorin autor", "autor in",
  ]

  private static let sureConjunctions: Set<String> = [
    "and", "und", "et", "og", "och", "en", "и", "و", "ve", "dan", "&", "اور",
  ]

  private static let conjunctions: Set<String> = ["y", "e", "ja", "i"]

  private static let prepositions: Set<String> = ["in", "im", "am", "at", "aus", "from", "zu"]

  private static let particles: Set<String> = ["della", "degli"]

  private static let jobs: Set<String> = [
    "editor", "reporter", "correspondent", "journalist", "redakteur", "redakteurin", "redaktion", "korrespondent",
    "staff",
    "writer", "writers", "professor", "columnist", "contributor", "chief", "senior", "freelance", "author", "autor",
    "autorin",
  ]
}
