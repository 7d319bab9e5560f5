import Document
import Markup
import Text
import Workbench

/// Makes a document of each record of a file.
///
/// The last document is held back until the next is whole, so that what is wrong behind it can still be said on it.
struct RecordDocuments {
  private let names: FieldNames
  private let path: String
  private let sha256: String
  private let mediaType: String
  private let charset: String
  private let reader: String
  private var held: Document?
  private var pending: [Problem] = []
  private(set) var count = 0
  /// Names of fields as ``FieldNames`` compares them: those of the last record, which the next mostly has too.
  private var plainNames: (keys: [String], plain: [String]) = ([], [])

  /// Warnings of one document: a file of a million broken rows must not become one of a million warnings.
  private static let mostWarnings = 20
  private var leftOut = 0

  init(
    _ names: FieldNames, path: String, sha256: String, mediaType: String, charset: String, reader: String
  ) {
    self.names = names
    self.path = path
    self.sha256 = sha256
    self.mediaType = mediaType
    self.charset = charset
    self.reader = reader
  }

  /// A warning that the next document carries, or the last where none follows.
  mutating func warn(_ problem: Problem) {
    if pending.count < RecordDocuments.mostWarnings { pending.append(problem.inFile(path)) } else { leftOut += 1 }
  }

  /// Takes a record of a row from 1, which begins on a line and takes some bytes; gives the document before it.
  mutating func append(_ record: Fields, row: Int, line: Int, bytes: Range<Int>) -> Document? {
    let place = Place(file: path, bytes: bytes, line: line, row: row)
    let document = make(record, row, place)
    guard !document.blocks.isEmpty else {
      warn(Problem("records.empty", "the record has no text", at: place, help: "name its field with 'text'"))
      return nil
    }
    defer { held = document }
    count += 1
    return held
  }

  /// The last document.
  mutating func finish() -> Document? {
    guard var last = held else { return nil }
    held = nil
    last.warnings += takeWarnings()
    return last
  }

  /// What is wrong where there is no document to say it on.
  mutating func takeWarnings() -> [Problem] {
    if leftOut > 0 {
      pending.append(
        Problem("records.more-warnings", "\(leftOut) more warnings like these were left out", at: Place(file: path)))
    }
    defer {
      pending = []
      leftOut = 0
    }
    return pending
  }

  // MARK: One document

  private mutating func make(_ record: Fields, _ row: Int, _ place: Place) -> Document {
    var used: Set<String> = []
    if plainNames.keys != record.keys { plainNames = (record.keys, record.keys.map(FieldNames.plain)) }
    let plain = plainNames.plain
    func take(_ part: String) -> [Value] {
      let values = names.values(of: part, in: record, plain: plain)
      used.formUnion(values.map(\.key))
      return values.map(\.value)
    }
    func word(_ part: String) -> String? {
      take(part).first.flatMap { RecordDocuments.words($0) }
    }
    var metadata = Metadata()
    metadata.title = word("title")
    metadata.authors = take("authors").flatMap(RecordDocuments.people)
    metadata.publisher = word("publisher")
    metadata.section = word("section")
    metadata.url = word("url")
    metadata.language = word("language").flatMap(RecordDocuments.tag)
    let published = word("published")
    let modified = word("modified")
    let identifier = word("id")
    metadata.parent = String(sha256.prefix(16))
    metadata.part = identifier ?? "row \(row)"
    var texts = take("text")
    if texts.isEmpty, let key = RecordDocuments.longText(record, but: used), let value = record[key] {
      texts = [value]
      used.insert(key)
    }
    var builder = BlockBuilder()
    if let title = metadata.title {
      builder.append(title, kind: .heading, role: .title, level: 1, place: place)
    }
    for text in texts { append(text, to: &builder, metadata.url, place) }
    let rest = record.filter { !used.contains($0.0) && $0.1 != .null && $0.1.string != "" }
    if texts.isEmpty {
      // A row of facts: all of it is its text.
      for (key, value) in rest {
        if let words = RecordDocuments.words(value) { builder.append("\(key): \(words)", place: place) }
      }
    } else {
      for (key, value) in rest { metadata.other[key] = value }
    }
    metadata.published = moment(published, metadata.language, place)
    metadata.modified = moment(modified, metadata.language, place)
    if metadata.language == nil { metadata.language = RecordDocuments.language(of: builder.text) }
    metadata.direction =
      metadata.language.map(Languages.direction(of:)) ?? Languages.direction(ofText: builder.text)
    if let problem = builder.warning { warn(problem) }
    var document = Document(
      id: String(SHA256.hexadecimal(of: Array("\(sha256) \(row)".utf8)).prefix(16)),
      source: Source(path: path, sha256: sha256, mediaType: mediaType, charset: charset, reader: reader),
      metadata: metadata, text: builder.text, blocks: builder.blocks)
    if !builder.blocks.isEmpty { document.warnings = takeWarnings() }
    return document
  }

  private func append(_ value: Value, to builder: inout BlockBuilder, _ base: String?, _ place: Place) {
    if let items = value.array {
      for item in items { append(item, to: &builder, base, place) }
      return
    }
    guard let text = value.string ?? RecordDocuments.words(value) else { return }
    if RecordDocuments.looksLikeMarkup(text) { return builder.append(html: text, base: base, place: place) }
    for paragraph in RecordDocuments.paragraphs(of: text) { builder.append(text.onOneLine(paragraph), place: place) }
  }

