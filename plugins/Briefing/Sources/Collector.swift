import Document
import Text
import TranslationMemory
import Workbench

/// First pass: takes from each document what the front of the briefing needs, in bounded memory.
struct Collector {
  let options: Options
  private let context: RunContext
  private var model: BriefingModel
  private var strictest: Handling?
  private var picks: TopList<Pick>
  private var figures = TopList<FigurePick>(limit: Limits.figures) { $0.rank < $1.rank }
  private var actors = Tally<Actor>(capacity: Limits.tallied)
  private var places = Tally<Actor>(capacity: Limits.tallied)
  private var terms = Tally<NotedTerm>(capacity: Limits.tallied)
  private var events = Tally<Event>(capacity: Limits.tallied)
  private var publishers = Tally<Publisher>(capacity: Limits.tallied)
  private var notes: [String: Bool] = [:]
  private var editsByStep: [String: Int] = [:]

  /// How much of each list is kept or shown.
  private enum Limits {
    static let figures = 20
    static let actors = 40
    static let places = 20
    static let terms = 20
    static let events = 60
    static let publishers = 50
    static let tallied = 4096
    /// Candidates for the key points, so that repetitions can be told and skipped.
    static let picksPerKeyPoint = 20
  }

  /// A sentence that may become a key point.
  private struct Pick {
    var rank: Int
    var score: Double?
    /// Nil until the sentence is kept.
    var statement: Statement?
    var words: Set<String> = []
  }

  private struct FigurePick {
    var rank: Int
    var figure: Figure
  }

  init(options: Options, context: RunContext) {
    self.options = options
    self.context = context
    let title = options.title.isEmpty ? (context.workflow.isEmpty ? "Briefing" : context.workflow) : options.title
    model = BriefingModel(
      title: title, workflow: context.workflow, audience: options.audience, scope: options.scope,
      handling: HandlingDecision(asked: options.handling, strictest: nil))
    picks = TopList(limit: Limits.picksPerKeyPoint * (options.keyPoints + 3)) { a, b in
      (a.rank, -(a.score ?? 0)) < (b.rank, -(b.score ?? 0))
    }
  }

  /// Takes in the next document.
  mutating func add(_ view: SourceView) -> DocumentRecord {
    for (layer, annotations) in view.document.layers where !annotations.isEmpty { model.layers.insert(layer) }
    addMetadata(view)
    let record = coverage(view)
    model.documents.append(record)
    model.coverage += record.coverage
    model.totals.sentences += view.sentences.count
    model.totals.quotations += Int(record.quotations)
    addChosen(view)
    addEntities(view)
    addTerms(view)
    addDates(view)
    return record
  }

  private mutating func addMetadata(_ view: SourceView) {
    let document = view.document
    let metadata = document.metadata
    if let marking = metadata.handling.flatMap(Handling.init(marking:)) {
      strictest = max(strictest ?? marking, marking)
    }
    if !view.isSegmented { model.totals.unsegmented += 1 }
    if !document.warnings.isEmpty { model.totals.documentsWithWarnings += 1 }
    let edits = view.edits
    if !edits.isEmpty { model.totals.documentsEdited += 1 }
    for (step, count) in edits { editsByStep[step, default: 0] += count }
    let boilerplate = document.blocks.count { $0.role == .boilerplate }
    model.totals.boilerplateBlocks += boilerplate
    if boilerplate > 0 { model.totals.documentsWithBoilerplate += 1 }
    if let published = metadata.published {
      model.totals.earliest = min(model.totals.earliest ?? published.instant, published.instant)
      if published.instant >= model.totals.latest ?? published.instant {
        model.totals.latest = published.instant
        model.cutOff = CutOff(instant: published.instant, precision: published.precision, isGiven: false)
      }
      let day = published.instant.description.prefix { $0 != "T" }
      events.count(
        "published \(day)", at: .whole(view.position),
        Event(
          kind: .published, instant: published.instant, precision: published.precision, original: published.original,
          direction: Languages.direction(ofText: published.original)))
    } else {
      model.totals.undated += 1
    }
    let name = metadata.publisher ?? ""
    if name.isEmpty { model.totals.withoutPublisher += 1 }
    let (grade, reason) = appraisal(metadata.grade)
    publishers.count(
      "\(name)\u{0}\(grade.code)\u{0}\(reason)", at: .whole(view.position),
      Publisher(name: name, grade: grade, reason: reason))
  }

  private func appraisal(_ code: String?) -> (Grade, String) {
    guard let code, !code.isEmpty else { return (options.grade, options.gradeReason) }
    if let grade = Grade(code) { return (grade, "stated with the documents") }
    return (options.grade, "the documents state \"\(code)\", which is no Admiralty grade; \(options.gradeReason)")
  }

