import CLua
public import Document
import Text
public import Workbench

/// Lua 5.4 as the scripting language of workflows. Chunks are compiled once; every document meets a fresh state.
public struct LuaEngine: ScriptEngine {
  let limits: LuaLimits
  let chunks: LuaChunks

  public init(limits: LuaLimits = .standard) {
    self.limits = limits
    chunks = LuaChunks()
  }

  private init(limits: LuaLimits, chunks: LuaChunks) {
    self.limits = limits
    self.chunks = chunks
  }

  /// The same engine for a step that looks at so many documents: instructions and time for each of them.
  func allowing(documents count: Int) -> LuaEngine {
    LuaEngine(limits: limits.times(count), chunks: chunks)
  }

  public func entry(
    _ script: Script, identifier: String, allowance: ScriptAllowance
  ) throws(Problem) -> Entry {
    let engine = LuaEngine(limits: limits.with(allowance), chunks: chunks)
    let grants = LuaGrants(allowance, folder: script.folder)
    var script = script
    if script.isTemplate {
      // What is wrong with the template itself is said before anything runs.
      do {
        _ = try engine.compile(try LuaTemplate(script.code).code, script)
      } catch { throw error.inFile(script.file) }
      script.code = LuaTemplateStep.code(script)
    }
    let chunk = try engine.compile(script.code, script)
    var shape = try LuaShape(engine.describe(chunk, grants), script: script, identifier: identifier)
    // What a host answers is not ours.
    if !grants.hosts.isEmpty { shape.manual.isReproducible = false }
    let step = LuaStep(
      engine: engine, chunk: chunk, isTemplate: script.isTemplate, grants: grants, handlers: shape.handlers,
      permissions: LuaPermissions(shape.manual))
    var entry = entry(shape, step)
    entry.dependencies = { [script] _ in
      var dependencies = dependencies(of: script)
      dependencies.contents += grants.contents
      dependencies.files += grants.read
      return dependencies
    }
    return entry
  }

  private func entry(_ shape: LuaShape, _ step: LuaStep) -> Entry {
    switch shape.role {
    case .processor:
      Entry(shape.manual) { settings throws(Problem) in LuaProcessor(step: step, with: settings.values) }
    case .collection:
      Entry(shape.manual) { settings throws(Problem) in LuaCollection(step: step, with: settings.values) }
    case .reader:
      Entry(
        shape.manual,
        role: .reader(
          { [manual = shape.manual] settings throws(Problem) in
            LuaReadingStep(step: step, manual: manual, with: settings.values)
          }, recognises: { [isAsked = shape.recognises] in isAsked ? LuaReadingStep.likeness(step, $0) : 0 }))
    case .writer:
      Entry(shape.manual) { settings throws(Problem) in LuaWritingStep(step: step, with: settings.values) }
    }
  }

  /// The source of a script, and of the modules that it requires.
  func dependencies(of script: Script) -> Dependencies {
    let code = Array(script.code.utf8)
    return Dependencies(contents: [code] + modules(script.folder).sources(requiredBy: code))
  }

  public func condition(_ script: Script) throws(Problem) -> any ScriptCondition {
    LuaCondition(
      engine: self, script: script, chunk: try compile(expression: script))
  }

  public func value(_ script: Script, given variables: Fields) throws(Problem) -> Value {
    let chunk = try compile(expression: script)
    let result = try evaluate(chunk, host(chunk), variables.map { ($0, LuaValue($1)) })
    guard let value = result.value else {
      throw Problem(
        "script.shape", "the expression gives a \(result.typeName)", at: Place(file: script.file, line: script.line),
        help: "text, numbers, true, false and tables of them can be set")
    }
    return value
  }

  public func run(_ script: Script, given variables: Fields) throws(Problem) {
    try assert(script, given: variables)
  }

  // MARK: compiling

  func compile(_ code: String, _ script: Script) throws(Problem) -> LuaChunk {
    let above = String(repeating: "\n", count: max(0, script.line - 1))
    let bytecode = try bytecode(above + code, script.file)
    return LuaChunk(bytecode: bytecode, file: script.file, line: script.line, folder: script.folder)
  }

