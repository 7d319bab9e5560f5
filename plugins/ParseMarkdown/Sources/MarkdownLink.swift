/// The parts of a link: label, address, title (CommonMark 0.31, 6.3). The functions say where a part ends, nil where there is none.
enum MarkdownLink {
  typealias Bytes = MarkdownLine.Bytes

  /// Brackets in an address lie at most so deep in one another.
  private static let deepest = 32

  static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A }

  /// Behind white space with at most one line end.
  static func skipSpace(_ bytes: Bytes, _ start: Int, _ end: Int) -> Int {
    var at = start
    var lines = 0
    while at < end, isSpace(bytes[at]) {
      if bytes[at] == 0x0A {
        lines += 1
        if lines > 1 { break }
      }
      at += 1
    }
    return at
  }

  /// The inside of a label that begins with `[` at `start`.
  static func label(_ bytes: Bytes, _ start: Int, _ end: Int) -> Range<Int>? {
    var at = start + 1
    var hasWords = false
    let last = min(end, start + 1 + MarkdownLabel.longest)
    while at < last {
      switch bytes[at] {
      case UInt8(ascii: "]"): return hasWords ? start + 1..<at : nil
      case UInt8(ascii: "["): return nil
      case UInt8(ascii: "\\") where at + 1 < last && isPunctuation(bytes[at + 1]):
        hasWords = true
        at += 2
      default:
        if !isSpace(bytes[at]) { hasWords = true }
        at += 1
      }
    }
    return nil
  }

  /// The address, and where it ends: for `<a>` behind its bracket.
  static func destination(_ bytes: Bytes, _ start: Int, _ end: Int) -> (inside: Range<Int>, end: Int)? {
    var at = start
    if at < end, bytes[at] == UInt8(ascii: "<") {
      at += 1
      while at < end {
        switch bytes[at] {
        case UInt8(ascii: ">"): return (start + 1..<at, at + 1)
        case UInt8(ascii: "<"), 0x0A: return nil
        case UInt8(ascii: "\\") where at + 1 < end && isPunctuation(bytes[at + 1]): at += 2
        default: at += 1
        }
      }
      return nil
    }
    var depth = 0
    while at < end {
      switch bytes[at] {
      case 0...0x20, 0x7F: return depth == 0 ? (start..<at, at) : nil
      case UInt8(ascii: "("):
        depth += 1
        if depth > deepest { return nil }
        at += 1
      case UInt8(ascii: ")"):
        if depth == 0 { return (start..<at, at) }
        depth -= 1
        at += 1
      case UInt8(ascii: "\\") where at + 1 < end && isPunctuation(bytes[at + 1]): at += 2
      default: at += 1
      }
    }
    return depth == 0 ? (start..<at, at) : nil
  }

  /// Behind a title; `stopped` is how far its end was looked for in vain.
  static func title(_ bytes: Bytes, _ start: Int, _ end: Int, stopped: inout Int) -> Int? {
    guard start < end else { return nil }
    let close: UInt8
    switch bytes[start] {
    case UInt8(ascii: "\""), UInt8(ascii: "'"): close = bytes[start]
    case UInt8(ascii: "("): close = UInt8(ascii: ")")
    default: return nil
    }
    var at = start + 1
    while at < end {
      if bytes[at] == close { return at + 1 }
      if bytes[at] == UInt8(ascii: "("), close == UInt8(ascii: ")") { break }
      at += bytes[at] == UInt8(ascii: "\\") && at + 1 < end ? 2 : 1
    }
    stopped = min(at, end)
    return nil
  }

  static func isPunctuation(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E: true
    default: false
    }
  }

  /// With escapes and character references as the characters that they stand for.
  static func unescaped(_ bytes: Bytes, _ range: Range<Int>) -> [UInt8] {
    var made: [UInt8] = []
    made.reserveCapacity(range.count)
    var at = range.lowerBound
    while at < range.upperBound {
      if bytes[at] == UInt8(ascii: "\\"), at + 1 < range.upperBound, isPunctuation(bytes[at + 1]) {
        made.append(bytes[at + 1])
        at += 2
      } else if bytes[at] == UInt8(ascii: "&"),
        let reference = MarkdownReference(bytes, at, range.upperBound)
      {
        made += reference.bytes
        at = reference.end
      } else {
        made.append(bytes[at])
        at += 1
      }
    }
    return made
  }
}
