public import Document
public import Text

/// How loud a message is.
public enum LogLevel: String, Sendable, Comparable, CaseIterable {
  case debug, info, warning, error

  public static func < (a: LogLevel, b: LogLevel) -> Bool { a.rank < b.rank }
  private var rank: Int { LogLevel.allCases.firstIndex(of: self) ?? 0 }
}

/// What a step is handed beside its documents.
public struct RunContext: Sendable {
  /// Identifier of the step in its workflow; identifier of the processor where there is no workflow.
  public var step: String
  /// The time that `--now` gave; nil where the inputs alone tell the time. The clock is never asked.
  public var now: Instant?
  /// The workflow's folder: what relative paths of the workflow begin at.
  public var folder: String
  /// Title or name of the workflow, for reports.
  public var workflow: String
  public var registry: Registry
  public var resources: Resources
  /// Where collection steps put their files; nil in steps that handle one document.
  public var outputs: Outputs?
  /// What earlier collection steps returned, by step.
  public var results: [String: Value]
  public var log: @Sendable (LogLevel, String) -> Void

  public init(
    step: String, now: Instant? = nil, folder: String = ".", workflow: String = "", registry: Registry,
    resources: Resources = Resources(), outputs: Outputs? = nil, results: [String: Value] = [:],
    log: @escaping @Sendable (LogLevel, String) -> Void = { _, _ in }
  ) {
    self.step = step
    self.now = now
    self.folder = folder
    self.workflow = workflow
    self.registry = registry
    self.resources = resources
    self.outputs = outputs
    self.results = results
    self.log = log
  }
}
