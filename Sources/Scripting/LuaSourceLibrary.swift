import Document
import Workbench

extension LuaLibrary {
  static let sources: [LuaEntry] = [
    LuaEntry(
      form: .field, owner: "source", name: "path", signature: "text", summary: "The path as it was given.",
      kinds: [.source]
    ) { host, arguments throws(LuaComplaint) in
      _ = try arguments.element(0)
      return [.text(try source(host).source.path)]
    },
    method("source", "bytes", "()", [.source], "All bytes, as a text that need not be UTF-8.") {
      host, arguments throws(LuaComplaint) in
      _ = try arguments.element(0)
      return [.bytes(try source(host).bytes())]
    },
    method(
      "source", "text", "([charset])", [.source],
      "The text in UTF-8; the charset, such as windows-1256, is found out where it is not named."
    ) { host, arguments throws(LuaComplaint) in
      _ = try arguments.element(0)
      return [.text(try source(host).text(charset: try arguments.optionalText(1) ?? ""))]
    },
    method("source", "lines", "([charset])", [.source], "A list of the lines of the text, without their ends.") {
      host, arguments throws(LuaComplaint) in
      _ = try arguments.element(0)
      let text = try source(host).text(charset: try arguments.optionalText(1) ?? "")
      return [lines(Array(text.utf8))]
    },
    LuaEntry(
      form: .elementCall, owner: "emit", name: "emit", signature: "{title, text, …}",
      summary:
        "Makes a document: text with empty lines between paragraphs, or blocks (a list of tables with text, kind, role, "
        + "level, line, page, row, part), title, metadata (a table), and every field of documents that can be set.",
      kinds: [.emit], handsOver: true
    ) { host, arguments throws(LuaComplaint) in
      _ = try arguments.element(0)
      try source(host).emit(arguments.value(1), host)
      return []
    },
    method("out", "write", "(text)", [.out], "Adds text to the file that a writer writes.", handsOver: true) {
      host, arguments throws(LuaComplaint) in
      let element = try arguments.element(0)
      try output(host).write(try arguments.text(1))
      return [.element(element)]
    },
    method(
      "out", "file", "(name, text)", [.out], "Writes a file of a collection step under the run's output folder.",
      handsOver: true
    ) { host, arguments throws(LuaComplaint) in
      let element = try arguments.element(0)
      try output(host).file(try arguments.text(1), try arguments.text(2))
      return [.element(element)]
    },
  ]

  private static func source(_ host: LuaHost) throws(LuaComplaint) -> LuaSource {
    guard let source = host.source else { throw LuaComplaint("there is no source here") }
    return source
  }

  private static func output(_ host: LuaHost) throws(LuaComplaint) -> LuaOutput {
    guard let output = host.output else { throw LuaComplaint("there is nothing to write to here") }
    return output
  }
}
