import Document
import Text
import Workbench
import Workflow

extension Command {
  static let cache = Command(
    name: "cache", summary: "Looks after what runs keep beside their outputs.", operands: "",
    subcommands: [.cacheStats, .cachePrune, .cacheClear],
    details: """
      A run keeps in OUT/.dragoman what each step made of each document. The next run there does only what changed.
      """)

  fileprivate static let cacheStats = Command(
    name: "stats", summary: "Says how much is kept, and which runs there were.", operands: "[OUT...]",
    flags: [Flags.json]
  ) { arguments throws(Problem) in
    for out in CacheCommand.folders(arguments) {
      let statistics = try StoreUpkeep(out: out).statistics()
      try Terminal.print(
        arguments.has(Flags.json) ? JSON.line(statistics.json(out)) : CacheCommand.text(statistics, out))
    }
    return .done
  }

  fileprivate static let cachePrune = Command(
    name: "prune", summary: "Removes what no run has used for longest.", operands: "[OUT...]",
    flags: [CacheCommand.limit, Flags.quiet]
  ) { arguments throws(Problem) in
    guard let limit = try arguments.size(CacheCommand.limit) else {
      throw Problem("usage.option", "'--max' is missing", help: "say how much may stay, such as --max 500M")
    }
    for out in CacheCommand.folders(arguments) {
      let upkeep = try StoreUpkeep(out: out)
      let before = try upkeep.statistics().bytes
      try upkeep.prune(to: limit)
      let after = try upkeep.statistics().bytes
      if !arguments.has(Flags.quiet) {
        try Terminal.print("\(out): \(CacheCommand.size(before)) before, \(CacheCommand.size(after)) now")
      }
    }
    return .done
  }

  fileprivate static let cacheClear = Command(
    name: "clear", summary: "Removes everything that runs keep; outputs stay.", operands: "[OUT...]",
    flags: [Flags.quiet]
  ) { arguments throws(Problem) in
    for out in CacheCommand.folders(arguments) {
      try StoreUpkeep(out: out).clear()
      if !arguments.has(Flags.quiet) { try Terminal.print("\(out): nothing is kept any more") }
    }
    return .done
  }
}

enum CacheCommand {
  static let limit = Flag(name: "max", value: "SIZE", help: "How much may stay, such as 500M or 20G.")

  /// The folders that were named; the usual output folder where none was.
  static func folders(_ arguments: Arguments) -> [String] { arguments.operands.isEmpty ? ["out"] : arguments.operands }

  static func text(_ statistics: StoreStatistics, _ out: String) -> String {
    var lines = [
      "\(out): \(size(statistics.bytes)), results of \(statistics.documents) documents, "
        + "\(statistics.outputs) files made"
    ]
    for run in statistics.runs {
      let seconds = (run.seconds * 100).rounded() / 100
      lines.append(
        "  run \(run.number)  \(run.started)  \(run.workflow)  \(run.status)"
          + (run.status == "running" ? "" : "  \(run.documents) documents, \(seconds) s"))
    }
    return lines.joined(separator: "\n")
  }

  /// "1.5 MiB".
  static func size(_ bytes: Int) -> String {
    var number = Double(bytes)
    for unit in ["bytes", "KiB", "MiB"] {
      if number < 1024 { return unit == "bytes" ? "\(bytes) bytes" : "\((number * 10).rounded() / 10) \(unit)" }
      number /= 1024
    }
    return "\((number * 10).rounded() / 10) GiB"
  }
}

extension StoreStatistics {
  fileprivate func json(_ out: String) -> Value {
    [
      "out": .string(out), "bytes": .integer(bytes), "documents": .integer(documents), "steps": .integer(items),
      "outputs": .integer(outputs),
      "runs": .array(
        runs.map { run in
          [
            "run": .integer(run.number), "workflow": .string(run.workflow), "started": .string(run.started.description),
            "status": .string(run.status), "documents": .integer(run.documents), "seconds": .number(run.seconds),
          ]
        }),
    ]
  }
}
