public import Document
public import Workbench

/// A value with the line and column of the workflow file at which it stands.
public struct Located<Wrapped: Sendable>: Sendable {
  public var value: Wrapped
  public var place: Place
}

/// A workflow file as it is written: decoded, not yet resolved against registry, parameters and scripts.
public struct Workflow: Sendable {
  /// The file, as it was given.
  public var path: String
  /// The folder that relative paths of the workflow begin at.
  public var folder: String
  public var name: String
  public var summary: String
  /// Extensions of the files that are taken from a folder named as input; empty takes all.
  public var accepts: [String]
  public var parameters: [Parameter]
  public var steps: [WorkflowStep]
  public var tests: [WorkflowTest]
  let source: SourceLines
  let acceptPlaces: [Located<String>]
  let parameterPlaces: [String: Place]
  /// Where the defaults of parameters stand.
  let defaultPlaces: [String: Place]
  let stepsPlace: Place?

  /// What the Lua of its tests looks up.
  var expectations: References {
    tests.reduce(into: References()) { found, test in
      if let script = test.expectation { found.add(References(script.code)) }
    }
  }
}

/// One step as it is written.
public struct WorkflowStep: Sendable {
  public enum Use: Sendable {
    /// An identifier of the registry.
    case processor(String)
    /// A Lua file, relative to the workflow's folder.
    case scriptFile(String)
    /// Lua in place.
    case script(Script)
    /// Another workflow, whose steps stand in for this one: a file, or a folder with `workflow.yaml`.
    case workflow(String)

    /// What a text under `use` means.
    init(_ text: String) {
      if text.hasPrefix("workflow:") {
        self = .workflow(String(text.dropFirst("workflow:".count)))
      } else {
        self = text.hasSuffix(".lua") || text.hasPrefix("./") ? .scriptFile(text) : .processor(text)
      }
    }

    /// Whether it is Lua, or may turn out to be.
    var isLua: Bool {
      switch self {
      case .script, .scriptFile: true
      case .processor, .workflow: isOpen
      }
    }

    /// Whether a value that is not known here decides what it is.
    var isOpen: Bool { text?.contains("${") ?? false }

    /// The text that stands under `use`; nil for Lua in place.
    var text: String? {
      switch self {
      case .processor(let name), .scriptFile(let name): name
      case .workflow(let path): "workflow:" + path
      case .script: nil
      }
    }
  }

  public var id: String
  public var use: Located<Use>
  public var settings: [(key: Located<String>, value: Located<Value>)]
  public var condition: Located<Script>?
  /// nil where the step follows the one before it.
  public var needs: [Located<String>]?
  public var policy: StepPolicy
  /// The keys of the policy that are written; the others are the defaults.
  var policyKeys: Set<String> = []
  /// What a step in Lua may use up and reach.
  public var allowance = ScriptAllowance()
  /// Values that the step runs once for.
  var loop: Loop?
  /// Whether it could not be read; what is wrong has been said.
  var isBroken = false
  /// Where the step begins.
  public var place: Place
}

/// What is done when a step fails, takes too long, or has been done before.
public struct StepPolicy: Sendable {
  /// What becomes of a document whose step failed.
  public enum OnError: String, Sendable, CaseIterable {
    /// It is left out of the rest of the run and reported.
    case skip
    /// The run ends.
    case fail
    /// Left out like `skip`, and its source is copied to `quarantine/` with the reason.
    case quarantine
  }

  public var onError = OnError.skip
  /// How often the step is tried in all.
  public var attempts = 1
  /// The pause before the second try; doubled before each later one.
  public var backoff = Duration.seconds(1)
  /// How long one try may take.
  public var timeout: Duration?
  /// Whether results are kept and used again; nil where the manual decides.
  public var isCached: Bool?

  /// The policy with those keys that it does not set itself taken from an outer one.
  func filled(from outer: StepPolicy, but own: Set<String>) -> StepPolicy {
    var policy = outer
    if own.contains("on-error") { policy.onError = onError }
    if own.contains("retry") { (policy.attempts, policy.backoff) = (attempts, backoff) }
    if own.contains("timeout") { policy.timeout = timeout }
    if own.contains("cache") { policy.isCached = isCached }
    return policy
  }
}

/// A test that stands in the workflow file.
public struct WorkflowTest: Sendable {
  public var name: String
  /// Paths relative to the workflow's folder.
  public var inputs: [String]
  public var parameters: Fields
  /// Lua that asserts something about the results, by the families of the steps; nil where only files are compared.
  public var expectation: Script?
  /// Files that the outputs must equal.
  public var golden: GoldenFiles?
  public var place: Place
}
