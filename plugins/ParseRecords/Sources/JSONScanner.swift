import Document

/// Cuts bytes that come piece by piece into JSON values: those that follow each other, or the items of a list.
struct JSONScanner {
  /// One value, and the line it begins on.
  struct Item {
    var bytes: ArraySlice<UInt8>
    var range: Range<Int>
    var line: Int
    /// Whether the file ends within it.
    var isCut = false
  }

  private let isLines: Bool
  private let longest: Int
  private var raw: [UInt8] = []
  private var scanned = 0
  private var start: Int?
  private var startLine = 1
  private var depth = 0
  private var isString = false
  private var isEscaped = false
  private var isList = false
  private var hasBegun = false
  private var line = 1
  private var offset = 0

  /// - Parameters:
  ///   - isLines: whether each line is a value, so that a broken one ends with its line.
  ///   - longest: bytes that one value may have.
  init(isLines: Bool, longest: Int) {
    self.isLines = isLines
    self.longest = longest
  }

  /// - Throws: `input.too-large` for a value that is longer than the bound.
  mutating func append(_ piece: ArraySlice<UInt8>, _ body: (Item) throws(Problem) -> Void) throws(Problem) {
    raw += piece
    while scanned < raw.count {
      try take(raw[scanned], body)
      scanned += 1
    }
    guard raw.count - (start ?? scanned) <= longest else {
      throw Problem(
        "input.too-large", "a record has more than \(longest >> 20) MiB", at: Place(line: startLine),
        help: "raise 'longest-record', or give the items of the list as a file of JSON lines")
    }
    forget(start ?? scanned)
  }

  mutating func finish(_ body: (Item) throws(Problem) -> Void) throws(Problem) {
    guard let begin = start else { return }
    try emit(begin, raw.count, isCut: depth > 0 || isString, body)
  }

  private mutating func take(_ byte: UInt8, _ body: (Item) throws(Problem) -> Void) throws(Problem) {
    if byte == 0x0A {
      if isLines, let begin = start { try emit(begin, scanned, isCut: false, body) }
      line += 1
      return
    }
    if isString {
      if isEscaped {
        isEscaped = false
      } else if byte == 0x5C {
        isEscaped = true
      } else if byte == 0x22 {
        isString = false
        if depth == 0, !isLines, let begin = start { try emit(begin, scanned + 1, isCut: false, body) }
      }
      return
    }
    if byte <= 0x20 { return }
    if !hasBegun, !isLines {
      hasBegun = true
      if byte == 0x5B {
        isList = true
        return
      }
    }
    if start == nil {
      // Between the items of a list, and at its end.
      if !isLines, isList, byte == 0x2C || byte == 0x5D { return }
      start = scanned
      startLine = line
    }
    switch byte {
    case 0x22: isString = true
    case 0x7B, 0x5B: depth += 1
    case 0x5D where depth == 0 && isList && !isLines:
      if let begin = start { try emit(begin, scanned, isCut: false, body) }
    case 0x7D, 0x5D:
      if depth > 0 { depth -= 1 }
      if depth == 0, !isLines, let begin = start { try emit(begin, scanned + 1, isCut: false, body) }
    case 0x2C where depth == 0 && isList && !isLines:
      if let begin = start { try emit(begin, scanned, isCut: false, body) }
    default: break
    }
  }

  private mutating func emit(
    _ begin: Int, _ end: Int, isCut: Bool, _ body: (Item) throws(Problem) -> Void
  ) throws(Problem) {
    start = nil
    depth = 0
    isString = false
    isEscaped = false
    try body(
      Item(bytes: raw[begin..<end], range: offset + begin..<offset + end, line: startLine, isCut: isCut))
  }

  private mutating func forget(_ count: Int) {
    raw.removeFirst(count)
    scanned -= count
    offset += count
    if let begin = start { start = begin - count }
  }
}
