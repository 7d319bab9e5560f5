import Document
import Workbench

/// A step that looks at all documents, or writes each of them: done, or found done by an earlier run.
struct CollectionWork {
  let run: Run
  let step: PlannedStep
  let documents: StageDocuments
  /// What earlier collection steps returned.
  let results: [String: Value]

  /// - Returns: what the step returned; nil for a step that was passed over, or that returns nothing.
  func value() throws(Problem) -> Value? {
    if let condition = step.condition, try !condition.holds(for: nil, given: run.variables(results)) { return nil }
    let fingerprint = try run.fingerprint(step, results)
    var context = run.context(step)
    context.results = results
    let watch = Stopwatch()
    do throws(Problem) {
      if let fingerprint { try run.store.keep(.latest, latestKey, fingerprint.digest.bytes) }
      switch step.runner {
      case .collection(let processor):
        return try value(processor, fingerprint, context, watch)
      case .writer(let writer):
        try write(with: writer, fingerprint, context)
        return nil
      case .reader, .processor: return nil
      }
    } catch {
      run.ledger.failed(step.id)
      throw error
    }
  }

  /// What a run would find: for how many documents the step is done, and why not for the others.
  func outlook() throws(Problem) -> (kept: (count: Int, value: Value?), reasons: [String: Int]) {
    let items = documents.items
    if let condition = step.condition, try !condition.holds(for: nil, given: run.variables(results)) {
      return ((items.count, nil), [:])
    }
    if run.options.isFresh { return ((0, nil), ["--fresh": items.count]) }
    guard let fingerprint = try run.fingerprint(step, results) else {
      return ((0, nil), ["its results are never used again": items.count])
    }
    if case .writer = step.runner {
      var missing = 0
      for (item, name) in zip(items, names(of: items)) where !(try stands(name, key(fingerprint, item))) {
        missing += 1
      }
      return ((items.count - missing, nil), missing == 0 ? [:] : [try reason(fingerprint, nil): missing])
    }
    if let kept = try kept(key(fingerprint)) { return ((items.count, kept.value), [:]) }
    return ((0, nil), [try reason(fingerprint, key(fingerprint)): items.count])
  }

  private func reason(_ fingerprint: StepFingerprint, _ key: Digest?) throws(Problem) -> String {
    guard let last = try run.store.item(.latest, latestKey), let earlier = Digest(bytes: last),
      let facts = try run.store.facts(of: earlier)
    else { return "not done yet" }
    let reasons = StepFingerprint.reasons(from: facts, to: fingerprint.facts)
    if !reasons.isEmpty { return reasons.joined(separator: ", ") }
    if let key, try run.store.item(.collection, key) == nil { return "documents came, went or changed" }
    return key == nil
      ? "files that it made are missing or changed, or documents did" : "files that it made are missing or changed"
  }

  /// Under which the fingerprint is kept that the step had when it ran last.
  private var latestKey: Digest {
    var writer = PackWriter()
    writer.write(run.plan.workflow.name)
    writer.write(step.id)
    return writer.digest
  }

  private func key(_ fingerprint: StepFingerprint, _ item: StageDocuments.Item) -> Digest {
    var writer = PackWriter()
    writer.write(fingerprint.digest)
    writer.write(item.digest)
    return writer.digest
  }

  // MARK: collection processors

