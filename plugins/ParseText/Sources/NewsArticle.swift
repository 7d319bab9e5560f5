import Document
import Text

/// Finds the parts of a news article among the paragraphs of a document.
///
/// What is looked at is shape and place: how long a paragraph is and how it ends, what it begins with, whether it says the same
/// as another. No rule knows an article or a site.
struct NewsArticle {
  private(set) var document: Document
  /// For each block, whether a blank line comes before it.
  private let follows: [Bool]
  /// Whether the first line is a headline whatever it looks like.
  private let isCertain: Bool
  /// The paragraphs at the start among which headline, date and their like stand.
  private var head: [LineShape]
  private static let headCount = 14

  init(_ document: Document, follows: [Bool], isCertain: Bool) {
    self.document = document
    self.follows = follows
    self.isCertain = isCertain
    head = document.blocks.prefix(NewsArticle.headCount).map {
      LineShape(document.text, $0.range, language: document.metadata.language)
    }
    // Behind the third paragraph of prose the article itself has begun.
    var prose = 0
    if let end = head.firstIndex(where: { shape in
      prose += shape.isProse ? 1 : 0
      return prose == 3
    }) {
      head.removeSubrange((end + 1)...)
    }
  }

  /// Gives roles to the blocks and fills the metadata.
  mutating func findParts() {
    findElsewhere()
    findTitle()
    findDates()
    findSection()
    findAuthors()
  }

  // MARK: Lines that lead elsewhere

  /// "Read also" lines, and the headlines below one that has none itself.
  private mutating func findElsewhere() {
    var at = 0
    while at < document.blocks.count {
      let range = document.blocks[at].range
      at += 1
      guard range.count <= LineShape.longestLine, let match = Cues.match(in: document.text, range),
        match.cue == .elsewhere
      else { continue }
      // "Watch: …" may begin a headline.
      if at == 1 && !match.isStrong { continue }
      let rest = LineShape.afterMark(document.text, match.end..<range.upperBound)
      guard match.isStrong || rest.isEmpty || rest.hasMark else { continue }
      document.blocks[at - 1].role = .boilerplate
      guard rest.isEmpty else { continue }
      let first = at
      while at < document.blocks.count, at == first || !follows[at], at - first < 10,
        LineShape(document.text, document.blocks[at].range, language: nil).isHeadline
      {
        document.blocks[at].role = .boilerplate
        at += 1
      }
    }
  }

  // MARK: Headline

  private mutating func findTitle() {
    guard document.blocks.count > 1 else { return }
    if let double = doubledHeadline() {
      document.metadata.publisher = double.publisher
      setTitle(double.title)
      let key = head[double.title].key
      for at in head.indices where at != double.title && (at == double.copy || head[at].key == key) {
        document.blocks[at].role = .boilerplate
      }
      for at in 0..<double.title where isFree(at) && head[at].words <= 3 && !head[at].endsSentence {
        document.blocks[at].role = .section
      }
      return
    }
    guard let at = head.indices.first(where: { isFree($0) && !isHeadLine($0) }), at + 1 < document.blocks.count else {
      return
    }
    if isCertain ? head[at].length <= LineShape.longestLine : looksLikeTitle(at) { setTitle(at) }
  }

  private mutating func setTitle(_ at: Int) {
    document.blocks[at].role = .title
    document.blocks[at].kind = .heading
    document.blocks[at].level = 1
    let title = LineShape.oneLine(document.text, document.blocks[at].range).unicodeScalars
    // Marks of direction at the ends mean nothing outside the line.
    let isMark: (Unicode.Scalar) -> Bool = { ["\u{200E}", "\u{200F}", "\u{61C}"].contains($0) }
    let end = title.reversed().drop(while: isMark)
    document.metadata.title = String(String.UnicodeScalarView(end.reversed().drop(while: isMark)))
  }

  /// A short line, then prose at some distance, and nothing between that cannot stand below a headline.
  private func looksLikeTitle(_ at: Int) -> Bool {
    guard head[at].isHeadline, at + 1 < head.count else { return false }
    let next = head[at + 1]
    guard follows[at + 1] || next.isProse || isHeadLine(at + 1) else { return false }
    return head[(at + 1)...].contains { $0.isProse || $0.endsSentence }
  }