  /// The stretches between blank lines, or the lines where there are none: UTF-8 byte offsets.
  private static func paragraphs(of text: String) -> [Range<Int>] {
    let bytes = text.utf8Span.span
    var lines: [Range<Int>] = []
    var paragraphs: [Range<Int>] = []
    var start = 0
    var at = 0
    while at <= bytes.count {
      guard at == bytes.count || bytes[at] == 0x0A || bytes[at] == 0x0D else {
        at += 1
        continue
      }
      if at > start {
        let isNext = lines.last.map { start - $0.upperBound <= (bytes[start - 1] == 0x0A ? newline(bytes, start) : 1) }
        if isNext ?? false, let last = paragraphs.popLast() {
          paragraphs.append(last.lowerBound..<at)
        } else {
          paragraphs.append(start..<at)
        }
        lines.append(start..<at)
      }
      at += 1
      start = at
    }
    return paragraphs.count > 1 ? paragraphs : lines
  }

  /// The bytes of the line end before an offset.
  private static func newline(_ bytes: borrowing Span<UInt8>, _ offset: Int) -> Int {
    offset > 1 && bytes[offset - 2] == 0x0D ? 2 : 1
  }

  /// The language is told from so many bytes at the start.
  private static let identified = 4096

  private static func language(of text: String) -> String? {
    let bytes = text.utf8Span.span
    var end = min(bytes.count, identified)
    while end > 0, end < bytes.count, bytes[end] & 0xC0 == 0x80 { end -= 1 }
    return Languages.identify(text, 0..<end)
  }

  private mutating func moment(_ text: String?, _ language: String?, _ place: Place) -> Moment? {
    guard let text else { return nil }
    guard let date = Dates.stated(text, language: language) else {
      warn(
        Problem(
          "records.date", "the date '\(text.prefix(60))' cannot be read", at: place,
          help: "dates are such as 2025-01-20T03:56:00Z or 20 January 2025"))
      return nil
    }
    if let other = date.alternative {
      warn(
        Problem(
          "records.date-order",
          "the date '\(text.prefix(60))' may mean \(date.instant.description.prefix(10)), which was taken, or "
            + "\(other.description.prefix(10))", at: place,
          help: "a language such as en-US or en-GB in the field 'language' tells"))
    }
    return Moment(instant: date.instant, precision: date.precision, original: date.original)
  }

  // MARK: Values

  /// A value as one line of text; nil for nothing.
  private static func words(_ value: Value) -> String? {
    let text: String
    switch value {
    case .null: return nil
    case .string(let string): text = string
    case .integer(let whole): text = String(whole)
    case .object(let fields):
      guard let name = fields["name"]?.string ?? fields["title"]?.string else { return JSON.line(value) }
      text = name
    case .array(let items) where items.allSatisfy({ $0.string != nil }):
      text = items.compactMap(\.string).joined(separator: ", ")
    default: text = JSON.line(value)
    }
    let line = text.onOneLine()
    return line.isEmpty ? nil : line
  }

  /// Names in a list, or parted by semicolons, vertical bars or "and".
  private static func people(_ value: Value) -> [String] {
    if let items = value.array { return items.flatMap(people) }
    guard let text = words(value) else { return [] }
    let marks: Set<Character> = [";", "|", "؛", "\n"]
    return text.split { marks.contains($0) }.flatMap { $0.split(separator: " and ") }
      .map { $0.split(separator: " ").joined(separator: " ") }.filter { !$0.isEmpty }
  }

  /// A language tag; nil for what is none, such as the language's name.
  private static func tag(_ text: String) -> String? {
    let parts = text.split { $0 == "-" || $0 == "_" }
    guard let first = parts.first, (2...3).contains(first.utf8.count),
      first.utf8.allSatisfy({ $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A })
    else { return nil }
    return ([first.lowercased()] + parts.dropFirst().map { $0.utf8.count == 2 ? $0.uppercased() : String($0) })
      .joined(separator: "-")
  }

  /// The one field that is much longer than any other.
  private static func longText(_ record: Fields, but used: Set<String>) -> String? {
    let lengths = record.filter { !used.contains($0.0) }.compactMap { key, value in
      value.string.map { (key, $0.utf8.count) }
    }
    .sorted { $0.1 > $1.1 }
    guard let first = lengths.first, first.1 >= 200, lengths.count < 2 || first.1 >= 4 * lengths[1].1 else {
      return nil
    }
    return first.0
  }

  private static func looksLikeMarkup(_ text: String) -> Bool {
    let bytes = text.utf8Span.span
    let end = min(bytes.count, 4096)
    var at = 0
    while at < end {
      if bytes[at] == 0x3C, tags.contains(where: { begins(bytes, at, with: $0) }) { return true }
      at += 1
    }
    return false
  }

  private static let tags = [
    "<p>", "<p ", "<br", "</p>", "<div", "</a>", "<html", "<h1", "<h2", "<li>", "<strong>", "<em>",
  ].map { Array($0.utf8) }

  /// Whether a tag stands at an offset, in letters of any case.
  private static func begins(_ bytes: borrowing Span<UInt8>, _ at: Int, with tag: [UInt8]) -> Bool {
    guard at + tag.count <= bytes.count else { return false }
    for place in tag.indices {
      let byte = bytes[at + place]
      guard byte == tag[place] || (0x41...0x5A).contains(byte) && byte | 0x20 == tag[place] else { return false }
    }
    return true
  }
}
