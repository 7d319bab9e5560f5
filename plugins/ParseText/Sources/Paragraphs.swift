/// A paragraph, in the text that was made and in the text it was made from.
struct Paragraph {
  /// UTF-8 byte offsets into the text that was made.
  var range: Range<Int>
  /// UTF-8 byte offsets into the text it was made from, from the first line's first character to the last line's last.
  var source: Range<Int>
  var isAfterBlank: Bool
}

/// The paragraphs of a text: lines parted by blank lines, or each line for itself where they were not wrapped.
struct Paragraphs {
  /// The paragraphs, parted by line feeds.
  private(set) var text = ""
  private(set) var list: [Paragraph] = []
  /// Whether there were more than `most`, and these were left out.
  private(set) var areTooMany = false

  init(_ source: String, most: Int) {
    var source = source
    (text, list, areTooMany) = source.withUTF8 { bytes in
      let wrapping = Wrapping(bytes)
      var builder = ParagraphBuilder(capacity: bytes.count)
      // The lines are gone through again and never kept: there may be as many as bytes.
      var lines = Lines(bytes)
      var last: Line?
      while let line = lines.next() {
        if let last, let wrapping, wrapping.joins(last, line, bytes) {
          builder.join(line, bytes)
        } else if builder.list.count < most {
          builder.begin(line, bytes)
        } else {
          return ("", [], true)
        }
        last = line
      }
      // Whole characters of a valid text, and ASCII between them.
      return (String(copying: UTF8Span(unchecked: builder.text.span)), builder.list, false)
    }
  }
}

private struct ParagraphBuilder {
  var text: [UInt8] = []
  var list: [Paragraph] = []

  init(capacity: Int) { text.reserveCapacity(capacity) }

  mutating func begin(_ line: Line, _ bytes: UnsafeBufferPointer<UInt8>) {
    if !list.isEmpty { text.append(0x0A) }
    let start = text.count
    append(line, bytes)
    list.append(Paragraph(range: start..<text.count, source: line.range, isAfterBlank: line.isAfterBlank))
  }

  mutating func join(_ line: Line, _ bytes: UnsafeBufferPointer<UInt8>) {
    let last = list.count - 1
    if needsBlank(before: line, bytes) { text.append(0x20) }
    append(line, bytes)
    list[last].range = list[last].range.lowerBound..<text.count
    list[last].source = list[last].source.lowerBound..<line.range.upperBound
  }

  private mutating func append(_ line: Line, _ bytes: UnsafeBufferPointer<UInt8>) {
    let part = UnsafeBufferPointer(rebasing: bytes[line.range])
    guard line.hasControls else { return text.append(contentsOf: part) }
    for byte in part { text.append(byte < 0x20 || byte == 0x7F ? 0x20 : byte) }
  }

  /// No blank after a hyphen inside a word, nor between ideographs.
  private func needsBlank(before line: Line, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    let next = bytes[line.range.lowerBound]
    guard text.count >= 3 else { return true }
    let last = text[text.count - 1]
    if last == UInt8(ascii: "-") {
      let isLowerCase = (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(next) || next == 0xD0 || next == 0xD1
      return !(isLowerCase && text[text.count - 2] > 0x40)
    }
    if last == 0xAD, text[text.count - 2] == 0xC2 { return false }
    return !((0xE3...0xE9).contains(next) && (0xE3...0xE9).contains(text[text.count - 3]) && last & 0xC0 == 0x80)
  }
}

/// The width that the lines of a text were wrapped to.
///
/// Who wraps lines puts the next word on the same line where it fits. So in wrapped text nearly every line, but for the last of
/// a paragraph, is too full for the first word of the next.
private struct Wrapping {
  private let width: Int
  private static let widest = 120
  private static let narrowest = 40
  private static let fewestLines = 3

  /// Nil where the lines were not wrapped.
  init?(_ bytes: UnsafeBufferPointer<UInt8>) {
    var counts = [Int](repeating: 0, count: Wrapping.widest + 1)
    var pairs = 0
    var long = 0
    var count = 0
    var lines = Lines(bytes)
    var last: Line?
    while let line = lines.next() {
      count += 1
      if line.length > Wrapping.widest { long += 1 }
      if let last, !line.isAfterBlank {
        counts[min(Int(last.length), Wrapping.widest)] += 1
        pairs += 1
      }
      last = line
    }
    guard pairs >= Wrapping.fewestLines, long * 20 <= count else { return nil }
    // Nine lines in ten are at most so wide.
    var width = 0
    var seen = 0
    while seen * 10 < pairs * 9 {
      seen += counts[width]
      width += 1
    }
    width -= 1
    guard width >= Wrapping.narrowest else { return nil }
    self.width = width
    var full = 0
    lines = Lines(bytes)
    last = nil
    while let line = lines.next() {
      if let last, !line.isAfterBlank, isFull(last, before: line, bytes) { full += 1 }
      last = line
    }
    guard full * 10 >= pairs * 6, full >= Wrapping.fewestLines else { return nil }
  }

  /// Whether a line goes on in the next.
  func joins(_ line: Line, _ next: Line, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    !next.isAfterBlank && next.indent <= line.indent + 1 && !isItem(next, bytes)
      && (isFull(line, before: next, bytes) || isNearlyFull(line) && !endsSentence(line, bytes))
  }

  /// Who wraps by hand, or by what letters measure, does not fill each line; the sentence goes on all the same.
  private func isNearlyFull(_ line: Line) -> Bool { Int(line.length) * 5 >= width * 4 }

  private func endsSentence(_ line: Line, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    let end = line.range.upperBound
    switch bytes[end - 1] {
    case 0x21, 0x2E, 0x3A, 0x3F, 0x22, 0x29: return true  // ! . : ? " )
    case 0x9F: return end >= 2 && bytes[end - 2] == 0xD8  // ؟
    case 0x94: return end >= 2 && bytes[end - 2] == 0xDB  // ۔
    case 0x82: return end >= 3 && bytes[end - 2] == 0x80 && bytes[end - 3] == 0xE3  // 。
    default: return false
    }
  }

  private func isFull(_ line: Line, before next: Line, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    let room = width - Int(line.length) - 1
    if room <= 0 { return true }
    var characters = 0
    var at = next.range.lowerBound
    while at < next.range.upperBound, bytes[at] > 0x20, characters <= room {
      if bytes[at] & 0xC0 != 0x80 { characters += 1 }
      at += 1
    }
    return characters > room
  }

  /// Whether a line begins with a bullet.
  private func isItem(_ line: Line, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    let at = line.range.lowerBound
    if bytes[at] == UInt8(ascii: "*") { return at + 1 < line.range.upperBound && bytes[at + 1] == 0x20 }
    guard bytes[at] == 0xE2, at + 2 < line.range.upperBound else { return false }
    switch (bytes[at + 1], bytes[at + 2]) {
    case (0x80, 0xA2), (0x80, 0xA3), (0x96, 0xA0), (0x96, 0xAA), (0x97, 0x8F), (0x97, 0xA6): return true  // • ‣ ■ ▪ ● ◦
    default: return false
    }
  }
}
