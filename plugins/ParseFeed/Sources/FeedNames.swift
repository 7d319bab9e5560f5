import Document
import Markup

/// The elements that are open, by names that do not depend on the prefixes a feed chose: those of RSS and Atom have none.
struct FeedNames {
  private struct Element {
    var name: String
    var base: String?
    var language: String?
    var prefixes: [String: String]
  }

  private var open: [Element] = []

  var depth: Int { open.count }
  /// The name of the innermost element; empty outside the root.
  var current: String { open.last?.name ?? "" }
  /// `xml:base` here, as an absolute address.
  var base: String? { open.last?.base }
  /// `xml:lang` here.
  var language: String? { open.last?.language }

  @discardableResult
  mutating func enter(_ qualified: String, _ attributes: [XMLAttribute]) -> String {
    var element =
      open.last ?? Element(name: "", base: nil, language: nil, prefixes: ["content": "content", "dc": "dc"])
    for attribute in attributes {
      switch attribute.name {
      case "xml:base": element.base = WebAddress.resolved(attribute.value, against: element.base)
      case "xml:lang": element.language = attribute.value.isEmpty ? nil : attribute.value
      case "xmlns": element.prefixes[""] = FeedNames.prefix(of: attribute.value) ?? ""
      case let name where name.hasPrefix("xmlns:"):
        let declared = String(name.dropFirst(6))
        element.prefixes[declared] = FeedNames.prefix(of: attribute.value) ?? declared
      default: break
      }
    }
    let parts = qualified.split(separator: ":", maxSplits: 1)
    let local = parts.last.map(String.init) ?? qualified
    let written = parts.count == 2 ? String(parts[0]) : ""
    let prefix = element.prefixes[written] ?? written
    element.name = prefix.isEmpty ? local : prefix + ":" + local
    open.append(element)
    return element.name
  }

  func isInside(_ name: String) -> Bool { open.contains { $0.name == name } }

  mutating func leave() { if !open.isEmpty { open.removeLast() } }

  /// The prefix that stands for a namespace here; nil for one that means nothing to a feed.
  private static func prefix(of namespace: String) -> String? { prefixes[namespace] }

  private static let prefixes = [
    "http://www.w3.org/2005/Atom": "", "http://purl.org/atom/ns#": "", "http://purl.org/rss/1.0/": "",
    "http://my.netscape.com/rdf/simple/0.9/": "", "http://channel.netscape.com/rdf/simple/0.9/": "",
    "http://backend.userland.com/rss2": "", "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf",
    "http://purl.org/rss/1.0/modules/content/": "content", "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/terms/": "dcterms", "http://www.w3.org/1999/xhtml": "xhtml",
    "http://search.yahoo.com/mrss/": "media", "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes",
    "http://rssnamespace.org/feedburner/ext/1.0": "feedburner", "http://news.yandex.ru": "yandex",
  ]
}
