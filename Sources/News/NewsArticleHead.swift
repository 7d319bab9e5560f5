import Document
import Text

extension NewsArticle {
  // MARK: Headline

  mutating func findTitle() {
    guard order.count > 1 else { return }
    if let stated = head.indices.first(where: { block($0).role == .title }) {
      markCopies(of: stated)
      return
    }
    if let double = doubledHeadline() {
      document.metadata.publisher = document.metadata.publisher ?? double.publisher
      setTitle(double.title)
      markCopies(of: double.title)
      if isFree(double.copy) { give(.boilerplate, double.copy) }
      for at in 0..<double.title where isFree(at) && head[at].words <= 3 && !head[at].endsSentence {
        give(.section, at)
      }
      return
    }
    guard !isLetter, let first = head.indices.first(where: { isFree($0) && !isHeadLine($0) }), first + 1 < order.count
    else { return }
    if certainty == .known {
      if head[first].length <= LineShape.longestLine { setTitle(first) }
      return
    }
    if let at = headline(below: first) {
      setTitle(at)
      takeKicker(first)
    } else if looksLikeTitle(first) {
      setTitle(first)
    }
  }

  private mutating func setTitle(_ at: Int) {
    give(.title, at)
    document.blocks[order[at]].kind = .heading
    document.blocks[order[at]].level = 1
    let title = LineShape.oneLine(document.text, range(at)).unicodeScalars
    // Marks of direction at the ends mean nothing outside the line.
    let isMark: (Unicode.Scalar) -> Bool = { ["\u{200E}", "\u{200F}", "\u{61C}"].contains($0) }
    let end = title.reversed().drop(while: isMark)
    document.metadata.title = String(String.UnicodeScalarView(end.reversed().drop(while: isMark)))
  }

  private mutating func markCopies(of title: Int) {
    guard head[title].words > 1 else { return }
    for at in head.indices where at != title && isFree(at) && head[at].key == head[title].key { give(.boilerplate, at) }
  }

  /// A short line, then prose at some distance, and nothing between that cannot stand below a headline.
  private func looksLikeTitle(_ at: Int) -> Bool {
    guard head[at].isHeadline, at + 1 < head.count else { return false }
    let next = head[at + 1]
    guard isApart(at + 1) || next.isProse || isHeadLine(at + 1) || block(at).kind == .heading else { return false }
    return head[(at + 1)...].contains { $0.isProse || $0.endsSentence }
  }

  /// The headline below a line that names a section or publisher: one to three words, then a longer line, then what stands
  /// below headlines.
  private func headline(below first: Int) -> Int? {
    guard let second = head.indices.first(where: { $0 > first && isFree($0) && !isHeadLine($0) }),
      second + 1 < head.count, head[first].words <= 3, !head[first].endsSentence,
      !head[first].leadsOn, head[first].date == nil, head[second].isHeadline,
      (4...20).contains(head[second].words), head[second].length <= 140,
      !(head[first].key.first.map(CuePhrases.chaptersFolded.contains) ?? true)
    else { return nil }
    let third = head[second + 1]
    let isBelowHeadline = third.isProse || isHeadLine(second + 1) || isNameLine(second + 1)
    // What goes on in the next line is verse, or an address.
    return isBelowHeadline && (isApart(second) || third.isProse) && head[second...].contains(where: \.isProse)
      ? second : nil
  }

  /// A line above the headline names the publisher where it has a word such as "agency", else the section.
  private mutating func takeKicker(_ at: Int) {
    give(.section, at)
    let line = LineShape.oneLine(document.text, range(at))
    if head[at].key.contains(where: CuePhrases.publishersFolded.contains) {
      document.metadata.publisher = document.metadata.publisher ?? line
    } else if document.metadata.section == nil {
      document.metadata.section = line
    }
  }

  /// Whether a paragraph of the head is a dateline, a byline or a section line.
  func isHeadLine(_ at: Int) -> Bool {
    if at == 0 ? head[0].date != nil && !head[0].isDateDoubtful : head[at].date != nil { return true }
    if block(at).role == .caption || isOffice(at) { return true }
    // "Report: …" may begin a headline.
    if at > 0 && byline(at) != nil { return true }
    // A section's line is no headline; but two names may head an article that nothing else does.
    guard SectionLine(document.text, range(at)) != nil else { return false }
    return head.indices.contains { other in
      other > at && isFree(other) && head[other].isHeadline && head[other].words > head[at].words
        && !head[at..<other].contains { $0.isProse }
    } || document.metadata.title != nil
  }

  /// A line such as "web desk" or "our correspondent".
  func isOffice(_ at: Int) -> Bool {
    head[at].words <= 2 && !head[at].endsSentence && Byline.isUnnamed(LineShape.oneLine(document.text, range(at)))
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

  // MARK: Section

  mutating func findSection() {
    for at in head.indices where isFree(at) {
      guard let line = SectionLine(document.text, range(at)) else { continue }
      give(.section, at)
      if let publisher = line.publisher { document.metadata.publisher = publisher }
      document.metadata.section = line.section
      return
    }
  }
}
