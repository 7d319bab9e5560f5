import Markup

/// What only the pieces around a piece tell: headings that head nothing, texts that stand twice, the lines behind the end.
extension Article {
  mutating func settle() {
    settleShortLines()
    takeLoneText()
    dropNextArticle()
    dropRepeats()
    dropClosing()
    dropTail()
    dropHeadings()
    dropCaptions()
  }

  /// Pictures behind the article, which something else parts from it, lead to other articles.
  private mutating func dropCaptions() {
    guard let last = verdicts.lastIndex(where: \.isBody) else { return }
    var isParted = false
    for at in verdicts.indices.suffix(from: last + 1) {
      if verdicts[at] == .aside { isParted = true }
      if verdicts[at] == .caption, isParted { set(at, .aside) }
    }
  }

  private func isBodyProse(_ at: Int) -> Bool { verdicts[at].isBody && outline.pieces[at].isProse }

  private mutating func settleShortLines() {
    for at in verdicts.indices where verdicts[at] == .perhaps {
      let before = (max(0, at - 2)..<at).contains { isBodyProse($0) }
      let after = (at + 1..<min(verdicts.count, at + 3)).contains { isBodyProse($0) }
      set(at, before && after ? .body : .aside)
    }
  }

  /// Where no paragraph was found, prose that shares its box with an image was no caption.
  private mutating func takeLoneText() {
    guard !verdicts.contains(where: \.isBody) else { return }
    for at in verdicts.indices where verdicts[at] == .caption && isCaption[at] && outline.pieces[at].isProse {
      set(at, .body)
    }
  }

  /// Another `h1` with a byline or a date under it begins another article, as pages have it that go on without end.
  private mutating func dropNextArticle() {
    guard headline >= 0, outline.tag(outline.pieces[headline]) == .h1 else { return }
    let next = verdicts.indices.first { at in
      let piece = outline.pieces[at]
      guard at > firstParagraph, outline.tag(piece) == .h1, piece.weight >= 3, content.asides[piece] == .none,
        line(at) != line(headline)
      else { return false }
      return outline.pieces[min(at + 1, verdicts.count)..<min(at + 5, verdicts.count)].contains { piece in
        piece.weight < 15 && (DigitShape.hasDate(outline.text(piece)) || Byline.isSignature(outline.string(piece)))
      }
    }
    guard let next else { return }
    for at in verdicts.indices[next...] where verdicts[at] != .aside { set(at, .aside) }
  }

  /// Two paragraphs in a row that stood before are the article again, and so is a long one.
  private mutating func dropRepeats() {
    let long = verdicts.indices.filter { verdicts[$0].isBody && outline.pieces[$0].weight >= 8 }
    var seen: Set<UInt64> = []
    let isRepeat = long.map { !seen.insert(ClassWords.hash(outline.text(outline.pieces[$0]))).inserted }
    for (order, at) in long.enumerated() where isRepeat[order] && outline.pieces[at].weight >= 12 {
      let hasRepeatBeside = order > 0 && isRepeat[order - 1] || order + 1 < long.count && isRepeat[order + 1]
      if hasRepeatBeside || outline.pieces[at].weight >= 40 { set(at, .aside) }
    }
  }

  /// What the publisher says of himself, and who helped, at the article's end.
  private mutating func dropClosing() {
    let body = verdicts.indices.filter { verdicts[$0].isBody }
    for back in 1...3 where body.count > back + 3 {
      let at = body[body.count - back]
      if outline.pieces[at].weight < 70, LineCues.isClosing(line(at)) { set(at, .credit) }
    }
    for at in body where outline.pieces[at].weight < 45 && outline.pieces[at].linked > 0 {
      if LineCues.isNewsletter(line(at)) { set(at, .aside) }
    }
  }

  /// At most two short lines that end no sentence: an agency, initials, a name.
  private mutating func dropTail() {
    for at in verdicts.indices.filter({ verdicts[$0].isBody }).suffix(2).reversed() {
      let piece = outline.pieces[at]
      switch outline.tag(piece) {
      case .li, .td, .th: return
      default: break
      }
      guard !piece.isProse, piece.weight < 12, !piece.shape.ends, !ASCII.contains(outline.text(piece), "http") else {
        return
      }
      set(at, .credit)
    }
  }

  /// A heading needs body behind it before the next heading.
  private mutating func dropHeadings() {
    for at in verdicts.indices where verdicts[at] == .body && Elements.isHeading(outline.tag(outline.pieces[at])) {
      var hasBody = false
      for next in at + 1..<max(at + 1, min(verdicts.count, at + 8)) {
        if verdicts[next].isBody {
          hasBody = true
          break
        }
        let piece = outline.pieces[next]
        if next > at + 1, Elements.level(outline.tag(piece)) > 0, isInRoot(piece), content.asides[piece] == .none {
          break
        }
      }
      if !hasBody { set(at, .aside) }
    }
  }
}
