import Text
import Workbench

/// How to mend what Lua complains of, told from its message and the line of source that it is about. Nil where nothing more can be said
/// than the message says.
struct LuaAdvice {
  let message: String
  /// The line of source, without the space around it.
  let line: String
  /// Names that the source uses.
  let names: Set<String>

  private let lineNumber: Int
  /// Blanks at the beginning of each line.
  private let columns: [Int: Int]
  private let tokens: [(text: String, kind: LuaToken.Kind, line: Int)]

  init(_ message: String, line: String, source: [UInt8], number: Int) {
    self.message = message
    self.line = line
    lineNumber = number
    var at = 0
    var line = 1
    tokens = LuaTokens.all(in: source).map { token in
      line += source[at..<token.range.lowerBound].count { $0 == 0x0A }
      at = token.range.lowerBound
      return (token.text, token.kind, line)
    }
    columns = Dictionary(
      source.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated().map { number, line in
        (number + 1, line.prefix { $0 == 0x20 || $0 == 0x09 }.count)
      }, uniquingKeysWith: { first, _ in first })
    names = Set(tokens.filter { $0.kind == .name }.map(\.text))
  }

  /// The position of the token that Lua could not take, or of the end.
  private var near: Int {
    guard let quoted = quoted("near "), !message.hasSuffix("near <eof>") else { return tokens.count }
    let isText = quoted.hasPrefix("\"") || quoted.isEmpty
    return tokens.firstIndex { $0.line >= lineNumber && (isText ? $0.kind == .text : $0.text == quoted) }
      ?? tokens.firstIndex { $0.line >= lineNumber } ?? tokens.count
  }

  // MARK: syntax

  /// For a chunk that is not Lua.
  var ofSyntax: String? {
    if let foreign = LuaAdvice.foreign.first(where: { line.contains($0.sign) && (message.contains($0.near)) }) {
      return foreign.help
    }
    if let help = ofTokens { return help }
    if message.hasPrefix("<eof> expected near 'end'") { return "there is one 'end' more than there is to close" }
    if message.hasPrefix("<eof> expected near") {
      return "the chunk has ended before it: a 'return' is its last statement"
    }
    if let opened = quoted("(to close "), let at = message.firstRange(of: "at line ") {
      let number = message[at.upperBound...].prefix { $0.isNumber }
      if opened == "{", !message.contains("<eof>") {
        let isWord =
          near < tokens.count && (LuaAdvice.keywords + ["end"]).contains(tokens[near].text)
          && tokens[near].text != "function"
        return isWord ? "the '{' of line \(number) has no '}'" : "items of a table are parted by commas"
      }
      if opened == "(", !message.contains("<eof>") { return "is a comma, an operator or a ')' missing before it?" }
      if let (word, line) = unclosed { return "the '\(word)' of line \(line) seems to have no 'end'" }
      return "the '\(opened)' of line \(number) is still open: is an 'end' or a bracket missing below it?"
    }
    if message.hasPrefix("'end' expected near <eof>") {
      return "an 'end' is missing: each function, if, for, while and do has one"
    }
    if message.hasPrefix("'=' expected near") || message.hasPrefix("syntax error near") {
      return "a statement is a call, an assignment (name = value) or begins with a word such as local, if, for, return"
    }
    if message.hasPrefix("'then' expected near '='") || message.hasPrefix("'do' expected near '='") {
      return "'==' compares, '=' sets"
    }
    if message.hasPrefix("'then' expected") { return "write `if condition then … end`" }
    if message.hasPrefix("'do' expected") { return "write `for … do … end` or `while condition do … end`" }
    if message.hasPrefix("'=' or 'in' expected") {
      return "write `for i = 1, 10 do` or `for key, value in pairs(list) do`"
    }
    if message.hasPrefix("function arguments expected near") {
      return "a colon calls a method, as in doc:blocks(); a field is read with a dot, as in doc.title"
    }
    if message.hasPrefix("<name> expected near") {
      return "a name is Latin letters, digits and '_', and none of Lua's own words"
    }
    if message.hasPrefix("unfinished string") {
      return "a text ends with the quotation mark it began with, on the same line; [[ … ]] holds several lines"
    }
    if message.hasPrefix("unfinished long") { return "what begins with [[ ends with ]]" }
    if message.hasPrefix("invalid escape sequence") {
      return "a backslash in a text is written \\\\; classes of patterns begin with %, as in %d"
    }
    if message.hasPrefix("malformed number") {
      return "a name does not begin with a digit, and '..' after a number needs a space"
    }
    if message.hasPrefix("cannot use '...'") { return "write the '...' among the parameters of this very function" }
    if message.hasPrefix("attempt to assign to const variable") { return "leave out '<const>', or take another name" }
    if message.hasPrefix("no visible label 'continue'") { return "put `::continue::` before the 'end' of the loop" }
    if message.hasPrefix("no visible label") { return "a label is written ::name::, in the same function" }
    if message.hasPrefix("break outside") { return "'return' leaves a function" }
    if message.hasPrefix("unexpected symbol near '<\\") || message.hasPrefix("unexpected symbol near '“") {
      if line.contains(where: { "“”„‟«»‘’".contains($0) }) {
        return "texts stand between plain quotation marks, \" or '"
      }
      return "only texts and comments hold letters beyond ASCII; a text stands between quotation marks"
    }
    if message.hasPrefix("unexpected symbol near <eof>") { return "something is missing at the end" }
    if message.hasPrefix("unexpected symbol near '='") {
      return "one '=' sets, '==' compares, and a value stands before each"
    }
    if message.hasPrefix("unexpected symbol near") { return "a value or a name is missing before it" }
    if message.contains("expected near") { return "is a comma, an operator or an 'end' missing before it?" }
    return nil
  }

