import Workbench

/// What a Lua expression looks up by name, found in its text without running it: `params.count` and `steps["lead"].n`.
struct References {
  struct Reference: Equatable {
    /// The variable: `params`.
    var root: String
    /// The names that follow it, as far as they stand in the text.
    var path: [String]
    /// Whether an index follows that only running can tell: `params[name]`.
    var isOpen: Bool
    /// How it is written.
    var text: String
  }

  private static let keywords: Set<String> = [
    "and", "break", "do", "else", "elseif", "end", "false", "for", "function", "goto", "if", "in", "local", "nil",
    "not", "or", "repeat", "return", "then", "true", "until", "while",
  ]

  private(set) var all: [Reference] = []
  /// Names that the code itself declares.
  private var declared: Set<String> = []

  init() {}

  init(_ code: String) {
    let bytes = Array(code.utf8)
    let tokens = LuaTokens.all(in: bytes)
    for (at, token) in tokens.enumerated() where token.kind == .name {
      let before = at > 0 ? tokens[at - 1].text : ""
      if before == "." || before == ":" { continue }
      if References.keywords.contains(token.text) {
        if ["local", "function", "for"].contains(token.text) { declare(tokens[(at + 1)...]) }
        continue
      }
      let next = at + 1 < tokens.count ? tokens[at + 1].text : ""
      if next == "=", ["{", ",", ";"].contains(before) { continue }
      var (found, end) = References.reference(tokens, at)
      found.text = String(decoding: bytes[token.range.lowerBound..<end], as: UTF8.self)
      all.append(found)
    }
    all.removeAll { declared.contains($0.root) }
  }

  /// Names between `local`, `function` or `for` and what ends the list of them.
  private mutating func declare(_ tokens: ArraySlice<LuaToken>) {
    for token in tokens where token.text != "," && token.text != "(" {
      if token.kind != .name || References.keywords.contains(token.text) { return }
      declared.insert(token.text)
    }
  }

  /// The steps that it names: `lead` of `steps.lead.n`.
  var steps: [String] {
    var names: [String] = []
    for reference in all where reference.root == "steps" {
      if let name = reference.path.first, !names.contains(name) { names.append(name) }
    }
    return names
  }

  mutating func add(_ other: References) { all += other.all }

  /// The reference that begins at a token, and the offset at which its text ends.
  private static func reference(_ tokens: [LuaToken], _ start: Int) -> (found: Reference, end: Int) {
    let root = tokens[start].text
    var found = Reference(root: root, path: [], isOpen: false, text: root)
    var at = start + 1
    while at + 1 < tokens.count {
      if tokens[at].text == ".", tokens[at + 1].kind == .name {
        found.path.append(tokens[at + 1].text)
        at += 2
      } else if tokens[at].text == "[" {
        guard let name = tokens[at + 1].content, at + 2 < tokens.count, tokens[at + 2].text == "]" else {
          found.isOpen = true
          break
        }
        found.path.append(name)
        at += 3
      } else {
        break
      }
    }
    return (found, tokens[at - 1].range.upperBound)
  }
}
