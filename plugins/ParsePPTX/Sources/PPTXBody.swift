import Document
import Markup
import Text
import Workbench

/// Makes blocks of a presentation, slide by slide.
struct PPTXBody {
  private var deck: PPTXDeck
  private let comments: Bool
  private let notes: Bool
  private(set) var builder = BlockBuilder()
  private var list = WarningList()
  /// What the title slide says, and the first slide with a title.
  private(set) var title: String?
  private(set) var firstTitle: String?
  /// Numbers of slides that are not shown.
  private(set) var hiddenSlides: [Int] = []
  private var rightToLeft: Set<Int> = []
  private var languages: [String: Int] = [:]
  /// Slides of pictures without words.
  private var pictureSlides: [Int] = []
  /// Layouts and masters whose own words were given, and heads of notes that were.
  private var given: Set<String> = []
  private static let mostListed = 20

  init(_ deck: PPTXDeck, comments: Bool, notes: Bool, warnings: [Problem]) {
    self.deck = deck
    self.comments = comments
    self.notes = notes
    for warning in warnings { list.append(warning) }
    list.append(deck.warnings)
  }

  var warnings: [Problem] { list.all }

  /// The language that most of the text is said to be in.
  var language: String? {
    languages.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? deck.language
  }

  /// - Parameters:
  ///   - title: of the document; where the first slide's heading says the same, it is the title.
  ///   - direction: of the document; blocks that differ from it carry their own.
  func blocks(title: String?, _ direction: Direction?) -> [Block] {
    var blocks = builder.blocks
    if self.title == nil, let first = blocks.first, first.kind == .heading, first.place.page == 1,
      PPTXBody.line(String(builder.text.slice(first.range))) == title
    {
      blocks[0].role = .title
    }
    guard direction != .rightToLeft else { return blocks }
    for at in rightToLeft where at < blocks.count {
      blocks[at].runs.insert(Run(.direction, blocks[at].range, value: "rtl"), at: 0)
    }
    return blocks
  }

