public import Document
public import Workbench

/// A workflow that can run: parameters set, processors found and made, steps in order.
public struct Plan: Sendable {
  public let workflow: Workflow
  /// The values of the workflow's parameters.
  public let parameters: Fields
  /// In an order in which each step comes after what it needs.
  public let steps: [PlannedStep]

  /// Files and folders that its steps read beside the documents.
  public var filesRead: [String] { steps.flatMap(\.filesRead) }

  /// The workflow files that it was made of: its own, and those nested in it.
  public var files: [String] { Set([workflow.path] + steps.compactMap(\.place.file)).sorted() }
}

/// A step with its processor.
public struct PlannedStep: Sendable {
  public enum Runner: Sendable {
    case reader(any Reader)
    case processor(any Processor)
    case collection(any CollectionProcessor)
    case writer(any Writer)
  }

  public let id: String
  /// What stands under `use`; "lua" for Lua in place.
  public let use: String
  /// Every `when` that must hold, as it is written: those of steps that nest its workflow first.
  public let conditionTexts: [String]
  public let manual: Manual
  public internal(set) var settings: Settings
  public internal(set) var runner: Runner
  public internal(set) var condition: (any ScriptCondition)?
  public let policy: StepPolicy
  /// Steps that this one follows, by id.
  public let needs: [String]
  public let place: Place
  /// What decides its results beside manual, settings and documents.
  public internal(set) var dependencies: Dependencies
  /// Relative paths of the step begin here: the folder of the workflow file that it stands in.
  public let folder: String
  /// Makes the step once what it names is known; nil where all is known before the run.
  let maker: StepMaker?

  /// The step with what could not be known before earlier steps had run: values of `${steps.…}`.
  ///
  /// - Parameter results: what collection steps have returned so far, by their ids.
  /// - Throws: what is wrong with such a value, at its place in the workflow file.
  func resolved(with results: [String: Value]) throws(Problem) -> PlannedStep {
    guard let maker else { return self }
    var step = self
    if let scoped = condition as? ScopedCondition, scoped.isLate {
      step.condition = try scoped.resolved(results, maker.engine)
    }
    guard !maker.late.isEmpty else { return step }
    let (settings, faults) = maker.settings(results)
    guard let settings else { throw faults.first ?? Problem("workflow.late", "the settings of '\(id)' have no value") }
    step.settings = settings
    step.runner = try maker.runner(settings)
    step.dependencies = try maker.entry.dependencies(settings)
    return step
  }
}

/// Makes a ``Plan`` of a workflow file, or says everything that is wrong with it.
public struct Planner: Sendable {
  public let registry: Registry
  public let engine: any ScriptEngine

  public init(registry: Registry, engine: any ScriptEngine) {
    self.registry = registry
    self.engine = engine
  }

  /// The workflow file that a path means: the file itself, or `workflow.yaml` in a folder.
  public static func file(for path: String) -> String {
    Files.isFolder(path) ? (path.hasSuffix("/") ? path : path + "/") + "workflow.yaml" : path
  }

  /// Checks a workflow file as far as it can be checked without running it.
  ///
  /// - Parameters:
  ///   - path: the file, or a folder that holds `workflow.yaml`.
  ///   - assignments: values of the workflow's parameters, as words of a command line.
  ///   - requiresParameters: whether a parameter without value or default is an error.
  /// - Returns: the plan, nil where there are errors.
  public func plan(
    _ path: String, assignments: [(key: String, word: String)] = [], requiresParameters: Bool = true
  ) -> (plan: Plan?, workflow: Workflow?, diagnostics: Diagnostics) {
    let file = Planner.file(for: path)
    var reader = WorkflowReader(path: file, registry: registry)
    let bytes: [UInt8]
    do {
      bytes = try ByteSource(path: file).whole(limit: 16 << 20)
    } catch {
      var diagnostics = Diagnostics(file: file)
      let help =
        Files.isFolder(path)
        ? "a workflow's folder holds a file workflow.yaml" : "name a workflow file, or the folder that holds it"
      diagnostics.error(Problem("workflow.missing", error.message, at: Place(file: file), help: help))
      return (nil, nil, diagnostics)
    }
    guard let workflow = reader.read(bytes) else { return (nil, nil, reader.diagnostics) }
    var resolver = PlanResolver(planner: self, workflow: workflow, diagnostics: reader.diagnostics)
    let plan = resolver.resolve(assignments, requiresParameters: requiresParameters)
    return (plan, workflow, resolver.diagnostics)
  }
}
