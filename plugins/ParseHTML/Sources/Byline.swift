import Markup

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
      guard piece.weight <= 25, piece.text.count < 400 else { continue }
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
    let segments = text.split { $0 == "|" || $0 == "·" || $0 == "•" }
    for segment in segments {
      let segment = segment.drop { $0 == " " }
      let words = segment.split(separator: " ").count
      var found: [String] = []
      if words <= 14, PersonNames.hasByline(String(segment)) {
        // A place or a publisher ends the list.
        for name in PersonNames.split(String(segment), isDeclared: false) {
          guard PersonNames.isName(name), !sites.isLike(name), found.isEmpty || name.contains(" ") else { break }
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
      if !found.isEmpty { return found }
    }
    return nil
  }

  /// A line of its own such as "Author: Name", wherever it stands.
  private static func labelled(_ article: Article) -> [String]? {
    for piece in article.outline.pieces where piece.weight < 8 && piece.text.count < 200 {
      let text = article.outline.string(piece)
      let label = text.drop { "(（ ".contains($0) }
      guard labels.contains(where: { label.hasPrefix($0) }), PersonNames.hasByline(text) else { continue }
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

  private static let labels = ["Autor", "Author", "Автор", "الكاتب", "作者", "责编", "責編", "نویسنده"]
}
