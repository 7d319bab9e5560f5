import Text

/// What scripts can use, as a page for people: printed from what is registered.
public enum LuaReference {
  private static let owners: [(name: String, title: String, remark: String)] = [
    (
      "document", "`doc`, a document",
      "A view on the document in hand. Offsets are UTF-8 byte offsets from 1, with the last byte, as in Lua's own texts."
    ),
    ("element", "Blocks, segments, tokens, annotations and documents alike", ""),
    ("block", "A block", ""), ("segment", "A segment", ""), ("annotation", "An annotation", ""),
    (
      "source", "`source` and `emit`, what a reader gets",
      "Path, SHA-256, media type and reader of the documents are filled in; the language is found out where it is not given."
    ),
    ("emit", "", ""), ("out", "`out`, what a writer and a collection step write to", ""),
    ("text", "Module `text`", ""), ("json", "Module `json`", "`json.null` stands for null."),
    ("log", "Module `log`", "`print` is `log.info`."),
    ("date", "Module `date`", "There is no clock: times come from documents."),
    (
      "file", "Module `file`",
      "Paths begin at the workflow's folder. A step reads what its `allow: {read: [names.txt, lists/]}` grants, and nothing else."
    ),
    (
      "http", "Module `http`",
      "A step fetches from hosts that its `allow: {http: [example.org]}` grants, and follows redirects to no others; its results are not kept."
    ),
    ("env", "Module `env`", ""),
    (
      "template", "Module `template`",
      "In a template `{{ expression }}` is escaped for its format, which the file's name tells (html, md, json; text is not escaped), "
        + "and nothing where it is nil; `{{! expression }}` is put as it is; `{% lua %}` is run; `{# … #}` is a remark. `-` inside a tag "
        + "(`{{- x -}}`) trims blanks on its side, and a line of `{% %}` alone leaves no line. Variables come before the script's globals."
    ),
  ]

  /// What scripts have of Lua's own library.
  static let standard = [
    "_G", "_VERSION", "assert", "collectgarbage", "coroutine.close", "coroutine.create", "coroutine.isyieldable",
    "coroutine.resume", "coroutine.running", "coroutine.status", "coroutine.wrap", "coroutine.yield", "error",
    "getmetatable", "ipairs", "load", "math.abs", "math.acos", "math.asin", "math.atan", "math.ceil", "math.cos",
    "math.deg", "math.exp", "math.floor", "math.fmod", "math.huge", "math.log", "math.max", "math.maxinteger",
    "math.min", "math.mininteger", "math.modf", "math.pi", "math.rad", "math.random", "math.randomseed", "math.sin",
    "math.sqrt", "math.tan", "math.tointeger", "math.type", "math.ult", "next", "pairs", "pcall", "print", "rawequal",
    "rawget", "rawlen", "rawset", "require", "select", "setmetatable", "string.byte", "string.char", "string.find",
    "string.format", "string.gmatch", "string.gsub", "string.len", "string.lower", "string.match", "string.rep",
    "string.reverse", "string.sub", "string.upper", "table.concat", "table.insert", "table.move", "table.pack",
    "table.remove", "table.sort", "table.unpack", "tonumber", "tostring", "type", "utf8.char", "utf8.charpattern",
    "utf8.codepoint", "utf8.codes", "utf8.len", "utf8.offset", "xpcall",
  ]

  /// Every name that a script finds, those of modules with their module before them.
  static var names: Set<String> {
    let functions = LuaLibrary.entries.filter { $0.form == .function }
    let ours = functions.flatMap { [$0.owner, "\($0.owner).\($0.name)"] }
    let modules = standard.compactMap { $0.contains(".") ? String($0.prefix { $0 != "." }) : nil }
    return Set(standard + modules + ours + ["json.null"])
  }

