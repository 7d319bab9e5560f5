/// A character reference of HTML's standard: `&amp;`, `&copy`, `&#1593;`, `&#x639;`.
struct HTMLCharacterReference {
  /// UTF-8, at most eight bytes, the first in the lowest byte.
  private(set) var packed: UInt64 = 0
  private(set) var count = 0
  /// The offset behind it.
  private(set) var end: Int

  /// Nil where no reference begins at the `&` at `start`.
  ///
  /// - Parameter inAttribute: in the value of an attribute, a name without its semicolon is none before `=`, a letter or a digit.
  init?(_ source: HTMLBytes, at start: Int, inAttribute: Bool) {
    let first = source.peek(start + 1)
    if first == UInt8(ascii: "#") {
      end = start
      guard readNumber(source, start + 2) else { return nil }
    } else {
      guard first.isASCIILetter, let found = HTMLCharacterReference.longest(source, start + 1) else { return nil }
      end = found.end
      if inAttribute, source[end - 1] != UInt8(ascii: ";") {
        let next = source.peek(end)
        if next == UInt8(ascii: "=") || next.isASCIILetter || next.isASCIIDigit { return nil }
      }
      packed = found.name.packed
      count = Int(found.name.length)
    }
  }

  var bytes: [UInt8] { (0..<count).map { UInt8(truncatingIfNeeded: packed >> (8 * UInt64($0))) } }

  private mutating func readNumber(_ source: HTMLBytes, _ start: Int) -> Bool {
    var at = start
    let isHexadecimal = source.peek(at) | 0x20 == UInt8(ascii: "x")
    if isHexadecimal { at += 1 }
    let first = at
    var value: UInt32 = 0
    while at < source.count {
      let byte = source[at]
      let digit: UInt32
      if byte.isASCIIDigit {
        digit = UInt32(byte - 0x30)
      } else if isHexadecimal, (byte | 0x20) &- 0x61 < 6 {
        digit = UInt32((byte | 0x20) - 0x61 + 10)
      } else {
        break
      }
      value = min(value &* (isHexadecimal ? 16 : 10) &+ digit, 0x110000)
      at += 1
    }
    guard at > first else { return false }
    end = at < source.count && source[at] == UInt8(ascii: ";") ? at + 1 : at
    append(HTMLCharacterReference.scalar(value))
    return true
  }

  private mutating func append(_ scalar: Unicode.Scalar) {
    for byte in String(scalar).utf8 {
      packed |= UInt64(byte) << (8 * UInt64(count))
      count += 1
    }
  }

  /// What a number stands for: no surrogate, no NUL, and windows-1252 where a control character is meant.
  private static func scalar(_ value: UInt32) -> Unicode.Scalar {
    if (0x80...0x9F).contains(value), let meant = windows1252[Int(value - 0x80)] { return meant }
    return value == 0 ? "\u{FFFD}" : Unicode.Scalar(value) ?? "\u{FFFD}"
  }

  private static let windows1252: [Unicode.Scalar?] = [
    "\u{20AC}", nil, "\u{201A}", "\u{192}", "\u{201E}", "\u{2026}", "\u{2020}", "\u{2021}", "\u{2C6}", "\u{2030}",
    "\u{160}", "\u{2039}", "\u{152}", nil, "\u{17D}", nil, nil, "\u{2018}", "\u{2019}", "\u{201C}", "\u{201D}",
    "\u{2022}", "\u{2013}", "\u{2014}", "\u{2DC}", "\u{2122}", "\u{161}", "\u{203A}", "\u{153}", nil, "\u{17E}",
    "\u{178}",
  ]
}

extension HTMLCharacterReference {
  fileprivate struct Name {
    var start: Int32
    var count: UInt8
    var mayLackSemicolon: Bool
    var length: UInt8 = 0
    var packed: UInt64 = 0
  }

  /// The names in order, with an index by the first letter.
  private struct Table {
    var bytes: [UInt8] = []
    var names: [Name] = []
    /// Where the names with a first byte begin.
    var first = [Int32](repeating: 0, count: 129)

    init() {
      let written = HTMLCharacterReference.names
      let text = unsafe [UInt8](UnsafeBufferPointer(start: written.utf8Start, count: written.utf8CodeUnitCount))
      for word in text.split(whereSeparator: { $0 == 0x20 || $0 == 0x0A }) {
        guard let mark = word.firstIndex(where: { $0 == UInt8(ascii: "=") || $0 == UInt8(ascii: "!") }) else {
          continue
        }
        var name = Name(
          start: Int32(bytes.count), count: UInt8(mark - word.startIndex),
          mayLackSemicolon: word[mark] == UInt8(ascii: "!"))
        bytes += word[..<mark]
        for value in word[(mark + 1)...].split(separator: UInt8(ascii: ",")) {
          let scalar =
            UInt32(String(decoding: value, as: UTF8.self), radix: 16).flatMap(Unicode.Scalar.init) ?? "\u{FFFD}"
          for byte in String(scalar).utf8 {
            name.packed |= UInt64(byte) << (8 * UInt64(name.length))
            name.length += 1
          }
        }
        names.append(name)
      }
      var at = 0
      for byte in 0...128 {
        while at < names.count, bytes[Int(names[at].start)] < UInt8(byte) { at += 1 }
        first[byte] = Int32(at)
      }
    }
  }

  private static let table = Table()

  /// The longest name that begins at an offset.
  private static func longest(_ source: HTMLBytes, _ start: Int) -> (name: Name, end: Int)? {
    let table = HTMLCharacterReference.table
    let initial = Int(source[start])
    guard initial < 128 else { return nil }
    var low = Int(table.first[initial])
    var high = Int(table.first[initial + 1])
    var depth = 1
    var best: (name: Name, end: Int)?
    while low < high {
      let name = table.names[low]
      if Int(name.count) == depth {
        let hasSemicolon = source.peek(start + depth) == UInt8(ascii: ";")
        if hasSemicolon { return (name, start + depth + 1) }
        if name.mayLackSemicolon { best = (name, start + depth) }
        low += 1
      }
      guard start + depth < source.count else { break }
      let wanted = source[start + depth]
      func byte(_ index: Int) -> UInt8 { table.bytes[Int(table.names[index].start) + depth] }
      low = bound(low, high) { byte($0) < wanted }
      high = bound(low, high) { byte($0) <= wanted }
      depth += 1
    }
    return best
  }

  /// The first index of a range that the condition, true up to it, is not true of.
  private static func bound(_ low: Int, _ high: Int, _ isBefore: (Int) -> Bool) -> Int {
    var low = low
    var high = high
    while low < high {
      let middle = (low + high) / 2
      if isBefore(middle) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
