import Document
import Synchronization
import Workbench

/// One document on its way through the steps of a stage: each is done, or taken from the trail of an earlier run.
struct DocumentWork {
  let run: Run
  let stage: Stage
  let key: DocumentKey
  let path: String
  let origin: Digest
  /// Digest of what the stage begins with.
  let start: Digest
  /// What earlier runs made of the document.
  private var known: [Trail] = []
  private var trail = Trail()
  private var manifest = Manifest()
  /// Of the document as it is now.
  private var digest: Digest
  /// The document as it is now; nil while nobody needs it.
  private var document: Document?
  private var hasRun = false
  private let begun = ContinuousClock.now

  init(_ run: Run, _ stage: Stage, _ key: DocumentKey, path: String, start: Digest) {
    self.run = run
    self.stage = stage
    self.key = key
    self.path = path
    self.start = start
    digest = start
    origin = stage.origin(path: path, number: key.number)
  }

  /// The document at the end of the stage, where all of the stage was done for it before.
  func find() throws(Problem) -> (row: RunStore.Found, notes: DocumentNotes)? {
    guard stage.fingerprint != nil, !run.options.isFresh,
      let found = try run.store.find(origin, stage.variant(start)), let notes = try? DocumentNotes(packed: found.notes)
    else { return nil }
    return (found, notes)
  }

  /// Takes the document as it was found.
  func take(_ found: (row: RunStore.Found, notes: DocumentNotes)) {
    for (step, wasRun) in zip(stage.steps, found.notes.ran) where wasRun { run.ledger.cached(step.id) }
    for (at, message) in found.notes.messages where stage.contexts.indices.contains(at) {
      stage.contexts[at].log(message.level, message.text)
    }
    stage.documents.append(key, found.row.document, row: found.row.row, nil)
    run.ledger.done(key, path, found.row.name, found.notes.warnings, seconds: seconds, isCached: true)
  }

  /// - Returns: whether there was nothing to do.
  func isDone() throws(Problem) -> Bool {
    guard let found = try find() else { return false }
    take(found)
    return true
  }

  /// Learns what earlier runs made of the document, step by step.
  mutating func learn() throws(Problem) {
    if !run.options.isFresh { known = try run.store.trails(origin) }
  }

  /// How many steps from the first on were done before for this very document.
  ///
  /// - Parameter isRead: whether the first of them reads.
  mutating func stepsKnown(isRead: Bool) -> Int {
    var digest = digest
    for (at, fingerprint) in stage.fingerprints.enumerated() {
      guard let fingerprint, let (entry, _) = entry(fingerprint.digest, digest) else { return at }
      digest = entry.after
    }
    return stage.steps.count
  }

  /// Begins with a document that a reader made just now, or that an earlier stage handed on.
  mutating func begin(_ document: consuming Document, read spent: Double?) {
    let changes = manifest.follow(document, since: nil) { trail.keep($0, $1) }
    digest = manifest.digest
    if let spent {
      note(0, before: start, changes, [], wasRun: true)
      run.ledger.ran(stage.steps[0].id, documents: 1, seconds: spent)
      hasRun = true
    }
    self.document = document
  }

  /// Begins with what a reader made in an earlier run.
  ///
  /// - Returns: false where that is not known.
  mutating func beginAsBefore() -> Bool {
    guard let fingerprint = stage.fingerprints[0], let (entry, source) = entry(fingerprint.digest, start) else {
      return false
    }
    take(entry, from: source, at: 0)
    return true
  }

