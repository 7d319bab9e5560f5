public import Document
import Text

/// A memory in one direction, ready to be searched: built once, shared by threads, never changed.
///
/// A score is 1 − distance / the greater number of words, the distance counted in words folded by `Folding.matching`. The
/// search misses nothing: a unit whose score reaches the threshold shares at least ⌈threshold · n⌉ of the n words of the segment,
/// so it has one of any n − ⌈threshold · n⌉ + 1 of them; the rarest are looked up.
public struct MemoryIndex: Sendable {
  /// One text of the memory and its translation.
  public struct Unit: Hashable, Sendable {
    public var source: String
    public var target: String
    /// File and unit: `news.tmx#dip-0012`; `news.tmx:17`, by its line, for one without an identifier.
    public var origin: String
    /// How many inline codes the source has.
    public var codes: Int
    /// The segments before and after it where it was translated, as far as the memory says.
    public var previous: String?
    public var next: String?

    public init(
      source: String, target: String, origin: String, codes: Int = 0, previous: String? = nil, next: String? = nil
    ) {
      self.source = source
      self.target = target
      self.origin = origin
      self.codes = codes
      self.previous = previous
      self.next = next
    }
  }

  public let units: [Unit]
  private var vocabulary = Vocabulary()
  /// The words of all units, and where those of each begin.
  private var words: [Int32] = []
  private var starts: [Int32] = [0]
  /// For each word the units that have it, ascending; and where the list of each word begins.
  private var postings: [Int32] = []
  private var postingStarts: [Int32] = []
  private var phrases = PhraseIndex([])

  /// - Parameter units: earlier ones are preferred among equals.
  public init(_ units: [Unit]) {
    self.units = units
    starts.reserveCapacity(units.count + 1)
    var phrases: [(words: [Int32], value: Int32)] = []
    for (at, unit) in units.enumerated() {
      let text = Words(unit.source)
      for word in text.words { words.append(vocabulary.add(word.folded)) }
      starts.append(Int32(words.count))
      if text.words.count >= 2 { phrases.append((text.phrase.map { vocabulary.add($0.folded) }, Int32(at))) }
    }
    self.phrases = PhraseIndex(phrases)
    makePostings()
  }

  private mutating func makePostings() {
    var counts = [Int32](repeating: 0, count: vocabulary.count + 1)
    var seen = [Int32](repeating: -1, count: vocabulary.count)
    func forEachOnce(_ body: (Int, Int32) -> Void, _ seen: inout [Int32]) {
      for unit in units.indices {
        for word in words[Int(starts[unit])..<Int(starts[unit + 1])] where seen[Int(word)] != Int32(unit) {
          seen[Int(word)] = Int32(unit)
          body(Int(word), Int32(unit))
        }
      }
    }
    forEachOnce({ word, _ in counts[word + 1] += 1 }, &seen)
    for word in 0..<vocabulary.count { counts[word + 1] += counts[word] }
    var next = counts
    postings = [Int32](repeating: 0, count: Int(counts[vocabulary.count]))
    seen = [Int32](repeating: -1, count: vocabulary.count)
    var filled = postings
    forEachOnce(
      { word, unit in
        filled[Int(next[word])] = unit
        next[word] += 1
      }, &seen)
    postings = filled
    postingStarts = counts
  }
}

/// A unit that is like a segment.
public struct MemoryMatch: Hashable, Sendable {
  /// Position in ``MemoryIndex/units``.
  public var unit: Int
  public var kind: Candidate.Kind
  /// With penalties taken off; 1.01 for a context match.
  public var score: Double
  public var penalties: [Penalty]
}

