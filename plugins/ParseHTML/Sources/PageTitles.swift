import Markup

/// What a page says that it is called, to find the headline in it.
struct PageTitles {
  /// Folded.
  private let titles: [[UInt8]]
  /// Bytes of the shortest and the longest, with room for marks between words.
  private let lengths: ClosedRange<Int>
  /// More titles than these are no page's own.
  private static let most = 40

  init(_ statements: Statements) {
    titles =
      (statements.linkedData.objects.compactMap { $0.line("headline") } + statements.all(["og.title"]) + [
        statements.title
      ])
      .prefix(PageTitles.most).map { Array(FoldedLine.fold($0.utf8).utf8) }.filter { !$0.isEmpty }
    let counts = titles.map(\.count)
    lengths = min(20, counts.min() ?? 0)...(counts.max() ?? 0) * 3 / 2 + 20
  }

  /// How much speaks for a line as the headline: that it says what a title says, or stands in one.
  func score(_ line: String) -> Int {
    let line = Array(line.utf8)
    guard !line.isEmpty else { return 0 }
    if titles.contains(line) { return 40 }
    if line.count > 20, titles.contains(where: { PageTitles.isPart(line, of: $0) }) { return 35 }
    return line.count > 20 && titles.contains { line.starts(with: $0) || ASCII.contains($0, line) } ? 25 : 0
  }

  /// Whether a title begins or ends with a line, whole words of it.
  private static func isPart(_ line: [UInt8], of title: [UInt8]) -> Bool {
    guard line.count < title.count else { return false }
    return title.starts(with: line) && title[line.count] == 0x20
      || title.reversed().starts(with: line.reversed()) && title[title.count - line.count - 1] == 0x20
  }

  /// What the element speaks for a headline.
  static func score(_ tag: HTMLTag) -> Int {
    switch tag {
    case .h1: 20
    case .h2, .h3: 6
    default: 0
    }
  }

  /// The line that is most surely the headline, wherever it stands; -1 where none is sure.
  ///
  /// It says what a title says, or is an `h1` that stands in one, and is no link.
  func anchor(_ outline: Outline, _ lines: inout PageLines) -> Int {
    var best = 0
    var anchor = -1
    for at in outline.pieces.indices {
      let piece = outline.pieces[at]
      guard piece.weight >= 2, lengths.contains(piece.text.count) else { continue }
      let isHeading = Elements.level(outline.tag(piece)) > 0
      guard isHeading || piece.linked == 0 else { continue }
      let said = score(lines[at])
      guard said > 0 else { continue }
      let score = said + PageTitles.score(outline.tag(piece))
      if score > best, score >= 40 {
        best = score
        anchor = at
      }
    }
    return anchor
  }
}
