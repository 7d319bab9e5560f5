import Markup

/// What a level of text has before it.
enum PPTXBullet: Hashable {
  case none, mark
  /// The kind of number, such as `arabicPeriod`, and the first.
  case number(kind: String, start: Int)
}

/// What is said of paragraphs, by their levels: in a shape, a layout, a master or the presentation.
struct PPTXListStyle {
  struct Level {
    var bullet: PPTXBullet?
    var isRightToLeft: Bool?

    /// - Parameter element: `a:pPr`, or `a:lvl1pPr` and its like.
    init(_ element: XMLElement?) {
      isRightToLeft = element?["rtl"].map { $0 == "1" || $0 == "true" }
      for child in element?.elements.map({ $0 }) ?? [] {
        switch child.localName {
        case "buNone": bullet = PPTXBullet.none
        case "buChar", "buBlip": bullet = .mark
        case "buAutoNum":
          let start = child["startAt"].flatMap { Int($0) } ?? 1
          bullet = .number(kind: child["type"] ?? "", start: min(max(start, 0), 1_000_000))
        default: break
        }
      }
    }
  }

  private var levels: [Int: Level] = [:]
  static let deepest = 8

  /// - Parameter element: `a:lstStyle`, `p:bodyStyle` and their like.
  init(_ element: XMLElement? = nil) {
    for child in element?.elements.map({ $0 }) ?? [] {
      let name = child.localName
      if name.hasPrefix("lvl"), name.hasSuffix("pPr"), let level = Int(name.dropFirst(3).prefix(1)) {
        levels[level - 1] = Level(child)
      }
    }
  }

  /// What counts for a level from 0: the first of these styles that says something.
  static func bullet(_ level: Int, _ own: Level, _ styles: [PPTXListStyle]) -> PPTXBullet {
    own.bullet ?? styles.lazy.compactMap { $0.levels[level]?.bullet }.first ?? .none
  }

  static func isRightToLeft(_ level: Int, _ own: Level, _ styles: [PPTXListStyle]) -> Bool {
    own.isRightToLeft ?? styles.lazy.compactMap { $0.levels[level]?.isRightToLeft }.first ?? false
  }
}
