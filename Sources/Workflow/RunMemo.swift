import Document
import Workbench

/// A whole run at once: where neither the workflow nor an input nor an output changed since a run without failures, there is nothing
/// to do, and no document need be looked at. Made before the run, for what it began with.
struct RunMemo {
  let run: Run
  private let key: Digest?

  init(_ run: Run) throws(Problem) {
    self.run = run
    key = run.options.isFresh ? nil : try RunMemo.key(of: run)
  }

  /// Of everything that decides the run: the workflow with all that its steps read, and what the file system says of the inputs.
  /// nil where a step may give another result each time, or where an input was written to a moment ago.
  private static func key(of run: Run) throws(Problem) -> Digest? {
    var writer = PackWriter()
    let files = FileDigests(store: run.store)
    for file in run.plan.files { writer.write(try files.digest(of: file)) }
    writer.write(.object(run.plan.parameters))
    for step in run.plan.steps {
      guard let fingerprint = try run.fingerprint(step, [:]) else { return nil }
      writer.write(fingerprint.digest)
    }
    let now = FileSignature.now
    for path in run.inputs {
      guard let signature = FileSignature(path), signature.isSettled(at: now) else { return nil }
      writer.write(path)
      signature.pack(into: &writer)
    }
    return writer.digest
  }

  /// The report of a run that has nothing to do.
  ///
  /// - Returns: nil where there may be something to do.
  func report(_ empty: RunReport) throws(Problem) -> RunReport? {
    guard let key, let packed = try run.store.item(.run, key) else { return nil }
    var report = empty
    guard let names = try? RunMemo.read(packed, into: &report) else { return nil }
    for (name, signature) in names {
      guard FileSignature(run.options.out + "/" + name)?.packed == signature else { return nil }
    }
    report.outputs = names.map(\.name)
    report.isUnchanged = true
    return report
  }

  func keep(_ report: RunReport) throws(Problem) {
    // The key again: a run over what changed meanwhile is kept neither as what that was nor as what it is.
    guard let key, try RunMemo.key(of: run) == key else { return }
    var outputs: [(name: String, signature: [UInt8])] = []
    for name in report.outputs {
      guard let signature = FileSignature(run.options.out + "/" + name) else { return }
      outputs.append((name, signature.packed))
    }
    try run.store.keep(.run, key, RunMemo.packed(report, outputs))
  }

  // MARK: as bytes

  private static func packed(_ report: RunReport, _ outputs: [(name: String, signature: [UInt8])]) -> [UInt8] {
    var writer = PackWriter()
    writer.write(outputs) { writer, output in
      writer.write(output.name)
      writer.write(counted: output.signature)
    }
    writer.write(report.steps) { writer, step in
      writer.write(step.id)
      writer.write(step.use)
      writer.write(step.documents + step.cached)
    }
    writer.write(report.messages) { writer, message in
      writer.write(message.level)
      writer.write(message.step)
      writer.write(message.message)
    }
    writer.write(report.outputs) { writer, name in
      writer.write(report.origins[name]?.step)
      writer.write(report.origins[name]?.input)
    }
    writer.write(report.records) { writer, record in
      writer.write(record.input)
      writer.write(record.number)
      writer.write(record.path)
      writer.write(record.id)
      writer.write(record.warnings) { $0.write($1) }
    }
    return writer.bytes
  }

  private static func read(
    _ packed: [UInt8], into report: inout RunReport
  ) throws(PackReader.Damage) -> [(name: String, signature: [UInt8])] {
    var reader = PackReader(packed)
    let outputs = try reader.list { reader throws(PackReader.Damage) in
      (name: try reader.text(), signature: try reader.counted())
    }
    report.steps = try reader.list { reader throws(PackReader.Damage) in
      var step = RunReport.Step(id: try reader.text(), use: try reader.text())
      step.cached = try reader.integer()
      return step
    }
    report.messages = try reader.list { reader throws(PackReader.Damage) in
      (level: try reader.text(), step: try reader.text(), message: try reader.text())
    }
    var position = 0
    for origin in try reader.list({ reader throws(PackReader.Damage) in
      (step: try reader.optionalText(), input: try reader.optionalText())
    }) {
      if let step = origin.step, outputs.indices.contains(position) {
        report.origins[outputs[position].name] = RunReport.Origin(step: step, input: origin.input)
      }
      position += 1
    }
    report.records = try reader.list { reader throws(PackReader.Damage) in
      RunReport.Record(
        input: try reader.integer(), number: try reader.integer(), path: try reader.text(),
        id: try reader.optionalText(), status: .done, seconds: 0, isCached: true,
        warnings: try reader.list { reader throws(PackReader.Damage) in try reader.problem() })
    }
    return outputs
  }
}
