/// The method `auto`: a greedy choice (maximal marginal relevance) by a sum of views of a sentence: where it stands, how near it
/// is to the middle of the text, how much of the headline it repeats; and where position tells little, how common its words are
/// in the text and how full it is.
///
/// The weights were chosen on seven sets of human summaries in Arabic, Persian, Urdu and English, as round numbers in a region
/// where all of them hold.
struct Blend: Summarizer {
  /// Weight of position against centrality, which weighs 1.
  static let position = 1.3
  /// Weight of the headline: its cosine is far below 1 even where a sentence tells it all.
  static let title = 1.5
  /// Weights of common words and of length, where position is not trusted at all.
  static let commonness = 0.4
  static let length = 0.2
  /// What full likeness to a chosen sentence takes off.
  static let redundancy = 1.0
  /// A sentence of fewer words is marked down in proportion.
  static let fullLength = 8.0
  /// A text with a headline opens with its news. Without one that is sure only of a short text: in longer ones the weight of
  /// position falls, since a list of a hundred remarks has no lead.
  static let shortText = 12.0

  func choose(_ count: Int, from matrix: SentenceMatrix) -> [Choice] {
    let centrality = scaled(matrix.cosinesWithCentroid())
    let headline = matrix.cosines(with: matrix.title)
    let trust = matrix.title.isEmpty ? min(1, Blend.shortText / Double(max(1, matrix.count))) : 1
    let common = trust < 1 ? scaled(matrix.meanProbabilities()) : Array(repeating: 0, count: matrix.count)
    let meanLength = Double(matrix.words.count) / Double(max(1, matrix.count))
    let scores = (0..<matrix.count).map { sentence in
      let words = Double(matrix.wordCount(sentence))
      let told =
        Blend.position * trust * Position.weight(sentence) + centrality[sentence] + Blend.title * headline[sentence]
      let instead = Blend.commonness * common[sentence] + Blend.length * min(2, words / max(1, meanLength))
      return (told + (1 - trust) * instead) * min(1, words / Blend.fullLength)
    }
    let most = Blend.position + 1 + Blend.title
    return Selection(matrix).choose(count, by: scores.map { $0 / most }, redundancy: Blend.redundancy / most)
  }
}
