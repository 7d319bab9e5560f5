import TranslationMemory

/// How many words of a text each source of English covers. A word counts once, for the best source it has.
struct CoverageCount: Equatable, Sendable {
  /// Words that the best whole-segment candidate matches: the unit's source is the segment (exact), or like it (fuzzy).
  var exact = 0
  var fuzzy = 0
  /// Words inside a memory unit that occurs in the segment as a whole.
  var fragment = 0
  var glossary = 0
  var dictionary = 0
  var none = 0

  var words: Int { exact + fuzzy + fragment + glossary + dictionary + none }
  var covered: Int { words - none }

  /// The shares in the order in which a reader trusts them: key in JSON, label, count.
  var shares: [(key: String, label: String, count: Int)] {
    [
      ("exact", "Memory, exact", exact), ("fuzzy", "Memory, fuzzy", fuzzy), ("fragment", "Memory, fragments", fragment),
      ("glossary", "Glossary", glossary), ("dictionary", "Dictionary", dictionary), ("none", "Nothing", none),
    ]
  }

  mutating func add(_ origin: Coverage.Origin) {
    switch origin {
    case .memory(.context), .memory(.exact): exact += 1
    case .memory(.fuzzy): fuzzy += 1
    case .memory(.fragment): fragment += 1
    case .glossary: glossary += 1
    case .dictionary: dictionary += 1
    case .none: none += 1
    }
  }

  static func += (total: inout CoverageCount, part: CoverageCount) {
    total.exact += part.exact
    total.fuzzy += part.fuzzy
    total.fragment += part.fragment
    total.glossary += part.glossary
    total.dictionary += part.dictionary
    total.none += part.none
  }
}
