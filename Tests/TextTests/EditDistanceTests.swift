import Testing
import Text

@Suite struct EditDistanceTests {
  /// The textbook's dynamic programme; where `matched` is given, only alignments that match just these positions of `b`.
  private func textbook(_ a: [Int32], _ b: [Int32], matched: [Bool]? = nil) -> Int {
    let never = 1_000_000
    var row = [0]
    for j in b.indices { row.append(matched?[j] == true ? never : row[j] + 1) }
    for i in a.indices {
      var next = [i + 1]
      for j in b.indices {
        let isMatched = matched?[j]
        let diagonal = a[i] == b[j] && isMatched != false ? row[j] : isMatched == true ? never : row[j] + 1
        next.append(min(diagonal, row[j + 1] + 1, isMatched == true ? never : next[j] + 1))
      }
      row = next
    }
    return row[b.count]
  }

  private func random(_ length: Int, _ alphabet: Int32) -> [Int32] {
    (0..<length).map { _ in .random(in: 0..<alphabet) }
  }

  private func pairs() -> [([Int32], [Int32])] {
    (0..<300).map { round in
      let most = round < 200 ? 40 : 220
      let a = random(.random(in: 0...most), [2, 5, 40][round % 3])
      var b = round % 2 == 0 ? a : random(.random(in: 0...most), [2, 5, 40][round % 3])
      for _ in 0..<Int.random(in: 0...6) where !b.isEmpty {
        let place = Int.random(in: b.indices)
        if Bool.random() { b.remove(at: place) } else { b.insert(.random(in: -3..<9), at: place) }
      }
      return (a, b)
    }
  }

  @Test func agreesWithTheTextbook() {
    for (a, b) in pairs() {
      let expected = textbook(a, b)
      #expect(EditDistance.distance(a, b) == expected, "\(a) \(b)")
      for limit in [expected - 1, expected, expected + 3] {
        let limited = EditDistance.distance(a, b, atMost: limit)
        #expect(limited == (limit >= expected ? expected : nil), "\(a) \(b) \(limit)")
        #expect(EditDistance.Pattern(a).distance(to: b, atMost: limit) == limited)
      }
    }
  }

  @Test func matchedPositionsAreOfABestAlignment() {
    for (a, b) in pairs() {
      let matched = EditDistance.matchedPositions(a, in: b)
      #expect(textbook(a, b, matched: matched) == textbook(a, b), "\(a) \(b) \(matched)")
    }
  }

  @Test func texts() {
    #expect(EditDistance.distance("باقري", "باقرى") == 1)
    #expect(EditDistance.distance("kitten", "sitting") == 3)
    #expect(EditDistance.distance("", "سلام") == 4)
  }

  @Test func nearestNames() {
    let names = ["text.segment", "text.language", "tm.leverage", "entity.gazetteer"]
    #expect(nearest("text.segmnt", among: names) == ["text.segment"])
    #expect(nearest("TM.leverge", among: names) == ["tm.leverage"])
    #expect(nearest("text", among: names) == ["text.segment", "text.language"])
    #expect(nearest("quote", among: names) == [])
    #expect(nearest("", among: names) == [])
  }
}
