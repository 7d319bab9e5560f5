import Document
import Markup
import Text

/// The content of one element while it is read: text, and markup where elements stand in it.
struct FeedCapture {
  var name: String
  var parent: String
  var attributes: [XMLAttribute]
  /// How many elements are open inside the captured one, itself among them.
  var depth: Int
  var text: FeedText

  /// The whole content, without the white space around it.
  var value: String { text.text.trimmed }

  /// What the content is, by its `type`; Atom's texts are plain without one (RFC 4287, 3.1.1), but many feeds forget it.
  var kind: FeedText.Kind {
    if text.kind == .html { return .html }
    switch attributes["type"]?.lowercased() {
    case "text", "text/plain": return .plain
    case nil: return parent == "entry" && !text.looksLikeMarkup ? .plain : .either
    default: return .either
    }
  }

  mutating func add(_ words: String) { text.text += text.kind == .html ? XMLText.escaped(words) : words }

  mutating func open(_ name: String, _ attributes: [XMLAttribute]) {
    if text.kind != .html {
      text.text = XMLText.escaped(text.text)
      text.kind = .html
    }
    text.text += XMLText.startTag(FeedCapture.local(name), attributes.filter { !$0.name.hasPrefix("xml") })
  }

  mutating func close(_ name: String) { text.text += "</" + FeedCapture.local(name) + ">" }

  private static func local(_ name: String) -> String { name.split(separator: ":").last.map(String.init) ?? name }
}

/// Which elements say something.
enum FeedFields {
  static func isCaptured(_ name: String, in parent: String, isEntry: Bool) -> Bool {
    switch parent {
    case "item", "entry": isEntry && ofEntry.contains(name)
    case "channel", "feed": !isEntry && ofChannel.contains(name)
    case "author": name == "name" || name == "email"
    case "source": name == "title"
    case "media:group", "media:content": isEntry && name == "media:description"
    default: false
    }
  }

  private static let ofChannel: Set<String> = [
    "title", "language", "dc:language", "link", "lastBuildDate", "pubDate", "updated", "modified", "dc:date",
  ]

  /// `author` and `source` hold elements in Atom and text in RSS: FeedParser looks into them where they hold elements.
  private static let ofEntry: Set<String> = [
    "title", "link", "guid", "id", "description", "summary", "content", "content:encoded", "xhtml:body", "xhtml:div",
    "yandex:full-text", "fulltext", "media:description", "itunes:summary", "author", "dc:creator", "itunes:author",
    "source", "pubDate", "published", "issued", "created", "dc:date", "dcterms:issued", "dcterms:created", "updated",
    "modified", "dcterms:modified", "category", "dc:subject", "enclosure", "comments", "feedburner:origLink",
    "dc:language", "language", "dc:title",
  ]
}

extension FeedChannel {
  mutating func keep(_ capture: FeedCapture) {
    let value = capture.value
    switch (capture.parent, capture.name) {
    case ("author", "name"): authors.append(HTMLFragment.line(value))
    case ("author", _), ("source", _): break
    case (_, "title"): title = title ?? HTMLFragment.line(value).nonEmpty
    case (_, "language"), (_, "dc:language"): language = value.nonEmpty ?? language
    case (_, "link"):
      guard ["", "alternate"].contains(capture.attributes["rel"] ?? "") else { return }
      url = url ?? WebAddress.resolved(capture.attributes["href"] ?? value, against: capture.text.base).nonEmpty
    default: built = built ?? value.nonEmpty
    }
  }
}

extension FeedEntry {
  mutating func keep(_ capture: FeedCapture) {
    let value = capture.value
    var text = capture.text
    text.text = value
    text.kind = capture.kind
    switch capture.name {
    case "title", "dc:title":
      if capture.parent == "source" {
        source = HTMLFragment.line(value).nonEmpty
      } else if !value.isEmpty, title == nil {
        title = text
      }
    case "link", "feedburner:origLink": keepLink(capture)
    case "guid", "id":
      guid = value.nonEmpty
      // A permanent identifier is the page's address, and may be no other.
      if capture.name == "guid", url == nil, capture.attributes["isPermaLink"] != "false", value.isWebPage {
        url = value
      }
    case "description", "summary", "media:description", "itunes:summary":
      summary = fuller(summary, capture)
    case "content", "content:encoded", "xhtml:body", "xhtml:div", "yandex:full-text", "fulltext":
      if let address = capture.attributes["src"] { enclosures.append(address) }
      content = fuller(content, capture)
    case "author", "dc:creator", "itunes:author", "name", "email": keepAuthor(capture)
    case "source": source = HTMLFragment.line(value).nonEmpty ?? source
    case "pubDate", "published", "issued", "created", "dc:date", "dcterms:issued", "dcterms:created":
      if published == nil, !value.isEmpty { published = text }
    case "updated", "modified", "dcterms:modified": if !value.isEmpty { modified = text }
    case "category", "dc:subject":
      let word = capture.attributes["label"] ?? capture.attributes["term"] ?? value
      if let word = HTMLFragment.line(word).nonEmpty, !categories.contains(word) { categories.append(word) }
    case "enclosure": if let address = capture.attributes["url"] { enclosures.append(address) }
    case "comments": comments = value.nonEmpty
    case "language", "dc:language": language = value.nonEmpty
    default: break
    }
  }

  private mutating func keepLink(_ capture: FeedCapture) {
    let address = WebAddress.resolved(capture.attributes["href"] ?? capture.value, against: capture.text.base)
    guard !address.isEmpty else { return }
    switch capture.attributes["rel"] ?? "alternate" {
    case "alternate", "": if url == nil || url == guid || capture.name != "link" { url = address }
    case "enclosure": enclosures.append(address)
    default: break
    }
  }

  /// The longer of two texts for the same thing; what is no text is none.
  private func fuller(_ known: FeedText?, _ capture: FeedCapture) -> FeedText? {
    let type = capture.attributes["type"]?.lowercased()
    if let type, type.contains("/"), !type.hasPrefix("text/"), !type.hasSuffix("xml") { return known }
    var text = capture.text
    text.text = capture.value
    text.kind = capture.kind
    return text.text.utf8.count > known?.text.utf8.count ?? 0 ? text : known
  }

  private mutating func keepAuthor(_ capture: FeedCapture) {
    let value = HTMLFragment.line(capture.value)
    if capture.name == "email" {
      // A name is better, and comes first or not at all.
      if authors.isEmpty, !value.isEmpty { authors.append(value) }
      return
    }
    guard let name = FeedEntry.name(value).nonEmpty, !authors.contains(name) else { return }
    authors.append(name)
  }

  /// RSS wants `mail@example.org (Name)`.
  private static func name(_ author: String) -> String {
    guard author.hasSuffix(")"), let open = author.firstIndex(of: "("), author[..<open].contains("@") else {
      return author
    }
    return String(author[author.index(after: open)...].dropLast()).trimmed
  }
}

extension FeedText {
  var looksLikeMarkup: Bool { ["</", "<br", "<p>", "<img", "/>"].contains { text.contains($0) } }
}

extension String {
  /// Without white space at its ends.
  var trimmed: String {
    var text = drop(while: \.isWhitespace)
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return String(text)
  }

  /// Nil where it is empty.
  var nonEmpty: String? { isEmpty ? nil : self }

  var isWebPage: Bool { hasPrefix("http://") || hasPrefix("https://") }
}
