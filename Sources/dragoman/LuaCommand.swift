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
      With a step, shows what it changed; with --json, the document afterwards. Without one, reads lines of Lua: an
      expression prints its value, `doc` is the document. Modules are found beside the step, or in the current folder.

      Examples: dragoman lua workflows/briefing/steps/dates.lua --doc article.txt
                dragoman lua --doc article.txt
                echo 'doc.title' | dragoman lua --doc article.txt
                dragoman lua --types > types.lua
      """
  ) { arguments throws(Problem) in try LuaCommand(arguments).status() }
}

struct LuaCommand {
  static let doc = Flag(name: "doc", letter: "d", value: "INPUT", help: "The document in hand.")
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
    let documents = try documents()
    if let step = arguments.operands.first {
      guard !documents.isEmpty else {
        throw Problem("usage.option", "a step needs a document", help: "name one with --doc")
      }
      return try run(step, on: documents)
    }
    return try prompt(documents.first)
  }

  private func documents() throws(Problem) -> [Document] {
    guard let path = arguments.value(LuaCommand.doc) else { return [] }
    let reading = try Reading(format: arguments.value(Reading.from))
    var documents = try reading.documents(of: path)
    guard arguments.has(LuaCommand.segments) else { return documents }
    let entry = try reading.registry.required("text.segment")
    guard case .processor(let make) = entry.role else { return documents }
    let segment = try make(Settings(entry.manual))
    for at in documents.indices { try segment.process(&documents[at], in: reading.context) }
    return documents
  }

  // MARK: a step

  private func run(_ path: String, on documents: [Document]) throws(Problem) -> ExitStatus {
    let bytes = try ByteSource(path: path).whole(limit: 16 << 20)
    let script = Script(code: String(decoding: bytes, as: UTF8.self), file: path, folder: Paths.folder(path))
    let entry = try LuaEngine().entry(script, identifier: "script.step")
    guard case .processor(let make) = entry.role else {
      throw Problem("usage.value", "\(path) is a \(entry.roleName): run it in a workflow")
    }
    let step = try make(Settings(entry.manual))
    let context = RunContext(step: Paths.stem(path), registry: try Registry.builtIn()) { level, message in
      Terminal.standardError("\(level.rawValue): \(message)")
    }
    for before in documents {
      var after = before
      try step.process(&after, in: context)
      after.applyEdits(by: context.step)
      try Terminal.print(arguments.has(Flags.json) ? after.jsonLine : Changes.page(from: before, to: after))
    }
    return .done
  }

  // MARK: a prompt

  private func prompt(_ document: Document?) throws(Problem) -> ExitStatus {
    let session = try LuaSession(engine: LuaEngine(), document: document, folder: ".") { level, message in
      Terminal.standardError(level == .info ? message : "\(level.rawValue): \(message)")
    }
    let isTerminal = isatty(0) == 1
    if isTerminal {
      Terminal.standardError("Lua 5.4. \(document == nil ? "No document: --doc names one." : "doc is the document.")")
    }
    var failures = 0
    var pending = ""
    while true {
      if isTerminal { Terminal.standardError(pending.isEmpty ? "> " : ">> ", end: "") }
      guard let line = readLine() else { break }
      pending += (pending.isEmpty ? "" : "\n") + line
      switch session.evaluate(pending) {
      case .incomplete: continue
      case .words(let words): if !words.isEmpty { try Terminal.print(words) }
      case .problem(let problem):
        failures += 1
        Terminal.standardError(problem.description)
      }
      pending = ""
    }
    if !pending.isEmpty {
      failures += 1
      Terminal.standardError("error: the input ends in the middle of something")
    }
    if isTerminal { Terminal.standardError("") }
    if arguments.has(Flags.json), var after = session.document() {
      after.applyEdits(by: "prompt")
      try Terminal.print(after.jsonLine)
    }
    return failures > 0 && !isTerminal ? .someFailed : .done
  }
}

/// What a step did to a document, for a person.
enum Changes {
  static func page(from before: Document, to after: Document) -> String {
    var lines = ["== \(after.source.path)"]
    let (old, new) = (before.metadata.json, after.metadata.json)
    for key in Set(old.keys + new.keys).sorted() where old[key] != new[key] {
      lines.append("\(key): \(words(old[key])) → \(words(new[key]))")
    }
    let roles = Dictionary(before.blocks.map { ($0.id, $0) }) { first, _ in first }
    for block in after.blocks {
      guard let earlier = roles[block.id] else { continue }
      if earlier.role != block.role {
        lines.append("\(block.id): role \(earlier.role.rawValue) → \(block.role.rawValue)")
      }
      if earlier.kind != block.kind {
        lines.append("\(block.id): kind \(earlier.kind.rawValue) → \(block.kind.rawValue)")
      }
    }
    let known = before.annotations(.edits).count
    for edit in after.annotations(.edits).count > known ? after.annotations(.edits) : [] {
      let original = edit.features["original"]?.string ?? ""
      lines.append("edit at byte \(edit.range.lowerBound + 1): \"\(original)\" → \"\(after.text(in: edit.range))\"")
    }
    for layer in after.layers.keys.sorted() where layer != Layer.edits.name {
      let earlier = Set(before.annotations(Layer(layer)).map(\.features))
      for annotation in after.annotations(Layer(layer)) where !earlier.contains(annotation.features) {
        let features = JSON.line(.object(annotation.features))
        lines.append("\(layer): \"\(after.text(in: annotation.range))\" \(features)")
      }
    }
    let candidates =
      after.segments.map(\.candidates.count).reduce(0, +) - before.segments.map(\.candidates.count).reduce(0, +)
    if candidates != 0 { lines.append("candidates: \(candidates) more") }
    for warning in after.warnings.dropFirst(before.warnings.count) { lines.append(warning.line(severity: "warning")) }
    if lines.count == 1 { lines.append("nothing changed") }
    return lines.joined(separator: "\n")
  }

  private static func words(_ value: Value?) -> String { value.map { JSON.line($0) } ?? "nothing" }
}
