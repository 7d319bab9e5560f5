/// The number, letter or bullet before an item of a list that runs on in one paragraph.
struct ListMarker {
  private enum Label {
    case number(Int)
    case letter(UInt8)
    case bullet(UInt32)
  }

  private let label: Label
  /// The bytes after the number or letter: `.`, `)` or `.)`.
  private let tail: [UInt8]
  /// The end of the marker, a byte offset.
  let end: Int

  /// The marker that begins a sentence, if one does.
  init?(_ bytes: borrowing Span<UInt8>, at start: Int, _ limit: Int) {
    guard start < limit else { return nil }
    let (value, length) = scalar(bytes, at: start)
    var offset = start
    if Paragraph.bullets.contains(value) {
      label = .bullet(value)
      tail = []
      let inner = skipSpace(bytes, start + length, limit)
      offset = inner
      while offset < limit, isASCIIDigit(bytes[offset]) { offset += 1 }
      end = offset > inner && offset < limit && bytes[offset] == 0x2E ? offset + 1 : start + length
      return
    }
    var number = 0
    while offset < limit, offset - start < 3, isASCIIDigit(bytes[offset]) {
      number = number * 10 + Int(bytes[offset] - 0x30)
      offset += 1
    }
    if offset > start {
      label = .number(number)
    } else if bytes[start] | 0x20 >= 0x61 && bytes[start] | 0x20 <= 0x7A {
      label = .letter(bytes[start])
      offset += 1
    } else {
      return nil
    }
    var tail: [UInt8] = []
    while offset < limit, tail.count < 2, bytes[offset] == 0x29 || bytes[offset] == 0x2E {
      tail.append(bytes[offset])
      offset += 1
    }
    guard !tail.isEmpty, offset < limit, bytes[offset] == 0x20 else { return nil }
    self.tail = tail
    end = offset
  }

  /// The start of the next item's marker when the first character after its number, or the bullet itself, is at `mark`.
  func next(_ bytes: borrowing Span<UInt8>, with mark: Int, _ limit: Int) -> Int? {
    guard mark > end else { return nil }
    let last = mark + max(tail.count - 1, 0)
    let expected: [UInt8]
    switch label {
    case .bullet(let bullet): return scalar(bytes, at: last).value == bullet && bytes[last - 1] == 0x20 ? last : nil
    case .number(let number): expected = Array(String(number + 1).utf8) + tail
    case .letter(let letter): expected = [letter + 1] + tail
    }
    let start = last + 1 - expected.count
    guard start > end, last + 1 < limit, bytes[start - 1] == 0x20, bytes[last + 1] == 0x20 else { return nil }
    for index in expected.indices where bytes[start + index] != expected[index] { return nil }
    return start
  }
}
