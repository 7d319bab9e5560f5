import Document

/// The words and marks of one leaf: the second of two passes (CommonMark 0.31, chapter 6).
///
/// Marks are written out as they are found and cut once it is known which of them mean something. What is looked for in vain (the end of
/// a tag, of a title) is charged: where a text is made to have everything looked for again and again, its marks are text.
struct MarkdownInline {
  typealias Bytes = MarkdownLine.Bytes

  let bytes: Bytes
  private let first: Int
  let end: Int
  var at: Int
  var links: MarkdownLinks
  /// The words so far, with marks that may yet be cut.
  var text: [UInt8] = []
  var runs: [Run] = []
  /// Ranges of the text that are marks and no words.
  var cuts: [Range<Int>] = []
  var delimiters = MarkdownDelimiters()
  var brackets: [Bracket] = []
  /// Brackets before this place of the text hold a link already.
  var linkedBefore = 0
  /// Blanks before this place of the text are words.
  var floor = 0
  /// Bytes that may yet be looked at in vain.
  private var budget: Int
  /// Tags of HTML that are open and mean something here.
  var tags: [(name: String, start: Int, value: String?)] = []
  /// The last place of a run of so many backticks that ends the leaf's search for one.
  private var backticks: [Int: Int]?

  struct Bracket {
    var start: Int
    var isImage: Bool
    /// Of the bytes, behind the bracket.
    var source: Int
    /// How many delimiters there were before.
    var delimiters: Int
    var runs: Int
    /// Whether another bracket came behind it.
    var holdsBracket = false
  }

  init(_ bytes: Bytes, _ range: Range<Int>, _ links: MarkdownLinks) {
    self.bytes = bytes
    first = range.lowerBound
    at = first
    end = range.upperBound
    self.links = links
    budget = range.count * 8 + 4096
    text.reserveCapacity(range.count)
  }

  /// Pays for so many bytes that were looked at in vain.
  mutating func charge(_ count: Int) { budget -= count }

  /// Whether more may be looked at in vain.
  var canAfford: Bool { budget > 0 }

  // MARK: Scanning

