/// Finds which signs of Arabic words stand for several letters.
///
/// Poppler gives the letters of a word from left to right, but those of one sign as they are read: of «سلام», set with one sign for
/// «لا», and of «سالم» it says the same. What tells them apart is how many signs a word has, and which: a sign always stands for
/// the same letters, so those of words with as many signs as letters explain the others.
struct Ligatures {
  private struct Sample {
    var page: Int
    var line: Int
    var word: Int
    var glyphs: [Int32]
    var letters: [Unicode.Scalar]
  }

  private var samples: [Sample] = []
  /// The letters of each sign.
  private var letters: [Int32: [Unicode.Scalar]] = [:]
  /// No word is longer; what is longer is no word.
  private static let longest = 48

  /// Whether there are Arabic letters, whose order and gaps the signs decide.
  static func matter(_ pages: [Page]) -> Bool {
    pages.contains {
      $0.lines.contains { $0.words.contains { $0.text.unicodeScalars.contains(where: Script.joinsNext) } }
    }
  }

  private static let alefs: Set<Unicode.Scalar> = ["\u{622}", "\u{623}", "\u{625}", "\u{627}", "\u{671}"]

  /// Puts the letters of all Arabic words from left to right, those within a sign too.
  static func resolve(_ pages: inout [Page], _ glyphs: Glyphs) {
    var ligatures = Ligatures()
    ligatures.collect(pages, glyphs)
    ligatures.learn()
    Ligatures.joinBars(&pages, glyphs)
    for sample in ligatures.samples {
      if let text = ligatures.visual(sample) { pages[sample.page].lines[sample.line].words[sample.word].text = text }
    }
  }

  /// A bar without a letter that stretches a word parts it in poppler's eyes.
  private static func joinBars(_ pages: inout [Page], _ glyphs: Glyphs) {
    for page in pages.indices {
      for line in pages[page].lines.indices {
        let words = pages[page].lines[line].words
        for at in words.indices.dropLast() {
          // The letter that is read first stands at the right.
          guard let next = words[at].text.unicodeScalars.last, let first = words[at + 1].text.unicodeScalars.first,
            Script.isRightToLeft(next), Script.joinsNext(first),
            words[at + 1].box.left - words[at].box.right > 0.05 * words[at].box.height
          else { continue }
          pages[page].lines[line].words[at].isJoined = glyphs.isDrawn(between: words[at], words[at + 1], page: page)
        }
      }
    }
  }

  /// Where nothing is known of the signs: «اإل» is never written, «الإ» is.
  static func guess(_ pages: inout [Page]) {
    for page in pages.indices {
      for line in pages[page].lines.indices {
        for word in pages[page].lines[line].words.indices {
          var letters = Array(pages[page].lines[line].words[word].text.unicodeScalars)
          var hasChanged = false
          for at in letters.indices.dropLast(2)
          where letters[at] == "\u{644}" && letters[at + 1] != "\u{627}" && alefs.contains(letters[at + 1])
            && letters[at + 2] == "\u{627}"
          {
            letters.swapAt(at, at + 1)
            hasChanged = true
          }
          if hasChanged { pages[page].lines[line].words[word].text = String(String.UnicodeScalarView(letters)) }
        }
      }
    }
  }

  private mutating func collect(_ pages: [Page], _ glyphs: Glyphs) {
    for (at, page) in pages.enumerated() {
      for (line, content) in page.lines.enumerated() {
        for (word, content) in content.words.enumerated() {
          let letters = Array(content.text.unicodeScalars)
          guard letters.count <= Ligatures.longest, letters.contains(where: Script.isRightToLeft) else { continue }
          let signs = glyphs.glyphs(of: content, page: at)
          guard !signs.isEmpty, signs.count <= 2 * Ligatures.longest else { continue }
          samples.append(Sample(page: at, line: line, word: word, glyphs: signs, letters: letters))
        }
      }
    }
  }

