import Document
import Workbench

/// Says where in a workflow file, or in a script beside it, a fault of Lua's stands: Lua itself knows lines only.
struct ScriptFaults {
  let script: Script
  /// Where the script begins in its file.
  let place: Place
  /// The lines of that file.
  let source: SourceLines
  /// What is compiled around the script.
  enum Form {
    case chunk
    /// Brackets.
    case expression
    /// A function.
    case body
  }

  var form = Form.chunk

  func located(_ problem: Problem) -> Problem {
    var problem = problem.inside(script)
    guard problem.place.file == script.file, let line = problem.place.line, problem.place.column == nil else {
      return problem.placed(place)
    }
    let near = ScriptFaults.word(of: problem)
    // The bracket that closes what is put around a script does not stand in the file.
    let isOurs = form != .chunk && near == ")"
    let start = Place(
      file: script.file, line: line, column: line == place.line ? place.column : source.start(of: line) ?? 1)
    problem.place = (isOurs ? nil : near).map { source.place(of: $0, from: start) } ?? start
    if problem.place.line != line { problem.place = start }
    if problem.code == "script.shape", let named = named(problem, from: start) { problem.place = named }
    guard problem.code == "script.syntax" else { return problem }
    switch form {
    case .chunk: break
    case .expression: ScriptFaults.explain(&problem, script.code)
    case .body: ScriptFaults.explainBody(&problem)
    }
    problem.help = problem.help ?? near.flatMap { ScriptFaults.remedies[$0] }
    return problem
  }

  /// Where the first name that a message quotes stands in the script.
  private func named(_ problem: Problem, from start: Place) -> Place? {
    guard let open = problem.message.firstIndex(of: "'") else { return nil }
    let name = problem.message[problem.message.index(after: open)...].prefix { $0 != "'" }
    let found = source.place(of: String(name), from: start)
    let last = script.line + script.code.utf8.count { $0 == UInt8(ascii: "\n") }
    return found == start || (found.line ?? 0) > last ? nil : found
  }

  /// The bracket that closes an expression is ours: that it is missing must not be said.
  static func explain(_ problem: inout Problem, _ code: String) {
    guard problem.code == "script.syntax" else { return }
    let near = word(of: problem)
    let isClosed = code.utf8.count { $0 == UInt8(ascii: "(") } == code.utf8.count { $0 == UInt8(ascii: ")") }
    if code.utf8.allSatisfy({ $0 <= 0x20 }) {
      problem.message = "the expression is empty"
    } else if problem.message.hasPrefix("')' expected near"), isClosed, let near {
      problem.message = "the expression ends before '\(near)'"
    } else if near == "<eof>" || near == ")" && isClosed {
      problem.message = "the expression is not complete"
    } else if near == "return" || near == "local" || near == "if" {
      problem.help = "an expression stands here, not a statement: a == b, not c, #d > 1"
    }
    problem.help = problem.help ?? near.flatMap { remedies[$0] }
  }

  /// So are the 'end' and the bracket behind a body.
  private static func explainBody(_ problem: inout Problem) {
    switch word(of: problem) {
    case ")", "<eof>", nil: problem.message = "the Lua is not complete: something is missing at its end"
    case "end" where problem.message.hasPrefix("')'"):
      problem.message = "there is one 'end' too many"
      problem.help = nil
    default: break
    }
  }

  /// The word at which Lua stopped.
  private static func word(of problem: Problem) -> String? {
    if problem.message.hasSuffix("near <eof>") { return "<eof>" }
    let found = problem.message.firstRange(of: "near '") ?? problem.message.firstRange(of: "before '")
    return found.map { String(problem.message[$0.upperBound...].dropLast()) }
  }

  /// What people write who come from other languages, by the word at which Lua stops.
  private static let remedies = [
    "=": "two values are compared with ==", "!": "write `not`, and ~= for unequal", "&": "write `and`",
    "|": "write `or`", "+": "Lua has no ++ and +=", "null": "write `nil`", "else": "write `elseif` in one word",
    "<eof>": "something is still open at the end: a bracket, a text, or a block without its 'end'",
  ]
}

extension Problem {
  /// A problem of a script without lines beyond the script's end, where Lua sees the bracket that we put around it.
  func inside(_ script: Script) -> Problem {
    var problem = self
    let code = script.code.utf8.reversed().drop { $0 == UInt8(ascii: "\n") }
    let last = script.line + code.count { $0 == UInt8(ascii: "\n") }
    if problem.place.file == script.file, let line = problem.place.line {
      problem.place.line = min(max(line, script.line), last)
    }
    problem.trace.removeAll { $0.hasSuffix("in the chunk") }
    return problem
  }
}
