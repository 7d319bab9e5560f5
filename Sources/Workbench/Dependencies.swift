/// What decides a step's result beside its manual, its settings and the documents.
public struct Dependencies: Sendable {
  /// Sources of scripts and of the modules that they require, values from outside: anything whose bytes decide.
  public var contents: [[UInt8]]
  /// Paths of files, and of folders with all that is below them, whose content decides. Files and folders that
  /// parameters of type path name are known without being said.
  public var files: [String]

  public init(contents: [[UInt8]] = [], files: [String] = []) {
    self.contents = contents
    self.files = files
  }
}