  /// What the tokens before the one that Lua could not take say.
  private var ofTokens: String? {
    let near = near
    guard near > 0 else { return nil }
    let last = tokens[near - 1]
    let place = last.line < lineNumber ? "line \(last.line): " : ""
    let isStatement =
      message.hasPrefix("syntax error") || message.hasPrefix("'=' expected") || message.contains("expected near")
    if last.kind == .name, isStatement, let help = LuaAdvice.words[last.text] { return place + help }
    if message.contains("(to close ") || message.contains("near <eof>") {
      if let at = (1..<max(1, tokens.count)).first(where: {
        tokens[$0].text == "if" && tokens[$0 - 1].text == "else" && tokens[$0].line == tokens[$0 - 1].line
      }) {
        return "line \(tokens[at].line): 'elseif' is one word; 'else if' needs an 'end' of its own"
      }
      if tokens[..<near].contains(where: { $0.text == "return" }), message.hasPrefix("'end' expected"),
        near < tokens.count,
        let at = tokens[..<near].lastIndex(where: { $0.text == "return" }), tokens[at].line + 1 >= last.line
      {
        return "'return' is the last statement of a block: what follows is never reached; `do return end` leaves early"
      }
    }
    if let at = tokens[..<near].lastIndex(where: { $0.text == "{" }),
      let first = tokens[..<near].first(where: { $0.line == tokens[at].line }),
      ["if", "for", "while", "elseif", "else", "function"].contains(first.text), !message.contains("to close '{'"),
      at + 1 == tokens.count || tokens[at + 1].line > tokens[at].line
    {
      return "line \(first.line): blocks are written then … end, do … end, function() … end"
    }
    if near + 1 < tokens.count, tokens[near - 1].text == ":", near >= 2, tokens[near - 2].kind == .name,
      message.hasPrefix("<name> expected")
    {
      return "a table is written { \(tokens[near - 2].text) = value }"
    }
    let known = tokens[max(0, near - 8)..<near].filter {
      $0.kind == .name && $0.text.utf8.count > 3 && $0.line + 1 >= last.line
    }
    for token in known.reversed() where !LuaAdvice.keywords.contains(token.text) {
      if let word = nearest(token.text, among: LuaAdvice.keywords, limit: 1).first,
        abs(word.count - token.text.count) <= 1
      {
        return
          "\(token.line < lineNumber ? "line \(token.line): " : "")did you mean '\(word)' in place of '\(token.text)'?"
      }
    }
    if last.line < lineNumber, message.hasPrefix("'then' expected") || message.hasPrefix("'do' expected") {
      return place
        + (message.hasPrefix("'then'") ? "write `if condition then`" : "write `for … do` or `while condition do`")
    }
    if last.line < lineNumber, message.hasPrefix("syntax error near") {
      return
        "\(place)that is no statement: a statement calls something, sets it, or begins with a word such as local, if, for"
    }
    return nil
  }

