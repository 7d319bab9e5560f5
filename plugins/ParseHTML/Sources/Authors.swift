import Document
import Markup
import Text

/// Who wrote a page's article.
struct Authors {
  private let statements: Statements
  private let sites: SiteNames
  private let outline: Outline
  private let article: Article

  init(_ article: Article, _ sites: SiteNames) {
    self.article = article
    self.sites = sites
    statements = article.statements
    outline = article.outline
  }

  /// Linked data goes first; but the publisher's own name gives way to whoever else is named.
  var names: [String] {
    let linked = linkedNames
    if hasPerson(linked) {
      let marked = markedNames
      let known = Set(linked.map { FoldedLine.fold($0.utf8) })
      let more = Set(marked.map { FoldedLine.fold($0.utf8) })
      return known.isStrictSubset(of: more) && marked.count <= 4 ? marked : linked
    }
    let marked = markedNames
    if hasPerson(marked) { return marked }
    let stated = metaNames
    // Behind the publisher's own name stands its address.
    if let first = stated.first, !sites.isName(first) { return stated.filter { !sites.isName($0) } }
    let written = Byline.names(article, sites)
    if !written.isEmpty { return written }
    return [linked, stated, marked].first { !$0.isEmpty } ?? []
  }

  private func hasPerson(_ names: [String]) -> Bool { names.contains { !sites.isName($0) } }

  private var linkedNames: [String] {
    for object in statements.linkedData.articles {
      let stated = statements.linkedData.names(object["author"] ?? object["creator"])
      guard !stated.isEmpty else { continue }
      return stated.flatMap { text -> [String] in
        let words = text.split(separator: " ")
        if words.count == 2, words[0].hasSuffix(",") { return [text] }
        let parts = PersonNames.split(text, isDeclared: true).filter(PersonNames.isUsable)
        guard parts.count > 1 else { return parts }
        let names = parts.filter { PersonNames.isName($0) && !sites.isLike($0) }
        return names.isEmpty ? Array(parts.prefix(1)) : names
      }.unique
    }
    return []
  }

  private var metaNames: [String] {
    let keys = [
      "author", "article.author", "byl", "dc.creator", "dcterms.creator", "parsely-author", "sailthru.author",
      "cxenseparse.author", "og.article.author", "creator",
    ]
    for key in keys {
      let stated = statements.all([key]).filter { !$0.hasPrefix("http") && !$0.hasPrefix("@") }
      if !stated.isEmpty {
        return stated.flatMap { PersonNames.split($0, isDeclared: true) }.filter(PersonNames.isUsable).unique
      }
    }
    return []
  }

  /// Elements that say `author` in `rel` or `itemprop`, those around the headline before all others.
  private var markedNames: [String] {
    let tree = outline.tree
    let marked = statements.elements.filter { node in
      [HTMLAttribute.rel, .itemprop].contains { attribute in
        tree.attribute(node, attribute)?.split(separator: 0x20).contains { ASCII.equals($0, "author") } ?? false
      }
    }
    guard !marked.isEmpty, !outline.pieces.isEmpty else { return [] }
    let first = outline.pieces[article.firstParagraph].source.upperBound + 2000
    let start = article.headline >= 0 ? outline.pieces[article.headline].source.lowerBound - 20_000 : 0
    let near = marked.filter { (start..<max(start + 1, first)).contains(Int(tree.nodes[$0].start)) }
    return (near.isEmpty ? marked : near).prefix(20).flatMap { node in
      let text = tree.string(node, .content) ?? name(in: node) ?? outline.text(ofNode: node, atMost: 300)
      return text.utf8.count > 200 ? [] : PersonNames.split(text, isDeclared: false)
    }
    .filter { name in
      PersonNames.isUsable(name) && (PersonNames.isName(name) || name.contains("/") || name.allSatisfy(\.isLowercase))
    }.unique
  }

  /// What an element with `itemprop=name` in another says.
  private func name(in root: Int) -> String? { statements.name(in: root) }
}

extension Statements {
  /// What an element with `itemprop=name` in another says.
  func name(in root: Int) -> String? {
    let tree = outline.tree
    var node = root
    for _ in 0..<200 {
      guard let next = tree.following(node, below: root) else { break }
      node = next
      if let property = tree.attribute(node, .itemprop), ASCII.equals(property, "name") {
        let text = tree.string(node, .content) ?? outline.text(ofNode: node, atMost: 300)
        return text.isEmpty ? nil : text
      }
    }
    return nil
  }
}

extension [String] {
  /// Without what stands before in it.
  var unique: [String] {
    var seen: Set<String> = []
    return filter { seen.insert($0).inserted }
  }
}
