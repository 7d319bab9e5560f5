import Document
import Workbench

/// One document on its way through the steps of a stage.
struct DocumentWork {
  let run: Run
  let key: Spool.Key
  let path: String
  let spool: Spool

  /// Takes the document through the steps, and puts it into the spool at the end.
  ///
  /// - Throws: only what ends the run.
  func pass(
    _ document: consuming Document, through chain: ArraySlice<PlannedStep>, _ contexts: ArraySlice<RunContext>
  ) throws(Problem) {
    var document = document
    let whole = Stopwatch()
    for (step, context) in zip(chain, contexts) {
      guard case .processor(let processor) = step.runner else { continue }
      let watch = Stopwatch()
      do throws(Problem) {
        let holds = try step.condition?.holds(for: document, given: ["params": .object(run.plan.parameters)]) ?? true
        guard holds else { continue }
        try processor.process(&document, in: context)
        document.applyEdits(by: step.id)
        run.ledger.ran(step.id, documents: 1, seconds: watch.lap())
      } catch {
        document.discardEdits()
        return try failed(step, error, id: document.id, seconds: whole.lap(), warnings: document.warnings)
      }
    }
    run.ledger.done(key, path, document, seconds: whole.lap())
    try spool.append(document, key: key)
  }

  /// Does with a failed document what its step's `on-error` says.
  func failed(
    _ step: PlannedStep, _ problem: Problem, id: String?, seconds: Double, warnings: [Problem]
  ) throws(Problem) {
    run.options.onEvent(.failure(path: path, step: step.id, problem))
    let status: RunReport.Status =
      switch step.policy.onError {
      case .skip: .skipped
      case .quarantine: .quarantined
      case .fail: .failed
      }
    run.ledger.failed(step.id)
    run.ledger.add(
      RunReport.Record(
        input: key.input, number: key.number, path: path, id: id, status: status, seconds: seconds, step: step.id,
        problem: problem, warnings: warnings))
    switch step.policy.onError {
    case .skip: break
    case .quarantine: try quarantine(step, problem)
    case .fail:
      throw Problem(
        "run.failed", "the step '\(step.id)' failed on \(path), and its on-error is 'fail'", at: problem.place,
        help: "mend the document, or set `on-error: skip`")
    }
  }

  /// Copies the source, and writes the reason beside it.
  private func quarantine(_ step: PlannedStep, _ problem: Problem) throws(Problem) {
    let name = "quarantine/\(key.input + 1)-\(path == "-" ? "stdin" : Paths.name(path))"
    let reason: Value = ["path": .string(path), "step": .string(step.id), "problem": problem.json]
    try run.outputs.write(name + ".reason.json") { sink throws(Problem) in try sink.write(JSON.pretty(reason) + "\n") }
    // A source that cannot be read cannot be copied either; the reason says so.
    guard path != "-", let source = try? ByteSource(path: path), (try? source.prefix(1)) != nil else { return }
    try run.outputs.write(name) { sink throws(Problem) in
      try source.forEachPiece { piece throws(Problem) in try sink.write(bytes: piece) }
    }
  }
}
