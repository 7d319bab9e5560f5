import Document
import Text
import TranslationMemory
public import Workbench

extension Entry {
  public static let entityGazetteer = Entry(
    Manual(
      "entity.gazetteer", version: 1, "Finds persons, offices, organisations and places.",
      help: """
        Makes the layer `entity`: `type`, `name`, and where they are known `translation`, `romanised`, `role`,
        `roleTranslation`, `rank`, `title` (the words before the name at this place), and `origin`.

        Glossary terms (layer `term`) of the types person, organisation, office, place and nationality are entities of that
        type. In Arabic, persons are also found by rules: a rank, title or office followed by a name, a name in quotation
        marks, a known given name with what follows. A shorter mention (`اللواء باقري`), a family name alone, and an office
        that one person of the text holds are linked to that person: `name` is the fullest form everywhere, and `origin` says
        which rule it was. The layer `gloss`, where it is there, tells words of the dictionary from names.

        Gazetteers are files like those of `glossary.apply`: `source,target,type,note`.
        """,
      parameters: [
        .paths("gazetteers", default: [], "Lists of names beside the glossary; of equal names the earlier wins.")
      ],
      makes: ["entity"])
  ) { settings throws(Problem) in EntityGazetteer(gazetteers: try settings.paths("gazetteers")) }
}

struct EntityGazetteer: Processor {
  var gazetteers: [String]

  func process(_ document: inout Document, in context: RunContext) throws(Problem) {
    let gazetteer = try open(context)
    let blocks = document.blocks.filter { [.title, .body, .caption].contains($0.role) }
    let lines = blocks.map { Line(document, $0, gazetteer) }
    var search = Search(document, lines)
    document.setLayer("entity", search.entities())
  }

  /// The gazetteers as one, read at the first document, shared by the run; nil where there are none.
  private func open(_ context: RunContext) throws(Problem) -> Glossary? {
    guard !gazetteers.isEmpty else { return nil }
    return try context.resources.open((["gazetteer"] + gazetteers).joined(separator: "\u{0}")) {
      () throws(Problem) -> Glossary in
      var terms: [Glossary.Term] = []
      for path in gazetteers { terms += try Glossary.terms(in: try ByteSource(path: path).whole(), file: path) }
      return Glossary(terms)
    }
  }
}

/// The search of one document.
private struct Search {
  private let document: Document
  private let lines: [Line]
  private let counts: Counts
  private var mentions: [Mention] = []
  /// Offices that stand without a name, with the text of each.
  private var offices: [(line: Int, office: Office, text: String)] = []
  /// Offices that are told as the role of the name beside them.
  private var roles: [Range<Int>] = []
  /// Names, and offices that stand for themselves.
  private var taken: [Range<Int>] = []

  init(_ document: Document, _ lines: [Line]) {
    self.document = document
    self.lines = lines
    counts = Counts(lines)
  }

  mutating func entities() -> [Annotation] {
    // The rules are rules of Arabic.
    if document.metadata.language.map({ $0.hasPrefix("ar") }) ?? true {
      for line in lines.indices { walk(line) }
      let full = Persons(mentions)
      let known = taken.sorted { $0.lowerBound < $1.lowerBound }
      for line in lines.indices { findFamilyNames(line, full, known) }
    }
    mentions.sort { $0.range.lowerBound < $1.range.lowerBound }
    let persons = Persons(mentions)

    var found: [Annotation] = []
    for (at, mention) in mentions.enumerated() {
      found.append(
        annotation(mention.range, persons.all[persons.owners[at]], title: mention.title, origin: mention.origin))
    }
    for (line, office, text) in offices { found += entity(line, office, text, persons).map { [$0] } ?? [] }
    taken.sort { $0.lowerBound < $1.lowerBound }
    roles.sort { $0.lowerBound < $1.lowerBound }
    for line in lines { found += termEntities(line) }
    return found
  }
}

extension Search {
  /// Finds names and offices in one line, from its start to its end.
  private mutating func walk(_ number: Int) {
    let line = lines[number]
    var at = 0
    while at < line.words.count {
      if let name = line.quotedName(at: at), name.rank != nil {
        at = add(name, line, office: nil, rank: name.rank, title: name.rank, origin: "rank")
      } else if let office = line.office(at: at) {
        at = walk(number, office)
      } else if let name = line.name(at: at, after: cue(line, before: at), counts) {
        at = addWithApposition(name, line)
      } else {
        at += 1
      }
    }
  }

