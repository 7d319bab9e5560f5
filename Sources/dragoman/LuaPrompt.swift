import Document
import Glibc
import Scripting
import Workbench

/// Reads lines of Lua and shows what they give: with a line editor on a terminal, plain in a pipe.
struct LuaPrompt {
  private let session: LuaSession
  private let before: Document?
  private let printsJSON: Bool

  private static let help = """
    An expression shows its value, statements are run; what is unfinished goes on in the next line.
    Tab completes, the arrows bring earlier lines back, Ctrl-C drops a line, Ctrl-D ends.
    :help NAME    what a function, method or field does
    :changes      what was done to the document so far
    """

  init(document: Document?, printsJSON: Bool) throws(Problem) {
    before = document
    self.printsJSON = printsJSON
    session = try LuaSession(engine: LuaEngine(), document: document, folder: ".") { level, message in
      Terminal.standardError(level == .info ? message : "\(level.rawValue): \(message)")
    }
  }

  func run() throws(Problem) -> ExitStatus {
    let isTerminal = isatty(0) == 1
    let isWell = try isTerminal && isatty(2) == 1 ? readTerminal() : readLines()
    if printsJSON, var after = session.document() {
      after.applyEdits(by: "prompt")
      try Terminal.print(after.jsonLine)
    }
    return isWell || isTerminal ? .done : .someFailed
  }

  // MARK: a terminal

  private func readTerminal() throws(Problem) -> Bool {
    let inHand = before == nil ? "No document: --doc names one." : "doc is the document."
    Terminal.standardError("Lua 5.4. \(inHand) :help says more.")
    var history = PromptHistory(named: "lua-history")
    var editor = LineEditor()
    editor.complete = { session.completions(of: $0) }
    editor.isWhole = { $0.hasPrefix(":") || session.isWhole($0) }
    while true {
      editor.history = history.entries
      switch editor.read() {
      case .ended: return true
      case .dropped: continue
      case .text(let text):
        guard !text.allSatisfy(\.isWhitespace) else { continue }
        history.add(text)
        if text.hasPrefix(":") { try answer(text) } else { _ = try evaluate(text) }
      }
    }
  }

  private func answer(_ text: String) throws(Problem) {
    let words = text.dropFirst().split(separator: " ").map(String.init)
    switch words.first {
    case "help" where words.count > 1: try Terminal.print(LuaReference.help(on: words[1]))
    case "help": try Terminal.print(LuaPrompt.help)
    case "changes":
      guard let before, var after = session.document() else {
        Terminal.standardError("there is no document: --doc names one")
        return
      }
      after.applyEdits(by: "prompt")
      try Terminal.print(Changes(from: before, to: after).page)
    default: Terminal.standardError("there are :help and :changes")
    }
  }

  // MARK: a pipe

  private func readLines() throws(Problem) -> Bool {
    var isWell = true
    var pending = ""
    while let line = readLine() {
      pending += (pending.isEmpty ? "" : "\n") + line
      guard let isFine = try evaluate(pending) else { continue }
      if !isFine { isWell = false }
      pending = ""
    }
    if !pending.isEmpty {
      isWell = false
      Terminal.standardError("error: the input ends in the middle of something")
    }
    return isWell
  }

  /// - Returns: whether it went well; nil where the text is the beginning of something longer.
  private func evaluate(_ text: String) throws(Problem) -> Bool? {
    switch session.evaluate(text) {
    case .incomplete: return nil
    case .words(let words):
      if !words.isEmpty { try Terminal.print(words) }
      return true
    case .problem(let problem):
      Terminal.standardError(problem.description)
      return false
    }
  }
}
