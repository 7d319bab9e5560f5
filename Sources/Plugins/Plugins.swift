public import Document
public import Workbench

extension Registry {
  /// The plugins of Package.swift's list, and those that the caller adds.
  ///
  /// - Throws: `registry.twice`, `registry.manual`.
  public static func builtIn(and more: [Plugin] = []) throws(Problem) -> Registry {
    try Registry(AllPlugins.list + more)
  }
}
