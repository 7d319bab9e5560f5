public import Document
import Glibc
import Synchronization
public import Text
public import Workbench

/// How a run is to be done.
public struct RunOptions: Sendable {
  /// The output folder.
  public var out: String
  /// Threads.
  public var jobs: Int
  public var now: Instant?
  /// Whether everything is done anew, whatever earlier runs have made.
  public var isFresh: Bool
  /// How many bytes the store may have once the run is over.
  public var cacheLimit: Int
  /// Asked between documents; once it holds, the run ends after those in hand.
  public var isInterrupted: @Sendable () -> Bool
  /// Called from several threads.
  public var onEvent: @Sendable (RunEvent) -> Void

  public init(
    out: String, jobs: Int, now: Instant? = nil, isFresh: Bool = false, cacheLimit: Int = RunOptions.usualCacheLimit,
    isInterrupted: @escaping @Sendable () -> Bool = { false },
    onEvent: @escaping @Sendable (RunEvent) -> Void = { _ in }
  ) {
    self.out = out
    self.jobs = jobs
    self.now = now
    self.isFresh = isFresh
    self.cacheLimit = cacheLimit
    self.isInterrupted = isInterrupted
    self.onEvent = onEvent
  }

  /// 4 GiB.
  public static let usualCacheLimit = 4 << 30
}

/// What a person who waits wants to know.
public enum RunEvent: Sendable {
  case stage(steps: [String], items: Int)
  /// One more item of the stage is through.
  case item
  case failure(path: String, step: String, Problem)
  /// An earlier run was broken off; so many documents need not be done again.
  case resumed(documents: Int)
  case retry(step: String, attempt: Int, of: Int, Problem)
  case message(LogLevel, step: String, String)
}

/// The folder beside the outputs that holds the store.
let runFolderName = ".dragoman"

/// Runs a plan over inputs.
public struct Run: Sendable {
  let plan: Plan
  let inputs: [String]
  private let leftAside: [String: Int]
  let registry: Registry
  let options: RunOptions
  let outputs: Outputs
  let outputNames = OutputNames()
  let store: RunStore
  let resources = Resources()
  let ledger: Ledger
  let abandoned = AbandonedThreads()
  private let filesRead: FilesRead
  private let lock: RunLock?
  private let begin = ContinuousClock.now
  private let started: Instant

  /// Makes the output folder and opens the store in it.
  ///
  /// - Throws: `output.unwritable`, `run.locked`, `cache.…`: nothing has been done yet.
  public init(_ plan: Plan, inputs: Inputs, registry: Registry, options: RunOptions) throws(Problem) {
    self.plan = plan
    self.inputs = inputs.paths
    leftAside = inputs.leftAside
    self.registry = registry
    self.options = options
    started = Instant(secondsSince1970: Int64(time(nil)))
    let folder = options.out + "/" + runFolderName
    try Outputs.makeFolder(folder)
    lock = try RunLock(folder: folder)
    // What a run that was killed had not brought to its end.
    let drafts = folder + "/drafts"
    Files.removeFolder(drafts)
    try Outputs.makeFolder(drafts)
    store = try RunStore(folder: folder)
    outputs = Outputs(folder: options.out, drafts: drafts)
    filesRead = FilesRead(out: options.out)
    ledger = Ledger(steps: plan.steps)
  }

  /// A run that only looks: it makes nothing, not even the store.
  ///
  /// - Parameter hasStore: whether it looks into the store of the output folder at all.
  /// - Throws: `run.locked`, `cache.…`.
  init(
    watching plan: Plan, inputs: Inputs, registry: Registry, options: RunOptions, hasStore: Bool = true
  ) throws(Problem) {
    self.plan = plan
    self.inputs = inputs.paths
    leftAside = inputs.leftAside
    self.registry = registry
    self.options = options
    started = Instant(secondsSince1970: 0)
    let folder = options.out + "/" + runFolderName
    let isThere = hasStore && Files.exists(folder + "/" + RunStore.fileName)
    lock = isThere ? try RunLock(folder: folder) : nil
    store = try RunStore(folder: isThere ? folder : nil)
    outputs = Outputs(folder: options.out)
    filesRead = FilesRead(out: options.out)
    ledger = Ledger(steps: plan.steps)
  }

