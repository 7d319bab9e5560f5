import Document
import Text
public import Workbench

extension Entry {
  public static let quoteAttribute = Entry(
    Manual(
      "quote.attribute", version: 1, "Finds who said what in Arabic texts.",
      help: """
        Makes the layer `quote`; the range is what is said. `speaker` is a person's fullest name or the words of the text,
        `role` the speaker's office, `verb` the verb as it stands, `verbTranslation` its English, `kind` is `direct` for words in
        quotation marks and `indirect` for the rest. Several speakers of one statement are an annotation each.

        A statement follows a verb of saying: in quotation marks, behind `أن` or a colon, or as the verb's complement (`رحب
        بزيارة`). The speaker is the verb's subject; a verb without one means the last speaker, a participle (`قائلا`) the
        subject of its sentence. Where the rules cannot tell who speaks, they are silent.
        """,
      needs: [.segments, "entity"], makes: ["quote"])
  ) { _ throws(Problem) in QuoteAttribute() }
}

struct QuoteAttribute: Processor {
  func process(_ document: inout Document, in context: RunContext) throws(Problem) {
    guard document.metadata.language.map({ $0.hasPrefix("ar") }) ?? true else { return }
    var attribution = Attribution()
    for block in document.body { attribution.walk(Passage(document, block), document) }
    document.setLayer("quote", attribution.found)
  }
}

/// The reports of one document, found from its start to its end.
struct Attribution {
  private(set) var found: [Annotation] = []
  /// Who spoke last, the gender of the verb, and how many sentences ago.
  private var last: (speakers: [Speaker], gender: SayingVerb.Gender?, age: Int)?
  /// The subject of the sentence, for its participles.
  private var subject: [Speaker]?
  /// The first word of the sentence at hand.
  private var sentence = 0

  /// After so many sentences a verb without a subject means somebody whom the rules did not see.
  private static let memory = 4
  /// Imperfects that have no subject of their own are mostly passive (`يعتبر`, `يذكر أن`), but for these.
  private static let continuing: Set<String> = ["قال", "أضاف", "أوضح", "أردف", "تابع", "استطرد", "أكد"]
}

extension Attribution {
  mutating func walk(_ passage: Passage, _ document: Document) {
    var at = 0
    var sentenceEnd = 0
    /// Up to here words belong to a statement; a verb in it reports what the speaker reports.
    var told = 0
    var quoted: Set<Int> = []
    while at < passage.words.count {
      if at >= sentenceEnd {
        sentenceEnd = passage.sentenceEnds[at]
        subject = nil
        sentence = at
        if let known = last {
          last = known.age < Attribution.memory ? (known.speakers, known.gender, known.age + 1) : nil
        }
      }
      defer { at += 1 }
      guard at >= told, !passage.isQuoted(at), let (verb, length) = verb(passage, at) else { continue }
      guard let report = report(passage, at, verb, length, told, document) else { continue }
      if report.statement.kind == .direct, !quoted.insert(report.statement.words.upperBound).inserted { continue }
      told = max(told, report.statement.words.upperBound)
      let said = passage.range(report.statement.words)
      let spoken = document.text(in: passage.range(at..<at + length))
      for speaker in report.speakers { add(said, speaker, spoken, verb, report.statement.kind, document) }
      subject = report.speakers
      if verb.form != .participle { last = (report.speakers, verb.gender, 0) }
    }
  }

  /// The verb at a word and how many words it has: `أكد`, `ومضى إلى القول`.
  private func verb(_ passage: Passage, _ at: Int) -> (SayingVerb, Int)? {
    if let verb = SayingVerbs.verb(passage.word(at)) { return (verb, 1) }
    guard Attribution.moving.contains(passage.word(at)), passage.word(at + 1) == "الي", passage.word(at + 2) == "القول"
    else { return nil }
    let frame = SayingVerb.Frame(takesObject: false, prepositions: [])
    return (SayingVerb(lemma: "مضى إلى القول", english: "went on to say", form: .perfect, gender: nil, frame: frame), 3)
  }

  private static let moving: Set<String> = [
    "مضي", "ومضي", "ذهب", "وذهب", "خلص", "وخلص", "ذهبت", "وذهبت", "خلصت", "وخلصت", "مضت", "ومضت",
  ]

