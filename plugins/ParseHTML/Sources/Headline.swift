import Markup

/// The headline among what a page calls its title: linked data, Open Graph, the visible headline, `title`.
struct Headline {
  private let sites: SiteNames
  private let linked: String
  private let shared: String
  private let visible: String
  private let title: String

  /// - Parameter visible: the text of the headline in the page, empty where it has none.
  init(_ statements: Statements, _ sites: SiteNames, visible: String) {
    self.sites = sites
    let articles = statements.linkedData.articles
    let linked =
      articles.lazy.compactMap { $0.line("headline") }.first ?? articles.lazy.compactMap { $0.line("name") }.first ?? ""
    let tweet = statements.first(["twitter.title"]) ?? ""
    var shared =
      statements.first(["og.title"]) ?? statements.first(["twitter.title", "dc.title", "dcterms.title"]) ?? ""
    // An attribute that a quotation mark cut short.
    let key = FoldedLine.fold(shared.utf8)
    let visibleKey = FoldedLine.fold(visible.utf8)
    if !key.isEmpty, visibleKey.hasPrefix(key),
      linked.isEmpty ? key.utf8.count > 15 : !FoldedLine.fold(linked.utf8).hasPrefix(key)
    {
      shared = visible
    }
    // What is longer is no headline.
    let raw = [linked, shared, visible, statements.title, tweet].map { String($0.prefix(400)) }
    func cleaned(_ at: Int) -> String {
      Headline.cleaned(raw[at], others: raw[..<at] + raw[(at + 1)...], sites)
    }
    self.linked = cleaned(0)
    self.shared = cleaned(1)
    self.visible = cleaned(2)
    title = cleaned(3)
  }

  /// What speaks for each candidate is that another says the same; where none does, what is declared as headline goes first.
  var best: String? {
    let keys = (
      linked: FoldedLine.fold(linked.utf8), shared: FoldedLine.fold(shared.utf8),
      visible: FoldedLine.fold(visible.utf8),
      title: FoldedLine.fold(title.utf8)
    )
    let found: String
    if linked.isEmpty || shared.isEmpty {
      let declared = linked.isEmpty ? shared : linked
      let key = linked.isEmpty ? keys.shared : keys.linked
      if declared.isEmpty {
        found = visible.isEmpty ? title : visible
      } else if keys.visible.isEmpty || key == keys.visible {
        found = declared
      } else {
        found = Headline.common(declared, visible) ?? (keys.visible == keys.title ? visible : declared)
      }
    } else if keys.linked == keys.shared {
      found = linked
    } else if Headline.isTail(shared, of: linked) {
      found = shared
    } else if Headline.isTail(linked, of: shared) {
      found = linked
    } else if keys.visible == keys.shared {
      // Linked data that agrees with `title` alone holds what search engines are to show.
      found = keys.title == keys.linked ? shared : linked
    } else if keys.visible == keys.linked {
      found = shared.count > linked.count && keys.title != keys.linked ? shared : linked
    } else if keys.title == keys.linked {
      found = linked
    } else if keys.title == keys.shared {
      found = shared
    } else {
      found = visible.count > 20 ? visible : linked
    }
    return found.isEmpty ? nil : found
  }

  /// A title without the publisher's name behind it.
  private static func cleaned(_ text: String, others: some Sequence<String>, _ sites: SiteNames) -> String {
    let keys = Set(others.map { FoldedLine.fold($0.utf8) })
    var text = text.oneLine
    for mark in marks(text) {
      let head = String(text[..<mark.lowerBound])
      let key = FoldedLine.fold(head.utf8)
      if key.contains(" "), keys.contains(key) { return head }
    }
    while let mark = marks(text).last(where: { sites.isLike(String(text[$0.upperBound...])) }),
      mark.lowerBound > text.startIndex
    {
      text = String(text[..<mark.lowerBound])
    }
    return text
  }

  /// Where marks stand that may part a headline from a publisher's name, with the blanks around them.
  private static func marks(_ text: String) -> [Range<String.Index>] {
    var found: [Range<String.Index>] = []
    for at in text.indices {
      let next = text.index(after: at)
      let isSpaced =
        at > text.startIndex && text[text.index(before: at)] == " " && next < text.endIndex && text[next] == " "
      switch text[at] {
      case "|", "｜", "：": break
      case "-" where next < text.endIndex && text[next] == "-": break
      case "-", "–", "—", "*", "·", "•", "»", "›", ":": guard isSpaced else { continue }
      case ",": guard next < text.endIndex, text[next] == " " else { continue }
      default: continue
      }
      var start = at
      while start > text.startIndex, text[text.index(before: start)] == " " { start = text.index(before: start) }
      var end = next
      while end < text.endIndex, text[end] == " " || text[end] == "-" { end = text.index(after: end) }
      if end < text.endIndex { found.append(start..<end) }
    }
    return found
  }

  /// Whether a text is another without the kicker that stands before it.
  private static func isTail(_ short: String, of long: String) -> Bool {
    let key = FoldedLine.fold(short.utf8)
    guard key.utf8.count >= 15, FoldedLine.fold(long.utf8).hasSuffix(" " + key) else { return false }
    return marks(long).contains { FoldedLine.fold(long[$0.upperBound...].utf8) == key }
      || kickerEnds(long).contains { FoldedLine.fold(long[$0...].utf8) == key }
  }

  /// Behind each colon with a blank.
  private static func kickerEnds(_ text: String) -> [String.Index] {
    text.indices.filter { $0 > text.startIndex && text[$0] == " " && text[text.index(before: $0)] == ":" }
  }

  /// What two titles have in common behind kickers that differ.
  private static func common(_ a: String, _ b: String) -> String? {
    if isTail(a, of: b) { return a }
    if isTail(b, of: a) { return b }
    let key = FoldedLine.fold(b.utf8)
    for start in kickerEnds(a) + marks(a).map(\.upperBound) {
      let tail = a[start...].drop { $0 == " " }
      if tail.count > 20, key.hasSuffix(FoldedLine.fold(tail.utf8)) { return String(tail) }
    }
    return nil
  }
}
