/// How sure the reader is that a text is Markdown: plain text may hold a star and a number sign, so one mark alone says nothing.
enum MarkdownLikeness {
  static func likeness(_ start: ArraySlice<UInt8>) -> Double {
    let lines = String(decoding: start, as: UTF8.self).split(
      omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    if isFrontMatter(lines) { return 0.8 }
    var headings = 0
    var others: Set<Int> = []
    for line in lines {
      if line.prefixMatch(of: /#{1,6} +\S/) != nil { headings += 1 }
      if line.prefixMatch(of: /(```|~~~)[A-Za-z0-9+-]*\s*$/) != nil { others.insert(0) }
      if line.firstMatch(of: /\[[^\]\[]+\]\((https?:|mailto:|#|\/|\.)[^)\s]*\)/) != nil { others.insert(1) }
      if line.prefixMatch(of: /\|? *:?-{3,}:? *\|[-| :]*$/) != nil { others.insert(2) }
      if line.prefixMatch(of: /\[[^\]\[]+\]: +\S+/) != nil { others.insert(3) }
      if line.firstMatch(of: /(^|\s)\*\*\S[^*]*\*\*/) != nil { others.insert(4) }
    }
    if headings > 0 && !others.isEmpty || others.count > 2 { return 0.6 }
    return 0
  }

  /// `---`, then lines among which one names what a page has.
  private static func isFrontMatter(_ lines: [Substring]) -> Bool {
    guard lines.first == "---" else { return false }
    for line in lines.dropFirst() {
      if line == "---" || line == "..." { return false }
      if line.prefixMatch(of: /(title|author|authors|date|lang|layout|tags|url|slug): */) != nil {
        return lines.dropFirst(2).contains { $0 == "---" || $0 == "..." } || lines.count > 40
      }
    }
    return false
  }
}
