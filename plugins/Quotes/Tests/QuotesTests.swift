import Document
import Plugins
import TestKit
import Testing
import Text
import Workbench

@testable import Quotes

@Test func keepsThePromises() {
  #expect(ProcessorContract.violations(of: .quoteAttribute) == [])
}

/// `input` has a paragraph a line; entities are those of `entity.gazetteer` without a glossary. Shown is a line for each
/// statement in the order of the text: speaker, role, verb, its English, kind; and below it what is said.
@Test(arguments: Cases.all())
func attributes(_ testCase: Case) throws {
  let shown = try quotes(testCase["input"] ?? "").map { quote in
    let features = ["speaker", "role", "verb", "verbTranslation", "kind"].map { quote.features[$0]?.string ?? "" }
    return features.joined(separator: " | ") + "\n  " + quote.text
  }
  let difference = Cases.difference(testCase, "expect", shown.joined(separator: "\n"))
  #expect(difference == nil, "\(difference ?? "")")
}

@Test func textsInOtherLanguagesAreLeftAlone() throws {
  #expect(try quotes("قال الوزير إن الوفد وصل.", language: "fa").isEmpty)
}

@Test func titlesAndBoilerplateAreLeftAlone() throws {
  var document = Fixtures.document("قال الوزير إن الوفد وصل.\nقال الوزير إن الوفد غادر.")
  document.blocks[0].role = .title
  document.blocks[1].role = .boilerplate
  document.segments = document.blocks.map { Segment(range: $0.range) }
  #expect(try Fixtures.process(document, with: .quoteAttribute).annotations("quote").isEmpty)
}

@Test func statementsLieWithinOneBlockWhateverTheMarks() throws {
  let torn = "قال الوزير: \"نحن هنا\nوأضاف أن الوفد وصل\" اليوم. \"\" « قال : » قال قال : أن\n: \" أكد"
  for quote in try quotes(torn) { #expect(!quote.text.contains("\n")) }
}

/// Statements of a text whose sentences are segments and whose entities are found.
private func quotes(_ text: String, language: String? = "ar") throws -> [(features: Fields, text: String)] {
  var document = Fixtures.document(text, language: language)
  let breaker = SentenceBreaker(language: language)
  document.segments = document.blocks.flatMap { block in
    breaker.sentences(in: document.text, block.range).map { Segment(range: $0) }
  }
  document = try Fixtures.process(document, with: try Registry.builtIn().required("entity.gazetteer"))
  document = try Fixtures.process(document, with: .quoteAttribute)
  return document.annotations("quote").map { ($0.features, String(document.text(in: $0.range))) }
}
