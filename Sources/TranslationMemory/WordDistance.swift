import Text

/// Levenshtein's distance from one sequence of words to many others, bit-parallel: Myers 1999 in Hyyrö's form, one machine word
/// for up to 64 words; beyond that the general routine.
struct WordDistance {
  private let pattern: [Int32]
  /// The distinct words of the pattern, sorted, and in which positions each stands.
  private var keys: [Int32] = []
  private var masks: [UInt64] = []

  init(_ pattern: [Int32]) {
    self.pattern = pattern
    guard pattern.count <= 64 else { return }
    var positions: [Int32: UInt64] = [:]
    for (at, word) in pattern.enumerated() where word >= 0 { positions[word, default: 0] |= 1 << UInt64(at) }
    for (word, mask) in positions.sorted(by: { $0.key < $1.key }) {
      keys.append(word)
      masks.append(mask)
    }
  }

  /// The distance to a slice of `words`; nil when it is greater than `limit`.
  func distance(to words: [Int32], _ range: Range<Int>, atMost limit: Int) -> Int? {
    guard limit >= 0, abs(pattern.count - range.count) <= limit else { return nil }
    guard !pattern.isEmpty else { return range.count }
    guard pattern.count <= 64 else { return EditDistance.distance(pattern, Array(words[range]), atMost: limit) }
    let last: UInt64 = 1 << UInt64(pattern.count - 1)
    var positive = UInt64.max
    var negative: UInt64 = 0
    var score = pattern.count
    var left = range.count
    for at in range {
      let equal = mask(words[at])
      let diagonal = (((equal & positive) &+ positive) ^ positive) | equal | negative
      var plus = negative | ~(diagonal | positive)
      var minus = positive & diagonal
      if plus & last != 0 { score += 1 }
      if minus & last != 0 { score -= 1 }
      left -= 1
      // Each word to come lowers the score by one at the most.
      if score - left > limit { return nil }
      plus = plus << 1 | 1
      minus <<= 1
      positive = minus | ~(diagonal | plus)
      negative = plus & diagonal
    }
    return score <= limit ? score : nil
  }

  private func mask(_ word: Int32) -> UInt64 {
    var low = 0
    var high = keys.count
    while low < high {
      let middle = (low + high) / 2
      if keys[middle] < word { low = middle + 1 } else { high = middle }
    }
    return low < keys.count && keys[low] == word ? masks[low] : 0
  }
}
