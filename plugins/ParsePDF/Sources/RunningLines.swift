/// Lines at the edges of pages that are no part of what runs from page to page: heads, feet, numbers.
struct RunningLines {
  /// For each page, the positions of such lines.
  private(set) var lines: [Set<Int>]

  private struct Candidate {
    var page: Int
    var line: Int
    /// Its text without digits.
    var key: String
    var isTop: Bool
    /// 0 for the outermost row.
    var depth: Int
    var top: Double
    /// Whether nothing else stands in its row.
    var isAlone: Bool
    /// Whether it is a number and nothing else.
    var isNumber: Bool
  }

  private static let rows = 3
  private static let longest = 160

  init(_ pages: [Page]) {
    lines = pages.map { page in Set(page.lines.indices.filter { page.lines[$0].isUpright }) }
    let candidates = pages.indices.map { RunningLines.candidates(pages[$0], $0) }
    // The outer rows first: a row within counts only where those outside are running lines too.
    for depth in 0..<RunningLines.rows {
      mark(
        candidates.flatMap { page in
          page.filter { $0.depth == depth && (depth == 0 || hasOnlyRunning(outside: $0, page)) }
        })
    }
  }

  private func hasOnlyRunning(outside inner: Candidate, _ page: [Candidate]) -> Bool {
    page.allSatisfy { $0.isTop != inner.isTop || $0.depth >= inner.depth || lines[$0.page].contains($0.line) }
  }

  private mutating func mark(_ candidates: [Candidate]) {
    var byKey: [String: [Candidate]] = [:]
    for candidate in candidates {
      // A number alone at the edge of a page is the page's; in a row with others, where it comes again.
      if candidate.isNumber && candidate.isAlone && candidate.depth == 0 {
        lines[candidate.page].insert(candidate.line)
      }
      byKey[(candidate.isTop ? "+" : "-") + candidate.key, default: []].append(candidate)
    }
    for group in byKey.values where group.count > 1 {
      for (a, b) in zip(group, group.dropFirst()) where b.page > a.page && b.page - a.page <= 2 {
        guard abs(a.top - b.top) < 8 else { continue }
        lines[a.page].insert(a.line)
        lines[b.page].insert(b.line)
      }
    }
  }

  private static func candidates(_ page: Page, _ number: Int) -> [Candidate] {
    var positions: [Box: Int] = [:]
    for (at, line) in page.lines.enumerated() where !line.isUpright { positions[line.box] = at }
    let rows = Layout.rows(page.lines.filter { !$0.isUpright })
    var candidates: [Candidate] = []
    func add(_ row: Layout.Row, isTop: Bool, depth: Int) {
      for line in row {
        let text = line.words.map(\.text).joined(separator: " ")
        guard text.unicodeScalars.count <= longest, let at = positions[line.box] else { continue }
        let letters = text.unicodeScalars.filter { $0.properties.isAlphabetic && $0.properties.numericType == nil }
        let isNumber = isPageNumber(String(letters), text)
        candidates.append(
          Candidate(
            page: number, line: at, key: String(letters), isTop: isTop, depth: depth, top: line.box.top,
            isAlone: row.count == 1, isNumber: isNumber))
      }
    }
    guard rows.count > 1 else { return [] }
    for depth in 0..<min(RunningLines.rows, rows.count / 2) {
      add(rows[depth], isTop: true, depth: depth)
      add(rows[rows.count - 1 - depth], isTop: false, depth: depth)
    }
    return candidates
  }

  /// Whether a line is a number, Roman or of a few digits, with a word for "page" or without.
  private static func isPageNumber(_ letters: String, _ text: String) -> Bool {
    if (1...6).contains(text.utf8.count), text.utf8.allSatisfy({ "ivxlc".utf8.contains($0) }) { return true }
    let digits = text.unicodeScalars.count { $0.properties.numericType != nil }
    guard (1...8).contains(digits), text.unicodeScalars.count <= 24 else { return false }
    return words.contains(letters.lowercased())
  }

  /// "Page", "page of" and their like, without blanks; right-to-left words also as they look.
  private static let words: Set<String> = {
    let words = [
      "", "page", "p", "pageof", "of", "pg", "seite", "seitevon", "von", "pagesur", "sur", "página", "páginade", "de",
      "pagina", "paginadi", "di", "стр", "страница", "страницаиз", "из", "сторінка", "sayfa", "صفحة", "الصفحة", "ص",
      "صفحةمن",
      "من", "صفحه", "صفحهاز", "از", "صفحہ", "עמוד", "עמודמתוך",
    ]
    return Set(words + words.map { String($0.reversed()) })
  }()
}
