/// What a step that is a script may use up and reach, as its workflow says it: `limits` and `allow`.
public struct ScriptAllowance: Hashable, Sendable {
  /// Virtual instructions for one document; nil, as with the others, where the engine decides.
  public var instructions: Int?
  /// Bytes.
  public var memory: Int?
  public var time: Duration?
  /// Bytes of text, annotations and values that it hands over for one document.
  public var output: Int?
  /// Files, and folders with all that is below them, which it may read; relative paths begin at the workflow's folder.
  public var read: [String] = []
  /// Hosts from which it may fetch, each as `name` or `name:port`.
  public var hosts: [String] = []
  /// Names of variables of the environment that it may see.
  public var environment: [String] = []

  public init() {}
}
