import Document

/// The graph in the languages of Graphviz and Mermaid.
extension WorkflowGraph {
  /// For `dot`.
  public var dot: String {
    var lines = ["digraph \(WorkflowGraph.dotText(title)) {"]
    lines.append(
      "  graph [fontname=\"sans-serif\", rankdir=TB, label=\(WorkflowGraph.dotText(caption)), labelloc=t]"
    )
    lines.append("  node [fontname=\"sans-serif\", shape=box, style=\"rounded\"]")
    lines.append("  edge [fontname=\"sans-serif\", fontsize=10]")
    lines += members(of: nil, indent: "  ") { node, at in
      var attributes = ["label=" + WorkflowGraph.dotText(label(node, separator: "\n"))]
      switch node.kind {
      case .reader: attributes.append("shape=ellipse")
      case .collection, .writer: attributes.append("shape=box, style=\"bold\", peripheries=2")
      case .processor: break
      }
      if !node.conditions.isEmpty {
        attributes.append(node.kind.isBarrier ? "style=\"bold,dashed\"" : "style=\"rounded,dashed\"")
      }
      return "n\(at) [\(attributes.joined(separator: ", "))]"
    } open: { group, at in
      "subgraph cluster_\(at) { label=\(WorkflowGraph.dotText(group.name)); style=\"rounded,dotted\""
    } close: {
      "}"
    }
    for (from, to) in edges {
      let layers = layerText(nodes[from])
      lines.append("  n\(from) -> n\(to)" + (layers.isEmpty ? "" : " [label=\(WorkflowGraph.dotText(" " + layers))]"))
    }
    return (lines + ["}"]).joined(separator: "\n")
  }

  /// For Mermaid, which many pages and forges draw by themselves.
  public var mermaid: String {
    var lines = ["---", "title: \(JSON.line(.string(caption)))", "---", "flowchart TB"]
    lines += members(of: nil, indent: "  ") { node, at in
      let text = WorkflowGraph.mermaidText(label(node, separator: "\n"))
      return switch node.kind {
      case .reader: "n\(at)([\(text)])"
      case .processor: "n\(at)[\(text)]"
      case .collection, .writer: "n\(at)[[\(text)]]"
      }
    } open: { group, at in
      "subgraph g\(at)[\(WorkflowGraph.mermaidText(group.name))]"
    } close: {
      "end"
    }
    for (from, to) in edges {
      let layers = layerText(nodes[from])
      lines.append("  n\(from) -->" + (layers.isEmpty ? "" : "|\(WorkflowGraph.mermaidText(layers))|") + " n\(to)")
    }
    let barriers = nodes.indices.filter { nodes[$0].kind.isBarrier }.map { "n\($0)" }
    if !barriers.isEmpty {
      lines += ["  classDef barrier stroke-width:3px", "  class \(barriers.joined(separator: ",")) barrier"]
    }
    let conditional = nodes.indices.filter { !nodes[$0].conditions.isEmpty }.map { "n\($0)" }
    if !conditional.isEmpty {
      lines += ["  classDef when stroke-dasharray:5 3", "  class \(conditional.joined(separator: ",")) when"]
    }
    return lines.joined(separator: "\n")
  }

  var caption: String { summary.isEmpty ? title : "\(title): \(summary)" }

  /// Id, what it uses, whether it waits for all documents, and its conditions.
  private func label(_ node: Node, separator: String) -> String {
    var lines = [node.name, node.use]
    if node.kind.isBarrier { lines.append("all documents") }
    lines += node.conditions.map { "when " + WorkflowGraph.clipped($0, to: 40) }
    return lines.joined(separator: separator)
  }

  func layerText(_ node: Node) -> String {
    let shown = node.makes.prefix(3).joined(separator: ", ")
    return node.makes.count > 3 ? shown + " …" : shown
  }

  /// The lines of a group's nodes and groups, each group's within its own.
  private func members(
    of group: Int?, indent: String, node line: (Node, Int) -> String, open: (Group, Int) -> String, close: () -> String
  ) -> [String] {
    var lines: [String] = []
    for (at, node) in nodes.enumerated() where node.group == group { lines.append(indent + line(node, at)) }
    for (at, inner) in groups.enumerated() where inner.parent == group {
      lines.append(indent + open(inner, at))
      lines += members(of: at, indent: indent + "  ", node: line, open: open, close: close)
      lines.append(indent + close())
    }
    return lines
  }

  static func clipped(_ text: String, to count: Int) -> String {
    text.count > count ? text.prefix(count - 1) + "…" : text
  }

  /// A quoted text of dot: a backslash would begin one of its escapes, such as `\N`.
  static func dotText(_ text: String) -> String {
    var made = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": made += "\\\""
      case "\\": made += "\\\\"
      case "\n": made += "\\n"
      case _ where scalar.value < 0x20 || scalar.value == 0x7F: made += " "
      // A label is read for references to characters, as in HTML.
      case "&": made += "&amp;"
      default: made.unicodeScalars.append(scalar)
      }
    }
    return made + "\""
  }

  /// A quoted text of Mermaid: every sign that means something to it, to Markdown or to HTML goes by its number.
  static func mermaidText(_ text: String) -> String {
    var made = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n": made += "<br/>"
      case " ", ".", ",", "-", "/", ":", "(", ")", "=": made.unicodeScalars.append(scalar)
      case _ where scalar.value < 0x20 || scalar.value == 0x7F: made += " "
      case _ where scalar.isASCII && !scalar.properties.isAlphabetic && !("0"..."9").contains(scalar):
        made += "#\(scalar.value);"
      default: made.unicodeScalars.append(scalar)
      }
    }
    return "\"\(made)\""
  }
}
