/// The likeness of every two sentences, and the rank that a random walk over it gives each.
///
/// The walk is PageRank (Brin and Page, 1998) on weighted edges, as LexRank and TextRank use it.
struct SentenceGraph {
  /// Likeness of all pairs grows with the square of the sentences: only so many, from the first on, are compared.
  static let limit = 1000
  /// The part of the time in which the walk follows an edge.
  static let damping = 0.85
  /// The walk has settled when no rank moves by more than this part of an even share.
  static let tolerance = 1e-4
  static let steps = 100

  let count: Int
  /// Row after row; the diagonal is 0.
  private(set) var edges: [Float]

  init(_ count: Int) {
    self.count = min(count, SentenceGraph.limit)
    edges = Array(repeating: 0, count: self.count * self.count)
  }

  subscript(row: Int, column: Int) -> Float {
    get { edges[row * count + column] }
    set { edges[row * count + column] = newValue }
  }

  /// The ranks, 1 for an even share; 0 for sentences beyond the limit, up to `total`.
  func ranks(of total: Int) -> [Double] {
    guard count > 0 else { return [] }
    var outgoing = [Float](repeating: 0, count: count)
    for row in 0..<count {
      for column in 0..<count { outgoing[row] += edges[row * count + column] }
    }
    let damping = Float(SentenceGraph.damping)
    var ranks = [Float](repeating: 1, count: count)
    for _ in 0..<SentenceGraph.steps {
      // A sentence like no other hands its rank to all.
      var loose: Float = 0
      for row in 0..<count where outgoing[row] == 0 { loose += ranks[row] }
      var next = [Float](repeating: 1 - damping + damping * loose / Float(count), count: count)
      for row in 0..<count where outgoing[row] > 0 {
        let share = damping * ranks[row] / outgoing[row]
        let start = row * count
        for column in 0..<count { next[column] += share * edges[start + column] }
      }
      var change: Float = 0
      for row in 0..<count { change = max(change, abs(next[row] - ranks[row])) }
      ranks = next
      if change < Float(SentenceGraph.tolerance) { break }
    }
    return ranks.map(Double.init) + Array(repeating: 0, count: total - count)
  }
}

extension SentenceMatrix {
  /// Calls `body` with each pair of sentences that share terms, the smaller position first, and the sum over the shared terms
  /// of `product(term, count in one, count in the other)`.
  func forEachPair(
    upTo limit: Int, _ product: (Int, Int32, Int32) -> Float, _ body: (Int, Int, Float) -> Void
  ) {
    let rows = min(count, limit)
    var occurrences = [[(sentence: Int32, count: Int32)]](repeating: [], count: termCount)
    var sums = [Float](repeating: 0, count: rows)
    var touched: [Int] = []
    for sentence in 0..<rows {
      for at in entryStarts[sentence]..<entryStarts[sentence + 1] {
        let entry = entries[at]
        let term = Int(entry.term)
        for earlier in occurrences[term] {
          let other = Int(earlier.sentence)
          if sums[other] == 0 { touched.append(other) }
          sums[other] += product(term, earlier.count, entry.count)
        }
        occurrences[term].append((Int32(sentence), entry.count))
      }
      for other in touched where sums[other] != 0 {
        body(other, sentence, sums[other])
        sums[other] = 0
      }
      touched.removeAll(keepingCapacity: true)
    }
  }
}
