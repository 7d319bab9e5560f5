import Markup
import Text

/// Names of authors in the lines around a headline, and at the end of an article.
enum Byline {
  static func names(_ article: Article, _ sites: SiteNames) -> [String] {
    guard !article.outline.pieces.isEmpty else { return [] }
    return atBeginning(article, sites) ?? labelled(article) ?? atEnd(article, sites) ?? []
  }

  private static func atBeginning(_ article: Article, _ sites: SiteNames) -> [String]? {
    let outline = article.outline
    let headline = article.headline >= 0 ? article.headline : article.firstParagraph
    let end = min(outline.pieces.count, max(article.firstParagraph, headline) + 3)
    for at in max(0, headline - 8)..<end {
      let piece = outline.pieces[at]
      guard piece.weight <= 25, piece.text.count < 400, at != article.headline else { continue }
      switch article.content.asides[piece] {
      case .navigation, .caption, .comments: continue
      default: break
      }
      if let names = names(outline.string(piece), isNamed: isNamed(outline, Int(piece.box)), sites) { return names }
    }
    return nil
  }

  /// - Parameter isNamed: whether the class of the line says that an author stands there.
  private static func names(_ text: String, isNamed: Bool, _ sites: SiteNames) -> [String]? {
    let hasDate = DigitShape.hasDate(Array(text.utf8)[...])
    let text = hasDate && PersonNames.hasByline(text) ? beforeDate(text) : text
    let segments = sentences(text).flatMap { $0.split { $0 == "|" || $0 == "·" || $0 == "•" } }
    for segment in segments {
      let segment = segment.drop { $0 == " " }
      let words = segment.split(separator: " ").count
      var found: [String] = []
      if words <= 14, PersonNames.hasByline(String(segment)) {
        // A place or a publisher ends the list.
        for name in PersonNames.split(withoutPlace(segment), isDeclared: false) {
          guard PersonNames.isName(name), PersonNames.isUsable(name), !sites.isLike(name),
            found.isEmpty || name.contains(" ")
          else { break }
          found.append(name)
        }
      } else if isNamed, words <= 8, !hasDate {
        found = PersonNames.split(String(segment), isDeclared: false).filter {
          PersonNames.isName($0) && $0.contains(" ") && !sites.isLike($0)
        }
      } else if hasDate, segments.count >= 2 {
        let name = String(segment).oneLine
        if PersonNames.isName(name), (2...4).contains(words), !sites.isLike(name) { found = [name] }
      }
      if found.isEmpty, hasDate, let name = afterDate(segment), !sites.isLike(name) { found = [name] }
      if !found.isEmpty { return found }
    }
    return nil
  }

  /// Whether a line is a word such as "By" and names.
  static func isSignature(_ text: String) -> Bool {
    guard PersonNames.hasByline(text) else { return false }
    let names = PersonNames.split(text, isDeclared: false)
    return (1...4).contains(names.count) && names.allSatisfy(PersonNames.isName)
  }

  /// Parted at full stops that end no initial.
  private static func sentences(_ text: String) -> [Substring] {
    guard text.utf8.contains(UInt8(ascii: ".")) else { return [text[...]] }
    var parts: [Substring] = []
    var start = text.startIndex
    for at in text.indices where text[at] == "." {
      let next = text.index(after: at)
      guard next < text.endIndex, text[next] == " " else { continue }
      let word = text[start..<at].split(separator: " ").last ?? ""
      guard word.count > 3, !word.contains(where: \.isNumber) else { continue }
      parts.append(text[start..<at])
      start = text.index(after: next)
    }
    return parts + [text[start...]]
  }

  /// Where names have been joined by "and", what a comma parts from them is a place or an agency.
  private static func withoutPlace(_ segment: Substring) -> String {
    let words = segment.split(separator: " ")
    guard let and = words.lastIndex(where: PersonNames.joins),
      let comma = words[and...].firstIndex(where: { $0.hasSuffix(",") || $0.hasSuffix("،") })
    else { return String(segment) }
    return words[...comma].joined(separator: " ")
  }

  /// What stands before a line's date, without the words that lead to it: "By A. Name, published on".
  private static func beforeDate(_ text: String) -> String {
    guard let date = Dates.mentions(in: text).first else { return text }
    var words = String(decoding: text.utf8.prefix(date.range.lowerBound), as: UTF8.self).split(separator: " ")
    while words.count > 2, let last = words.last, last.first?.isLowercase == true || !last.contains(where: \.isLetter) {
      words.removeLast()
    }
    return words.count < 2 ? text : words.joined(separator: " ")
  }

  /// The name at the end of a line such as "Posted on 20 January 2025 by A. Name".
  private static func afterDate(_ segment: Substring) -> String? {
    let words = segment.split(separator: " ")
    guard words.count <= 16,
      let by = words.lastIndex(where: { shortLabels.contains(FoldedLine.fold($0.utf8)) }), by > 1, words.count - by <= 5
    else { return nil }
    let name = words[(by + 1)...].joined(separator: " ")
    return PersonNames.isName(name) && PersonNames.isUsable(name) ? name : nil
  }

  private static let shortLabels: Set<String> = [
    "by", "von", "par", "por", "di", "door", "av", "от", "بقلم", "كتب", "نوشته",
  ]

  /// A line of its own such as "Author: Name", wherever it stands.
  private static func labelled(_ article: Article) -> [String]? {
    for (at, piece) in article.outline.pieces.enumerated() where piece.weight < 8 && piece.text.count < 200 {
      let isBehind = at > article.firstParagraph && piece.linked == 0 && article.isInRoot(piece)
      let isLabelled = beginsWithLabel(article.outline.text(piece))
      guard isBehind || isLabelled else { continue }
      let text = article.outline.string(piece)
      guard isLabelled ? PersonNames.hasByline(text) : isSignature(text) else { continue }
      let names = PersonNames.split(text, isDeclared: false).filter(PersonNames.isName)
      if !names.isEmpty { return names }
    }
    return nil
  }

  /// The line behind the last paragraph, where it is a name and stands in the article's own box.
  private static func atEnd(_ article: Article, _ sites: SiteNames) -> [String]? {
    guard let last = article.verdicts.lastIndex(where: \.isBody), last + 1 < article.verdicts.count else { return nil }
    let piece = article.outline.pieces[last + 1]
    guard (2...4).contains(piece.weight), article.content.asides[piece] == .none,
      article.content.homes.contains(article.content.home(of: piece))
    else { return nil }
    let name = article.outline.string(piece)
    // In letters that have no capitals, any words may be a name.
    guard name.contains(where: \.isUppercase) else { return nil }
    return PersonNames.isName(name) && !sites.isLike(name) ? [name] : nil
  }

  private static func isNamed(_ outline: Outline, _ box: Int) -> Bool {
    for box in [box, outline.parent(box)] {
      guard let value = outline.tree.attribute(Int(outline.boxes[box].node), .class) else { continue }
      var found = false
      ClassWords.forEachWord(value) { hash in
        found = ClassWords.meaning(hash)?.isByline ?? false
        return !found
      }
      if found { return true }
    }
    return false
  }

  private static func beginsWithLabel(_ text: ArraySlice<UInt8>) -> Bool {
    // Blanks and brackets, the wide one too.
    let label = text.drop { $0 == 0x20 || $0 == 0x28 || $0 == 0xEF || $0 == 0xBC || $0 == 0x88 }
    return labels.contains { label.starts(with: $0) }
  }

  private static let labels = ["Autor", "Author", "Автор", "الكاتب", "作者", "责编", "責編", "نویسنده"].map { Array($0.utf8) }
}
