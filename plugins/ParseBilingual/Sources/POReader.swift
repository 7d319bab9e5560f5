import Document
import Text
public import Workbench

extension Entry {
  public static let parsePO = Entry(
    Manual(
      "parse.po", version: 1,
      "Reads message catalogues of GNU gettext (PO) as a document: messages with their translations.",
      help: """
        A message becomes a paragraph and a segment whose candidate is its translation; plural forms are segments of their
        own. An entry marked `fuzzy` has a penalty. Comments are blocks of role note; entries that are no longer used (`#~`)
        are left out, with a warning that counts them. The language of the messages is English unless said otherwise; the free
        key `targetLanguage` holds that of the catalogue.
        """,
      parameters: [
        .text("charset", default: "", "Charset of the file, whatever it declares; empty to find out."),
        .text("language", default: "en", "Language of the messages (BCP 47)."),
      ],
      makes: [.blocks, .segments, .candidates],
      formats: [Format("text/x-gettext-translation", extensions: ["po", "pot"])]),
    recognises: POReader.likeness
  ) { settings throws(Problem) in
    POReader(charset: try settings.text("charset"), language: try settings.text("language"))
  }
}

struct POReader: Reader {
  var charset: String
  var language: String

  func read(
    _ source: ByteSource, in context: RunContext, emit: (consuming Document) throws(Problem) -> Void
  ) throws(Problem) {
    let decoded = try source.text(charset: charset)
    let file = POFile(decoded.text)
    var builder = BilingualBuilder()
    for entry in file.entries where !entry.message.isEmpty {
      append(entry, source.path, &builder)
    }
    guard !builder.isEmpty else {
      throw Problem(
        "po.empty", "there is no message in \(source.path)",
        at: Place(file: source.path, line: file.strangeLines.first),
        help: "a catalogue has lines such as msgid \"Open\" and msgstr \"فتح\"")
    }
    if let first = file.strangeLines.first {
      builder.warn(
        Problem(
          "po.line",
          "\(file.strangeLines.count == 1 ? "1 line is" : "\(file.strangeLines.count) lines are") nothing that a catalogue has",
          at: Place(file: source.path, line: first), help: "check the file with `msgfmt --check`"))
    }
    if file.obsolete > 0 {
      builder.warn(
        Problem(
          "po.obsolete",
          "\(file.obsolete == 1 ? "1 entry that is no longer used was" : "\(file.obsolete) entries that are no longer used were") left out",
          at: Place(file: source.path),
          help: "they begin with '#~'; take the mark away to have them read"))
    }
    var document = builder.document(
      Source(
        path: source.path, sha256: decoded.sha256, mediaType: "text/x-gettext-translation", charset: decoded.charset,
        reader: Entry.parsePO.manual.versioned),
      id: String(decoded.sha256.prefix(16)), language: language)
    document.warnings = decoded.warnings + document.warnings
    document.metadata.direction = Languages.direction(of: language)
    document.metadata.title = file.header("project-id-version")
    if let target = file.header("language") { document.metadata.other["targetLanguage"] = .string(target) }
    if let date = file.header("po-revision-date").flatMap({ Dates.stated($0) }) {
      document.metadata.modified = Moment(instant: date.instant, precision: date.precision, original: date.original)
    }
    try emit(document)
  }

  private func append(_ entry: POFile.Entry, _ path: String, _ builder: inout BilingualBuilder) {
    let identifier = entry.context ?? ""
    func candidates(_ translations: ArraySlice<String>) -> [Candidate] {
      translations.filter { !$0.isEmpty }.map { target in
        let penalties = entry.isFuzzy ? [Penalty("fuzzy", 0.25)] : []
        return Candidate(
          target: target, score: entry.isFuzzy ? 0.75 : 1, kind: entry.isFuzzy ? .fuzzy : .exact,
          origin: "\(path)#\(entry.line)", penalties: penalties)
      }
    }
    var unit = BilingualUnit(notes: entry.notes, line: entry.line, identifier: identifier)
    unit.parts = [BilingualUnit.Part(source: entry.message, candidates: candidates(entry.translations.prefix(1)))]
    builder.append(unit)
    if let plural = entry.plural {
      var second = BilingualUnit(line: entry.line, identifier: identifier)
      second.parts = [BilingualUnit.Part(source: plural, candidates: candidates(entry.translations.dropFirst()))]
      builder.append(second)
    }
  }

  /// Sure where messages and translations are both at the beginning.
  static func likeness(_ start: ArraySlice<UInt8>) -> Double {
    guard start.contains(UInt8(ascii: "m")) else { return 0 }
    let lines = start.split { $0 == 0x0A || $0 == 0x0D }
    return lines.contains { $0.starts(with: "msgid \"".utf8) } && lines.contains { $0.starts(with: "msgstr".utf8) }
      ? 0.9 : 0
  }
}
