import Document
import Text
public import Workbench

extension Entry {
  public static let exportHTML = Entry(
    Manual(
      "export.html", version: 1, "Writes one HTML page to read and print, an article for each document.",
      help: """
        The page stands alone: no script, no network, one small style sheet. Language and direction are marked on the page, on
        each article and on what differs. Links keep their addresses where those lead to pages, mails or calls; images become
        links. Every block has an anchor, such as `#d1-b7`: document, then the block's id.
        """,
      parameters: [
        .flag("boilerplate", "Whether \"read also\" lines, doubled headlines and their like are written too.")
      ],
      needs: [.blocks], formats: [Format("text/html", extensions: ["html", "htm"])])
  ) { settings throws(Problem) in HTMLWriter(boilerplate: try settings.flag("boilerplate")) }
}

struct HTMLWriter: Writer {
  var boilerplate: Bool

  func write(_ documents: Documents, to sink: ByteSink, in context: RunContext) throws(Problem) {
    if documents.count == 0 { try sink.write(HTMLWriter.opening(title: "", language: nil, direction: nil)) }
    try documents.walk { position, document throws(Problem) in
      let reading = Reading(document, boilerplate: boilerplate)
      if position == 0 {
        let title = document.metadata.title ?? reading.head.first.map { String(document.text(in: $0.range)) }
        try sink.write(
          HTMLWriter.opening(
            title: title ?? "", language: document.metadata.language, direction: document.metadata.direction))
      }
      var article = HTMLArticle(document, reading, number: position + 1)
      article.build()
      try sink.write(article.markup)
    }
    try sink.write("</body>\n</html>\n")
  }

  private static func opening(title: String, language: String?, direction: Direction?) -> String {
    """
    <!DOCTYPE html>
    <html\(HTMLText.attribute("lang", language))\(HTMLText.attribute("dir", direction?.rawValue))>
    <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src '\(styleHash)'; \
    base-uri 'none'; form-action 'none'">
    <meta name="referrer" content="no-referrer">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>\(HTMLText.escaped(title))</title>
    <style>\(style)</style>
    </head>
    <body>

    """
  }

  static let style = """

    :root { color-scheme: light dark; }
    body { margin: 0 auto; max-width: 42rem; padding: 1.5rem 1rem 4rem; line-height: 1.65;
      font-family: "Noto Serif", "Noto Naskh Arabic", Georgia, serif; }
    :lang(ar), :lang(fa), :lang(ps), :lang(ckb) { font-family: "Noto Naskh Arabic", "Noto Serif", serif; line-height: 1.85; }
    :lang(ur) { font-family: "Noto Nastaliq Urdu", "Noto Naskh Arabic", serif; line-height: 2.3; }
    article + article { margin-block-start: 3rem; padding-block-start: 2rem; border-block-start: 1px solid; }
    h1, h2, h3, h4, h5, h6 { line-height: 1.4; margin-block: 1.5em 0.5em; }
    article > h1:first-child { margin-block-start: 0; }
    .section, .byline, .dateline, figcaption, aside, footer { font-size: 0.9em; opacity: 0.8; }
    .boilerplate { font-size: 0.9em; opacity: 0.6; }
    blockquote { margin-inline: 0; padding-inline-start: 1rem; border-inline-start: 3px solid; }
    pre, .table { overflow-x: auto; }
    pre { direction: ltr; text-align: left; white-space: pre-wrap; }
    table { border-collapse: collapse; }
    th, td { border: 1px solid; padding: 0.25em 0.6em; text-align: start; vertical-align: top; }
    p, li, td, th { overflow-wrap: anywhere; }
    @media print { body { max-width: none; padding: 0; } a { color: inherit; text-decoration: none; }
      h1, h2, h3 { break-after: avoid; } article + article { break-before: page; border: 0; } }

    """

  /// The style sheet as the content-security policy names it: by its SHA-256 in Base64 (CSP 3, section 2.3.1).
  private static let styleHash: String = {
    let digits = Array(SHA256.hexadecimal(of: Array(style.utf8)).utf8)
    let bytes = stride(from: 0, to: digits.count, by: 2).map { at in
      UInt8(String(decoding: digits[at...at + 1], as: UTF8.self), radix: 16) ?? 0
    }
    return "sha256-" + base64(bytes)
  }()

  /// RFC 4648, section 4.
  static func base64(_ bytes: [UInt8]) -> String {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var text: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let three = bytes[start..<min(start + 3, bytes.count)]
      let bits = three.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - three.count))
      for place in 0..<4 {
        text.append(place <= three.count ? alphabet[bits >> (18 - 6 * place) & 63] : UInt8(ascii: "="))
      }
    }
    return String(decoding: text, as: UTF8.self)
  }
}
