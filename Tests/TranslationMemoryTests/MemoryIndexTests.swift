import Testing
import Text

@testable import TranslationMemory

private func unit(_ source: String) -> MemoryIndex.Unit {
  MemoryIndex.Unit(source: source, target: "t: " + source, origin: "o", codes: 0)
}

/// A text of words from a small alphabet, so that many share many.
private func text(_ words: ClosedRange<Int>, of alphabet: Int, _ generator: inout SeededGenerator) -> String {
  let count = Int.random(in: words, using: &generator)
  // Squared, so that some words are far more frequent than others, as in a language.
  return (0..<count).map { _ in
    let x = Double.random(in: 0..<1, using: &generator)
    return "w\(Int(x * x * Double(alphabet)))"
  }.joined(separator: " ")
}

/// Levenshtein's distance by the textbook.
private func plainDistance(_ a: [String], _ b: [String]) -> Int {
  var row = Array(0...b.count)
  for i in a.indices {
    var diagonal = row[0]
    row[0] = i + 1
    for j in b.indices {
      let next = min(row[j] + 1, row[j + 1] + 1, diagonal + (a[i] == b[j] ? 0 : 1))
      diagonal = row[j + 1]
      row[j + 1] = next
    }
  }
  return row[b.count]
}

@Suite struct MemoryIndexTests {
  /// The index finds the units that a search through all of them finds, with the same scores.
  @Test(arguments: [0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.9, 1.0]) func findsWhatExhaustiveSearchFinds(_ threshold: Double) {
    var generator = SeededGenerator(seed: UInt64(threshold * 1000))
    for (lengths, alphabet) in [(1...6, 8), (1...14, 30), (10...80, 40)] {
      let units = (0..<150).map { _ in unit(text(lengths, of: alphabet, &generator)) }
      let index = MemoryIndex(units)
      for _ in 0..<40 {
        let query = text(lengths, of: alphabet + 2, &generator)
        let words = query.split(separator: " ").map(String.init)
        var expected: [Int: Double] = [:]
        for (at, unit) in units.enumerated() {
          let other = unit.source.split(separator: " ").map(String.init)
          let distance = plainDistance(words, other)
          let score = 1 - Double(distance) / Double(max(words.count, other.count))
          if score >= threshold { expected[at] = score }
        }
        var found: [Int: Double] = [:]
        for match in index.matches(for: query, threshold: threshold, limit: .max) { found[match.unit] = match.score }
        // Units that are alike are one match: the first of them.
        let first = expected.filter { at, _ in !units[..<at].contains(units[at]) }
        #expect(Set(found.keys) == Set(first.keys), "\(query)")
        for (at, score) in first { #expect(abs((found[at] ?? 0) - score) < 1e-12) }
        let best = index.matches(for: query, threshold: threshold, limit: 1).first?.score
        #expect(best == first.values.max())
      }
    }
  }

  @Test func theBestOfFewIsTheBestOfAll() {
    var generator = SeededGenerator(seed: 5)
    let index = MemoryIndex((0..<300).map { _ in unit(text(3...9, of: 12, &generator)) })
    for _ in 0..<50 {
      let query = text(3...9, of: 12, &generator)
      let all = index.matches(for: query, threshold: 0.4, limit: .max)
      for limit in 1...4 {
        #expect(index.matches(for: query, threshold: 0.4, limit: limit) == Array(all.prefix(limit)))
      }
    }
  }

  @Test func wordDistanceIsThatOfTheTextbook() {
    var generator = SeededGenerator(seed: 9)
    for round in 0..<600 {
      let longest = round % 3 == 0 ? 100 : 20
      let a = (0..<Int.random(in: 0...longest, using: &generator)).map { _ in
        Int32.random(in: -1...6, using: &generator)
      }
      let b = (0..<Int.random(in: 0...longest, using: &generator)).map { _ in Int32.random(in: 0...6, using: &generator)
      }
      let expected = plainDistance(a.map(String.init), b.map(String.init))
      for limit in [0, 2, expected - 1, expected, 200] {
        let found = WordDistance(a).distance(to: b, 0..<b.count, atMost: limit)
        #expect(found == (expected <= limit ? expected : nil))
      }
    }
  }

  /// Fragments never overlap, stand where they say, and cover as many words as the best choice among all.
  @Test func fragmentsCoverMost() {
    var generator = SeededGenerator(seed: 3)
    for _ in 0..<60 {
      let units = (0..<12).map { _ in unit(text(2...4, of: 5, &generator)) }
      let index = MemoryIndex(units)
      let query = text(5...12, of: 5, &generator)
      let words = query.split(separator: " ").map(String.init)
      let fragments = index.fragments(in: query)
      for (a, b) in zip(fragments, fragments.dropFirst()) { #expect(a.range.upperBound <= b.range.lowerBound) }
      for fragment in fragments { #expect(query.slice(fragment.range) == index.units[fragment.unit].source) }
      var best = [Int](repeating: 0, count: words.count + 1)
      for start in words.indices.reversed() {
        best[start] = best[start + 1]
        for unit in units {
          let own = unit.source.split(separator: " ").map(String.init)
          guard start + own.count <= words.count, Array(words[start..<start + own.count]) == own else { continue }
          best[start] = max(best[start], own.count + best[start + own.count])
        }
      }
      #expect(fragments.reduce(0) { $0 + Words(query, $1.range).words.count } == best[0])
    }
  }

  @Test func emptyAndStrangeQueries() {
    let index = MemoryIndex([unit("a b"), unit("")])
    for query in ["", " ", "!", "\u{200F}", "«»"] {
      #expect(index.matches(for: query, threshold: 0.4, limit: 3).isEmpty)
      #expect(index.fragments(in: query).isEmpty)
    }
    #expect(MemoryIndex([]).matches(for: "a b", threshold: 0.4, limit: 3).isEmpty)
  }
}
