import Markup

/// The headline among what a page calls its title: linked data, Open Graph, the visible headline, `title`.
struct Headline {
  private let sites: SiteNames
  private let linked: String
  private let shared: String
  private let visible: String
  private let title: String

  /// - Parameters:
  ///   - visible: the text of the headline in the page, empty where it has none.
  ///   - isOnPage: whether a text stands somewhere in the page.
  ///   - isHeading: whether a heading between the visible headline and the article says a text.
  init(
    _ statements: Statements, _ sites: SiteNames, visible: String, isOnPage: (String) -> Bool,
    isHeading: (String) -> Bool
  ) {
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
    var raw = [linked, shared, visible, statements.title, tweet].map {
      Headline.isSlug($0) ? "" : String($0.prefix(400))
    }
    // A headline over the page that says how the title ends is the publisher's name.
    if let mark = Headline.marks(raw[3]).last, visibleKey == FoldedLine.fold(raw[3][mark.upperBound...].utf8) {
      let head = raw[3][..<mark.lowerBound]
      if head.split(separator: " ").count >= 4, head.utf8.count > visible.utf8.count {
        raw[3] = String(head)
        raw[2] = raw[3]
      }
    }
    // A heading that says how the title begins, behind one that is the title's end or no part of it.
    if raw[0].isEmpty, raw[1].isEmpty, !visible.isEmpty, let mark = Headline.marks(raw[3]).first {
      let head = String(raw[3][..<mark.lowerBound])
      let whole = FoldedLine.fold(raw[3].utf8)
      if whole.hasSuffix(visibleKey) || !whole.contains(visibleKey), isHeading(head) {
        raw[3] = head
        raw[2] = head
      }
    }
    for at in 0...1 { raw[at] = Headline.whole(raw[at], among: raw) }
    let folded = raw.map { FoldedLine.fold($0.utf8) }
    func cleaned(_ at: Int) -> String {
      Headline.cleaned(raw[at], others: Set(folded[..<at] + folded[(at + 1)...]), sites)
    }
    self.linked = cleaned(0)
    self.shared = cleaned(1)
    self.visible = cleaned(2)
    title =
      self.visible.isEmpty && self.linked.isEmpty && self.shared.isEmpty
      ? Headline.longest(cleaned(3), isOnPage) : cleaned(3)
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

  /// Whether a text is words of an address rather than a headline.
  private static func isSlug(_ text: String) -> Bool {
    !text.contains(" ") && text.utf8.count { $0 == 0x2D || $0 == 0x5F } >= 2 && text.utf8.allSatisfy { $0 < 0x80 }
  }

  /// A text that was cut off, as another has it whole.
  private static func whole(_ text: String, among others: [String]) -> String {
    guard text.hasSuffix("…") || text.hasSuffix("...") else { return text }
    let key = FoldedLine.fold(text.utf8)
    guard key.utf8.count >= 20 else { return text }
    return others.filter { $0.count > text.count && FoldedLine.fold($0.utf8).hasPrefix(key) }.min {
      $0.count < $1.count
    }
      ?? text
  }

  /// Of a title whose first parts are a publisher and a section, the part that is much longer than they are.
  private static func longest(_ title: String, _ isOnPage: (String) -> Bool) -> String {
    var parts: [Substring] = []
    var start = title.startIndex
    for mark in marks(title) where title[mark].contains(where: { $0 != "," && $0 != " " }) {
      parts.append(title[start..<mark.lowerBound])
      start = mark.upperBound
    }
    parts.append(title[start...])
    guard let first = parts.first, let longest = parts.max(by: { $0.count < $1.count }), longest != first,
      first.split(separator: " ").count <= 3, longest.split(separator: " ").count >= 4,
      longest.count >= 2 * first.count, isOnPage(String(longest))
    else { return title }
    return String(longest)
  }

  /// A title without the publisher's name behind it.
  ///
  /// - Parameter keys: the other titles, folded.
  private static func cleaned(_ text: String, others keys: Set<String>, _ sites: SiteNames) -> String {
    var text = text.oneLine
    let whole = FoldedLine.fold(text.utf8)
    for mark in marks(text) {
      let head = String(text[..<mark.lowerBound])
      let key = FoldedLine.fold(head.utf8)
      if key.contains(" "), keys.contains(key) { return head }
      // The headline in the page has a badge or a subtitle behind it, and the title a section.
      if key.count(where: { $0 == " " }) >= 3, !text[mark].contains(","),
        text[mark.upperBound...].split(separator: " ").count <= 6,
        keys.contains(where: { $0.hasPrefix(key + " ") && !whole.hasPrefix($0) })
          && !keys.contains(where: { $0.hasPrefix(whole) })
      {
        return head
      }
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
    let text = text.unicodeScalars
    for at in text.indices where mayPart(text[at]) {
      let next = text.index(after: at)
      let isSpaced =
        at > text.startIndex && text[text.index(before: at)] == " " && next < text.endIndex && text[next] == " "
      switch text[at] {
      case "|", "｜", "：": break
      case "-" where next < text.endIndex && text[next] == "-": break
      case ",": guard next < text.endIndex, text[next] == " " else { continue }
      default: guard isSpaced else { continue }
      }
      var start = at
      while start > text.startIndex, text[text.index(before: start)] == " " { start = text.index(before: start) }
      var end = next
      while end < text.endIndex, text[end] == " " || text[end] == "-" { end = text.index(after: end) }
      if end < text.endIndex { found.append(start..<end) }
    }
    return found
  }

  private static func mayPart(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "|", "｜", "：", "-", "–", "—", "*", "·", "•", "»", "›", "«", "‹", "/", "~", "⋆", ":", ",": true
    default: false
    }
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
    let text = text.unicodeScalars
    return text.indices.filter { $0 > text.startIndex && text[$0] == " " && text[text.index(before: $0)] == ":" }
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
