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

  /// Whether a text is more than the beginning of something; what is wrong is whole.
  public func isWhole(_ source: String) -> Bool {
    do throws(Problem) {
      _ = try compiled(Script(code: source, file: "prompt", line: lines + 1, folder: folder))
      return true
    } catch { return !(error.code == "script.syntax" && error.message.hasSuffix("near <eof>")) }
  }

  /// The document with everything that was done to it; its edits are asked for, not applied.
  public func document() -> Document? { host.finish() }

  // MARK: completing

  /// Names of all globals, and of what the tables among them hold.
  var names: [String] { state.names() }

  private static let keywords = [
    "and", "break", "do", "else", "elseif", "end", "false", "for", "function", "goto", "if", "in", "local", "nil",
    "not",
    "or", "repeat", "return", "then", "true", "until", "while",
  ]

  /// What may stand in the place of the last word of a text: globals and Lua's own words, the keys of a table after a dot, fields of a
  /// document and its parts after a dot and their methods after a colon. Functions come with their opening bracket.
  ///
  /// - Returns: how many letters of the text they replace, and the words in order.
  public func completions(of text: String) -> (replaced: Int, words: [String]) {
    let word = String(text.reversed().prefix { $0.isLetter || $0.isNumber || $0 == "_" }.reversed())
    let rest = text.dropLast(word.count)
    guard let sign = rest.last, sign == "." || sign == ":", !rest.hasSuffix("..") else {
      guard !word.isEmpty else { return (0, []) }
      let globals = names.filter { !$0.contains(".") }
      return (word.count, LuaSession.sorted(globals + LuaSession.keywords, beginning: word))
    }
    let before = rest.dropLast()
    let path = String(
      before.reversed().prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." }.reversed())
    return (word.count, LuaSession.sorted(members(of: path, sign), beginning: word))
  }

  private static func sorted(_ words: [String], beginning: String) -> [String] {
    Set(words.filter { $0.hasPrefix(beginning) }).sorted()
  }

  private func members(of path: String, _ sign: Character) -> [String] {
    guard let first = path.first, !first.isNumber, first != ".", case .success(let value)? = value(of: path) else {
      // What a call gives is not known before it is called: a part of a document, or a text.
      return elements(sign, nil)
    }
    switch value {
    case .element(let element): return elements(sign, element.kind)
    case .text where sign == ":":
      return LuaReference.names.filter { $0.hasPrefix("string.") }.map { $0.dropFirst(7) + "(" }
    case .table(let pairs):
      return pairs.compactMap { key, value in
        if case .function = value { return key + "(" }
        return sign == "." ? key : nil
      }
    default: return []
    }
  }

  /// The value that names with dots stand for; nothing is called but what a metatable says.
  private func value(of path: String) -> Result<LuaValue, LuaFailure>? {
    guard let chunk = try? engine.compile("return " + path, Script(code: path, file: "prompt", folder: folder)) else {
      return nil
    }
    state.restart()
    if let failure = state.run(chunk.bytecode) { return .failure(failure) }
    return state.result(describe: true)
  }

  private func elements(_ sign: Character, _ kind: LuaElement.Kind?) -> [String] {
    LuaLibrary.entries.filter { kind == nil ? !$0.kinds.isEmpty : $0.kinds.contains(kind ?? .document) }.compactMap {
      switch $0.form {
      case .field: sign == "." ? $0.name : nil
      case .method, .textCall: sign == ":" ? $0.name + "(" : nil
      case .function, .elementCall: nil
      }
    }
  }
}
