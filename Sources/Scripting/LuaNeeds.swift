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
    let words = LuaWords.all(code)
    for (at, word) in words.enumerated() {
      guard case .name(let name) = word else { continue }
      switch name {
      // The field of another table has nothing to do with ours.
      case "require" where !LuaNeeds.isField(words, at):
        if let module = LuaNeeds.literal(words, after: at) {
          if !modules.contains(module) { modules.append(module) }
        } else {
          needsAnyModule = true
        }
      // Code that is not here yet, and all globals by a name that is not here.
      case "load", "_G", "_ENV":
        needsAnyModule = true
        needsAnyTemplate = true
      case "template" where !LuaNeeds.isField(words, at):
        let isCall =
          words[at...].prefix(3).elementsEqual([word, .sign(UInt8(ascii: ".")), .name("render")])
        if isCall, let file = LuaNeeds.literal(words, after: at + 2) {
          if !templates.contains(file) { templates.append(file) }
        } else {
          needsAnyTemplate = true
        }
      default: break
      }
    }
  }

  private static func isField(_ words: [LuaWords.Word], _ at: Int) -> Bool {
    guard at > 0, words[at - 1] == .sign(UInt8(ascii: ".")) || words[at - 1] == .sign(UInt8(ascii: ":")) else {
      return false
    }
    // `a..require` is no field.
    return at < 2 || words[at - 2] != .sign(UInt8(ascii: "."))
  }

  /// The text that is handed to the function named at a position: `f "text"`, `f("text")` or `f("text", …)`.
  private static func literal(_ words: [LuaWords.Word], after at: Int) -> String? {
    func word(_ number: Int) -> LuaWords.Word? { words.indices.contains(number) ? words[number] : nil }
    if case .text(let text)? = word(at + 1) { return text }
    guard word(at + 1) == .sign(UInt8(ascii: "(")), case .text(let text)? = word(at + 2),
      word(at + 3) == .sign(UInt8(ascii: ")")) || word(at + 3) == .sign(UInt8(ascii: ","))
    else { return nil }
    return text
  }
}
