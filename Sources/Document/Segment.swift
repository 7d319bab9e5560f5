/// A sentence-sized unit of translation.
public struct Segment: Hashable, Sendable {
  /// UTF-8 byte offsets into the document's text.
  public var range: Range<Int>
  /// Best first.
  public var candidates: [Candidate]

  public init(range: Range<Int>, candidates: [Candidate] = []) {
    self.range = range
    self.candidates = candidates
  }
}

/// A proposed translation of a segment, with where it comes from.
public struct Candidate: Hashable, Sendable {
  public enum Kind: String, Sendable, CaseIterable {
    case context, exact, fuzzy, glossary, dictionary, machine
  }

  public var target: String
  /// 0 to 1, and 1.01 for a context match; penalties are already taken off.
  public var score: Double
  public var kind: Kind
  /// Memory and unit: `news.tmx#dip-0012`.
  public var origin: String
  public var penalties: [Penalty]

  public init(target: String, score: Double, kind: Kind, origin: String, penalties: [Penalty] = []) {
    self.target = target
    self.score = score
    self.kind = kind
    self.origin = origin
    self.penalties = penalties
  }
}

/// Why a candidate's score is lower than the likeness of its words.
public struct Penalty: Hashable, Sendable {
  /// `tags`, `case`, `diacritics`, `numbers`, `alignment` …
  public var reason: String
  /// Taken off the score, 0 to 1.
  public var amount: Double

  public init(_ reason: String, _ amount: Double) {
    self.reason = reason
    self.amount = amount
  }
}