  /// What other languages write.
  private static let foreign: [(sign: String, near: String, help: String)] = [
    ("!=", "'!'", "Lua writes ~= for unequal"), ("!=", "near '!='", "Lua writes ~= for unequal"),
    ("+=", "near '+'", "Lua has no '+=': write `x = x + 1`"), ("-=", "near '-'", "Lua has no '-=': write `x = x - 1`"),
    ("*=", "near '*'", "Lua has no '*=': write `x = x * 2`"), ("/=", "near '/'", "Lua has no '/=': write `x = x / 2`"),
    ("..=", "near '..'", "Lua has no '..=': write `s = s .. \"more\"`"),
    ("++", "near '+'", "Lua has no '++': write `i = i + 1`"), ("&&", "near '&'", "Lua writes 'and'"),
    ("||", "near '|'", "Lua writes 'or'"), ("!", "near '!'", "Lua writes 'not'"),
    ("//", "near '//'", "a comment begins with --"),
    ("/*", "near '/'", "a comment begins with --, a long one is --[[ … ]]"),
    ("#", "near '#'", "a comment begins with --"),
    ("??", "near '?'", "Lua writes `a or b`"), ("?.", "near '?'", "Lua writes `a and a.b`"),
    ("?", "near '?'", "Lua writes `condition and a or b`"),
    (" is ", "near 'is'", "'==' compares"), ("=>", "near '='", "a function is written function(x) … end"),
    ("=>", "near '>'", "a function is written function(x) … end"),
    ("else if", "'end' expected", "'elseif' is one word: 'else if' needs an 'end' of its own"),
    ("{", "near '{'", "blocks are written then … end, do … end, function() … end"),
    (";", "near ';'", "items of a list are parted by commas"), ("===", "near '='", "'==' compares"),
    (":", "near ':'", "a table is written { key = value }"),
    ("`", "near '`'", "a text stands between quotation marks; texts are joined with .."),
    ("@", "near '@'", "Lua has no '@'"), ("$", "near '$'", "texts are joined with .., or made by string.format"),
    ("\\", "near '\\'", "a backslash stands only in texts"),
  ]

  /// First words of lines in other languages.
  private static let words = [
    "continue": "Lua has no 'continue': `goto continue` leads to `::continue::` before the loop's 'end'",
    "var": "a variable is declared with 'local'", "let": "a variable is declared with 'local'",
    "const": "a constant is declared as `local name <const> = value`",
    "def": "a function is written function name() … end",
    "fn": "a function is written function name() … end", "func": "a function is written function name() … end",
    "switch": "Lua has no 'switch': use if … elseif … end", "case": "Lua has no 'case': use if … elseif … end",
    "try": "errors are caught with pcall(function() … end)", "catch": "errors are caught with pcall(function() … end)",
    "throw": "errors are raised with error(message)", "raise": "errors are raised with error(message)",
    "elif": "Lua writes 'elseif'", "elsif": "Lua writes 'elseif'",
    "import": "modules are loaded with require(\"name\")",
    "foreach": "write `for key, value in pairs(t) do … end`", "class": "Lua has no classes: use tables",
    "async": "Lua has no 'async'", "await": "Lua has no 'await'", "print": "a call has parentheses: print(value)",
  ]

  private static let keywords = [
    "break", "do", "else", "elseif", "end", "for", "function", "goto", "if", "local", "repeat", "return", "then",
    "until",
    "while",
  ]

  /// The opening word whose own indentation no 'end' has: what closed it stands further left.
  private var unclosed: (word: String, line: Int)? {
    var open: [(word: String, line: Int, column: Int)] = []
    var awaitsDo = false
    for token in tokens {
      switch token.text {
      case "function", "if", "for", "while", "repeat", "do":
        if token.text == "do", awaitsDo {
          awaitsDo = false
          continue
        }
        awaitsDo = token.text == "for" || token.text == "while"
        open.append((token.text, token.line, indentation(token.line)))
      case "end", "until":
        guard let last = open.popLast() else { return nil }
        if last.line < token.line, indentation(token.line) < last.column { return (last.word, last.line) }
      default: break
      }
    }
    return nil
  }

  private func indentation(_ line: Int) -> Int { columns[line] ?? 0 }

  /// What stands between quotation marks after some words of the message.
  private func quoted(_ before: String) -> String? {
    guard let at = message.firstRange(of: before + "'") else { return nil }
    return String(message[at.upperBound...].prefix { $0 != "'" })
  }
}
