import CLua
public import Document
public import Workbench

/// A script state that stays open: one line after the other, with a document in hand. For prompts.
public final class LuaSession {
  public enum Outcome: Sendable {
    /// What the line gave, in the words of `print`; empty where it gave nothing.
    case words(String)
    /// The line is the beginning of something longer.
    case incomplete
    case problem(Problem)
  }

  private let engine: LuaEngine
  private let host: LuaHost
  private let state: LuaState
  private let folder: String
  private var lines = 0

  /// - Parameters:
  ///   - document: what `doc` is.
  ///   - folder: where `require` finds modules.
  public init(
    engine: LuaEngine, document: Document?, folder: String, log: @escaping (LogLevel, String) -> Void
  ) throws(Problem) {
    self.engine = engine
    self.folder = folder
    host = LuaHost(modules: engine.modules(folder), limits: engine.limits, log: log)
    if let document { host.open(LuaDocument(document, permissions: .all)) }
    state = try engine.open(host, seed: 0)
    if document != nil, let failure = state.set("doc", .element(LuaElement(.document))) {
      throw engine.problem(failure, LuaChunk(bytecode: [], file: "prompt", line: 1, folder: folder))
    }
  }

  /// Evaluates an expression or runs statements, with a new account of what may be used up.
  public func evaluate(_ source: String) -> Outcome {
    lines += 1
    let script = Script(code: source, file: "prompt", line: lines, folder: folder)
    do throws(Problem) {
      let chunk = try compiled(script)
      state.restart()
      if let failure = state.run(chunk.bytecode) { throw engine.problem(failure, chunk) }
      return .words(try engine.success(state.words(), chunk))
    } catch {
      let isOpen = error.code == "script.syntax" && error.message.hasSuffix("near <eof>")
      return isOpen ? .incomplete : .problem(error)
    }
  }

  private func compiled(_ script: Script) throws(Problem) -> LuaChunk {
    if let expression = try? engine.compile("return " + script.code, script) { return expression }
    return try engine.compile(script.code, script)
  }

  /// Names that a prompt completes: globals, and what the tables among them hold.
  public var names: [String] { state.names() }

  /// The document with everything that was done to it; its edits are asked for, not applied.
  public func document() -> Document? { host.finish() }
}
