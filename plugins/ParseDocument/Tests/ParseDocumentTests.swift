import Document
import TestKit
import Testing
import Workbench

@testable import ParseDocument

struct ParseDocumentTests {
  let first = Fixtures.document("عنوان\nنص")
  let second = Fixtures.document("two", language: "en")

  @Test func keepsTheContract() { #expect(ProcessorContract.violations(of: .parseDocument) == []) }

  @Test func documentsComeBackAsTheyWere() throws {
    let lines = first.jsonLine + "\n\n" + second.jsonLine + "\n"
    #expect(try Fixtures.read(Array(lines.utf8), with: .parseDocument) == [first, second])
    #expect(try Fixtures.read(Array(second.jsonLine.utf8), with: .parseDocument) == [second])
  }

  @Test func aWrongLineIsNamed() throws {
    let lines = first.jsonLine + "\n{\"format\": \"other\"}\n"
    let problem = #expect(throws: Problem.self) {
      try Fixtures.read(Array(lines.utf8), path: "x.jsonl", with: .parseDocument)
    }
    #expect(problem?.code == "document.format")
    #expect(problem?.place == Place(file: "x.jsonl", line: 2))
  }

  @Test func aFileLargerThanAPieceIsReadByLines() throws {
    let long = Fixtures.document(String(repeating: "جملة طويلة. ", count: 20_000))
    try Fixtures.withTemporaryFolder { folder in
      let path = folder + "/documents.jsonl"
      try Outputs.writeFile(path) { sink throws(Problem) in
        for document in [long, first, long] { try sink.write(document.jsonLine + "\n") }
      }
      var read: [Document] = []
      try ParseDocument().read(try ByteSource(path: path), in: try Fixtures.context()) { document throws(Problem) in
        read.append(document)
      }
      #expect(read == [long, first, long])
    }
  }

  @Test func nothingIsAProblem() {
    #expect(throws: Problem.self) { try Fixtures.read(Array("\n \n".utf8), with: .parseDocument) }
  }

  @Test func knowsItsFormat() {
    #expect(ParseDocument.likeness(Array(first.jsonLine.utf8)[...]) == 1)
    #expect(ParseDocument.likeness(Array("{\"format\": \"geojson\"}".utf8)[...]) == 0)
    #expect(ParseDocument.likeness([]) == 0)
  }
}
