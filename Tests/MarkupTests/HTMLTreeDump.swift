@testable import Markup

/// A tree in the form of html5lib's tests: one node a line, two blanks for each level.
enum HTMLTreeDump {
  static func lines(_ tree: HTMLTree, below root: Int = 0) -> [String] {
    var lines: [String] = []
    var levels: [Int: Int] = [root: -1]
    var node = tree.following(root, below: root)
    while let at = node {
      let level = (levels[Int(tree.nodes[at].parent)] ?? -1) + 1
      levels[at] = level
      let indent = "| " + String(repeating: "  ", count: level)
      switch tree.nodes[at].kind {
      case .document: break
      case .content: lines.append(indent + "content")
      case .doctype:
        let doctype = tree.doctype(at) ?? HTMLDoctype()
        var line = "<!DOCTYPE " + (doctype.name ?? "")
        if doctype.publicIdentifier != nil || doctype.systemIdentifier != nil {
          line += " \"\(doctype.publicIdentifier ?? "")\" \"\(doctype.systemIdentifier ?? "")\""
        }
        lines.append(indent + line + ">")
      case .comment: lines.append(indent + "<!-- " + text(tree, at) + " -->")
      case .text: lines.append(indent + "\"" + text(tree, at) + "\"")
      case .element:
        let prefix = tree.nodes[at].namespace == .svg ? "svg " : tree.nodes[at].namespace == .mathML ? "math " : ""
        lines.append(indent + "<" + prefix + tree.name(at) + ">")
        let attributes = tree.attributes(at).map { attribute -> (String, String) in
          let isForeign = tree.nodes[at].namespace != .html && HTMLForeignNames.prefixed.contains(attribute.name)
          return (isForeign ? attribute.name.replacing(":", with: " ") : attribute.name, attribute.value)
        }
        for (name, value) in attributes.sorted(by: { Array($0.0.utf16).lexicographicallyPrecedes(Array($1.0.utf16)) }) {
          lines.append(indent + "  " + name + "=\"" + value + "\"")
        }
      }
      node = tree.following(at, below: root)
    }
    return lines
  }

  private static func text(_ tree: HTMLTree, _ node: Int) -> String { String(decoding: tree.text(node), as: UTF8.self) }
}
