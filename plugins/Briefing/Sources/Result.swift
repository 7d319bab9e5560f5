import Document
import Text

extension BriefingModel {
  /// What the step returns: bounded, for tests and later steps.
  func result(files: [String]) -> Value {
    [
      "title": .string(title), "handling": .string(handling.marking.rawValue),
      "cutOff": cutOff.map { .string($0.instant.description) } ?? .null,
      "documents": .integer(documents.count), "sentences": .integer(totals.sentences),
      "quotations": .integer(totals.quotations), "bottomLine": .array(bottomLine.map(\.result)),
      "keyPoints": .array(keyPoints.map(\.result)),
      "actors": .array(
        actors.shown.map {
          ["name": .string($0.name), "translation": .string($0.translation), "mentions": .integer($0.mentions)]
        }),
      "coverage": coverage.result, "cautions": .array(cautions.map { .string($0) }),
      "files": .array(files.map { .string($0) }),
    ]
  }
}

extension Statement {
  fileprivate var result: Value {
    [
      "text": .string(original), "translation": .string(translation.proposal?.target ?? translation.line),
      "citations": .array(([citation] + also).map { .string($0.label) }), "method": .string(method),
    ]
  }
}

extension CoverageCount {
  /// Words by what covers them, and `covered`, the share of words that anything covers, 0 to 1.
  fileprivate var result: Value {
    var fields: Fields = ["words": .integer(words)]
    for share in shares { fields[share.key] = .integer(share.count) }
    fields["covered"] = .number(words == 0 ? 0 : Double(covered) / Double(words))
    return .object(fields)
  }
}
