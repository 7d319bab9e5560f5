/// Names of workflows, steps and parameters.
public enum WorkflowName {
  /// What a name must be, for messages.
  public static var rule: String { WorkflowReader.nameRule }

  public static func isValid(_ text: String) -> Bool { WorkflowReader.isName(text) }
}
