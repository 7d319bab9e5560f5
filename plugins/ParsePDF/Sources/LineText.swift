import Text

/// Puts the words of lines into the order in which they are read.
struct LineText {
  /// Whether brackets in right-to-left text are given as they look.
  private var mirrors = true
  /// What stands for the bars that stretch words.
  private var bars: Set<Unicode.Scalar> = []

  /// - Parameter hasNamelessSigns: whether fonts are known to have signs without a letter, which poppler gives as ASCII characters:
  ///   then marks are looked at too, not letters and digits only.
  init(_ pages: [Page], hasNamelessSigns: Bool) {
    var looks = 0
    var joins: [Unicode.Scalar: Int] = [:]
    var counts: [Unicode.Scalar: Int] = [:]
    for line in pages.lazy.flatMap(\.lines) where LineText.isRightToLeft(line) {
      let visual = LineText.visual(line)
      looks += LineText.looks(visual)
      for (at, scalar) in visual.enumerated()
      where scalar.isASCII && scalar != " " && (hasNamelessSigns || !LineText.joiners.contains(scalar)) {
        counts[scalar, default: 0] += 1
        if LineText.isBar(visual, at) { joins[scalar, default: 0] += 1 }
      }
    }
    mirrors = looks >= 0
    bars = Set(joins.filter { $0.value >= 3 && $0.value * 3 >= (counts[$0.key] ?? 0) * 2 }.keys)
  }

  /// The text of a line, without shapes.
  ///
  /// - Parameter endsRight: whether what stands at the right end of a right-to-left line is its end all the same.
  func text(_ line: Line, _ base: Direction, endsRight: Bool = false) -> String {
    var visual = LineText.visual(line)
    if endsRight, base == .rightToLeft {
      let count = visual.reversed().prefix { !$0.properties.isAlphabetic && $0.properties.numericType == nil }.count
      visual = visual.suffix(count).reversed() + visual.dropLast(count)
    }
    if !bars.isEmpty {
      var kept: [Unicode.Scalar] = []
      for (at, scalar) in visual.enumerated() where !(bars.contains(scalar) && LineText.isBar(visual, at)) {
        kept.append(scalar)
      }
      visual = kept
    }
    if base == .leftToRight, !visual.contains(where: Script.isRightToLeft) { return LineText.string(visual) }
    var logical = VisualOrder.logical(visual, base, mirrors: mirrors)
    LineText.orderMarks(&logical)
    return LineText.string(logical)
  }

  private static func string(_ scalars: [Unicode.Scalar]) -> String {
    PresentationForms.resolved(String(String.UnicodeScalarView(scalars)))
  }

  static func isRightToLeft(_ line: Line) -> Bool {
    var balance = Script.Balance()
    balance.count(line)
    return balance.isRightToLeft
  }

  /// The characters of a line from left to right, with a blank between words.
  static func visual(_ line: Line) -> [Unicode.Scalar] {
    var visual: [Unicode.Scalar] = []
    var last: Word?
    for word in line.words {
      if let last, !last.isJoined, word.isLogical || word.box.left - last.box.right > 0.085 * line.height {
        visual.append(" ")
      }
      let scalars = Array(word.text.unicodeScalars)
      visual +=
        word.isLogical && scalars.contains(where: Script.isRightToLeft)
        ? VisualOrder.logical(scalars, .rightToLeft) : scalars
      last = word
    }
    return visual
  }

  /// Whether the brackets of a line open on the left as they look (more than 0) or as they are meant (less).
  private static func looks(_ visual: [Unicode.Scalar]) -> Int {
    var looks = 0
    var last: Unicode.Scalar?
    for scalar in visual where VisualOrder.mirrored(scalar) != scalar {
      let opens = ["(", "[", "«", "{"].contains(scalar)
      if let last, VisualOrder.mirrored(last) == scalar { looks += opens ? -1 : 1 }
      last = scalar
    }
    return looks
  }

  /// What people write between two words.
  private static let joiners: Set<Unicode.Scalar> = [
    "-", "/", ".", ":", "'", "\"", ",", "_", "(", ")", "[", "]", "!", "&",
  ]

  /// Whether the ASCII character at a place stands between two letters that join one another, alone or with its like.
  private static func isBar(_ visual: [Unicode.Scalar], _ at: Int) -> Bool {
    let bar = visual[at]
    var before = at + 1
    while before < visual.count, visual[before] == bar, before - at < 8 { before += 1 }
    var behind = at - 1
    while behind >= 0, visual[behind] == bar, at - behind < 8 { behind -= 1 }
    guard before < visual.count, behind >= 0 else { return false }
    return Script.joinsNext(visual[before]) && Script.isRightToLeft(visual[behind])
  }

  /// Marks stand behind their letters; some programs put them before.
  private static func orderMarks(_ text: inout [Unicode.Scalar]) {
    let isMisplaced = text.indices.contains { at in
      Script.isMark(text[at]) && (at == 0 || text[at - 1] == " ") && at + 1 < text.count
        && Script.isRightToLeft(text[at + 1])
    }
    guard isMisplaced else { return }
    var at = 0
    while at < text.count {
      var end = at
      while end < text.count, Script.isMark(text[end]) { end += 1 }
      if end > at, end < text.count, Script.isRightToLeft(text[end]) {
        let letter = text.remove(at: end)
        text.insert(letter, at: at)
        at = end + 1
      } else {
        at = max(end, at + 1)
      }
    }
  }
}
