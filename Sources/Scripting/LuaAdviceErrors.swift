import Text

extension LuaAdvice {
  /// For an error that the script raised while it ran.
  var ofError: String? {
    if message.hasPrefix("attempt to call") { return ofCall }
    if message.hasPrefix("attempt to index") { return ofIndex }
    if let help = ofOperator { return help }
    if message.hasPrefix("bad argument") { return ofArgument }
    if message.hasSuffix("stack overflow") || message.hasPrefix("stack overflow") {
      return "does a function call itself without end?"
    }
    return LuaAdvice.phrases.first { message.contains($0.0) }?.1
  }

  private static let phrases = [
    ("table index is nil", "the key in the brackets is nil"), ("table index is NaN", "the key in the brackets is 0/0"),
    ("malformed pattern", "in patterns ^ $ ( ) % . [ ] * + - ? mean something: a % before one takes that away"),
    ("missing '[' after '%f'", "write %f[set]"),
    ("unfinished capture", "a ( in a pattern needs its ); %( is the sign itself"),
    ("invalid pattern capture", "a ) in a pattern needs its (; %) is the sign itself"),
    ("invalid capture index", "%1 is the first ( … ) of the pattern; %% is a percent sign"),
    ("invalid use of '%'", "in a replacement %1 is the first capture and %% a percent sign"),
    ("invalid replacement value", "the replacement is text, or false or nil to keep what was found"),
    ("invalid conversion", "string.format knows %d, %i, %f, %g, %s, %q, %x and %%, with a width of two digits"),
    ("number has no integer representation", "math.floor(x) or x // 1 makes a whole number"),
    ("'for' initial value", "write `for i = 1, #list do`"),
    ("'for' limit", "write `for i = 1, #list do`"),
    ("'for' step is zero", "a step is 1, or another number that is not 0"),
    ("cannot resume dead coroutine", "it has come to its end: coroutine.status tells"),
    ("attempt to yield", "only what runs within coroutine.wrap or coroutine.create can yield"),
    ("do not fit the text", "offsets are bytes and begin at 1; element.from and element.to are the first and the last"),
    ("cut a character apart", "letters beyond ASCII have 2 to 4 bytes: take from and to of tokens, or string.find's"),
    ("has no item by number", "doc:blocks(), doc:segments(), doc:tokens() and doc:annotations() are lists"),
    ("is not valid UTF-8", "string.sub may have cut a letter apart: offsets are bytes"),
    ("touch an edit", "leave one of them out, or replace the whole range once"),
    (
      "table.concat: item",
      "table.concat joins texts and numbers: take the field 'text' of each part of a document first"
    ),
    ("assertion failed!", "a second argument of assert is shown as the message"),
  ]

  // MARK: calls

  private var ofCall: String? {
    let (kind, name) = variable
    if message.hasPrefix("attempt to call a nil value") {
      switch kind {
      case "global": return unknownGlobal(name)
      case "method": return unknownMethod(name)
      case "field": return unknownFunction(name)
      default: return name.isEmpty ? nil : "'\(name)' holds nothing here"
      }
    }
    if message.contains("for iterator") || line.hasPrefix("for ") {
      return "write `for i, value in ipairs(list) do` or `for key, value in pairs(t) do`"
    }
    if message.contains("string value"), line.hasPrefix("\"") || line.contains(")\n(") { return nil }
    if message.hasPrefix("attempt to call a userdata value") {
      return "a document and its parts are no functions: a method is called with a colon, as in doc:blocks()"
    }
    let functions = LuaReference.names.filter { $0.hasPrefix(name + ".") }.sorted()
    if kind == "global", !functions.isEmpty {
      return "'\(name)' is a module, with \(functions.joined(separator: ", "))"
    }
    return name.isEmpty ? "only functions can be called" : "'\(name)' is no function: read it without parentheses"
  }

  private func unknownGlobal(_ name: String) -> String {
    if let help = LuaAdvice.absent[name] { return help }
    if name == "doc" {
      return
        "only the handler 'document' is handed the document: mark and edit there, with doc:segments() or doc:tokens()"
    }
    if let near = nearestGlobal(name), near != name { return "did you mean '\(near)'?" }
    return "nothing is called '\(name)' here; a local is known only below its line, and within its block"
  }

  private func nearestGlobal(_ name: String) -> String? {
    let known = LuaReference.names.filter { !$0.contains(".") }.union(["doc", "params"])
    let own = names.subtracting([name]).subtracting(LuaAdvice.absent.keys)
    let found = nearest(name, among: known.sorted() + own.subtracting(known).sorted(), limit: 1).first
    // Names of one or two letters are near to everything.
    return name.utf8.count > 2 || found?.lowercased() == name.lowercased() ? found : nil
  }

