import Document
import Glibc
import Synchronization
import Text
import Workbench

/// What a test has in hand: the steps it named, and what they said.
final class LuaTestBench {
  private let file: LuaChunk
  private let engine: LuaEngine
  private let registry: Registry
  private var steps: [Entry] = []
  /// Bytes of the documents that were made, which no limit of the script's memory counts.
  private var bytes = 0
  private let lines = Lines()

  private static let mostBytes = 256 << 20
  private static let mostDocuments = 10_000

  /// - Parameter file: the test file.
  init(file: LuaChunk, engine: LuaEngine, registry: Registry) {
    self.file = file
    self.engine = engine
    self.registry = registry
  }

  /// What the test and its steps said so far.
  var messages: [String] { lines.all }

  func log(_ level: LogLevel, _ message: String) { lines.add(level, message) }

  // MARK: documents

  /// Documents of a text, a table that describes one, or a file.
  func documents(_ source: LuaValue, _ host: LuaHost) throws(LuaComplaint) -> [LuaElement] {
    let made: [Document]
    switch source {
    case .text(let text): made = [try LuaDescribedDocument.made(of: .table([("text", .text(text))]))]
    case .table:
      if let read = try read(source) { made = read } else { made = [try LuaDescribedDocument.made(of: source)] }
    default: throw LuaComplaint("a document is made of text or of a table, not of a \(source.typeName)")
    }
    return try opened(made, host)
  }

  private func opened(_ made: [Document], _ host: LuaHost) throws(LuaComplaint) -> [LuaElement] {
    var elements: [LuaElement] = []
    for document in made {
      bytes += document.text.utf8.count
      guard bytes <= LuaTestBench.mostBytes, host.documentCount < LuaTestBench.mostDocuments else {
        throw LuaComplaint("a test makes at most \(LuaTestBench.mostDocuments) documents")
      }
      elements.append(host.add(document))
    }
    return elements
  }

  /// The documents of the file under `path`; nil where the table has none.
  private func read(_ source: LuaValue) throws(LuaComplaint) -> [Document]? {
    guard let value = source["path"] else { return nil }
    guard case .text(let name) = value else { throw LuaComplaint("'path' is text, not a \(value.typeName)") }
    for key in ["text", "blocks", "title", "language"] where source[key] != nil {
      throw LuaComplaint("a document is read from 'path' or made of '\(key)', not both")
    }
    let path = try path(of: name)
    do throws(Problem) {
      let entry = try registry.required("parse.auto")
      guard case .reader(let make, _) = entry.role else { return [] }
      var documents: [Document] = []
      let context = context(entry.manual.identifier)
      try make(Settings(entry.manual)).readUnpacked(ByteSource(path: path), in: context) { document throws(Problem) in
        documents.append(document)
        documents[documents.count - 1].source.path = name
      }
      return documents
    } catch { throw LuaComplaint(error.message) }
  }

  /// Where a file that the test names is: beside the test, or else below the workflow's folder; nowhere outside.
  private func path(of name: String) throws(LuaComplaint) -> String {
    let candidates = [Paths.folder(file.file), file.folder].map { Paths.resolve(name, in: $0) }
    guard let path = candidates.first(where: { unsafe access($0, R_OK) == 0 }) else {
      throw LuaComplaint("there is no file \(candidates[0])")
    }
    guard Folders.isInside(path, file.folder) else {
      throw LuaComplaint("'\(name)' leads out of the workflow's folder")
    }
    return path
  }

  // MARK: steps

  /// - Returns: the number of the step.
  func step(_ name: String) throws(LuaComplaint) -> Int {
    let entry: Entry
    do throws(Problem) {
      if name.hasSuffix(".lua") {
        let path: String
        do {
          path = try self.path(of: name)
        } catch { throw Problem("test.step", error.message) }
        let code = String(decoding: try ByteSource(path: path).whole(limit: 16 << 20), as: UTF8.self)
        let script = Script(code: code, file: path, folder: file.folder)
        entry = try engine.entry(script, identifier: "script." + Paths.stem(path))
      } else {
        entry = try registry.required(name)
      }
    } catch { throw LuaTestBench.complaint(error) }
    steps.append(entry)
    return steps.count - 1
  }

