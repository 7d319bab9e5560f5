public import Document

/// What a check found: errors and warnings, in the order in which they stand in the file.
public struct Diagnostics: Sendable {
  public enum Severity: String, Sendable { case error, warning }

  public struct Item: Sendable {
    public var severity: Severity
    public var problem: Problem
  }

  public private(set) var items: [Item] = []
  /// The file that places without one are in.
  let file: String

  init(file: String) { self.file = file }

  public var hasErrors: Bool { items.contains { $0.severity == .error } }

  /// Sorted by place; what has none comes last.
  public var sorted: [Item] {
    items.enumerated().sorted { a, b in
      let (first, second) = (a.element.problem.place, b.element.problem.place)
      return (first.line ?? .max, first.column ?? 0, a.offset) < (second.line ?? .max, second.column ?? 0, b.offset)
    }.map(\.element)
  }

  mutating func error(_ problem: Problem) { add(.error, problem) }
  mutating func warning(_ problem: Problem) { add(.warning, problem) }

  mutating func error(_ code: String, _ message: String, at place: Place, help: String? = nil) {
    error(Problem(code, message, at: place, help: help))
  }

  private mutating func add(_ severity: Severity, _ problem: Problem) {
    items.append(Item(severity: severity, problem: problem.inFile(file)))
  }
}