  mutating func parse() {
    let isPlain = MarkdownInline.isPlain
    while at < end {
      let start = at
      while at < end, isPlain[Int(bytes[at])] { at += 1 }
      if at > start { text.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start..<at])) }
      guard at < end else { break }
      step(bytes[at])
    }
    delimiters.resolve(from: 0, &runs)
    delimiters.addCuts(&cuts)
    while let last = tags.popLast() { mark(last) }
    cut()
  }

  private mutating func step(_ byte: UInt8) {
    switch byte {
    case 0x0A: lineEnd()
    case UInt8(ascii: "\\"): escape()
    case UInt8(ascii: "`"): code()
    case UInt8(ascii: "*"), UInt8(ascii: "_"): delimiter(byte)
    case UInt8(ascii: "["): open(isImage: false, length: 1)
    case UInt8(ascii: "!"):
      if at + 1 < end, bytes[at + 1] == UInt8(ascii: "[") { open(isImage: true, length: 2) } else { literal() }
    case UInt8(ascii: "]"): closeBracket()
    case UInt8(ascii: "<"): angle()
    case UInt8(ascii: "&"):
      if let reference = MarkdownReference(bytes, at, end) {
        text += reference.bytes
        floor = text.count
        at = reference.end
      } else {
        literal()
      }
    case UInt8(ascii: ":"): colon()
    default:
      // A control, or a tab.
      text.append(0x20)
      at += 1
    }
  }

  mutating func literal() {
    text.append(bytes[at])
    at += 1
  }

  /// Bytes that are words whatever stands beside them.
  private static let isPlain: [Bool] = (0...255).map { byte in
    byte >= 0x20 && byte != 0x7F && !"\\`*_[]!<&:".utf8.contains(UInt8(byte))
  }

  private mutating func lineEnd() {
    at += 1
    var blanks = 0
    while text.count > floor, text.last == 0x20 {
      text.removeLast()
      blanks += 1
    }
    while at < end, MarkdownLine.isBlank(bytes[at]) { at += 1 }
    if at >= end { return }
    if blanks >= 2 { text.append(0x0A) } else if !isIdeographic { text.append(0x20) }
  }

  /// Whether ideographs stand on both sides of a line end: no blank parts them.
  private var isIdeographic: Bool {
    guard text.count >= 3 else { return false }
    return (0xE3...0xE9).contains(bytes[at]) && (0xE3...0xE9).contains(text[text.count - 3])
  }

  private mutating func escape() {
    at += 1
    guard at < end else { return text.append(UInt8(ascii: "\\")) }
    if bytes[at] == 0x0A {
      at += 1
      while at < end, MarkdownLine.isBlank(bytes[at]) { at += 1 }
      text.append(0x0A)
    } else if MarkdownLink.isPunctuation(bytes[at]) {
      literal()
    } else {
      text.append(UInt8(ascii: "\\"))
    }
    floor = text.count
  }

  // MARK: Code

  private mutating func code() {
    let start = at
    while at < end, bytes[at] == UInt8(ascii: "`") { at += 1 }
    let count = at - start
    guard let close = closingBackticks(count) else {
      text.append(contentsOf: repeatElement(UInt8(ascii: "`"), count: count))
      return
    }
    var words = Array(bytes[at..<close]).map { $0 < 0x20 || $0 == 0x7F ? 0x20 : $0 }
    if words.first == 0x20, words.last == 0x20, words.contains(where: { $0 != 0x20 }) {
      words.removeFirst()
      words.removeLast()
    }
    runs.append(Run(.code, text.count..<text.count + words.count))
    text += words
    floor = text.count
    at = close + count
  }

  /// Where a run of just so many backticks begins.
  private mutating func closingBackticks(_ count: Int) -> Int? {
    if backticks == nil {
      var last: [Int: Int] = [:]
      var place = at
      while place < end {
        let start = place
        while place < end, bytes[place] == UInt8(ascii: "`") { place += 1 }
        if place > start { last[place - start] = start } else { place += 1 }
      }
      backticks = last
    }
    guard let last = backticks?[count], last >= at else { return nil }
    var place = at
    while place <= last {
      let start = place
      while place < end, bytes[place] == UInt8(ascii: "`") { place += 1 }
      if place - start == count { return start }
      if place == start { place += 1 }
    }
    return nil
  }

  // MARK: Emphasis

  private mutating func delimiter(_ byte: UInt8) {
    let start = at
    while at < end, bytes[at] == byte { at += 1 }
    let before = start > first ? MarkdownInline.scalar(endingAt: start, bytes, first) : "\n"
    let after = at < end ? MarkdownInline.scalar(at: at, bytes, end) : "\n"
    let beforeIsSpace = MarkdownInline.isSpace(before)
    let afterIsSpace = MarkdownInline.isSpace(after)
    let beforeIsMark = MarkdownInline.isMark(before)
    let afterIsMark = MarkdownInline.isMark(after)
    let opensLeft = !afterIsSpace && (!afterIsMark || beforeIsSpace || beforeIsMark)
    let closesRight = !beforeIsSpace && (!beforeIsMark || afterIsSpace || afterIsMark)
    let isStar = byte == UInt8(ascii: "*")
    delimiters.append(
      byte: byte, start: text.count, count: at - start,
      canOpen: opensLeft && (isStar || !closesRight || beforeIsMark),
      canClose: closesRight && (isStar || !opensLeft || afterIsMark))
    text.append(contentsOf: repeatElement(byte, count: at - start))
    floor = text.count
  }

  private static func scalar(at start: Int, _ bytes: Bytes, _ end: Int) -> Unicode.Scalar {
    if bytes[start] < 0x80 { return Unicode.Scalar(bytes[start]) }
    let lead = bytes[start]
    let length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
    return String(decoding: bytes[start..<min(start + length, end)], as: UTF8.self).unicodeScalars.first ?? " "
  }

  private static func scalar(endingAt end: Int, _ bytes: Bytes, _ first: Int) -> Unicode.Scalar {
    var start = end - 1
    while start > first, bytes[start] & 0xC0 == 0x80 { start -= 1 }
    return scalar(at: start, bytes, end)
  }

  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII
      ? scalar == " " || scalar == "\n" || scalar == "\t" : scalar.properties.generalCategory == .spaceSeparator
  }

  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return MarkdownLink.isPunctuation(UInt8(scalar.value)) }
    switch scalar.properties.generalCategory {
    case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation,
      .finalPunctuation, .otherPunctuation, .mathSymbol, .currencySymbol, .modifierSymbol, .otherSymbol:
      return true
    default: return false
    }
  }
}
