import Document
import Workbench

/// The settings of a briefing.
struct Options: Sendable {
  enum Format: String, CaseIterable, Sendable {
    case html, md, json
  }

  var title = ""
  var formats: [Format] = Format.allCases
  /// nil: the strictest of the inputs.
  var handling: Handling?
  var keyPoints = 5
  var audience = ""
  var scope = ""
  var grade: Grade
  var gradeReason = ""
  var detail = 100
  /// Words in a glossary note by which a term is the wording of one side.
  var loaded: [String] = []

  init(_ settings: Settings) throws(Problem) {
    title = try settings.text("title")
    formats = try Options.formats(try settings.texts("formats"))
    handling = Handling(marking: try settings.text("handling"))
    keyPoints = try settings.integer("key-points")
    audience = try settings.text("audience")
    scope = try settings.text("scope")
    detail = try settings.integer("detail")
    let code = try settings.text("grade")
    guard let grade = Grade(code) else {
      throw Problem(
        "settings.type", "'grade' of briefing.report must be an Admiralty grade, not \"\(code)\"",
        help: "a letter A to F for the source and a figure 1 to 6 for the information, such as B2")
    }
    self.grade = grade
    gradeReason = try settings.text("grade-reason")
    loaded = try settings.texts("loaded").filter { !$0.isEmpty }
  }

  private static func formats(_ names: [String]) throws(Problem) -> [Format] {
    for name in names where Format(rawValue: name) == nil {
      throw Problem(
        "settings.type", "'formats' of briefing.report has no format \"\(name)\"",
        help: "it takes \(Format.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    return Format.allCases.filter { names.contains($0.rawValue) }
  }
}
