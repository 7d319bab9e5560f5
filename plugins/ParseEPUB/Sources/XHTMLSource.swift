import Markup

/// A chapter as HTML: XHTML closes elements in ways that a parser of HTML does not take for an end, such as `<title/>`.
enum XHTMLSource {
  /// The chapter with every end tag written out; where it is no XML, or has damage, as it stands.
  static func html(_ bytes: [UInt8]) -> String {
    var html = ""
    html.reserveCapacity(bytes.count)
    do throws(XMLFault) {
      var stream = try XMLStream()
      stream.feed(bytes[...])
      for isLast in [false, true] {
        if isLast { stream.finish() }
        while let event = try stream.next() { write(event, &html) }
      }
      return html
    } catch { return (try? Charset.decode(bytes).text) ?? "" }
  }

  private static func write(_ event: XMLEvent, _ html: inout String) {
    switch event.kind {
    case .start(let name, let attributes):
      html += "<" + name
      for attribute in attributes { html += " " + attribute.name + "=" + XMLText.attribute(attribute.value) }
      html += ">"
    case .end(let name): if !voids.contains(name) { html += "</" + name + ">" }
    case .text(let text): html += XMLText.escaped(text)
    case .damage(_, let source): html += source ?? ""
    case .comment, .instruction: break
    }
  }

  private static let voids: Set<String> = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
  ]
}
