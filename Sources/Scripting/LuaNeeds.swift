import Workbench

/// What a piece of Lua may load while it runs, as far as its words say it.
struct LuaNeeds: Hashable {
  /// Names of modules that it requires literally, in the order of the code.
  var modules: [String] = []
  /// Whether it may require others too.
  var needsAnyModule = false
  /// Files of templates that it renders literally.
  var templates: [String] = []
  /// Whether it may render others too.
  var needsAnyTemplate = false

  init(_ code: some Sequence<UInt8>) {
    let tokens = LuaTokens.all(in: Array(code))
    for (at, token) in tokens.enumerated() where token.kind == .name {
      switch token.text {
      // The field of another table has nothing to do with ours.
      case "require" where !LuaNeeds.isField(tokens, at):
        if let module = LuaNeeds.literal(tokens, after: at) {
          if !modules.contains(module) { modules.append(module) }
        } else {
          needsAnyModule = true
        }
      // Code that is not here yet, and all globals by a name that is not here.
      case "load", "_G", "_ENV":
        needsAnyModule = true
        needsAnyTemplate = true
      case "template" where !LuaNeeds.isField(tokens, at):
        let isCall = tokens[at...].prefix(3).map(\.text) == [token.text, ".", "render"]
        if isCall, let file = LuaNeeds.literal(tokens, after: at + 2) {
          if !templates.contains(file) { templates.append(file) }
        } else {
          needsAnyTemplate = true
        }
      default: break
      }
    }
  }

  private static func isField(_ tokens: [LuaToken], _ at: Int) -> Bool {
    at > 0 && [".", ":"].contains(tokens[at - 1].text)
  }

  /// The text that is handed to the function named at a position: `f "text"`, `f("text")` or `f("text", …)`.
  private static func literal(_ tokens: [LuaToken], after at: Int) -> String? {
    let next = Array(tokens[(at + 1)...].prefix(3))
    if next.first?.kind == .text { return next[0].content }
    guard next.count == 3, next[0].text == "(", next[2].text == ")" || next[2].text == "," else { return nil }
    return next[1].content
  }
}
