import Document
import Foundation
import TestKit
import Testing
import Workbench

@testable import Scripting

/// What a step may read, see and use up, as its workflow says it.
struct AllowanceTests {
  private func run(_ code: String, folder: String = ".", _ allow: (inout ScriptAllowance) -> Void) throws -> [String] {
    var allowance = ScriptAllowance()
    allow(&allowance)
    let script = Scripts.script("return function(doc) \(code)\nend", folder: folder)
    let entry = try LuaEngine().entry(script, identifier: "script.test", allowance: allowance)
    let log = Scripts.Log()
    do {
      _ = try Scripts.run(entry, log: log)
    } catch let problem as Problem { return log.lines + ["\(problem.code): \(problem.message)"] }
    return log.lines
  }

  private func withFolder(_ body: (String) throws -> Void) throws {
    try Fixtures.withTemporaryFolder { above in
      let folder = above + "/flow"
      try FileManager.default.createDirectory(atPath: folder + "/lists/deep", withIntermediateDirectories: true)
      for (name, text) in [
        "lists/a.txt": "one\r\ntwo\n\nthree", "lists/deep/b.txt": "", "other.txt": "o", "listsecret": "l",
        "../out.txt": "x",
      ] { try text.write(toFile: folder + "/" + name, atomically: true, encoding: .utf8) }
      try body(folder)
    }
  }

  // MARK: files

