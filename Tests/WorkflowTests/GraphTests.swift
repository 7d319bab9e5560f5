import Document
import Foundation
import FoundationXML
import TestKit
import Testing
import Workbench

@testable import Workflow

private let hostile = [
  #"<b>&"'\N"#, "a/b`c", "{x}|;", "#35;", "<script>", "-->", "]]", "عربي", "&amp;", "%%", "\"]", "<!--", "]]>",
].filter { !$0.contains("]") && !$0.contains("[") }

/// A workflow with a loop over hostile values, a condition with hostile text, and a nested workflow.
private func graph(_ bench: Bench) throws -> WorkflowGraph {
  try bench.write("flow/inner.yaml", "dragoman: 1\nsteps:\n  - use: test.lines\n  - { id: mark, use: test.marks }\n")
  let values = hostile.map { JSON.line(.string($0)) }.joined(separator: ", ")
  let (plan, diagnostics) = try bench.plan(
    """
      - { id: read, use: test.lines }
      - { id: inner, use: "workflow:inner.yaml" }
      - id: fine
        use: test.fails
        when: doc.title ~= "]]><!--\\"</svg>" and 1 < 2 & 3
      - { id: odd, use: test.joins, foreach: [\(values)] }
      - { id: last, use: test.writes, needs: [fine] }

    """, head: "summary: '\"]; <b> & \\N `x` #quot;'\n")
  return WorkflowGraph(try #require(plan, "\(diagnostics)"))
}

@Test func loopsAndNestedWorkflowsAreGroups() throws {
  try Bench.with { bench in
    let graph = try graph(bench)
    #expect(graph.nodes.prefix(3).map(\.id) == ["read", "inner/mark", "fine"])
    #expect(graph.groups.map(\.name) == ["inner", "odd"])
    #expect(graph.nodes[1].name == "mark" && graph.nodes[1].group == 0)
    #expect(graph.nodes.filter { $0.group == 1 }.map(\.name) == hostile.map { "odd[\($0)]" })
    #expect(graph.nodes.last?.kind == .writer)
    #expect(graph.edges.contains { $0 == (0, 1) } && graph.edges.contains { $0 == (1, 2) })
    #expect(graph.nodes[2].makes == ["fine"] && graph.nodes[1].makes == ["mark"])
    #expect(graph.nodes[2].conditions == [#"doc.title ~= "]]><!--\"</svg>" and 1 < 2 & 3"#])
  }
}

/// The SVG is XML whatever the names are, and shows each of them.
@Test func hostileNamesStayText() throws {
  try Bench.with { bench in
    let graph = try graph(bench)
    let reader = TextCollector()
    let parser = XMLParser(data: Data(graph.svg.utf8))
    parser.delegate = reader
    #expect(parser.parse(), "\(String(describing: parser.parserError))")
    for value in hostile { #expect(reader.texts.contains("odd[\(value)]"), "\(value)") }
    #expect(!reader.elements.contains("script") && !reader.elements.contains("b"))
    #expect(
      Set(reader.elements).isSubset(of: ["svg", "style", "defs", "marker", "path", "rect", "text", "g", "title"]))
    #expect(
      !graph.svg.contains("http") || graph.svg.components(separatedBy: "http").count == 2, "only its own namespace")

    // Every text of dot is quoted, with quotes and backslashes doubled or escaped.
    let names = graph.dot.split(separator: "\n").filter { $0.contains("odd") }
    #expect(names.contains { $0.contains(#"odd[<b>&amp;\"'\\N]"#) })
    for line in graph.dot.split(separator: "\n") { #expect(unescapedQuotes(line) % 2 == 0, "\(line)") }

    // In Mermaid nothing but letters and a few signs stands for itself.
    for line in graph.mermaid.split(separator: "\n").dropFirst(4) {
      let texts = line.split(separator: "\"", omittingEmptySubsequences: false)
      #expect(texts.count % 2 == 1)
      for (at, text) in texts.enumerated() where at % 2 == 1 {
        let rest = text.replacing("<br/>", with: "").replacing(/#\d+;/, with: "")
        #expect(!rest.contains { "<>\"'`{}|;#&[]\\".contains($0) }, "\(text)")
      }
    }
  }
}

private func unescapedQuotes(_ line: Substring) -> Int {
  var count = 0
  var isEscaped = false
  for character in line {
    if character == "\"", !isEscaped { count += 1 }
    isEscaped = character == "\\" && !isEscaped
  }
  return count
}

private final class TextCollector: NSObject, XMLParserDelegate {
  var elements: [String] = []
  var texts: [String] = []
  private var text = ""

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String] = [:]
  ) {
    elements.append(name)
    text = ""
  }

  func parser(_ parser: XMLParser, foundCharacters characters: String) { text += characters }

  func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
    if name == "text" { texts.append(text) }
  }
}

