import Document
import Foundation
import TestKit
import Testing
import Workbench

@testable import Entities

@Test func keepsThePromises() {
  #expect(ProcessorContract.violations(of: .entityGazetteer) == [])
}

/// `terms` has glossary terms, `word = target (type)` each; `dictionary` words that have a gloss; `input` a paragraph
/// a line. Shown is for each entity: its text,
/// then type, name, role, translation of the role, rank, title, translation, and the rule or glossary that found it.
@Test(arguments: Cases.all())
func findsEntities(_ testCase: Case) throws {
  var document = Fixtures.document(testCase["input"] ?? "")
  annotate(&document, testCase["terms"] ?? "")
  for word in (testCase["dictionary"] ?? "").split(separator: " ") {
    for range in ranges(of: String(word), in: document) { document.annotate("gloss", range, ["target": "…"]) }
  }
  document = try Fixtures.process(document, with: .entityGazetteer)
  let shown = document.annotations("entity").map { entity in
    let features = ["type", "name", "role", "roleTranslation", "rank", "title", "translation", "origin"].compactMap {
      key in
      entity.features[key]?.string.map { key == "type" || key == "name" ? $0 : "\(key) \($0)" }
    }
    return ([String(document.text(in: entity.range))] + features).joined(separator: " | ")
  }
  let difference = Cases.difference(testCase, "expect", shown.joined(separator: "\n"))
  #expect(difference == nil, "\(difference ?? "")")
}

@Test func everyEntityHasARomanisedNameUnlessItIsAnOffice() throws {
  let document = try Fixtures.process(
    Fixtures.document("قال وزير الدفاع محمد صالح إن الوزير قادم."), with: .entityGazetteer)
  let person = document.annotations("entity").first { $0.features["type"] == "person" }
  #expect(person?.features["romanised"]?.string?.isEmpty == false)
}

@Test func otherLanguagesHaveOnlyTheGlossarysEntities() throws {
  var document = Fixtures.document("الرئيس محمد صالح", language: "fa")
  document = try Fixtures.process(document, with: .entityGazetteer)
  #expect(document.annotations("entity").isEmpty)
}

@Test func gazetteersNameWhatNoGlossaryHas() throws {
  try Fixtures.withTemporaryFolder { folder in
    let list = "source,target,type,note\nعملية الفجر,Operation Dawn,event,\nنهر الذهب,Gold River,place,\n"
    try list.write(toFile: folder + "/names.csv", atomically: true, encoding: .utf8)
    let document = try Fixtures.process(
      Fixtures.document("انتهت عملية الفجر قرب نهر الذهب."), with: .entityGazetteer, ["gazetteers": ["names.csv"]],
      folder: folder)
    let found = document.annotations("entity").map {
      [$0.features["name"]?.string, $0.features["translation"]?.string]
    }
    #expect(found == [["عملية الفجر", "Operation Dawn"], ["نهر الذهب", "Gold River"]])
  }
  #expect(throws: Problem.self) {
    try Fixtures.process(Fixtures.document("نص"), with: .entityGazetteer, ["gazetteers": ["/no/such/file.csv"]])
  }
}

@Test func boilerplateIsLeftAlone() throws {
  var document = Fixtures.document("اقرأ أيضا: الرئيس محمد صالح يزور بغداد")
  document.blocks[0].role = .boilerplate
  document = try Fixtures.process(document, with: .entityGazetteer)
  #expect(document.annotations("entity").isEmpty)
}

/// Marks terms as `glossary.apply` does: wherever they stand, the longer first, none over another.
private func annotate(_ document: inout Document, _ terms: String) {
  var known: [(word: String, target: String, type: String)] = []
  for line in terms.split(separator: "\n") {
    let parts = line.split(separator: "=").map { $0.split(separator: " ").joined(separator: " ") }
    guard parts.count == 2, let bracket = parts[1].lastIndex(of: "(") else { continue }
    let type = parts[1][bracket...].dropFirst().dropLast()
    known.append((parts[0], parts[1][..<bracket].split(separator: " ").joined(separator: " "), String(type)))
  }
  known.sort { $0.word.utf8.count > $1.word.utf8.count }
  for (number, term) in known.enumerated() {
    for range in ranges(of: term.word, in: document) {
      guard !document.annotations("term").contains(where: { $0.range.overlaps(range) }) else { continue }
      let features: Fields = [
        "target": .string(term.target), "origin": .string("glossary.csv:\(number + 2)"), "type": .string(term.type),
        "source": .string(term.word),
      ]
      document.annotate("term", range, features)
    }
  }
}

private func ranges(of word: String, in document: Document) -> [Range<Int>] {
  let text = Array(document.text.utf8)
  let word = Array(word.utf8)
  return text.indices.dropLast(word.count - 1).filter { text[$0..<$0 + word.count].elementsEqual(word) }.map {
    $0..<$0 + word.count
  }
}
