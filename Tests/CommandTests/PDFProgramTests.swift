import Foundation
import TestKit
import Testing
import Workbench

/// What becomes of a PDF where poppler or tesseract is absent or hangs: PATH holds programs of the test's own.
struct PDFProgramTests {
  private let program = Shell.programs + "/dragoman"

  private static let information = "echo 'Pages:          1'"
  /// A page without words.
  private static let blank = #"printf '<page width="100" height="100">\n</page>\n'"#
  /// An image of eight by eight dots, the half of them black.
  private static let image =
    "printf 'P5\\n8 8\\n255\\n'; for row in 1 2 3 4 5 6 7 8; do printf '\\0\\0\\0\\0\\377\\377\\377\\377'; done"
  private static let hanging = "/bin/sleep 300 & echo $$ $! > pids; wait"

  /// Runs in a folder with a file `a.pdf` and a workflow that gives a second for it.
  private func run(
    _ programs: [String: String], _ command: String, links: [String] = [],
    _ body: (Shell.Result, [Int32]) throws -> Void
  ) throws {
    try Fixtures.withTemporaryFolder { folder in
      try "%PDF-1.4\n".write(toFile: folder + "/a.pdf", atomically: false, encoding: .utf8)
      try """
      dragoman: 1
      steps:
        - { id: read, use: parse.pdf, with: { timeout: 1 } }
        - { id: write, use: export.json }
      """.write(toFile: folder + "/workflow.yaml", atomically: false, encoding: .utf8)
      try FileManager.default.createDirectory(atPath: folder + "/bin", withIntermediateDirectories: false)
      for (name, script) in programs {
        let path = folder + "/bin/" + name
        try "#!/bin/sh\n\(script)\n".write(toFile: path, atomically: false, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
      }
      for name in links {
        let path = try #require(ChildProcess.path(of: name))
        try FileManager.default.createSymbolicLink(atPath: folder + "/bin/" + name, withDestinationPath: path)
      }
      let result = try Shell.run(command, in: folder, environment: ["PATH": folder + "/bin"])
      let started = (try? String(contentsOfFile: folder + "/pids", encoding: .utf8)) ?? ""
      try body(result, started.split(whereSeparator: \.isWhitespace).compactMap { Int32($0) })
    }
  }

  @Test func withoutPopplerTheErrorNamesItsPackage() throws {
    let some: [([String: String], String)] = [([:], "pdfinfo"), (["pdfinfo": Self.information], "pdftotext")]
    for (programs, missing) in some {
      try run(programs, "\(program) inspect a.pdf") { result, _ in
        #expect(result.status == 1 && result.output.isEmpty)
        #expect(result.error.contains("a.pdf: error: PDF is read by poppler's '\(missing)', which is not installed"))
        #expect(result.error.contains("help: on Debian: apt install poppler-utils"))
      }
    }
  }

  @Test func withoutTesseractThePageIsNamedWithThePackages() throws {
    let programs = ["pdfinfo": Self.information, "pdftotext": Self.blank, "pdftoppm": Self.image]
    try run(programs, "\(program) inspect a.pdf") { result, _ in
      #expect(result.status == 0, "\(result.error)")
      #expect(result.output.contains("a.pdf, page 1: warning: the page has no text: only tesseract could read it"))
      #expect(result.output.contains("help: on Debian: apt install tesseract-ocr tesseract-ocr-ara tesseract-ocr-eng"))
    }
    let others = ["pdfinfo": Self.information, "pdftotext": Self.blank, "tesseract": "echo ara"]
    try run(others, "\(program) inspect a.pdf") { result, _ in
      #expect(result.status == 0, "\(result.error)")
      #expect(
        result.output.contains("a.pdf, page 1: warning: the page has no text: PDF is read by poppler's 'pdftoppm'"))
      #expect(result.output.contains("help: on Debian: apt install poppler-utils"))
      #expect(result.output.contains("warning: tesseract lacks eng: pages are read without"))
    }
  }

  @Test(arguments: ["pdfinfo", "pdftotext"])
  func aProgramOfPopplerThatHangsIsEnded(_ name: String) throws {
    var programs = ["pdfinfo": Self.information, "pdftotext": Self.blank]
    programs[name] = Self.hanging
    try run(programs, "\(program) run workflow.yaml a.pdf --out out") { result, started in
      #expect(result.status == 1)
      #expect(result.error.contains("\(name) took longer than the 1 seconds of 'timeout'"), "\(result.error)")
      #expect(result.error.contains("help: set the reader's parameter 'timeout' higher"))
      #expect(started.count == 2 && started.allSatisfy(Shell.hasEnded))
    }
  }

  @Test func tesseractThatHangsIsEnded() throws {
    let programs = [
      "pdfinfo": Self.information, "pdftotext": Self.blank, "pdftoppm": Self.image,
      "tesseract": "[ $1 = --list-langs ] && echo ara || { \(Self.hanging); }",
    ]
    try run(programs, "\(program) run workflow.yaml a.pdf --out out; /bin/cat out/a.jsonl") { result, started in
      #expect(result.output.contains("tesseract took longer than the 1 seconds of 'timeout'"), "\(result)")
      #expect(started.count == 2 && started.allSatisfy(Shell.hasEnded))
    }
  }

  @Test(.enabled(if: ChildProcess.path(of: "setpriv") != nil, "setpriv is not installed"))
  func aProgramEndsWithTheOneThatStartedIt() throws {
    let command = """
      \(program) inspect a.pdf & first=$!
      while [ ! -s pids ]; do /bin/sleep 0.1; done
      kill -KILL $first
      wait
      """
    let hanging = "echo $$ > pids; exec /bin/sleep 300"
    try run(["pdfinfo": hanging], command, links: ["setpriv"]) { _, started in
      #expect(started.count == 1 && started.allSatisfy(Shell.hasEnded))
    }
  }
}
