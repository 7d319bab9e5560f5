/// What the beginning of a line says of the block that opens on it (CommonMark 0.31, chapters 4 and 5). Each function is handed where
/// the line's first byte that is no blank stands, and where the line ends.
enum MarkdownLine {
  typealias Bytes = UnsafeBufferPointer<UInt8>

  static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

  /// The end of the line without blanks there.
  static func trimmedEnd(_ bytes: Bytes, _ start: Int, _ end: Int) -> Int {
    var end = end
    while end > start, isBlank(bytes[end - 1]) { end -= 1 }
    return end
  }

  /// Level and words of a heading that begins with `#`.
  static func heading(_ bytes: Bytes, _ start: Int, _ end: Int) -> (Int, Range<Int>)? {
    var at = start
    while at < end, bytes[at] == UInt8(ascii: "#") { at += 1 }
    let level = at - start
    guard level <= 6, at == end || isBlank(bytes[at]) else { return nil }
    while at < end, isBlank(bytes[at]) { at += 1 }
    var last = trimmedEnd(bytes, at, end)
    var mark = last
    while mark > at, bytes[mark - 1] == UInt8(ascii: "#") { mark -= 1 }
    // Marks at the end are no words, where a blank stands before them.
    if mark < last, mark == at || isBlank(bytes[mark - 1]) { last = trimmedEnd(bytes, at, mark) }
    return (level, at..<last)
  }

  /// The level that a line of `=` or `-` gives to the paragraph above it.
  static func underline(_ bytes: Bytes, _ start: Int, _ end: Int) -> Int? {
    let byte = bytes[start]
    guard byte == UInt8(ascii: "=") || byte == UInt8(ascii: "-") else { return nil }
    for at in start..<trimmedEnd(bytes, start, end) where bytes[at] != byte { return nil }
    return byte == UInt8(ascii: "=") ? 1 : 2
  }

  /// Whether the line is a rule: three or more of one mark.
  static func isRule(_ bytes: Bytes, _ start: Int, _ end: Int) -> Bool {
    let byte = bytes[start]
    guard byte == UInt8(ascii: "*") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") else { return false }
    var count = 0
    for at in start..<end {
      if bytes[at] == byte { count += 1 } else if !isBlank(bytes[at]) { return false }
    }
    return count >= 3
  }

  /// How many marks a fence of code begins with.
  static func fence(_ bytes: Bytes, _ start: Int, _ end: Int) -> Int? {
    let byte = bytes[start]
    var at = start
    while at < end, bytes[at] == byte { at += 1 }
    guard at - start >= 3 else { return nil }
    if byte == UInt8(ascii: "`"), bytes[at..<end].contains(byte) { return nil }
    return at - start
  }

  static func closes(_ bytes: Bytes, _ start: Int, _ end: Int, _ byte: UInt8, _ count: Int) -> Bool {
    var at = start
    while at < end, bytes[at] == byte { at += 1 }
    return at - start >= count && trimmedEnd(bytes, at, end) == at
  }

  /// The mark of an item.
  struct Item {
    /// The bullet, or what stands behind a number.
    var mark: UInt8
    /// In bytes, with the number.
    var length: Int
    var number: Int?
  }

  /// - Parameter interrupts: whether a paragraph is open that the item would end.
  static func item(_ bytes: Bytes, _ start: Int, _ end: Int, interrupts: Bool) -> Item? {
    var at = start
    var item: Item
    switch bytes[at] {
    case UInt8(ascii: "*"), UInt8(ascii: "-"), UInt8(ascii: "+"):
      item = Item(mark: bytes[at], length: 1)
      at += 1
    case UInt8(ascii: "0")...UInt8(ascii: "9"):
      var number = 0
      while at < end, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[at]), at - start < 10 {
        number = number * 10 + Int(bytes[at] - UInt8(ascii: "0"))
        at += 1
      }
      guard at - start < 10, at < end, bytes[at] == UInt8(ascii: ".") || bytes[at] == UInt8(ascii: ")"),
        !interrupts || number == 1
      else { return nil }
      item = Item(mark: bytes[at], length: at + 1 - start, number: number)
      at += 1
    default: return nil
    }
    guard at == end || isBlank(bytes[at]) else { return nil }
    if interrupts, trimmedEnd(bytes, at, end) == at { return nil }
    return item
  }

  /// Label and length of the mark of a footnote: `[^label]:`.
  static func note(_ bytes: Bytes, _ start: Int, _ end: Int) -> (label: [UInt8], length: Int)? {
    guard start + 4 < end, bytes[start + 1] == UInt8(ascii: "^") else { return nil }
    var at = start + 2
    while at < end, bytes[at] != UInt8(ascii: "]") {
      guard bytes[at] > 0x20, bytes[at] != UInt8(ascii: "["), at - start < MarkdownLabel.longest else { return nil }
      at += 1
    }
    guard at > start + 2, at + 1 < end, bytes[at + 1] == UInt8(ascii: ":") else { return nil }
    return (MarkdownLabel.key(bytes[start + 2..<at]), at + 2 - start)
  }
}
