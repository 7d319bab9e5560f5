import Document
public import Workbench

extension Entry {
  public static let parseAuto = Entry(
    Manual(
      "parse.auto", version: 1, "Reads a file of any known format, told by its content, then by its name.",
      help: """
        The reader that is surest of the first 4 KiB reads the file; where none is, one that reads files of that extension;
        where there is none, or it cannot, `parse.text`. The document names the reader that made it. The readers run with
        their defaults: name one of them as the step to set its parameters. A reader of bilingual files gives segments too;
        name it as the step where later ones need them.

        A file that is gzip by its content is read through, whatever the reader; `page.html.gz` is then looked at as
        `page.html`. The document's SHA-256 is that of the packed file, its places are those of what was in it.
        """,
      parameters: [
        .texts("only", default: [], "Identifiers of the readers to choose from; empty for all."),
        .integer(
          "unpacked-size", default: UnpackingBounds.standard.size >> 20, in: 1...1_048_576,
          "In MiB: a file packed by gzip that unpacks to more is not read."),
        .integer(
          "unpacked-ratio", default: UnpackingBounds.standard.ratio, in: 1...2_000,
          "A file packed by gzip that unpacks to more than 64 MiB, and so many times its size, is not read."),
      ],
      makes: [.blocks, "ocr"])
  ) { settings throws(Problem) in
    let bounds = UnpackingBounds(
      size: try settings.integer("unpacked-size") << 20, ratio: try settings.integer("unpacked-ratio"))
    return AutoReader(only: try settings.texts("only"), bounds: bounds)
  }
}

struct AutoReader: Reader {
  static let identifier = "parse.auto"
  static let fallback = "parse.text"
  /// A reader that is at least so sure of the content has the file, and its verdict is final.
  private static let sure = 0.5

  var only: [String]
  /// Of what is packed by gzip.
  var bounds = UnpackingBounds.standard

  func read(
    _ source: ByteSource, in context: RunContext, emit: (consuming Document) throws(Problem) -> Void
  ) throws(Problem) {
    let choices = try choices(context.registry)
    let source = source.unpacked(within: bounds)
    let start = try source.prefix(Entry.recognisedPrefix)
    if let entry = AutoReader.surest(of: choices, start) { return try read(source, entry, context, emit) }
    let name = Paths.fileExtension(try source.unpackedName())
    let byName = choices.map(\.entry).filter { entry in entry.manual.formats.contains { $0.extensions.contains(name) } }
    let last = choices.map(\.entry).filter { $0.manual.identifier == AutoReader.fallback }
    var tried: [String] = []
    var emitted = false
    for entry in byName.filter({ $0.manual.identifier != AutoReader.fallback }) + last {
      do throws(Problem) {
        return try read(source, entry, context) { document throws(Problem) in
          emitted = true
          try emit(document)
        }
      } catch {
        if emitted || AutoReader.isFinal(error) { throw error }
        tried.append("\(entry.manual.identifier): \(error.message)")
      }
    }
    throw Problem(
      "input.format", "no reader knows the format of \(source.path)",
      help: tried.isEmpty
        ? "name the reader as the step; `dragoman processors` lists them" : "tried " + tried.joined(separator: "; "))
  }

  /// The readers to choose from; those that need a setting cannot be chosen.
  private func choices(_ registry: Registry) throws(Problem) -> [(entry: Entry, recognises: Entry.Recogniser)] {
    for identifier in only {
      guard case .reader = try registry.required(identifier).role else {
        throw Problem(
          "settings.type", "'only' of parse.auto names \(identifier), which is no reader",
          help: "it takes identifiers such as parse.text")
      }
    }
    return registry.readers.filter { reader in
      let identifier = reader.entry.manual.identifier
      return identifier != AutoReader.identifier && (only.isEmpty || only.contains(identifier))
        && reader.entry.manual.parameters.allSatisfy { $0.defaultValue != nil }
    }
  }

  private static func surest(
    of choices: [(entry: Entry, recognises: Entry.Recogniser)], _ start: ArraySlice<UInt8>
  ) -> Entry? {
    var best: (entry: Entry, likeness: Double)?
    for choice in choices {
      let likeness = choice.recognises(start)
      if likeness >= sure, likeness > best?.likeness ?? 0 { best = (choice.entry, likeness) }
    }
    return best?.entry
  }

  private func read(
    _ source: ByteSource, _ entry: Entry, _ context: RunContext,
    _ emit: (consuming Document) throws(Problem) -> Void
  ) throws(Problem) {
    guard case .reader(let make, _) = entry.role else { return }
    try make(Settings(entry.manual, folder: context.folder)).readUnpacked(
      source, within: bounds, in: context, emit: emit)
  }

  /// Whether another reader would meet the same: there is no such file, it is empty, it cannot be unpacked …
  private static func isFinal(_ problem: Problem) -> Bool {
    problem.code.hasPrefix("gzip.")
      || problem.code.hasPrefix("input.") && problem.code != "input.binary" && problem.code != "input.format"
  }
}
