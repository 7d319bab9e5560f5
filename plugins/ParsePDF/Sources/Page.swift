/// A word as poppler or tesseract saw it.
struct Word {
  var box: Box
  /// From left to right as it stands on the page; in reading order where ``isLogical``.
  var text: String
  var isLogical = false
  /// Whether a bar joins it to the word right of it.
  var isJoined = false
  /// How sure tesseract was, from 0 to 1; nil where nobody had to guess.
  var confidence: Double?
}

/// Words that stand on one line next to one another.
struct Line {
  /// From left to right.
  var words: [Word]
  var box: Box
  /// How tall its words' boxes are: it grows with the size of the font.
  var height: Double

  init(_ words: [Word]) {
    let words = Line.withoutPoints(words)
    self.words = words.sorted { ($0.box.left, $0.box.right) < ($1.box.left, $1.box.right) }
    box = words.dropFirst().reduce(words.first?.box ?? Box(left: 0, top: 0, right: 0, bottom: 0)) { $0.union($1.box) }
    height = Line.usualHeight(words)
    raiseNumbers()
  }

  /// Small numbers that stand high lead to notes; they become raised digits.
  private mutating func raiseNumbers() {
    for at in words.indices {
      let word = words[at]
      guard word.box.height < 0.8 * height, word.box.bottom < box.bottom - 0.15 * height, word.text.utf8.count <= 3,
        word.confidence == nil, word.text.utf8.allSatisfy({ (0x30...0x39).contains($0) })
      else { continue }
      words[at].text = String(word.text.utf8.map { Line.raised[Int($0 - 0x30)] })
    }
  }

  private static let raised: [Character] = ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"]

  /// Words without width are signs set over others: they go to the word that they stand in.
  private static func withoutPoints(_ words: [Word]) -> [Word] {
    let isPoint: (Word) -> Bool = { $0.box.width < 0.02 * $0.box.height }
    guard words.count > 1, words.contains(where: isPoint) else { return words }
    var whole = words.filter { !isPoint($0) }
    for word in words where isPoint(word) {
      let x = word.box.left
      guard let at = whole.firstIndex(where: { $0.box.left <= x && x <= $0.box.right }) else {
        whole.append(word)
        continue
      }
      let isLeft = x - whole[at].box.left < whole[at].box.right - x
      whole[at].text = isLeft ? word.text + whole[at].text : whole[at].text + word.text
    }
    return whole
  }

  /// The height that most characters have.
  private static func usualHeight(_ words: [Word]) -> Double {
    var counts: [Double: Int] = [:]
    for word in words { counts[word.box.height, default: 0] += word.text.unicodeScalars.count }
    return counts.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key ?? 0
  }

  /// Whether it is written up or down the page.
  var isUpright: Bool {
    box.height > 2 * box.width && words.contains { $0.text.unicodeScalars.count > 2 }
  }
}

struct Page {
  /// From 1.
  var number: Int
  var width: Double
  var height: Double
  /// As poppler or tesseract made them, in no order that could be relied on.
  var lines: [Line] = []
  /// How sure tesseract was of its words on the whole, from 0 to 1; nil where the text is the file's own.
  var confidence: Double?

  var hasText: Bool { !lines.isEmpty }
}