  /// Sections of level 3 for a Markdown page.
  public static var markdown: String {
    var text = """
      ### Lua's own

      \(standard.map { "`\($0)`" }.joined(separator: ", "))


      """
    for (name, title, remark) in owners {
      let entries = LuaLibrary.entries.filter { $0.owner == name }
      if entries.isEmpty { continue }
      if title.isEmpty {
        // Goes on in the table before it.
        text.removeLast()
      } else {
        text += "### \(title)\n\n"
        if !remark.isEmpty { text += remark + "\n\n" }
        text += "| | |\n| --- | --- |\n"
      }
      for entry in entries { text += "| `\(usage(entry))` | \(summary(entry)) |\n" }
      text += "\n"
    }
    return text
  }

  /// What a function, method or field does, a line each; for a prompt.
  public static func help(on name: String) -> String {
    let word = String(name.split { $0 == "." || $0 == ":" }.last ?? "")
    let module = LuaLibrary.entries.filter { $0.owner == name }
    let found = module.isEmpty ? LuaLibrary.entries.filter { $0.name == word } : module
    if !found.isEmpty { return found.map { "\(usage($0))\n    \(summary($0))" }.joined(separator: "\n") }
    if let own = standard.first(where: { $0 == name || $0.hasSuffix("." + word) }) { return "\(own) is Lua's own" }
    let near = nearest(word, among: LuaLibrary.entries.map(\.name)).first.map { "; did you mean '\($0)'?" }
    return "nothing is called '\(name)'\(near ?? "")"
  }

  private static func usage(_ entry: LuaEntry) -> String {
    let owner = entry.owner == "document" ? "doc" : entry.owner
    return switch entry.form {
    case .function: "\(owner).\(entry.name)\(entry.signature)"
    case .method: "\(owner):\(entry.name)\(entry.signature)"
    case .field: "\(owner).\(entry.name)"
    case .textCall: "doc:text\(entry.signature)"
    case .elementCall: "\(entry.name)\(entry.signature)"
    }
  }

  private static func summary(_ entry: LuaEntry) -> String {
    guard entry.form == .field else { return entry.summary }
    return "\(entry.summary) (\(entry.signature)\(entry.set == nil ? "" : ", can be set"))"
  }

  /// Handlers that a step's table may have, and what else it may hold.
  public static var handlers: String {
    let names = LuaHandler.allCases.map { "`\($0.rawValue)`" }.joined(separator: ", ")
    return """
      A step returns a function, which is called with the document and the table under `with`, or a table. The table has
      handlers: \(names). A handler is called with its element and the table under `with`, in the order of the text; at one
      place in the order named here. It returns nothing to keep the element, text to replace its text, `false` to drop it.

      Other functions stand alone. `collection(documents, with, out)` gets the list of all documents, may write files, and what it
      returns is the step's result. `read(source, emit, with)` makes documents of a file; it is the first step of a workflow, and
      `recognises(prefix)` beside it tells from the first bytes, as a number from 0 to 1, whether a file is its own.
      `write(documents, out, with)` writes a file for each document. `formats`, a list of tables such as
      `{mediaType = "text/csv", extensions = {"csv"}}`, says what a reader reads and a writer writes.

      Beside handlers the table may hold `summary`, `version`, `parameters`, `needs`, `makes`, `edits`. A step that declares `makes`
      makes these layers and no others, and changes the text only with `edits = true`. `parameters` is a table
      by name of tables with `type` (text, number, integer, flag, choice, path, texts, paths, value), `default`, `min`, `max`,
      `choices`, `help`.

      """
  }

  /// What a script may use up.
  public static var limits: String {
    let limits = LuaLimits.standard
    return """
      For one document: \(limits.instructions) instructions, \(limits.memory >> 20) MiB of memory, \(limits.time), \(limits.output >> 20) MiB of
      text, annotations and values that it hands over. `limits: {instructions: 1e9, memory: 256MiB, time: 1m, output: 64MiB}` of a
      step in a workflow file sets others. A script that uses up more fails its document, and cannot catch that. `require` finds modules beside the workflow, and nowhere else. There is no `io`, `os`,
      `debug`, `package`, `dofile`, `loadfile`; `load` takes text only; `pairs` visits keys in order: positions, other numbers,
      texts by their bytes, then the rest as they were made; `math.random` is seeded by the document.

      """
  }
}