extension MemoryIndex {
  /// The best matches of a segment, best first; units with the same source and target are one.
  ///
  /// - Parameters:
  ///   - range: UTF-8 byte offsets of the segment.
  ///   - threshold: the least score, above 0.
  ///   - context: the texts of the segments before and after it.
  public func matches(
    for text: String, _ range: Range<Int>? = nil, threshold: Double, limit: Int,
    context: (previous: String?, next: String?) = (nil, nil)
  ) -> [MemoryMatch] {
    let query = Words(text, range)
    let ids = query.words.map { vocabulary.id($0.folded) }
    guard !ids.isEmpty, limit > 0 else { return [] }
    let likely = near(ids, threshold: threshold)
    let signs = Signs(text, range)
    var found: [MemoryMatch] = []
    for (unit, distance) in likely {
      let length = max(ids.count, Int(starts[unit + 1] - starts[unit]))
      let likeness = MemoryIndex.score(distance, length)
      if found.count >= limit, let worst = found.last, likeness < worst.score { continue }
      let match = judged(unit, likeness, query, signs, context)
      guard match.score >= threshold else { continue }
      if let same = found.firstIndex(where: { isSame($0.unit, unit) }) {
        if found[same].score >= match.score { continue }
        found.remove(at: same)
      }
      let at = found.firstIndex { ($0.score, -$0.unit) < (match.score, -match.unit) } ?? found.count
      found.insert(match, at: at)
      if found.count > limit { found.removeLast() }
    }
    return found
  }

  static func score(_ distance: Int, _ length: Int) -> Double {
    distance == 0 ? 1 : 1 - Double(distance) / Double(length)
  }

  private func isSame(_ a: Int, _ b: Int) -> Bool {
    units[a].source == units[b].source && units[a].target == units[b].target
  }

  /// Every unit whose likeness reaches the threshold, with its distance, in order.
  func near(_ query: [Int32], threshold: Double) -> [(unit: Int, distance: Int)] {
    let count = query.count
    let shared = MemoryIndex.leastShared(count, threshold)
    let rarest = query.sorted { (frequency($0), $0) < (frequency($1), $1) }.prefix(count - shared + 1)
    var candidates: [Int32] = []
    var last: Int32?
    for word in rarest where word >= 0 && word != last {
      last = word
      candidates += postings[Int(postingStarts[Int(word)])..<Int(postingStarts[Int(word) + 1])]
    }
    candidates.sort()
    let measure = WordDistance(query)
    var found: [(unit: Int, distance: Int)] = []
    var previous: Int32 = -1
    for unit in candidates where unit != previous {
      previous = unit
      let range = Int(starts[Int(unit)])..<Int(starts[Int(unit) + 1])
      let length = max(count, range.count)
      let limit = length - MemoryIndex.leastShared(length, threshold)
      if let distance = measure.distance(to: words, range, atMost: limit) { found.append((Int(unit), distance)) }
    }
    return found
  }

  private func frequency(_ word: Int32) -> Int32 {
    word < 0 ? 0 : postingStarts[Int(word) + 1] - postingStarts[Int(word)]
  }

  /// The least number of words in place with which the score of so many words reaches the threshold, by the very arithmetic
  /// of ``score(_:_:)``.
  static func leastShared(_ length: Int, _ threshold: Double) -> Int {
    var shared = max(0, Int((threshold * Double(length)).rounded(.down)) - 1)
    while shared < length, score(length - shared, length) < threshold { shared += 1 }
    return max(shared, 1)
  }

  private func judged(
    _ unit: Int, _ likeness: Double, _ query: Words, _ signs: Signs, _ context: (previous: String?, next: String?)
  ) -> MemoryMatch {
    let penalties = signs.penalties(against: Signs(units[unit].source, nil), codes: units[unit].codes)
    let score = max(0, likeness - penalties.reduce(0) { $0 + $1.amount })
    guard likeness == 1 else { return MemoryMatch(unit: unit, kind: .fuzzy, score: score, penalties: penalties) }
    if penalties.isEmpty, hasContext(units[unit], context) {
      return MemoryMatch(unit: unit, kind: .context, score: 1.01, penalties: [])
    }
    return MemoryMatch(unit: unit, kind: .exact, score: score, penalties: penalties)
  }

  /// Whether the segments around are those that the memory names, and it names one at least.
  private func hasContext(_ unit: Unit, _ context: (previous: String?, next: String?)) -> Bool {
    func agrees(_ stored: String?, _ met: String?) -> Bool {
      guard let stored else { return true }
      return Words(stored).words.map(\.folded) == Words(met ?? "").words.map(\.folded)
    }
    return (unit.previous != nil || unit.next != nil) && agrees(unit.previous, context.previous)
      && agrees(unit.next, context.next)
  }

