import Glibc

/// Reads input from a terminal, with the keys of readline's, history and completion. Letters that are wide, are combined or run from
/// right to left are shown by the terminal; each key draws the whole input anew, so that none can leave the line out of step.
struct LineEditor {
  enum Input: Equatable {
    case text(String)
    /// Ctrl-C: what was typed is dropped.
    case dropped
    case ended
  }

  var prompts = (first: "> ", other: ">> ")
  /// Entries before this one, the oldest first.
  var history: [String] = []
  /// Words that may stand in the place of the last one before the cursor, and how many of its letters they replace.
  var complete: (String) -> (replaced: Int, words: [String]) = { _ in (0, []) }
  /// Whether the text is whole, so that Enter hands it over; else Enter begins another line.
  var isWhole: (String) -> Bool = { _ in true }

  private var keys = KeyReader()
  private var text = EditedText()
  /// The row of the cursor, counted from the first that was drawn.
  private var cursorRow = 0

  mutating func read() -> Input {
    var before = termios()
    guard tcgetattr(0, &before) == 0 else { return .ended }
    var raw = before
    cfmakeraw(&raw)
    raw.c_oflag |= tcflag_t(OPOST)
    tcsetattr(0, TCSADRAIN, &raw)
    // A paste comes between marks, so that a tab in it completes nothing.
    put("\u{1B}[?2004h")
    defer {
      put("\u{1B}[?2004l")
      tcsetattr(0, TCSADRAIN, &before)
    }
    text = EditedText()
    cursorRow = 0
    return edit()
  }

  private mutating func edit() -> Input {
    // What is being typed stands behind the history while one looks at that.
    var drafts = history + [""]
    var at = history.count
    var lastWasTab = false
    draw()
    while true {
      let key = keys.next()
      switch key {
      case .closed: return finish(.ended)
      case .control("d") where text.isEmpty: return finish(.ended)
      case .control("c"):
        text = EditedText(text.text)
        draw()
        put("^C")
        return finish(.dropped)
      case .enter:
        if isWhole(text.text) { return finish(.text(text.text)) }
        text.insert("\n")
      case .up, .control("p"):
        if !text.moveUp(), at > 0 { recall(&drafts, &at, at - 1) }
      case .down, .control("n"):
        if !text.moveDown(), at < history.count { recall(&drafts, &at, at + 1) }
      case .tab: completeWord(listing: lastWasTab)
      case .control("l"):
        put("\u{1B}[H\u{1B}[2J")
        cursorRow = 0
      default: change(key)
      }
      lastWasTab = key == .tab
      draw()
    }
  }

  private mutating func change(_ key: Key) {
    switch key {
    case .text(let typed): text.insert(typed)
    case .left, .control("b"): text.moveLeft()
    case .right, .control("f"): text.moveRight()
    case .home, .control("a"): text.moveToStart()
    case .end, .control("e"): text.moveToEnd()
    case .wordLeft, .alt("b"): text.moveWordLeft()
    case .wordRight, .alt("f"): text.moveWordRight()
    case .backspace: text.deleteBackward()
    case .delete, .control("d"): text.deleteForward()
    case .control("k"): text.cutToEnd()
    case .control("u"): text.cutToStart()
    case .control("w"): text.cutBackwardToBlank()
    case .alt("\u{7F}"): text.cutWordBackward()
    case .alt("d"): text.cutWordForward()
    case .control("y"): text.putBack()
    default: break
    }
  }

  private mutating func recall(_ drafts: inout [String], _ at: inout Int, _ next: Int) {
    drafts[at] = text.text
    at = next
    text = EditedText(drafts[at])
  }

  private mutating func completeWord(listing: Bool) {
    let (replaced, words) = complete(text.beforeCursor)
    guard let first = words.first else {
      let line = text.beforeCursor.split(separator: "\n", omittingEmptySubsequences: false).last ?? ""
      if line.allSatisfy({ $0 == " " }) { text.insert("  ") }
      return
    }
    let common = words.dropFirst().reduce(first) { $0.commonPrefix(with: $1) }
    if common.count > replaced || words.count == 1 {
      for _ in 0..<replaced { text.deleteBackward() }
      text.insert(common)
    } else if listing {
      list(words)
    }
  }

  /// Words in columns below the input, which is drawn again below them.
  private mutating func list(_ words: [String]) {
    let width = (words.map(\.count).max() ?? 0) + 2
    let columns = max(1, size.columns / width)
    let rows = (words.count + columns - 1) / columns
    moveBelow()
    for row in 0..<rows {
      var line = ""
      for at in stride(from: row, to: words.count, by: rows) {
        line += words[at] + String(repeating: " ", count: width - words[at].count)
      }
      put("\r\n" + line)
    }
    put("\r\n")
    cursorRow = 0
  }

  private mutating func finish(_ input: Input) -> Input {
    moveBelow()
    put("\r\n")
    cursorRow = 0
    return input
  }

  // MARK: drawing

  private var size: (columns: Int, rows: Int) {
    var size = winsize()
    guard ioctl(1, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0 else { return (80, 24) }
    return (Int(size.ws_col), Int(size.ws_row))
  }

  private mutating func draw() {
    let (columns, height) = size
    let layout = TerminalLayout(text, prompts: prompts, width: columns)
    // Of an input that is higher than the terminal, the part around the cursor is shown.
    let first = max(0, min(layout.cursorRow - height / 2, layout.rows.count - height))
    let shown = layout.rows[first..<min(layout.rows.count, first + height)]
    // A row that the terminal takes for wider than it is must not begin another.
    var output = "\u{1B}[?7l\r" + (cursorRow > 0 ? "\u{1B}[\(cursorRow)A" : "")
    output += "\u{1B}[J" + shown.joined(separator: "\r\n")
    cursorRow = layout.cursorRow - first
    let up = shown.count - 1 - cursorRow
    output += "\r" + (up > 0 ? "\u{1B}[\(up)A" : "") + layout.beforeCursor
    put(output + "\u{1B}[?7h")
  }

  private mutating func moveBelow() {
    let layout = TerminalLayout(text, prompts: prompts, width: size.columns)
    let down = min(layout.rows.count, size.rows) - 1 - cursorRow
    if down > 0 { put("\u{1B}[\(down)B") }
  }

  private func put(_ text: String) { Terminal.standardError(text, end: "") }
}

extension String {
  /// What both begin with.
  func commonPrefix(with other: String) -> String {
    String(zip(self, other).prefix { $0 == $1 }.map(\.0))
  }
}
