/// Lines of text as a terminal shows them, broken where they are wider than it.
struct TerminalLayout: Equatable {
  var rows: [String] = [""]
  var cursorRow = 0
  /// What stands before the cursor in its row. Printed again it leads to the cursor, however wide the terminal takes its letters.
  var beforeCursor = ""

  /// - Parameters:
  ///   - prompts: what stands before the first line, and before each other line.
  ///   - width: columns of the terminal.
  init(_ text: EditedText, prompts: (first: String, other: String), width: Int) {
    let width = max(8, width)
    var column = 0
    func add(_ shown: String, _ columns: Int, to layout: inout TerminalLayout) {
      if column + columns > width {
        layout.rows.append("")
        column = 0
      }
      layout.rows[layout.rows.count - 1] += shown
      column += columns
    }
    for letter in prompts.first { add(String(letter), TerminalLayout.columns(of: letter), to: &self) }
    for (at, letter) in (text.letters + ["\n"]).enumerated() {
      if at == text.cursor {
        // The cursor never stands beyond the last column.
        if column >= width {
          rows.append("")
          column = 0
        }
        (cursorRow, beforeCursor) = (rows.count - 1, rows[rows.count - 1])
      }
      guard at < text.letters.count else { break }
      if letter == "\n" {
        rows.append("")
        column = 0
        for letter in prompts.other { add(String(letter), TerminalLayout.columns(of: letter), to: &self) }
        continue
      }
      let shown = TerminalLayout.shown(letter)
      add(shown, shown.reduce(0) { $0 + TerminalLayout.columns(of: $1) }, to: &self)
    }
  }

  /// Control characters in a form that does nothing to a terminal.
  static func shown(_ letter: Character) -> String {
    guard let scalar = letter.unicodeScalars.first else { return "" }
    switch scalar.value {
    case 0x09: return "    "
    case ..<0x20: return "^" + String(Character(Unicode.Scalar(UInt8(scalar.value + 0x40))))
    case 0x7F: return "^?"
    case 0x80...0x9F, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: return "·"
    default: return String(letter)
    }
  }

  /// How many columns a letter takes (Unicode Standard Annex 11, for what terminals agree about).
  static func columns(of letter: Character) -> Int {
    guard let first = letter.unicodeScalars.first else { return 0 }
    if letter.unicodeScalars.contains("\u{FE0F}") { return 2 }
    switch first.value {
    case 0x20...0x7E: return 1
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97C, 0xAC00...0xD7A3, 0xF900...0xFAFF,
      0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1F9FF,
      0x1FA70...0x1FAFF, 0x20000...0x3FFFD:
      return 2
    default:
      switch first.properties.generalCategory {
      case .nonspacingMark, .enclosingMark, .format: return 0
      default: return 1
      }
    }
  }
}
