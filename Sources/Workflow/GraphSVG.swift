import Markup

/// The graph as a picture of its own: one SVG without fonts, scripts or addresses, for light and dark pages.
extension WorkflowGraph {
  public var svg: String { GraphDrawing(self).document }
}

/// Draws a graph: the members of each group are laid out by themselves, so that no box of a group lies over another.
private struct GraphDrawing {
  private let graph: WorkflowGraph
  private var shapes: [String] = []

  private static let padding = 16.0
  private static let titleHeight = 20.0
  private static let lineHeight = 17.0
  /// Space below a box in which the layers that it makes are written.
  private static let layerHeight = 18.0
  private static let longest = 34

  /// A node or a group where it is a member.
  private enum Member: Hashable {
    case node(Int)
    case group(Int)
  }

  private struct Arrangement {
    var members: [Member]
    var layout: GraphLayout
    var inner: [Int: Arrangement]
  }

  let document: String

  init(_ graph: WorkflowGraph) {
    self.graph = graph
    let arrangement = GraphDrawing.arrange(graph, nil)
    // The title is isolated: an Arabic name before an English summary keeps its place.
    let rest = graph.summary.isEmpty ? "" : ": " + graph.summary
    let caption = WorkflowGraph.clipped("\u{2068}\(graph.title)\u{2069}" + rest, to: 90)
    let size = arrangement.layout.size
    let width = max(size.width, GraphDrawing.width(of: caption, size: 15)) + 48
    let head = 56.0
    var drawing = ""
    GraphDrawing.draw(arrangement, graph, at: .init(x: (width - size.width) / 2, y: head), into: &drawing)
    let height = head + size.height + 24
    document = """
      <svg xmlns="http://www.w3.org/2000/svg" width="\(GraphDrawing.number(width))" height="\(GraphDrawing.number(height))" \
      viewBox="0 0 \(GraphDrawing.number(width)) \(GraphDrawing.number(height))" role="img" \
      aria-label=\(XMLText.attribute(graph.caption))>
      <style>\(GraphDrawing.style)</style>
      <defs><marker id="head" viewBox="0 0 8 8" refX="7.5" refY="4" markerWidth="8" markerHeight="8" orient="auto">\
      <path class="head" d="M0 0L8 4L0 8Z"/></marker></defs>
      <rect class="page" width="100%" height="100%"/>
      <text class="caption" x="\(GraphDrawing.number(width / 2))" y="30">\(XMLText.escaped(caption))</text>
      \(drawing)</svg>

      """
  }

  private static let style = """
    text{font:13px system-ui,"Noto Sans","Noto Sans Arabic","Noto Naskh Arabic",sans-serif;text-anchor:middle;\
    unicode-bidi:plaintext;fill:#1d2530}.page{fill:#fff}.caption{font-size:15px;font-weight:600}.name{font-weight:600}\
    .use,.when,.layers,.wait{font-size:11.5px;fill:#55606e}.when{font-style:italic}\
    .layers{fill:#1f6f54}\
    .box{fill:#f4f7fa;stroke:#6b7a8c;stroke-width:1.2}.reader{fill:#e6f1fb;stroke:#3873ac}\
    .barrier{fill:#fdf3e1;stroke:#a9751c}.bar{fill:#a9751c}.maybe{stroke-dasharray:5 3}\
    .group{fill:#6b7a8c;fill-opacity:.07;stroke:#6b7a8c;stroke-opacity:.6;stroke-dasharray:2 3}\
    .title{text-anchor:start;font-size:11.5px;font-weight:600;fill:#55606e}\
    .edge{fill:none;stroke:#6b7a8c;stroke-width:1.3}.head{fill:#6b7a8c}\
    @media(prefers-color-scheme:dark){text{fill:#e3e8ee}.page{fill:#14181d}\
    .use,.when,.wait,.title{fill:#a5b1bf}.layers{fill:#7fd0b0}\
    .box{fill:#1e252d;stroke:#8695a6}.reader{fill:#17293b;stroke:#6ca6de}.barrier{fill:#33280f;stroke:#d9a54a}\
    .bar{fill:#d9a54a}.group{fill:#a5b1bf}.edge{stroke:#8695a6}.head{fill:#8695a6}}
    """

