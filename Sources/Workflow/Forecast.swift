public import Document
import Text
public import Workbench

/// What a run would do and why, told without doing it: of each step for how many documents its results are kept, and what
/// speaks against the others.
public struct Forecast: Sendable {
  public struct Step: Sendable {
    public var id: String
    /// Identifier and version.
    public var use: String
    /// Documents for which it is done already.
    public var kept = 0
    /// Documents that it would run over, by the reason.
    public var reasons: [String: Int] = [:]
    /// Documents for which that depends on what the steps before it make.
    public var open = 0

    public var toRun: Int { reasons.values.reduce(0, +) }
  }

  public private(set) var steps: [Step] = []
  /// Whether the whole run has nothing to do.
  public private(set) var isUnchanged = false
  private let run: Run

  /// - Throws: what is wrong with the store, or with a file that a step reads.
  public init(_ plan: Plan, inputs: Inputs, registry: Registry, options: RunOptions) throws(Problem) {
    run = try Run(watching: plan, inputs: inputs, registry: registry, options: options)
    steps = plan.steps.map { Step(id: $0.id, use: $0.manual.versioned) }
    try look()
  }

  private mutating func look() throws(Problem) {
    let empty = RunReport(workflow: "", steps: [], inputs: 0, jobs: 1, started: .init(secondsSince1970: 0))
    if let report = try RunMemo(run).report(empty) {
      isUnchanged = true
      for at in steps.indices { steps[at].kept = report.steps[at].cached }
      return
    }
    var documents: StageDocuments?
    var results: [String: Value] = [:]
    var at = 0
    while at < run.plan.steps.count {
      if run.plan.steps[at].isPerDocument {
        let count = run.plan.steps[at...].prefix { $0.isPerDocument }.count
        guard let made = try stage(at..<at + count, documents, results) else { return leaveOpen(from: at + count) }
        documents = made
        at += count
      } else {
        let step = try run.plan.steps[at].resolved(with: results)
        guard let documents else { return }
        let work = CollectionWork(run: run, step: step, documents: documents, results: results)
        let (kept, reasons) = try work.outlook()
        steps[at].kept = kept.count
        steps[at].reasons = reasons
        guard reasons.isEmpty else { return leaveOpen(from: at + 1) }
        if let value = kept.value { results[step.id] = value }
        at += 1
      }
    }
  }

  private mutating func leaveOpen(from first: Int) {
    for at in steps.indices where at >= first { steps[at].open = max(1, run.inputs.count) }
  }

  /// - Returns: the documents at the end of the stage; nil where one of them would have to be made.
  private mutating func stage(
    _ range: Range<Int>, _ earlier: StageDocuments?, _ results: [String: Value]
  ) throws(Problem) -> StageDocuments? {
    let stage = try run.stage(Array(run.plan.steps[range]), results)
    var isWhole = true
    if let earlier {
      for item in earlier.items {
        let work = DocumentWork(run, stage, item.key, path: run.inputs[item.key.input], start: item.digest)
        if !(try look(work, stage, range, isRead: false)) { isWhole = false }
      }
    } else {
      for (position, path) in run.inputs.enumerated() {
        let input = InputWork(run: run, stage: stage, input: position, path: path, lane: NoOffer())
        if !(try look(input, stage, range)) { isWhole = false }
      }
    }
    return isWhole ? stage.documents : nil
  }

  /// An input of the first stage.
  private mutating func look(_ input: InputWork, _ stage: Stage, _ range: Range<Int>) throws(Problem) -> Bool {
    let reader = range.lowerBound
    let works: [DocumentWork]?
    do throws(Problem) {
      works = try input.documentsOfBefore()
    } catch {
      steps[reader].reasons["it cannot be read: \(error.message)", default: 0] += 1
      return false
    }
    guard let works else {
      let reason = try reason(stage, 0, of: stage.origin(path: input.path, number: 0), isInput: true)
      steps[reader].reasons[reason, default: 0] += 1
      for at in range.dropFirst() { steps[at].open += 1 }
      return false
    }
    var isWhole = true
    for work in works where !(try look(work, stage, range, isRead: true)) { isWhole = false }
    return isWhole
  }

  /// One document of a stage.
  private mutating func look(
    _ work: DocumentWork, _ stage: Stage, _ range: Range<Int>, isRead: Bool
  ) throws(Problem) -> Bool {
    var work = work
    if let found = try work.find() {
      for at in range { steps[at].kept += 1 }
      stage.documents.append(work.key, found.row.document, row: found.row.row, nil)
      return true
    }
    try work.learn()
    let known = work.stepsKnown(isRead: isRead)
    for at in range.prefix(known) { steps[at].kept += 1 }
    let first = range.lowerBound + known
    guard first < range.upperBound else { return false }
    steps[first].reasons[try reason(stage, known, of: work.origin, isInput: false), default: 0] += 1
    for at in range where at > first { steps[at].open += 1 }
    return false
  }

  /// Why a step would run: what is other than when it ran last.
  private func reason(_ stage: Stage, _ at: Int, of origin: Digest, isInput: Bool) throws(Problem) -> String {
    if run.options.isFresh { return "--fresh" }
    guard let fingerprint = stage.fingerprints[at] else { return "its results are never used again" }
    let step = stage.steps[at].id
    var reasons: [String]?
    for entry in try run.store.trails(origin).flatMap(\.entries) {
      guard let facts = try run.store.facts(of: entry.fingerprint), facts["step"]?.string == step else { continue }
      reasons = StepFingerprint.reasons(from: facts, to: fingerprint.facts)
      break
    }
    guard let reasons else { return isInput ? "new" : "not done yet" }
    if !reasons.isEmpty { return reasons.joined(separator: ", ") }
    return isInput ? "the input changed" : "it is handed another document"
  }
}

/// Nobody takes work.
private struct NoOffer: WorkOffer {
  func offer(_ work: @escaping @Sendable () throws(Problem) -> Void) -> Bool { false }
}