  private func cue(_ line: Line, before word: Int) -> Line.Cue {
    let verb = SayingVerbs.verb(line.folded(word - 1))
    return verb != nil && verb?.form != .participle ? .verb : .none
  }

  /// An office, with the rank and the name that follow it.
  ///
  /// - Returns: the word to go on at.
  private mutating func walk(_ number: Int, _ office: Office) -> Int {
    let line = lines[number]
    var rank = office.kind == .rank ? office : nil
    var next = office.words.upperBound
    let afterComma = line.isPunctuation(next, Marks.comma) ? next + 1 : next
    if let second = line.office(at: afterComma), second.clitics.isEmpty,
      second.kind == .rank || second.kind == .title && rank != nil
    {
      rank = second
      next = second.words.upperBound
    }
    let cue: Line.Cue = rank != nil && rank?.kind == .rank ? .rank : .office
    var name = line.quotedName(at: next) ?? line.name(at: next, after: cue, counts)
    if name == nil, rank == nil, afterComma > next {
      name = line.name(at: afterComma, after: .none, counts)
      if name == nil, office.kind == .construct { name = line.nameBetweenCommas(at: afterComma) }
    }
    let role = office.kind == .rank ? rank.flatMap { $0.kind == .title ? $0 : nil } : office
    if let name, name.clitics.isEmpty {
      roles.append(line.range(office.words))
      return add(name, line, office: role, rank: name.rank ?? rank, title: office, origin: "title")
    }
    let isSpeaking = self.cue(line, before: office.words.lowerBound) == .verb
    if office.kind != .rank, office.kind != .anonymous || office.words.count > 1 || isSpeaking {
      offices.append((number, office, line.text(office.words, without: office.clitics, document)))
      taken.append(line.range(office.words))
    }
    return office.words.upperBound
  }

  /// A name without a title: the office may follow, mostly between commas.
  private mutating func addWithApposition(_ name: Name, _ line: Line) -> Int {
    let end = name.words.upperBound
    let next = line.isPunctuation(end, Marks.comma) ? end + 1 : end
    guard let office = line.office(at: next), office.clitics.isEmpty,
      office.kind == .construct || office.kind == .title && next > end,
      line.name(at: office.words.upperBound, after: .office, counts) == nil,
      line.quotedName(at: office.words.upperBound) == nil
    else { return add(name, line, office: nil, rank: nil, title: nil, origin: "name") }
    roles.append(line.range(office.words))
    _ = add(name, line, office: office, rank: nil, title: nil, origin: "name")
    return office.words.upperBound
  }

  /// - Parameter title: what the words before the name begin with.
  private mutating func add(
    _ name: Name, _ line: Line, office: Office?, rank: Office?, title: Office?, origin: String
  ) -> Int {
    var words = name.words.map { line.folded($0) }
    words[0] = String(words[0].unicodeScalars.dropFirst(name.clitics.unicodeScalars.count))
    let term = line.term(at: name.words.lowerBound).flatMap { $0.type == "person" && $0.words == name.words ? $0 : nil }
    var text = line.text(name.words, without: name.clitics, document)
    if let term {
      // The glossary may know a rank and a name as one term.
      text = term.headword
      words = Tokenizer.words(in: text).map { text.slice($0).folded() }
    }
    let rank = rank.map { line.text($0.words, without: $0.clitics, document) }
    mentions.append(
      Mention(
        range: line.range(name.words), text: text, words: words,
        role: office.map { line.text($0.words, without: $0.clitics, document) },
        roleTranslation: office.flatMap(line.translation), rank: rank,
        title: title.map { self.title($0, line, before: name.words.lowerBound) }, translation: term?.target,
        origin: term?.origin ?? "rule:" + origin))
    taken.append(line.range(name.words))
    return name.isQuoted ? name.words.upperBound + 1 : name.words.upperBound
  }

  /// The words from an office to a name, without the marks between.
  private func title(_ office: Office, _ line: Line, before name: Int) -> String {
    var end = name
    while end > office.words.upperBound, line.folded(end - 1).isEmpty { end -= 1 }
    return line.text(office.words.lowerBound..<end, without: office.clitics, document)
  }

