import Document
import Text

/// What stands between two lines of `---` at the start of a file: names and values, as most tools that publish Markdown write them.
/// It is read line by line; of YAML's other forms none is understood, and a warning says which line was not.
struct FrontMatter {
  private(set) var metadata = Metadata()
  var warnings: [Problem] = []
  /// Where the text begins, and how many lines stand before it.
  private(set) var end = 0
  private(set) var lines = 0
  private let now: Instant?
  private static let largest = 1 << 18

  init(_ bytes: [UInt8], now: Instant?) {
    self.now = now
    guard bytes.starts(with: "---".utf8), let matter = FrontMatter.inside(bytes) else { return }
    end = matter.end
    lines = matter.lines.count + 2
    read(matter.lines)
  }

  private struct Field {
    var name: String
    var line: Int
    var values: [String]
    var isList = false
  }

  /// The lines between the marks; nil where there is no second mark, and the first is a rule.
  private static func inside(_ bytes: [UInt8]) -> (lines: [String], end: Int)? {
    var lines: [String] = []
    var at = 0
    var isFirst = true
    while at < min(bytes.count, largest) {
      let end = bytes[at...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? bytes.count
      let line = String(decoding: bytes[at..<end], as: UTF8.self)
      at = end + 1
      if at < bytes.count, bytes[end] == 0x0D, bytes[at] == 0x0A { at += 1 }
      let words = String(line.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
      if isFirst {
        guard words == "---" else { return nil }
        isFirst = false
      } else if words == "---" || words == "..." {
        // A rule, then text, then a rule is no front matter.
        guard lines.contains(where: { isField($0) }) || lines.allSatisfy({ $0.isEmpty }) else { return nil }
        return (lines, min(at, bytes.count))
      } else {
        if lines.isEmpty, words.isEmpty { return nil }
        lines.append(words)
      }
    }
    return nil
  }

  private static func isField(_ line: String) -> Bool { line.prefixMatch(of: /[^\s:#\-"'\[{][^:]{0,79}:(\s|$)/) != nil }

  // MARK: Lines

  private mutating func read(_ lines: [String]) {
    var fields: [Field] = []
    var isText = false
    var isSkipped = false
    for (at, line) in lines.enumerated() {
      let words = line.trimmed
      if words.isEmpty || words.hasPrefix("#") { continue }
      if line.first == " " || line.first == "\t" || words.hasPrefix("- ") || words == "-" {
        guard !fields.isEmpty, !isSkipped else {
          if !isSkipped { warn(at, line) }
          continue
        }
        if words.hasPrefix("- ") {
          fields[fields.count - 1].values.append(FrontMatter.unquoted(words.dropFirst(2).trimmed))
          fields[fields.count - 1].isList = true
        } else if isText {
          fields[fields.count - 1].values[0] += (fields[fields.count - 1].values[0].isEmpty ? "" : " ") + words
        } else {
          warn(at, line)
        }
        continue
      }
      guard FrontMatter.isField(line), let colon = line.firstIndex(of: ":") else {
        warn(at, line)
        isSkipped = true
        continue
      }
      isSkipped = false
      let value = line[line.index(after: colon)...].trimmed
      let name = line[..<colon].trimmed.lowercased()
      isText = [">", "|", ">-", "|-", ">+", "|+"].contains(value)
      if value.hasPrefix("[") || value.hasPrefix("{") {
        guard value.hasPrefix("["), let values = FrontMatter.list(value) else {
          warn(at, line)
          isSkipped = true
          continue
        }
        fields.append(Field(name: name, line: at + 2, values: values, isList: true))
      } else if isText {
        fields.append(Field(name: name, line: at + 2, values: [""]))
      } else {
        fields.append(Field(name: name, line: at + 2, values: value.isEmpty ? [] : [FrontMatter.unquoted(value)]))
      }
    }
    for field in fields { take(field) }
  }

  private mutating func warn(_ at: Int, _ line: String) {
    guard warnings.count < 20 else { return }
    warnings.append(
      Problem(
        "markdown.front-matter", "the front matter has a line that was not understood: \(line.trimmed.prefix(60))",
        at: Place(line: at + 2), help: "write `name: value`, or a list of values, a line each with `- `"))
  }

  private static func unquoted(_ value: String) -> String {
    if let quote = value.first, quote == "\"" || quote == "'" {
      var words = ""
      var isEscaped = false
      for character in value.dropFirst() {
        if isEscaped {
          words.append(character)
          isEscaped = false
        } else if character == "\\", quote == "\"" {
          isEscaped = true
        } else if character == quote {
          return words
        } else {
          words.append(character)
        }
      }
      return value
    }
    // A comment begins behind a blank.
    return value.firstRange(of: " #").map { value[..<$0.lowerBound].trimmed } ?? value
  }

  /// `[a, "b, c"]`.
  private static func list(_ value: String) -> [String]? {
    guard value.hasSuffix("]") else { return nil }
    var values: [String] = []
    var item = ""
    var quote: Character?
    for character in value.dropFirst().dropLast() {
      if let open = quote {
        item.append(character)
        if character == open { quote = nil }
      } else if character == "," {
        values.append(item)
        item = ""
      } else if character == "[" || character == "{" {
        return nil
      } else {
        if character == "\"" || character == "'", item.allSatisfy(\.isWhitespace) { quote = character }
        item.append(character)
      }
    }
    values.append(item)
    return values.map { unquoted($0.trimmed) }.filter { !$0.isEmpty }
  }

  // MARK: Fields

  private mutating func take(_ field: Field) {
    guard let first = field.values.first, !first.isEmpty else { return }
    switch field.name {
    case "title": metadata.title = first
    case "author", "authors", "by", "byline":
      metadata.authors += field.isList ? field.values : first.split(separator: ";").map { $0.trimmed }
    case "publisher", "source", "site": metadata.publisher = first
    case "section", "category": metadata.section = first
    case "date", "published", "pubdate", "publishdate": metadata.published = moment(first, field.line)
    case "modified", "updated", "lastmod": metadata.modified = moment(first, field.line)
    case "retrieved", "accessed": metadata.retrieved = moment(first, field.line)
    case "lang", "language":
      if first.utf8.count <= 35, first.prefixMatch(of: /[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]+)*$/) != nil {
        metadata.language = first.replacing("_", with: "-")
      } else {
        warnings.append(
          Problem(
            "markdown.front-matter", "'\(first.prefix(60))' is no language tag", at: Place(line: field.line),
            help: "languages are named as in BCP 47: ar, fa-IR"))
      }
    case "url", "link", "permalink", "canonical": metadata.url = first
    case "grade": metadata.grade = first
    case "handling", "tlp": metadata.handling = first
    default:
      metadata.other[field.name] = field.isList ? .array(field.values.map { .string($0) }) : .string(first)
    }
  }

  private mutating func moment(_ text: String, _ line: Int) -> Moment? {
    guard let date = Dates.stated(text, language: metadata.language, now: now) else {
      warnings.append(
        Problem(
          "markdown.front-matter", "the date '\(text.prefix(60))' cannot be read", at: Place(line: line),
          help: "write dates as in 2025-01-20 or 2025-01-20T03:56:00Z"))
      return nil
    }
    return Moment(instant: date.instant, precision: date.precision, original: date.original)
  }
}

extension StringProtocol {
  /// Without white space at its ends.
  fileprivate var trimmed: String {
    let words = drop { $0.isWhitespace }
    guard let last = words.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(words[...last])
  }
}