  private func value(
    _ processor: any CollectionProcessor, _ fingerprint: StepFingerprint?, _ context: RunContext, _ watch: Stopwatch
  ) throws(Problem) -> Value {
    let key = fingerprint.map { self.key($0) }
    if let key, let kept = try self.kept(key) {
      for name in kept.files {
        try run.outputNames.claim(name, by: step.id)
        note(name, of: nil)
      }
      run.ledger.cached(step.id, documents: documents.count)
      return kept.value
    }
    let outputs = Outputs(folder: run.options.out, drafts: run.drafts, isStaged: true)
    var context = context
    context.outputs = outputs
    let (made, all) = (context, documents.documents())
    let value: Value
    do throws(Problem) {
      value = try run.attempts(step).value { () throws(Problem) -> Value in
        outputs.discard()
        return try processor.process(all, in: made)
      }
      for name in outputs.files { try run.outputNames.claim(name, by: step.id) }
      try outputs.commit()
    } catch {
      outputs.discard()
      throw error
    }
    for name in outputs.files {
      note(name, of: nil)
      try remember(name, key ?? .zero)
    }
    if let key { try run.store.keep(.collection, key, KeptCollection(value: value, files: outputs.files).packed) }
    run.ledger.ran(step.id, documents: documents.count, seconds: watch.lap())
    return value
  }

  private func key(_ fingerprint: StepFingerprint) -> Digest {
    var writer = PackWriter()
    writer.write(fingerprint.digest)
    for item in documents.items { writer.write(item.digest) }
    return writer.digest
  }

  private func kept(_ key: Digest) throws(Problem) -> KeptCollection? {
    guard !run.options.isFresh, let packed = try run.store.item(.collection, key),
      let kept = try? KeptCollection(packed: packed)
    else { return nil }
    for name in kept.files where try !stands(name, key) { return nil }
    return kept
  }

  // MARK: files

  /// Whether a file is still the one that was made under this key.
  private func stands(_ name: String, _ key: Digest) throws(Problem) -> Bool {
    guard let (made, signature) = try run.store.output(name), made == key else { return false }
    return FileSignature(run.options.out + "/" + name)?.packed == signature
  }

  private func note(_ name: String, of input: String?) {
    run.outputs.note(name)
    run.ledger.made(name, by: step.id, of: input)
  }

  private func remember(_ name: String, _ key: Digest) throws(Problem) {
    guard let signature = FileSignature(run.options.out + "/" + name) else { return }
    try run.store.noteOutput(name, workflow: run.plan.workflow.name, key, signature.packed)
  }

  // MARK: writers

  /// One file a document, named after its source.
  private func write(
    with writer: any Writer, _ fingerprint: StepFingerprint?, _ context: RunContext
  ) throws(Problem) {
    let items = documents.items
    let names = names(of: items)
    let all = documents.documents()
    try Workers.share(items.count, jobs: run.options.jobs) { position throws(Problem) in
      if run.options.isInterrupted() { return }
      let (item, name) = (items[position], names[position])
      try run.outputNames.claim(name, by: step.id)
      var key = Digest.zero
      if let fingerprint {
        key = self.key(fingerprint, item)
        if !run.options.isFresh, try stands(name, key) {
          note(name, of: run.inputs[item.key.input])
          run.ledger.cached(step.id)
          return
        }
      }
      let watch = Stopwatch()
      let document = try all.document(at: position)
      try run.outputs.write(name) { sink throws(Problem) in
        try writer.write(Documents([document]), to: sink, in: context)
      }
      note(name, of: run.inputs[item.key.input])
      try remember(name, key)
      run.ledger.ran(step.id, documents: 1, seconds: watch.lap())
    }
  }

  private func names(of items: [StageDocuments.Item]) -> [String] {
    let suffix = step.manual.formats.first?.extensions.first ?? "out"
    var names = FileNames()
    return items.map { item in
      let path = run.inputs[item.key.input]
      return names.unique(path == "-" ? "stdin" : Paths.stem(path), suffix)
    }
  }
}

/// What a collection step returned, and which files it made.
private struct KeptCollection {
  var value: Value
  var files: [String]

  init(value: Value, files: [String]) {
    self.value = value
    self.files = files
  }

  var packed: [UInt8] {
    var writer = PackWriter()
    writer.write(value)
    writer.write(files) { $0.write($1) }
    return writer.bytes
  }

  init(packed: [UInt8]) throws(PackReader.Damage) {
    var reader = PackReader(packed)
    value = try reader.value()
    files = try reader.list { reader throws(PackReader.Damage) in try reader.text() }
  }
}
