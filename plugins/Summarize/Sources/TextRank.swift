import Glibc

/// TextRank (Mihalcea and Tarau, "TextRank: Bringing Order into Texts", EMNLP 2004): a random walk between sentences, from
/// each to those that share words, by the number of shared words over the sum of the logarithms of both lengths.
struct TextRank: Scorer {
  func scores(_ matrix: SentenceMatrix) -> [Double] {
    var graph = SentenceGraph(matrix.count)
    let lengths = (0..<graph.count).map { log(Float(max(1, matrix.wordCount($0)))) }
    matrix.forEachPair(upTo: SentenceGraph.limit) { _, one, other in
      Float(min(one, other))
    } _: { one, other, shared in
      // Two sentences of one word each have no length by this measure.
      let length = max(lengths[one] + lengths[other], 1)
      graph[one, other] = shared / length
      graph[other, one] = shared / length
    }
    return graph.ranks(of: matrix.count)
  }
}
