import Document
import TestKit
import Testing
import Text
import Workbench

@testable import Summarize

@Test func keepsThePromises() {
  #expect(ProcessorContract.violations(of: .summarizeExtract) == [])
}

/// `settings` has a line `name: value` each, `title` the headline, `input` a paragraph a line; the summary is shown in the
/// order of the text, each sentence after its rank.
@Test(arguments: Cases.all())
func summarises(_ testCase: Case) throws {
  let document = try summary(testCase["input"] ?? "", title: testCase["title"], parsed(testCase["settings"] ?? ""))
  let shown = document.annotations("summary").map { annotation in
    "\(annotation.features["rank"]?.integer ?? 0)  \(document.text(in: annotation.range))"
  }
  let difference = Cases.difference(testCase, "expect", shown.joined(separator: "\n"))
  #expect(difference == nil, "\(difference ?? "")")
}

@Test(arguments: Method.allCases)
func everyMethodChoosesWholeSegmentsOnce(_ method: Method) throws {
  let text =
    String(repeating: "أكد الوزير أهمية التعاون بين البلدين. عقد الوفدان جلسة مباحثات موسعة في القصر.\n", count: 3)
      + """
      وصل الرئيس إلى العاصمة صباح اليوم في زيارة رسمية. يلتقي الرئيس رئيس الحكومة ووزير الخارجية غدا.
      وتشمل الزيارة توقيع اتفاقات في مجالات الطاقة والنقل والزراعة.
      """
  let document = try summary(text, ["method": .string(method.rawValue), "sentences": 4])
  let chosen = document.annotations("summary")
  #expect(chosen.count == 4)
  #expect(chosen.compactMap { $0.features["rank"]?.integer }.sorted() == [1, 2, 3, 4])
  let segments = Set(document.segments.map(\.range))
  #expect(chosen.allSatisfy { segments.contains($0.range) })
  #expect(Set(chosen.map { document.text(in: $0.range) }).count == 4)
  #expect(chosen.allSatisfy { (0...1).contains($0.features["score"]?.double ?? -1) })
}

@Test(arguments: Method.allCases)
func wordsWithoutMeaningAreNoTrouble(_ method: Method) throws {
  let document = try summary("من في على إلى عن. من في على إلى مع.", ["method": .string(method.rawValue)])
  #expect(!document.annotations("summary").isEmpty)
}

@Test func onlyBodyBlocksAreLookedAt() throws {
  var document = Fixtures.document(
    "عنوان الخبر في الصفحة الأولى\nوصل الوفد إلى العاصمة صباح اليوم.\nاقرأ أيضا أخبار الرياضة اليوم")
  document.blocks[0].role = .title
  document.blocks[2].role = .boilerplate
  document.segments = document.blocks.map { Segment(range: $0.range) }
  document = try Fixtures.process(document, with: .summarizeExtract)
  #expect(document.annotations("summary").map(\.range) == [document.blocks[1].range])
}

@Test func aGraphOfManySentencesStaysBounded() throws {
  let text = (0..<3000).map { "a\($0) b\($0) c\($0) d\($0 % 7)." }.joined(separator: "\n")
  let document = try summary(text, ["method": "lexrank", "sentences": 3])
  #expect(document.annotations("summary").count == 3)
}

@Test func formsOfAWordAreOneTerm() {
  var vocabulary = Vocabulary(language: "ar")
  let text = "الإرهابيّة الارهابية إيران ايران في"
  let terms = vocabulary.terms(in: text, 0..<text.utf8.count)
  #expect(terms[0] == terms[1])
  #expect(terms[2] == terms[3])
  #expect(terms[4] == -1)
}

@Test func manyFormsKeepTheirTerms() {
  var vocabulary = Vocabulary(language: nil)
  let text = (0..<2000).map { "w\($0)" }.joined(separator: " ")
  let first = vocabulary.terms(in: text, 0..<text.utf8.count)
  #expect(first == Array(0..<2000))
  #expect(vocabulary.terms(in: text, 0..<text.utf8.count) == first)
}

/// A document with sentences for segments, summarised.
private func summary(_ text: String, title: String? = nil, _ settings: Fields) throws -> Document {
  var document = Fixtures.document(text)
  document.metadata.title = title
  let breaker = SentenceBreaker(language: "ar")
  document.segments = document.blocks.flatMap { block in
    breaker.sentences(in: document.text, block.range).map { Segment(range: $0) }
  }
  return try Fixtures.process(document, with: .summarizeExtract, settings)
}

private func parsed(_ lines: String) -> Fields {
  var fields = Fields()
  for line in lines.split(separator: "\n") {
    let parts = line.split(separator: ":").map { $0.drop { $0 == " " } }
    guard parts.count == 2 else { continue }
    let manual = Entry.summarizeExtract.manual
    fields[String(parts[0])] = manual.parameter(String(parts[0]))?.value(fromWord: String(parts[1]))
  }
  return fields
}

@Test func keysThatDifferByAByteHaveNumbersOfTheirOwn() {
  var table = ByteTable(capacity: 1)
  let keys = (0..<500).map { String(repeating: "و", count: $0 % 7) + "\($0)" } + [""]
  for (at, key) in keys.enumerated() { #expect(table.add(key) == (at, true)) }
  for (at, key) in keys.enumerated() { #expect(table.add(key) == (at, false)) }
  #expect(table.count == keys.count)
  #expect(!table.contains("never added"))
}

@Test func aLongListWithoutAHeadlineIsNotSummedUpByItsFirstItem() throws {
  let remarks =
    ["The box arrived on a rainy day in March."] + (0..<60).map { "The battery life is good, remark \($0) of many." }
  var document = Fixtures.document(remarks, language: "en")
  document.segments = document.blocks.map { Segment(range: $0.range) }
  document = try Fixtures.process(document, with: .summarizeExtract, ["sentences": 1])
  #expect(document.annotations("summary").first?.range.lowerBound != 0)
}
