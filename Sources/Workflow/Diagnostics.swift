public import Document

/// What a check found: errors and warnings, in the order in which they stand in the file.
public struct Diagnostics: Sendable {
  public enum Severity: String, Sendable { case error, warning }

  public struct Item: Sendable {
    public var severity: Severity
    public var problem: Problem
  }

  public private(set) var items: [Item] = []
  private var said: Set<Problem> = []
  private var faulty: Set<Place> = []
  /// The file that places without one are in.
  let file: String

  init(file: String) { self.file = file }

  public var hasErrors: Bool { items.contains { $0.severity == .error } }
  public var hasWarnings: Bool { items.contains { $0.severity == .warning } }

  /// File by file, the checked one first, in the order of their lines; what has no line comes last.
  public var sorted: [Item] {
    var files = [file: 0]
    for item in items {
      if let name = item.problem.place.file, files[name] == nil { files[name] = files.count }
    }
    return items.enumerated().sorted { a, b in
      let (first, second) = (a.element.problem.place, b.element.problem.place)
      let (firstFile, secondFile) = (files[first.file ?? file] ?? 0, files[second.file ?? file] ?? 0)
      if firstFile != secondFile { return firstFile < secondFile }
      return (first.line ?? .max, first.column ?? 0, a.offset) < (second.line ?? .max, second.column ?? 0, b.offset)
    }.map(\.element)
  }

  mutating func error(_ problem: Problem) { add(.error, problem) }
  mutating func warning(_ problem: Problem) { add(.warning, problem) }

  mutating func error(_ code: String, _ message: String, at place: Place, help: String? = nil) {
    error(Problem(code, message, at: place, help: help))
  }

  mutating func add(_ other: Diagnostics) {
    for item in other.items { add(item.severity, item.problem) }
  }

  /// What has been said is not said again: a fault of a step that runs once per value comes once per value.
  private mutating func add(_ severity: Severity, _ problem: Problem) {
    let problem = problem.inFile(file)
    guard said.insert(problem).inserted else { return }
    // A node that YAML itself finds fault with has no second fault.
    if problem.code.hasPrefix("yaml.") {
      faulty.insert(problem.place)
    } else if faulty.contains(problem.place) {
      return
    }
    items.append(Item(severity: severity, problem: problem))
  }
}
