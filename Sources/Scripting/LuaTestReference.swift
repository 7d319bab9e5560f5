/// What a `*_test.lua` file can call beside what steps have: for the printed reference and for the Lua language server.
public enum LuaTestReference {
  /// A function of tests. A test holds that each name is there.
  struct Function: Sendable {
    var usage: String
    var summary: String
    /// Its annotations.
    var types: [String]
    /// Whether `expect:` in workflow files has it too.
    var isEverywhere = false
  }

  static let functions = [
    Function(
      usage: "test(name, body)", summary: "A test, run in a fresh state.",
      types: ["---@param name string", "---@param body fun()"]),
    Function(
      usage: "step(name)",
      summary: """
        A step, by the path of its Lua file (beside the test, or from the workflow's folder) or the identifier of a processor. It is \
        called with a document, which it changes and gives back, and a table of parameters; a collection step with a list of \
        documents, and gives its result; a writer gives its text; a reader is called with a text, or `{ path = … }`, and gives a \
        list of documents. The second value is a list of what it logged and warned, the third a table of the files that a \
        collection step wrote, by name.
        """,
      types: [
        "---@param name string", "---@return fun(input: any, with?: table): any, string[], table<string, string>",
      ]),
    Function(
      usage: "document(source)",
      summary: """
        A document of a text, with empty lines between paragraphs; or of a table with `text`, or `blocks` (a list of tables \
        with `text`, `kind`, `role`, `level`), or `path` of a file to be read; `title`, `language` and every field of documents \
        that can be set.
        """,
      types: ["---@param source string|table", "---@return Document ..."]),
    Function(
      usage: "equal(made, expected, message)",
      summary:
        "Fails with both values where they differ; of tables it says where they differ first. The message is optional.",
      types: ["---@param made any", "---@param expected any", "---@param message? string"], isEverywhere: true),
    Function(
      usage: "expect(value)",
      summary: """
        `expect(value).equals(other)`; beside `equals` there are `differs`, `exists`, `is_nil`, `contains` (a part of a text, an \
        item of a list), `matches` (a pattern), `at_least`, `at_most`.
        """,
      types: ["---@param value any", "---@return Expectation"], isEverywhere: true),
    Function(
      usage: "fails(action, part)",
      summary:
        "Calls a function that must fail, with a message that has the part; gives the message. The part is optional.",
      types: ["---@param action fun()", "---@param part? string", "---@return string message"], isEverywhere: true),
  ]

  static let checks = ["equals", "differs", "exists", "is_nil", "contains", "matches", "at_least", "at_most"]

  public static var markdown: String {
    var text = """
      A file `*_test.lua` tests a step alone, with all that steps can use and under the same limits. It calls `test`, or returns a table
      of functions by name. Every test meets a fresh state. `assert` shows both sides of the comparison that failed.

      | | | in `expect:` too |
      | --- | --- | --- |

      """
    for function in functions {
      text += "| `\(function.usage)` | \(function.summary) | \(function.isEverywhere ? "yes" : "") |\n"
    }
    return text
  }

  /// Annotations for the Lua language server.
  static var annotations: String {
    var lines = ["---@class Expectation"]
    lines += checks.map { "---@field \($0) fun(other?: any): Expectation" } + [""]
    for function in functions {
      lines += ["--- \(function.summary)"] + function.types + ["function \(function.usage) end", ""]
    }
    return lines.joined(separator: "\n")
  }
}
