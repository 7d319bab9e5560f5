import Workbench

/// Makes the asserts of a test tell what they saw: `assert(#points >= 3, "…")` becomes a call that is handed the condition's
/// source, its operator and both sides. Nothing else of the code changes, and no line moves.
enum LuaAssertions {
  /// The code with its asserts replaced; as it is where it defines an `assert` of its own.
  static func shown(in code: String) -> String {
    let bytes = Array(code.utf8)
    let tokens = LuaTokens.all(in: bytes)
    var edits: [(at: Int, removing: Int, text: String)] = []
    for (number, token) in tokens.enumerated() where token.text == "assert" && token.kind == .name {
      let before = number > 0 ? tokens[number - 1].text : ""
      let after = number + 1 < tokens.count ? tokens[number + 1].text : ""
      if ["function", "local"].contains(before) || after == "=" && before != "." { return code }
      guard ![".", ":", "::", "goto"].contains(before), after == "(", let call = Call(tokens, opening: number + 1)
      else {
        continue
      }
      let source = quoted(bytes[call.condition])
      if let operation = call.operation {
        let sign = tokens[operation]
        edits.append((token.range.lowerBound, 6, "\(LuaTestPrelude.hidden).compared"))
        edits.append((tokens[number + 1].range.upperBound, 0, "\(source),'\(sign.text)',"))
        edits.append((sign.range.lowerBound, sign.text.utf8.count, ",("))
        edits.append((call.condition.upperBound, 0, ")"))
      } else if !call.condition.isEmpty {
        edits.append((token.range.lowerBound, 6, "\(LuaTestPrelude.hidden).asserted"))
        edits.append((tokens[number + 1].range.upperBound, 0, "\(source),"))
      }
    }
    return applied(edits, to: bytes)
  }

  /// The parentheses of one assert.
  private struct Call {
    /// Bytes of the first argument.
    var condition: Range<Int>
    /// The token that compares, where the condition is one comparison and nothing else.
    var operation: Int?

    /// - Returns: nil where the parenthesis is never closed.
    init?(_ tokens: [LuaToken], opening: Int) {
      var depth = 0
      var comparisons: [Int] = []
      var isPlain = true
      var end: Int?
      for (at, token) in tokens.enumerated().dropFirst(opening) {
        switch token.text {
        case "(", "[", "{": depth += 1
        case ")", "]", "}": depth -= 1
        case "," where depth == 1 && end == nil: end = token.range.lowerBound
        case "==", "~=", "<", "<=", ">", ">=": if depth == 1, end == nil { comparisons.append(at) }
        case "and", "or", "function": if depth == 1, end == nil { isPlain = false }
        default: break
        }
        guard depth == 0 else { continue }
        condition = tokens[opening].range.upperBound..<(end ?? token.range.lowerBound)
        operation = isPlain && comparisons.count == 1 ? comparisons[0] : nil
        return
      }
      return nil
    }
  }

  /// The source of a condition as a text of Lua: on one line, and not too long.
  private static func quoted(_ source: ArraySlice<UInt8>) -> String {
    let words = String(decoding: source, as: UTF8.self).split { $0.isWhitespace }.joined(separator: " ")
    var text = "'"
    for scalar in words.prefix(120).unicodeScalars {
      switch scalar {
      case "'", "\\": text += "\\" + String(scalar)
      case _ where scalar.value < 0x20 || scalar.value == 0x7F: text += "?"
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text + (words.count > 120 ? "…'" : "'")
  }

  private static func applied(_ edits: [(at: Int, removing: Int, text: String)], to bytes: [UInt8]) -> String {
    var made: [UInt8] = []
    var done = 0
    for edit in edits.enumerated().sorted(by: { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }).map(
      \.element)
    {
      made += bytes[done..<edit.at]
      made += Array(edit.text.utf8)
      done = edit.at + edit.removing
    }
    made += bytes[done...]
    return String(decoding: made, as: UTF8.self)
  }
}
