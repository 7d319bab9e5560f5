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

  private(set) var all: [Reference] = []
  /// Names that the code itself declares.
  private var declared: Set<String> = []

  init() {}

  init(_ code: String) {
    let tokens = LuaTokens(code).all
    let bytes = Array(code.utf8)
    for (at, token) in tokens.enumerated() {
      guard case .name(let name) = token.kind else { continue }
      let before = at > 0 ? tokens[at - 1].kind : .end
      if before == .sign(".") || before == .sign(":") { continue }
      if LuaTokens.keywords.contains(name) {
        if name == "local" || name == "function" || name == "for" { declare(tokens[(at + 1)...]) }
        continue
      }
      let next = at + 1 < tokens.count ? tokens[at + 1].kind : .end
      if next == .sign("="), before == .sign("{") || before == .sign(",") || before == .sign(";") { continue }
      var (found, end) = References.reference(name, tokens, at)
      found.text = String(decoding: bytes[token.offset..<end], as: UTF8.self)
      all.append(found)
    }
    all.removeAll { declared.contains($0.root) }
  }

  /// Names between `local`, `function` or `for` and what ends the list of them.
  private mutating func declare(_ tokens: ArraySlice<LuaTokens.Token>) {
    for token in tokens {
      switch token.kind {
      case .name(let name):
        if LuaTokens.keywords.contains(name) { return }
        declared.insert(name)
      case .sign(","), .sign("("): continue
      default: return
      }
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
  private static func reference(
    _ root: String, _ tokens: [LuaTokens.Token], _ start: Int
  ) -> (found: Reference, end: Int) {
    var found = Reference(root: root, path: [], isOpen: false, text: root)
    var at = start + 1
    while at + 1 < tokens.count {
      if tokens[at].kind == .sign("."), case .name(let name) = tokens[at + 1].kind {
        found.path.append(name)
        at += 2
      } else if tokens[at].kind == .sign("[") {
        guard case .text(let name) = tokens[at + 1].kind, at + 2 < tokens.count, tokens[at + 2].kind == .sign("]")
        else {
          found.isOpen = true
          break
        }
        found.path.append(name)
        at += 3
      } else {
        break
      }
    }
    return (found, tokens[at - 1].end)
  }
}
