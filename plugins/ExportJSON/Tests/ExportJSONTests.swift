import Document
import TestKit
import Testing
import Workbench

@testable import ExportJSON

struct ExportJSONTests {
  @Test func keepsTheContract() { #expect(ProcessorContract.violations(of: .exportJSON) == []) }

  @Test func aLineForEachDocumentAndNothingLost() throws {
    var first = Fixtures.document("عنوان\nسطر \"ثان\"")
    first.annotate("entity", 0..<10, ["type": "person"])
    first.segments = [Segment(range: 0..<10, candidates: [])]
    let second = Fixtures.document("two", language: "en")
    let sink = ByteSink()
    try ExportJSON().write(Documents([first, second]), to: sink, in: try Fixtures.context())
    let lines = String(decoding: sink.bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count == 3 && lines[2].isEmpty)
    #expect(try Document(jsonLine: String(lines[0])) == first)
    #expect(try Document(jsonLine: String(lines[1])) == second)
  }
}
