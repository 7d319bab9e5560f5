import Document
import TranslationMemory
public import Workbench

extension Entry {
  public static let glossary = Entry(
    Manual(
      "glossary.apply", version: 1,
      "Finds the terms of glossaries in segments, also with the particles that Arabic writes on.",
      help: """
        A term's words must stand in its order. Spelling may differ in vowel marks, tatweel, hamza, alef, yeh, kaf; the first
        word may carry و ف ب ل ك and their combinations; a term is found with the article and without. A single word may also
        carry a pronoun, where nothing else explains it. Terms are found everywhere, also inside matches of a memory: what reads
        them decides which goes first. Of those that overlap, long terms win.

        A glossary is a CSV file that begins with `source,target,type,note` (the last two may be absent), or a file of lines
        `source TAB target TAB note` with any other extension.
        """,
      parameters: [
        .paths("glossary", "CSV and tab-separated files; of equal terms the earlier wins."),
        .flag("suffixes", default: true, "Whether a single word may carry a pronoun."),
      ],
      needs: [.segments], makes: [.term])
  ) { settings throws(Problem) in
    ApplyGlossary(
      paths: try settings.texts("glossary").filter { !$0.isEmpty }.map { Paths.resolve($0, in: settings.folder) },
      suffixes: try settings.flag("suffixes"))
  }
}

struct ApplyGlossary: Processor {
  var paths: [String]
  var suffixes: Bool

  func process(_ document: inout Document, in context: RunContext) throws(Problem) {
    guard !paths.isEmpty else { return }
    let glossary = try open(context)
    var found: [Annotation] = []
    for segment in document.segments {
      found += glossary.matches(in: document.text, segment.range, suffixes: suffixes).map { match in
        let term = glossary.terms[match.term]
        var features: Fields = [
          "target": .string(term.target), "origin": .string(term.origin), "type": .string(term.type),
          "source": .string(term.source),
        ]
        if !term.note.isEmpty { features["note"] = .string(term.note) }
        if !match.prefix.isEmpty { features["prefix"] = .string(match.prefix) }
        if !match.suffix.isEmpty { features["suffix"] = .string(match.suffix) }
        return Annotation(range: match.range, features: features)
      }
    }
    document.addApart(found, to: .term)
  }

  /// The glossaries as one, read at the first document, shared by the run.
  private func open(_ context: RunContext) throws(Problem) -> Glossary {
    try context.resources.open((["glossary"] + paths).joined(separator: "\u{0}")) { () throws(Problem) -> Glossary in
      var terms: [Glossary.Term] = []
      for path in paths { terms += try Glossary.terms(in: try ByteSource(path: path).whole(), file: path) }
      return Glossary(terms)
    }
  }
}
