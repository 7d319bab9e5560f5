import Document
import Text

extension NewsArticle {
  // MARK: Lines that are no part of the article

  /// "Read also" lines, and the headlines below one that has none itself; captions; what belongs to the page.
  mutating func findAsides() {
    var at = 0
    while at < order.count {
      let range = range(at)
      at += 1
      guard block(at - 1).role == .body, range.count <= LineShape.longestLine else { continue }
      if at <= head.count || at + NewsArticle.longestTail > order.count, isPageLine(range) {
        give(.boilerplate, at - 1)
        continue
      }
      guard let match = Cues.match(in: document.text, range) else { continue }
      let rest = LineShape.afterMark(document.text, match.end..<range.upperBound)
      switch match.cue {
      case .caption:
        if at > 1, rest.hasMark, !rest.isEmpty { give(.caption, at - 1) }
        continue
      case .page:
        if match.isStrong || rest.isEmpty || rest.hasMark { give(.boilerplate, at - 1) }
        continue
      case .elsewhere: break
      default: continue
      }
      // "Watch: …" may begin a headline.
      if at == 1 && !match.isStrong { continue }
      guard match.isStrong || rest.isEmpty || rest.hasMark && !leadsToVerse(at) else { continue }
      give(.boilerplate, at - 1)
      guard rest.isEmpty else { continue }
      let first = at
      while at < order.count, at == first || !isApart(at), at - first < 10, block(at).role == .body,
        LineShape(document.text, self.range(at), language: nil).isHeadline
      {
        give(.boilerplate, at)
        at += 1
      }
    }
  }

  /// Whether the line before a paragraph only goes on in it: "Read, if you can, the water," of a poem.
  private func leadsToVerse(_ at: Int) -> Bool {
    guard at < order.count else { return false }
    let line = LineShape(document.text, range(at - 1), language: nil)
    return line.leadsOn && !isApart(at)
  }

  /// A claim of rights: "© 2025 …", "… All rights reserved".
  private func isPageLine(_ range: Range<Int>) -> Bool {
    guard range.count <= 320 else { return false }
    let line = document.text.slice(range)
    if line.hasPrefix("©") || line.hasPrefix("(c) ") || line.hasPrefix("(C) ") { return true }
    let words = Cues.words(of: String(line))
    return words.count <= 24 && Cues.claimsRights(words)
  }

  // MARK: The end

  /// The line that ends an article, and what stands behind it: notes to editors, who is to be asked, initials.
  mutating func findEnd() {
    let last = order.count - 1
    let tail = max(1, last - NewsArticle.longestTail)...max(1, last)
    guard document.metadata.title != nil || document.metadata.published != nil else { return }
    let marks = tail.filter { $0 <= last && block($0).role == .body && isEnd($0) }
    guard let end = marks.first, marks.count == 1 else { return }
    for at in end...last where block(at).role == .body && byline(at) == nil { give(.boilerplate, at) }
  }

  /// So many paragraphs may stand behind the end.
  private static let longestTail = 12

  /// `###`, `(ENDS)`, `-30-`, `// انتهى //`, `انتهای پیام/ ۴۰۲۱`.
  private func isEnd(_ at: Int) -> Bool {
    guard range(at).count <= 60 else { return false }
    let line = LineShape.oneLine(document.text, range(at))
    if ["###", "# # #", "-30-", "- 30 -", "—30—", "–30–"].contains(line) { return true }
    let words = Cues.words(of: line)
    let named = words.filter { Int($0) == nil }
    return !named.isEmpty && CuePhrases.endsFolded.contains(named.joined(separator: " "))
  }
}
