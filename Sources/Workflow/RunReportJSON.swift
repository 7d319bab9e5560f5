public import Document
import Text
public import Workbench

/// `dragoman/run@1`: the content of `run.json`.
extension RunReport {
  public func json(version: String) -> Value {
    var fields = head(version: version)
    fields["documents"] = .array(records.map(json))
    fields["messages"] = .array(messages.map(json))
    fields["outputs"] = .array(outputs.map { .string($0) })
    fields["provenance"] = .object(
      Fields(outputs.compactMap { name in origins[name].map { (name, json($0)) } }))
    return .object(fields)
  }

  /// Writes ``json(version:)`` for people, one document a line. Of a hundred thousand documents no more than one at a time is
  /// held as JSON.
  public func write(to sink: ByteSink, version: String) throws(Problem) {
    let head = JSON.pretty(.object(head(version: version)))
    try sink.write(head.dropLast(2))
    func list(_ name: String, _ brackets: (String, String), _ lines: some Sequence<String>) throws(Problem) {
      try sink.write(",\n  \"\(name)\": " + brackets.0)
      var isFirst = true
      for line in lines {
        try sink.write((isFirst ? "\n    " : ",\n    ") + line)
        isFirst = false
      }
      try sink.write((isFirst ? "" : "\n  ") + brackets.1)
    }
    try list("documents", ("[", "]"), records.lazy.map { JSON.line(json($0)) })
    try list("messages", ("[", "]"), messages.lazy.map { JSON.line(json($0)) })
    try list("outputs", ("[", "]"), outputs.lazy.map { JSON.line(.string($0)) })
    try list(
      "provenance", ("{", "}"),
      outputs.lazy.compactMap { name in
        origins[name].map { JSON.line(.string(name)) + ": " + JSON.line(json($0)) }
      })
    try sink.write("\n}\n")
  }

  private func head(version: String) -> Fields {
    var fields: Fields = ["format": "dragoman/run@1", "workflow": .string(workflow), "version": .string(version)]
    fields["started"] = .string(started.description)
    fields["seconds"] = .number(rounded(seconds))
    fields["jobs"] = .integer(jobs)
    fields["status"] = .string(
      problem != nil ? "stopped" : wasInterrupted ? "interrupted" : isUnchanged ? "unchanged" : "ended")
    fields["problem"] = problem?.json
    fields["inputs"] = .integer(inputs)
    if !leftAside.isEmpty {
      fields["leftAside"] = .object(Fields(leftAside.sorted { $0.key < $1.key }.map { ($0.key, .integer($0.value)) }))
    }
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
    return fields
  }

  private func json(_ message: (level: String, step: String, message: String)) -> Value {
    ["level": .string(message.level), "step": .string(message.step), "message": .string(message.message)]
  }

  private func json(_ origin: Origin) -> Value {
    var fields: Fields = ["step": .string(origin.step)]
    fields["input"] = origin.input.map { .string($0) }
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