  /// Where drafts of files lie.
  public var drafts: String { options.out + "/" + runFolderName + "/drafts" }

  /// Runs to the end, whatever happens to single documents. Problems that end the run stand in the report.
  public func report() -> RunReport {
    var report = RunReport(
      workflow: plan.workflow.name, steps: [], inputs: inputs.count, jobs: options.jobs, started: started)
    report.leftAside = leftAside
    var memo: RunMemo?
    do throws(Problem) {
      let before = try RunMemo(self)
      if let unchanged = try before.report(report) { return finished(unchanged) }
      memo = before
      let brokenOff = try store.begin(workflow: plan.workflow.name, at: started)
      if let brokenOff { options.onEvent(.resumed(documents: brokenOff)) }
      try stages(&report)
    } catch {
      if error.code != "run.interrupted" { report.problem = error }
    }
    report.wasInterrupted = options.isInterrupted()
    ledger.fill(&report)
    report.outputs = outputs.files
    do throws(Problem) {
      for fingerprint in filesRead.drifted(digest: FileDigests(store: store).digest(of:)) {
        try store.noteDrift(fingerprint)
      }
      let isWhole = report.problem == nil && !report.wasInterrupted
      if isWhole, report.failed == 0 {
        try removeOutputsOfBefore()
        try memo?.keep(report)
      }
      let status = isWhole ? "ended" : report.wasInterrupted ? "interrupted" : "stopped"
      try store.end(status, documents: report.done, seconds: (ContinuousClock.now - begin).inSeconds)
      try store.shrink(to: options.cacheLimit)
    } catch {
      report.problem = report.problem ?? error
    }
    return finished(report)
  }

  private func finished(_ report: RunReport) -> RunReport {
    var report = report
    report.seconds = (ContinuousClock.now - begin).inSeconds
    return report
  }

  private func stages(_ report: inout RunReport) throws(Problem) {
    var documents: StageDocuments?
    var steps = plan.steps[...]
    while !steps.isEmpty {
      if options.isInterrupted() { return }
      if steps[steps.startIndex].isPerDocument {
        let chain = steps.prefix { $0.isPerDocument }
        steps = steps.dropFirst(chain.count)
        documents = try perDocument(Array(chain), from: documents, report.results)
      } else {
        let step = try steps.removeFirst().resolved(with: report.results)
        guard let documents, documents.count > 0 else { throw nothingLeft }
        options.onEvent(.stage(steps: [step.id], items: 1))
        let work = CollectionWork(run: self, step: step, documents: documents, results: report.results)
        if let value = try work.value() { report.results[step.id] = value }
        options.onEvent(.item)
      }
    }
  }

  private var nothingLeft: Problem {
    Problem(
      "run.nothing-left", "no document is left to work on: every input failed", help: "the failures are named above")
  }

  /// What conditions and templates see beside the document.
  func variables(_ results: [String: Value]) -> Fields {
    ["params": .object(plan.parameters), "steps": .object(Fields(results.sorted { $0.key < $1.key }))]
  }

  func context(_ step: PlannedStep) -> RunContext {
    RunContext(
      step: step.id, now: step.isPerDocument && !step.manual.usesNow ? nil : options.now, folder: step.folder,
      workflow: plan.workflow.summary.isEmpty ? plan.workflow.name : plan.workflow.summary, registry: registry,
      resources: resources
    ) { [ledger, options] level, message in
      ledger.message(level, step: step.id, message)
      options.onEvent(.message(level, step: step.id, message))
    }
  }

