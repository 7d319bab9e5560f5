/// Comments and the doctype.
extension HTMLTokenizer {
  /// The comment that `<!--` opens at ``at``.
  mutating func comment() -> Token {
    let first = at + 4
    let count = source.count
    if source.peek(first) == UInt8(ascii: ">") { return comment(first, first, next: first + 1) }
    if source.peek(first) == UInt8(ascii: "-"), source.peek(first + 1) == UInt8(ascii: ">") {
      return comment(first, first, next: first + 2)
    }
    var index = first
    while true {
      index = source.next(UInt8(ascii: "-"), from: index, to: count)
      guard index < count else { break }
      if source.peek(index + 1) == UInt8(ascii: "-") {
        if source.peek(index + 2) == UInt8(ascii: ">") { return comment(first, index, next: index + 3) }
        if source.peek(index + 2) == UInt8(ascii: "!"), source.peek(index + 3) == UInt8(ascii: ">") {
          return comment(first, index, next: index + 4)
        }
      }
      index += 1
    }
    // The page ends in the comment: what might have become its end is not of it.
    var end = count
    if ends("--!", from: first) {
      end -= 3
    } else if ends("--", from: first) {
      end -= 2
    } else if ends("-", from: first) {
      end -= 1
    }
    return comment(first, end, next: count)
  }

  private func ends(_ suffix: StaticString, from first: Int) -> Bool {
    let from = source.count - suffix.utf8CodeUnitCount
    return from >= first && source.matches(suffix, at: from)
  }

  /// What looks like markup and is none: a comment up to the next `>`.
  mutating func bogusComment(from first: Int) -> Token {
    let end = source.next(UInt8(ascii: ">"), from: first, to: source.count)
    return comment(min(first, end), end, next: min(end + 1, source.count))
  }

  private mutating func comment(_ from: Int, _ to: Int, next: Int) -> Token {
    at = next
    if source.next(0, from: from, to: to) == to {
      slice = HTMLSlice(from, to)
    } else {
      let first = extra.count
      for index in from..<to {
        if source[index] == 0 { extra += HTMLTokenizer.replacement } else { extra.append(source[index]) }
      }
      slice = HTMLSlice(extra: first, count: extra.count - first)
    }
    return .comment
  }

  /// The doctype whose keyword ends at an offset.
  mutating func declareDoctype(from first: Int) -> Token {
    doctype = HTMLDoctype()
    var index = first
    let isWhole = readDoctype(&index)
    if !isWhole { doctype.forcesQuirks = true }
    at = min(source.next(UInt8(ascii: ">"), from: index, to: source.count) + 1, source.count)
    return .doctype
  }

  /// Goes to the `>`, or to what follows the parts that are known; whether the page may be shown by the standard so far.
  private mutating func readDoctype(_ index: inout Int) -> Bool {
    skipSpace(&index)
    guard index < source.count, source[index] != UInt8(ascii: ">") else { return false }
    let nameStart = index
    while index < source.count, !source[index].isHTMLSpace, source[index] != UInt8(ascii: ">") { index += 1 }
    doctype.name = string(nameStart..<index, foldsCase: true)
    skipSpace(&index)
    guard index < source.count else { return false }
    if source[index] == UInt8(ascii: ">") { return true }
    let hasPublic = source.matches("public", at: index)
    guard hasPublic || source.matches("system", at: index) else { return false }
    index += 6
    skipSpace(&index)
    if hasPublic {
      guard let quote = quote(at: index) else { return false }
      let (identifier, isClosed) = identifier(&index, quote)
      doctype.publicIdentifier = identifier
      guard isClosed else { return false }
      skipSpace(&index)
      guard index < source.count else { return false }
      if source[index] == UInt8(ascii: ">") { return true }
    }
    guard let quote = quote(at: index) else { return false }
    let (identifier, isClosed) = identifier(&index, quote)
    doctype.systemIdentifier = identifier
    guard isClosed else { return false }
    skipSpace(&index)
    return index < source.count
  }

  private func quote(at index: Int) -> UInt8? {
    let byte = source.peek(index)
    return byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") ? byte : nil
  }

  /// What stands in quotes; it ends at `>` as well.
  private func identifier(_ index: inout Int, _ quote: UInt8) -> (String, isClosed: Bool) {
    let first = index + 1
    index = first
    while index < source.count, source[index] != quote, source[index] != UInt8(ascii: ">") { index += 1 }
    let text = string(first..<index, foldsCase: false)
    guard index < source.count, source[index] == quote else { return (text, false) }
    index += 1
    return (text, true)
  }

  private func skipSpace(_ index: inout Int) {
    while index < source.count, source[index].isHTMLSpace { index += 1 }
  }

  private func string(_ range: Range<Int>, foldsCase: Bool) -> String {
    var bytes: [UInt8] = []
    for index in range {
      let byte = source[index]
      if byte == 0 { bytes += HTMLTokenizer.replacement } else { bytes.append(foldsCase ? byte.asciiLowercased : byte) }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