  /// An expression, as what a chunk returns.
  func compile(expression script: Script) throws(Problem) -> LuaChunk {
    do {
      // A comment would swallow the bracket. On a line of its own, that line is where Lua sees the end of the expression.
      let end = script.code.contains("--") ? "\n" : ""
      return try compile("return (\(script.code)\(end))", script)
    } catch {
      guard error.code == "script.syntax" else { throw error }
      // Of the bracket around it, and the line below it, its author knows nothing.
      var problem = error
      let last = script.line + script.code.utf8.count { $0 == 0x0A }
      problem.place.line = problem.place.line.map { min($0, last) }
      if problem.message.hasPrefix("')' expected near ") {
        let near = problem.message.dropFirst(18)
        problem.message = near == "<eof>" ? "the expression does not end" : "the expression ends before \(near)"
        if near == "'='" { problem.help = "'==' compares, '=' sets" }
        if near == "<eof>" { problem.help = nil }
      } else if problem.message == "<eof> expected near ')'" {
        problem.message = "the expression has ended before ')'"
        problem.help = "there is one ')' more than there is to close"
      } else if problem.message == "unexpected symbol near ')'" {
        let isEmpty = script.code.utf8.allSatisfy { $0 <= 0x20 }
        problem.message = isEmpty ? "the expression is empty" : "the expression is not complete"
        problem.help = nil
      }
      throw problem
    }
  }

  private func bytecode(_ text: String, _ file: String) throws(Problem) -> [UInt8] {
    guard let compiler = LuaState.compiler(limits) else { throw noMemory }
    // An editor's mark of UTF-8, and the first line of a file that a system can run, are no Lua.
    var source = text.hasPrefix("\u{FEFF}") ? String(text.unicodeScalars.dropFirst()) : text
    if source.hasPrefix("#") { source = "--" + source }
    chunks.remember(source, file: file)
    switch compiler.compile(source, name: chunks.name(file: file)) {
    case .success(let bytecode): return bytecode
    case .failure(let failure): throw problem(failure, LuaChunk(bytecode: [], file: "", line: 0, folder: ""))
    }
  }

  func modules(_ folder: String) -> LuaModules {
    LuaModules(folder: folder, chunks: chunks) { source, file throws(Problem) in try bytecode(source, file) }
  }

  private func describe(_ chunk: LuaChunk, _ grants: LuaGrants) throws(Problem) -> LuaValue {
    let host = host(chunk, grants)
    host.isLoading = true
    let state = try open(host, seed: 0)
    if let failure = state.run(chunk.bytecode) { throw problem(failure, chunk) }
    return try success(state.result(describe: true), chunk)
  }

  // MARK: running

  func host(_ chunk: LuaChunk, _ grants: LuaGrants = LuaGrants()) -> LuaHost {
    LuaHost(modules: modules(chunk.folder), limits: limits, grants: grants)
  }

  func open(
    _ host: LuaHost, seed: UInt64, library: [UInt8] = LuaLibrary.encoded
  ) throws(Problem) -> LuaState {
    guard let state = LuaState.runner(limits, host: host, seed: seed, library: library) else { throw noMemory }
    return state
  }

  private var noMemory: Problem {
    Problem("script.limit", "a script's memory of \(limits.memory) bytes holds not even an empty state")
  }

  func evaluate(
    _ chunk: LuaChunk, _ host: LuaHost, _ variables: [(String, LuaValue)]
  ) throws(Problem) -> LuaValue {
    let state = try open(host, seed: 0)
    for (name, value) in variables {
      if let failure = state.set(name, value) { throw problem(failure, chunk) }
    }
    if let failure = state.run(chunk.bytecode) { throw problem(failure, chunk) }
    return try success(state.result(describe: false), chunk)
  }

  func success<T>(_ result: Result<T, LuaFailure>, _ chunk: LuaChunk) throws(Problem) -> T {
    switch result {
    case .success(let value): return value
    case .failure(let failure): throw problem(failure, chunk)
    }
  }
}

/// A compiled chunk, and where it stands.
struct LuaChunk: Sendable {
  var bytecode: [UInt8]
  var file: String
  var line: Int
  var folder: String
}

/// A compiled `when:`.
struct LuaCondition: ScriptCondition {
  let engine: LuaEngine
  let script: Script
  let chunk: LuaChunk

  var dependencies: Dependencies { engine.dependencies(of: script) }

  func holds(for document: Document?, given variables: Fields) throws(Problem) -> Bool {
    let opened = document.map { LuaDocument($0, permissions: .none) }
    let host = engine.host(chunk)
    if let opened { host.open(opened) }
    var variables = variables.map { ($0, LuaValue($1)) }
    if document != nil { variables.append(("doc", .element(LuaElement(.document)))) }
    switch try engine.evaluate(chunk, host, variables) {
    case .none, .bool(false), .null: return false
    default: return true
    }
  }
}
