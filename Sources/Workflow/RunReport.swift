public import Document
import Synchronization
public import Text

/// What happened to the documents of a run: the content of `run.json`.
public struct RunReport: Sendable {
  public struct Step: Sendable {
    public var id: String
    /// Identifier and version.
    public var use: String
    /// Documents that the step ran over.
    public var documents = 0
    /// Documents for which it had been done before.
    public var cached = 0
    /// Tries after a first one that failed.
    public var retries = 0
    public var failures = 0
    /// Processor time is not told apart: the sum over documents of the time that passed.
    public var seconds = 0.0
  }

  public enum Status: String, Sendable { case done, skipped, quarantined, failed }

  /// Where an output comes from.
  public struct Origin: Sendable {
    public var step: String
    /// The input that it was made of; nil where all documents went into it.
    public var input: String?
  }

  /// What became of a document, or of an input of which no document could be made.
  public struct Record: Sendable {
    public var input: Int
    public var number: Int
    public var path: String
    public var id: String?
    public var status: Status
    public var seconds: Double
    /// Whether nothing had to be done for it.
    public var isCached = false
    /// The step that failed, and why.
    public var step: String?
    public var problem: Problem? {
      get { failure?.problem }
      set { failure = newValue.map { Failure($0) } }
    }
    public var warnings: [Problem]
    /// In a box: there are as many records as documents, and few have one.
    private var failure: Failure?

    private final class Failure: Sendable {
      let problem: Problem
      init(_ problem: Problem) { self.problem = problem }
    }

    public init(
      input: Int, number: Int, path: String, id: String?, status: Status, seconds: Double, isCached: Bool = false,
      step: String? = nil, problem: Problem? = nil, warnings: [Problem]
    ) {
      self.input = input
      self.number = number
      self.path = path
      self.id = id
      self.status = status
      self.seconds = seconds
      self.isCached = isCached
      self.step = step
      self.warnings = warnings
      failure = problem.map { Failure($0) }
    }
  }

  public var workflow: String
  public var steps: [Step]
  public var records: [Record] = []
  public var inputs: Int
  /// Files of input folders that the workflow does not accept, counted by their extensions.
  public var leftAside: [String: Int] = [:]
  /// Files under the output folder, relative to it.
  public var outputs: [String] = []
  /// Where each of the outputs comes from; files of the quarantine have no entry.
  public var origins: [String: Origin] = [:]
  /// What collection steps returned, by step id.
  public var results: [String: Value] = [:]
  public var messages: [(level: String, step: String, message: String)] = []
  public var seconds = 0.0
  public var jobs: Int
  /// Why the run could not go on; nil where it came to its end.
  public var problem: Problem?
  public var wasInterrupted = false
  /// Whether there was nothing to do: everything was as an earlier run left it.
  public var isUnchanged = false
  public var started: Instant

  public var done: Int { records.count { $0.status == .done } }
  public var failed: Int { records.count { $0.status != .done } }
}
