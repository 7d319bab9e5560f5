public import Document

/// A piece of script and where it stands, so that its errors can name the file and line that a person sees.
public struct Script: Hashable, Sendable {
  public var code: String
  /// The file it stands in: a `.lua` file, or the workflow file for code in place.
  public var file: String
  /// The line of the file on which the code's first line stands, from 1.
  public var line: Int
  /// The folder that `require` finds modules in: the workflow's.
  public var folder: String
  /// Whether it is a template: text with pieces of script in it.
  public var isTemplate = false

  public init(code: String, file: String, line: Int = 1, folder: String = ".") {
    self.code = code
    self.file = file
    self.line = line
    self.folder = folder
  }
}

/// The scripting language of workflows, as the engine that runs workflows needs it.
public protocol ScriptEngine: Sendable {
  /// The entry of a step written as a script: the same kind of entry as a Swift module gives.
  ///
  /// - Parameter allowance: what the step may use up and reach.
  /// - Throws: `script.syntax` with file and line, `script.shape` where the chunk returns nothing that can be a step.
  func entry(_ script: Script, identifier: String, allowance: ScriptAllowance) throws(Problem) -> Entry

  /// A `when:` expression, compiled once; it sees `doc` and `params`.
  func condition(_ script: Script) throws(Problem) -> any ScriptCondition

  /// The value of a `${…}` expression, which sees the given variables.
  func value(_ script: Script, given variables: Fields) throws(Problem) -> Value

  /// Runs statements that assert something about the given variables: the `expect` of a test.
  func run(_ script: Script, given variables: Fields) throws(Problem)
}

extension ScriptEngine {
  /// The entry of a step that reaches nothing beside its document.
  public func entry(_ script: Script, identifier: String) throws(Problem) -> Entry {
    try entry(script, identifier: identifier, allowance: ScriptAllowance())
  }
}

/// A compiled `when:` expression.
public protocol ScriptCondition: Sendable {
  /// - Parameters:
  ///   - document: what `doc` is; nil for a step that looks at all documents.
  ///   - variables: what else it sees, such as `params`.
  func holds(for document: Document?, given variables: Fields) throws(Problem) -> Bool

  /// Its source, and the modules that it requires.
  var dependencies: Dependencies { get }
}
