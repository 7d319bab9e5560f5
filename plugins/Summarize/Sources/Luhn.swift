/// Luhn's method ("The Automatic Creation of Literature Abstracts", IBM Journal 1958): a sentence is worth its best cluster,
/// a stretch whose significant words lie close together: their number squared over the length of the stretch.
struct Luhn: Scorer {
  /// A term is significant from so many occurrences on, or from the most that a term of the text has, where that is less.
  static let significantFrom: Int32 = 3
  /// So many other words may lie between two significant ones of a cluster.
  static let gap = 4

  func scores(_ matrix: SentenceMatrix) -> [Double] {
    var counts = [Int32](repeating: 0, count: matrix.termCount)
    for entry in matrix.entries { counts[Int(entry.term)] += entry.count }
    let least = min(Luhn.significantFrom, counts.max() ?? 0)
    return (0..<matrix.count).map { sentence in
      let words = matrix.words[matrix.wordStarts[sentence]..<matrix.wordStarts[sentence + 1]]
      return bestCluster(words) { $0 >= 0 && counts[Int($0)] >= least }
    }
  }

  private func bestCluster(_ words: ArraySlice<Int32>, _ isSignificant: (Int32) -> Bool) -> Double {
    var best = 0.0
    var start = 0
    var last = -1
    var significant = 0.0
    for (at, word) in words.enumerated() where isSignificant(word) {
      if significant == 0 || at - last - 1 > Luhn.gap {
        start = at
        significant = 0
      }
      significant += 1
      last = at
      best = max(best, significant * significant / Double(at - start + 1))
    }
    return best
  }
}
