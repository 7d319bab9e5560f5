import Document
import Foundation
import Scripting
import TestKit
import Text
import Workbench

@testable import Workflow

/// A workbench for tests of the engine: a few small processors, and workflows written to a folder.
struct Bench {
  let folder: String
  let registry: Registry

  init(folder: String) throws {
    self.folder = folder
    registry = try Registry([Plugin("Test", [.lines, .fails, .marks, .joins, .writes, .reads])])
  }

  static let engine = LuaEngine()

  /// A folder that is gone when the body ends.
  static func with<Result>(_ body: (Bench) throws -> Result) throws -> Result {
    try Fixtures.withTemporaryFolder { try body(Bench(folder: $0)) }
  }

  func write(_ name: String, _ text: String) throws {
    let path = folder + "/" + name
    try FileManager.default.createDirectory(atPath: Paths.folder(path), withIntermediateDirectories: true)
    try text.write(toFile: path, atomically: true, encoding: .utf8)
  }

  func read(_ name: String) throws -> String { try String(contentsOfFile: folder + "/" + name, encoding: .utf8) }

  /// What lies in the output folder: names with content, the store left out.
  func outputs() throws -> [String: String] {
    var found: [String: String] = [:]
    for name in Files.below(folder + "/out") {
      found[String(name.dropFirst(folder.count + 5))] = try String(contentsOfFile: name, encoding: .utf8)
    }
    return found
  }

  /// Checks a workflow whose steps are given.
  func plan(_ steps: String, head: String = "", rewriting: Bool = true) throws -> (plan: Plan?, diagnostics: [String]) {
    if rewriting { try write("flow/workflow.yaml", "dragoman: 1\n" + head + "steps:\n" + steps) }
    let planner = Planner(registry: registry, engine: Bench.engine)
    let (plan, _, diagnostics) = planner.plan(folder + "/flow")
    let lines = diagnostics.sorted.map { $0.problem.line(severity: $0.severity.rawValue) }
    return (plan, lines.map { $0.replacingOccurrences(of: folder + "/flow/", with: "") })
  }

  /// Runs a workflow over files that are written first, by name and content.
  func run(
    _ steps: String, rewriting: Bool = true, _ inputs: [(String, String)], out: String = "out", jobs: Int = 2,
    isFresh: Bool = false, cacheLimit: Int = RunOptions.usualCacheLimit,
    isInterrupted: @escaping @Sendable () -> Bool = { false },
    onEvent: @escaping @Sendable (RunEvent) -> Void = { _ in }
  ) throws -> RunReport {
    if rewriting { for (name, text) in inputs { try write("in/" + name, text) } }
    let (plan, diagnostics) = try plan(steps, rewriting: rewriting)
    guard let plan else { throw Problem("test", diagnostics.joined(separator: "\n")) }
    let paths = try Inputs(inputs.map { folder + "/in/" + $0.0 })
    let options = RunOptions(
      out: folder + "/" + out, jobs: jobs, isFresh: isFresh, cacheLimit: cacheLimit,
      isInterrupted: isInterrupted, onEvent: onEvent)
    return try Run(plan, inputs: paths, registry: registry, options: options).report()
  }
}

extension Entry {
  /// Each line of the input is a document.
  fileprivate static let lines = Entry(
    Manual("test.lines", version: 1, "Reads each line as a document.")
  ) { _ throws(Problem) in LineReader() }

  /// Fails on documents that hold a word.
  fileprivate static let fails = Entry(
    Manual(
      "test.fails", version: 1, "Fails.", parameters: [.text("on", default: "BAD", "The word.")], makes: ["fine"])
  ) { settings throws(Problem) in FailOn(word: try settings.text("on")) }

  /// Marks the whole text on a layer.
  fileprivate static let marks = Entry(
    Manual("test.marks", version: 1, "Marks.", needs: [.blocks], makes: ["mark"])
  ) { _ throws(Problem) in Mark() }

  /// Writes all texts into one file, and returns how many there were.
  fileprivate static let joins = Entry(
    Manual("test.joins", version: 1, "Joins.", parameters: [.text("file", default: "all.txt", "The file.")])
  ) { settings throws(Problem) in Join(file: try settings.text("file")) }

  fileprivate static let writes = Entry(
    Manual("test.writes", version: 1, "Writes.", formats: [Format("text/plain", extensions: ["txt"])])
  ) { _ throws(Problem) in TextWriter() }

  /// Adds what a file holds as it reads it, at each document.
  fileprivate static let reads = Entry(
    Manual("test.reads", version: 1, "Reads.", parameters: [.path("file", "The file.")], makes: ["read"])
  ) { settings throws(Problem) in ReadsFile(path: try settings.path("file") ?? "") }
}

private struct LineReader: Reader {
  func read(
    _ source: ByteSource, in context: RunContext, emit: (consuming Document) throws(Problem) -> Void
  ) throws(Problem) {
    let text = String(decoding: try source.whole(), as: UTF8.self)
    for (at, line) in text.split(separator: "\n").enumerated() {
      let origin = Source(path: source.path, sha256: "0", mediaType: "text/plain", reader: "test.lines@1")
      let range = 0..<line.utf8.count
      let block = Block(id: "b1", range: range, place: Place(line: at + 1))
      try emit(Document(id: "\(source.path)#\(at)", source: origin, text: String(line), blocks: [block]))
    }
  }
}

private struct FailOn: Processor {
  var word: String
  func process(_ document: inout Document, in context: RunContext) throws(Problem) {
    if document.text.contains(word) { throw Problem("test.bad", "the text holds \(word)", at: Place(line: 1)) }
    document.annotate("fine", 0..<0)
  }
}

private struct ReadsFile: Processor {
  var path: String
  func process(_ document: inout Document, in context: RunContext) throws(Problem) {
    let text = String(decoding: try ByteSource(path: path).whole(), as: UTF8.self)
    document.annotate("read", 0..<0, ["text": .string(text)])
  }
}

private struct Mark: Processor {
  func process(_ document: inout Document, in context: RunContext) throws(Problem) {
    document.annotate("mark", 0..<document.text.utf8.count)
  }
}

private struct Join: CollectionProcessor {
  var file: String
  func process(_ documents: Documents, in context: RunContext) throws(Problem) -> Value {
    var marks = 0
    try context.outputs?.write(file) { sink throws(Problem) in
      try documents.walk { _, document throws(Problem) in
        marks += document.annotations("mark").count
        try sink.write(document.text + "\n")
      }
    }
    return ["documents": .integer(documents.count), "marks": .integer(marks)]
  }
}

private struct TextWriter: Writer {
  func write(_ documents: Documents, to sink: ByteSink, in context: RunContext) throws(Problem) {
    try documents.walk { _, document throws(Problem) in try sink.write(document.text) }
  }
}
