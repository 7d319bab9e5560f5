/// Latent semantic analysis after Steinberger and Ježek ("Using Latent Semantic Analysis in Text Summarization and Summary
/// Evaluation", ISIM 2004): a sentence's score is its length in the space of the text's strongest topics, each weighed by its
/// singular value.
///
/// Topics are singular vectors of the matrix of terms and sentences, found by orthogonal iteration on the sparse rows.
struct LatentSemantics: Scorer {
  static let topics = 6
  /// A topic counts when its singular value is at least this part of the strongest one's.
  static let significantPart = 0.5
  static let steps = 30

  func scores(_ matrix: SentenceMatrix) -> [Double] {
    var basis = start(matrix.count)
    var values = [Double](repeating: 0, count: basis.count)
    for _ in 0..<LatentSemantics.steps {
      for topic in basis.indices { basis[topic] = applied(basis[topic], matrix) }
      values = orthonormalise(&basis)
    }
    // One application multiplies by the square of the singular value.
    let strongest = values.max() ?? 0
    let least = strongest * LatentSemantics.significantPart * LatentSemantics.significantPart
    return (0..<matrix.count).map { sentence in
      var square = 0.0
      for topic in basis.indices where values[topic] > 0 && values[topic] >= least {
        square += values[topic] * basis[topic][sentence] * basis[topic][sentence]
      }
      return square.squareRoot()
    }
  }

  /// Vectors with a fixed pattern, so that the same text always gives the same scores.
  private func start(_ count: Int) -> [[Double]] {
    (0..<min(LatentSemantics.topics, count)).map { topic in
      (0..<count).map { $0 % LatentSemantics.topics == topic ? 1 : 0.1 }
    }
  }

  /// The sentences' likeness to the sum of all sentences weighed by `vector`: one product with AᵀA.
  private func applied(_ vector: [Double], _ matrix: SentenceMatrix) -> [Double] {
    var terms = [Double](repeating: 0, count: matrix.termCount)
    for sentence in 0..<matrix.count {
      for entry in matrix.row(sentence) {
        terms[Int(entry.term)] += vector[sentence] * Double(entry.count) * matrix.weights[Int(entry.term)]
      }
    }
    return (0..<matrix.count).map { sentence in
      var sum = 0.0
      for entry in matrix.row(sentence) {
        sum += terms[Int(entry.term)] * Double(entry.count) * matrix.weights[Int(entry.term)]
      }
      return sum
    }
  }

  /// Gram-Schmidt in place; a vector that depends on earlier ones becomes 0.
  ///
  /// - Returns: the lengths before they were made 1.
  private func orthonormalise(_ basis: inout [[Double]]) -> [Double] {
    var lengths: [Double] = []
    for topic in basis.indices {
      var vector = basis[topic]
      let before = length(vector)
      for earlier in 0..<topic {
        var product = 0.0
        for at in vector.indices { product += vector[at] * basis[earlier][at] }
        for at in vector.indices { vector[at] -= product * basis[earlier][at] }
      }
      let rest = length(vector)
      let isIndependent = rest > before * 1e-9
      lengths.append(isIndependent ? rest : 0)
      basis[topic] = isIndependent ? vector.map { $0 / rest } : vector.map { _ in 0 }
    }
    return lengths
  }

  private func length(_ vector: [Double]) -> Double {
    var square = 0.0
    for value in vector { square += value * value }
    return square.squareRoot()
  }
}
