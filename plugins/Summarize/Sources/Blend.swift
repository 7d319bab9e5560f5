/// The method `auto`: a greedy choice (maximal marginal relevance) by a sum of three views of a sentence: where it stands, how
/// near it is to the middle of the text, and how much of the headline it repeats.
///
/// The weights were chosen on seven sets of human summaries in Arabic, Persian, Urdu and English, as round numbers in the
/// middle of a region where all of them hold.
struct Blend: Summarizer {
  /// Weight of position against centrality, which weighs 1.
  static let position = 1.3
  /// Weight of the headline: its cosine is far below 1 even where a sentence tells it all.
  static let title = 1.5
  /// What full likeness to a chosen sentence takes off.
  static let redundancy = 0.7
  /// A sentence of fewer words is marked down in proportion.
  static let fullLength = 6.0
  /// A text with a headline opens with its news. Without one that is sure only of a short text: in longer ones the weight of
  /// position falls, since a list of a hundred remarks has no lead.
  static let shortText = 10.0

  func choose(_ count: Int, from matrix: SentenceMatrix) -> [Choice] {
    let centrality = scaled(matrix.cosinesWithCentroid())
    let headline = matrix.cosines(with: matrix.title)
    let trust = matrix.title.isEmpty ? min(1, Blend.shortText / Double(max(1, matrix.count))) : 1
    let scores = (0..<matrix.count).map { sentence in
      let views =
        Blend.position * trust * Position.weight(sentence) + centrality[sentence] + Blend.title * headline[sentence]
      return views * min(1, Double(matrix.wordCount(sentence)) / Blend.fullLength)
    }
    let most = Blend.position + 1 + Blend.title
    return Selection(matrix).choose(count, by: scores.map { $0 / most }, redundancy: Blend.redundancy / most)
  }
}
