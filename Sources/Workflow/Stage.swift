import Document
import Workbench

/// Steps that take one document after the other, up to the next step that needs all of them.
struct Stage: Sendable {
  let steps: [PlannedStep]
  /// nil for a step whose results may not be used again.
  let fingerprints: [StepFingerprint?]
  let contexts: [RunContext]
  /// What conditions see beside the document.
  let variables: Fields
  let documents: StageDocuments

  /// What decides the result of the whole stage beside the documents; nil where one step's results may not be used again.
  let fingerprint: Digest?

  init(
    _ steps: [PlannedStep], fingerprints: [StepFingerprint?], contexts: [RunContext], variables: Fields,
    documents: StageDocuments
  ) {
    self.steps = steps
    self.fingerprints = fingerprints
    self.contexts = contexts
    self.variables = variables
    self.documents = documents
    var writer = PackWriter()
    for case let known? in fingerprints { writer.write(known.digest) }
    fingerprint = fingerprints.contains { $0 == nil } ? nil : writer.digest
  }

  /// Names a document for the store.
  func origin(path: String, number: Int) -> Digest {
    var writer = PackWriter()
    writer.write(path)
    writer.write(number)
    writer.write(steps.first?.id ?? "")
    return writer.digest
  }

  /// What a document of this stage is made from, and by what.
  ///
  /// - Parameter start: digest of the document that the stage is handed, or of the input.
  func variant(_ start: Digest) -> Digest {
    var writer = PackWriter()
    writer.write(start)
    if let fingerprint {
      writer.write(fingerprint)
    } else {
      writer.write("incomplete")
    }
    return writer.digest
  }
}
