import Document

/// Says in an author's words what libyaml found, at the place that is to be mended.
struct YAMLFaults {
  /// What libyaml tells.
  struct Finding {
    var problem: String
    /// Where it noticed.
    var position: Position
    /// What it was doing, such as "while parsing a block mapping"; may be empty.
    var context: String
    /// Where that began.
    var start: Position
  }

  let lines: SourceLines

  func problem(_ found: Finding) -> Problem {
    let said = explanation(found)
    let column = max(1, said.position.column)
    return Problem(
      "yaml.syntax", said.message, at: Place(line: said.position.line, column: column), help: said.help)
  }

  private struct Explanation {
    var message: String
    var position: Position
    var help: String?

    init(_ message: String, _ position: Position, _ help: String? = nil) {
      (self.message, self.position, self.help) = (message, position, help)
    }
  }

  private func explanation(_ found: Finding) -> Explanation {
    let (problem, context, at) = (found.problem, found.context, found.position)
    if problem.contains("tab character") || character(at) == "\t" {
      return Explanation("a tab stands where the line is indented", at, "indent with blanks: YAML takes no tabs there")
    }
    if context.contains("flow") { return flow(found) }
    if context.contains("quoted scalar") { return quoted(found) }
    if problem.contains("mapping values are not allowed") { return colon(at) }
    if problem.contains("expected ':'") { return missingColon(found.start) }
    if problem.contains("unexpected ':'") {
      return Explanation("a blank is missing after ':'", at, "write `key: value`")
    }
    if problem.contains("expected key") || problem.contains("'-' indicator") { return indentation(found) }
    if problem.contains("start any token") || problem.contains("node content") { return noValue(at) }
    if context.contains("block scalar") {
      return Explanation(
        "'|' or '>' begins a text on the lines below, and more stands beside it", at,
        "put the text on lines of its own, indented more than its key; a text that begins with | or > needs quotes")
    }
    if problem.contains("document start") { return outside(at) }
    if problem.contains("sequence entries are not allowed") {
      return Explanation("a list cannot begin here", at, "begin it on a line of its own: '- ', below its key")
    }
    if let sign = character(found.start), "&*!%".unicodeScalars.contains(sign) {
      return Explanation(
        "'\(sign)' has a meaning of its own in YAML, and what follows does not fit it", found.start,
        "a text that begins with \(sign) needs quotes")
    }
    return Explanation(
      "this is no YAML: \(problem)", at, "look at the indentation, and at quotes and brackets, from here upwards")
  }

  // MARK: brackets and quotes

  private func flow(_ found: Finding) -> Explanation {
    let (at, start) = (found.position, found.start)
    let met = character(at)
    if found.context.contains("flow node") { return noValue(at) }
    let isList = found.context.contains("sequence")
    let (open, close) = isList ? ("[", "]") : ("{", "}")
    if let met, met == "{", let before = character(Position(line: at.line, column: at.column - 1)), before == "$" {
      return Explanation(
        "'${' begins an expression, and stands here without quotes",
        Position(line: at.line, column: at.column - 1), "write it as \"${…}\"")
    }
    if let met, met == "]" || met == "}" {
      return Explanation(
        "'\(met)' stands where '\(close)' must close the '\(open)' \(words(start, from: at))", at,
        "write '\(close)' before it")
    }
    if start.line != at.line || met == nil {
      return Explanation(
        "'\(open)' is not closed", start, "close it with '\(close)'; what stands in it is parted by ','")
    }
    if let previous = previous(at), previous == "\"" || previous == "'" {
      return Explanation(
        "the text in quotes ends before this", at, "part it from the next by ',', or put all of it in quotes")
    }
    return Explanation("',' or '\(close)' is missing before this", at, "a text that holds , [ ] { } needs quotes here")
  }

  private func words(_ start: Position, from at: Position) -> String {
    start.line == at.line ? "of column \(start.column)" : "of line \(start.line)"
  }

  private func quoted(_ found: Finding) -> Explanation {
    let quote = character(found.start).map { String($0) } ?? "\""
    if found.problem.contains("escape") || found.problem.contains("hexdecimal") || found.problem.contains("Unicode") {
      return Explanation(
        "in double quotes a backslash begins an escape, and this is none", found.position,
        "write \\\\ for a backslash, or use single quotes")
    }
    return Explanation("the \(quote) that opens here is never closed", found.start, "close it with another \(quote)")
  }

