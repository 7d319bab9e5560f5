import Document
import Markup
import Workbench

/// What the styles of a document say, as far as a reader wants to know.
struct ODTStyles {
  enum Kind: Equatable { case paragraph, title, quote, code, caption, contents }

  private struct Style {
    var name: String
    var parent: String?
    var isBold: Bool?
    var isItalic: Bool?
    var isRightToLeft: Bool?
    var list: String?
    /// In hundredths of an inch, where the style says so.
    var indent: Int?
    var isAutomatic: Bool
  }

  private var styles: [String: Style] = [:]
  /// Whether a level of a list is ordered, and where it starts.
  private var lists: [String: [Int: (isOrdered: Bool, start: Int)]] = [:]
  private(set) var language: String?

  /// - Parameter root: of `styles.xml`.
  init(_ root: XMLElement?) {
    for part in root?.elements.map({ $0 }) ?? [] where ["styles", "automatic-styles"].contains(part.localName) {
      add(part, isAutomatic: false)
    }
  }

  /// The styles in `office:styles` or `office:automatic-styles`.
  mutating func add(_ part: XMLElement, isAutomatic: Bool) {
    for element in part.elements {
      let name = element["name"] ?? ""
      switch element.localName {
      case "default-style":
        let properties = element.first("text-properties")
        if language == nil, let own = properties?["language"], own != "none", own != "zxx" {
          language = own + (properties?["country"].map { $0 == "none" ? "" : "-" + $0 } ?? "")
        }
      case "style":
        let text = element.first("text-properties")
        let paragraph = element.first("paragraph-properties")
        styles[(element["family"] ?? "") + " " + name] = Style(
          name: (element["display-name"] ?? name).lowercased(), parent: element["parent-style-name"],
          isBold: text?["font-weight"].map { $0 == "bold" || (Int($0) ?? 0) >= 600 },
          isItalic: text?["font-style"].map { $0 == "italic" || $0 == "oblique" },
          isRightToLeft: paragraph?["writing-mode"].map { $0.hasPrefix("rl") }, list: element["list-style-name"],
          indent: paragraph?["margin-left"].map {
            ODTStyles.length($0) + min(0, ODTStyles.length(paragraph?["text-indent"] ?? "0"))
          }, isAutomatic: isAutomatic)
      case "list-style":
        var levels: [Int: (isOrdered: Bool, start: Int)] = [:]
        for level in element.elements {
          guard let at = level["level"].flatMap({ Int($0) }) else { continue }
          let format = level["num-format"] ?? ""
          levels[at] = (
            level.localName == "list-level-style-number" && !format.isEmpty,
            level["start-value"].flatMap { Int($0) } ?? 1
          )
        }
        lists[name] = levels
      default: break
      }
    }
  }

  /// A length in hundredths of an inch; 0 for what is none.
  private static func length(_ text: String) -> Int {
    let units = ["cm": 39.37, "mm": 3.937, "in": 100, "pt": 100.0 / 72, "pc": 100.0 / 6, "px": 100.0 / 96]
    guard let unit = units[String(text.suffix(2))], let value = Double(text.dropLast(2)), abs(value) < 1_000 else {
      return 0
    }
    return Int((value * unit).rounded())
  }

  private func chain(_ name: String?, _ family: String) -> [Style] {
    var found: [Style] = []
    var next = name
    while let name = next, let style = styles[family + " " + name], found.count < 16 {
      found.append(style)
      next = style.parent
    }
    return found
  }

  func kind(_ name: String?) -> Kind {
    let names = chain(name, "paragraph").map(\.name) + (name.map { [$0.lowercased()] } ?? [])
    for name in names {
      switch name.replacing("_20_", with: " ") {
      case "title": return .title
      case "quotations", "quote", "block quotation", "block text": return .quote
      case "preformatted text": return .code
      case "caption", "illustration", "drawing", "figure": return .caption
      case let other where other.hasPrefix("contents ") || other.hasSuffix(" index heading"): return .contents
      default: break
      }
    }
    return .paragraph
  }

  /// Whether a style of code is that of preformatted text, which programs give to all lines of a text file.
  func isPreformatted(_ name: String?) -> Bool { kind(name) == .code }

  /// How far a paragraph is moved in by itself, in hundredths of an inch.
  func indent(_ name: String?) -> Int {
    let chain = chain(name, "paragraph")
    guard let own = chain.first, own.isAutomatic, let indent = own.indent else { return 0 }
    return indent - max(0, chain.dropFirst().lazy.compactMap(\.indent).first ?? 0)
  }

  func isRightToLeft(_ name: String?) -> Bool {
    chain(name, "paragraph").lazy.compactMap(\.isRightToLeft).first ?? false
  }

  func list(ofParagraph name: String?) -> String? { chain(name, "paragraph").lazy.compactMap(\.list).first }

  func level(_ list: String?, _ level: Int) -> (isOrdered: Bool, start: Int) {
    list.flatMap { lists[$0]?[level] } ?? (false, 1)
  }

  /// The marks that a style of characters gives its text.
  func marks(_ name: String?) -> [ParagraphBuilder.Mark] {
    let chain = chain(name, "text")
    var marks: [ParagraphBuilder.Mark] = []
    if chain.lazy.compactMap(\.isBold).first == true { marks.append(.init(.strong)) }
    if chain.lazy.compactMap(\.isItalic).first == true { marks.append(.init(.emphasis)) }
    let isCode = chain.contains { ["source text", "teletype"].contains($0.name.replacing("_20_", with: " ")) }
    if isCode { marks.append(.init(.code)) }
    return marks
  }
}
