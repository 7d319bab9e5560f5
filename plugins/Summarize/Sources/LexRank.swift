/// LexRank (Erkan and Radev, "LexRank: Graph-based Lexical Centrality as Salience in Text Summarization", JAIR 2004): a
/// random walk between sentences, from each to those that share its rare words. Edges keep their cosine (the paper's
/// continuous form) and begin at its threshold.
struct LexRank: Scorer {
  /// Less likeness than this is chance.
  static let threshold: Float = 0.1

  func scores(_ matrix: SentenceMatrix) -> [Double] {
    var graph = SentenceGraph(matrix.count)
    let squares = matrix.weights.map { Float($0 * $0) }
    let norms = matrix.norms.map { Float($0) }
    matrix.forEachPair(upTo: SentenceGraph.limit) { term, one, other in
      Float(one * other) * squares[term]
    } _: { one, other, sum in
      let cosine = sum / (norms[one] * norms[other])
      guard cosine >= LexRank.threshold else { return }
      graph[one, other] = cosine
      graph[other, one] = cosine
    }
    return graph.ranks(of: matrix.count)
  }
}
