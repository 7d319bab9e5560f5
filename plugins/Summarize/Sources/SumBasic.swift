/// SumBasic (Nenkova and Vanderwende, "The Impact of Frequency on Summarization", MSR-TR-2005-101): the sentence with the
/// greatest mean probability of its terms among those that hold the likeliest term; then the terms that it told are less
/// likely by a square, and again.
struct SumBasic: Summarizer {
  func choose(_ count: Int, from matrix: SentenceMatrix) -> [Choice] {
    var probabilities = [Double](repeating: 0, count: matrix.termCount)
    var total = 0.0
    for entry in matrix.entries {
      probabilities[Int(entry.term)] += Double(entry.count)
      total += Double(entry.count)
    }
    for term in probabilities.indices { probabilities[term] /= max(total, 1) }

    var selection = Selection(matrix)
    while selection.chosen.count < count {
      var best: (sentence: Int, likeliest: Double, mean: Double)?
      for sentence in 0..<matrix.count where selection.isOpen(sentence) {
        let (likeliest, mean) = measure(matrix.row(sentence), probabilities)
        if let known = best, (likeliest, mean) <= (known.likeliest, known.mean) { continue }
        best = (sentence, likeliest, mean)
      }
      guard let best else { break }
      selection.take(best.sentence, score: best.mean)
      for entry in matrix.row(best.sentence) { probabilities[Int(entry.term)] *= probabilities[Int(entry.term)] }
    }
    let most = selection.chosen.map(\.score).max() ?? 0
    return selection.chosen.map { Choice(sentence: $0.sentence, score: most > 0 ? $0.score / most : 0) }
  }

  private func measure(
    _ row: ArraySlice<SentenceMatrix.Entry>, _ probabilities: [Double]
  ) -> (likeliest: Double, mean: Double) {
    var likeliest = 0.0
    var sum = 0.0
    var length = 0.0
    for entry in row {
      let probability = probabilities[Int(entry.term)]
      likeliest = max(likeliest, probability)
      sum += probability * Double(entry.count)
      length += Double(entry.count)
    }
    return (likeliest, length > 0 ? sum / length : 0)
  }
}
