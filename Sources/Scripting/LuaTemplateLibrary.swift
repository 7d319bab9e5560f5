import Document
import Workbench

extension LuaLibrary {
  /// CLua calls what this gives, with the variables and what escapes values.
  static let templateModule: [LuaEntry] = [
    function(
      "template", "render", "(path[, variables])",
      "The text that a template makes, a file beside the workflow, with a table of variables by name."
    ) { host, arguments throws(LuaComplaint) in
      let name = try arguments.text(0)
      return [.bytes(try host.modules.template(name)), .integer(LuaTemplate.Format(name: name).rawValue)]
    }
  ]
}

/// A template that stands in a workflow as a step: it renders one file of all documents.
enum LuaTemplateStep {
  /// The step in Lua.
  static func code(_ script: Script) -> String {
    let name = Paths.name(script.file)
    let folder = script.folder == "." ? "" : script.folder + "/"
    let path = script.file.hasPrefix(folder) ? String(script.file.dropFirst(folder.count)) : script.file
    return """
      return {
        summary = \(quoted("Renders \(name) of all documents.")),
        collection = function(documents, with, out)
          local name = with.output or \(quoted(name))
          out:file(name, template.render(\(quoted(path)), {
            documents = documents, with = with, steps = steps, now = now, workflow = workflow,
          }))
          return { file = name }
        end,
      }
      """
  }

  private static func quoted(_ text: String) -> String {
    "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n") + "\""
  }
}
