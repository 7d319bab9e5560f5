import Document
import Foundation
import TestKit
import Text
import Workbench

@testable import Briefing

/// Documents made by hand, and briefings of them in memory.
enum Handmade {
  static let statement = "أكد الوزير أن \"التعاون\" مستمر بين 50 ألف شخص."
  static let second = "ورحب الجنرال منير بزيارة باكستان."

  /// A headline, a paragraph of two sentences, a "read also" line, and a paragraph of one, with every layer.
  static func article(number: Int = 1, body: String = statement) -> Document {
    var document = Fixtures.document(["عنوان الخبر", body + " " + second, "إقرأ أيضا: خبر آخر", "انتهى الاجتماع."])
    document.blocks[0].role = .title
    document.blocks[2].role = .boilerplate
    document.id = "doc\(number)"
    document.source.path = "in/\(number).txt"
    document.metadata.title = "عنوان الخبر"
    document.metadata.publisher = "العالم"
    document.metadata.published = Moment(
      instant: Instant(secondsSince1970: 1_737_345_360), precision: .minute, original: "الإثنين ٢٠ يناير ٢٠٢٥")
    let first = document.range(of: body)
    document.segments = [
      Segment(range: document.blocks[0].range), Segment(range: first),
      Segment(range: document.range(of: second)), Segment(range: document.blocks[3].range),
    ]
    document.annotate(
      "summary", document.range(of: second), ["rank": 1, "score": 0.9, "method": "lexrank"])
    document.annotate("summary", first, ["rank": 2, "score": 0.5, "method": "lexrank"])
    document.annotate(
      "fragment", document.range(of: "ورحب الجنرال"),
      ["target": "and the general welcomed", "origin": "news.tmx#u1"])
    document.annotate(
      "term", document.range(of: "منير"),
      ["target": "Munir", "origin": "glossary.csv:7", "type": "person", "source": "منير", "note": "source's term"])
    document.annotate(
      "gloss", document.range(of: "بزيارة"),
      ["target": "visit / call", "headword": "زيارة", "origin": "freedict-ara-eng", "prefix": "ب"])
    document.annotate(
      "entity", document.range(of: "منير"), ["type": "person", "name": "منير", "translation": "Munir"])
    document.annotate(
      "entity", document.range(of: "باكستان"), ["type": "place", "name": "باكستان", "translation": "Pakistan"])
    document.annotate(
      "quote", first,
      ["speaker": "الوزير", "verb": "أكد", "verbTranslation": "stressed / affirmed", "kind": "indirect"])
    return document
  }

  static func run(
    _ documents: [Document], _ settings: Fields = Fields(), now: Instant? = nil
  ) throws -> (result: Value, files: [String: String]) {
    try Fixtures.withTemporaryFolder { folder in
      let outputs = Outputs(folder: folder)
      var context = try Fixtures.context(step: "brief", outputs: outputs)
      context.now = now
      let result = try BriefingReport(options: try options(settings)).process(Documents(documents), in: context)
      var files: [String: String] = [:]
      for name in outputs.files { files[name] = try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8) }
      return (result, files)
    }
  }

  static func model(_ documents: [Document], _ settings: Fields = Fields(), now: Instant? = nil) throws -> BriefingModel
  {
    var context = try Fixtures.context(step: "brief")
    context.now = now
    var collector = Collector(options: try options(settings), context: context)
    for (position, document) in documents.enumerated() { _ = collector.add(SourceView(document, at: position)) }
    return collector.finished()
  }

  static func html(_ documents: [Document], _ settings: Fields = Fields()) throws -> String {
    try run(documents, settings).files["briefing.html"] ?? ""
  }

  private static func options(_ settings: Fields) throws -> Options {
    try Options(Settings(Entry.briefingReport.manual, settings))
  }
}

extension Document {
  /// Where words first stand in the text; an empty range at its start where they do not.
  func range(of words: String) -> Range<Int> { firstRange(of: words, in: 0..<text.utf8.count) ?? 0..<0 }
}
