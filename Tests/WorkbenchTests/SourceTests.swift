import Document
import Foundation
import TestKit
import Testing
import Workbench

@Test func aDigestIsThatOfFIPS180() {
  #expect(
    SHA256.hexadecimal(of: Array("abc".utf8))
      == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
  #expect(SHA256.hexadecimal(of: []) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
}

@Test func aFileIsReadWholeByPrefixAndByPieces() throws {
  try Fixtures.withTemporaryFolder { folder in
    let bytes = (0..<200_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    let path = folder + "/file"
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    let source = try ByteSource(path: path)
    #expect(try source.whole() == bytes)
    #expect(Array(try source.prefix(10)) == Array(bytes.prefix(10)))
    var pieces: [UInt8] = []
    try source.forEachPiece { piece throws(Problem) in pieces += piece }
    #expect(pieces == bytes)
    #expect(throws: Problem.self) { try source.whole(limit: 1000) }
  }
}

/// As a shell hands it over: `dragoman inspect <(command)`. What was read of it once is gone.
@Test func aPipeIsReadOnceAndWhole() throws {
  try Fixtures.withTemporaryFolder { folder in
    let bytes = (0..<200_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    let path = folder + "/pipe"
    #expect(mkfifo(path, 0o600) == 0)
    let writer = Process()
    writer.executableURL = URL(fileURLWithPath: "/bin/sh")
    try Data(bytes).write(to: URL(fileURLWithPath: folder + "/file"))
    writer.arguments = ["-c", "cat \(folder)/file > \(path)"]
    try writer.run()
    let source = try ByteSource(path: path)
    #expect(Array(try source.prefix(10)) == Array(bytes.prefix(10)))
    #expect(try source.whole() == bytes)
    #expect(try source.sha256() == SHA256.hexadecimal(of: bytes))
    #expect(try !source.isFile() && ByteSource(path: folder + "/file").isFile())
    writer.waitUntilExit()
  }
}

@Test func whatCannotBeReadIsSaidClearly() throws {
  try Fixtures.withTemporaryFolder { folder in
    let missing = #expect(throws: Problem.self) { try ByteSource(path: folder + "/none").whole() }
    #expect(missing?.code == "input.missing")
    let isFolder = #expect(throws: Problem.self) { try ByteSource(path: folder).whole() }
    #expect(isFolder?.code == "input.folder")
  }
}

@Test func anOutputIsThereWholeOrNotAtAll() throws {
  try Fixtures.withTemporaryFolder { folder in
    let outputs = Outputs(folder: folder + "/out")
    try outputs.write("deep/a.txt") { sink throws(Problem) in try sink.write("whole") }
    #expect(try String(contentsOfFile: folder + "/out/deep/a.txt", encoding: .utf8) == "whole")
    let failure = #expect(throws: Problem.self) {
      try outputs.write("deep/a.txt") { sink throws(Problem) in
        try sink.write(String(repeating: "x", count: 100_000))
        throw Problem("test", "broken off")
      }
    }
    #expect(failure?.code == "test")
    #expect(try String(contentsOfFile: folder + "/out/deep/a.txt", encoding: .utf8) == "whole")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder + "/out/deep") == ["a.txt"])
    #expect(outputs.files == ["deep/a.txt"])
  }
}

@Test(arguments: ["", "../x", "a/../../x", "/etc/x", "a//b", "."]) func anOutputStaysInItsFolder(_ name: String) throws
{
  try Fixtures.withTemporaryFolder { folder in
    let problem = #expect(throws: Problem.self) {
      try Outputs(folder: folder).write(name) { sink throws(Problem) in try sink.write("x") }
    }
    #expect(problem?.code == "output.name")
  }
}

@Test func pathsAreTakenApart() {
  #expect(Paths.resolve("a/b", in: "flow") == "flow/a/b")
  #expect(Paths.resolve("/a", in: "flow") == "/a")
  #expect(Paths.folder("a/b.txt") == "a")
  #expect(Paths.folder("b.txt") == ".")
  #expect(Paths.folder("/b.txt") == "/")
  #expect(Paths.stem("a/b.tar.gz") == "b.tar")
  #expect(Paths.fileExtension("a/B.HTML") == "html")
  #expect(Paths.fileExtension(".hidden") == "")
}
