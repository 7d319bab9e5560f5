public import Document

extension Layer {
  /// Words of a segment that its best candidate really has.
  public static let match: Layer = "match"
  /// Units that stand whole inside a segment.
  public static let fragment: Layer = "fragment"
  /// Terms of a glossary.
  public static let term: Layer = "term"
  /// Single words from a dictionary.
  public static let gloss: Layer = "gloss"
}

extension Document {
  /// Adds annotations to a layer whose annotations never overlap; those that would, with ones that an earlier step made, are
  /// left out.
  ///
  /// - Parameter annotations: in the order of the text, not overlapping one another.
  public mutating func addApart(_ annotations: [Annotation], to layer: Layer) {
    let known = self.annotations(layer)
    guard !known.isEmpty else { return setLayer(layer, annotations) }
    let apart = annotations.filter { annotation in
      let after = known.partitionPoint { $0.range.lowerBound >= annotation.range.upperBound }
      return after == 0 || known[after - 1].range.upperBound <= annotation.range.lowerBound
    }
    setLayer(layer, known + apart)
  }
}

extension Segment {
  /// Adds candidates to those of earlier steps, best first.
  public mutating func add(_ more: [Candidate]) {
    candidates = (candidates + more).enumerated().sorted {
      ($1.element.score, $0.offset) < ($0.element.score, $1.offset)
    }.map(\.element)
  }
}
