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
  /// Asked between documents; once it holds, the run ends after those in hand.
  public var isInterrupted: @Sendable () -> Bool
  /// Called from several threads.
  public var onEvent: @Sendable (RunEvent) -> Void

  public init(
    out: String, jobs: Int, now: Instant? = nil, isInterrupted: @escaping @Sendable () -> Bool = { false },
    onEvent: @escaping @Sendable (RunEvent) -> Void = { _ in }
  ) {
    self.out = out
    self.jobs = jobs
    self.now = now
    self.isInterrupted = isInterrupted
    self.onEvent = onEvent
  }
}

/// What a person who waits wants to know.
public enum RunEvent: Sendable {
  case stage(steps: [String], items: Int)
  /// One more item of the stage is through.
  case item
  case failure(path: String, step: String, Problem)
  case message(LogLevel, step: String, String)
}

/// Runs a plan over inputs.
public struct Run: Sendable {
  let plan: Plan
  let inputs: [String]
  let registry: Registry
  let options: RunOptions
  let outputs: Outputs
  let resources = Resources()
  let ledger: Ledger

  public init(_ plan: Plan, inputs: Inputs, registry: Registry, options: RunOptions) {
    self.plan = plan
    self.inputs = inputs.paths
    self.registry = registry
    self.options = options
    outputs = Outputs(folder: options.out)
    ledger = Ledger(steps: plan.steps)
  }

  /// Runs to the end, whatever happens to single documents. Problems that end the run stand in the report.
  public func report() -> RunReport {
    let clock = ContinuousClock()
    let begin = clock.now
    var report = RunReport(
      workflow: plan.workflow.name, steps: [], inputs: inputs.count, jobs: options.jobs,
      started: Instant(secondsSince1970: Int64(time(nil))))
    do {
      try stages(&report)
    } catch {
      report.problem = error
    }
    report.wasInterrupted = options.isInterrupted()
    ledger.fill(&report)
    report.outputs = outputs.files
    report.seconds = (clock.now - begin).inSeconds
    return report
  }

  private func stages(_ report: inout RunReport) throws(Problem) {
    let folder = options.out + "/.dragoman"
    try Outputs.makeFolder(folder)
    let lock = try RunLock(folder: folder)
    defer { lock.release() }
    var spool: Spool?
    var steps = plan.steps[...]
    while !steps.isEmpty {
      if options.isInterrupted() { return }
      switch steps[steps.startIndex].runner {
      case .reader, .processor:
        let chain = steps.prefix { $0.isPerDocument }
        steps = steps.dropFirst(chain.count)
        spool = try perDocument(Array(chain), from: spool, into: Spool(folder: folder))
      case .collection, .writer:
        let step = steps.removeFirst()
        guard let spool, spool.count > 0 else { throw nothingLeft }
        options.onEvent(.stage(steps: [step.id], items: 1))
        report.results[step.id] = try collective(step, spool.documents(), report.results)
        options.onEvent(.item)
      }
    }
  }

  private var nothingLeft: Problem {
    Problem(
      "run.nothing-left", "no document is left to work on: every input failed", help: "the failures are named above")
  }

  private func context(_ step: PlannedStep) -> RunContext {
    RunContext(
      step: step.id, now: options.now, folder: step.folder,
      workflow: plan.workflow.summary.isEmpty ? plan.workflow.name : plan.workflow.summary, registry: registry,
      resources: resources
    ) { [ledger, options] level, message in
      ledger.message(level, step: step.id, message)
      options.onEvent(.message(level, step: step.id, message))
    }
  }

  // MARK: step by step over each document

  private func perDocument(_ chain: [PlannedStep], from earlier: Spool?, into spool: Spool) throws(Problem) -> Spool {
    let contexts = chain.map { context($0) }
    let documents = earlier?.documents()
    let keys = earlier?.keys ?? []
    let count = documents?.count ?? inputs.count
    options.onEvent(.stage(steps: chain.map(\.id), items: count))
    try Workers.share(count, jobs: options.jobs) { position throws(Problem) in
      if options.isInterrupted() { return }
      defer { options.onEvent(.item) }
      if let documents {
        let work = DocumentWork(run: self, key: keys[position], path: inputs[keys[position].input], spool: spool)
        try work.pass(try documents.document(at: position), through: chain[...], contexts[...])
      } else {
        try readInput(position, chain, contexts, spool)
      }
    }
    return spool
  }

  private func readInput(
    _ position: Int, _ chain: [PlannedStep], _ contexts: [RunContext], _ spool: Spool
  ) throws(Problem) {
    guard case .reader(let reader) = chain[0].runner else { return }
    let path = inputs[position]
    let watch = Stopwatch()
    var number = 0
    // What the steps after the reader throw ends the run; it must not be taken for a failure of the reader.
    var fatal: Problem?
    do throws(Problem) {
      let source = try ByteSource(path: path)
      try reader.read(source, in: contexts[0]) { document throws(Problem) in
        ledger.ran(0, of: chain, seconds: watch.lap())
        let work = DocumentWork(run: self, key: Spool.Key(input: position, number: number), path: path, spool: spool)
        number += 1
        do throws(Problem) {
          try work.pass(document, through: chain.dropFirst(), contexts.dropFirst())
        } catch {
          fatal = error
          throw error
        }
        watch.restart()
      }
    } catch {
      if let fatal { throw fatal }
      let work = DocumentWork(run: self, key: Spool.Key(input: position, number: number), path: path, spool: spool)
      try work.failed(chain[0], error, id: nil, seconds: watch.lap(), warnings: [])
    }
  }

  // MARK: all documents at once

  private func collective(
    _ step: PlannedStep, _ documents: Documents, _ results: [String: Value]
  ) throws(Problem) -> Value {
    var context = context(step)
    context.outputs = outputs
    context.results = results
    let watch = Stopwatch()
    defer { ledger.ran(step.id, documents: documents.count, seconds: watch.lap()) }
    do {
      switch step.runner {
      case .collection(let processor): return try processor.process(documents, in: context)
      case .writer(let writer):
        try write(documents, with: writer, step, context)
        return .null
      case .reader, .processor: return .null
      }
    } catch {
      ledger.failed(step.id)
      throw error
    }
  }

  /// One file a document, named after its source.
  private func write(
    _ documents: Documents, with writer: any Writer, _ step: PlannedStep, _ context: RunContext
  ) throws(Problem) {
    let suffix = step.manual.formats.first?.extensions.first ?? "out"
    var names = FileNames()
    try documents.walk { _, document throws(Problem) in
      let name = names.unique(Paths.stem(document.source.path == "-" ? "stdin" : document.source.path), suffix)
      try outputs.write(name) { sink throws(Problem) in
        try writer.write(Documents([document]), to: sink, in: context)
      }
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