  private mutating func learn() {
    var votes: [Int32: [[Unicode.Scalar]: Int]] = [:]
    for sample in samples where sample.glyphs.count == sample.letters.count {
      for (glyph, letter) in zip(sample.glyphs, sample.letters) {
        votes[glyph, default: [:]][[letter], default: 0] += 1
      }
    }
    // A sign that stands more often in words with fewer signs than letters is the one that has several.
    var balance: [Int32: Int] = [:]
    for sample in samples {
      let weight = sample.glyphs.count == sample.letters.count ? 1 : sample.glyphs.count < sample.letters.count ? -1 : 0
      for glyph in sample.glyphs { balance[glyph, default: 0] += weight }
    }
    elect(votes.filter { (balance[$0.key] ?? 0) >= 0 })
    for _ in 0..<3 {
      var votes: [Int32: [[Unicode.Scalar]: Int]] = [:]
      for sample in samples where sample.glyphs.count != sample.letters.count {
        let unknown = sample.glyphs.filter { letters[$0] == nil }
        guard !unknown.isEmpty, unknown.count <= 3, let parts = align(sample) else { continue }
        for (glyph, part) in zip(sample.glyphs, parts) where letters[glyph] == nil {
          // One unknown sign has what the others leave; of several each may have something else.
          votes[glyph, default: [:]][Array(part), default: 0] += unknown.count == 1 ? 8 : 1
        }
      }
      if votes.isEmpty { return }
      elect(votes)
    }
  }

  /// Keeps for each sign what most words say.
  private mutating func elect(_ votes: [Int32: [[Unicode.Scalar]: Int]]) {
    for (glyph, choices) in votes where letters[glyph] == nil {
      let total = choices.values.reduce(0, +)
      guard
        let best = choices.max(by: { a, b in
          a.value != b.value ? a.value < b.value : a.key.map(\.value).lexicographicallyPrecedes(b.key.map(\.value))
        }), best.value * 2 > total
      else { continue }
      letters[glyph] = best.key
    }
  }

  /// Which letters each sign of a word has; nil where what is known does not fit the word.
  private func align(_ sample: Sample) -> [ArraySlice<Unicode.Scalar>]? {
    let (glyphs, text) = (sample.glyphs, sample.letters)
    let width = text.count + 1
    let never = 1 << 20
    var costs = [Int](repeating: never, count: (glyphs.count + 1) * width)
    var taken = [Int](repeating: 0, count: costs.count)
    costs[0] = 0
    for (row, glyph) in glyphs.enumerated() {
      let known = letters[glyph]
      for end in 0...text.count {
        for length in 0...min(Ligatures.mostLetters, end) {
          let before = costs[row * width + end - length]
          guard before < never else { continue }
          let cost: Int
          if let known {
            cost =
              text[(end - length)..<end].elementsEqual(known) ? 0 : length == known.count || length == 0 ? 12 : never
          } else {
            cost = Ligatures.isLamAlef(text[(end - length)..<end]) ? 1 : Ligatures.costs[length]
          }
          let at = (row + 1) * width + end
          if before + cost < costs[at] {
            costs[at] = before + cost
            taken[at] = length
          }
        }
      }
    }
    guard let total = costs.last, total <= 12 + 3 * glyphs.count, total < never else { return nil }
    var parts: [ArraySlice<Unicode.Scalar>] = []
    var end = text.count
    for row in stride(from: glyphs.count, to: 0, by: -1) {
      let length = taken[row * width + end]
      parts.append(text[(end - length)..<end])
      end -= length
    }
    return parts.reversed()
  }

  /// The letters that every font joins into one sign where it joins any.
  private static func isLamAlef(_ letters: ArraySlice<Unicode.Scalar>) -> Bool {
    letters.count == 2 && letters.first == "\u{644}" && letters.last.map(alefs.contains) ?? false
  }

  private static let mostLetters = 4
  /// What it costs to take an unknown sign for none, one, two … letters.
  private static let costs = [4, 1, 3, 4, 5]

  /// The letters of a word from left to right; nil where they stand so already, or nothing is sure.
  private func visual(_ sample: Sample) -> String? {
    guard
      sample.glyphs.count != sample.letters.count || sample.glyphs.contains(where: { letters[$0]?.count ?? 1 > 1 }),
      let parts = align(sample), parts.contains(where: { $0.count > 1 })
    else { return nil }
    var text = String.UnicodeScalarView()
    for part in parts {
      if part.contains(where: { Script.isRightToLeft($0) || Script.isMark($0) }) {
        text.append(contentsOf: part.reversed())
      } else {
        text.append(contentsOf: part)
      }
    }
    return String(text)
  }
}
