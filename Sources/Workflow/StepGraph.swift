import Document
import Text
import Workbench

/// The steps of a workflow as a directed graph without cycles.
struct StepGraph {
  /// For each step the steps it follows at once, by position.
  let needs: [[Int]]
  /// The positions in an order in which each step comes after what it needs; of two that may come first, the earlier in the
  /// file does.
  let order: [Int]

  /// - Returns: nil where needs are unknown or form a cycle; the diagnostics say which.
  init?(_ steps: [WorkflowStep], _ diagnostics: inout Diagnostics) {
    var positions: [String: Int] = [:]
    for (at, step) in steps.enumerated() where positions[step.id] == nil { positions[step.id] = at }
    var needs: [[Int]] = []
    var isSound = true
    for (at, step) in steps.enumerated() {
      guard let named = step.needs else {
        needs.append(at == 0 ? [] : [at - 1])
        continue
      }
      var found: [Int] = []
      for need in named {
        if let position = positions[need.value] {
          found.append(position)
        } else {
          isSound = false
          let near = nearest(need.value, among: steps.map(\.id)).first.map { "did you mean '\($0)'?" }
          diagnostics.error(
            "workflow.unknown-step", "'\(step.id)' needs '\(need.value)', and there is no such step", at: need.place,
            help: near ?? "the steps are \(steps.map(\.id).joined(separator: ", "))")
        }
      }
      needs.append(found)
    }
    guard isSound else { return nil }
    var order: [Int] = []
    var isPlaced = Array(repeating: false, count: steps.count)
    while order.count < steps.count {
      guard let next = steps.indices.first(where: { at in !isPlaced[at] && needs[at].allSatisfy { isPlaced[$0] } })
      else {
        StepGraph.reportCycle(steps, needs, isPlaced, &diagnostics)
        return nil
      }
      isPlaced[next] = true
      order.append(next)
    }
    self.needs = needs
    self.order = order
  }

  /// Walks back from a step that could not be placed until one comes again.
  private static func reportCycle(
    _ steps: [WorkflowStep], _ needs: [[Int]], _ isPlaced: [Bool], _ diagnostics: inout Diagnostics
  ) {
    guard var at = isPlaced.firstIndex(of: false) else { return }
    var path: [Int] = []
    while !path.contains(at) {
      path.append(at)
      guard let next = needs[at].first(where: { !isPlaced[$0] }) else { return }
      at = next
    }
    let cycle = path[(path.firstIndex(of: at) ?? 0)...] + [at]
    let names = cycle.map { "'\(steps[$0].id)'" }.joined(separator: " needs ")
    let first = steps[cycle.min() ?? at]
    diagnostics.error(
      "workflow.cycle", "the steps wait for each other: \(names)", at: first.needs?.first?.place ?? first.place,
      help: "remove one of these needs")
  }
}
