import Markup
import Text

/// Names of authors in the lines around a headline, and at the end of an article.
enum Byline {
  static func names(_ article: Article, _ sites: SiteNames) -> [String] {
    guard !article.outline.pieces.isEmpty else { return [] }
    return atBeginning(article, sites) ?? marked(article, sites) ?? labelled(article) ?? atEnd(article, sites) ?? []
  }

  private static func atBeginning(_ article: Article, _ sites: SiteNames) -> [String]? {
    let outline = article.outline
    let headline = article.headline >= 0 ? article.headline : article.firstParagraph
    let end = min(outline.pieces.count, max(article.firstParagraph, headline) + 3)
    for at in max(0, headline - 8)..<end {
      let piece = outline.pieces[at]
      guard piece.weight <= 25, piece.text.count < 400, at != article.headline,
        at <= article.firstParagraph || Elements.level(outline.tag(piece)) == 0
      else { continue }
      switch article.content.asides[piece] {
      case .navigation, .caption, .comments: continue
      default: break
      }
      if let names = names(text(outline, piece), isNamed: isNamed(outline, Int(piece.box)), sites),
        !names.allSatisfy(filed(outline, piece).contains)
      {
        return names
      }
    }
    return nil
  }

  /// What links in a line say that lead to what the article is filed under, or to a place in a page.
  private static func filed(_ outline: Outline, _ piece: Piece) -> Set<String> {
    guard piece.linked > 0 else { return [] }
    let tree = outline.tree
    return Set(
      outline.marks[piece.runs].filter { mark in
        guard mark.kind == .link else { return false }
        let rel = tree.attribute(Int(mark.node), .rel)
        return rel.map { ASCII.contains($0, "tag") || ASCII.contains($0, "category") } ?? false
          || tree.attribute(Int(mark.node), .href)?.contains(UInt8(ascii: "#")) ?? false
      }.map { String(decoding: outline.bytes[$0.text], as: UTF8.self).oneLine })
  }

  /// An element inside a line around the headline, whose class says that an author stands there.
  private static func marked(_ article: Article, _ sites: SiteNames) -> [String]? {
    let outline = article.outline
    let tree = outline.tree
    let first = outline.pieces[article.firstParagraph].source.upperBound
    let start = article.headline >= 0 ? outline.pieces[article.headline].source.lowerBound - mostBefore : 0
    guard start < first else { return nil }
    var left = mostMarked
    for node in tree.nodes.indices where (start..<first).contains(Int(tree.nodes[node].start)) {
      guard tree.nodes[node].isHTML(.span) || tree.nodes[node].isHTML(.a), hasNamedClass(tree, node) else { continue }
      left -= 1
      guard left > 0 else { return nil }
      guard isOfText(article, Int(tree.nodes[node].start)) else { continue }
      let names = PersonNames.split(outline.text(ofNode: node, atMost: 200), isDeclared: false)
      guard (1...4).contains(names.count),
        names.allSatisfy({ name in
          PersonNames.isName(name) && PersonNames.isUsable(name) && name.contains(" ") && !sites.isLike(name)
        })
      else { continue }
      return names
    }
    return nil
  }

  /// Whether the piece at an offset of the page is neither a caption nor a menu nor a comment.
  private static func isOfText(_ article: Article, _ offset: Int) -> Bool {
    guard let piece = article.outline.pieces.first(where: { $0.source.upperBound > offset }) else { return false }
    switch article.content.asides[piece] {
    case .navigation, .caption, .comments: return false
    default: return true
    }
  }

  /// So many bytes of a page before its headline may hold the author of the article.
  private static let mostBefore = 2000
  /// A page with more such elements has no one author.
  private static let mostMarked = 100

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
        if !name.contains(","), PersonNames.isName(name), (2...4).contains(words), !sites.isLike(name) {
          found = [name]
        }
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
      guard article.content.asides[piece] != .navigation else { continue }
      let isBehind =
        at > article.firstParagraph && piece.linked == 0 && Elements.level(article.outline.tag(piece)) == 0
        && article.isInRoot(piece)
      let isLabelled = beginsWithLabel(article.outline.text(piece))
      guard isBehind || isLabelled else { continue }
      let text = article.outline.string(piece)
      guard isLabelled ? PersonNames.hasByline(text) : isSignature(text) else { continue }
      let names = PersonNames.split(Self.text(article.outline, piece), isDeclared: false)
        .filter(PersonNames.isName)
      if !names.isEmpty { return names }
    }
    return nil
  }

  /// A line; but one that begins with a word such as "By" only up to the end of its first link, where nothing but a blank parts
  /// that from another.
  private static func text(_ outline: Outline, _ piece: Piece) -> String {
    let text = outline.string(piece)
    let links = outline.marks[piece.runs].filter { $0.kind == .link }
    guard links.count >= 2, PersonNames.hasByline(text),
      outline.bytes[links[0].text.upperBound..<max(links[0].text.upperBound, links[1].text.lowerBound)]
        .allSatisfy({ $0 <= 0x20 })
    else { return text }
    return String(decoding: outline.bytes[piece.text.lowerBound..<links[0].text.upperBound], as: UTF8.self)
  }

  /// The line behind the last paragraph, where it is a name and stands in the article's own box.
  private static func atEnd(_ article: Article, _ sites: SiteNames) -> [String]? {
    guard let last = article.verdicts.lastIndex(where: \.isBody), last + 1 < article.verdicts.count else { return nil }
    let piece = article.outline.pieces[last + 1]
    guard (2...4).contains(piece.weight), article.content.asides[piece] == .none,
      Elements.level(article.outline.tag(piece)) == 0,
      article.content.homes.contains(article.content.home(of: piece))
    else { return nil }
    let name = article.outline.string(piece)
    // In letters that have no capitals, any words may be a name.
    guard name.contains(where: \.isUppercase) else { return nil }
    // A name ends in a capital's word, and nobody signs twice.
    guard name.split(separator: " ").last?.first?.isLowercase == false,
      article.outline.pieces.count(where: { article.outline.text($0) == article.outline.text(piece) }) == 1
    else { return nil }
    return PersonNames.isName(name) && !sites.isLike(name) ? [name] : nil
  }

  private static func isNamed(_ outline: Outline, _ box: Int) -> Bool {
    for box in [box, outline.parent(box)] {
      if hasNamedClass(outline.tree, Int(outline.boxes[box].node)) { return true }
    }
    return false
  }

  /// Whether the class of an element says that an author stands there.
  private static func hasNamedClass(_ tree: HTMLTree, _ node: Int) -> Bool {
    guard let value = tree.attribute(node, .class) else { return false }
    var found = false
    ClassWords.forEachWord(value) { hash in
      found = ClassWords.meaning(hash)?.isByline ?? false
      return !found
    }
    return found
  }

  private static func beginsWithLabel(_ text: ArraySlice<UInt8>) -> Bool {
    // Blanks and brackets, the wide one too.
    let label = text.drop { $0 == 0x20 || $0 == 0x28 || $0 == 0xEF || $0 == 0xBC || $0 == 0x88 }
    return labels.contains { label.starts(with: $0) }
  }

  private static let labels = ["Autor", "Author", "Автор", "الكاتب", "作者", "责编", "責編", "نویسنده"].map { Array($0.utf8) }
}