  // MARK: places

  private static func arrange(_ graph: WorkflowGraph, _ group: Int?) -> Arrangement {
    var members: [Member] = []
    var positions: [Member: Int] = [:]
    func position(_ member: Member) -> Int {
      if let known = positions[member] { return known }
      members.append(member)
      positions[member] = members.count - 1
      return members.count - 1
    }
    let paths = graph.nodes.map { graph.path(of: $0.group) }
    let depth = graph.path(of: group).count
    /// The member of this group that a node is or is in; nil for nodes outside.
    func member(_ node: Int) -> Member? {
      guard group == nil || paths[node].contains(group ?? -1) else { return nil }
      return paths[node].count > depth ? .group(paths[node][depth]) : .node(node)
    }
    for node in graph.nodes.indices { if let member = member(node) { _ = position(member) } }
    var edges: [(from: Int, to: Int)] = []
    var drawn: Set<[Int]> = []
    for (from, to) in graph.edges {
      guard let first = member(from), let second = member(to), first != second else { continue }
      let edge = (from: position(first), to: position(second))
      if drawn.insert([edge.from, edge.to]).inserted { edges.append(edge) }
    }
    var inner: [Int: Arrangement] = [:]
    let boxes = members.map { member in
      switch member {
      case .node(let node): return size(of: graph.nodes[node], graph)
      case .group(let group):
        let arrangement = arrange(graph, group)
        inner[group] = arrangement
        let title = width(of: WorkflowGraph.clipped(graph.groups[group].name, to: longest), size: 11.5)
        return GraphLayout.Size(
          width: max(arrangement.layout.size.width, title) + 2 * padding,
          height: arrangement.layout.size.height + 2 * padding + titleHeight)
      }
    }
    return Arrangement(members: members, layout: GraphLayout(boxes, edges: edges), inner: inner)
  }

  private static func lines(of node: WorkflowGraph.Node) -> [(style: String, text: String)] {
    var lines = [(style: "name", text: node.name), (style: "use", text: node.use)]
    if node.kind.isBarrier { lines.append((style: "wait", text: "all documents")) }
    lines += node.conditions.map { (style: "when", text: "when " + $0) }
    return lines.map { (style: $0.style, text: WorkflowGraph.clipped($0.text, to: longest)) }
  }

  private static func size(of node: WorkflowGraph.Node, _ graph: WorkflowGraph) -> GraphLayout.Size {
    let lines = lines(of: node)
    let widest = lines.map { width(of: $0.text, size: $0.style == "name" ? 13.5 : 11.5) }.max() ?? 0
    let layers = graph.layerText(node)
    return GraphLayout.Size(
      width: max(widest + 28, width(of: layers, size: 11.5), 96),
      height: Double(lines.count) * lineHeight + 14 + (layers.isEmpty ? 0 : layerHeight))
  }

  /// About how wide a text is drawn: no fonts are asked, so rather too much than too little.
  private static func width(of text: String, size: Double) -> Double {
    text.unicodeScalars.reduce(0) { width, scalar in
      let part: Double =
        switch scalar.value {
        case _ where scalar.properties.generalCategory == .nonspacingMark: 0
        case 0x2E80...0xFFDC, 0x1F000...: 1.05
        case 0x41...0x5A: 0.7
        case 0x6D, 0x77, 0x40, 0x25: 0.9
        case 0x20, 0x69, 0x6C, 0x2E, 0x2C, 0x3A, 0x27: 0.34
        default: 0.6
        }
      return width + part * size
    }
  }

  // MARK: drawing

