import Document
import Text

/// The small parts that sections of the HTML are made of.
extension HTMLWriter {
  mutating func cite(_ citation: Citation) {
    open("a", ["class": "cite", "href": "#\(citation.anchor)"])
    text("[\(citation.label)]")
    close("a")
  }

  mutating func cite(_ citations: [Citation]) {
    for (at, citation) in citations.enumerated() {
      if at > 0 { raw(" ") }
      cite(citation)
    }
  }

  /// Text of a source inside an English line: isolated, with its language and direction.
  mutating func original(_ text: String, _ direction: Direction, language: String? = nil) {
    let language = language ?? (direction == .rightToLeft ? "ar" : nil)
    element("bdi", ["class": "orig", "lang": language, "dir": direction.rawValue], text)
  }

  /// A name or phrase that may be in either language, inside an English line.
  mutating func isolated(_ text: String) {
    let direction = Languages.direction(ofText: text)
    if direction == .rightToLeft { original(text, direction) } else { element("bdi", ["dir": "ltr"], text) }
  }

  /// Text of a source as a paragraph of its own.
  mutating func originalParagraph(_ text: String, _ language: String, _ direction: Direction) {
    element("div", ["class": "orig", "lang": language, "dir": direction.rawValue], text)
  }

  mutating func fine(_ text: String) { element("p", ["class": "fine"], text) }

  mutating func empty(_ text: String) { element("p", ["class": "empty"], text) }

  mutating func label(_ text: String) { element("span", ["class": "lab"], text) }

  /// A heading with who speaks below it: the sources, or the tool.
  mutating func head(_ title: String, _ voice: Voice) {
    raw("<div class=\"head\">")
    element("h2", title)
    open("span", ["class": "by"])
    element("b", voice.name)
    text(" " + voice.detail)
    close("span")
    raw("</div>\n")
  }

  /// A proposal of the memory, or the line of chunks; for a fuzzy proposal both.
  ///
  /// - Parameter tooltips: whether each chunk tells its origin when pointed at; spared where the words follow one by one.
  mutating func working(_ translation: WorkingTranslation, tooltips: Bool = true) {
    guard !translation.isEmpty else { return fine(WorkingTranslation.none) }
    if let proposal = translation.proposal { self.proposal(proposal) }
    guard !(translation.proposal?.isExact ?? false) else { return }
    open("div", ["class": "en"])
    line(translation, tooltips: tooltips)
    close("div")
  }

  private mutating func proposal(_ proposal: WorkingTranslation.Proposal) {
    open("div", ["class": "prop"])
    let percent = Int((proposal.score * 100).rounded(.down))
    switch proposal.kind {
    case .context, .exact: label("Memory, \(percent) % match, same sentence · \(proposal.origin)")
    case .machine: label("Machine translation · \(proposal.origin)")
    default: label("Memory, \(percent) % alike: translates a similar sentence, not this one · \(proposal.origin)")
    }
    element("span", ["class": "p"], proposal.target)
    if let source = proposal.source, !proposal.isExact {
      raw("<div class=\"fine\">The memory's sentence: ")
      isolated(source)
      raw("</div>")
    }
    close("div")
  }

  /// The running line in source order, each chunk underlined by where it comes from.
  mutating func line(_ translation: WorkingTranslation, tooltips: Bool = true) {
    for piece in translation.pieces {
      switch piece {
      case .gap(let gap): text(gap)
      case .chunk(let chunk): inline(chunk, tooltip: tooltips ? chunk.tooltip : nil)
      }
    }
  }

  private mutating func inline(_ chunk: Chunk, tooltip: String?) {
    switch chunk.kind {
    case .carried: text(chunk.english)
    case .none:
      raw("<span class=\"n\">[")
      original(chunk.source, Languages.direction(ofText: chunk.source))
      raw("]</span>")
    case .match:
      open("span", ["class": "m", "title": tooltip])
      original(chunk.source, Languages.direction(ofText: chunk.source))
      close("span")
    case .fragment: element("span", ["class": "m", "title": tooltip], chunk.english)
    case .term: element("span", ["class": "t", "title": tooltip], chunk.english)
    case .gloss: element("span", ["class": "d", "title": tooltip], chunk.english)
    case .name: element("span", ["class": "r", "title": tooltip], chunk.english)
    }
  }

  /// Word by word: a cell a chunk, the original above, English and its origin below, running as the original runs.
  mutating func interlinear(_ translation: WorkingTranslation, _ language: String, _ direction: Direction) {
    open("div", ["class": "il", "lang": "en", "dir": direction.rawValue])
    for chunk in translation.chunks { cell(chunk, language) }
    close("div")
  }

  private mutating func cell(_ chunk: Chunk, _ language: String) {
    open("span", ["class": chunk.cellStyle])
    element("b", ["lang": language], chunk.source)
    open("i")
    switch chunk.kind {
    case .none: raw("–")
    case .match: raw("see proposal")
    default: text(chunk.fullEnglish)
    }
    if chunk.senses.count > 1 { element("small", "or " + chunk.senses.dropFirst().joined(separator: ", ")) }
    if let note = chunk.note { element("small", note) }
    close("i")
    element("code", chunk.mark)
    close("span")
  }
}

/// Who speaks in a section.
enum Voice {
  case source(String)
  case tool(String)

  var name: String {
    switch self {
    case .source: "What the sources say"
    case .tool: "Tool's inference"
    }
  }
  var detail: String {
    switch self {
    case .source(let detail), .tool(let detail): detail
    }
  }
}

extension Chunk {
  /// Origin and the senses that the running line leaves out.
  var tooltip: String {
    var text = source + " · " + origin
    if senses.count > 1 { text += " · also: " + senses.dropFirst().joined(separator: ", ") }
    if let note { text += " · " + note }
    return text
  }

  var cellStyle: String? {
    switch kind {
    case .match, .fragment: nil
    case .term: "it"
    case .gloss: "id"
    case .name: "ir"
    case .carried: "ic"
    case .none: "in"
    }
  }

  /// The letter of the legend and the origin.
  var mark: String {
    switch kind {
    case .match, .fragment: "M " + origin
    case .term: "G " + origin
    case .gloss: "D " + origin
    case .name: "N " + origin
    case .carried: "as it stands"
    case .none: "not covered"
    }
  }
}
