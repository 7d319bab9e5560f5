import Document
import Plugins
import Scripting
import Workbench
import Workflow

extension Command {
  static let graph = Command(
    name: "graph", summary: "Draws a workflow: its steps, and what follows what.", operands: "WORKFLOW",
    flags: [GraphCommand.format, GraphCommand.out, Flags.set],
    details: """
      A box is a step, with what it uses and its 'when'; an arrow leads to a step that follows, beside it the layers that were
      made. A step with a bar waits for all documents. The steps of a loop or of a nested workflow stand in a box of their own.

      Examples: dragoman graph workflows/briefing --out briefing.svg
                dragoman graph workflows/briefing --format dot | dot -Tpdf > briefing.pdf
      """
  ) { arguments throws(Problem) in try GraphCommand.run(arguments) }
}

enum GraphCommand {
  private static let formats = ["svg", "dot", "mermaid"]
  static let format = Flag(
    name: "format", value: "FORMAT",
    help: "svg, dot or mermaid; where not set, by the name of the output file, else mermaid.", choices: formats)
  static let out = Flag(
    name: "out", letter: "o", value: "FILE", help: "The file to write; standard output where not set.")

  static func run(_ arguments: Arguments) throws(Problem) -> ExitStatus {
    try arguments.requireOperands("the workflow", for: "graph")
    guard arguments.operands.count == 1 else { throw Problem("usage.operands", "name one workflow") }
    let format = try format(arguments)
    let planner = Planner(registry: try Registry.builtIn(), engine: LuaEngine())
    let (plan, _, diagnostics) = planner.plan(
      arguments.operands[0], assignments: try arguments.assignments(), requiresParameters: false)
    guard let plan else {
      try CheckCommand.report(diagnostics, asJSON: false)
      return .usage
    }
    let graph = WorkflowGraph(plan)
    let text =
      switch format {
      case "dot": graph.dot + "\n"
      case "mermaid": graph.mermaid + "\n"
      default: graph.svg
      }
    guard let out = arguments.value(out) else {
      try Terminal.print(String(text.dropLast()))
      return .done
    }
    try Outputs.writeFile(out) { sink throws(Problem) in try sink.write(text) }
    return .done
  }

  private static func format(_ arguments: Arguments) throws(Problem) -> String {
    let byName = arguments.value(out).map {
      let suffix = Paths.fileExtension($0)
      return ["mmd": "mermaid", "md": "mermaid", "gv": "dot"][suffix] ?? suffix
    }
    let wanted = arguments.value(format) ?? byName.flatMap { formats.contains($0) ? $0 : nil } ?? "mermaid"
    guard formats.contains(wanted) else {
      throw Problem(
        "usage.value", "there is no format '\(wanted)' of graphs", help: "there are \(formats.joined(separator: ", "))")
    }
    return wanted
  }
}
