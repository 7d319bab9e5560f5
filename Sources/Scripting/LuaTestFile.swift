import CLua
public import Document
import Synchronization
import Text
public import Workbench

/// A `*_test.lua` file: named tests of the steps beside it, each run in a fresh state with the limits of a step.
///
/// The file calls `test("name", function() … end)`, or returns a table of functions by name.
public struct LuaTestFile: Sendable {
  /// The names of the tests, in the order in which they are run.
  public let names: [String]
  private let engine: LuaEngine
  private let file: LuaChunk
  private let registry: Registry

  /// Runs the file once, to learn which tests it has.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - folder: the workflow's folder, in which `require` finds modules.
  ///   - registry: the processors that tests can run beside the steps they test.
  /// - Throws: `script.…` where the file is no Lua, fails, or holds no test.
  public init(path: String, folder: String, engine: LuaEngine, registry: Registry) throws(Problem) {
    let bytes = try ByteSource(path: path).whole(limit: 16 << 20)
    guard let code = String(validating: bytes, as: UTF8.self) else {
      throw Problem("script.syntax", "it is not valid UTF-8", at: Place(file: path))
    }
    let script = Script(code: code, file: path, folder: folder)
    self.engine = engine
    self.registry = registry
    file = try engine.compile(asserting: script, calling: LuaTestPrelude.hidden + ".load")
    let (state, _) = try LuaTestFile.open(engine, file, registry)
    let list = try LuaTestFile.prelude("return \(LuaTestPrelude.hidden).names()", engine, folder)
    if let failure = state.run(list.bytecode) { throw engine.problem(failure, file).withoutPrelude(in: file) }
    let listed = try engine.success(state.result(describe: false), file)
    let items = if case .list(let items) = listed { items } else { [LuaValue]() }
    names = items.compactMap { if case .text(let name) = $0 { name } else { nil } }
    if names.isEmpty {
      throw Problem(
        "script.shape", "the file has no test", at: Place(file: path, line: 1),
        help: "write `test(\"what holds\", function() … end)`, or return a table of functions by name")
    }
  }

  /// Runs one test.
  ///
  /// - Returns: why it failed; nil where it passed.
  public func failure(of name: String) -> Problem? {
    do throws(Problem) {
      let (state, bench) = try LuaTestFile.open(engine, file, registry)
      if let failure = state.set("(name)", .text(name)) { throw engine.problem(failure, file) }
      let call = try LuaTestFile.prelude("\(LuaTestPrelude.hidden).run(_G['(name)'])", engine, file.folder)
      guard let failure = state.run(call.bytecode) else { return nil }
      var problem = engine.problem(failure, file).withoutPrelude(in: file)
      problem.trace += bench.messages.suffix(20).map { "it said: " + $0 }
      return problem
    } catch {
      return error
    }
  }

  /// A state in which the prelude and the file have run.
  private static func open(
    _ engine: LuaEngine, _ file: LuaChunk, _ registry: Registry
  ) throws(Problem) -> (LuaState, LuaTestBench) {
    let bench = LuaTestBench(file: file, engine: engine, registry: registry)
    let host = LuaHost(modules: engine.modules(file.folder), limits: engine.limits) { level, message in
      bench.log(level, message)
    }
    host.bench = bench
    let state = try engine.open(host, seed: 0, library: LuaLibrary.encodedForTests)
    for source in [LuaTestPrelude.asserting, LuaTestPrelude.steps] {
      let prelude = try prelude(source, engine, file.folder)
      if let failure = state.run(prelude.bytecode) { throw engine.problem(failure, prelude) }
    }
    if let failure = state.run(file.bytecode) { throw engine.problem(failure, file).withoutPrelude(in: file) }
    return (state, bench)
  }

  private static func prelude(_ source: String, _ engine: LuaEngine, _ folder: String) throws(Problem) -> LuaChunk {
    try engine.compile(source, Script(code: source, file: LuaTestPrelude.name, folder: folder))
  }
}

extension LuaEngine {
  /// Compiles statements that assert things: `assert` shows the values that its comparison looked at.
  ///
  /// - Parameter calling: a function that is handed the statements as a function; nil runs them as they are.
  func compile(asserting script: Script, calling function: String? = nil) throws(Problem) -> LuaChunk {
    // Errors of syntax are told of the code as its author wrote it.
    let plain = try compile(script.code, script)
    let shown = LuaAssertions.shown(in: script.code)
    let code = function.map { "\($0)(function(...) \(shown)\nend)" } ?? shown
    return (try? compile(code, script)) ?? plain
  }

  /// Runs statements that assert something about the given variables.
  func assert(_ script: Script, given variables: Fields) throws(Problem) {
    let chunk = try compile(asserting: script)
    let state = try open(host(chunk), seed: 0)
    let source = LuaTestPrelude.asserting
    let prelude = try compile(source, Script(code: source, file: LuaTestPrelude.name, folder: chunk.folder))
    if let failure = state.run(prelude.bytecode) { throw problem(failure, prelude) }
    for (name, value) in variables {
      if let failure = state.set(name, LuaValue(value)) { throw problem(failure, chunk) }
    }
    if let failure = state.run(chunk.bytecode) { throw problem(failure, chunk).withoutPrelude(in: chunk) }
  }
}

extension Problem {
  /// Without the functions of ours that stand between a test and what failed.
  fileprivate func withoutPrelude(in file: LuaChunk) -> Problem {
    var problem = self
    problem.trace = trace.filter { !$0.hasPrefix(LuaTestPrelude.name + ":") }
      .map { $0.replacing(": in local 'body'", with: ": in the test") }
    if place.file == LuaTestPrelude.name {
      problem.place = Place(file: file.file)
      if let first = problem.trace.first, first.hasPrefix(file.file + ":") {
        problem.place.line = Int(first.dropFirst(file.file.count + 1).prefix { $0.isNumber })
      }
    }
    return problem
  }
}