  /// Takes the document through the steps, and puts it into the store at the end.
  ///
  /// - Throws: only what ends the run.
  mutating func pass(from first: Int) throws(Problem) {
    for at in stage.steps.indices where at >= first {
      guard case .processor(let processor) = stage.steps[at].runner else { continue }
      let step = stage.steps[at]
      if let fingerprint = stage.fingerprints[at], let (entry, source) = entry(fingerprint.digest, digest) {
        take(entry, from: source, at: at)
        continue
      }
      let messages = StepMessages(stage.contexts[at].log)
      var id: String?
      do throws(Problem) {
        let before = try current()
        id = before.id
        if try step.condition?.holds(for: before, given: stage.variables) ?? true {
          let stepWatch = Stopwatch()
          let context = stage.contexts[at].saying(messages.log)
          let after = try run.attempts(step).document { () throws(Problem) in
            var document = before
            try processor.process(&document, in: context)
            document.applyEdits(by: step.id)
            return document
          }
          run.ledger.ran(step.id, documents: 1, seconds: stepWatch.lap())
          hasRun = true
          follow(after, since: before, at, messages.all, wasRun: true)
        } else {
          follow(before, since: before, at, [], wasRun: false)
        }
      } catch {
        let warnings = document?.warnings ?? []
        // What was done so far need not be done again.
        _ = try? keep(isComplete: false)
        return try failed(step, error, id: id, seconds: seconds, warnings: warnings)
      }
    }
    let row = try keep(isComplete: stage.fingerprint != nil)
    stage.documents.append(key, digest, row: row.id, document)
    run.ledger.done(key, path, row.name, row.warnings, seconds: seconds, isCached: !hasRun)
  }

  // MARK: trails

  private func entry(_ fingerprint: Digest, _ before: Digest) -> (Trail.Entry, Trail)? {
    for trail in known {
      if let entry = trail.entry(fingerprint, before) { return (entry, trail) }
    }
    return nil
  }

  private mutating func take(_ entry: Trail.Entry, from source: Trail, at: Int) {
    trail.take(entry, from: source)
    manifest.apply(entry.changes)
    if entry.after != digest { document = nil }
    digest = entry.after
    for message in entry.messages { stage.contexts[at].log(message.level, message.text) }
    if entry.wasRun { run.ledger.cached(stage.steps[at].id) }
  }

  private mutating func follow(
    _ after: Document, since before: Document, _ at: Int, _ messages: [StepMessage], wasRun: Bool
  ) {
    let start = digest
    var changes: [PartChange] = []
    if wasRun {
      changes = manifest.follow(after, since: before) { trail.keep($0, $1) }
      if !changes.isEmpty { digest = manifest.digest }
      document = after
    }
    note(at, before: start, changes, messages, wasRun: wasRun)
  }

  private mutating func note(
    _ at: Int, before: Digest, _ changes: [PartChange], _ messages: [StepMessage], wasRun: Bool
  ) {
    guard let fingerprint = stage.fingerprints[at] else { return }
    trail.append(
      Trail.Entry(
        fingerprint: fingerprint.digest, before: before, after: digest, changes: changes, messages: messages,
        wasRun: wasRun))
  }

  /// The document as it is now, put together from its parts where it is not in hand.
  private mutating func current() throws(Problem) -> Document {
    if let document { return document }
    do {
      let document = try trail.document(manifest)
      self.document = document
      return document
    } catch { throw run.store.damaged }
  }

  /// Since the work began.
  private var seconds: Double { (ContinuousClock.now - begun).inSeconds }

  private mutating func keep(isComplete: Bool) throws(Problem) -> (id: Int, name: String, warnings: [Problem]) {
    let document = try current()
    trail.manifest = manifest
    let notes = DocumentNotes(stage, trail, document.warnings)
    let row = try run.store.add(
      RunStore.Row(
        id: 0, origin: origin, variant: stage.variant(start), document: digest, name: document.id,
        notes: notes.packed, isComplete: isComplete, trail: trail.packed))
    return (row, document.id, document.warnings)
  }

  // MARK: failures

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

extension RunContext {
  fileprivate func saying(_ log: @escaping @Sendable (LogLevel, String) -> Void) -> RunContext {
    var context = self
    context.log = log
    return context
  }
}

/// Collects what a step says, and hands it on.
private final class StepMessages: Sendable {
  private let messages = Mutex<[StepMessage]>([])
  private let handOn: @Sendable (LogLevel, String) -> Void

  init(_ handOn: @escaping @Sendable (LogLevel, String) -> Void) { self.handOn = handOn }

  var log: @Sendable (LogLevel, String) -> Void {
    { [self] level, text in
      messages.withLock { $0.append(StepMessage(level: level, text: text)) }
      handOn(level, text)
    }
  }

  var all: [StepMessage] { messages.withLock { $0 } }
}