  /// The words of a segment that a unit really has, in one best alignment.
  ///
  /// - Returns: runs of such words, as UTF-8 byte offsets.
  public func matchedRuns(of unit: Int, in text: String, _ range: Range<Int>? = nil) -> [Range<Int>] {
    let query = Words(text, range)
    let own = Array(words[Int(starts[unit])..<Int(starts[unit + 1])])
    let matched = EditDistance.matchedPositions(own, in: query.words.map { vocabulary.id($0.folded) })
    var runs: [Range<Int>] = []
    var isInRun = false
    for (word, isMatched) in zip(query.words, matched) {
      if isMatched, isInRun, let last = runs.last {
        runs[runs.count - 1] = last.lowerBound..<word.range.upperBound
      } else if isMatched {
        runs.append(word.range)
      }
      isInRun = isMatched
    }
    return runs
  }

  /// A unit that stands whole in a segment.
  public struct Fragment: Hashable, Sendable {
    /// UTF-8 byte offsets of its words, with the particles on the first.
    public var range: Range<Int>
    public var unit: Int
    /// The particles on its first word that the unit does not have, as `و+ل`; empty where there are none.
    public var prefix: String
  }

  /// The units of two words and more that stand whole in a segment, with particles on the first word or without. Marks of
  /// punctuation between the words must agree, but for quotation marks. Of those that overlap, the choice covers most words.
  public func fragments(in text: String, _ range: Range<Int>? = nil) -> [Fragment] {
    let query = Words(text, range)
    let ids = query.items.map { vocabulary.id($0.folded) }
    var pieces: [Cover.Piece] = []
    var found: [(unit: Int, prefix: String)] = []
    for (start, item) in query.items.enumerated() where item.word != nil {
      for (cost, reading) in Reading.withoutParticles(item.folded).enumerated() {
        var lengths: Set<Int> = []
        phrases.forEachPhrase(beginning: vocabulary.id(reading.word), ids[(start + 1)...]) { length, unit in
          guard lengths.insert(length).inserted else { return }
          let words = query.items[start..<start + length].count { $0.word != nil }
          pieces.append(
            Cover.Piece(start: start, length: length, gain: words, cost: cost, value: found.count))
          found.append((Int(unit), reading.partedPrefix))
        }
      }
    }
    return Cover.best(of: pieces, count: query.items.count).compactMap { piece in
      guard let range = query.range(ofItems: piece.start..<piece.start + piece.length, in: text) else { return nil }
      return Fragment(range: range, unit: found[piece.value].unit, prefix: found[piece.value].prefix)
    }
  }
}

/// What a score of words does not see: numbers, punctuation, vowel marks.
private struct Signs {
  private var numbers: [String] = []
  private var punctuation: [String] = []
  private var marks: [UInt32] = []

  init(_ text: String, _ range: Range<Int>?) {
    for token in Tokenizer.tokens(in: text, range) {
      let piece = text.slice(token.range)
      switch token.kind {
      case .number: numbers.append(piece.folded())
      case .punctuation: if piece != "." { punctuation.append(String(piece)) }
      case .word: marks += piece.unicodeScalars.map(\.value).filter { $0 >= 0x064B && $0 <= 0x0652 || $0 == 0x0670 }
      case .symbol: break
      }
    }
    numbers.sort()
  }

  /// What is taken off for each thing that differs.
  func penalties(against other: Signs, codes: Int) -> [Penalty] {
    var penalties: [Penalty] = []
    if numbers != other.numbers { penalties.append(Penalty("numbers", 0.05)) }
    if codes > 0 { penalties.append(Penalty("tags", 0.02)) }
    if punctuation != other.punctuation { penalties.append(Penalty("punctuation", 0.01)) }
    if marks != other.marks { penalties.append(Penalty("diacritics", 0.01)) }
    return penalties
  }
}
