import Document
import Foundation
import TestKit
import Testing
import Workbench

/// Makes a document of all bytes, or one of each line while they come.
private struct Lines: Reader {
  var isWhole = false

  func read(
    _ source: ByteSource, in context: RunContext, emit: (consuming Document) throws(Problem) -> Void
  ) throws(Problem) {
    if isWhole { return try emit(Fixtures.document(String(decoding: try source.whole(), as: UTF8.self))) }
    var rest: [UInt8] = []
    try source.forEachPiece { piece throws(Problem) in
      rest += piece
      while let end = rest.firstIndex(of: 0x0A) {
        try emit(Fixtures.document(String(decoding: rest[..<end], as: UTF8.self)))
        rest.removeSubrange(...end)
      }
    }
    if !rest.isEmpty { throw Problem("lines.open", "the last line does not end") }
  }
}

struct UnpackingTests {
  private let text = (0..<2_000).map { "line \($0)\n" }.joined()

  private func read(
    _ source: ByteSource, within bounds: UnpackingBounds = .standard, isWhole: Bool = false
  ) throws -> [Document] {
    var documents: [Document] = []
    try Lines(isWhole: isWhole).readUnpacked(source, within: bounds, in: try Fixtures.context()) {
      document throws(Problem) in documents.append(document)
    }
    return documents
  }

  @Test func aPackedFileIsReadThrough() throws {
    try Fixtures.withTemporaryFolder { folder in
      let packed = try Packing.gzip(Array(text.utf8))
      let path = folder + "/page.txt.gz"
      try Data(packed).write(to: URL(fileURLWithPath: path))
      let lying = try ByteSource(path: path)
      #expect(try lying.whole() == packed)
      let source = lying.unpacked()
      #expect(try source.whole() == Array(text.utf8))
      #expect(try source.prefix(10) == Array(text.utf8)[..<10])
      #expect(try source.prefix(1 << 20).count == text.utf8.count)
      #expect(try source.path == path && source.unpackedName() == folder + "/page.txt")
      #expect(try source.sha256() == SHA256.hexadecimal(of: packed))
      #expect(try source.sha256(of: source.whole()) == SHA256.hexadecimal(of: packed))
      #expect(try source.text().sha256 == SHA256.hexadecimal(of: packed))
      #expect(try read(lying).count == 2_000)
      #expect(throws: Problem.self) { try source.whole(limit: 1_000) }
    }
  }

  @Test func whatIsNotPackedStaysAsItIs() throws {
    let source = ByteSource(bytes: Array(text.utf8), path: "a.gz").unpacked()
    #expect(try source.whole() == Array(text.utf8))
    #expect(try source.unpackedName() == "a.gz")
    #expect(try source.sha256(of: source.whole()) == SHA256.hexadecimal(of: Array(text.utf8)))
  }

  @Test func gzipWithinGzipIsUnpackedOnce() throws {
    let once = try Packing.gzip(Array(text.utf8))
    let source = ByteSource(bytes: try Packing.gzip(once), path: "a.gz.gz").unpacked()
    #expect(try source.whole() == once)
    #expect(try source.unpacked().whole() == once)
  }

  @Test func boundsAreSaidWithTheirParameter() throws {
    let zeros = try Packing.gzip([UInt8](repeating: 0x41, count: 80 << 20))
    let source = ByteSource(bytes: zeros, path: "bomb.gz")
    let ratio = #expect(throws: Problem.self) { try read(source, isWhole: true) }
    #expect(ratio?.code == "gzip.ratio" && ratio?.help?.contains("'unpacked-ratio'") == true)
    let size = #expect(throws: Problem.self) {
      try read(source, within: UnpackingBounds(size: 1 << 20, ratio: 2_000), isWhole: true)
    }
    #expect(size?.code == "gzip.too-large" && size?.help?.contains("'unpacked-size'") == true)
    #expect(size?.message == "it unpacks to more than 1 MiB")
  }

  @Test func damageIsAWarningOnWhatWasReadAfterIt() throws {
    let packed = try Packing.gzip(Array(text.utf8))
    let cut = ByteSource(bytes: Array(packed[..<(packed.count - 8)]), path: "cut.gz")
    let whole = try read(cut, isWhole: true)
    #expect(whole.count == 1 && whole[0].text.hasSuffix("line 1999"))
    #expect(whole[0].warnings.map(\.code) == ["gzip.truncated"])
    // All lines were handed on before the end was missed: nobody could be told but by the problem.
    let problem = #expect(throws: Problem.self) { try read(cut) }
    #expect(problem?.code == "gzip.truncated")
    let half = ByteSource(bytes: Array(packed[..<(packed.count / 2)]), path: "cut.gz")
    let inside = #expect(throws: Problem.self) { try read(half) }
    #expect(inside?.code == "gzip.truncated" && inside?.message.contains("the last line does not end") == true)
    let nothing = #expect(throws: Problem.self) {
      try read(ByteSource(bytes: [0x1F, 0x8B, 0x08], path: "cut.gz"), isWhole: true)
    }
    #expect(nothing?.code == "gzip.truncated")
  }

  @Test func namesLoseTheEndingOfThePacking() {
    #expect(Paths.withoutPacking("a/page.html.gz") == "a/page.html")
    #expect(Paths.withoutPacking("a.TGZ") == "a.tar")
    #expect(Paths.withoutPacking("a.html") == "a.html")
  }
}
