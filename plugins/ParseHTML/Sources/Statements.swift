import Document
import Markup

/// What a page states about itself in attributes: `meta`, `link`, microdata, JSON-LD.
struct Statements {
  /// By name, property or itemprop, in small letters with `.` for `:` and `_`: what each says, in order.
  private(set) var metas: [String: [String]] = [:]
  private(set) var linkedData: LinkedData
  /// What `title` holds.
  let title: String
  private(set) var canonical: String?
  private(set) var base: String?
  private(set) var language: String?
  private(set) var direction: String?
  /// Elements with a time, with itemprop or with `rel=author`, in order.
  private(set) var elements: [Int] = []
  let outline: Outline

  init(_ outline: Outline) {
    self.outline = outline
    linkedData = LinkedData(outline)
    title = outline.titleNode < 0 ? "" : Statements.line(outline.tree, Int(outline.titleNode))
    for node in outline.statements { add(Int(node)) }
  }

  private mutating func add(_ node: Int) {
    let tree = outline.tree
    switch tree.nodes[node].tag {
    case .meta:
      guard let content = tree.string(node, .content)?.collapsed, !content.isEmpty else {
        return
      }
      let isLanguage = tree.attribute(node, .httpEquivalent).map { ASCII.equals($0, "content-language") } ?? false
      if isLanguage { language = language ?? content }
      for attribute in [HTMLAttribute.property, .name, .itemprop] {
        guard let name = tree.attribute(node, attribute) else { continue }
        metas[Statements.key(name), default: []].append(content)
        break
      }
      if tree.attribute(node, .itemprop) != nil { elements.append(node) }
    case .link:
      guard let rel = tree.attribute(node, .rel), let address = tree.string(node, .href) else { return }
      if ASCII.equals(rel, "canonical"), canonical == nil { canonical = address }
      if tree.attribute(node, .itemprop) != nil { elements.append(node) }
    case .base: base = base ?? tree.string(node, .href)
    case .html:
      language = tree.string(node, .lang) ?? tree.string(node, .xmlLanguage) ?? language
      direction = tree.string(node, .dir)
    default: elements.append(node)
    }
  }

  /// The first value that any of the names has, in the order of the names.
  func first(_ names: [String]) -> String? {
    for name in names { if let value = metas[name]?.first { return value } }
    return nil
  }

  func all(_ names: [String]) -> [String] { names.flatMap { metas[$0] ?? [] } }

  private static func key(_ name: ArraySlice<UInt8>) -> String {
    String(
      decoding: name.prefix(80).compactMap { byte -> UInt8? in
        byte <= 0x20
          ? nil : byte == UInt8(ascii: ":") || byte == UInt8(ascii: "_") ? UInt8(ascii: ".") : ASCII.lower(byte)
      }, as: UTF8.self)
  }

  private static func line(_ tree: HTMLTree, _ node: Int) -> String {
    var text: [UInt8] = []
    var child = tree.nodes[node].firstChild
    while child >= 0 {
      if tree.nodes[Int(child)].kind == .text { text += tree.text(Int(child)) }
      child = tree.nodes[Int(child)].next
    }
    return String(decoding: text, as: UTF8.self).collapsed
  }
}

extension String {
  /// On one line, white space collapsed, and references that were escaped twice resolved.
  var collapsed: String {
    let text = utf8.contains(UInt8(ascii: "&")) ? HTMLFragment.line(replacing("<", with: "&lt;")) : self
    return text.oneLine
  }

  /// With one blank where there was white space, and none at its ends.
  var oneLine: String {
    var line: [UInt8] = []
    line.reserveCapacity(utf8.count)
    var isBlank = false
    var before: UInt8 = 0
    for byte in utf8 {
      // The no-break space is two bytes.
      if byte <= 0x20 || byte == 0xA0 && before == 0xC2 {
        if byte == 0xA0 { line.removeLast() }
        isBlank = true
      } else {
        if isBlank, !line.isEmpty { line.append(0x20) }
        isBlank = false
        line.append(byte)
      }
      before = byte
    }
    return String(decoding: line, as: UTF8.self)
  }
}
