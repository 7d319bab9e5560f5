import Document
import Synchronization
import TestKit
import Workbench

@testable import Scripting

/// Steps in Lua as tests write them.
enum Scripts {
  /// A heading and a paragraph, with segments, two entities and some metadata.
  static var document: Document {
    var document = Fixtures.document("Minister speaks\nقال الوزير: نعم. ثم غادر.")
    document.blocks[0].kind = .heading
    document.blocks[0].role = .title
    document.blocks[0].level = 1
    document.segments = [Segment(range: 0..<15), Segment(range: 16..<44), Segment(range: 45..<59)]
    document.annotate("entity", 0..<8, ["type": "office"])
    document.annotate("entity", 23..<35, ["type": "person", "rank": 2])
    document.metadata.title = "Minister speaks"
    return document
  }

  /// Lines that a step logged.
  final class Log: Sendable {
    private let kept = Mutex<[String]>([])
    var lines: [String] { kept.withLock { $0 } }
    func add(_ level: LogLevel, _ message: String) {
      kept.withLock { $0.append(level == .info ? message : "\(level.rawValue): \(message)") }
    }
  }

  static func script(_ code: String, line: Int = 1, folder: String = ".") -> Script {
    Script(code: code, file: "test.lua", line: line, folder: folder)
  }

  /// Runs a step over a document; its edits are applied.
  static func run(
    _ code: String, on document: Document = Scripts.document, with settings: Fields = Fields(),
    engine: LuaEngine = LuaEngine(), line: Int = 1, folder: String = ".", log: Log = Log()
  ) throws -> Document {
    let entry = try engine.entry(script(code, line: line, folder: folder), identifier: "script.test")
    return try run(entry, on: document, with: settings, log: log)
  }

  static func run(
    _ entry: Entry, on document: Document = Scripts.document, with settings: Fields = Fields(), log: Log = Log()
  ) throws -> Document {
    guard case .processor(let make) = entry.role else { throw Problem("test.role", "it is no processor") }
    let processor = try make(Settings(entry.manual, settings))
    var context = try Fixtures.context()
    context.log = { log.add($0, $1) }
    var document = document
    try processor.process(&document, in: context)
    document.applyEdits(by: "test")
    return document
  }

  /// The problem that a step ends in; nil where it ends well.
  static func problem(
    _ code: String, on document: Document = Scripts.document, engine: LuaEngine = LuaEngine(), line: Int = 1,
    folder: String = "."
  ) throws -> Problem? {
    do {
      _ = try run(code, on: document, engine: engine, line: line, folder: folder)
      return nil
    } catch let problem as Problem { return problem }
  }

  /// The lines that the body of a function of `doc` prints.
  static func printed(_ body: String, folder: String = ".", engine: LuaEngine = LuaEngine()) throws -> [String] {
    let log = Log()
    _ = try run("return function(doc) \(body)\nend", engine: engine, folder: folder, log: log)
    return log.lines
  }

  /// What statements return, as JSON.
  static func value(_ code: String, engine: LuaEngine = LuaEngine(), folder: String = ".") throws -> String {
    JSON.line(try engine.value(script("(function() \(code)\nend)()", folder: folder), given: Fields()))
  }

  /// The message of the problem that statements end with; nil where they end well.
  static func failure(_ code: String, engine: LuaEngine = LuaEngine()) -> String? {
    do {
      try engine.run(script(code), given: Fields())
      return nil
    } catch { return error.message }
  }
}
