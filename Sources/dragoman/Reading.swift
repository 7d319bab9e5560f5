import Document
import Plugins
import Synchronization
import Workbench
import Workflow

/// Reads inputs with a reader, in parallel, and hands on what was read in the order of the inputs.
struct Reading {
  let registry: Registry
  let reader: any Reader
  let context: RunContext

  /// - Parameter format: an identifier (`parse.html`), its last word, or a file extension; nil chooses by content.
  init(format: String?) throws(Problem) {
    registry = try Registry.builtIn()
    let entry = try Reading.entry(format ?? "parse.auto", registry)
    guard case .reader(let make, _) = entry.role else {
      throw Problem("usage.value", "'\(entry.manual.identifier)' is a \(entry.roleName), not a reader")
    }
    reader = try make(Settings(entry.manual))
    context = RunContext(step: entry.manual.identifier, registry: registry) { level, message in
      if level >= .warning { Terminal.standardError("\(level.rawValue): \(message)") }
    }
  }

  private static func entry(_ format: String, _ registry: Registry) throws(Problem) -> Entry {
    if let entry = registry.entry(format) ?? registry.entry("parse." + format) { return entry }
    if let reader = registry.readers.first(where: { reader in
      reader.entry.manual.formats.contains { $0.extensions.contains(format) }
    }) {
      return reader.entry
    }
    let names = registry.readers.map { String($0.entry.manual.identifier.dropFirst("parse.".count)) }
    throw Problem("usage.value", "there is no reader '\(format)'", help: "there are \(names.joined(separator: ", "))")
  }

  /// All documents of one input.
  func documents(of path: String) throws(Problem) -> [Document] {
    var documents: [Document] = []
    try reader.readUnpacked(ByteSource(path: path), in: context) { document throws(Problem) in
      documents.append(document)
    }
    return documents
  }

  /// Calls `body` for each document of one input as soon as it is whole.
  ///
  /// - Returns: whether all was read; else the reason is on standard error.
  func stream(_ path: String, _ body: (Document) throws(Problem) -> Void) throws(Problem) -> Bool {
    // What the taker of documents throws ends the command.
    var failure: Problem?
    do throws(Problem) {
      try reader.readUnpacked(ByteSource(path: path), in: context) { document throws(Problem) in
        do throws(Problem) { try body(document) } catch {
          failure = error
          throw error
        }
      }
      return true
    } catch {
      if let failure { throw failure }
      Terminal.standardError(error.inFile(path).description)
      return false
    }
  }

  /// Calls `body` for each input in order, on this thread, while later inputs are already being read; a batch of inputs
  /// is in memory at once.
  ///
  /// - Returns: how many inputs could not be read; each is named on standard error.
  func each(
    _ paths: [String], jobs: Int, _ body: (String, [Document]) throws(Problem) -> Void
  ) throws(Problem) -> Int {
    var failures = 0
    let batch = max(1, jobs) * 8
    for start in stride(from: 0, to: paths.count, by: batch) {
      let part = Array(paths[start..<min(start + batch, paths.count)])
      let results = Mutex<[Result<[Document], Problem>?]>(Array(repeating: nil, count: part.count))
      try Workers.share(part.count, jobs: jobs) { position throws(Problem) in
        let result: Result<[Document], Problem>
        do throws(Problem) {
          result = .success(try documents(of: part[position]))
        } catch { result = .failure(error) }
        results.withLock { $0[position] = result }
      }
      for (path, result) in zip(part, results.withLock { $0 }) {
        switch result {
        case .success(let documents): try body(path, documents)
        case .failure(let problem):
          failures += 1
          Terminal.standardError(problem.inFile(path).description)
        case nil: break
        }
      }
    }
    return failures
  }
}
