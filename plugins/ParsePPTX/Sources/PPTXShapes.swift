import Document
import Markup
import Workbench

/// Gathers what the shapes of one part say, in their order; titles apart.
struct PPTXShapes {
  let package: OfficePackage
  /// The part that the relationships belong to, and the number of its slide.
  let place: Place
  let relationships: [String: OfficeRelationship]
  let templates: [PPTXTemplate]
  let defaults: PPTXListStyle
  /// What text is that is neither head nor foot: body on a slide, a note on its notes, boilerplate on a layout.
  let bodyRole: Block.Role

  private(set) var titles: [PPTXPiece] = []
  private(set) var pieces: [PPTXPiece] = []
  var warnings = WarningList()
  /// Bytes of text by the languages that are stated.
  var languages: [String: Int] = [:]
  private(set) var pictures = 0
  /// Whether there is a title as only title slides have.
  private(set) var hasCentredTitle = false
  /// Shapes that are hidden on the slide.
  private(set) var hidden = 0
  private var isHidden = false

  init(
    _ deck: PPTXDeck, part: String, slide: Int, templates: [PPTXTemplate] = [], bodyRole: Block.Role = .body
  ) {
    self.bodyRole = bodyRole
    package = deck.package
    place = Place(page: slide, part: part)
    relationships = deck.package.relationships(of: part)
    self.templates = templates
    defaults = deck.defaults
  }

  /// - Parameter tree: `p:spTree` or a group.
  mutating func read(_ tree: XMLElement) { for shape in tree.elements { read(shape: shape) } }

  mutating func read(shape: XMLElement) {
    let properties = PPTXPlaceholder.properties(of: shape)?.first("cNvPr")
    let wasHidden = isHidden
    if PPTXShapes.isOn(properties?["hidden"]) {
      isHidden = true
      hidden += 1
    }
    switch shape.localName {
    case "sp": if let body = shape.first("txBody") { text(shape, body, address(properties?.first("hlinkClick"))) }
    case "grpSp":
      caption(properties)
      read(shape)
    case "graphicFrame":
      caption(properties)
      graphic(shape.first("graphic")?.first("graphicData"))
    case "pic":
      pictures += 1
      picture(shape, properties)
    case "AlternateContent": if let chosen = PPTXShapes.alternative(shape) { read(chosen) }
    default: break
    }
    isHidden = wasHidden
  }

  /// Programs that know what a newer feature is take the choice, others the fallback.
  static func alternative(_ element: XMLElement) -> XMLElement? {
    element.first("Choice") ?? element.first("Fallback")
  }

  mutating func add(_ piece: PPTXPiece) {
    guard piece.hasWords else { return }
    var piece = piece
    if isHidden || bodyRole == .boilerplate { piece.role = .boilerplate }
    if piece.kind == .heading { titles.append(piece) } else { pieces.append(piece) }
  }

  mutating func warn(_ code: String, _ message: String, part: String? = nil, help: String? = nil) {
    warnings.append(Problem(code, message, at: Place(page: place.page, part: part ?? place.part), help: help))
  }

  // MARK: Text

  private mutating func text(_ shape: XMLElement, _ body: XMLElement, _ link: String?) {
    let placeholder = PPTXPlaceholder(shape)
    var look = PPTXLook(link: link)
    if let placeholder {
      look.styles = templates.flatMap { $0.styles(placeholder) }
      look.role = placeholder.isRunningHead ? .boilerplate : bodyRole
    } else {
      look.role = bodyRole
    }
    look.styles.append(defaults)
    guard let placeholder, placeholder.isTitle else {
      for piece in paragraphs(body, look) { add(piece) }
      return
    }
    if placeholder.kind == "ctrTitle" { hasCentredTitle = true }
    var text = ParagraphBuilder()
    words(of: body, look, &text)
    let (words, runs) = text.finish()
    let own = PPTXListStyle.Level(body.first("p")?.first("pPr"))
    add(
      PPTXPiece(
        text: words, runs: runs, kind: .heading, level: 1,
        isRightToLeft: PPTXListStyle.isRightToLeft(0, own, look.styles)))
  }

  // MARK: Pictures

  /// Alternative text of what is no picture.
  private mutating func caption(_ properties: XMLElement?) {
    guard let words = PPTXShapes.alternativeText(properties) else { return }
    add(PPTXPiece(text: words, role: .caption))
  }

  static func alternativeText(_ properties: XMLElement?) -> String? {
    for words in [properties?["descr"], properties?["title"]] {
      let line = words?.split(whereSeparator: \.isWhitespace).joined(separator: " ") ?? ""
      if !line.isEmpty { return line }
    }
    return nil
  }

  private mutating func picture(_ shape: XMLElement, _ properties: XMLElement?) {
    guard let words = PPTXShapes.alternativeText(properties) else { return }
    let blip = shape.first("blipFill")?.first("blip")
    var marks: [ParagraphBuilder.Mark] = []
    if let link = address(properties?.first("hlinkClick")) { marks.append(.init(.link, link)) }
    if let id = blip?["embed"] ?? blip?["link"], let target = relationships[id]?.target {
      // PowerPoint names them from its own folder.
      marks.append(.init(.image, target.hasPrefix("ppt/") ? String(target.dropFirst(4)) : target))
    }
    var text = ParagraphBuilder()
    text.append(words, marks)
    let (line, runs) = text.finish()
    add(PPTXPiece(text: line, runs: runs, role: .caption))
  }
}
