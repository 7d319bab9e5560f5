/// The fields that are open at a place of the text, such as a link: its instruction is hidden, its result is text.
struct DOCXFields {
  private struct Field {
    var instruction = ""
    var hasResult = false
    var link: String?
  }

  private var open: [Field] = []
  private static let deepest = 64
  private static let longest = 8_192

  /// Whether text at this place is seen.
  var isVisible: Bool { open.allSatisfy(\.hasResult) }

  /// Where the innermost link leads.
  var link: String? { open.last { $0.link != nil }?.link }

  mutating func mark(_ type: String) {
    switch type {
    case "begin": if open.count < DOCXFields.deepest { open.append(Field()) }
    case "separate":
      guard let last = open.indices.last else { return }
      open[last].hasResult = true
      open[last].link = DOCXFields.link(open[last].instruction)
    case "end": _ = open.popLast()
    default: break
    }
  }

  mutating func instruct(_ text: String) {
    guard let last = open.indices.last, open[last].instruction.utf8.count < DOCXFields.longest else { return }
    open[last].instruction += text
  }

  /// Where `HYPERLINK "address" \l "place"` leads; nil for all other fields.
  static func link(_ instruction: String) -> String? {
    var words: [String] = []
    var word = ""
    var isQuoted = false
    for character in instruction + " " {
      if character == "\"" || character == "\u{201C}" || character == "\u{201D}" {
        if isQuoted {
          words.append("\"" + word)
          word = ""
        }
        isQuoted.toggle()
      } else if character.isWhitespace, !isQuoted {
        if !word.isEmpty { words.append(word) }
        word = ""
      } else {
        word.append(character)
      }
    }
    guard words.first?.uppercased() == "HYPERLINK" else { return nil }
    var address = ""
    var anchor: String?
    var takes: Character?
    for word in words.dropFirst() {
      if word.first == "\\" {
        takes = word.dropFirst().first
        continue
      }
      let value = word.first == "\"" ? String(word.dropFirst()) : word
      if takes == "l" { anchor = value } else if takes == nil, address.isEmpty { address = value }
      takes = nil
    }
    if let anchor { address += "#" + anchor }
    return address.isEmpty ? nil : address
  }
}
