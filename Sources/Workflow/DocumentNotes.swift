import Document
import Workbench

/// What a report says of a document that needs no doing any more: kept beside it, so that the document itself need not be read.
struct DocumentNotes: Sendable {
  var warnings: [Problem]
  /// Messages with the position of the step that said them.
  var messages: [(step: Int, message: StepMessage)] = []
  /// For each step of the stage whether it ran; one whose condition did not hold did not.
  var ran: [Bool]

  init(_ stage: Stage, _ trail: Trail, _ warnings: [Problem]) {
    self.warnings = warnings
    ran = Array(repeating: false, count: stage.steps.count)
    var at = 0
    for entry in trail.entries {
      while at < stage.steps.count, stage.fingerprints[at]?.digest != entry.fingerprint { at += 1 }
      guard at < stage.steps.count else { return }
      ran[at] = entry.wasRun
      messages += entry.messages.map { (at, $0) }
      at += 1
    }
  }

  var packed: [UInt8] {
    var writer = PackWriter()
    writer.write(warnings) { $0.write($1) }
    writer.write(messages) { writer, item in
      writer.write(item.step)
      writer.write(item.message)
    }
    writer.write(ran) { $0.write($1) }
    return writer.bytes
  }

  init(packed: [UInt8]) throws(PackReader.Damage) {
    var reader = PackReader(packed)
    warnings = try reader.list { reader throws(PackReader.Damage) in try reader.problem() }
    messages = try reader.list { reader throws(PackReader.Damage) in (try reader.integer(), try reader.stepMessage()) }
    ran = try reader.list { reader throws(PackReader.Damage) in try reader.bool() }
  }
}
