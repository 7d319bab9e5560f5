import Document
import Text

/// Reads what a step does when it fails, takes too long, or has been done before: `on-error`, `retry`, `timeout`, `cache`.
extension WorkflowReader {
  static let retryKeys = ["attempts", "backoff"]
  /// More tries than this are taken for a slip.
  static let mostAttempts = 100

  mutating func policy(_ node: YAMLNode) -> StepPolicy {
    var policy = StepPolicy()
    if let chosen = node["on-error"].flatMap({ onError($0) }) { policy.onError = chosen }
    if let retry = node["retry"] { self.retry(retry, &policy) }
    if let timeout = node["timeout"], let limit = duration(timeout, "timeout") {
      if limit > .zero {
        policy.timeout = limit
      } else {
        diagnostics.error(
          "workflow.type", "'timeout' must be more than nothing", at: place(timeout),
          help: "leave it out where a step may take as long as it likes")
      }
    }
    if let cache = node["cache"] {
      if let isCached = cache.value.bool {
        policy.isCached = isCached
      } else {
        diagnostics.error(
          "workflow.type", "'cache' must be true or false, not \(cache.inWords)", at: place(cache),
          help: "leave it out, and the step's manual decides")
      }
    }
    return policy
  }

  private mutating func onError(_ node: YAMLNode) -> StepPolicy.OnError? {
    guard let name = text(node, "on-error") else { return nil }
    if let known = StepPolicy.OnError(rawValue: name) { return known }
    let names = StepPolicy.OnError.allCases.map(\.rawValue)
    let near = nearest(name, among: names).first.map { "did you mean '\($0)'?" }
    diagnostics.error(
      "workflow.type", "'on-error' must be one of \(names.joined(separator: ", ")), not '\(name)'", at: place(node),
      help: near)
    return nil
  }

  /// `retry: 3`, or a table of how often and after which pause.
  private mutating func retry(_ node: YAMLNode, _ policy: inout StepPolicy) {
    if node.pairs == nil, node.items == nil {
      if let count = attempts(node, "retry") { policy.attempts = count }
      return
    }
    if node.items != nil {
      return diagnostics.error(
        "workflow.type", "'retry' must be a number of tries or a table of keys, not a list", at: place(node),
        help: "write `retry: 3` or `retry: {attempts: 3, backoff: 1s}`")
    }
    guard table(node, "'retry'", keys: WorkflowReader.retryKeys) != nil else { return }
    if let attempts = node["attempts"] {
      if let count = self.attempts(attempts, "attempts") { policy.attempts = count }
    } else {
      diagnostics.error(
        "workflow.missing-key", "'retry' has no 'attempts'", at: place(node),
        help: "write `retry: {attempts: 3, backoff: 1s}`")
    }
    if let backoff = node["backoff"], let pause = duration(backoff, "backoff") { policy.backoff = pause }
  }

  private mutating func attempts(_ node: YAMLNode, _ key: String) -> Int? {
    if let count = node.value.integer, (1...WorkflowReader.mostAttempts).contains(count) { return count }
    diagnostics.error(
      "workflow.type",
      "'\(key)' must be a whole number from 1 to \(WorkflowReader.mostAttempts), not \(node.inWords)", at: place(node),
      help: "it counts all tries: 3 is the first and two more")
    return nil
  }

  private mutating func duration(_ node: YAMLNode, _ key: String) -> Duration? {
    if let duration = node.text.flatMap(Durations.duration) { return duration }
    let near = node.text.flatMap(Durations.suggestion).map { "did you mean '\($0)'?" }
    diagnostics.error(
      "workflow.type", "'\(key)' must be \(Durations.expectation), not \(node.inWords)", at: place(node), help: near)
    return nil
  }
}

extension YAMLNode {
  /// The node as a message shows it: a short text in quotes, anything else by its kind.
  var inWords: String {
    guard let text, !text.isEmpty, text.utf8.count <= 60, !text.contains("\n") else { return kindInWords }
    return isPlainScalar ? "'\(text)'" : JSON.line(.string(text))
  }
}
