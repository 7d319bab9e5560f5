import CLua
import Document

extension LuaEngine {
  /// A failure with file and line of the author's own, and how to mend it.
  func problem(_ failure: LuaFailure, _ chunk: LuaChunk) -> Problem {
    let (place, whole) = chunks.place(in: failure.message)
    let trace = failure.trace.split(separator: "\n")
    let first = trace.first.flatMap { chunks.place(in: String($0)).place }
    var anywhere = place ?? first ?? Place(file: chunk.file, line: chunk.line)
    if failure.status == DRAGOMAN_LUA_SYNTAX, let line = LuaEngine.line(in: whole) { anywhere.line = line }
    let source = chunks.source(at: anywhere)
    let message = LuaEngine.authors(words: LuaEngine.legible(whole), line: source.line)
    let advice = LuaAdvice(LuaEngine.legible(whole), line: source.line, source: source.code, number: anywhere.line ?? 1)
    let lines = trace.map { chunks.traceLine($0) } + [failure.inHand].compactMap(\.self)
    func limit(_ what: String) -> Problem {
      Problem(
        "script.limit",
        message.isEmpty ? "the script was stopped: it used up \(what)" : "the script was stopped: \(message)",
        at: anywhere,
        help: failure.trace.contains("…\n") && trace.count > 10
          ? "does a function call itself without end?"
          : "look for a loop that does not end, or do less for one document",
        trace: lines)
    }
    switch failure.status {
    case DRAGOMAN_LUA_SYNTAX: return Problem("script.syntax", message, at: anywhere, help: advice.ofSyntax)
    case DRAGOMAN_LUA_OUT_OF_INSTRUCTIONS: return limit("its \(limits.instructions) instructions")
    case DRAGOMAN_LUA_OUT_OF_MEMORY: return limit("its \(limits.memory >> 20) MiB of memory")
    case DRAGOMAN_LUA_OUT_OF_TIME: return limit("its \(limits.time)")
    case DRAGOMAN_LUA_OUT_OF_OUTPUT:
      return limit("the \(limits.output) bytes of text, annotations and values that it may hand over")
    default: return Problem("script.error", message, at: anywhere, help: advice.ofError, trace: lines)
    }
  }

  /// A message of a length that a person reads, whose bytes do nothing to a terminal.
  private static func legible(_ message: String) -> String {
    var text = ""
    for scalar in message.unicodeScalars {
      if text.utf8.count > 1000 { return text + "…" }
      let isControl = scalar.value < 0x20 && scalar != "\n" && scalar != "\t" || (0x7F...0x9F).contains(scalar.value)
      if isControl { text += "\\u{\(String(scalar.value, radix: 16))}" } else { text.unicodeScalars.append(scalar) }
    }
    return text
  }

  /// The line that a message names as the one at fault, where Lua found that out only further down.
  private static func line(in message: String) -> Int? {
    guard message.hasPrefix("break outside") || message.hasPrefix("no visible label"),
      let at = message.firstRange(of: " at line ")
    else { return nil }
    return Int(message[at.upperBound...])
  }

  /// The message without words that mean nothing to an author.
  private static func authors(words message: String, line: String) -> String {
    if message == "assertion failed!", let open = line.firstRange(of: "assert(") {
      let asserted = line[open.upperBound...]
      return "assertion failed: \(asserted.hasSuffix(")") ? asserted.dropLast() : asserted)"
    }
    // Lua shows the first byte of a letter that it cannot take.
    if let byte = message.firstRange(of: "'<\\"), message.hasSuffix(">'"),
      let letter = line.first(where: { !$0.isASCII })
    {
      return "\(message[..<byte.lowerBound])'\(letter)'"
    }
    if message == "nil", line.contains("error(") { return "'error' was called without a message" }
    return message.replacing("two userdata values", with: "two parts of a document").replacing(
      "is a userdata,", with: "is a part of a document,"
    ).replacing("a userdata value", with: "a part of a document").replacing(
      "light userdata", with: "a part of a document")
  }
}
