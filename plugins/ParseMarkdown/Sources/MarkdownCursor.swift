/// A place in one line, in bytes and in columns: a tab reaches to the next column that is divisible by four.
struct MarkdownCursor {
  private let bytes: UnsafeBufferPointer<UInt8>
  /// Behind the line's last byte; its line feed is not of it.
  let end: Int
  private(set) var at: Int
  private var column = 0
  /// Columns of a tab that was taken in part.
  private var rest = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>, _ line: Range<Int>) {
    self.bytes = bytes
    at = line.lowerBound
    end = line.upperBound
  }

  /// The first byte that is neither blank nor tab; ``end`` where there is none.
  private(set) var next = 0
  /// Columns from here to ``next``.
  private(set) var indent = 0

  /// Finds ``next`` and ``indent``.
  mutating func look() {
    var place = at
    var reached = column
    if rest > 0 {
      reached += rest
      place += 1
    }
    while place < end {
      if bytes[place] == 0x20 {
        reached += 1
      } else if bytes[place] == 0x09 {
        reached += 4 - reached % 4
      } else {
        break
      }
      place += 1
    }
    next = place
    indent = reached - column
  }

  /// Whether nothing but blanks is left; after ``look()``.
  var isBlank: Bool { next >= end }

  /// The byte at an offset from ``next``; 0 behind the line.
  func byte(_ offset: Int = 0) -> UInt8 { next + offset < end ? bytes[next + offset] : 0 }

  /// Goes to ``next`` and so many bytes beyond, none of which is a tab.
  mutating func skip(_ count: Int = 0) {
    column += indent + count
    at = next + count
    rest = 0
  }

  /// Passes over so many columns of blanks and tabs.
  mutating func advance(columns: Int) {
    var left = columns
    while left > 0, at < end {
      if rest > 0 {
        let taken = min(rest, left)
        rest -= taken
        column += taken
        left -= taken
        if rest == 0 { at += 1 }
      } else if bytes[at] == 0x20 {
        at += 1
        column += 1
        left -= 1
      } else if bytes[at] == 0x09 {
        rest = 4 - column % 4
      } else {
        return
      }
    }
  }

  /// Blanks that stand for the rest of a tab.
  var pending: Int { rest }

  /// The bytes from here to the end; a tab taken in part is not among them.
  var remaining: Range<Int> { min(at + (rest > 0 ? 1 : 0), end)..<end }
}
