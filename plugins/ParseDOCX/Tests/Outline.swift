import Document

/// The structure of a document as lines: `h2 A heading`, `i1o first item`, `t a | b`, `n a note` …
struct Outline {
  private(set) var lines: [String] = []
  private var notes: [[NativeTree]] = []
  private var noteLines: [String] = []

  // MARK: of a reading in Haskell's notation

  init(_ tree: NativeTree) {
    if case .made("Pandoc", let parts) = tree {
      blocks(parts.last?.items ?? [])
    } else {
      blocks(tree.items)
    }
  }

  private mutating func blocks(_ blocks: [NativeTree], kind: String = "p", level: Int = 0) {
    for block in blocks { add(block, kind, level) }
  }

  private mutating func add(_ block: NativeTree, _ kind: String, _ level: Int) {
    guard case .made(let name, let parts) = block else { return }
    switch name {
    case "Header":
      if case .number(let level) = parts[0] { line("h\(Int(level))", parts[2].items) }
    case "Para", "Plain": line(kind, parts[0].items)
    case "BlockQuote": blocks(parts[0].items, kind: "q")
    case "CodeBlock": if case .text(let code) = parts[1] { words("c", code) }
    case "BulletList": for item in parts[0].items { self.item(item, "u", level + 1) }
    case "OrderedList": for item in parts[1].items { self.item(item, "o", level + 1) }
    case "Div": blocks(parts[1].items, kind: kind, level: level)
    case "Figure":
      blocks(parts[2].items, kind: kind, level: level)
      blocks(captions(parts[1]))
    case "Table": table(parts)
    case "LineBlock": for inner in parts[0].items { line(kind, inner.items) }
    default: break
    }
  }

  private func captions(_ caption: NativeTree) -> [NativeTree] {
    if case .made("Caption", let parts) = caption { parts.last?.items ?? [] } else { [] }
  }

  private mutating func item(_ item: NativeTree, _ order: String, _ level: Int) {
    var isFirst = true
    for block in item.items {
      add(block, isFirst ? "i\(level)\(order)" : "p", level)
      isFirst = false
    }
  }

  private mutating func table(_ parts: [NativeTree]) {
    blocks(captions(parts[1]))
    for section in parts[3...] { rows(section) }
  }

  private mutating func rows(_ tree: NativeTree) {
    switch tree {
    case .made("Row", let parts):
      var cells: [String] = []
      var later: [String] = []
      for case .made("Cell", let cell) in parts[1].items {
        var inner = Outline(.list(cell[4].items))
        let words = inner.lines.filter { !$0.hasPrefix("n ") }.map { line in
          String(line.drop { $0 != " " }.dropFirst()).replacing(" | ", with: " ")
        }
        later += inner.lines.filter { $0.hasPrefix("n ") }
        inner.lines = []
        cells.append(words.joined(separator: " "))
      }
      words("t", cells.filter { !$0.isEmpty }.joined(separator: " | "))
      lines += later
    case .made(_, let parts), .list(let parts): for part in parts { rows(part) }
    default: break
    }
  }

  private mutating func line(_ kind: String, _ inlines: [NativeTree]) {
    words(kind, text(inlines))
    let waiting = notes
    notes = []
    for note in waiting {
      let inner = Outline(.list(note)).lines.map { $0.drop { $0 != " " }.dropFirst() }
      words("n", inner.joined(separator: " "))
    }
  }

  private mutating func text(_ inlines: [NativeTree]) -> String {
    var text = ""
    for case .made(let name, let parts) in inlines {
      switch name {
      case "Str": if case .text(let word) = parts[0] { text += word }
      case "Space", "SoftBreak", "LineBreak": text += " "
      case "Code", "Math", "RawInline": if case .text(let word)? = parts.last { text += word }
      case "Note": notes.append(parts[0].items)
      case "Quoted": text += "\"" + self.text(parts[1].items) + "\""
      case "Link", "Span", "Cite", "Image": text += self.text(parts[1].items)
      default: text += self.text(parts.last?.items ?? [])
      }
    }
    return text
  }

  private mutating func words(_ kind: String, _ text: String) {
    let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    if !words.isEmpty { lines.append(kind + " " + words) }
  }

  // MARK: of a document

  init(_ document: Document) {
    for block in document.blocks {
      let text = String(document.text(in: block.range))
      switch block.kind {
      case .heading: words("h\(block.level ?? 0)", text)
      case .listItem: words("i\(block.level ?? 0)\(block.number == nil ? "u" : "o")", text)
      case .quote: words("q", text)
      case .code: words("c", text)
      case .paragraph: words("p", text)
      case .table:
        for row in text.split(separator: "\n") {
          words("t", row.split(separator: "\t").joined(separator: " | "))
        }
      }
      for run in block.runs where run.kind == .note { words("n", run.value ?? "") }
    }
  }

  /// Every word with how often it stands there.
  var counts: [String: Int] {
    var counts: [String: Int] = [:]
    for line in lines {
      for word in line.split(separator: " ").dropFirst() where word != "|" { counts[String(word), default: 0] += 1 }
    }
    return counts
  }
}
