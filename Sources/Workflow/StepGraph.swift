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
          diagnostics.error(
            "workflow.unknown-step", "'\(step.id)' needs '\(need.value)', and there is no such step", at: need.place,
            help: StepGraph.remedy(need.value, steps.map(\.id)))
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

  private static func remedy(_ need: String, _ ids: [String]) -> String {
    let whole = String(need.prefix { $0 != "[" && $0 != "/" })
    if whole != need, ids.contains(whole) { return "write `needs: [\(whole)]`: it stands for all of its steps" }
    let parts = need.split { $0 == " " || $0 == "," }.map(String.init)
    if parts.count > 1, parts.allSatisfy(ids.contains) {
      return "write a list: `needs: [\(parts.joined(separator: ", "))]`"
    }
    if let near = nearest(need, among: ids).first { return "did you mean '\(near)'?" }
    return "the steps are \(ids.joined(separator: ", "))"
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
    if cycle.count == 2 {
      let step = steps[at]
      return diagnostics.error(
        "workflow.cycle", "'\(step.id)' needs itself",
        at: step.needs?.first { $0.value == step.id }?.place ?? step.place, help: "remove it from 'needs'")
    }
    let names = cycle.map { "'\(steps[$0].id)'" }.joined(separator: " needs ")
    let first = steps[cycle.min() ?? at]
    diagnostics.error(
      "workflow.cycle", "the steps wait for each other: \(names)", at: first.needs?.first?.place ?? first.place,
      help: "remove one of these needs")
  }
}
