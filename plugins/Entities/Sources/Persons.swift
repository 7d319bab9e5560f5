import Text

/// A place where a person is named.
struct Mention {
  /// UTF-8 byte offsets into the document's text.
  var range: Range<Int>
  /// As in the text, without marks and without what is joined to it.
  var text: String
  /// The name's words, folded.
  var words: [String]
  /// The office that stands beside the name.
  var role: String?
  var roleTranslation: String?
  var rank: String?
  /// All words of title before the name here.
  var title: String?
  var translation: String?
  var origin: String
}

/// One person of a document, put together from mentions.
struct Person {
  /// The fullest form.
  var name: String
  var words: [String]
  var role: String?
  var roleTranslation: String?
  var rank: String?
  var translation: String?

  /// The words by which offices are compared: of the role, else of the rank.
  var roleWords: Set<String> = []
}

/// The persons of a document, and which mention is whose.
struct Persons {
  private(set) var all: [Person] = []
  /// For each mention, the position of its person.
  private(set) var owners: [Int] = []
  /// Where each person is first named.
  private var starts: [Int] = []
  /// Persons by the last word of their name.
  private var byLastWord: [String: [Int]] = [:]
  private var byFirstWord: [String: [Int]] = [:]
  /// Persons by the first word of their role.
  private var byHead: [String: [Int]] = [:]

  /// Full names become persons; a shorter mention belongs to the person whose name holds its words and ends alike, the one
  /// named last before it, else the first after it.
  init(_ mentions: [Mention]) {
    owners = Array(repeating: -1, count: mentions.count)
    for (at, mention) in mentions.enumerated() where mention.words.count > 1 { owners[at] = place(mention) }
    var recent: [String: Int] = [:]
    for (at, mention) in mentions.enumerated() {
      let last = mention.words.last ?? ""
      if owners[at] < 0 {
        owners[at] = recent[last] ?? byLastWord[last]?.first ?? longer(mention.words) ?? add(mention)
      }
      recent[last] = owners[at]
    }
    for (at, mention) in mentions.enumerated() { describe(owners[at], mention) }
    starts = Array(repeating: .max, count: all.count)
    for (at, mention) in mentions.enumerated() {
      starts[owners[at]] = min(starts[owners[at]], mention.range.lowerBound)
    }
    for at in all.indices {
      let role = all[at].role ?? all[at].rank ?? ""
      all[at].roleWords = Persons.comparable(role)
      if let head = Persons.first(role) { byHead[head, default: []].append(at) }
    }
  }

  /// Whether a person is named before a place in the text.
  func isNamed(_ person: Int, before offset: Int) -> Bool { starts[person] < offset }

  /// The person whose family name a word is; nil where there is none, or more than one.
  func withLastWord(_ word: String) -> Int? {
    guard let same = byLastWord[word], same.count == 1 else { return nil }
    return same[0]
  }

  /// The person who has an office, by the words of it that the text gives: all of them are words of the role, and the first is
  /// the role's first; nil where that fits none, or more than one.
  func withRole(_ office: String) -> Int? {
    let words = Persons.comparable(office)
    guard let head = Persons.first(office) else { return nil }
    let fitting = (byHead[head] ?? []).filter { words.isSubset(of: all[$0].roleWords) }
    return fitting.count == 1 ? fitting[0] : nil
  }

  private mutating func place(_ mention: Mention) -> Int {
    if let person = longer(mention.words) { return person }
    let known = byLastWord[mention.words.last ?? ""] ?? []
    for person in known where Persons.agree(all[person].words, mention.words) {
      if mention.words.count > all[person].words.count {
        if mention.words[0] != all[person].words[0] { byFirstWord[mention.words[0], default: []].append(person) }
        all[person].name = mention.text
        all[person].words = mention.words
        all[person].translation = mention.translation
      }
      return person
    }
    return add(mention)
  }

  /// The one person whose name begins with these words: `عبد العزيز` for `عبد العزيز بن خليفة`.
  private func longer(_ words: [String]) -> Int? {
    guard words.count > 1 else { return nil }
    var found: Int?
    for person in byFirstWord[words[0]] ?? [] where all[person].words.count > words.count {
      guard all[person].words.starts(with: words) else { continue }
      if found != nil { return nil }
      found = person
    }
    return found
  }

  private mutating func add(_ mention: Mention) -> Int {
    all.append(Person(name: mention.text, words: mention.words, translation: mention.translation))
    byLastWord[mention.words.last ?? "", default: []].append(all.count - 1)
    byFirstWord[mention.words.first ?? "", default: []].append(all.count - 1)
    return all.count - 1
  }

  private mutating func describe(_ person: Int, _ mention: Mention) {
    if all[person].role == nil, let role = mention.role {
      all[person].role = role
      all[person].roleTranslation = mention.roleTranslation
    }
    if all[person].rank == nil { all[person].rank = mention.rank }
    if all[person].translation == nil, mention.words.count == all[person].words.count {
      all[person].translation = mention.translation
    }
  }

  /// Whether the words of the shorter name stand in the longer one in the same order.
  private static func agree(_ one: [String], _ other: [String]) -> Bool {
    let (short, long) = one.count < other.count ? (one, other) : (other, one)
    var rest = short[...]
    for word in long where word == rest.first { rest = rest.dropFirst() }
    return rest.isEmpty
  }

  /// The words of an office without article, particles and endings of gender: `الأركان العامة` and `الاركان العام` are alike.
  private static func comparable(_ office: String) -> Set<String> {
    Set(Tokenizer.words(in: office).map { bare(office.slice($0).folded()) })
  }

  private static func first(_ office: String) -> String? {
    Tokenizer.words(in: office).first.map { bare(office.slice($0).folded()) }
  }

  private static func bare(_ word: String) -> String {
    var letters = Array(word.unicodeScalars)
    for prefix in ["وال", "بال", "لل", "ال"]
    where word.hasPrefix(prefix) && letters.count > prefix.unicodeScalars.count + 1 {
      letters.removeFirst(prefix.unicodeScalars.count)
      break
    }
    if letters.count > 3, letters.last == "ه" { letters.removeLast() }
    return letters.reduce(into: "") { $0.unicodeScalars.append($1) }
  }
}
