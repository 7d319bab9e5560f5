import Document

/// Links, images and the places of notes.
extension MarkdownInline {
  mutating func open(isImage: Bool, length: Int) {
    if !brackets.isEmpty { brackets[brackets.count - 1].holdsBracket = true }
    brackets.append(
      Bracket(
        start: text.count, isImage: isImage, source: at + length, delimiters: delimiters.count, runs: runs.count))
    text.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[at..<at + length]))
    at += length
    floor = text.count
  }

  mutating func closeBracket() {
    guard let bracket = brackets.popLast() else { return literal() }
    let close = at
    if takesNote(bracket, close) { return }
    guard bracket.isImage || bracket.start >= linkedBefore, let (address, behind) = target(of: bracket, close) else {
      return literal()
    }
    delimiters.resolve(from: bracket.delimiters, &runs)
    let length = bracket.isImage ? 2 : 1
    cuts.append(bracket.start..<bracket.start + length)
    // There is no link in a link, nor anything but words in an image.
    let inner = runs[bracket.runs...].filter { run in
      bracket.isImage ? run.kind == .note : run.kind != .link
    }
    runs.replaceSubrange(bracket.runs..., with: inner)
    if !bracket.isImage { linkedBefore = bracket.start }
    if !address.isEmpty {
      runs.append(
        Run(
          bracket.isImage ? .image : .link, bracket.start + length..<text.count,
          value: String(decoding: address, as: UTF8.self)))
    }
    at = behind
    floor = text.count
  }

  /// The address of a link, and where what names it ends.
  private mutating func target(of bracket: Bracket, _ close: Int) -> (address: [UInt8], behind: Int)? {
    if close + 1 < end, bytes[close + 1] == UInt8(ascii: "("), canAfford, let found = inlineTarget(close + 2) {
      return found
    }
    if close + 1 < end, bytes[close + 1] == UInt8(ascii: "["), let label = MarkdownLink.label(bytes, close + 1, end) {
      return links.address(bytes[label]).map { ($0, label.upperBound + 1) }
    }
    guard !bracket.holdsBracket, close - bracket.source <= MarkdownLabel.longest, close > bracket.source,
      let address = links.address(bytes[bracket.source..<close])
    else { return nil }
    let isCollapsed = close + 2 < end && bytes[close + 1] == UInt8(ascii: "[") && bytes[close + 2] == UInt8(ascii: "]")
    return (address, close + (isCollapsed ? 3 : 1))
  }

  /// `(address "title")`, behind its bracket.
  private mutating func inlineTarget(_ start: Int) -> (address: [UInt8], behind: Int)? {
    let place = MarkdownLink.skipSpace(bytes, start, end)
    guard let found = MarkdownLink.destination(bytes, place, end) else { return nil }
    var behind = MarkdownLink.skipSpace(bytes, found.end, end)
    if behind > found.end {
      var stopped = behind
      if let title = MarkdownLink.title(bytes, behind, end, stopped: &stopped) {
        behind = MarkdownLink.skipSpace(bytes, title, end)
      } else {
        charge(stopped - behind)
      }
    }
    guard behind < end, bytes[behind] == UInt8(ascii: ")") else {
      charge(behind - start)
      return nil
    }
    return (MarkdownLink.unescaped(bytes, found.inside), behind + 1)
  }

  private mutating func takesNote(_ bracket: Bracket, _ close: Int) -> Bool {
    guard !bracket.holdsBracket, close - bracket.source > 1, close - bracket.source <= MarkdownLabel.longest,
      bytes[bracket.source] == UInt8(ascii: "^"), let note = links.note(bytes[bracket.source + 1..<close])
    else { return false }
    delimiters.drop(from: bracket.delimiters)
    while let last = runs.last, last.range.lowerBound >= bracket.start { runs.removeLast() }
    while let last = cuts.last, last.lowerBound >= bracket.start { cuts.removeLast() }
    while let last = tags.last, last.start > bracket.start { tags.removeLast() }
    text.removeSubrange((bracket.start + (bracket.isImage ? 1 : 0))...)
    if !note.isEmpty { runs.append(Run(.note, text.count..<text.count, value: note)) }
    at = close + 1
    floor = text.count
    return true
  }
}
