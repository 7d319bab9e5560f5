import Markup

/// What the styles of a document say, as far as a reader wants to know.
struct DOCXStyles {
  /// What a paragraph is by its style.
  enum Kind: Equatable {
    case paragraph, title, subtitle, author, date, quote, code, caption, contents
    case heading(Int)
  }

  private struct Style {
    var name: String
    var basedOn: String?
    var paragraph: XMLElement?
    var run: XMLElement?
  }

  private var styles: [String: Style] = [:]
  private(set) var language: String?
  private var kinds: [String: Kind] = [:]

  init(_ root: XMLElement?) {
    for element in root?.elements.map({ $0 }) ?? [] {
      switch element.localName {
      case "docDefaults":
        let lang = element.first("rPrDefault")?.first("rPr")?.first("lang")
        language = lang?["val"] ?? lang?["bidi"]
      case "style":
        guard let id = element["styleId"] else { continue }
        styles[id] = Style(
          name: (element.first("name")?["val"] ?? id).lowercased(), basedOn: element.first("basedOn")?["val"],
          paragraph: element.first("pPr"), run: element.first("rPr"))
      default: break
      }
    }
    for id in styles.keys { kinds[id] = kind(of: id) }
  }

  /// A style and those it is based on, at most so many.
  private func chain(_ id: String?) -> [Style] {
    var found: [Style] = []
    var next = id
    while let id = next, let style = styles[id], found.count < 16 {
      found.append(style)
      next = style.basedOn
    }
    return found
  }

  func kind(_ id: String?) -> Kind {
    id.flatMap { kinds[$0] } ?? id.map { DOCXStyles.named($0.lowercased()) ?? .paragraph } ?? .paragraph
  }

  private func kind(of id: String) -> Kind {
    for style in chain(id) {
      if let kind = DOCXStyles.named(style.name) { return kind }
      if let level = style.paragraph?.first("outlineLvl")?["val"].flatMap({ Int($0) }), (0..<9).contains(level) {
        return .heading(level + 1)
      }
    }
    return .paragraph
  }

  /// Names of Word's own styles, and of those that other programs write.
  private static func named(_ name: String) -> Kind? {
    let name = name.filter { $0 != " " && $0 != "-" && $0 != "_" }
    if name.hasPrefix("heading"), let level = Int(name.dropFirst(7)), (1...9).contains(level) { return .heading(level) }
    if name.hasPrefix("toc"), name == "tocheading" || Int(name.dropFirst(3)) != nil { return .contents }
    switch name {
    case "title": return .title
    case "subtitle": return .subtitle
    case "author", "authors", "byline": return .author
    case "date": return .date
    case "quote", "intensequote", "blocktext", "blockquote", "blockquotation", "quotations": return .quote
    case "sourcecode", "htmlpreformatted", "preformattedtext", "verbatim", "code": return .code
    case "caption", "imagecaption", "tablecaption", "figure": return name == "figure" ? nil : .caption
    default: return nil
    }
  }

  /// Whether a style of code is that of preformatted text, which programs give to all lines of a text file.
  func isPreformatted(_ id: String?) -> Bool {
    chain(id).contains { ["preformattedtext", "htmlpreformatted"].contains($0.name.filter { $0 != " " && $0 != "_" }) }
  }

  /// The first `w:numPr` of a style and those it is based on.
  func numbering(_ id: String?) -> XMLElement? {
    for style in chain(id) {
      if let found = style.paragraph?.first("numPr") { return found }
    }
    return nil
  }

  /// How far the style indents its paragraphs, in twentieths of a point.
  func indent(_ id: String?) -> Int {
    for style in chain(id) {
      if let found = style.paragraph?.first("ind") { return DOCXStyles.indent(found) }
    }
    return 0
  }

  static func indent(_ element: XMLElement) -> Int {
    let left = element["left"] ?? element["start"]
    return (left.flatMap { Int($0) } ?? 0) - (element["hanging"].flatMap { Int($0) } ?? 0)
  }

  func isRightToLeft(_ id: String?) -> Bool {
    for style in chain(id) {
      if let found = style.paragraph?.first("bidi") { return DOCXStyles.isOn(found) }
    }
    return false
  }

  /// What a character style makes of its text.
  func characters(_ id: String?, _ name: String) -> Bool {
    for style in chain(id) {
      if let found = style.run?.first(name) { return DOCXStyles.isOn(found) }
    }
    return false
  }

  func isCode(_ id: String?) -> Bool {
    let names = [
      "verbatimchar", "htmlcode", "htmltypewriter", "sourcetext", "inlinecode", "codechar", "sourcecodechar",
    ]
    return chain(id).contains { style in names.contains(style.name.filter { $0 != " " && $0 != "_" }) }
  }

  /// Whether a property such as `w:b` is on.
  static func isOn(_ element: XMLElement) -> Bool { !["0", "false", "off", "none"].contains(element["val"] ?? "1") }
}
