import Testing

@testable import Scripting

/// Annotations for the Lua language server.
struct TypesTests {
  @Test func theyAreLua() throws {
    _ = try LuaEngine().compile(LuaTypes.annotations, Scripts.script(""))
  }

  /// Nothing is registered without its types.
  @Test(arguments: LuaLibrary.entries.filter { $0.form != .field }.map(\.usage))
  func everyFunctionHasItsTypes(_ usage: String) throws {
    let entry = try #require(LuaLibrary.entries.first { $0.usage == usage })
    #expect(LuaTypes.results["\(entry.owner).\(entry.name)"] != nil)
    for (name, _) in LuaTypes.parameters(of: entry) { #expect(LuaTypes.parameters[name] != nil, "\(name)") }
  }

  @Test func theySayWhatTheLibrarySays() {
    let lines = LuaTypes.annotations.split(separator: "\n").map(String.init)
    for line in [
      "---@class Document", "---@class Token", "---@field title string? The headline.",
      "---@field level integer? Depth of a heading or list item, from 1.", "function Document:blocks(kind) end",
      "function Segment:add(candidate) end", "function Annotation:remove() end", "function Block:tokens() end",
      "---@field token? fun(element: Token, with: table): string|false|nil",
      "function text.sentences(text, language) end",
      "---@param language? string", "---@return integer? first",
      "function json.encode(value, pretty) end",
      "function date.add(instant, days) end", "---@param features? Features",
    ] { #expect(lines.contains(line), "\(line)") }
    #expect(!lines.contains("function Token:tokens() end"))
  }
}