  private mutating func report(
    _ passage: Passage, _ at: Int, _ verb: SayingVerb, _ length: Int, _ told: Int, _ document: Document
  ) -> (speakers: [Speaker], statement: Statement)? {
    if verb.form == .participle {
      guard passage.reports(verb, at), let speakers = subject ?? opening(passage, at, from: sentence),
        let statement = passage.statement(of: verb, from: at + 1, hasSubject: false)
      else { return nil }
      return (speakers, statement)
    }
    if Function.blocking.contains(passage.word(at - 1)) { return nil }
    switch passage.subject(of: verb, endingAt: at + length, document) {
    case .unclear:
      if passage.reports(verb, at) { (last, subject) = (nil, nil) }
      return nil
    case .named(let speakers, let end):
      let statement = passage.statement(of: verb, from: end, hasSubject: true) ?? earlier(passage, at, told)
      guard let statement, let speakers = passage.completed(speakers, end, statement) ?? resolved(speakers) else {
        return nil
      }
      return (speakers, statement)
    case .absent:
      let statement = passage.statement(of: verb, from: at + length, hasSubject: false) ?? earlier(passage, at, told)
      guard let statement else { return nil }
      if let speaker = passage.subject(before: at) { return ([speaker], statement) }
      if Function.later.contains(passage.word(at - 1)) { return nil }
      // `قالوا` means more than one.
      let isPlural = passage.word(at).hasSuffix("وا") || passage.word(at).hasSuffix("ون")
      if isPlural, last?.speakers.count == 1 { return nil }
      guard let known = last, agrees(known.gender, verb), opensClause(passage, at) else { return nil }
      if verb.form == .imperfect, !Attribution.continuing.contains(verb.lemma) { return nil }
      return (known.speakers, statement)
    }
  }

  /// Whether no subject can stand before a verb: it opens the sentence, or follows a mark or a conjunction.
  private func opensClause(_ passage: Passage, _ at: Int) -> Bool {
    if at == 0 || passage.sentenceEnds[at - 1] != passage.sentenceEnds[at] { return true }
    return Attribution.isJoined(passage.word(at)) || passage.word(at - 1).isEmpty
      || ["كما", "ثم", "حيث", "وقد", "قد", "اذ"].contains(passage.word(at - 1))
  }

  /// Whether a folded verb has و or ف before it.
  static func isJoined(_ word: String) -> Bool {
    (word.hasPrefix("و") || word.hasPrefix("ف")) && SayingVerbs.verb(String(word.dropFirst())) != nil
  }

  private func agrees(_ gender: SayingVerb.Gender?, _ verb: SayingVerb) -> Bool {
    guard let gender, let own = verb.gender else { return true }
    return gender == own
  }

  /// Who is meant by `المصدر ذاته`, `المتحدث`, `المسؤول الحكومي ذاته`: who spoke last, nil where nobody did.
  private func resolved(_ speakers: [Speaker]) -> [Speaker]? {
    guard speakers.count == 1 else { return speakers }
    let words = Tokenizer.words(in: speakers[0].name).map { speakers[0].name.slice($0).folded() }
    guard let first = words.first, let end = words.last else { return nil }
    let isSame = Function.itself.contains(end) || words.count == 1 && Function.same.contains(first)
    return isSame ? last?.speakers : speakers
  }

  /// Words in quotation marks right before the verb: `"…"، يقول الوزير`.
  private func earlier(_ passage: Passage, _ verb: Int, _ told: Int) -> Statement? {
    let mark = passage.isComma(verb - 1) ? verb - 2 : verb - 1
    guard let quotation = passage.quotation(closedAt: mark), quotation.lowerBound >= told, passage.isSpeech(quotation)
    else { return nil }
    return Statement(words: quotation, kind: .direct)
  }

  /// The subject of a sentence that opens with a verb of another kind: `التقى الوزير …، مؤكدا`.
  private func opening(_ passage: Passage, _ at: Int, from start: Int) -> [Speaker]? {
    for first in start + 1...start + 2 where first < at {
      guard let entity = passage.entity(at: first), !Function.prepositions.contains(passage.word(first - 1)) else {
        continue
      }
      let found = passage.entities[entity]
      if found.type == "person" || found.type == "office" { return [Speaker(name: found.name, role: found.role)] }
    }
    return nil
  }

  /// `وأكد` is `أكد`; `وصف` stays.
  private static func withoutConjunction(_ verb: Substring) -> String {
    guard let first = verb.unicodeScalars.first, first == "و" || first == "ف" else { return String(verb) }
    let rest = String(verb.unicodeScalars.dropFirst())
    let word = rest.prefix { $0 != " " }.folded()
    return SayingVerbs.verb(word) != nil || moving.contains(word) ? rest : String(verb)
  }

  private mutating func add(
    _ range: Range<Int>, _ speaker: Speaker, _ spoken: Substring, _ verb: SayingVerb, _ kind: Statement.Kind,
    _ document: Document
  ) {
    var features: Fields = ["speaker": .string(speaker.name)]
    features["role"] = speaker.role.flatMap { $0 == speaker.name ? nil : .string($0) }
    features["verb"] = .string(Attribution.withoutConjunction(spoken))
    features["verbTranslation"] = .string(verb.english)
    features["kind"] = .string(kind.rawValue)
    found.append(Annotation(range: range, features: features))
  }
}
