/// Reads what `pdftotext -bbox-layout` writes: a tag a line. What is cut off in the middle of a page leaves that page out.
struct PageReader {
  private(set) var pages: [Page] = []
  private var page: Page?
  private var words: [Word] = []

  /// - Parameter first: number of the first page.
  init(_ output: [UInt8], first: Int) {
    for line in output.split(separator: 0x0A) { read(line, first) }
  }

  private mutating func read(_ line: ArraySlice<UInt8>, _ first: Int) {
    let line = line.drop { $0 == 0x20 }
    guard line.first == 0x3C else { return }
    if line.starts(with: "<word ".utf8) {
      if let word = PageReader.word(line) { words.append(word) }
    } else if line.starts(with: "</line>".utf8) {
      if !words.isEmpty { page?.lines.append(Line(words)) }
      words = []
    } else if line.starts(with: "<page ".utf8) {
      let numbers = PageReader.numbers(line.prefix { $0 != 0x3E })
      page = Page(number: first + pages.count, width: numbers.first ?? 0, height: numbers.last ?? 0)
      words = []
    } else if line.starts(with: "</page>".utf8), let done = page {
      pages.append(done)
      page = nil
    }
  }

  private static func word(_ line: ArraySlice<UInt8>) -> Word? {
    guard let open = line.firstIndex(of: 0x3E), let close = line.lastIndex(of: 0x3C), open < close else { return nil }
    let numbers = numbers(line[..<open])
    guard numbers.count == 4, numbers.allSatisfy({ abs($0) < 1e6 }) else { return nil }
    let box = Box(left: numbers[0], top: numbers[1], right: numbers[2], bottom: numbers[3])
    let text = unescaped(line[(open + 1)..<close])
    guard box.width >= 0, box.height > 0, !text.isEmpty else { return nil }
    return Word(box: box, text: text)
  }

  /// The numbers in quotation marks.
  private static func numbers(_ tag: ArraySlice<UInt8>) -> [Double] {
    tag.split(separator: 0x22, omittingEmptySubsequences: false).enumerated().compactMap { at, part in
      at % 2 == 1 ? Double(String(decoding: part, as: UTF8.self)) : nil
    }
  }

  /// Text without XML's escapes.
  private static func unescaped(_ bytes: ArraySlice<UInt8>) -> String {
    var text = String(decoding: bytes, as: UTF8.self)
    if bytes.contains(0x26) {
      for (escape, character) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&amp;", "&")] {
        text = text.split(separator: escape, omittingEmptySubsequences: false).joined(separator: character)
      }
    }
    return withoutMarks(text)
  }

  /// Text without control characters and marks of direction.
  static func withoutMarks(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isNothing) else { return text }
    return String(String.UnicodeScalarView(text.unicodeScalars.filter { !isNothing($0) }))
  }

  private static func isNothing(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069, 0xFEFF, 0x2028, 0x2029: true
    default: false
    }
  }
}
