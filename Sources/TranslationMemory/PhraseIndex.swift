/// Finds which of many phrases begin at a place of a text: the phrases sorted by their words, looked up by binary search.
struct PhraseIndex: Sendable {
  private var words: [Int32] = []
  /// Where each phrase begins in `words`, sorted by its words, then by its value; one more for the end.
  private var starts: [Int32] = [0]
  private var values: [Int32] = []

  /// - Parameter phrases: words by their ids, and what the phrase stands for.
  init(_ phrases: [(words: [Int32], value: Int32)]) {
    let sorted = phrases.sorted { a, b in
      for (x, y) in zip(a.words, b.words) where x != y { return x < y }
      return (a.words.count, a.value) < (b.words.count, b.value)
    }
    starts.reserveCapacity(sorted.count + 1)
    for phrase in sorted {
      words += phrase.words
      starts.append(Int32(words.count))
      values.append(phrase.value)
    }
  }

  /// Calls the body with each phrase that begins with `first` and goes on as the text does; the shortest first, and the lowest
  /// value first of those that are alike.
  ///
  /// - Parameters:
  ///   - first: the first word of the phrase: a reading of the text's.
  ///   - rest: the words of the text after it.
  func forEachPhrase(beginning first: Int32, _ rest: ArraySlice<Int32>, _ body: (_ length: Int, _ value: Int32) -> Void)
  {
    guard first >= 0 else { return }
    var range = narrowed(0..<values.count, at: 0, to: first)
    var depth = 1
    var next = rest.startIndex
    while !range.isEmpty {
      // Those that end here come first in their order.
      while let at = range.first, length(at) == depth {
        body(depth, values[at])
        range = range.dropFirst()
      }
      guard next < rest.endIndex, rest[next] >= 0, !range.isEmpty else { return }
      range = narrowed(range, at: depth, to: rest[next])
      depth += 1
      next += 1
    }
  }

  private func length(_ phrase: Int) -> Int { Int(starts[phrase + 1] - starts[phrase]) }

  /// The phrases of a range whose word at a depth is this one; all of the range must be longer than the depth.
  private func narrowed(_ range: Range<Int>, at depth: Int, to word: Int32) -> Range<Int> {
    let low = bound(range) { $0 >= word }
    return low..<bound(low..<range.upperBound) { $0 > word }
    func bound(_ range: Range<Int>, _ isPast: (Int32) -> Bool) -> Int {
      var low = range.lowerBound
      var high = range.upperBound
      while low < high {
        let middle = (low + high) / 2
        if isPast(words[Int(starts[middle]) + depth]) { high = middle } else { low = middle + 1 }
      }
      return low
    }
  }
}

/// The choice among phrases that lie over one another: the one set without overlaps that gains most, of those the one with
/// fewest phrases (so the longest), then with least cost, then the leftmost.
enum Cover {
  struct Piece {
    /// Position of the first item.
    var start: Int
    /// How many items.
    var length: Int
    /// What speaks for it. With the number of its words the choice covers most words; with the square of it, long phrases win.
    var gain: Int
    /// What speaks against it: readings that are less likely.
    var cost: Int
    /// What the caller knows it by.
    var value: Int
  }

  private struct Best {
    var gain = 0
    var pieces = 0
    var cost = 0
    var taken: Int?

    func isBetter(than other: Best) -> Bool {
      (gain, -pieces, -cost) > (other.gain, -other.pieces, -other.cost)
    }
  }

  /// The chosen pieces in order.
  ///
  /// - Parameters:
  ///   - count: how many items there are.
  ///   - pieces: in the order of their starts.
  static func best(of pieces: [Piece], count: Int) -> [Piece] {
    guard !pieces.isEmpty else { return [] }
    var best = [Best](repeating: Best(), count: count + 1)
    var at = pieces.count - 1
    for start in stride(from: count - 1, through: 0, by: -1) {
      var choice = best[start + 1]
      choice.taken = nil
      var own: Best?
      while at >= 0, pieces[at].start == start {
        let piece = pieces[at]
        let after = best[start + piece.length]
        let taken = Best(
          gain: after.gain + piece.gain, pieces: after.pieces + 1, cost: after.cost + piece.cost, taken: at)
        // Of equals the earlier piece wins, and those are met last.
        if let known = own, known.isBetter(than: taken) {} else { own = taken }
        at -= 1
      }
      if let own, !choice.isBetter(than: own) { choice = own }
      best[start] = choice
    }
    var chosen: [Piece] = []
    var position = 0
    while position < count {
      if let taken = best[position].taken {
        chosen.append(pieces[taken])
        position += pieces[taken].length
      } else {
        position += 1
      }
    }
    return chosen
  }
}
