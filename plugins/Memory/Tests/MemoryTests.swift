import Document
import Foundation
import Memory
import TestKit
import Testing
import TranslationMemory

/// What the step made of a document: each segment, its candidates, its matched words and fragments.
private func listing(_ document: Document) -> String {
  document.segments.map { segment in
    var lines = [String(document.text(in: segment.range))]
    for candidate in segment.candidates {
      let penalties = candidate.penalties.map { " −\($0.amount) \($0.reason)" }.joined()
      let score = (candidate.score * 1000).rounded() / 1000
      lines.append("  \(candidate.kind.rawValue) \(score)\(penalties): \(candidate.target) (\(candidate.origin))")
    }
    for layer in [Layer.match, .fragment] {
      for annotation in document.annotations(layer, in: segment.range) {
        let target = layer == .match ? "" : " = " + (annotation.features["target"]?.string ?? "")
        let prefix = annotation.features["prefix"]?.string.map { " [\($0)+]" } ?? ""
        lines.append("  \(layer): \(document.text(in: annotation.range))\(prefix)\(target)")
      }
    }
    return lines.joined(separator: "\n")
  }.joined(separator: "\n")
}

/// A TMX file of lines `source = target`, or `tuid: source = target`.
private func tmx(_ lines: String) -> String {
  var xml = "<tmx version=\"1.4\"><header srclang=\"ar\"/><body>\n"
  for line in lines.split(separator: "\n") {
    let sides = line.split(separator: " = ", maxSplits: 1).map(String.init)
    let names = sides[0].split(separator: ": ", maxSplits: 1).map(String.init)
    let id = names.count == 2 ? " tuid=\"\(names[0])\"" : ""
    xml += "<tu\(id)><tuv xml:lang=\"ar\"><seg>\(names.last ?? "")</seg></tuv>"
    xml += "<tuv xml:lang=\"en\"><seg>\(sides.last ?? "")</seg></tuv></tu>\n"
  }
  return xml + "</body></tmx>"
}

private func leveraged(_ paragraphs: String, memory: String, _ settings: Fields = Fields()) throws -> Document {
  try Fixtures.withTemporaryFolder { folder in
    try memory.write(toFile: folder + "/m.tmx", atomically: true, encoding: .utf8)
    var document = Fixtures.document(paragraphs)
    document.segments = document.blocks.map { Segment(range: $0.range) }
    var settings = settings
    settings["memory"] = ["m.tmx"]
    return try Fixtures.process(document, with: .leverage, settings, folder: folder)
  }
}

@Suite struct LeverageTests {
  @Test(arguments: Cases.all()) func golden(_ testCase: Case) throws {
    let settings = try JSON.value(from: testCase["settings"] ?? "{}").object ?? Fields()
    let memory = testCase["tmx"] ?? tmx(testCase["memory"] ?? "")
    let made = listing(try leveraged(testCase["input"] ?? "", memory: memory, settings))
    #expect(Cases.difference(testCase, "expect", made) == nil)
  }

  @Test func contract() {
    #expect(
      ProcessorContract.violations(of: .leverage, settings: ["memory": ["workflows/briefing/memory/news.tmx"]]) == [])
    #expect(ProcessorContract.violations(of: .leverage, settings: ["memory": ""]) == [])
  }

  /// A store gives what the TMX files in it give, and files of both kinds may stand side by side.
  @Test func aStoreInPlaceOfAFile() throws {
    try Fixtures.withTemporaryFolder { folder in
      let text = tmx("m1: زار الوفد العاصمة أمس = The delegation visited the capital yesterday")
      try text.write(toFile: folder + "/m.tmx", atomically: true, encoding: .utf8)
      try MemoryStore.open(folder + "/m.tm", create: true).importTMX(
        { body throws(Problem) in try body(Array(text.utf8)[...]) }, file: "m.tmx", name: "m.tmx")
      var document = Fixtures.document("زار الوفد العاصمة اليوم")
      document.segments = document.blocks.map { Segment(range: $0.range) }
      let fromFile = try Fixtures.process(document, with: .leverage, ["memory": "m.tmx"], folder: folder)
      #expect(!fromFile.segments[0].candidates.isEmpty)
      for memory in [["m.tm"], ["m.tm", "m.tmx"]] as [Value] {
        #expect(try Fixtures.process(document, with: .leverage, ["memory": memory], folder: folder) == fromFile)
      }
    }
  }

  @Test func aMemoryThatIsNotThere() {
    #expect {
      var document = Fixtures.document("نص قصير")
      document.segments = document.blocks.map { Segment(range: $0.range) }
      _ = try Fixtures.process(document, with: .leverage, ["memory": "no-such.tmx"])
    } throws: { ($0 as? Problem)?.code == "input.missing" }
  }

  /// On the sample article no fragment overlaps another, and each lies inside one segment.
  @Test func fragmentsOfTheSample() throws {
    let text = try String(contentsOfFile: Fixtures.sampleArticle, encoding: .utf8)
    var document = Fixtures.document(text)
    document.segments = document.blocks.map { Segment(range: $0.range) }
    let made = try Fixtures.process(
      document, with: .leverage, ["memory": .string(Fixtures.package + "/workflows/briefing/memory/news.tmx")])
    let fragments = made.annotations(.fragment)
    #expect(fragments.count > 20)
    for (a, b) in zip(fragments, fragments.dropFirst()) { #expect(a.range.upperBound <= b.range.lowerBound) }
    for fragment in fragments {
      #expect(
        made.segments.contains {
          $0.range.lowerBound <= fragment.range.lowerBound && fragment.range.upperBound <= $0.range.upperBound
        })
    }
  }
}
