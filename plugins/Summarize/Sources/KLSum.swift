import Glibc

/// KLSum (Haghighi and Vanderwende, "Exploring Content Models for Multi-Document Summarization", NAACL 2009): sentence by
/// sentence, the one that brings the summary's distribution of terms closest to the text's, by Kullback-Leibler divergence.
struct KLSum: Summarizer {
  /// Added to every count of the summary, so that a term not told yet has some probability.
  static let smoothing = 0.01

  func choose(_ count: Int, from matrix: SentenceMatrix) -> [Choice] {
    var text = [Double](repeating: 0, count: matrix.termCount)
    var total = 0.0
    for entry in matrix.entries {
      text[Int(entry.term)] += Double(entry.count)
      total += Double(entry.count)
    }
    guard total > 0 else { return Lead().choose(count, from: matrix) }
    let terms = Double(text.lazy.filter { $0 > 0 }.count)
    var told = [Double](repeating: KLSum.smoothing, count: matrix.termCount)
    var length = KLSum.smoothing * terms

    var selection = Selection(matrix)
    while selection.chosen.count < count {
      var best: (sentence: Int, gain: Double)?
      for sentence in 0..<matrix.count where selection.isOpen(sentence) {
        // What the divergence falls by: only the candidate's terms and the length change.
        var gain = 0.0
        var added = 0.0
        for entry in matrix.row(sentence) {
          let term = Int(entry.term)
          let more = Double(entry.count)
          gain += text[term] / total * log((told[term] + more) / told[term])
          added += more
        }
        gain -= log((length + added) / length)
        if let known = best, gain <= known.gain { continue }
        best = (sentence, gain)
      }
      guard let best else { break }
      for entry in matrix.row(best.sentence) {
        told[Int(entry.term)] += Double(entry.count)
        length += Double(entry.count)
      }
      selection.take(best.sentence, score: best.gain)
    }
    let most = selection.chosen.map(\.score).max() ?? 0
    return selection.chosen.map { Choice(sentence: $0.sentence, score: most > 0 ? max(0, $0.score / most) : 0) }
  }
}
