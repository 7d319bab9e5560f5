/// The words of each piece of a page in small letters, made when they are first asked for.
struct PageLines {
  private let outline: Outline
  private var lines: [String?]
  /// A longer piece is no line.
  private static let longest = 700

  init(_ outline: Outline) {
    self.outline = outline
    lines = [String?](repeating: nil, count: outline.pieces.count)
  }

  /// Empty for long pieces.
  subscript(at: Int) -> String {
    mutating get {
      if let line = lines[at] { return line }
      let text = outline.text(outline.pieces[at])
      let line = text.count < PageLines.longest ? FoldedLine.fold(text) : ""
      lines[at] = line
      return line
    }
  }
}
