import Document
import TestKit
import Testing

@testable import Segment

struct TextSegmentTests {
  @Test func keepsTheContract() { #expect(ProcessorContract.violations(of: .textSegment) == []) }

  @Test func cutsTitleAndBodyAndNothingElse() throws {
    var document = Fixtures.document("عنوان الخبر\nالإثنين ٢٠ يناير\nقال الوزير: نعم. ثم غادر القاعة.")
    document.blocks[0].role = .title
    document.blocks[1].role = .dateline
    let segmented = try Fixtures.process(document, with: .textSegment)
    #expect(
      segmented.segments.map { String(segmented.text(in: $0.range)) } == [
        "عنوان الخبر", "قال الوزير: نعم.", "ثم غادر القاعة.",
      ])
  }

  @Test func replacesSegmentsAndLeavesCodeOut() throws {
    var document = Fixtures.document("One. Two.\nlet x = 1", language: "en")
    document.blocks[1].kind = .code
    document.segments = [Segment(range: 0..<2)]
    let segmented = try Fixtures.process(document, with: .textSegment)
    #expect(segmented.segments.map(\.range) == [0..<4, 5..<9])
  }

  @Test func rolesAreChosenAndChecked() throws {
    var document = Fixtures.document("One. Two.\nAside.", language: "en")
    document.blocks[1].role = .note
    let segmented = try Fixtures.process(document, with: .textSegment, ["roles": ["note"]])
    #expect(segmented.segments.map { String(segmented.text(in: $0.range)) } == ["Aside."])
    let problem = #expect(throws: Problem.self) {
      try Fixtures.process(document, with: .textSegment, ["roles": ["titles"]])
    }
    #expect(problem?.help == "did you mean 'title'?")
  }
}