  private func unknownMethod(_ name: String) -> String? {
    if let help = LuaAdvice.foreignMethods[name] { return help }
    if LuaLibrary.entries.contains(where: { $0.form == .field && $0.name == name }) {
      return "'\(name)' is a field: read it with a dot and without parentheses, and check that it is not nil"
    }
    let strings = LuaReference.names.filter { $0.hasPrefix("string.") }.map { String($0.dropFirst(7)) }
    let methods = LuaLibrary.entries.filter { $0.form == .method }.map(\.name)
    if let near = nearest(name, among: strings.sorted() + methods, limit: 1).first { return "did you mean '\(near)'?" }
    return "texts have the functions of 'string': \(strings.sorted().joined(separator: ", "))"
  }

  private func unknownFunction(_ name: String) -> String? {
    let owner = owner(of: name)
    let known = LuaReference.names.filter { $0.contains(".") }
    if let owner {
      let functions = known.filter { $0.hasPrefix(owner + ".") }.map { String($0.dropFirst(owner.count + 1)) }.sorted()
      if let near = nearest(name, among: functions, limit: 1).first { return "did you mean '\(owner).\(near)'?" }
      if !functions.isEmpty { return "'\(owner)' has \(functions.joined(separator: ", "))" }
    }
    if let help = LuaAdvice.foreignMethods[name] { return help }
    let same = known.filter { $0.hasSuffix("." + name) }.sorted().first
    return same.map { "did you mean '\($0)'?" }
  }

  /// `a` where the line says `a.name`.
  private func owner(of name: String) -> String? {
    guard let at = line.firstRange(of: "." + name) else { return nil }
    let owner = line[..<at.lowerBound].reversed().prefix { $0.isLetter || $0.isNumber || $0 == "_" }
    return owner.isEmpty ? nil : String(owner.reversed())
  }

  /// Names of other Luas, and of what is not offered here.
  static let absent: [String: String] = {
    var help = [
      "unpack": "write table.unpack", "loadstring": "write load",
      "setfenv": "load takes an environment as its fourth argument",
      "getfenv": "a chunk's environment is _ENV", "module": "a module returns a table",
      "null": "Lua's word is nil; json.null is JSON's",
      "None": "Lua's word is nil", "undefined": "Lua's word is nil", "True": "Lua writes true",
      "False": "Lua writes false",
      "self": "'self' is known only in a function that is declared with a colon",
      "len": "the length of a text or list is #x",
      "this": "a handler is given its element as its first parameter", "console": "write print or log.info",
      "utils": "modules are loaded with require(\"name\")",
      "map": "write a loop: for i, value in ipairs(list) do … end",
    ]
    for name in ["io", "os", "debug", "package", "dofile", "loadfile"] {
      help[name] =
        name == "os"
        ? "there is no 'os': a script has no clock and no commands; times come from documents, see date.parse"
        : "there is no '\(name)': a script reads and writes nothing but its document, and require finds modules"
    }
    return help
  }()

  private static let foreignMethods = [
    "trim": "write s:match(\"^%s*(.-)%s*$\")", "strip": "write s:match(\"^%s*(.-)%s*$\")",
    "split": "write `for part in s:gmatch(\"[^,]+\") do`", "contains": "write s:find(part, 1, true)",
    "includes": "write s:find(part, 1, true)", "indexOf": "write s:find(part, 1, true)",
    "startswith": "write s:sub(1, #start) == start", "startsWith": "write s:sub(1, #start) == start",
    "endswith": "write s:sub(-#ending) == ending", "endsWith": "write s:sub(-#ending) == ending",
    "append": "write table.insert(list, value)", "push": "write table.insert(list, value)",
    "add": "write table.insert(list, value)",
    "join": "write table.concat(list, \", \")", "length": "the length is #x", "size": "the length is #x",
    "count": "the length is #x",
    "substring": "write s:sub(from, to)", "substr": "write s:sub(from, to)", "slice": "write s:sub(from, to)",
    "toLowerCase": "write s:lower()", "toUpperCase": "write s:upper()",
    "replaceAll": "write s:gsub(pattern, replacement)",
    "getn": "the length is #t", "pow": "write x ^ y", "date": "times come from documents: date.parse(text)",
    "time": "times come from documents: date.parse(text)",
  ]

  // MARK: indexing