  /// Runs a step: over a document, which it changes, over a list of documents, or over what is to be read.
  ///
  /// - Returns: what it gave (the document, the result of a collection step, a writer's text, a list of the documents that a
  ///   reader made), a list of what it said, and the files of a collection step by their names.
  func run(_ number: Int, _ input: LuaValue, _ with: Fields, _ host: LuaHost) throws(LuaComplaint) -> [LuaValue] {
    guard steps.indices.contains(number) else { throw LuaComplaint("there is no such step") }
    let entry = steps[number]
    let before = messages.count
    let context = context(entry.manual.identifier)
    var result = LuaValue.none
    var made: [Document]?
    var files: [(key: String, value: LuaValue)] = []
    do throws(Problem) {
      let settings = try Settings(entry.manual, LuaTestBench.lists(with, entry.manual), folder: file.folder)
      switch entry.role {
      case .processor(let make):
        let element = try LuaTestBench.document(input)
        var document = try LuaTestBench.taken(element, host)
        let known = document.warnings.count
        try make(settings).process(&document, in: context)
        document.applyEdits(by: entry.manual.identifier)
        for warning in document.warnings.dropFirst(known) { log(.warning, warning.message) }
        host.replace(element, with: document)
        result = .element(element)
      case .collection(let make):
        let documents = try LuaTestBench.documents(input, host)
        let written = try LuaTestOutputs()
        defer { written.remove() }
        var context = context
        context.outputs = written.outputs
        result = LuaValue(try make(settings).process(Documents(documents), in: context), keepsNull: true)
        files = try written.texts().map { (key: $0, value: .text($1)) }
      case .writer(let make):
        let sink = ByteSink()
        try make(settings).write(Documents(try LuaTestBench.documents(input, host)), to: sink, in: context)
        result = .text(String(decoding: sink.bytes, as: UTF8.self))
      case .reader(let make, _):
        var documents: [Document] = []
        try make(settings).read(try source(input), in: context) { document throws(Problem) in documents.append(document)
        }
        made = documents
      }
    } catch { throw LuaTestBench.complaint(error) }
    if let made { result = .list(try opened(made, host).map { .element($0) }) }
    return [result, .list(messages.dropFirst(before).map { .text($0) }), .table(files)]
  }

  /// `{}` is an empty list as well as an empty table: the manual knows which.
  private static func lists(_ with: Fields, _ manual: Manual) -> Fields {
    var with = with
    for parameter in manual.parameters where parameter.kind == .texts || parameter.kind == .paths {
      if with[parameter.name]?.object?.isEmpty == true { with[parameter.name] = .array([]) }
    }
    return with
  }

  /// What a reader is to read: a text as its bytes, or a table with the `path` of a file.
  private func source(_ input: LuaValue) throws(Problem) -> ByteSource {
    switch input {
    case .text(let text): return ByteSource(bytes: Array(text.utf8), path: "test.txt")
    case .table:
      guard case .text(let name)? = input["path"] else { break }
      let path: String
      do {
        path = try self.path(of: name)
      } catch { throw Problem("test.step", error.message) }
      return ByteSource(bytes: try ByteSource(path: path).whole(limit: 64 << 20), path: name)
    default: break
    }
    throw Problem("test.step", "a step that reads is called with text or { path = … }, not with a \(input.typeName)")
  }

  private func context(_ step: String) -> RunContext {
    RunContext(step: step, folder: file.folder, registry: registry) { [lines] level, message in
      lines.add(level, message)
    }
  }

  private static func document(_ input: LuaValue) throws(Problem) -> LuaElement {
    guard case .element(let element) = input, element.kind == .document else {
      throw Problem("test.step", "a step is called with a document, not with a \(input.typeName)")
    }
    return element
  }

  private static func documents(_ input: LuaValue, _ host: LuaHost) throws(Problem) -> [Document] {
    var items = [input]
    if case .list(let list) = input { items = list }
    if case .table(let pairs) = input, pairs.isEmpty { items = [] }
    var documents: [Document] = []
    for item in items { documents.append(try taken(document(item), host)) }
    return documents
  }

  /// The document with what the test itself asked for: its edits are applied.
  private static func taken(_ element: LuaElement, _ host: LuaHost) throws(Problem) -> Document {
    do {
      var document = try host.document(element.document).finished()
      document.applyEdits(by: "test")
      return document
    } catch { throw Problem("test.step", error.message) }
  }

  private static func complaint(_ problem: Problem) -> LuaComplaint {
    let place = problem.place.prefix
    let help = problem.help.map { "; help: " + $0 } ?? ""
    return LuaComplaint((place.isEmpty ? "" : place + ": ") + problem.message + help)
  }

  /// Steps may say things from several threads.
  private final class Lines: Sendable {
    private let kept = Mutex<[String]>([])
    var all: [String] { kept.withLock { $0 } }
    func add(_ level: LogLevel, _ message: String) {
      kept.withLock { $0.append(level == .info ? message : "\(level.rawValue): \(message)") }
    }
  }
}
