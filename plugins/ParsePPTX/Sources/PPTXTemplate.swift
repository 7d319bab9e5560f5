import Markup

/// What a layout or master says of the slides that follow it.
struct PPTXTemplate {
  let part: String
  /// The next template that is asked: the layout's master.
  let parent: String?
  /// A layout's kind: `title`, `obj` …
  let kind: String?
  private var placeholders: [(placeholder: PPTXPlaceholder, style: PPTXListStyle)] = []
  private var textStyles: [String: PPTXListStyle] = [:]
  /// Shapes that are no placeholders: what they say is seen on every slide.
  private(set) var shapes: [XMLElement] = []

  init(_ root: XMLElement, part: String, parent: String?) {
    self.part = part
    self.parent = parent
    kind = root["type"]
    for shape in root.first("cSld")?.first("spTree")?.elements.map({ $0 }) ?? [] {
      if let placeholder = PPTXPlaceholder(shape) {
        placeholders.append((placeholder, PPTXListStyle(shape.first("txBody")?.first("lstStyle"))))
      } else {
        shapes.append(shape)
      }
    }
    for style in root.first("txStyles")?.elements.map({ $0 }) ?? [] {
      textStyles[String(style.localName)] = PPTXListStyle(style)
    }
  }

  /// The styles of a placeholder of a slide, or of a layout where this is a master.
  func styles(_ placeholder: PPTXPlaceholder) -> [PPTXListStyle] {
    var found: [PPTXListStyle] = []
    let same = placeholders.first { other, _ in
      parent == nil
        ? other.masterKind == placeholder.masterKind
        : placeholder.index != nil && !placeholder.isTitle
          ? other.index == placeholder.index : other.masterKind == placeholder.masterKind
    }
    if let same { found.append(same.style) }
    let name = placeholder.isTitle ? "titleStyle" : placeholder.isRunningHead ? "otherStyle" : "bodyStyle"
    if let style = textStyles[name] { found.append(style) }
    return found
  }
}
