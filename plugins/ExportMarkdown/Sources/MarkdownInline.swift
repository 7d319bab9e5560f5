import Document

/// The text of one block, with its runs as Markdown.
struct MarkdownInline {
  private let document: Document
  private let block: Block
  private var line: MarkdownText
  private var closers: [String] = []
  /// Text of a code run, which is not escaped, and how many runs lie around it; nil outside.
  private var code: (text: String, depth: Int)?
  private var isInLink = false
  private var isInImage = false
  private static let mostCompared = 500

  init(_ document: Document, _ block: Block, _ context: MarkdownText.Context) {
    self.document = document
    self.block = block
    line = MarkdownText(context)
  }

  var finished: String { line.finished }

  mutating func raw(_ markup: String) { if code == nil { line.append(markup: markup) } }

  mutating func take(_ event: InlineEvent) {
    switch event {
    case .text(let range):
      if code != nil { code?.text += document.text(in: range) } else { line.append(document.text(in: range)) }
    case .open(let run): open(run)
    case .close(let run): close(run)
    case .mark(let run):
      if run.kind == .image, let address = MarkdownText.address(run.value) { raw("![](\(address))") }
    }
  }

  private mutating func open(_ run: Run) {
    // Neither code nor the words for an image hold other marks.
    guard code == nil, !isInImage else { return closers.append("") }
    switch run.kind {
    case .emphasis: delimit(run, "*", "em")
    case .strong: delimit(run, "**", "strong")
    case .code:
      code = ("", closers.count)
      closers.append("")
    case .link, .image:
      guard let address = MarkdownText.address(run.value), run.kind == .image || !isInLink else {
        return closers.append("")
      }
      if run.kind == .link { isInLink = true } else { isInImage = true }
      line.append(markup: run.kind == .image ? "![" : "[")
      closers.append("](\(address))")
    case .note, .language, .direction: closers.append("")
    }
  }

  private mutating func close(_ run: Run) {
    let closer = closers.popLast() ?? ""
    if let (text, depth) = code, closers.count == depth {
      code = nil
      return line.append(code: text)
    }
    if closer.isEmpty { return }
    if run.kind == .link { isInLink = false }
    if run.kind == .image { isInImage = false }
    line.append(markup: closer)
  }

  /// Stars where CommonMark is sure to take them for what they are, else tags.
  private mutating func delimit(_ run: Run, _ stars: String, _ tag: String) {
    let isPlain = standsAlone(run)
    line.append(markup: isPlain ? stars : "<\(tag)>")
    closers.append(isPlain ? stars : "</\(tag)>")
  }

  /// Whether a run begins and ends with letters or digits, and shares neither end, nor overlaps, with another run.
  private func standsAlone(_ run: Run) -> Bool {
    let words = document.text(in: run.range)
    // Each run is compared with every other.
    guard block.runs.count <= MarkdownInline.mostCompared, let first = words.unicodeScalars.first,
      let last = words.unicodeScalars.last,
      MarkdownText.isWord(first), MarkdownText.isWord(last)
    else { return false }
    var isSame = false
    for other in block.runs {
      if other.kind == run.kind && other.range == run.range && !isSame {
        isSame = true
        continue
      }
      let isMarkup = other.kind != .language && other.kind != .direction
      let shares = [run.range.lowerBound, run.range.upperBound].contains {
        $0 == other.range.lowerBound || $0 == other.range.upperBound
      }
      let crosses =
        other.range.overlaps(run.range) && other.range.clamped(to: run.range) != other.range
        && run.range.clamped(to: other.range) != run.range
      if crosses || (shares && isMarkup) { return false }
    }
    return isSame
  }
}
