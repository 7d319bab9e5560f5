/// The first sentences in their order: news tells the most important first, and no simple method beats this on it by much.
struct Lead: Scorer {
  func scores(_ matrix: SentenceMatrix) -> [Double] {
    (0..<matrix.count).map { 1 - Double($0) / Double(matrix.count) }
  }
}