  private func noValue(_ at: Position) -> Explanation {
    guard let met = character(at) else {
      guard let opened = opening(before: at), let bracket = character(opened) else {
        return Explanation("a value is missing", at, "look at what stands before")
      }
      return Explanation(
        "'\(bracket)' is not closed", opened, "close it with '\(bracket == "[" ? "]" : "}")'")
    }
    if met == "," {
      return Explanation("a value is missing before ','", at, "remove one ',', or write what is missing")
    }
    if met == "]" || met == "}" {
      return Explanation("'\(met)' closes what is not open", at, "remove it, or put the text in quotes")
    }
    if let opened = opening(before: at), opened.line < at.line, let bracket = character(opened) {
      return Explanation(
        "'\(bracket)' is not closed", opened, "close it with '\(bracket == "[" ? "]" : "}")'")
    }
    if met == "-" { return Explanation("a list with '- ' cannot stand in brackets", at, "write [a, b] there") }
    return Explanation("no text begins with '\(met)'", at, "put the text in quotes")
  }

  /// The quote on an earlier line that the one before a place closes.
  private func quoteAbove(_ at: Position) -> Position? {
    guard let quote = previous(at), quote == "\"" || quote == "'" else { return nil }
    let before = lines[at.line].unicodeScalars.prefix(max(0, at.column - 1))
    guard !before.count(where: { $0 == quote }).isMultiple(of: 2) else { return nil }
    for line in stride(from: at.line - 1, to: max(0, at.line - 200), by: -1) {
      let scalars = Array(lines[line].unicodeScalars)
      guard !scalars.count(where: { $0 == quote }).isMultiple(of: 2) else { continue }
      return scalars.lastIndex(of: quote).map { Position(line: line, column: $0 + 1) }
    }
    return nil
  }

  /// The last bracket before a place that is still open there; quotes are not looked at.
  private func opening(before at: Position) -> Position? {
    var depth = 0
    for line in stride(from: at.line, to: max(0, at.line - 200), by: -1) {
      let scalars = Array(lines[line].unicodeScalars)
      let end = line == at.line ? min(scalars.count, at.column - 1) : scalars.count
      for column in stride(from: end, to: 0, by: -1) {
        switch scalars[column - 1] {
        case "]", "}": depth += 1
        case "[", "{":
          if depth == 0 { return Position(line: line, column: column) }
          depth -= 1
        default: break
        }
      }
    }
    return nil
  }

  // MARK: colons

  /// A ':' where no key can be.
  private func colon(_ at: Position) -> Explanation {
    let line = Array(lines[at.line].unicodeScalars)
    let before = String(String.UnicodeScalarView(line.prefix(max(0, at.column - 1))))
    if before.split(separator: " ").dropLast().contains(where: { $0.hasSuffix(":") }) || before.hasSuffix(": ") {
      return Explanation("': ' stands twice in one line", at, "a text that holds ': ' needs quotes")
    }
    guard let above = filled(before: at.line) else { return Explanation("':' cannot stand here", at) }
    if let glued = glued(above) { return glued }
    if !lines[above].contains(": "), !looksLikeKey(above), lines[above].last != ":" {
      let word = lines[above].unicodeScalars.dropFirst(keyColumn(above) - 1).prefix { $0 != " " }
      return Explanation(
        "':' is missing after '\(String(word.prefix(40)))'", Position(line: above, column: keyColumn(above)),
        "a key is followed by ':' and a blank")
    }
    let own = indent(at.line)
    if own > keyColumn(above) {
      return Explanation(
        "this line is indented more than line \(above), which has its value already",
        Position(line: at.line, column: own), "let it begin at column \(keyColumn(above)), as line \(above) does")
    }
    return Explanation(
      "':' cannot stand here", at, "a text that holds ': ' needs quotes; the keys of a table begin at one column")
  }

  /// `use:text.segment`: a key without the blank that makes it one.
  private func glued(_ number: Int) -> Explanation? {
    let content = lines[number].unicodeScalars.dropFirst(keyColumn(number) - 1)
    let word = content.prefix { $0 != " " && $0 != "\t" }
    guard let colon = word.firstIndex(of: ":"), colon > word.startIndex, word.index(after: colon) < word.endIndex else {
      return nil
    }
    let key = String(word[...colon])
    let position = Position(line: number, column: keyColumn(number) + key.unicodeScalars.count)
    let value = content[content.index(after: colon)...]
    let shown = value.count > 40 ? String(value.prefix(40)) + "…" : String(value)
    return Explanation("a blank is missing after '\(key)'", position, "write `\(key) \(shown)`")
  }

  private func missingColon(_ start: Position) -> Explanation {
    if keyColumn(start.line) == start.column, let glued = glued(start.line) { return glued }
    if let header = textHeader(above: start.line) {
      return Explanation(
        "the text that begins behind line \(header) ends before this line", start,
        "indent the line more than the key on line \(header), if it belongs to the text")
    }
    let rest = lines[start.line].unicodeScalars.dropFirst(max(0, start.column - 1))
    let word = String(rest.prefix { $0 != " " && $0 != "\t" }.prefix(40))
    return Explanation(
      "':' is missing after '\(word)'", start,
      "a key is followed by ':' and a blank")
  }

  /// The line with the '|' or '>' whose text ends just above a line.
  private func textHeader(above number: Int) -> Int? {
    let own = indent(number)
    for line in stride(from: number - 1, to: max(0, number - 200), by: -1) where isFilled(line) {
      let words = lines[line].split(separator: " ")
      if words.count > 1, let sign = words.last, let first = sign.first, first == "|" || first == ">",
        sign.dropFirst().allSatisfy({ "+-123456789".contains($0) })
      {
        return line
      }
      if indent(line) <= own { return nil }
    }
    return nil
  }

  // MARK: indentation

  /// A line that begins where neither a key nor an item can begin, or goes on where its value has ended.
  private func indentation(_ found: Finding) -> Explanation {
    let at = found.position
    let own = indent(at.line)
    if character(at) == ":" { return Explanation("a key is missing before ':'", at, "write `key: value`") }
    if let opened = quoteAbove(at) {
      return Explanation(
        "the quote that opens here is closed on line \(at.line) only", opened, "close it on its own line")
    }
    if at.column > own, !isDash(at.line) || at.column > keyColumn(at.line) {
      return Explanation(
        "the value ends before this", at, "a text that holds quotes, brackets or ': ' needs quotes around all of it")
    }
    let position = Position(line: at.line, column: own)
    let dash = isDash(at.line)
    if let fitting = fittingLine(at.line, dash) {
      let column = dash ? indent(fitting) : keyColumn(fitting)
      return Explanation(
        "the indentation fits nothing above: this line begins at column \(own)", position,
        "let it begin at column \(column), as \(dash ? "the '- '" : "the key") on line \(fitting) does")
    }
    let expected = found.problem.contains("'-'") ? "'- '" : "a key"
    return Explanation(
      "\(expected) is expected here, at column \(found.start.column) as on line \(found.start.line)", position,
      dash ? "remove the '- ', or indent the line" : "look at the indentation")
  }

  /// The line above that this one was most likely meant to stand in line with.
  private func fittingLine(_ number: Int, _ dash: Bool) -> Int? {
    let own = indent(number)
    var best: (line: Int, distance: Int)?
    for line in stride(from: number - 1, to: max(0, number - 40), by: -1) {
      guard isFilled(line), isDash(line) == dash || !dash, dash || looksLikeKey(line) else { continue }
      let column = dash ? indent(line) : keyColumn(line)
      let distance = abs(column - own)
      if distance > 0, distance < best?.distance ?? 8 { best = (line, distance) }
    }
    return best?.line
  }

  private func looksLikeKey(_ number: Int) -> Bool {
    let word = lines[number].unicodeScalars.dropFirst(keyColumn(number) - 1).prefix { $0 != " " }
    return word.last == ":"
  }

  /// What comes after the end of the one table that a file is.
  private func outside(_ at: Position) -> Explanation {
    let first = (1...max(1, lines.count)).first { isFilled($0) } ?? 1
    if indent(first) > 1, first < at.line, indent(at.line) < indent(first) {
      return Explanation(
        "the first key is indented, and line \(at.line) is not", Position(line: first, column: indent(first)),
        "let the keys of the file begin at column 1")
    }
    return Explanation(
      "this does not belong to what stands before it", at, "a workflow file is one table: `key: value`, a key a line")
  }

  // MARK: lines

  private func character(_ at: Position) -> Unicode.Scalar? {
    let scalars = lines[at.line].unicodeScalars
    return at.column < 1 ? nil : scalars.dropFirst(at.column - 1).first
  }

  /// The last character before a place that is no blank.
  private func previous(_ at: Position) -> Unicode.Scalar? {
    lines[at.line].unicodeScalars.prefix(max(0, at.column - 1)).last { $0 != " " }
  }

  private func indent(_ number: Int) -> Int {
    lines[number].unicodeScalars.prefix { $0 == " " }.count + 1
  }

  private func isDash(_ number: Int) -> Bool {
    let content = lines[number].unicodeScalars.drop { $0 == " " }
    return content.first == "-" && (content.dropFirst().first ?? " ") == " "
  }

  /// The column at which a line's key begins, behind its '- '.
  private func keyColumn(_ number: Int) -> Int {
    guard isDash(number) else { return indent(number) }
    let rest = lines[number].unicodeScalars.dropFirst(indent(number))
    return indent(number) + 1 + rest.prefix { $0 == " " }.count
  }

  private func isFilled(_ number: Int) -> Bool {
    let content = lines[number].unicodeScalars.drop { $0 == " " || $0 == "\t" }
    return content.first.map { $0 != "#" } ?? false
  }

  private func filled(before number: Int) -> Int? {
    stride(from: number - 1, to: 0, by: -1).first { isFilled($0) }
  }
}
