import Document
import Workbench

/// Says where in a workflow file, or in a script beside it, a fault of Lua's stands: Lua itself knows lines only.
struct ScriptFaults {
  let script: Script
  /// Where the script begins in its file.
  let place: Place
  /// The lines of that file.
  let source: SourceLines
  /// Whether the script is one expression, which is compiled in brackets.
  var isExpression = false

  func located(_ problem: Problem) -> Problem {
    var problem = problem.inside(script)
    guard problem.place.file == script.file, let line = problem.place.line, problem.place.column == nil else {
      return problem.placed(place)
    }
    let near = problem.message.firstRange(of: "near '").map { problem.message[$0.upperBound...].dropLast() }
    let start = Place(
      file: script.file, line: line, column: line == place.line ? place.column : source.start(of: line))
    problem.place = near.map { source.place(of: String($0), from: start) } ?? start
    if problem.place.line != line { problem.place = start }
    guard problem.code == "script.syntax" else { return problem }
    if isExpression { explain(&problem, near.map(String.init)) }
    problem.help = problem.help ?? near.flatMap { ScriptFaults.remedies[String($0)] }
    return problem
  }

  /// The bracket that closes an expression is ours: that it is missing must not be said.
  private func explain(_ problem: inout Problem, _ near: String?) {
    let code = script.code.utf8
    let isClosed = code.count { $0 == UInt8(ascii: "(") } == code.count { $0 == UInt8(ascii: ")") }
    if problem.message.hasPrefix("')' expected near"), isClosed, let near {
      problem.message = "the expression ends before '\(near)'"
    } else if near == "<eof>" || near == ")" && isClosed {
      problem.message = "the expression is not complete"
    } else if near == "return" || near == "local" || near == "if" {
      problem.help = "an expression stands here, not a statement: a == b, not c, #d > 1"
    }
  }

  /// What people write who come from other languages, by the word at which Lua stops.
  private static let remedies = [
    "=": "two values are compared with ==", "!": "write `not`, and ~= for unequal", "&": "write `and`",
    "|": "write `or`", "+": "Lua has no ++ and +=", "null": "write `nil`", "else": "write `elseif` in one word",
  ]
}

extension Problem {
  /// A problem of a script without lines beyond the script's end, where Lua sees the bracket that we put around it.
  func inside(_ script: Script) -> Problem {
    var problem = self
    let last = script.line + script.code.utf8.count { $0 == UInt8(ascii: "\n") }
    if problem.place.file == script.file, let line = problem.place.line {
      problem.place.line = min(max(line, script.line), last)
    }
    problem.trace.removeAll { $0.hasSuffix("in the chunk") }
    return problem
  }
}
