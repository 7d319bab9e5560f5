/// What scripts can use, as annotations for the Lua language server: printed from what is registered.
public enum LuaTypes {
  /// Types of parameters by their names, which mean the same in every signature.
  static let parameters = [
    "a": "string", "b": "string", "days": "integer", "features": "Features", "from": "integer", "instant": "string",
    "kind": "string", "language": "string", "layer": "string", "message": "string", "phrase": "string",
    "pretty": "boolean", "text": "string", "to": "integer", "value": "any", "word": "string",
    "candidate": "Candidate", "path": "string", "name": "string", "url": "string", "charset": "string",
    "variables": "table<string, any>",
  ]

  /// Types of what functions and methods return, parted by semicolons; empty for those that return nothing.
  static let results = [
    "document.text": "string", "document.blocks": "Block[]", "document.annotate": "Annotation",
    "document.replace": "", "document.warn": "", "segment.add": "", "annotation.remove": "",
    "element.segments": "Segment[]", "element.tokens": "Token[]", "element.annotations": "Annotation[]",
    "text.normalise": "string", "text.tokens": "Stretch[]", "text.words": "string[]", "text.sentences": "Stretch[]",
    "text.transliterate": "string", "text.match": "integer? first; integer? last", "text.clitics": "Clitics[]",
    "text.distance": "integer", "text.language": "string?", "json.encode": "string", "json.decode": "any",
    "log.debug": "", "log.info": "", "log.warn": "", "log.error": "", "date.mentions": "DateMention[]",
    "date.parse": "DateMention?", "date.add": "string", "date.weekday": "integer",
    "file.read": "string", "file.lines": "string[]", "file.list": "string[]", "env.get": "string?",
    "http.get": "Answer", "source.bytes": "string", "source.text": "string", "source.lines": "string[]",
    "emit.emit": "", "out.write": "Out", "out.file": "Out", "template.render": "string",
  ]

  /// Fields that are never nil, and those whose type the reference says in words.
  private static let fields = [
    "id": "string", "path": "string", "reader": "string", "metadata": "table<string, any>", "layers": "string[]",
    "authors": "string[]", "from": "integer", "to": "integer", "text": "string", "kind": "string", "role": "string",
    "level": "integer?", "number": "integer?",
    "place": "table<string, any>", "candidates": "Candidate[]", "layer": "string",
    "features": "Features",
  ]

  private static let kinds: [LuaElement.Kind] = [.document, .block, .segment, .token, .annotation, .source, .out]

  /// A file to be named in the language server's `workspace.library`.
  public static var annotations: String {
    var text = """
      ---@meta
      -- Printed by `dragoman lua --types` for the Lua language server.

      ---@alias Features table<string, any>

      ---@class Candidate
      ---@field target string
      ---@field score number
      ---@field kind string
      ---@field origin string

      ---@class Stretch
      ---@field text string
      ---@field from integer
      ---@field to integer
      ---@field kind? string

      ---@class DateMention: Stretch
      ---@field instant string
      ---@field precision string

      ---@class Answer
      ---@field status integer
      ---@field type string
      ---@field text string
      ---@field url string

      ---@class Format
      ---@field mediaType string
      ---@field extensions string[]

      ---@class Clitics
      ---@field prefix string
      ---@field stem string
      ---@field suffix string


      """
    for kind in kinds { text += element(kind) + "\n" }
    text += step + "\n---@type Document\ndoc = nil\n\n"
    for module in ["text", "json", "log", "date", "file", "http", "env", "template"] { text += functions(of: module) }
    return text + LuaTestReference.annotations
  }

  static func className(_ kind: LuaElement.Kind) -> String {
    "\(kind)".prefix(1).uppercased() + "\(kind)".dropFirst()
  }

  private static func element(_ kind: LuaElement.Kind) -> String {
    let name = className(kind)
    var lines = ["---@class \(name)"]
    let entries = LuaLibrary.entries.filter { $0.kinds.contains(kind) }
    for entry in entries where entry.form == .field {
      var type = fields[entry.name] ?? "string?"
      if kind == .document, entry.name == "text" {
        // `doc.text` is called with a colon for a part of it.
        type = "string|fun(self: Document, from: integer, to: integer): string"
      }
      lines.append("---@field \(entry.name) \(type) \(entry.summary)")
    }
    lines.append("local \(name) = {}\n")
    for entry in entries where entry.form == .method {
      lines += function(entry, as: "\(name):\(entry.name)") + [""]
    }
    return lines.joined(separator: "\n")
  }

  private static var step: String {
    var lines = ["---@class Step", "---@field summary? string", "---@field parameters? table<string, table>"]
    lines += ["---@field needs? string[]", "---@field makes? string[]", "---@field edits? boolean"]
    for handler in LuaHandler.allCases {
      let (element, result) =
        switch handler {
        case .document: ("Document", "nil")
        case .block, .paragraph, .heading: ("Block", "string|false|nil")
        case .annotation: ("Annotation", "string|false|nil")
        case .segment: ("Segment", "string|false|nil")
        case .token: ("Token", "string|false|nil")
        }
      lines.append("---@field \(handler.rawValue)? fun(element: \(element), with: table): \(result)")
    }
    lines += [
      "---@field collection? fun(documents: Document[], with: table, out: Out): any",
      "---@field read? fun(source: Source, emit: fun(document: table), with: table)",
      "---@field write? fun(documents: Document[], out: Out, with: table)",
      "---@field recognises? fun(prefix: string): number|boolean", "---@field formats? Format[]",
    ]
    return lines.joined(separator: "\n") + "\n"
  }

  private static func functions(of module: String) -> String {
    var lines = ["\(module) = {}\n"]
    if module == "json" { lines += ["--- Stands for null.", "json.null = {}", ""] }
    for entry in LuaLibrary.entries where entry.form == .function && entry.owner == module {
      lines += function(entry, as: "\(module).\(entry.name)") + [""]
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func function(_ entry: LuaEntry, as name: String) -> [String] {
    let parameters = parameters(of: entry)
    var lines = ["--- \(entry.summary)"]
    for (parameter, isOptional) in parameters {
      lines.append("---@param \(parameter)\(isOptional ? "?" : "") \(LuaTypes.parameters[parameter] ?? "any")")
    }
    let results = results["\(entry.owner).\(entry.name)", default: ""]
    lines += results.split(separator: "; ").map { "---@return \($0)" }
    return lines + ["function \(name)(\(parameters.map(\.name).joined(separator: ", "))) end"]
  }

  /// Names in a signature such as `(text[, language])`, with whether they may be left out; one table is `{…}`.
  static func parameters(of entry: LuaEntry) -> [(name: String, isOptional: Bool)] {
    if entry.signature.hasPrefix("{") { return [("candidate", false)] }
    let required = entry.signature.prefix { $0 != "[" }
    return entry.signature.split { "()[], ".contains($0) }.map { name in
      (String(name), name.startIndex >= required.endIndex)
    }
  }
}
