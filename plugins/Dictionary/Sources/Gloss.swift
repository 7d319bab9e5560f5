import Document
import Text
import TranslationMemory
public import Workbench

extension Entry {
  public static let gloss = Entry(
    Manual(
      "dictionary.gloss", version: 1, "Glosses, word by word from a dictionary, what no memory and no glossary covers.",
      help: """
        Words inside the layers `match`, `fragment` and `term` are left alone, so this step comes after those that make them. A
        word is looked up as it stands, then without particles, with the article taken off or put on, without endings and
        pronouns, last without the first letter of a verb; `prefix` and `suffix` tell what was taken off. A gloss is what a
        dictionary says of a word, not a translation of the text.

        A dictionary has the format of dictd: `NAME.index` and `NAME.dict` or `NAME.dict.dz`. Debian's packages `dict-…` put
        theirs into `/usr/share/dictd`. One that is not there is a warning, and nothing is glossed.
        """,
      parameters: [
        .text(
          "dictionary", default: "freedict-ara-eng",
          "Name of an installed dictionary, or path of its index; empty for none."),
        .integer("senses", default: 3, in: 1...20, "How many senses a gloss has at the most."),
      ],
      needs: [.segments], makes: [.gloss])
  ) { settings throws(Problem) in
    try Gloss(settings)
  }.reading { settings throws(Problem) in try Gloss(settings).files }
}

struct Gloss: Processor {
  var dictionary: String
  var senses: Int
  var folder: String

  init(_ settings: Settings) throws(Problem) {
    dictionary = try settings.text("dictionary")
    senses = try settings.integer("senses")
    folder = settings.folder
  }

  /// Where Debian's packages put dictionaries.
  private static let installed = "/usr/share/dictd"

  func process(_ document: inout Document, in context: RunContext) throws(Problem) {
    guard !dictionary.isEmpty else { return }
    let opened = try open(context)
    guard let dictionary = opened.dictionary else { return }
    let covered = [Layer.match, .fragment, .term].flatMap { document.annotations($0).map(\.range) }
      .sorted { $0.lowerBound < $1.lowerBound }
    var next = 0
    var end = 0
    var found: [Annotation] = []
    for segment in document.segments {
      for token in Tokenizer.tokens(in: document.text, segment.range) where token.kind == .word {
        while next < covered.count, covered[next].lowerBound < token.range.upperBound {
          end = max(end, covered[next].upperBound)
          next += 1
        }
        guard end <= token.range.lowerBound else { continue }
        let features = opened.known.features(of: document.text(in: token.range)) { word in
          dictionary.gloss(word, senses: senses).map { described($0, dictionary.name) }
        }
        if let features { found.append(Annotation(range: token.range, features: features)) }
      }
    }
    document.addApart(found, to: .gloss)
  }

  private func described(_ gloss: DictdDictionary.Gloss, _ name: String) -> Fields {
    var features: Fields = [
      "target": .string(gloss.senses.joined(separator: " / ")), "headword": .string(gloss.headword),
      "origin": .string(name),
    ]
    if !gloss.prefix.isEmpty { features["prefix"] = .string(gloss.prefix) }
    if !gloss.suffix.isEmpty { features["suffix"] = .string(gloss.suffix) }
    return features
  }

  /// What was found at the first document: a dictionary, or after one warning none.
  private struct Found: Sendable {
    var dictionary: DictdDictionary?
    let known = KnownWords()
  }

  /// The path of the dictionary's files without their endings.
  private var stem: String {
    let isPath = dictionary.contains("/") || dictionary.hasSuffix(".index")
    let path = isPath ? Paths.resolve(dictionary, in: folder) : Gloss.installed + "/" + dictionary
    return path.hasSuffix(".index") ? String(path.dropLast(6)) : path
  }

  /// What is read, and what would be if it were there.
  var files: [String] { dictionary.isEmpty ? [] : [".index", ".dict.dz", ".dict"].map { stem + $0 } }

  private func open(_ context: RunContext) throws(Problem) -> Found {
    let stem = stem
    return try context.resources.open("dictionary\u{0}\(senses)\u{0}" + stem) { () throws(Problem) -> Found in
      do throws(Problem) {
        let index = try ByteSource(path: stem + ".index").whole()
        let articles = try Gloss.articles(stem)
        return Found(
          dictionary: try DictdDictionary(
            name: Paths.name(stem), index: index, articles: articles, file: stem + ".index"))
      } catch {
        guard error.code == "input.missing" else { throw error }
        context.log(
          .warning,
          "no dictionary \(stem).index: nothing is glossed; install it, as dict-\(dictionary), or set 'dictionary' to \"\""
        )
        return Found()
      }
    }
  }

  private static func articles(_ stem: String) throws(Problem) -> [UInt8] {
    do throws(Problem) {
      return try ByteSource(path: stem + ".dict.dz").whole()
    } catch {
      guard error.code == "input.missing" else { throw error }
      return try ByteSource(path: stem + ".dict").whole()
    }
  }
}
