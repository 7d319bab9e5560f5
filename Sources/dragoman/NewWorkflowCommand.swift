import Document
import Workbench
import Workflow

extension Command {
  static let newWorkflow = Command(
    name: "workflow", summary: "Makes a workflow's folder: a Lua step, a sample, tests.", operands: "NAME",
    flags: [NewWorkflowCommand.folder],
    details: """
      The new workflow watches for words, and writes where they are mentioned; it runs and passes its tests at once. Change it step
      by step.

      Example: dragoman new workflow watch --in workflows
      """
  ) { arguments throws(Problem) in try NewWorkflowCommand(arguments).workflow() }

  static let newStep = Command(
    name: "step", summary: "Makes a Lua step with its test in a workflow's folder.", operands: "NAME",
    flags: [NewWorkflowCommand.folder],
    details: """
      Run it in the workflow's folder, or name that with --in. The new step is steps/NAME.lua; its test lies beside it.

      Example: dragoman new step numbers --in workflows/watch
      """
  ) { arguments throws(Problem) in try NewWorkflowCommand(arguments).step() }
}

/// Writes the files of a new workflow or step. Nothing that is there is written over.
struct NewWorkflowCommand {
  static let folder = Flag(name: "in", value: "DIR", help: "The folder to make it in; the current one where not set.")

  let arguments: Arguments

  init(_ arguments: Arguments) { self.arguments = arguments }

  private var above: String {
    let folder = arguments.value(NewWorkflowCommand.folder) ?? "."
    return folder.count > 1 && folder.hasSuffix("/") ? String(folder.dropLast()) : folder
  }

  func workflow() throws(Problem) -> ExitStatus {
    let name = try name(for: "new workflow")
    let folder = Paths.resolve(name, in: above)
    guard !Files.exists(folder) else {
      throw Problem("usage.value", "\(folder) is there already", help: "choose another name")
    }
    let schema = Files.exists(Paths.resolve("workflow.schema.json", in: above))
    for (path, text) in NewWorkflowFiles.workflow(name, hasSchema: schema) { try write(text, to: folder + "/" + path) }
    try Terminal.print(
      """
      \(folder) is made: a workflow with a Lua step, a sample and tests. Now:
        dragoman test \(folder)
        dragoman run \(folder) \(folder)/samples/article.txt --out out
        dragoman lua \(folder)/steps/watch.lua --doc \(folder)/samples/article.txt
      Change \(folder)/workflow.yaml and \(folder)/steps/watch.lua; `dragoman check \(folder)` finds what is wrong.
      """)
    return .done
  }

  func step() throws(Problem) -> ExitStatus {
    let name = try name(for: "new step")
    let workflow = Paths.resolve("workflow.yaml", in: above)
    guard Files.exists(workflow) else {
      throw Problem(
        "usage.value", "there is no \(workflow)",
        help: "run this in the folder of a workflow, or name it with --in; `dragoman new workflow` makes one")
    }
    let files = NewWorkflowFiles.step(name).map { (path: Paths.resolve($0.path, in: above), text: $0.text) }
    for (path, _) in files where Files.exists(path) {
      throw Problem("usage.value", "\(path) is there already", help: "choose another name")
    }
    for (path, text) in files { try write(text, to: path) }
    try Terminal.print(
      """
      \(files[0].path) and its test are made. Now:
        dragoman test \(files[1].path)
        dragoman lua \(files[0].path) --doc FILE
      To run it, add to the steps of \(workflow):
        - id: \(name)
          use: ./steps/\(name).lua
          with: { longest: 30 }
      """)
    return .done
  }

  private func name(for command: String) throws(Problem) -> String {
    guard arguments.operands.count == 1, let name = arguments.operands.first else {
      throw Problem("usage.operands", "give one name", help: "`dragoman help \(command)` shows what it takes")
    }
    guard WorkflowName.isValid(name) else {
      throw Problem("usage.value", "'\(name)' is no name", help: WorkflowName.rule)
    }
    return name
  }

  private func write(_ text: String, to path: String) throws(Problem) {
    try Outputs.writeFile(path) { sink throws(Problem) in try sink.write(text) }
  }
}