  @Test func aGrantedFolderIsRead() throws {
    try withFolder { (folder: String) throws in
      let code = """
        print(#file.read("lists/a.txt"), #file.lines("lists/deep/b.txt"))
        for at, line in ipairs(file.lines("./lists//a.txt")) do print(at, line) end
        print(table.concat(file.list("lists"), " "))
        """
      #expect(
        try run(code, folder: folder) { $0.read = ["lists"] }
          == ["15\t0", "1\tone", "2\ttwo", "3\t", "4\tthree", "a.txt deep"])
    }
  }

  @Test(arguments: [
    "other.txt", "../out.txt", "lists/../other.txt", "/etc/passwd", "listsecret", "lists/link", "lists/links/out.txt",
    ".",
    "nowhere.txt", "../nowhere", "/nowhere",
  ])
  func whatIsNotGrantedIsRefused(_ name: String) throws {
    try withFolder { (folder: String) throws in
      try FileManager.default.createSymbolicLink(atPath: folder + "/lists/link", withDestinationPath: "../../out.txt")
      try FileManager.default.createSymbolicLink(atPath: folder + "/lists/links", withDestinationPath: "../..")
      #expect(
        try run("file.read('\(name)')", folder: folder) { $0.read = ["lists", "lists/none"] } == [
          "script.error: file.read: this step may not read \(name): give it `allow: {read: [\"\(name)\"]}` in the workflow "
            + "file, or the folder that holds it"
        ])
    }
  }

  @Test(arguments: [
    ("file.read('lists/none')", "there is no file lists/none"), ("file.read('lists')", "file.read: lists is no file"),
    ("file.list('lists/a.txt')", "file.list: lists/a.txt is no folder"), ("file.read('')", "'' is no path"),
    ("file.read('lists/pipe')", "file.read: lists/pipe is no file"),
    ("file.read()", "argument 1 of file.read(path) is missing: text"),
  ])
  func whatCannotBeReadIsSaid(_ code: String, _ message: String) throws {
    try withFolder { (folder: String) throws in
      mkfifo(folder + "/lists/pipe", 0o600)
      #expect(try run(code, folder: folder) { $0.read = ["lists"] } == ["script.error: " + message])
    }
  }

  @Test func aLinkWithinWhatIsGrantedIsFollowed() throws {
    try withFolder { (folder: String) throws in
      try FileManager.default.createSymbolicLink(atPath: folder + "/lists/same", withDestinationPath: "a.txt")
      try FileManager.default.createSymbolicLink(atPath: folder + "/door", withDestinationPath: "lists")
      #expect(try run("print(#file.read('lists/same'))", folder: folder) { $0.read = ["lists"] } == ["15"])
      #expect(try run("print(#file.read('door/a.txt'))", folder: folder) { $0.read = ["door"] } == ["15"])
      #expect(try run("print(#file.read('other.txt'))", folder: folder) { $0.read = ["other.txt"] } == ["1"])
    }
  }

  @Test func bytesNeedNotBeText() throws {
    try withFolder { (folder: String) throws in
      try Data([0xFF, 0x00, 0x41]).write(to: URL(fileURLWithPath: folder + "/lists/bytes"))
      #expect(
        try run("local b = file.read('lists/bytes') print(#b, b:byte(1), b:byte(3)) doc.title = b", folder: folder) {
          $0.read = ["lists"]
        } == ["3\t255\t65", "script.error: a text is not valid UTF-8"])
    }
  }

  @Test func aFileThatMemoryCannotHoldIsRefused() throws {
    try withFolder { (folder: String) throws in
      try Data(count: 2_000_000).write(to: URL(fileURLWithPath: folder + "/lists/large"))
      let said = try run("file.read('lists/large')", folder: folder) {
        $0.read = ["lists"]
        $0.memory = 1_000_000
      }
      #expect(
        said == [
          "script.error: file.read: lists/large has 2000000 bytes, and a script has 1000000 bytes of memory"
        ])
    }
  }

  // MARK: environment

  @Test func variablesAreSeenWhereTheyAreGranted() throws {
    setenv("DRAGOMAN_TEST_SEEN", "value", 1)
    let code = "print(env.DRAGOMAN_TEST_SEEN, env.get('DRAGOMAN_TEST_SEEN'), env.DRAGOMAN_TEST_ABSENT)"
    #expect(
      try run(code) { $0.environment = ["DRAGOMAN_TEST_SEEN", "DRAGOMAN_TEST_ABSENT"] } == ["value\tvalue\tnil"])
    #expect(
      try run("print(env.HOME)") { $0.environment = ["DRAGOMAN_TEST_SEEN"] } == [
        "script.error: this step may not see the variable HOME: give it `allow: {env: [HOME]}` in the workflow file"
      ])
    #expect(try run("print(next(env), getmetatable(env))") { _ in } == ["get\tfalse"])
  }

  @Test func whatIsReadAndSeenIsPartOfTheKey() throws {
    setenv("DRAGOMAN_TEST_KEY", "1", 1)
    var allowance = ScriptAllowance()
    allowance.read = ["lists"]
    allowance.environment = ["DRAGOMAN_TEST_NONE", "DRAGOMAN_TEST_KEY"]
    let script = Scripts.script("return print", folder: "flow")
    let entry = try LuaEngine().entry(script, identifier: "script.test", allowance: allowance)
    let dependencies = try entry.dependencies(Settings(entry.manual))
    #expect(dependencies.files == ["flow/lists"])
    #expect(
      dependencies.contents.map { String(decoding: $0, as: UTF8.self) }
        == ["return print", "env DRAGOMAN_TEST_KEY=1", "env DRAGOMAN_TEST_NONE is not set"])
    #expect(entry.manual.isReproducible)
  }

  // MARK: limits

  @Test func aStepHasLimitsOfItsOwn() throws {
    let loop = "local n = 0 for i = 1, 1e6 do n = n + i end print('end')"
    #expect(try run(loop) { _ in } == ["end"])
    #expect(
      try run(loop) { $0.instructions = 100_000 }
        == ["script.limit: the script was stopped: it used up its 100000 instructions"])
    #expect(
      try run("local t = {} for i = 1, 1e6 do t[i] = i end") { $0.memory = 1 << 20 }
        == ["script.limit: the script was stopped: it used up its 1 MiB of memory"])
    let late = try run("while true do end") {
      $0.time = .milliseconds(50)
      $0.instructions = .max
    }
    #expect(late == ["script.limit: the script was stopped: it used up its 0.05 seconds"])
  }

  @Test(arguments: [
    "for i = 1, 1e6 do doc:annotate('x', 1, 2, { text = 'some text' }) end", "for i = 1, 1e6 do print('some text') end",
    "for i = 1, 1e6 do doc.title = ('x'):rep(1000) end", "for i = 1, 1e6 do doc:warn('some text') end",
    "for i = 1, 1e6 do doc.metadata[tostring(i)] = i end", "for i = 1, 1e6 do log.debug('x') end",
    "pcall(function() for i = 1, 1e6 do doc:warn('some text') end end)",
    "for i = 1, 1e6 do doc:annotations('entity')[1].features[tostring(i)] = true end",
  ])
  func whatIsHandedOverIsBounded(_ code: String) throws {
    let said = try run(code + " print('went on')") { $0.output = 10_000 }
    #expect(
      said.last
        == "script.limit: the script was stopped: it used up the 10000 bytes of text, annotations and values that it may hand over"
    )
    #expect(!said.contains("went on"))
  }

  @Test func theResultOfACollectionIsHandedOverToo() throws {
    var allowance = ScriptAllowance()
    allowance.output = 1000
    let script = Scripts.script("return { collection = function() return { ('x'):rep(5000) } end }")
    let entry = try LuaEngine().entry(script, identifier: "script.test", allowance: allowance)
    guard case .collection(let make) = entry.role else { throw Problem("test.role", "no collection") }
    let step = try make(Settings(entry.manual))
    let (none, many) = (Documents([]), Documents((1...9).map { _ in Fixtures.document("x") }))
    #expect(throws: Problem.self) { try step.process(none, in: try Fixtures.context()) }
    // Each document brings its own.
    #expect(throws: Never.self) { try step.process(many, in: try Fixtures.context()) }
  }
}
