import Document
import Foundation
import Glossary
import TestKit
import Testing
import TranslationMemory

private func listing(_ document: Document) -> String {
  document.annotations(.term).map { term in
    let prefix = term.features["prefix"]?.string.map { " [\($0)+]" } ?? ""
    let suffix = term.features["suffix"]?.string.map { " [+\($0)]" } ?? ""
    let note = term.features["note"]?.string.map { " — \($0)" } ?? ""
    let text = { (key: String) in term.features[key]?.string ?? "" }
    return "\(document.text(in: term.range))\(prefix)\(suffix): \(text("source")) = \(text("target")) "
      + "(\(text("type")), \(text("origin")))\(note)"
  }.joined(separator: "\n")
}

private func apply(_ text: String, glossary: String, file: String = "g.csv", _ settings: Fields = Fields()) throws
  -> Document
{
  try Fixtures.withTemporaryFolder { folder in
    try glossary.write(toFile: folder + "/" + file, atomically: true, encoding: .utf8)
    var document = Fixtures.document(text)
    document.segments = document.blocks.map { Segment(range: $0.range) }
    var settings = settings
    settings["glossary"] = .string(file)
    return try Fixtures.process(document, with: .glossary, settings, folder: folder)
  }
}

@Suite struct ApplyGlossaryTests {
  @Test(arguments: Cases.all()) func golden(_ testCase: Case) throws {
    let settings = try JSON.value(from: testCase["settings"] ?? "{}").object ?? Fields()
    let isTabs = testCase["tabs"] != nil
    let glossary = testCase["tabs"] ?? "source,target,type,note\n" + (testCase["glossary"] ?? "")
    let made = try apply(testCase["input"] ?? "", glossary: glossary, file: isTabs ? "g.txt" : "g.csv", settings)
    #expect(Cases.difference(testCase, "expect", listing(made)) == nil)
  }

  @Test func contract() {
    #expect(
      ProcessorContract.violations(of: .glossary, settings: ["glossary": ["workflows/briefing/memory/glossary.csv"]])
        == [])
    #expect(ProcessorContract.violations(of: .glossary, settings: ["glossary": ""]) == [])
  }

  @Test(
    arguments: [
      ("source,target\nأ,\"b", "csv.quote", 2, 3), ("source,target\nأ,\"b\"c", "csv.quote", 2, 6),
      ("quelle,ziel\n", "glossary.header", 1, nil), ("", "glossary.header", 1, nil),
      ("source,target\nأ,b\n\nت,\n", "glossary.row", 4, nil),
    ] as [(String, String, Int, Int?)]) func faultsNameTheirPlace(
      _ text: String, _ code: String, _ line: Int, _ column: Int?
    )
  {
    #expect {
      _ = try apply("نص", glossary: text)
    } throws: { error in
      let problem = error as? Problem
      return problem?.code == code && problem?.place.line == line && problem?.place.column == column
        && problem?.help != nil
    }
  }
}
