/// A way of choosing sentences that stand for a whole text.
protocol Summarizer {
  /// The best sentences, best first, at most so many; none that nearly repeats another.
  func choose(_ count: Int, from matrix: SentenceMatrix) -> [Choice]
}

/// A chosen sentence, with a score from 0 to 1.
struct Choice: Equatable {
  /// Position in the matrix.
  var sentence: Int
  var score: Double
}

/// A summarizer that gives each sentence its worth, whatever else is chosen.
protocol Scorer: Summarizer {
  /// One score a sentence, none negative.
  func scores(_ matrix: SentenceMatrix) -> [Double]
}

extension Scorer {
  func choose(_ count: Int, from matrix: SentenceMatrix) -> [Choice] {
    Selection(matrix).choose(count, by: scaled(scores(matrix)))
  }
}

/// Takes sentences one after another, passing over those that repeat what is already chosen.
struct Selection {
  /// Two sentences that share more than this part of their terms (Dice's coefficient) say the same: one is the other with a
  /// word changed.
  static let duplicate = 0.7

  private let matrix: SentenceMatrix
  private(set) var chosen: [Choice] = []
  /// For each sentence, the greatest cosine with a chosen one.
  private(set) var likeness: [Double]
  /// Sentences that are chosen, or nearly repeat a chosen one.
  private var isClosed: [Bool]

  init(_ matrix: SentenceMatrix) {
    self.matrix = matrix
    likeness = Array(repeating: 0, count: matrix.count)
    isClosed = Array(repeating: false, count: matrix.count)
  }

  /// Whether a sentence may still be chosen.
  func isOpen(_ sentence: Int) -> Bool { !isClosed[sentence] }

  mutating func take(_ sentence: Int, score: Double) {
    isClosed[sentence] = true
    chosen.append(Choice(sentence: sentence, score: score))
    let row = matrix.row(sentence)
    for (other, cosine) in matrix.cosines(with: row).enumerated() where cosine > likeness[other] {
      likeness[other] = cosine
    }
    var holds = [Bool](repeating: false, count: matrix.termCount)
    for entry in row { holds[Int(entry.term)] = true }
    for other in 0..<matrix.count where !isClosed[other] {
      let candidate = matrix.row(other)
      var shared = 0
      for entry in candidate where holds[Int(entry.term)] { shared += 1 }
      isClosed[other] = Double(2 * shared) > Selection.duplicate * Double(row.count + candidate.count)
    }
  }

  /// The highest scores, each lessened by its likeness to what is chosen (maximal marginal relevance; Carbonell and Goldstein,
  /// SIGIR 1998).
  ///
  /// - Parameter redundancy: what full likeness to a chosen sentence takes off a score; 0 only shuts out near-duplicates.
  func choose(_ count: Int, by scores: [Double], redundancy: Double = 0) -> [Choice] {
    var selection = self
    while selection.chosen.count < count {
      var best: Int?
      var bestValue = -Double.infinity
      for sentence in 0..<matrix.count where selection.isOpen(sentence) {
        let value = scores[sentence] - redundancy * selection.likeness[sentence]
        if value > bestValue { (best, bestValue) = (sentence, value) }
      }
      guard let best else { break }
      selection.take(best, score: scores[best])
    }
    return selection.chosen
  }
}

/// The scores with the greatest at 1; as they are where all are 0.
func scaled(_ scores: [Double]) -> [Double] {
  guard let most = scores.max(), most > 0 else { return scores }
  return scores.map { $0 / most }
}