  /// Family names of known persons that stand alone.
  private mutating func findFamilyNames(_ number: Int, _ persons: Persons, _ known: [Range<Int>]) {
    let line = lines[number]
    for at in line.words.indices where line.words[at].kind == .word {
      guard line.words[at].term == nil, !Search.isTaken(line.words[at].range, known) else { continue }
      let isCued = cue(line, before: at) == .verb || line.office(at: at - 1) != nil
      for (clitics, word) in Lexicon.withoutClitics(line.folded(at)) {
        guard let person = persons.withLastWord(word), !Lexicon.function.contains(word) else { continue }
        let isDistinct = word.unicodeScalars.count >= 4 && !line.words[at].isInDictionary && !Lexicon.isCommon(word)
        guard isCued || isDistinct else { continue }
        let first = fullName(line, at, persons.all[person].words)
        let text =
          first < at
          ? line.text(first..<at + 1, without: "", document) : line.text(at..<at + 1, without: clitics, document)
        let words = first < at ? (first...at).map { line.folded($0) } : [word]
        mentions.append(
          Mention(range: line.range(first..<at + 1), text: text, words: words, origin: "rule:family-name"))
        taken.append(line.range(first..<at + 1))
        break
      }
    }
  }

  /// Where a known name begins that ends at a word.
  private func fullName(_ line: Line, _ last: Int, _ name: [String]) -> Int {
    var first = last
    for word in name.dropLast().reversed() where first > 0 && line.folded(first - 1) == word { first -= 1 }
    return first
  }

  private static func isTaken(_ range: Range<Int>, _ taken: [Range<Int>]) -> Bool {
    let after = taken.partitionPoint { $0.upperBound > range.lowerBound }
    return after < taken.count && taken[after].lowerBound < range.upperBound
  }
}

extension Search {
  private func annotation(_ range: Range<Int>, _ person: Person, title: String?, origin: String) -> Annotation {
    var features: Fields = ["type": "person", "name": .string(person.name)]
    features["translation"] = person.translation.map { .string($0) }
    features["romanised"] = .string(Romanisation.romanise(person.name))
    features["role"] = (person.role ?? person.rank).map { .string($0) }
    features["roleTranslation"] = person.roleTranslation.map { .string($0) }
    features["rank"] = person.rank.map { .string($0) }
    features["title"] = title.map { .string($0) }
    features["origin"] = .string(origin)
    return Annotation(range: range, features: features)
  }

  /// An office without a name: the person who holds it, where the text tells of just one.
  private func entity(_ number: Int, _ office: Office, _ text: String, _ persons: Persons) -> Annotation? {
    let line = lines[number]
    let range = line.range(office.words)
    // A title between commas is said of the name before it, which the rules may not have known.
    let isApposition = line.isPunctuation(office.words.lowerBound - 1, Marks.comma)
    if office.kind != .anonymous, let person = persons.withRole(text),
      office.words.count > 1 || persons.isNamed(person, before: range.lowerBound) && !isApposition
    {
      return annotation(range, persons.all[person], title: nil, origin: "rule:office")
    }
    let term = line.term(at: office.words.lowerBound)
    if office.kind == .title, !Lexicon.standing.contains(office.head) { return nil }
    var features: Fields = ["type": "office", "name": .string(text)]
    features["translation"] = line.translation(office).map { .string($0) }
    features["origin"] = .string(term?.origin ?? "rule:office")
    return Annotation(range: range, features: features)
  }

  /// The glossary's entities that no person or office holds already.
  private func termEntities(_ line: Line) -> [Annotation] {
    line.terms.compactMap { term in
      guard term.isListed || Search.types.contains(term.type) && isSpecific(term, line) else { return nil }
      if Search.isTaken(term.range, taken) { return nil }
      if term.type == "office", Search.isTaken(term.range, roles) { return nil }
      var features: Fields = ["type": .string(term.type), "name": .string(term.headword)]
      features["translation"] = term.target.isEmpty ? nil : .string(term.target)
      if term.type != "office" && term.type != "nationality" {
        features["romanised"] = .string(Romanisation.romanise(term.headword))
      }
      features["origin"] = .string(term.origin)
      return Annotation(range: term.range, features: features)
    }
  }

  private static let types: Set<String> = ["person", "organisation", "office", "place", "nationality"]

  /// Whether a term names one body or place: `وزارة` (ministry) names none, `العالم` (the world, or a channel) perhaps.
  private func isSpecific(_ term: Line.Term, _ line: Line) -> Bool {
    if term.type == "person" { return line.isWhole(term) }
    if term.type == "office" { return term.words.count > 1 }
    guard term.type == "organisation" else { return true }
    guard !term.target.contains(" / "), let first = term.target.unicodeScalars.first else { return false }
    return first.properties.isUppercase || term.target.hasPrefix("the ") || !first.properties.isAlphabetic
  }
}
