import Document
import Markup

/// The names that a page gives its publisher, to tell them from headlines and authors.
struct SiteNames {
  /// Folded, without blanks.
  private var names: Set<String> = []
  private static let most = 100
  /// The name as the page writes it.
  let publisher: String?

  init(_ statements: Statements, address: String?) {
    var found = statements.all([
      "og.site.name", "application-name", "twitter.site", "publisher", "apple-mobile-web-app-title", "dc.publisher",
      "dcterms.publisher",
    ])
    let data = statements.linkedData
    var publisher: String?
    for object in data.objects {
      let stated = data.names(object["publisher"])
      publisher = publisher ?? stated.first
      found += stated
      if object.types.contains(where: { ["WebSite", "NewsMediaOrganization", "Organization"].contains($0) }) {
        found += [object.line("name")].compactMap(\.self)
      }
    }
    let marked = SiteNames.marked(statements)
    found += [marked].compactMap(\.self)
    if let host = address.flatMap(SiteNames.host) {
      let parts = host.split(separator: ".").map(String.init)
      found += [host] + parts.prefix(1)
      if parts.count > 2 { found.append(parts[parts.count - 2]) }
    }
    names = Set(found.prefix(SiteNames.most).map(SiteNames.key).filter { !$0.isEmpty })
    let shared = statements.all(["og.site.name"]).first { !$0.contains("://") }
    let stated = shared ?? publisher ?? statements.first(["dc.publisher", "dcterms.publisher"])
    self.publisher =
      stated ?? statements.first(["publisher", "application-name"]).flatMap { $0.contains("/") ? nil : $0 } ?? marked
  }

  /// Microdata.
  private static func marked(_ statements: Statements) -> String? {
    let tree = statements.outline.tree
    return statements.elements.lazy.filter { node in
      tree.attribute(node, .itemprop).map { ASCII.equals($0, "publisher") } ?? false
    }.compactMap { node in
      statements.name(in: node) ?? tree.string(node, .content)
    }.first { !$0.isEmpty && !$0.contains("://") }
  }

  /// Whether a text is a name of the publisher, or begins or ends as one does.
  func isLike(_ text: String) -> Bool {
    let key = SiteNames.key(text)
    if key.isEmpty || names.contains(key) { return true }
    guard key.utf8.count >= 3 else { return false }
    return names.contains { $0.utf8.count >= 3 && (key.hasPrefix($0) || $0.hasPrefix(key) || key.hasSuffix($0)) }
  }

  /// Whether a text is a name of the publisher, give or take a domain's end or "online".
  func isName(_ text: String) -> Bool {
    let key = SiteNames.key(text)
    if key.isEmpty || names.contains(key) { return true }
    guard key.utf8.count >= 3 else { return false }
    return names.contains { name in
      name.utf8.count >= 3 && abs(name.utf8.count - key.utf8.count) <= 6
        && (key.hasPrefix(name) || name.hasPrefix(key) || key.hasSuffix(name) || name.hasSuffix(key))
    }
  }

  private static func key(_ text: String) -> String {
    FoldedLine.fold(text.drop { $0 == "@" }.utf8).filter { $0 != " " }
  }

  /// The host of an address without `www.`.
  private static func host(_ address: String) -> String? {
    guard let start = address.firstRange(of: "://")?.upperBound else { return nil }
    var host = address[start...].prefix { !"/?#:".contains($0) }
    if host.hasPrefix("www.") { host = host.dropFirst(4) }
    return host.isEmpty ? nil : String(host)
  }
}