  private static func line(_ words: String) -> String {
    words.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  mutating func read() {
    for (at, part) in deck.slides.enumerated() {
      if let part { slide(part, number: at + 1) }
    }
    if !pictureSlides.isEmpty {
      let numbers = pictureSlides.prefix(PPTXBody.mostListed).map(String.init).joined(separator: ", ")
      let more = pictureSlides.count > PPTXBody.mostListed ? " and more" : ""
      let which = pictureSlides.count == 1 ? "slide \(numbers) has" : "slides \(numbers)\(more) have"
      list.append(
        Problem(
          "pptx.picture", "\(which) pictures and no words", at: Place(page: pictureSlides[0]),
          help: "save the presentation as PDF: parse.pdf reads words in pictures"))
    }
    if let warning = builder.warning { list.append(warning) }
    if builder.blocks.isEmpty {
      list.append(
        Problem(
          "pptx.no-text", "there is no text in the presentation",
          help: "where its slides are pictures, save it as PDF: parse.pdf reads words in pictures"))
    }
  }

  // MARK: One slide

  private mutating func slide(_ part: String, number: Int) {
    guard let root = root(part, number) else { return }
    let templates = deck.templates(of: part)
    var shapes = PPTXShapes(deck, part: part, slide: number, templates: templates)
    if let tree = root.first("cSld")?.first("spTree") { shapes.read(tree) }
    var pieces = shapes.titles + shapes.pieces.filter { $0.role != .boilerplate }
    pieces += shapes.pieces.filter { $0.role == .boilerplate }
    let isTitleSlide = number == 1 && (templates.first?.kind == "title" || shapes.hasCentredTitle)
    if let first = shapes.titles.first {
      let words = PPTXBody.line(first.text)
      if firstTitle == nil { firstTitle = words }
      if isTitleSlide {
        title = words
        pieces[0].role = .title
      }
    }
    if pieces.isEmpty, shapes.pictures > 0 { pictureSlides.append(number) }
    if shapes.hidden > 0 {
      shapes.warn("pptx.hidden-shape", "what is hidden on the slide was read as boilerplate")
    }
    var remarks: [String] = []
    if root["show"] == "0" || root["show"] == "false" {
      hiddenSlides.append(number)
      shapes.warn("pptx.hidden", "the slide is hidden when the presentation is shown; its text was read")
      remarks.append("hidden slide")
    }
    if comments { remarks += self.comments(on: part, number) }
    if pieces.isEmpty {
      pieces = remarks.map { PPTXPiece(text: $0, role: .note) }
    } else {
      let end = pieces[0].text.utf8.count
      pieces[0].runs += remarks.map { Run(.note, end..<end, value: $0) }
    }
    add(pieces, shapes)
    for template in templates where given.insert(template.part).inserted {
      words(of: template, number)
    }
    if notes { addNotes(of: part, number) }
  }

  private mutating func add(_ pieces: [PPTXPiece], _ shapes: PPTXShapes) {
    for piece in pieces {
      let before = builder.blocks.count
      builder.append(
        piece.text, kind: piece.kind, role: piece.role, level: piece.level, number: piece.number, place: shapes.place,
        runs: piece.runs)
      if piece.isRightToLeft, builder.blocks.count > before { rightToLeft.insert(before) }
    }
    list.append(shapes.warnings)
    for (language, count) in shapes.languages { languages[language, default: 0] += count }
  }

  /// A part's root, with warnings where its XML is damaged.
  private mutating func root(_ part: String, _ number: Int) -> XMLElement? {
    guard let whole = deck.package.whole(part) else { return nil }
    for damage in whole.damages {
      list.append(
        Problem("xml.malformed", damage.message, at: Place(line: damage.line, page: number, part: part)))
    }
    if let fault = whole.fault { list.append(PPTXShapes.warning(fault, number, part)) }
    return whole.root
  }

  /// What a layout or master shows on all its slides, once.
  private mutating func words(of template: PPTXTemplate, _ number: Int) {
    var shapes = PPTXShapes(deck, part: template.part, slide: number, bodyRole: .boilerplate)
    for shape in template.shapes { shapes.read(shape: shape) }
    shapes.languages = [:]
    add(shapes.pieces, shapes)
  }

  // MARK: Notes and comments

  private mutating func addNotes(of slide: String, _ number: Int) {
    guard let part = deck.package.related(to: slide, "notesSlide"), given.insert(part).inserted,
      let root = root(part, number), let tree = root.first("cSld")?.first("spTree")
    else { return }
    var shapes = PPTXShapes(deck, part: part, slide: number, bodyRole: .note)
    shapes.read(tree)
    // Heads and feet of the pages of notes are the same on all of them.
    add(shapes.pieces.filter { $0.role != .boilerplate || given.insert("head " + $0.text).inserted }, shapes)
  }

  /// The comments on a slide and the answers to them, each behind its author.
  private mutating func comments(on slide: String, _ number: Int) -> [String] {
    var found: [String] = []
    for (_, relationship) in deck.package.orderedRelationships(of: slide) where relationship.type == "comments" {
      guard given.insert(relationship.target).inserted, let root = root(relationship.target, number) else { continue }
      for comment in root.elements where comment.localName == "cm" {
        add(comment, to: &found)
        for answer in comment.first("replyLst")?.elements.map({ $0 }) ?? [] { add(answer, to: &found) }
      }
    }
    return found
  }

  private func add(_ comment: XMLElement, to found: inout [String]) {
    var lines: [String] = []
    if let text = comment.first("text") { lines.append(text.text) }
    for paragraph in comment.first("txBody")?.elements.map({ $0 }) ?? [] where paragraph.localName == "p" {
      lines.append(paragraph.elements.map { $0.first("t")?.text ?? "" }.joined())
    }
    let words = lines.joined(separator: " ").split(whereSeparator: \.isWhitespace).joined(separator: " ")
    guard !words.isEmpty else { return }
    found.append((deck.author(comment["authorId"]).map { $0 + ": " } ?? "") + words)
  }
}