  private mutating func coverage(_ view: SourceView) -> DocumentRecord {
    var count = CoverageCount()
    for sentence in view.sentences {
      let part = view.coverage(of: sentence.range)
      count += part
      if part.covered == 0, part.words > 0 { model.totals.uncoveredSentences += 1 }
      switch view.proposalKind(of: sentence) {
      case .exact, .context: model.totals.exactProposals += 1
      case .fuzzy, .machine: model.totals.fuzzyProposals += 1
      default: break
      }
    }
    return DocumentRecord(
      coverage: count, sentences: Int32(clamping: view.sentences.count),
      quotations: Int32(clamping: view.quotationCount))
  }

  private mutating func addChosen(_ view: SourceView) {
    var ranks: [Citation: Int] = [:]
    for chosen in view.chosen {
      ranks[chosen.sentence.citation] = chosen.rank
      var pick = Pick(rank: chosen.rank, score: chosen.score)
      if picks.wouldKeep(pick) {
        let statement = view.statement(chosen)
        let folded = statement.original.folded()
        pick.words = Set(Tokenizer.words(in: folded).map { String(folded.slice($0)) })
        pick.statement = statement
      }
      picks.offer(pick)
    }
    for sentence in view.sentences where !sentence.isTitle {
      addFigures(view, sentence, rank: ranks[sentence.citation] ?? .max)
    }
  }

  private mutating func addFigures(_ view: SourceView, _ sentence: SourceView.Sentence, rank: Int) {
    for range in view.figures(in: sentence) {
      let empty = Figure(original: "", english: "", direction: .leftToRight, citation: sentence.citation)
      var pick = FigurePick(rank: rank, figure: empty)
      if figures.wouldKeep(pick) {
        pick.figure.original = view.original(range)
        pick.figure.english = view.workingTranslation(of: range).line
        pick.figure.direction = view.direction
      }
      figures.offer(pick)
    }
  }

  private mutating func addEntities(_ view: SourceView) {
    for annotation in view.document.annotations("entity") {
      guard let sentence = view.sentence(at: annotation.range.lowerBound) else { continue }
      let features = annotation.features
      let type = features["type"]?.string ?? "unknown"
      // A nationality is an adjective, not somebody who acts.
      guard type != "nationality" else { continue }
      let name = features["name"]?.string ?? view.original(annotation.range)
      let key = type + "\u{0}" + name.folded()
      let note = view.glossaryNote(at: annotation.range)
      let isInferred = ["rule:family-name", "rule:office"].contains(features["origin"]?.string) && type == "person"
      func update(_ actor: inout Actor) {
        if isInferred { actor.inferred += 1 }
        if actor.translation.isEmpty {
          actor.translation = English.senses(of: features["translation"]?.string ?? "").first ?? ""
        }
        if actor.romanised.isEmpty { actor.romanised = features["romanised"]?.string ?? "" }
        if actor.role.isEmpty {
          actor.role = features["role"]?.string ?? ""
          actor.roleInEnglish = view.names.english(of: actor.role, near: annotation.range, in: view)
          if actor.roleInEnglish.isEmpty { actor.roleInEnglish = features["roleTranslation"]?.string ?? "" }
        }
        if actor.note.isEmpty { actor.note = note }
      }
      let actor = Actor(type: type, name: name, direction: Languages.direction(ofText: name))
      if type == "place" {
        places.count(key, at: sentence.citation, actor, update: update)
      } else {
        actors.count(key, at: sentence.citation, actor, update: update)
      }
    }
  }

  private mutating func addTerms(_ view: SourceView) {
    for annotation in view.document.annotations(.term) {
      guard let note = annotation.features["note"]?.string, isLoaded(note),
        let sentence = view.sentence(at: annotation.range.lowerBound)
      else { continue }
      let term = annotation.features["source"]?.string ?? view.original(annotation.range)
      terms.count(
        term, at: sentence.citation,
        NotedTerm(
          term: term, translation: annotation.features["target"]?.string ?? "", note: note,
          origin: annotation.features["origin"]?.string ?? "", direction: Languages.direction(ofText: term)))
    }
  }

  /// Whether a note of the glossary says that a term is the wording of one side; each note is looked at once.
  private mutating func isLoaded(_ note: String) -> Bool {
    if let known = notes[note] { return known }
    if notes.count >= Limits.tallied { notes = [:] }
    let isLoaded = options.loaded.contains(where: note.contains)
    notes[note] = isLoaded
    return isLoaded
  }

