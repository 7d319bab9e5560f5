import Document
import Text

/// Everything that the front part of a briefing says. Its size does not grow with the documents, but for `documents`, which
/// has one small record for each.
struct BriefingModel: Sendable {
  var title: String
  var workflow: String
  var audience: String
  var scope: String
  var handling: HandlingDecision
  var cutOff: CutOff?
  var totals = Totals()
  var coverage = CoverageCount()
  var documents: [DocumentRecord] = []
  var bottomLine: [Statement] = []
  var keyPoints: [Statement] = []
  var actors = Ranked<Actor>()
  var places = Ranked<Actor>()
  var figures = Ranked<Figure>()
  var notedTerms = Ranked<NotedTerm>()
  var timeline = Ranked<Event>()
  var publishers = Ranked<Publisher>()
  /// Layers that at least one document carries.
  var layers: Set<String> = []
  /// Methods that chose the key points, sorted.
  var methods: [String] = []
  var cautions: [String] = []
  /// Positions of the documents that HTML and Markdown show in full, in order.
  var detailed: [Int] = []
  /// The sentences that the front cites in other documents, by position: of those only these are shown.
  var excerpts: [Int: Set<Citation>] = [:]

  /// Positions of all documents that are shown, in order.
  var shown: [Int] { (detailed + excerpts.keys).sorted() }
  var leftOut: Int { documents.count - detailed.count - excerpts.count }
}

/// The time up to which the briefing knows.
struct CutOff: Equatable, Sendable {
  var instant: Instant
  var precision: Precision
  /// Whether the run was told the time; otherwise it is the latest publication among the inputs.
  var isGiven: Bool

  var basis: String {
    isGiven ? "time given to the run" : "latest publication among the documents; the run was not told the time"
  }
}

/// Sums over all documents.
struct Totals: Sendable {
  var sentences = 0
  var uncoveredSentences = 0
  var quotations = 0
  var undated = 0
  var unsegmented = 0
  var withoutPublisher = 0
  var boilerplateBlocks = 0
  var documentsWithBoilerplate = 0
  var documentsWithWarnings = 0
  var documentsEdited = 0
  /// Edits of the text by step, in the order of the steps' names.
  var edits: [(step: String, count: Int)] = []
  var exactProposals = 0
  var fuzzyProposals = 0
  var earliest: Instant?
  var latest: Instant?
}

/// What is kept of each document: a few numbers.
struct DocumentRecord: Equatable, Sendable {
  var coverage: CoverageCount
  var sentences: Int32
  var quotations: Int32
}

/// A sentence of a source, chosen for the front of the briefing.
struct Statement: Equatable, Sendable {
  var citation: Citation
  /// Sentences elsewhere that say the same in nearly the same words.
  var also: [Citation]
  var original: String
  var language: String
  var direction: Direction
  var translation: WorkingTranslation
  var rank: Int
  var score: Double?
  var method: String
}

/// The first lines of a longer list.
struct Ranked<Element: Sendable>: Sendable {
  var shown: [Element] = []
  var total = 0
  /// The most that a count may be too low, where there were too many keys to count each.
  var uncertainty = 0
  var leftOut: Int { max(0, total - shown.count) }
}

/// A person, organisation, office or place.
struct Actor: Equatable, Sendable {
  var type: String
  /// As the entity step names it: the fullest form of the text.
  var name: String
  var translation = ""
  var romanised = ""
  var role = ""
  var roleInEnglish = ""
  /// What the glossary says of the name.
  var note = ""
  var direction: Direction
  var mentions = 0
  /// Mentions by an office or a family name alone, which a rule gave to this person.
  var inferred = 0
  var documents = 0
  var citations: [Citation] = []

  /// Persons, organisations, offices, then the rest, each kind as it was.
  static func inOrder(_ actors: [Actor]) -> [Actor] {
    let kinds = ["person", "organisation", "office"]
    return (kinds.map { kind in actors.filter { $0.type == kind } } + [actors.filter { !kinds.contains($0.type) }])
      .flatMap { $0 }
  }
}

/// A number with the words after it.
struct Figure: Equatable, Sendable {
  var original: String
  var english: String
  var direction: Direction
  var citation: Citation
}

/// A glossary term whose note says that it is the wording of one side.
struct NotedTerm: Equatable, Sendable {
  var term: String
  var translation: String
  var note: String
  var origin: String
  var direction: Direction
  var mentions = 0
  var citations: [Citation] = []
}

/// A point of the timeline: a day on which documents were published, or a date that they mention.
struct Event: Equatable, Sendable {
  enum Kind: String, Sendable {
    case published
    case mentioned
  }
  var kind: Kind
  var instant: Instant
  var precision: Precision
  /// The words of the source that first said so.
  var original: String
  /// Whether the date was reckoned from the day of publication: "today", "yesterday".
  var isRelative = false
  var direction: Direction
  /// How many documents were published then, or how many mentions there are.
  var count = 0
  var citations: [Citation] = []
}

/// A publisher with the grade of its documents.
struct Publisher: Equatable, Sendable {
  /// Empty where the documents do not say.
  var name: String
  var grade: Grade
  var reason: String
  var documents = 0
  var citations: [Citation] = []
}

extension Instant {
  /// As an English reader expects it: `20 January 2025, 03:56 UTC`, as far as it is known.
  func words(_ precision: Precision) -> String {
    let names = [
      "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
      "December",
    ]
    let parts = civil
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let month = "\(names[parts.month - 1]) \(parts.year)"
    switch precision {
    case .year: return "\(parts.year)"
    case .month: return month
    case .day: return "\(parts.day) \(month)"
    case .hour, .minute: return "\(parts.day) \(month), \(two(parts.hour)):\(two(parts.minute)) UTC"
    case .second: return "\(parts.day) \(month), \(two(parts.hour)):\(two(parts.minute)):\(two(parts.second)) UTC"
    }
  }
}