/// Graphviz, where it is installed, takes what is printed, and finds all boxes and arrows.
@Test(.enabled("graphviz is not installed") { (try? Shell.run("dot -V", in: "/"))?.status == 0 })
func graphvizReadsIt() throws {
  try Bench.with { bench in
    let graph = try graph(bench)
    try bench.write("graph.dot", graph.dot)
    let result = try Shell.run("dot -Tplain graph.dot", in: bench.folder)
    #expect(result.status == 0 && result.error.isEmpty, "\(result.error)")
    let lines = result.output.split(separator: "\n")
    #expect(lines.filter { $0.hasPrefix("node ") }.count == graph.nodes.count)
    #expect(lines.filter { $0.hasPrefix("edge ") }.count == graph.edges.count)
  }
}

/// No two boxes meet, every box lies below those it follows, and no arrow runs through a box.
@Test func boxesDoNotOverlap() {
  var random = SeededRandom(seed: 5)
  for _ in 0..<300 {
    let count = 1 + random.next(24)
    let boxes = (0..<count).map { _ in
      GraphLayout.Size(width: Double(40 + random.next(260)), height: Double(30 + random.next(90)))
    }
    var edges: [(from: Int, to: Int)] = []
    for to in 1..<max(2, count) where to < count {
      for _ in 0..<random.next(3) { edges.append((random.next(to), to)) }
    }
    let layout = GraphLayout(boxes, edges: edges)
    for a in boxes.indices {
      let (corner, size) = (layout.corners[a], boxes[a])
      #expect(corner.x >= -0.01 && corner.x + size.width <= layout.size.width + 0.01)
      #expect(corner.y >= 0 && corner.y + size.height <= layout.size.height + 0.01)
      for b in boxes.indices where b > a {
        let other = layout.corners[b]
        let isApart =
          corner.x + size.width + GraphLayout.boxGap <= other.x + 0.01
          || other.x + boxes[b].width + GraphLayout.boxGap <= corner.x + 0.01
          || corner.y + size.height + GraphLayout.rowGap <= other.y + 0.01
          || other.y + boxes[b].height + GraphLayout.rowGap <= corner.y + 0.01
        #expect(isApart, "\(a) and \(b)")
      }
    }
    for (at, edge) in edges.enumerated() {
      let route = layout.routes[at]
      #expect(layout.corners[edge.to].y >= layout.corners[edge.from].y + boxes[edge.from].height)
      // Where an arrow is upright it crosses a row: no box of the row may stand there.
      for (a, b) in zip(route, route.dropFirst()).dropFirst().dropLast() where a.x == b.x {
        for (box, corner) in layout.corners.enumerated() where corner.y < b.y && corner.y + boxes[box].height > a.y {
          #expect(a.x < corner.x || a.x > corner.x + boxes[box].width, "arrow \(at) and box \(box)")
        }
      }
    }
  }
}

@Test func aSequenceIsMadeToRiseWithTheLeastChange() {
  #expect(GraphLayout.rising([1, 3, 2, 4]) == [1, 2.5, 2.5, 4])
  #expect(GraphLayout.rising([3, 2, 1]) == [2, 2, 2])
  #expect(GraphLayout.rising([]) == [])
}
