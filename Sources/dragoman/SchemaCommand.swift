import Document
import Plugins
import Workbench
import Workflow

extension Command {
  static let schema = Command(
    name: "schema", summary: "Prints a JSON Schema of workflow files, for editors.", operands: "",
    details: """
      The schema (draft 2020-12) has every key and every processor with its parameters. Editors with a YAML language server use the
      one that a comment in the workflow's first line names; beside the shipped workflows lies workflow.schema.json.

      Example: dragoman schema > workflow.schema.json
               # yaml-language-server: $schema=workflow.schema.json
      """
  ) { arguments throws(Problem) in
    guard arguments.operands.isEmpty else {
      throw Problem(
        "usage.operands", "it takes no arguments",
        help: "`dragoman processors show ID --schema` prints the schema of one processor's parameters")
    }
    try Terminal.print(JSON.pretty(WorkflowSchema(try Registry.builtIn()).json))
    return .done
  }
}
