import Testing
import Text

@testable import TranslationMemory

@Suite struct GlossaryTests {
  /// Terms never overlap, each lies on whole words, and every word that is a term by itself is in some match.
  @Test func matchesLieApart() {
    var generator = SeededGenerator(seed: 8)
    let words = [
      "كتاب", "وكتاب", "القوات", "قوات", "المسلحة", "مسلحة", "رئيس", "بالقوات", "للقوات", "كتابه", "من", "ومن",
    ]
    for _ in 0..<200 {
      let terms = (0..<6).map { at in
        let source = (0..<Int.random(in: 1...3, using: &generator)).map { _ in
          words.randomElement(using: &generator) ?? ""
        }
        .joined(separator: " ")
        return Glossary.Term(source: source, target: "t\(at)", type: "", note: "", origin: "g:\(at)")
      }
      let text = (0..<8).map { _ in words.randomElement(using: &generator) ?? "" }.joined(separator: " ")
      let matches = Glossary(terms).matches(in: text)
      for (a, b) in zip(matches, matches.dropFirst()) { #expect(a.range.upperBound <= b.range.lowerBound) }
      for word in Words(text).words {
        let isCovered = matches.contains { $0.range.contains(word.range.lowerBound) }
        #expect(isCovered || !terms.contains { $0.source.folded() == word.folded })
        let isCut = matches.contains {
          $0.range.overlaps(word.range)
            && !($0.range.contains(word.range.lowerBound) && $0.range.upperBound >= word.range.upperBound)
        }
        #expect(!isCut)
      }
    }
  }
}
