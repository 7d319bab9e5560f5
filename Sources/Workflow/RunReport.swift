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
    public var problem: Problem?
    public var warnings: [Problem]
  }

  public var workflow: String
  public var steps: [Step]
  public var records: [Record] = []
  public var inputs: Int
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

extension RunReport {
  public func json(version: String) -> Value {
    var fields: Fields = ["format": "dragoman/run@1", "workflow": .string(workflow), "version": .string(version)]
    fields["started"] = .string(started.description)
    fields["seconds"] = .number(rounded(seconds))
    fields["jobs"] = .integer(jobs)
    fields["status"] = .string(
      problem != nil ? "stopped" : wasInterrupted ? "interrupted" : isUnchanged ? "unchanged" : "ended")
    fields["problem"] = problem?.json
    fields["inputs"] = .integer(inputs)
    fields["done"] = .integer(done)
    fields["failed"] = .integer(failed)
    fields["steps"] = .array(
      steps.map { step in
        [
          "id": .string(step.id), "use": .string(step.use), "documents": .integer(step.documents),
          "cached": .integer(step.cached), "failures": .integer(step.failures), "retries": .integer(step.retries),
          "seconds": .number(rounded(step.seconds)),
        ]
      })
    fields["documents"] = .array(records.map(json))
    fields["messages"] = .array(
      messages.map { ["level": .string($0.level), "step": .string($0.step), "message": .string($0.message)] })
    fields["outputs"] = .array(outputs.map { .string($0) })
    fields["provenance"] = .object(
      Fields(
        outputs.compactMap { name in
          origins[name].map { origin in
            var fields: Fields = ["step": .string(origin.step)]
            fields["input"] = origin.input.map { .string($0) }
            return (name, .object(fields))
          }
        }))
    return .object(fields)
  }

  private func json(_ record: Record) -> Value {
    var fields: Fields = ["path": .string(record.path), "status": .string(record.status.rawValue)]
    fields["id"] = record.id.map { .string($0) }
    fields["seconds"] = .number(rounded(record.seconds))
    if record.isCached { fields["cached"] = true }
    fields["step"] = record.step.map { .string($0) }
    fields["problem"] = record.problem?.json
    if !record.warnings.isEmpty { fields["warnings"] = .array(record.warnings.map(\.json)) }
    return .object(fields)
  }

  /// To a microsecond.
  private func rounded(_ seconds: Double) -> Double { (seconds * 1_000_000).rounded() / 1_000_000 }
}
