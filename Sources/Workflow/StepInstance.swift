import Document
import Workbench

/// A step as it will run: one of a workflow file, for one value of its `foreach`, in one place at which its file is nested.
struct StepInstance {
  /// `outer[2]/inner[md]`.
  var id: String
  /// As it is written.
  var step: WorkflowStep
  /// nil where its processor is not known, which has been said.
  var entry: Entry?
  /// The workflow that it belongs to, by its position among the frames of the expansion.
  var frame: Int
  /// `each` or `matrix`.
  var turn: Loop.Turn
  /// Its own `when` last, before it those of the steps that nest its workflow.
  var conditions: [Condition]
  /// Instances that it follows, by position; all before its own.
  var needs: [Int]
  var policy: StepPolicy

  struct Condition {
    var script: Located<Script>
    var frame: Int
    var turn: Loop.Turn
  }
}

/// A workflow file in the place at which it is nested, or the one that is run.
struct Frame {
  var workflow: Workflow
  /// The values of its parameters that are known before the run.
  var parameters: Fields
  /// Parameters that have been set, and do not have their defaults.
  var given: Set<String> = []
  /// Parameters that have no value, which a check alone may leave open.
  var open: Set<String> = []
  /// Parameters whose values use what steps of the outer workflow return.
  var late: [Scope.LateParameter] = []
  /// The workflow that nests it, and the turn of the step that does.
  var outer: (frame: Int, turn: Loop.Turn)?
  /// What stands for each of its steps, by id.
  var groups: [String: StepGroup] = [:]
}

/// The instances that one step of a file stands for.
struct StepGroup {
  /// Instances that a follower follows.
  var exits: [Int]
  var result: StepResult?
  /// What it is, for a message that says it returns nothing.
  var kind: String?
}

/// What stands for a step's result.
indirect enum StepResult: Sendable {
  /// What the step with this full id returned.
  case one(String)
  case list([StepResult])
  case table([(key: String, value: StepResult)])

  func value(_ results: [String: Value]) -> Value? {
    switch self {
    case .one(let id): results[id]
    case .list(let items): .array(items.map { $0.value(results) ?? .null })
    case .table(let pairs):
      .object(Fields(pairs.compactMap { pair in pair.value.value(results).map { (pair.key, $0) } }))
    }
  }
}
