import Document
import Workbench

/// A plan as a picture shows it: steps as boxes, what follows what as arrows, loops and nested workflows as boxes around them.
public struct WorkflowGraph: Sendable {
  enum Kind: String, Sendable {
    case reader, processor, collection, writer

    /// Whether the step waits for all documents.
    var isBarrier: Bool { self == .collection || self == .writer }
  }

  struct Node: Sendable {
    /// Its full id: `clean/tidy`, `export[html]`.
    var id: String
    /// Its id within its group.
    var name: String
    var use: String
    var kind: Kind
    /// Every `when` that must hold, on one line each.
    var conditions: [String]
    /// Names of the layers it makes.
    var makes: [String]
    /// The group it is in; nil for none.
    var group: Int?
  }

  /// The steps of a nested workflow, of a loop, or of one turn of it.
  struct Group: Sendable {
    var name: String
    var parent: Int?
  }

  let title: String
  let summary: String
  let nodes: [Node]
  let groups: [Group]
  /// Positions of nodes: the second follows the first.
  let edges: [(from: Int, to: Int)]

  public init(_ plan: Plan) {
    title = plan.workflow.name
    summary = plan.workflow.summary
    var tree = GroupTree()
    nodes = plan.steps.map { step in
      let (group, name) = tree.place(step.id)
      return Node(
        id: step.id, name: name, use: step.use.contains("${") ? step.manual.identifier : step.use, kind: step.kind,
        conditions: step.conditionTexts.map { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") },
        makes: step.kind.isBarrier ? [] : step.manual.makes.map(\.name).filter { $0 != Layer.blocks.name }, group: group
      )
    }
    groups = tree.groups
    let positions = Dictionary(plan.steps.enumerated().map { ($1.id, $0) }) { first, _ in first }
    edges = plan.steps.enumerated().flatMap { at, step in
      step.needs.compactMap { need in positions[need].map { (from: $0, to: at) } }
    }
  }

  /// The groups that a node is in, the outermost first.
  func path(of group: Int?) -> [Int] {
    guard let group else { return [] }
    return path(of: groups[group].parent) + [group]
  }
}

/// Finds the groups in full ids: `outer[2]/inner[md]` is in `outer`, in `outer[2]`, in the loop `inner`.
private struct GroupTree {
  private(set) var groups: [WorkflowGraph.Group] = []
  private var known: [String: Int] = [:]

  mutating func place(_ id: String) -> (group: Int?, name: String) {
    var group: Int?
    var path = ""
    let parts = GroupTree.parts(of: id)
    for (at, part) in parts.enumerated() {
      let isLast = at == parts.count - 1
      if part.hasSuffix("]"), let bracket = part.firstIndex(of: "[") {
        group = enter(path + part[..<bracket], String(part[..<bracket]), group)
      }
      if isLast { break }
      path += part
      group = enter(path, String(part), group)
      path += "/"
    }
    return (group, String(parts.last ?? ""))
  }

  private mutating func enter(_ path: String, _ name: String, _ parent: Int?) -> Int {
    if let group = known[path] { return group }
    groups.append(WorkflowGraph.Group(name: name, parent: parent))
    known[path] = groups.count - 1
    return groups.count - 1
  }

  /// Cut at slashes that are not within brackets: a loop's value may hold one.
  private static func parts(of id: String) -> [Substring] {
    var parts: [Substring] = []
    var start = id.startIndex
    var depth = 0
    for at in id.indices {
      switch id[at] {
      case "[": depth += 1
      case "]": depth -= 1
      case "/" where depth == 0:
        parts.append(id[start..<at])
        start = id.index(after: at)
      default: break
      }
    }
    return parts + [id[start...]]
  }
}

extension PlannedStep {
  fileprivate var kind: WorkflowGraph.Kind {
    switch runner {
    case .reader: .reader
    case .processor: .processor
    case .collection: .collection
    case .writer: .writer
    }
  }
}
