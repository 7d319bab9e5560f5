import Document
import Text
import Workbench

/// Everything but the documents that decides what a step makes, and the digest of it. What it says is kept, so that a later run can
/// tell why something is not as it was.
struct StepFingerprint: Sendable {
  let digest: Digest
  /// The name of each thing with what it was; the content of files and scripts goes by digests.
  let facts: Fields

  /// - Parameters:
  ///   - results: what earlier collection steps returned; looked at where the step may see them.
  ///   - digest: of a file's content, or of the files below a folder.
  init(
    _ step: PlannedStep, in plan: Plan, now: Instant?, results: [String: Value],
    digest: (String) throws(Problem) -> String
  ) throws(Problem) {
    var facts: Fields = [
      "step": .string(step.id), "use": .string(step.manual.versioned),
      "program": .string(ProgramBuild.digest.hexadecimal),
      "folder": .string(step.folder), "settings": .object(step.settings.values),
    ]
    if !step.dependencies.contents.isEmpty { facts["script"] = .string(Self.digest(of: step.dependencies.contents)) }
    if let condition = step.condition {
      facts["when"] = .string(Self.digest(of: condition.dependencies.contents))
      facts["params"] = .object(plan.parameters)
    }
    var files = Fields()
    for path in step.filesRead where files[path] == nil { files[path] = .string(try digest(path)) }
    if !files.isEmpty { facts["files"] = .object(files) }
    if !step.isPerDocument || step.manual.usesNow { facts["now"] = .string(now?.description ?? "") }
    if !step.isPerDocument {
      facts["workflow"] = .string(plan.workflow.name + "\n" + plan.workflow.summary)
    }
    if !step.isPerDocument || step.condition != nil {
      let earlier = results.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
      if !earlier.isEmpty { facts["results"] = .string(Self.digest(of: earlier.map { Self.packed($0.key, $0.value) })) }
    }
    self.init(facts)
  }

  private init(_ facts: Fields) {
    self.facts = facts
    digest = Digest(of: Self.packed("", .object(facts)))
  }

  /// The fingerprint of the same things after files changed so many times while a step of this one ran: what it made then is not to
  /// be taken for what it makes.
  func afterDrifts(_ count: Int) -> StepFingerprint {
    var facts = facts
    facts["drifts"] = .integer(count)
    return StepFingerprint(facts)
  }

  private static func packed(_ name: String, _ value: Value) -> [UInt8] {
    var writer = PackWriter()
    writer.write(name)
    writer.write(value)
    return writer.bytes
  }

  private static func digest(of contents: [[UInt8]]) -> String {
    var writer = PackWriter()
    writer.write(contents) { $0.write(counted: $1) }
    return writer.digest.hexadecimal
  }

  /// What is other than in an earlier fingerprint of the step, in words: "'threshold' was 0.7 and is 0.8".
  static func reasons(from earlier: Fields, to facts: Fields) -> [String] {
    var reasons: [String] = []
    if earlier["program"] != facts["program"] { reasons.append("the program was built anew") }
    if earlier["use"] != facts["use"] {
      reasons.append("it was \(earlier["use"]?.string ?? "another step")")
    }
    reasons += changedKeys(earlier["settings"], facts["settings"]).map { key, was, now in
      "'\(key)' was \(was.map { JSON.line($0) } ?? "not set") and is \(now.map { JSON.line($0) } ?? "not set")"
    }
    reasons += changedKeys(earlier["files"], facts["files"]).map { key, was, now in
      was == nil || now == nil ? "it reads other files: \(key)" : "\(key) changed"
    }
    if earlier["drifts"] != facts["drifts"] { reasons.append("a file that it reads changed while it ran") }
    if earlier["script"] != facts["script"] { reasons.append("its script, or a module that it requires, changed") }
    if earlier["when"] != facts["when"] { reasons.append("its 'when' changed") }
    if earlier["params"] != facts["params"], earlier["when"] != nil {
      reasons.append("its 'when' sees other parameters of the workflow")
    }
    if earlier["now"] != facts["now"] { reasons.append("--now is another time") }
    if earlier["folder"] != facts["folder"] { reasons.append("the workflow lies in another folder") }
    if earlier["results"] != facts["results"] { reasons.append("earlier steps returned something else") }
    if earlier["workflow"] != facts["workflow"] { reasons.append("the workflow's name or summary changed") }
    return reasons
  }

  private static func changedKeys(
    _ earlier: Value?, _ later: Value?
  ) -> [(key: String, was: Value?, now: Value?)] {
    let (before, after) = (earlier?.object ?? [:], later?.object ?? [:])
    let keys = after.keys + before.keys.filter { after[$0] == nil }
    return keys.filter { before[$0] != after[$0] }.map { ($0, before[$0], after[$0]) }
  }
}

extension PlannedStep {
  /// Files and folders whose content decides what the step makes, as the system finds them.
  var filesRead: [String] {
    var paths: [String] = []
    for parameter in manual.parameters where parameter.kind == .path || parameter.kind == .paths {
      let value = settings.values[parameter.name]
      for name in value?.string.map({ [$0] }) ?? value?.array?.compactMap(\.string) ?? [] where !name.isEmpty {
        paths.append(Paths.resolve(name, in: settings.folder))
      }
    }
    return paths + dependencies.files + (condition?.dependencies.files ?? [])
  }

  /// Whether its results may be used again.
  var isCached: Bool { policy.isCached ?? manual.isReproducible }
}
