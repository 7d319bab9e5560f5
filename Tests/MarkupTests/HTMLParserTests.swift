import Testing

@testable import Markup

struct HTMLParserTests {
  private func tree(_ page: String) -> HTMLTree { HTMLParser.parse(Array(page.utf8)) }

  private func first(_ tag: HTMLTag, _ tree: HTMLTree) -> Int? {
    tree.nodes.indices.first { tree.nodes[$0].isHTML(tag) }
  }

  private func source(_ node: Int, _ tree: HTMLTree) -> String {
    String(decoding: tree.source[Int(tree.nodes[node].start)..<Int(tree.nodes[node].end)], as: UTF8.self)
  }

  @Test func everyNodeKnowsWhereItStands() throws {
    let tree = tree("<title>A &amp; B</title><p class=x>one <b>two</b><p>three<!-- c -->")
    let title = try #require(first(.title, tree))
    #expect(source(title, tree) == "<title>A &amp; B</title>")
    #expect(String(decoding: tree.text(Int(tree.nodes[title].firstChild)), as: UTF8.self) == "A & B")
    #expect(source(Int(tree.nodes[title].firstChild), tree) == "A &amp; B")
    let paragraph = try #require(first(.p, tree))
    #expect(source(paragraph, tree) == "<p class=x>one <b>two</b>")
    #expect(tree.string(paragraph, .class) == "x" && tree.string(paragraph, .id) == nil)
    #expect(source(try #require(first(.b, tree)), tree) == "<b>two</b>")
    let comment = try #require(tree.nodes.indices.first { tree.nodes[$0].kind == .comment })
    #expect(source(comment, tree) == "<!-- c -->")
  }

  @Test func offsetsLeadBackToAPageWithOtherLineEnds() throws {
    let page = "<p>\r\none\rtwo\r\n<b>three</b>"
    let tree = tree(page)
    let bold = try #require(first(.b, tree))
    #expect(source(bold, tree) == "<b>three</b>")
    let bytes = Array(page.utf8)
    let range = tree.offset(Int(tree.nodes[bold].start))..<tree.offset(Int(tree.nodes[bold].end))
    #expect(String(decoding: bytes[range], as: UTF8.self) == "<b>three</b>")
    let text = try #require(tree.nodes.indices.first { tree.nodes[$0].kind == .text })
    #expect(String(decoding: tree.text(text), as: UTF8.self) == "\none\ntwo\n")
  }

  @Test func namesAndAttributesOfOtherKindsAreThere() {
    let tree = tree("<X-Card DATA-n=1 data-N=2 hidden><svg viewbox='0 0 1 1'><clippath/></svg>")
    let card = tree.nodes.indices.first { tree.name($0) == "x-card" } ?? 0
    #expect(tree.nodes[card].tag == .unknown)
    #expect(tree.attributes(card).map(\.name) == ["data-n", "hidden"])
    #expect(tree.attributes(card).map(\.value) == ["1", ""])
    let path = tree.nodes.indices.last { tree.nodes[$0].kind == .element } ?? 0
    #expect(tree.name(path) == "clipPath" && tree.nodes[path].namespace == .svg)
    #expect(tree.attributes(Int(tree.nodes[path].parent)).first?.name == "viewBox")
  }

  @Test func theLastOfALongListOfNamesIsFound() {
    let tree = tree("<p>&zwnj;&zwj;&notin;&notit;&NotEqualTilde;&amp&#0;&#x80;&#xD800;&#1114112;&bogus;&#;&#x;")
    let text = tree.nodes.indices.first { tree.nodes[$0].kind == .text } ?? 0
    #expect(
      String(decoding: tree.text(text), as: UTF8.self)
        == "\u{200C}\u{200D}\u{2209}\u{AC}it;\u{2242}\u{338}&\u{FFFD}\u{20AC}\u{FFFD}\u{FFFD}&bogus;&#;&#x;")
  }

  @Test func aFragmentStandsInItsElement() {
    let row = HTMLParser.parse(fragment: Array("<td>one<td>two".utf8), in: .tr)
    #expect(
      HTMLTreeDump.lines(row) == [
        "| <html>", "|   <td>", "|     \"one\"", "|   <td>", "|     \"two\"",
      ])
    #expect(HTMLTreeDump.lines(HTMLParser.parse(fragment: [])) == ["| <html>"])
  }

  @Test func anEmptyPageHasATree() {
    #expect(HTMLTreeDump.lines(tree("")) == ["| <html>", "|   <head>", "|   <body>"])
  }

  /// What costs a page's square in a parser that walks its stack.
  @Test(arguments: [
    String(repeating: "<div>", count: 200_000) + "deep",
    "<p><object>" + String(repeating: "<div>", count: 100_000) + String(repeating: "</section>", count: 100_000),
    "<li><ul>" + String(repeating: "<div><li></li>", count: 100_000),
    String(repeating: "<span>", count: 100_000) + String(repeating: "</x>", count: 100_000),
    "<section><object>" + String(repeating: "<i>", count: 50_000) + String(repeating: "</section>", count: 100_000),
    "<x " + (0..<200_000).map { "a\($0) " }.joined() + ">text",
    "<table>" + String(repeating: "a<i>", count: 50_000) + String(repeating: "<tr>b", count: 50_000),
    String(repeating: "<svg><g>", count: 100_000) + String(repeating: "</p>", count: 1000),
    String(repeating: "&am", count: 300_000) + String(repeating: "<![CDATA[", count: 100_000),
    "<svg>" + String(repeating: "<![CDATA[]]>", count: 100_000),
    String(repeating: "<!--", count: 200_000), String(repeating: "<script><!--", count: 100_000),
    String(repeating: "<template>", count: 100_000) + "text",
    String(repeating: "<select><selectedcontent><option>", count: 3000),
  ])
  func aHostilePageIsParsedToItsEnd(_ page: String) {
    let tree = tree(page)
    #expect(tree.parsedTo == page.utf8.count)
    #expect(tree.nodes.count < page.utf8.count)
    var reached = 0
    var node = tree.following(0, below: 0)
    while let at = node {
      reached += 1
      node = tree.following(at, below: 0)
    }
    #expect(reached <= tree.nodes.count)
  }

  @Test func formattingThatMultipliesMeetsABound() {
    let page = (0..<3000).map { "<b a=\($0)>" }.joined() + String(repeating: "<p>x</p></p>", count: 3000)
    let all = HTMLParser.parse(Array(page.utf8))
    #expect(all.parsedTo == page.utf8.count)
    let bounded = HTMLParser.parse(Array(page.utf8), limits: .init(nodes: 10_000))
    #expect(bounded.parsedTo < page.utf8.count && bounded.nodes.count < 20_000)
  }

  @Test func bytesThatAreNoTextAreKept() {
    let tree = HTMLParser.parse([0x3C, 0x70, 0x3E, 0xFF, 0x00, 0xC3, 0x3C, 0x62, 0xFF, 0x3E])
    let text = tree.nodes.indices.first { tree.nodes[$0].kind == .text } ?? 0
    #expect(Array(tree.text(text)) == [0xFF, 0xC3])
  }
}
