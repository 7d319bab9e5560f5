import Document
import Markup

/// What a page says of itself in JSON-LD: every object of it, in order.
struct LinkedData {
  private(set) var objects: [Fields] = []
  /// The objects that are articles, whatever their kind is called.
  private(set) var articles: [Fields] = []
  private var byIdentifier: [String: Fields] = [:]
  /// A page with more is no page of a publisher.
  private static let mostObjects = 10_000

  init(_ outline: Outline) {
    for node in outline.linkedData {
      let child = outline.tree.nodes[Int(node)].firstChild
      guard child >= 0, let value = LooseJSON.value(outline.tree.text(Int(child))) else { continue }
      add(value)
    }
    articles = objects.filter { object in
      object.types.contains { type in
        let type = Array(type.utf8)[...]
        return ASCII.contains(type, "article") || ASCII.contains(type, "posting") || ASCII.contains(type, "report")
          || ASCII.contains(type, "review") || ASCII.contains(type, "newsitem")
      }
    }
  }

  private mutating func add(_ value: Value) {
    guard objects.count < LinkedData.mostObjects else { return }
    switch value {
    case .array(let items): for item in items { add(item) }
    case .object(let fields):
      objects.append(fields)
      if let id = fields["@id"]?.string, fields["name"] != nil { byIdentifier[id] = fields }
      for value in fields.values { add(value) }
    default: break
    }
  }

  /// The names of people and organisations that a value names, by themselves or by an object's identifier.
  func names(_ value: Value?) -> [String] {
    guard let value else { return [] }
    switch value {
    case .string(let name): return [HTMLFragment.line(name)].filter { !$0.isEmpty }
    case .array(let items): return items.prefix(100).flatMap { names($0) }
    case .object(let fields):
      if let name = fields["name"] {
        if case .object = name { return [] }
        return names(name)
      }
      guard let id = fields["@id"]?.string, let other = byIdentifier[id]?["name"]?.string else { return [] }
      return names(.string(other))
    default: return []
    }
  }
}

extension Fields {
  /// What kinds of thing an object of linked data is.
  var types: [String] {
    switch self["@type"] {
    case .string(let type): [type]
    case .array(let types): types.compactMap(\.string)
    default: []
    }
  }

  /// The text of a key, without markup and on one line; nil where there is none.
  func line(_ key: String) -> String? {
    let text: String? =
      switch self[key] {
      case .string(let text): text
      case .array(let items): items.lazy.compactMap(\.string).first
      default: nil
      }
    guard let line = text.map({ HTMLFragment.line($0) }), !line.isEmpty else { return nil }
    return line
  }
}
