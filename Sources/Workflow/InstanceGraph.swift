import Document
import Workbench

/// Which of the steps that will run come before which.
struct InstanceGraph {
  /// For each instance whether each other comes before it, directly or through others.
  private var before: [[Bool]] = []

  init(_ instances: [StepInstance]) {
    for instance in instances {
      var row = Array(repeating: false, count: instances.count)
      for need in instance.needs {
        row[need] = true
        for (at, comes) in before[need].enumerated() where comes { row[at] = true }
      }
      before.append(row)
    }
  }

  func comes(_ first: Int, before second: Int) -> Bool { before[second][first] }
}

extension InstanceGraph {
  /// Checks that every layer a step needs is made before it, and that steps which may run side by side do not meet. Of steps
  /// that run once per value the first to be at fault speaks for all.
  func checkLayers(_ instances: [StepInstance], _ diagnostics: inout Diagnostics) {
    let effects = instances.map { $0.entry?.effects }
    var said: Set<[Place]> = []
    for at in instances.indices {
      guard let manual = effects[at] else { continue }
      let place = instances[at].step.place
      if !said.contains([place]), checkNeeds(instances, effects, at, manual, &diagnostics) { said.insert([place]) }
      for other in 0..<at where !comes(other, before: at) {
        guard let otherManual = effects[other] else { continue }
        let pair = [instances[other].step.place, place]
        if said.contains(pair) { continue }
        if checkSideBySide(instances[other], otherManual, instances[at], manual, &diagnostics) { said.insert(pair) }
      }
    }
  }

  /// - Returns: whether something is wrong.
  private func checkNeeds(
    _ instances: [StepInstance], _ effects: [Manual?], _ at: Int, _ manual: Manual, _ diagnostics: inout Diagnostics
  ) -> Bool {
    let before = (0..<at).filter { comes($0, before: at) }
    // A step whose processor is unknown, or which declares nothing, may make anything.
    if before.contains(where: { effects[$0]?.makesAnyLayer ?? true }) { return false }
    let made = Set(before.flatMap { effects[$0]?.makes ?? [] }).union([.blocks])
    var isFault = false
    for layer in manual.needs where !made.contains(layer) {
      isFault = true
      let makers = instances.indices.filter { effects[$0]?.makes.contains(layer) == true }
        .map { "'\(instances[$0].id)'" }
      diagnostics.error(
        "workflow.layer", "'\(instances[at].id)' needs the layer '\(layer)', which no step before it makes",
        at: instances[at].step.use.place,
        help: makers.isEmpty
          ? "add a step that makes it before this one; `dragoman processors` says which do"
          : "let it come after \(makers.joined(separator: " or "))")
    }
    return isFault
  }

  /// - Returns: whether something is wrong.
  private func checkSideBySide(
    _ a: StepInstance, _ first: Manual, _ b: StepInstance, _ second: Manual, _ diagnostics: inout Diagnostics
  ) -> Bool {
    var isFault = false
    for (step, manual, other) in [(a, first, b), (b, second, a)] where manual.editsText {
      isFault = true
      diagnostics.error(
        "workflow.side-by-side", "'\(step.id)' edits the text and may run side by side with '\(other.id)'",
        at: b.step.place, help: "let one of them need the other")
    }
    for layer in Set(first.makes).intersection(second.makes).sorted(by: { $0.name < $1.name }) {
      isFault = true
      diagnostics.error(
        "workflow.side-by-side", "'\(a.id)' and '\(b.id)' may run side by side and both make the layer '\(layer)'",
        at: b.step.place, help: "let one of them need the other")
    }
    return isFault
  }
}
