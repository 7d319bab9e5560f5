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

  /// For each step whether each other step comes before it, directly or through others.
  func ancestors() -> [Set<Int>] {
    var found = Array(repeating: Set<Int>(), count: needs.count)
    for at in order {
      for need in needs[at] { found[at].formUnion(found[need].union([need])) }
    }
    return found
  }
}

extension StepGraph {
  /// Checks that every layer a step needs is made before it, and that steps which may run side by side do not meet.
  func checkLayers(_ steps: [WorkflowStep], _ manuals: [Manual?], _ diagnostics: inout Diagnostics) {
    let ancestors = ancestors()
    for at in steps.indices {
      guard let manual = manuals[at] else { continue }
      checkNeeds(steps, manuals, at, manual, ancestors[at], &diagnostics)
      for other in steps.indices where other < at && !ancestors[at].contains(other) && !ancestors[other].contains(at) {
        guard let otherManual = manuals[other] else { continue }
        checkSideBySide(steps[other], otherManual, steps[at], manual, &diagnostics)
      }
    }
  }

  private func checkNeeds(
    _ steps: [WorkflowStep], _ manuals: [Manual?], _ at: Int, _ manual: Manual, _ before: Set<Int>,
    _ diagnostics: inout Diagnostics
  ) {
    // A step whose processor is unknown, or which declares nothing, may make anything.
    if before.contains(where: { manuals[$0]?.makesAnyLayer ?? true }) { return }
    let made = Set(before.flatMap { manuals[$0]?.makes ?? [] }).union([.blocks])
    for layer in manual.needs where !made.contains(layer) {
      let makers = steps.indices.filter { manuals[$0]?.makes.contains(layer) == true }.map { "'\(steps[$0].id)'" }
      diagnostics.error(
        "workflow.layer", "'\(steps[at].id)' needs the layer '\(layer)', which no step before it makes",
        at: steps[at].use.place,
        help: makers.isEmpty
          ? "add a step that makes it before this one; `dragoman processors` says which do"
          : "let it come after \(makers.joined(separator: " or "))")
    }
  }

  private func checkSideBySide(
    _ a: WorkflowStep, _ first: Manual, _ b: WorkflowStep, _ second: Manual, _ diagnostics: inout Diagnostics
  ) {
    for (step, manual, other) in [(a, first, b), (b, second, a)] where manual.editsText {
      diagnostics.error(
        "workflow.side-by-side", "'\(step.id)' edits the text and may run side by side with '\(other.id)'", at: b.place,
        help: "let one of them need the other")
    }
    for layer in Set(first.makes).intersection(second.makes).sorted(by: { $0.name < $1.name }) {
      diagnostics.error(
        "workflow.side-by-side", "'\(a.id)' and '\(b.id)' may run side by side and both make the layer '\(layer)'",
        at: b.place, help: "let one of them need the other")
    }
  }
}
