import Markup
import TestKit
import Testing

struct HTMLFragmentTests {
  private func outline(_ html: String) -> [String] {
    HTMLFragment.pieces(html).map { piece in
      switch piece.kind {
      case .paragraph: piece.text
      case .heading(let level): "h\(level) \(piece.text)"
      case .listItem(let level): "li\(level) \(piece.text)"
      case .quote: "q \(piece.text)"
      case .code: "code \(piece.text)"
      }
    }
  }

  @Test func paragraphs() {
    #expect(
      outline("<p>One\n two</p><p>Three<br/>four<div>five</div>six") == ["One two", "Three", "four", "five", "six"])
    #expect(
      outline("a<h2>b</h2><ul><li>c<ul><li>d</ul>e</ul><blockquote><p>f</p></blockquote>g") == [
        "a", "h2 b", "li1 c", "li2 d", "li1 e", "q f", "g",
      ])
    #expect(outline("<table><tr><td>a<td>b<tr><td>c</table>") == ["a", "b", "c"])
    #expect(outline("<pre>a\n  b</pre>") == ["code a\n  b"])
    #expect(outline(" \n ") == [] && outline("") == [] && outline("<p></p><br>") == [])
  }

  @Test(arguments: [
    ("a", "a"), (" a \n\tb\u{A0}c\u{2003}\u{2028}d ", "a b c d"), ("<b>a</b> &amp; b", "a & b"), ("e\u{301}", "\u{E9}"),
    (" ", ""),
    ("a\u{200C}b \u{202B}c", "a\u{200C}b \u{202B}c"), ("a\0b", "ab"), ("x\u{1680}\u{3000}y", "x y"),
  ]) func aLineIsWords(_ text: String, _ line: String) {
    #expect(Array(HTMLFragment.line(text).unicodeScalars) == Array(line.unicodeScalars))
  }

  @Test func whatIsNoTagStaysText() {
    for text in ["5 < 6", "x <1> y", "<", "<>", "< p>", "&", "&bogus;", "&#;", "&#x;", "</"] {
      #expect(outline(text) == [text])
    }
    #expect(outline("a<!-- b -->c<!DOCTYPE x>d<?e f?>g") == ["acdg"])
    #expect(outline("<p title='a > b'>c</p>") == ["c"])
  }

  /// A description that was cut off in a tag.
  @Test func aTagWithoutEndIsNone() {
    #expect(outline("a <a href='http") == ["a"])
    #expect(outline("a</>b<!-- no end") == ["ab"])
  }

  @Test func wholePagesAreTheirBody() {
    #expect(outline("<html><head><title>x</title><style>y</style></head><body><p>a</body></html>") == ["a"])
  }

  @Test func scriptsAndStylesAreNoText() {
    #expect(outline("a<script>b < c</script>d<STYLE>e</style >f") == ["adf"])
    #expect(outline("a<script>b") == ["a"])
  }

  @Test func references() {
    #expect(outline("&laquo;&#1593;&#x639;&raquo;&nbsp;&eacute;&yuml;&hellip;") == ["«عع»\u{A0}éÿ…"])
    #expect(outline("&#147;a&#148;&#0;&#xD800;&#99999999999;") == ["“a”\u{FFFD}\u{FFFD}\u{FFFD}"])
    #expect(outline("&amp;lt;b&amp;gt;") == ["&lt;b&gt;"])
  }

  @Test func marks() {
    let pieces = HTMLFragment.pieces("a <a href='http://x.example/?a=1&amp;b=2'>b <em>c</em></a><img alt=d src=e>")
    #expect(pieces.map(\.text) == ["a b c d"])
    #expect(
      pieces.first?.marks == [
        .init(kind: .emphasis, range: 4..<5, value: nil),
        .init(kind: .link, range: 2..<5, value: "http://x.example/?a=1&b=2"),
        .init(kind: .image, range: 6..<7, value: "e"),
      ])
    let parted = HTMLFragment.pieces("<b>a<p>b</b>c")
    #expect(parted.map { $0.marks.map(\.range) } == [[0..<1], [0..<1]])
  }

  @Test func aLineOfWords() {
    #expect(HTMLFragment.line("a &amp; <b>b</b>\n c") == "a & b c")
    #expect(HTMLFragment.line("plain") == "plain")
  }

  /// Every letter outside tags is there again, whatever the tags are.
  @Test func noTextIsLost() {
    let tags = [
      "<p>", "</p>", "<br>", "<a href='x'>", "</a>", "<li>", "</ul>", "<td>", "<", "&", "&amp;", "<table>", "</b>",
      "\"",
      "<b>", "</table>", "<select>", "<svg>", "<caption>",
    ]
    var random = SeededRandom(seed: 7)
    for _ in 0..<2_000 {
      var html = ""
      var words: [String] = []
      for at in 0..<random.next(12) {
        html += tags[random.next(tags.count)]
        words.append("و\(at)ع")
        html += words[at] + " "
      }
      let text = HTMLFragment.pieces(html).map(\.text).joined(separator: " ")
      for word in words { #expect(text.contains(word), "\(html)") }
    }
  }

  @Test func hostileTextsTakeLinearTime() {
    for unit in [
      "<a \"", "<a '>", "<!--", "<script>", "<script></script", "<", "<![CDATA[", "&#", "<b>", "<blockquote>", "<a b",
    ] {
      let html = String(repeating: unit, count: 50_000)
      #expect(HTMLFragment.pieces(html).count <= 50_000)
      _ = HTMLFragment.pieces(html + ">")
    }
  }
}