  /// Whether a paragraph of the head is a dateline, a byline or a section line.
  private func isHeadLine(_ at: Int) -> Bool {
    let range = document.blocks[at].range
    if at == 0 ? head[0].date != nil && !head[0].isDateDoubtful : head[at].date != nil { return true }
    // "Report: …" may begin a headline.
    if at > 0 && byline(at) != nil { return true }
    // A section's line is no headline; but two names may head an article that nothing else does.
    guard SectionLine(document.text, range) != nil else { return false }
    return head.indices.contains { other in
      other > at && isFree(other) && head[other].isHeadline && head[other].words > head[at].words
        && !head[at..<other].contains { $0.isProse }
    } || document.metadata.title != nil
  }

  /// Two paragraphs of the head that say the same, one perhaps with the publisher's name behind it.
  private func doubledHeadline() -> (title: Int, copy: Int, publisher: String?)? {
    let candidates = head.indices.filter {
      isFree($0) && head[$0].length <= LineShape.longestLine && head[$0].words > ($0 == 0 ? 0 : 1)
        && head[$0].date == nil
    }
    for (position, first) in candidates.enumerated() {
      for second in candidates[(position + 1)...].prefix(5) {
        if head[first].key == head[second].key { return (first, second, nil) }
        for (short, long) in [(first, second), (second, first)] where head[short].words > 2 {
          if let publisher = head[long].tail(after: head[short], document.text) { return (short, long, publisher) }
        }
      }
    }
    return nil
  }

  private func isFree(_ at: Int) -> Bool { document.blocks[at].role == .body }

  // MARK: Date, section, authors

  private mutating func findDates() {
    let last = document.blocks.count - 1
    for at in head.indices where isFree(at) { take(head[at].date, at) }
    guard document.metadata.published == nil, last >= head.count, isFree(last) else { return }
    take(
      LineShape(document.text, document.blocks[last].range, language: document.metadata.language).date, last)
  }

  private mutating func take(_ date: DateMention?, _ at: Int) {
    guard let date else { return }
    document.blocks[at].role = .dateline
    if let other = date.alternative {
      document.warnings.append(
        Problem(
          "text.date-order",
          "the date '\(date.original)' may mean \(date.instant.description.prefix(10)), which was taken, or "
            + "\(other.description.prefix(10))",
          at: document.blocks[at].place,
          help: "the reader's parameter 'language' tells, as en-US or en-GB"))
    }
    let moment = Moment(instant: date.instant, precision: date.precision, original: date.original)
    if Cues.match(in: document.text, document.blocks[at].range)?.cue == .updated {
      if document.metadata.modified == nil { document.metadata.modified = moment }
    } else if document.metadata.published == nil {
      document.metadata.published = moment
    }
  }

  private mutating func findSection() {
    for at in head.indices where isFree(at) {
      guard let line = SectionLine(document.text, document.blocks[at].range) else { continue }
      document.blocks[at].role = .section
      if let publisher = line.publisher { document.metadata.publisher = publisher }
      document.metadata.section = line.section
      return
    }
  }

  private mutating func findAuthors() {
    let tail = max(document.blocks.count - 3, head.count)..<max(document.blocks.count, head.count)
    for at in Array(head.indices) + tail where isFree(at) {
      guard let (cue, names) = byline(at) else { continue }
      document.blocks[at].role = .byline
      if cue == .author {
        document.metadata.authors += names.filter { !document.metadata.authors.contains($0) }
      } else if document.metadata.publisher == nil {
        document.metadata.publisher = names.first
      }
    }
  }

  /// The names of a line such as "By NAME and NAME" or "Source: NAME".
  private func byline(_ at: Int) -> (cue: Cue, names: [String])? {
    let range = document.blocks[at].range
    guard range.count <= 240, let match = Cues.match(in: document.text, range),
      match.cue == .author || match.cue == .origin
    else { return nil }
    return Byline.names(document.text, match, to: range.upperBound).map { (match.cue, $0) }
  }
}
