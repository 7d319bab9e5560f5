import CICU

extension DateReader {
  func startsWithDigit(_ index: Int) -> Bool {
    if tokens[index].kind == .number { return true }
    guard tokens[index].kind == .word else { return false }
    let first = text.utf8Span.span[tokens[index].range.lowerBound]
    return isASCIIDigit(first)
  }

  /// A number of at most four digits, without separators.
  func number(_ index: Int) -> (value: Int, digits: Int)? {
    guard tokens.indices.contains(index), tokens[index].kind == .number, tokens[index].range.count <= 16 else {
      return nil
    }
    return digits(tokens[index].range)
  }

  private func digits(_ range: Range<Int>) -> (value: Int, digits: Int)? {
    let bytes = text.utf8Span.span
    var value = 0
    var count = 0
    var offset = range.lowerBound
    while offset < range.upperBound {
      let (code, length) = scalar(bytes, at: offset)
      let digit = code < 0x80 ? Int(code) - 0x30 : Int(cicu_digit_value(Int32(bitPattern: code)))
      guard (0...9).contains(digit), count < 4 else { return nil }
      value = value * 10 + digit
      count += 1
      offset += length
    }
    return count > 0 ? (value, count) : nil
  }

  /// The parts of `20.01.2025`.
  func dottedNumbers(_ index: Int) -> [(value: Int, digits: Int)]? {
    guard tokens[index].kind == .number, tokens[index].range.count <= 24 else { return nil }
    let parts = text.slice(tokens[index].range).split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 3 else { return nil }
    var numbers: [(value: Int, digits: Int)] = []
    var offset = tokens[index].range.lowerBound
    for part in parts {
      guard let number = digits(offset..<offset + part.utf8.count) else { return nil }
      numbers.append(number)
      offset += part.utf8.count + 1
    }
    return numbers
  }

  /// `20th`.
  func ordinal(_ index: Int) -> (value: Int, digits: Int)? {
    numberBefore(index, ["st", "nd", "rd", "th"])
  }

  /// `3pm`.
  func hourWithHalf(_ index: Int) -> (value: Int, digits: Int)? {
    numberBefore(index, ["am", "pm"])
  }

  /// Whether `3pm` is in the afternoon; nil when the token is something else.
  func attachedHalf(_ index: Int) -> Bool? {
    guard hourWithHalf(index) != nil, let word = word(index) else { return nil }
    return word.hasSuffix("pm")
  }

  private func numberBefore(_ index: Int, _ endings: [String]) -> (value: Int, digits: Int)? {
    guard tokens.indices.contains(index), tokens[index].kind == .word, (3...4).contains(tokens[index].range.count),
      let word = word(index), endings.contains(String(word.suffix(2)))
    else { return nil }
    return digits(tokens[index].range.lowerBound..<tokens[index].range.upperBound - 2)
  }

  /// A word, folded; nil for other tokens and for words longer than any name of a month or zone.
  func word(_ index: Int) -> String? {
    guard tokens.indices.contains(index), tokens[index].kind == .word, tokens[index].range.count <= 48 else {
      return nil
    }
    return text.slice(tokens[index].range).folded()
  }

  /// The words are an autoclosure, since most tokens that are asked about are no words.
  func isWord(_ index: Int, _ words: @autoclosure () -> [String]) -> Bool {
    word(index).map { words().contains($0) } ?? false
  }

  func isMark(_ index: Int, in marks: @autoclosure () -> [Substring]) -> Bool {
    mark(index).map { marks().contains($0) } ?? false
  }

  /// A mark of punctuation or symbol.
  func mark(_ index: Int) -> Substring? {
    guard tokens.indices.contains(index), tokens[index].kind == .punctuation || tokens[index].kind == .symbol else {
      return nil
    }
    return text.slice(tokens[index].range)
  }

  func isMark(_ index: Int, _ mark: some StringProtocol) -> Bool {
    self.mark(index).map { $0 == mark } ?? false
  }

  /// Whether no space stands between a token and the next; invisible controls may.
  func touch(_ index: Int) -> Bool {
    !gap(after: index) { CharacterClass($0) != .format }
  }

  func hasLineBreak(_ index: Int) -> Bool {
    gap(after: index) { (0x0A...0x0D).contains($0) || $0 == 0x85 || $0 == 0x2028 || $0 == 0x2029 }
  }

  func hasLineBreak(in range: Range<Int>) -> Bool {
    range.dropLast().contains { hasLineBreak($0) }
  }

  /// Whether a scalar between a token and the next satisfies a condition.
  private func gap(after index: Int, _ matches: (UInt32) -> Bool) -> Bool {
    guard index >= 0, index + 1 < tokens.count else { return false }
    let bytes = text.utf8Span.span
    var offset = tokens[index].range.upperBound
    while offset < tokens[index + 1].range.lowerBound {
      let (value, length) = scalar(bytes, at: offset)
      if matches(value) { return true }
      offset += length
    }
    return false
  }
}
