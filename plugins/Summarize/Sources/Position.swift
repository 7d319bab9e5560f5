import Glibc

/// Early sentences, weighed by how full they are: the position method (Edmundson, "New Methods in Automatic Extracting",
/// JACM 1969), with a weight that falls with each sentence and sentences of few words marked down.
struct Position: Scorer {
  /// After so many sentences the weight has fallen to 1/e.
  static let decay = 3.0
  /// A sentence of so many words is full.
  static let fullLength = 12.0

  func scores(_ matrix: SentenceMatrix) -> [Double] {
    (0..<matrix.count).map { sentence in
      Position.weight(sentence) * min(1, Double(matrix.wordCount(sentence)) / Position.fullLength)
    }
  }

  /// From 1 for the first sentence, falling.
  static func weight(_ sentence: Int) -> Double { exp(-Double(sentence) / decay) }
}
