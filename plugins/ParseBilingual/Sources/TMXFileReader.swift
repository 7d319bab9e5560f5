import Document
import Markup
import Text
import TranslationMemory
public import Workbench

extension Entry {
  public static let parseTMX = Entry(
    Manual(
      "parse.tmx", version: 1, "Reads a translation memory (TMX) as a document: its units with their translations.",
      help: """
        A unit becomes a paragraph and a segment; its candidates are the variants in the target language. To look texts up in a
        memory, name the file as the memory of `tm.leverage` instead. Codes of the original format are left out of the
        texts; notes are blocks of role note. A unit without a variant in the source language is left out, with a warning
        that counts them.
        """,
      parameters: [
        .text("source", default: "", "Language of the text (BCP 47); empty for the one that the file names."),
        .text("target", default: "", "Language of the translations; empty for every other language."),
      ],
      makes: [.blocks, .segments, .candidates], formats: [Format("application/x-tmx+xml", extensions: ["tmx"])]),
    recognises: TMXFileReader.likeness
  ) { settings throws(Problem) in
    TMXFileReader(source: try settings.text("source"), target: try settings.text("target"))
  }
}

struct TMXFileReader: Reader {
  var source: String
  var target: String

  func read(
    _ source: ByteSource, in context: RunContext, emit: (consuming Document) throws(Problem) -> Void
  ) throws(Problem) {
    let bytes = try source.whole()
    guard !bytes.isEmpty else { throw source.emptyInput }
    var builder = BilingualBuilder()
    var language = self.source
    var targets: [String] = []
    var lacking = 0
    var units = 0
    func take(_ event: TMXEvent) {
      switch event {
      case .header(let header):
        let stated = header.attributes["srclang"] ?? ""
        if language.isEmpty, stated != "*all*" { language = stated }
      case .warning(let problem): builder.warn(problem)
      case .unit(let unit):
        units += 1
        if language.isEmpty { language = unit.variants.first?.language ?? "" }
        guard let text = unit.variant(language) else {
          lacking += 1
          return
        }
        let identifier = unit.id ?? "\(units)"
        var made = BilingualUnit(line: unit.line, identifier: identifier)
        var part = BilingualUnit.Part(source: text.plain)
        for variant in unit.variants where variant != text {
          guard target.isEmpty || LanguageTag.match(variant.language, target) else { continue }
          if !targets.contains(variant.language) { targets.append(variant.language) }
          part.candidates.append(
            Candidate(
              target: variant.plain, score: 1, kind: .exact,
              origin: "\(source.path)#\(identifier)" + (target.isEmpty ? " (\(variant.language))" : "")))
        }
        made.parts = [part]
        made.notes = unit.items.filter { $0.kind == .note }.map(\.text)
        builder.append(made)
      }
    }
    var fault: Problem?
    do throws(Problem) {
      let whole: Pieces = { body throws(Problem) in try body(bytes[...]) }
      try TMX.read(whole, file: source.path, take)
    } catch {
      guard !builder.isEmpty else { throw error }
      fault = error
    }
    if lacking > 0 {
      builder.warn(
        Problem(
          "tmx.language",
          "\(lacking) of \(units) units \(lacking == 1 ? "has" : "have") no text in '\(language)' and \(lacking == 1 ? "was" : "were") left out",
          at: Place(file: source.path), help: "name the language with the parameter 'source'"))
    }
    if let fault { builder.warn(fault) }
    guard !builder.isEmpty else {
      throw Problem(
        "input.empty", "there is no unit with a text in \(source.path)",
        help: "name the language of the text with the parameter 'source'")
    }
    let sha256 = SHA256.hexadecimal(of: bytes)
    var document = builder.document(
      Source(
        path: source.path, sha256: sha256, mediaType: "application/x-tmx+xml",
        reader: Entry.parseTMX.manual.versioned),
      id: String(sha256.prefix(16)), language: language.isEmpty ? nil : language)
    document.metadata.direction = document.metadata.language.map(Languages.direction(of:))
    if targets.count == 1 { document.metadata.other["targetLanguage"] = .string(targets[0]) }
    try emit(document)
  }

  /// Sure of a first element of that name.
  static func likeness(_ start: ArraySlice<UInt8>) -> Double {
    XMLStart.element(in: start)?.name == "tmx" ? 0.95 : 0
  }
}
