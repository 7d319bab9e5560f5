import Document
import Text
import Workbench

/// Evaluates the settings of one step and makes what runs it: before the run, or once steps have returned what they name.
struct StepMaker: Sendable {
  let step: WorkflowStep
  let entry: Entry
  let scope: Scope
  let engine: any ScriptEngine
  /// Settings that have been found to be wrong, and are not evaluated.
  var unsound: Set<String> = []

  private var manual: Manual { entry.manual }

  /// Settings that only the run can evaluate.
  var late: Set<String> {
    Set(step.settings.filter { scope.isLate($0.value.value.references) }.map(\.key.value))
  }

  /// The settings, or everything that is wrong with them. Late ones have no value where `results` is nil.
  func settings(_ results: [String: Value]?) -> (settings: Settings?, faults: [Problem]) {
    var given = Fields()
    var places: [String: Place] = [:]
    var faults: [Problem] = []
    let late = (results == nil ? late : []).union(unsound)
    for (key, value) in step.settings {
      places[key.value] = manual.parameter(key.value) == nil ? key.place : value.place
      if late.contains(key.value) {
        // A key that the manual does not know is told all the same.
        given[key.value] = .null
        continue
      }
      do {
        given[key.value] = try scope.evaluate(value, results ?? [:], engine)
      } catch {
        faults.append(error)
      }
    }
    guard faults.isEmpty else { return (nil, faults) }
    let manual = manual.leavingOpen(late)
    let names = manual.parameters.map(\.name)
    let meant = given.keys.filter { manual.parameter($0) == nil }.compactMap { nearest($0, among: names).first }
    let found = Settings.faults(of: given, against: manual).filter { key, problem in
      // What is missing under its own name is there under a misspelt one.
      key != nil || !meant.contains { problem.message.contains("'\($0)'") }
    }
    faults = found.map { key, problem in
      var placed = problem.placed(key.flatMap { places[$0] } ?? step.use.place)
      if let key, let value = given[key], let hint = manual.parameter(key)?.hint(for: value) ?? Template.hint(value) {
        placed.help = hint
      }
      return placed
    }
    faults += pathFaults(given, places)
    guard faults.isEmpty else { return (nil, faults) }
    return (try? Settings(manual, given, folder: scope.folder), [])
  }

  /// Files that a step is told to read must be there before it runs.
  private func pathFaults(_ given: Fields, _ places: [String: Place]) -> [Problem] {
    var faults: [Problem] = []
    for parameter in manual.parameters where parameter.kind == .path || parameter.kind == .paths {
      guard let value = given[parameter.name] ?? parameter.defaultValue, parameter.accepts(value) else { continue }
      let named = value.string.map { [$0] } ?? value.array?.compactMap(\.string) ?? []
      for name in named where !name.isEmpty && !Files.exists(Paths.resolve(name, in: scope.folder)) {
        let path = Paths.resolve(name, in: scope.folder)
        let near = nearest(Paths.name(name), among: Files.names(in: Paths.folder(path))).first
        faults.append(
          Problem(
            "workflow.path", "'\(parameter.name)' names \(name), and there is no such file",
            at: origin(parameter.name) ?? places[parameter.name] ?? step.use.place,
            help: near.map { "did you mean '\($0)'?" } ?? "paths begin at the workflow's folder, \(scope.folder)"))
      }
    }
    return faults
  }

  /// Where the default stands that a setting hands on as it is.
  private func origin(_ key: String) -> Place? {
    guard let value = step.settings.first(where: { $0.key.value == key })?.value.value,
      let template = value.string.flatMap({ try? Template($0) }), template.parts.count == 1,
      case .expression(let code) = template.parts[0], let reference = References(code).all.first,
      reference.text == code.trimmingBlanks, reference.root == "params", reference.path.count == 1
    else { return nil }
    return scope.defaults[reference.path[0]]
  }

  /// What runs the step.
  func runner(_ settings: Settings) throws(Problem) -> PlannedStep.Runner {
    do {
      switch entry.role {
      case .reader(let make, _): return .reader(try make(settings))
      case .processor(let make): return .processor(try make(settings))
      case .collection(let make): return .collection(try make(settings))
      case .writer(let make): return .writer(try make(settings))
      }
    } catch {
      throw error.placed(step.use.place)
    }
  }

  /// What stands for the step until its settings are known.
  var pending: PlannedStep.Runner {
    let pending = PendingStep(id: step.id, place: step.use.place)
    return switch entry.role {
    case .reader: .reader(pending)
    case .processor: .processor(pending)
    case .collection: .collection(pending)
    case .writer: .writer(pending)
    }
  }
}

extension String {
  fileprivate var trimmingBlanks: String { String(self.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()) }
}

extension Problem {
  /// The problem at a place, where it had none of its own.
  func placed(_ place: Place) -> Problem {
    guard self.place.line == nil, self.place.file == nil else { return self }
    var problem = self
    problem.place = place
    return problem
  }
}

extension Manual {
  /// The manual in which some parameters may be anything.
  fileprivate func leavingOpen(_ names: Set<String>) -> Manual {
    var manual = self
    for at in manual.parameters.indices where names.contains(manual.parameters[at].name) {
      manual.parameters[at].kind = .value
      manual.parameters[at].defaultValue = .null
    }
    return manual
  }
}
