import Document
import Glibc
import Plugins
import Scripting
import Workbench

extension Command {
  static let lua = Command(
    name: "lua", summary: "Runs a Lua step on one document, or a prompt with a document in hand.",
    operands: "[STEP.lua]",
    flags: [LuaCommand.doc, Reading.from, LuaCommand.segments, LuaCommand.types, Flags.json],
    details: """
      With a step, shows what it changed; with --json, the document afterwards. A step for a collection is given all
      documents; a reader reads the file; a writer's output goes to standard output. Without a step, reads lines of Lua: an
      expression prints its value, `doc` is the document. Modules are found beside the step, or in the current folder.

      On a terminal, Tab completes names, the arrows bring earlier lines back (kept in
      $XDG_STATE_HOME/dragoman/lua-history), and :help says more.

      Examples: dragoman lua workflows/briefing/steps/dates.lua --doc article.txt
                dragoman lua --doc article.txt
                echo 'doc.title' | dragoman lua --doc article.txt
                dragoman lua --types > types.lua
      """
  ) { arguments throws(Problem) in try LuaCommand(arguments).status() }
}

struct LuaCommand {
  static let doc = Flag(name: "doc", letter: "d", value: "INPUT", repeats: true, help: "The document in hand.")
  static let segments = Flag(name: "segments", help: "Cuts the document into segments first.")
  static let types = Flag(name: "types", help: "Prints annotations for the Lua language server.")

  let arguments: Arguments

  init(_ arguments: Arguments) { self.arguments = arguments }

  func status() throws(Problem) -> ExitStatus {
    if arguments.has(LuaCommand.types) {
      try Terminal.print(LuaTypes.annotations)
      return .done
    }
    guard arguments.operands.count <= 1 else { throw Problem("usage.operands", "give one step at most") }
    guard let step = arguments.operands.first else {
      let documents = try documents()
      guard documents.count <= 1 else {
        throw Problem("usage.option", "a prompt has one document in hand, and there are \(documents.count)")
      }
      return try LuaPrompt(document: documents.first, printsJSON: arguments.has(Flags.json)).run()
    }
    guard arguments.has(LuaCommand.doc) else {
      throw Problem("usage.option", "a step needs a document", help: "name one with --doc")
    }
    return try run(step)
  }

  private func documents() throws(Problem) -> [Document] {
    let paths = arguments.values(LuaCommand.doc)
    guard !paths.isEmpty else { return [] }
    let reading = try Reading(format: arguments.value(Reading.from))
    var documents: [Document] = []
    for path in paths { documents += try reading.documents(of: path) }
    guard arguments.has(LuaCommand.segments) else { return documents }
    let entry = try reading.registry.required("text.segment")
    guard case .processor(let make) = entry.role else { return documents }
    let segment = try make(Settings(entry.manual))
    for at in documents.indices { try segment.process(&documents[at], in: reading.context) }
    return documents
  }

  // MARK: a step

  private func run(_ path: String) throws(Problem) -> ExitStatus {
    let bytes = try ByteSource(path: path).whole(limit: 16 << 20)
    let script = Script(code: String(decoding: bytes, as: UTF8.self), file: path, folder: Paths.folder(path))
    let entry = try LuaEngine().entry(script, identifier: "script.step", allowance: ScriptAllowance())
    let settings = try Settings(entry.manual)
    let context = RunContext(step: Paths.stem(path), registry: try Registry.builtIn()) { level, message in
      Terminal.standardError("\(level.rawValue): \(message)")
    }
    switch entry.role {
    case .processor(let make):
      let step = try make(settings)
      for before in try documents() { try show(before, after: step, in: context) }
    case .collection(let make):
      let value = try make(settings).process(Documents(try documents()), in: context)
      try Terminal.print(arguments.has(Flags.json) ? JSON.line(value) : JSON.pretty(value))
    case .reader(let make, _):
      let reader = try make(settings)
      for input in arguments.values(LuaCommand.doc) {
        try reader.readUnpacked(ByteSource(path: input), in: context) { document throws(Problem) in
          try Terminal.print(arguments.has(Flags.json) ? document.jsonLine : InspectCommand.page(document))
        }
      }
    case .writer(let make):
      let sink = ByteSink(descriptor: 1, path: "standard output")
      try make(settings).write(Documents(try documents()), to: sink, in: context)
      try sink.flush()
    }
    return .done
  }

  private func show(_ before: Document, after step: any Processor, in context: RunContext) throws(Problem) {
    var after = before
    do {
      try step.process(&after, in: context)
    } catch {
      // As a run names the document.
      var problem = error
      problem.trace.append("in \(before.source.path)")
      throw problem
    }
    after.applyEdits(by: context.step)
    try Terminal.print(arguments.has(Flags.json) ? after.jsonLine : Changes(from: before, to: after).page)
  }
}
