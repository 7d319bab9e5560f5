public import Document
public import Workbench

/// Holds the place of the script engine until it lands: knows `params.NAME`, and no more.
public struct LuaEngine: ScriptEngine {
  public init() {}

  public func entry(_ script: Script, identifier: String) throws(Problem) -> Entry {
    throw Problem("script.shape", "scripts do not run yet", at: Place(file: script.file, line: script.line))
  }

  public func condition(_ script: Script) throws(Problem) -> any ScriptCondition { Always() }

  public func value(_ script: Script, given variables: Fields) throws(Problem) -> Value {
    variables["params"]?[script.code.split(separator: ".").last.map(String.init) ?? ""] ?? .null
  }

  public func run(_ script: Script, given variables: Fields) throws(Problem) {}
}

private struct Always: ScriptCondition {
  func holds(for document: Document, parameters: Fields) throws(Problem) -> Bool { true }
}