  /// Everything but documents that decides what a step makes; nil where its results may not be used again.
  func fingerprint(_ step: PlannedStep, _ results: [String: Value]) throws(Problem) -> StepFingerprint? {
    guard step.isCached else { return nil }
    let files = FileDigests(store: store)
    var seen: [(path: String, signatures: [FileSignature?], digest: String)] = []
    let fingerprint = try StepFingerprint(step, in: plan, now: options.now, results: results) { path throws(Problem) in
      let signatures = filesRead.signatures(of: path)
      let digest = try files.digest(of: path)
      seen.append((path, signatures, digest))
      return digest
    }
    for (path, signatures, digest) in seen { filesRead.note(path, signatures, digest, for: fingerprint.digest) }
    return try store.note(fingerprint)
  }

  func attempts(_ step: PlannedStep) -> Attempts {
    Attempts(step: step, options: options, abandoned: abandoned, ledger: ledger)
  }

  // MARK: step by step over each document

  private func perDocument(
    _ chain: [PlannedStep], from earlier: StageDocuments?, _ results: [String: Value]
  ) throws(Problem) -> StageDocuments {
    let stage = try stage(chain, results)
    let items = earlier?.items ?? []
    let documents = earlier?.documents()
    let count = earlier == nil ? inputs.count : items.count
    options.onEvent(.stage(steps: stage.steps.map(\.id), items: count))
    try Workers.share(count, jobs: options.jobs) { position, lane throws(Problem) in
      if options.isInterrupted() { return }
      defer { options.onEvent(.item) }
      if let documents {
        try handOn(items[position], stage) { () throws(Problem) in try documents.document(at: position) }
      } else {
        try InputWork(run: self, stage: stage, input: position, path: inputs[position], lane: lane).read()
      }
    }
    try store.flush()
    return stage.documents
  }

  /// - Parameter chain: steps for one document after the other.
  func stage(_ chain: [PlannedStep], _ results: [String: Value]) throws(Problem) -> Stage {
    var steps: [PlannedStep] = []
    var fingerprints: [StepFingerprint?] = []
    for step in chain {
      let resolved = try step.resolved(with: results)
      steps.append(resolved)
      fingerprints.append(try fingerprint(resolved, results))
    }
    return Stage(
      steps, fingerprints: fingerprints, contexts: steps.map { context($0) }, variables: variables(results),
      documents: StageDocuments(store: store))
  }

  private func handOn(
    _ item: StageDocuments.Item, _ stage: Stage, _ document: () throws(Problem) -> Document
  ) throws(Problem) {
    var work = DocumentWork(self, stage, item.key, path: inputs[item.key.input], start: item.digest)
    if try work.isDone() { return }
    try work.learn()
    work.begin(try document(), read: nil)
    try work.pass(from: 0)
  }

  /// Removes files that an earlier run of this workflow made and this one did not: what they tell of is no more. A file that
  /// somebody changed since stays.
  private func removeOutputsOfBefore() throws(Problem) {
    let made = Set(outputs.files)
    for (name, signature) in try store.outputs(of: plan.workflow.name) where !made.contains(name) {
      let path = options.out + "/" + name
      if FileSignature(path)?.packed == signature { unsafe unlink(path) }
      try store.forgetOutput(name)
    }
  }
}

extension PlannedStep {
  var isPerDocument: Bool {
    switch runner {
    case .reader, .processor: true
    case .collection, .writer: false
    }
  }
}

/// Names of files, each given once: `a.md`, `a-2.md`, `a-3.md`.
public struct FileNames: Sendable {
  private var used: [String: Int] = [:]

  public init() {}

  public mutating func unique(_ stem: String, _ suffix: String) -> String {
    let name = stem + "." + suffix
    guard let count = used[name] else {
      used[name] = 1
      return name
    }
    used[name] = count + 1
    return unique("\(stem)-\(count + 1)", suffix)
  }
}