  private mutating func addDates(_ view: SourceView) {
    for annotation in view.document.annotations("date") {
      guard let sentence = view.sentence(at: annotation.range.lowerBound),
        let instant = annotation.features["instant"]?.string.flatMap({ Instant(iso8601: $0) })
      else { continue }
      let precision = annotation.features["precision"]?.string.flatMap(Precision.init(rawValue:)) ?? .day
      let isRelative = annotation.features["relative"]?.bool ?? false
      events.count(
        "mentioned \(instant) \(precision) \(isRelative)", at: sentence.citation,
        Event(
          kind: .mentioned, instant: instant, precision: precision, original: view.original(annotation.range),
          isRelative: isRelative, direction: view.direction))
    }
  }
}

extension Collector {
  /// The finished model.
  func finished() -> BriefingModel {
    var model = model
    model.handling = HandlingDecision(asked: options.handling, strictest: strictest)
    model.totals.edits = editsByStep.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    if let now = context.now { model.cutOff = CutOff(instant: now, precision: .minute, isGiven: true) }
    let statements = statements()
    let leading = statements.first.map { first in
      model.documents.count == 1
        ? 1 : min(3, Set(statements.prefix { $0.rank == first.rank }.map(\.citation.document)).count)
    }
    model.bottomLine = Array(statements.prefix(leading ?? 0))
    model.keyPoints = Array(statements.dropFirst(leading ?? 0).prefix(options.keyPoints))
    model.methods = Set((model.bottomLine + model.keyPoints).map(\.method)).sorted()
    model.actors = ranked(actors, Limits.actors) { actor, line in
      actor.mentions = line.count
      actor.documents = line.documents
      actor.citations = line.citations
    }
    model.actors.shown = Actor.inOrder(model.actors.shown)
    model.places = ranked(places, Limits.places) { place, line in
      place.mentions = line.count
      place.documents = line.documents
      place.citations = line.citations
    }
    model.notedTerms = ranked(terms, Limits.terms) { term, line in
      term.mentions = line.count
      term.citations = line.citations
    }
    model.timeline = ranked(events, Limits.events) { event, line in
      event.count = line.count
      event.citations = line.citations
      if event.kind == .published, line.count > 1 { event.precision = .day }
    }
    model.timeline.shown.sort { ($0.instant, $0.kind.rawValue) < ($1.instant, $1.kind.rawValue) }
    model.publishers = ranked(publishers, Limits.publishers) { publisher, line in
      publisher.documents = line.documents
      publisher.citations = line.citations
    }
    model.figures = Ranked(shown: figures.elements.map(\.figure), total: figures.offered)
    show(in: &model)
    model.cautions = model.generatedCautions
    return model
  }

  private func ranked<Element: Sendable>(
    _ tally: Tally<Element>, _ limit: Int, _ finish: (inout Element, Tally<Element>.Line) -> Void
  ) -> Ranked<Element> {
    let shown = tally.lines.prefix(limit).map { line in
      var entry = line.entry
      finish(&entry, line)
      return entry
    }
    return Ranked(shown: shown, total: tally.keys, uncertainty: tally.lost)
  }

  /// The best candidates without repetitions, which become further citations of what they repeat.
  private func statements() -> [Statement] {
    var chosen: [(statement: Statement, words: Set<String>)] = []
    for pick in picks.elements {
      guard let statement = pick.statement else { continue }
      if let at = chosen.firstIndex(where: { Collector.alike($0.words, pick.words) }) {
        if chosen[at].statement.also.count < 5 { chosen[at].statement.also.append(statement.citation) }
      } else if chosen.count < options.keyPoints + 3 {
        chosen.append((statement, pick.words))
      }
    }
    return chosen.map(\.statement)
  }

  /// Whether four fifths of the words of both are the same.
  private static func alike(_ a: Set<String>, _ b: Set<String>) -> Bool {
    let common = a.intersection(b).count
    return common > 0 && 5 * common >= 4 * (a.count + b.count - common)
  }

  /// Settles what is shown: in full the documents that the bottom line and the key points cite and the first of the run, up
  /// to the number that was asked for; of others the sentences that the front cites.
  private func show(in model: inout BriefingModel) {
    var full: Set<Int> = []
    for statement in model.bottomLine + model.keyPoints {
      full.formUnion(([statement.citation] + statement.also).map(\.document))
    }
    var position = 0
    while full.count < min(options.detail, model.documents.count) {
      full.insert(position)
      position += 1
    }
    let lists =
      model.actors.shown.map(\.citations) + model.places.shown.map(\.citations)
      + model.notedTerms.shown.map(\.citations)
      + model.timeline.shown.map(\.citations) + model.publishers.shown.map(\.citations)
      + model.figures.shown.map { [$0.citation] }
    for citation in lists.joined() where !full.contains(citation.document) {
      model.excerpts[citation.document, default: []].insert(citation)
    }
    model.detailed = full.sorted()
  }
}
