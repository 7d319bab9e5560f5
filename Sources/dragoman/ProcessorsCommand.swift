import Document
import Plugins
import Workbench

extension Command {
  static let processors = Command(
    name: "processors", summary: "Lists the processors, or explains one.", operands: "",
    subcommands: [
      Command(
        name: "list", summary: "Lists every processor with a sentence.", operands: "", flags: [Flags.json]
      ) { arguments throws(Problem) in try ProcessorsCommand.list(arguments) },
      Command(
        name: "show", summary: "Explains one processor and its parameters.", operands: "ID",
        flags: [Flags.json, ProcessorsCommand.schema],
        namesProcessors: true
      ) { arguments throws(Problem) in try ProcessorsCommand.show(arguments) },
    ],
    usual: "list",
    details: "Without one of them, lists.")
}

enum ProcessorsCommand {
  static let schema = Flag(name: "schema", help: "Prints a JSON Schema of the parameters.")

  static func list(_ arguments: Arguments) throws(Problem) -> ExitStatus {
    let entries = try Registry.builtIn().entries
    if arguments.has(Flags.json) {
      try Terminal.print(JSON.pretty(.array(entries.map(\.json))))
      return .done
    }
    let width = entries.map(\.manual.identifier.count).max() ?? 0
    for entry in entries {
      try Terminal.print("\(Help.padded(entry.manual.identifier, width))  \(entry.manual.summary)")
    }
    return .done
  }

  static func show(_ arguments: Arguments) throws(Problem) -> ExitStatus {
    try arguments.requireOperands("the identifier", for: "processors show")
    let registry = try Registry.builtIn()
    for identifier in arguments.operands {
      let entry: Entry
      do {
        entry = try registry.required(identifier)
      } catch {
        throw Problem("usage.value", error.message, help: error.help)
      }
      if arguments.has(schema) {
        try Terminal.print(JSON.pretty(entry.manual.schema))
      } else if arguments.has(Flags.json) {
        try Terminal.print(JSON.pretty(entry.json))
      } else {
        try Terminal.print(entry.page)
      }
    }
    return .done
  }
}