  private var ofIndex: String? {
    let (kind, name) = variable
    if message.hasPrefix("attempt to index a nil value") {
      if line.contains("[0]") { return "lists begin at 1: the first item is [1]" }
      switch kind {
      case "global": return unknownGlobal(name)
      case "field" where name == "?" || name == "integer index":
        return "the list has no item there: lists have items from 1 to #list"
      case "field": return "'\(name)' is nil here: ask first, as in `if \(shownVariable) then`"
      case "method": return nil
      case "local", "upvalue":
        return "'\(name)' is nil here: it was given nothing, or the function that made it returned nothing"
      default: return "what stands before the dot is nil: ask first, as in `if a then`"
      }
    }
    if message.hasPrefix("attempt to index a function value") {
      return "a method is called before its result is used, as in doc:blocks()[1]"
    }
    if message.hasPrefix("attempt to index a number value") || message.hasPrefix("attempt to index a boolean value") {
      return "only tables, texts and parts of a document have fields"
    }
    return nil
  }

  // MARK: operators

  private var ofOperator: String? {
    let shown = shownVariable
    if message.hasPrefix("attempt to perform arithmetic on a nil") { return "a number in its place: (\(shown) or 0)" }
    if message.hasPrefix("attempt to perform arithmetic on a string") || message.contains("arithmetic on a string") {
      return line.contains("+") ? "'+' adds numbers; texts are joined with .." : "tonumber(text) makes a number of text"
    }
    if message.hasPrefix("attempt to "), message.contains("' with a '") {
      return message.contains("'nil'")
        ? "one of both is nil: (x or 0)" : "+, - and the like take numbers; texts are joined with .."
    }
    if message.hasPrefix("attempt to perform arithmetic on") { return "only numbers are calculated with" }
    if message.hasPrefix("attempt to concatenate a nil") { return "a text in its place: (\(shown) or \"\")" }
    if message.hasPrefix("attempt to concatenate a table") {
      return "table.concat joins a list, json.encode shows a table"
    }
    if message.hasPrefix("attempt to concatenate a userdata") {
      return "the text of a part of a document is its field 'text'"
    }
    if message.hasPrefix("attempt to concatenate") { return "tostring(x) makes text" }
    if message.hasPrefix("attempt to compare") {
      if message.contains("userdata") {
        return "parts of a document are compared by their fields, such as from and text"
      }
      if message.contains("nil") { return "one of both is nil: ask first, or write (x or 0)" }
      if message.contains("string") && message.contains("number") { return "tonumber(text) makes a number of text" }
      return "only two numbers or two texts have an order"
    }
    if message.hasPrefix("attempt to get length of a nil") { return "a list in its place: #(\(shown) or {})" }
    if message.hasPrefix("attempt to get length of a function") { return "a method is called: #doc:blocks()" }
    if message.hasPrefix("attempt to get length of") { return "only texts and lists have a length" }
    if message.hasPrefix("attempt to perform bitwise") { return "only whole numbers have bits" }
    return nil
  }

  /// The variable as the line writes it.
  private var shownVariable: String {
    let (kind, name) = variable
    if name.isEmpty || name == "?" || name == "integer index" { return "x" }
    return kind == "field" ? (owner(of: name).map { "\($0).\(name)" } ?? "x.\(name)") : name
  }

  // MARK: arguments

  private var ofArgument: String? {
    if message.contains("to 'for iterator'") { return "what pairs or ipairs was given is not a table: is it nil?" }
    if message.contains("got light userdata") || message.contains("a part of a document") {
      return "the text of a part of a document is its field 'text'"
    }
    if message.contains("to 'format' (no value)") { return "the format asks for more values than there are" }
    if message.contains("got no value"), line.contains(".") {
      return "is a value missing, or a colon in place of the dot?"
    }
    if message.contains("number expected, got string") { return "tonumber(text) makes a number of text" }
    if message.contains("string expected, got nil") || message.contains("number expected, got nil")
      || message.contains("table expected, got nil")
    {
      return "what is handed over is nil: ask first, or write (x or …)"
    }
    if message.contains("table expected, got string"), message.contains("'concat'") || message.contains("'insert'") {
      return "the list comes first"
    }
    if message.contains("'concat'") { return "the list comes first" }
    return nil
  }

  /// `global`, `local`, `field` … and the name that ends a message such as `… (global 'x')`.
  private var variable: (kind: String, name: String) {
    guard message.hasSuffix("')"), let open = message.lastIndex(of: "(") else { return ("", "") }
    let parts = message[message.index(after: open)...].dropLast(2).split(separator: "'", maxSplits: 1)
    guard parts.count == 2 else { return ("", "") }
    return (parts[0].trimmingSpace, String(parts[1]))
  }
}

extension Substring {
  fileprivate var trimmingSpace: String { String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()) }
}
