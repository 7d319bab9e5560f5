import Markup

/// The lists of a document: what the items of each level are, and how far each has counted.
struct DOCXNumbering {
  private struct Level {
    var isOrdered: Bool
    var start: Int
    /// The bullet, where it is a box of a list of tasks: it says whether the task is done.
    var box: String?
    /// A bullet of blanks: the paragraph goes on with the item before it.
    var isBlank = false
  }

  /// What an item is called.
  struct Item {
    /// Nil where it has a bullet.
    var number: Int?
    var box: String?
    var isContinuation: Bool
  }

  private struct List {
    var abstract: String
    var overrides: [Int: Level] = [:]
    var starts: [Int: Int] = [:]
  }

  private var levels: [String: [Int: Level]] = [:]
  private var lists: [String: List] = [:]
  /// By abstract list; a list that sets its own start counts anew once.
  private var counts: [String: [Int: Int]] = [:]
  private var begun: Set<String> = []

  init(_ root: XMLElement?) {
    var styled: [String: String] = [:]
    var links: [String: String] = [:]
    for element in root?.elements.map({ $0 }) ?? [] {
      switch element.localName {
      case "abstractNum":
        guard let id = element["abstractNumId"] else { continue }
        if let style = element.first("styleLink")?["val"] { styled[style] = id }
        if let style = element.first("numStyleLink")?["val"] { links[id] = style }
        levels[id] = DOCXNumbering.levels(element)
      case "num":
        guard let id = element["numId"], let abstract = element.first("abstractNumId")?["val"] else { continue }
        var list = List(abstract: abstract)
        for override in element.elements where override.localName == "lvlOverride" {
          guard let at = override["ilvl"].flatMap({ Int($0) }) else { continue }
          if let level = override.first("lvl") { list.overrides[at] = DOCXNumbering.level(level) }
          if let start = override.first("startOverride")?["val"].flatMap({ Int($0) }) { list.starts[at] = start }
        }
        lists[id] = list
      default: break
      }
    }
    for (id, style) in links { if let target = styled[style] { levels[id] = levels[target] } }
  }

  private static func levels(_ element: XMLElement) -> [Int: Level] {
    var found: [Int: Level] = [:]
    for level in element.elements where level.localName == "lvl" {
      if let at = level["ilvl"].flatMap({ Int($0) }) { found[at] = self.level(level) }
    }
    return found
  }

  private static func level(_ element: XMLElement) -> Level {
    let format = element.first("numFmt")?["val"] ?? "decimal"
    let text = element.first("lvlText")?["val"]
    return Level(
      isOrdered: format != "bullet" && format != "none" && text?.contains("%") != false,
      start: element.first("start")?["val"].flatMap { Int($0) } ?? 1,
      box: text.flatMap { ["☐", "☑", "☒"].contains($0) ? $0 : nil },
      isBlank: format == "bullet" && text?.isEmpty == false && text?.allSatisfy(\.isWhitespace) == true)
  }

  func has(_ list: String) -> Bool { lists[list].map { levels[$0.abstract] != nil } ?? false }

  /// The next item of a list at a level from 0; nil where there is no such list or level.
  mutating func next(_ id: String, _ level: Int) -> Item? {
    guard let list = lists[id], (0..<9).contains(level) else { return nil }
    let found = list.overrides[level] ?? levels[list.abstract]?[level] ?? Level(isOrdered: false, start: 1)
    var count = counts[list.abstract] ?? [:]
    if let start = list.starts[level], begun.insert("\(id) \(level)").inserted { count[level] = start - 1 }
    let number = (count[level] ?? found.start - 1).addingReportingOverflow(1).partialValue
    count[level] = number
    for deeper in level + 1..<9 where level < 8 { count[deeper] = nil }
    counts[list.abstract] = count
    return Item(number: found.isOrdered ? max(0, number) : nil, box: found.box, isContinuation: found.isBlank)
  }
}
