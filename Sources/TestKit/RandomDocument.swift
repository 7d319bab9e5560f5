public import Document

/// Documents made to break writers: text full of marks that mean something in a format, and runs that overlap.
public enum RandomDocument {
  private static let pieces = [
    "*", "**", "_", "`", "```", "[", "]", "(", ")", "<", ">", "<b>", "</p>", "&", "&amp;", "&#60;", "\\", "~", "~~",
    "|", "#", "# ",
    "-", "- ", "--- ", "+ ", "=", "1. ", "2) ", "!", "![", "](", ":", ">", "\"", "'", "{{", "$", "$$", "@", "a", "b",
    "word", "كلمة", "و",
    "١", "9", " ", " ", " ", "\u{200F}", "é", "中", "😀", ".", ",", "،", "http://x.org", "www.x.org", "-->", "]]>", "%",
    "^",
  ]
  private static let addresses = [
    "https://x.org/a(b)?c=d&e", "mailto:a@b.org", "#x", "javascript:alert(1)", "a b", "<>\"", "",
  ]

  public static func make(_ random: inout SeededRandom) -> Document {
    let paragraphs = (0...random.next(3)).map { _ in
      (0...random.next(12)).map { _ in pieces[random.next(pieces.count)] }.joined()
    }
    var document = Fixtures.document(paragraphs, language: random.next(2) == 0 ? "ar" : "en")
    for at in document.blocks.indices {
      document.blocks[at].kind = Block.Kind.allCases[random.next(Block.Kind.allCases.count)]
      document.blocks[at].level = 1 + random.next(7)
      if random.next(4) == 0 { document.blocks[at].number = random.next(30) }
      // Those roles that stand in the order of the text.
      document.blocks[at].role = [.body, .body, .caption, .note, .boilerplate][random.next(5)]
      let range = document.blocks[at].range
      for _ in 0..<random.next(5) where !range.isEmpty {
        let from = range.lowerBound + random.next(range.count)
        let run = from..<from + random.next(range.upperBound - from + 1)
        let kinds: [Run.Kind] = [.emphasis, .strong, .link, .code, .image, .language, .direction]
        let value = addresses[random.next(addresses.count)]
        if document.isValid(run) {
          document.blocks[at].runs.append(Run(kinds[random.next(kinds.count)], run, value: value))
        }
      }
    }
    return document
  }
}
