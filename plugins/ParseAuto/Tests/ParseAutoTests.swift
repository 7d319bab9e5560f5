import Document
import TestKit
import Testing
import Workbench

@testable import ParseAuto

/// Reads nothing, and says which reader it stands for.
private struct Stub: Reader {
  var name: String
  var problem: Problem?

  func read(
    _ source: ByteSource, in context: RunContext, emit: (consuming Document) throws(Problem) -> Void
  ) throws(Problem) {
    if let problem { throw problem }
    var document = Fixtures.document(name)
    document.source.reader = name
    try emit(document)
  }

  static func entry(
    _ name: String, extensions: [String] = [], likeness: Double = 0, problem: Problem? = nil
  ) -> Entry {
    Entry(
      Manual(name, version: 1, "A stub.", formats: [Format("text/x", extensions: extensions)]),
      role: .reader(
        { _ throws(Problem) in Stub(name: name, problem: problem) }, recognises: { _ in likeness }))
  }
}

struct ParseAutoTests {
  private func reader(of bytes: [UInt8], _ path: String, only: [String] = [], _ entries: [Entry]) throws -> String? {
    var context = try Fixtures.context()
    context.registry = try Registry([Plugin("stubs", entries + [.parseAuto])])
    var name: String?
    try AutoReader(only: only).read(ByteSource(bytes: bytes, path: path), in: context) { document throws(Problem) in
      name = document.source.reader
    }
    return name
  }

  private let text = Array("text".utf8)

  @Test func keepsTheContract() { #expect(ProcessorContract.violations(of: .parseAuto) == []) }

  @Test func contentComesBeforeTheName() throws {
    let entries = [
      Stub.entry("parse.html", extensions: ["html"], likeness: 0.9), Stub.entry("parse.csv", extensions: ["csv"]),
      Stub.entry("parse.xml", likeness: 0.6), Stub.entry("parse.text", likeness: 0.1),
    ]
    #expect(try reader(of: text, "a.csv", entries) == "parse.html")
    #expect(try reader(of: text, "a.csv", only: ["parse.csv", "parse.text"], entries) == "parse.csv")
    #expect(try reader(of: text, "a.csv", only: ["parse.xml"], entries) == "parse.xml")
  }

  @Test func textIsTheLastResort() throws {
    let csv = Stub.entry("parse.csv", extensions: ["csv"], problem: Problem("csv.quotes", "no"))
    #expect(try reader(of: text, "a.csv", [csv, Stub.entry("parse.text")]) == "parse.text")
    #expect(try reader(of: text, "a.unknown", [csv, Stub.entry("parse.text")]) == "parse.text")
  }

  @Test func whatWasTriedIsSaid() throws {
    let csv = Stub.entry("parse.csv", extensions: ["csv"], problem: Problem("csv.quotes", "a quote is open"))
    let plain = Stub.entry("parse.text", problem: Problem("input.binary", "the file is no text"))
    let problem = #expect(throws: Problem.self) { try reader(of: text, "a.csv", [csv, plain]) }
    #expect(problem?.code == "input.format")
    #expect(problem?.help == "tried parse.csv: a quote is open; parse.text: the file is no text")
  }

  @Test func aSureReaderHasTheLastWord() throws {
    let html = Stub.entry("parse.html", likeness: 0.9, problem: Problem("html.deep", "too deep"))
    let problem = #expect(throws: Problem.self) { try reader(of: text, "a.txt", [html, Stub.entry("parse.text")]) }
    #expect(problem?.code == "html.deep")
  }

  @Test func anEmptyFileIsNoMatterOfFormat() throws {
    let plain = Stub.entry("parse.text", problem: Problem("input.empty", "empty"))
    let problem = #expect(throws: Problem.self) { try reader(of: [], "a.txt", [plain]) }
    #expect(problem?.code == "input.empty")
  }

  @Test func onlyTakesReaders() throws {
    #expect(throws: Problem.self) { try reader(of: text, "a", only: ["parse.nothing"], [Stub.entry("parse.text")]) }
  }

  @Test func packedFilesGoByTheNameOfWhatIsInThem() throws {
    let entries = [Stub.entry("parse.csv", extensions: ["csv"]), Stub.entry("parse.text", likeness: 0.1)]
    #expect(try reader(of: Packing.gzip(text), "a.csv.gz", entries) == "parse.csv")
    let packed = try Packing.gzip(try ByteSource(path: Fixtures.sampleArticle).whole())
    let read = try #require(try Fixtures.read(packed, path: "a.txt.gz", with: .parseAuto).first)
    #expect(read.metadata.title?.isEmpty == false && read.warnings.isEmpty)
    #expect(read.source.path == "a.txt.gz" && read.source.sha256 == SHA256.hexadecimal(of: packed))
    let problem = #expect(throws: Problem.self) {
      try Fixtures.read(
        try Packing.gzip([UInt8](repeating: 0x41, count: 3 << 20)), path: "a.gz", with: .parseAuto,
        ["unpacked-size": 2])
    }
    #expect(problem?.code == "gzip.too-large")
  }

  /// A layer that no step but a reader makes, as `ocr`, may come from whatever reads with the help of other readers.
  @Test func layersOfReadersAreDeclared() throws {
    let registry = try Fixtures.context().registry
    let readers = Set(registry.readers.map(\.entry.manual.identifier))
    let ofSteps = registry.entries.map(\.manual).filter { !readers.contains($0.identifier) }.flatMap(\.makes)
    let ofReaders = Set(registry.readers.flatMap(\.entry.manual.makes)).subtracting(ofSteps)
    #expect(ofReaders.contains("ocr"))
    for identifier in ["parse.auto", "parse.archive", "parse.email", "parse.msg"] {
      let made = try registry.required(identifier).manual.makes
      #expect(ofReaders.isSubset(of: made), "\(identifier)")
    }
  }

  @Test func theBuiltInReadersShareTheWork() throws {
    let sample = try ByteSource(path: Fixtures.sampleArticle).whole()
    let read = try Fixtures.read(sample, with: .parseAuto)
    #expect(read.map(\.source.reader) == ["parse.text@1"])
    let line = try #require(read.first).jsonLine
    #expect(try Fixtures.read(Array(line.utf8), path: "x.txt", with: .parseAuto) == read)
    let problem = #expect(throws: Problem.self) {
      try Fixtures.read(Array("GIF89a".utf8) + [0, 1, 2], path: "x.gif", with: .parseAuto)
    }
    #expect(problem?.code == "input.format")
  }
}
