/// A message catalogue of GNU gettext, entry by entry.
struct POFile {
  struct Entry {
    var line = 0
    var context: String?
    var message = ""
    var plural: String?
    var translations: [String] = []
    var notes: [String] = []
    var isFuzzy = false
    var isObsolete = false
  }

  private(set) var entries: [Entry] = []
  /// Lines that are nothing a catalogue has, from 1.
  private(set) var strangeLines: [Int] = []
  private(set) var obsolete = 0

  private enum Field {
    case none, context, message, plural
    case translation(Int)
  }

  init(_ text: String) {
    var entry = Entry()
    var field = Field.none
    var hasMessage = false
    func finished(_ entry: Entry) -> Entry? { hasMessage ? entry : nil }
    var number = 0
    for raw in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      number += 1
      let line = raw.drop(while: \.isWhitespace)
      if line.hasPrefix("#~") {
        if line.dropFirst(2).drop(while: \.isWhitespace).hasPrefix("msgid ") { obsolete += 1 }
        continue
      }
      let starts = line.hasPrefix("#") || line.hasPrefix("msgctxt") || line.hasPrefix("msgid ")
      if starts, hasMessage, !entry.translations.isEmpty {
        entries.append(entry)
        entry = Entry()
        hasMessage = false
        field = .none
      }
      if line.hasPrefix("#") {
        if line.hasPrefix("#,") {
          if line.contains("fuzzy") { entry.isFuzzy = true }
        } else if !line.hasPrefix("#:"), !line.hasPrefix("#|") {
          let note = line.drop { "#. ".contains($0) }
          if !note.isEmpty { entry.notes.append(String(note)) }
        }
      } else if let rest = POFile.rest(line, "msgctxt") {
        field = .context
        entry.context = POFile.unquoted(rest)
      } else if let rest = POFile.rest(line, "msgid_plural") {
        field = .plural
        entry.plural = POFile.unquoted(rest)
      } else if let rest = POFile.rest(line, "msgid") {
        field = .message
        entry.message = POFile.unquoted(rest) ?? ""
        entry.line = number
        hasMessage = true
      } else if let rest = POFile.rest(line, "msgstr") {
        let index = rest.hasPrefix("[") ? Int(rest.dropFirst().prefix { $0 != "]" }) ?? -1 : 0
        guard (0..<16).contains(index) else {
          strangeLines.append(number)
          continue
        }
        while entry.translations.count <= index { entry.translations.append("") }
        entry.translations[index] = POFile.unquoted(rest.drop { $0 != "\"" }) ?? ""
        field = .translation(index)
      } else if line.hasPrefix("\""), let more = POFile.unquoted(line) {
        switch field {
        case .none: strangeLines.append(number)
        case .context: entry.context? += more
        case .message: entry.message += more
        case .plural: entry.plural? += more
        case .translation(let index): entry.translations[index] += more
        }
      } else if !line.isEmpty {
        strangeLines.append(number)
      }
    }
    if hasMessage { entries.append(entry) }
  }

  /// What stands behind a keyword; nil where the line has another.
  private static func rest(_ line: Substring, _ keyword: String) -> Substring? {
    guard line.hasPrefix(keyword) else { return nil }
    let rest = line.dropFirst(keyword.count)
    guard let next = rest.first, next == " " || next == "\t" || next == "\"" || next == "[" else { return nil }
    return rest.drop(while: \.isWhitespace)
  }

  /// A string of C without its quotes; nil where there is none. One without its second quote is taken to the end of its line.
  private static func unquoted(_ text: some StringProtocol) -> String? {
    guard text.first == "\"" else { return nil }
    var value = ""
    var isEscaped = false
    for character in text.dropFirst() {
      if isEscaped {
        switch character {
        case "n": value.append("\n")
        case "t": value.append("\t")
        case "r": value.append("\r")
        default: value.append(character)
        }
        isEscaped = false
      } else if character == "\\" {
        isEscaped = true
      } else if character == "\"" {
        return value
      } else {
        value.append(character)
      }
    }
    return value
  }

  /// The fields of the catalogue's head, the entry whose message is empty.
  var header: [(name: String, value: String)] {
    guard let head = entries.first(where: { $0.message.isEmpty && $0.context == nil })?.translations.first else {
      return []
    }
    return head.split(whereSeparator: \.isNewline).compactMap { line in
      guard let colon = line.firstIndex(of: ":") else { return nil }
      return (line[..<colon].lowercased(), String(line[line.index(after: colon)...].drop(while: \.isWhitespace)))
    }
  }

  func header(_ name: String) -> String? { header.first { $0.name == name && !$0.value.isEmpty }?.value }
}