  private static func draw(
    _ arrangement: Arrangement, _ graph: WorkflowGraph, at origin: GraphLayout.Point, into drawing: inout String
  ) {
    for (at, member) in arrangement.members.enumerated() {
      guard case .group(let group) = member, let inner = arrangement.inner[group] else { continue }
      let corner = moved(arrangement.layout.corners[at], origin)
      let name = graph.groups[group].name
      let title = WorkflowGraph.clipped(name, to: longest)
      let width = max(inner.layout.size.width, self.width(of: title, size: 11.5)) + 2 * padding
      let height = inner.layout.size.height + 2 * padding + titleHeight
      drawing += "<g><title>\(XMLText.escaped(name))</title>"
      drawing += "<rect class=\"group\" \(frame(corner, width, height)) rx=\"10\"/>"
      drawing += text("title", title, corner.x + padding, corner.y + 19) + "</g>\n"
      let start = GraphLayout.Point(
        x: corner.x + (width - inner.layout.size.width) / 2, y: corner.y + padding + titleHeight)
      draw(inner, graph, at: start, into: &drawing)
    }
    for route in arrangement.layout.routes { drawing += path(route.map { moved($0, origin) }) }
    for (at, member) in arrangement.members.enumerated() {
      guard case .node(let node) = member else { continue }
      draw(graph.nodes[node], graph, at: moved(arrangement.layout.corners[at], origin), into: &drawing)
    }
  }

  private static func draw(
    _ node: WorkflowGraph.Node, _ graph: WorkflowGraph, at corner: GraphLayout.Point, into drawing: inout String
  ) {
    let size = size(of: node, graph)
    let layers = graph.layerText(node)
    let height = size.height - (layers.isEmpty ? 0 : layerHeight)
    let kind = node.kind.isBarrier ? " barrier" : node.kind == .reader ? " reader" : ""
    let maybe = node.conditions.isEmpty ? "" : " maybe"
    let radius = node.kind == .reader ? height / 2 : node.kind.isBarrier ? 2 : 7
    let told = ([node.id, node.use] + node.conditions.map { "when " + $0 }).joined(separator: "\n")
    drawing += "<g><title>\(XMLText.escaped(told))</title>"
    drawing += "<rect class=\"box\(kind)\(maybe)\" \(frame(corner, size.width, height)) rx=\"\(number(radius))\"/>"
    if node.kind.isBarrier { drawing += "<rect class=\"bar\" \(frame(corner, size.width, 5))/>" }
    let middle = corner.x + size.width / 2
    for (at, line) in lines(of: node).enumerated() {
      drawing += text(line.style, line.text, middle, corner.y + 21 + Double(at) * lineHeight)
    }
    if !layers.isEmpty { drawing += text("layers", layers, middle, corner.y + height + 15) }
    drawing += "</g>\n"
  }

  private static func path(_ points: [GraphLayout.Point]) -> String {
    guard let first = points.first else { return "" }
    var path = "M\(number(first.x)) \(number(first.y))"
    for (a, b) in zip(points, points.dropFirst()) {
      if a.x == b.x {
        path += "L\(number(b.x)) \(number(b.y))"
      } else {
        let middle = number((a.y + b.y) / 2)
        path += "C\(number(a.x)) \(middle) \(number(b.x)) \(middle) \(number(b.x)) \(number(b.y))"
      }
    }
    return "<path class=\"edge\" d=\"\(path)\" marker-end=\"url(#head)\"/>\n"
  }

  private static func text(_ style: String, _ text: String, _ x: Double, _ y: Double) -> String {
    "<text class=\"\(style)\" x=\"\(number(x))\" y=\"\(number(y))\">\(XMLText.escaped(text))</text>"
  }

  private static func frame(_ corner: GraphLayout.Point, _ width: Double, _ height: Double) -> String {
    "x=\"\(number(corner.x))\" y=\"\(number(corner.y))\" width=\"\(number(width))\" height=\"\(number(height))\""
  }

  private static func moved(_ point: GraphLayout.Point, _ origin: GraphLayout.Point) -> GraphLayout.Point {
    .init(x: point.x + origin.x, y: point.y + origin.y)
  }

  /// With one decimal at most.
  private static func number(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return tenths % 10 == 0 ? String(tenths / 10) : "\(Double(tenths) / 10)"
  }
}
