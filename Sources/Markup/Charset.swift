public import Document
import Text

/// Text that was decoded from bytes, and what is known about the decoding.
public struct DecodedText: Sendable {
  /// NFC, with line ends as they stood and without a byte order mark.
  public let text: String
  /// The charset by its IANA name.
  public let charset: String
  /// `charset.invalid-bytes` where bytes were replaced, `charset.unsure` where the charset is a guess without evidence.
  public let warnings: [Problem]
  private let map: CharsetMap
  private let lines: LineIndex

  init(text: String, charset: String, map: CharsetMap, warnings: [Problem]) {
    self.text = text
    self.charset = charset
    self.map = map
    lines = LineIndex(text)
    self.warnings = warnings
  }

  /// The bytes of the source that a range of the text (UTF-8 byte offsets) was decoded from. Where NFC composed several
  /// characters, an end inside them becomes the nearest one outside.
  public func source(of range: Range<Int>) -> Range<Int> { map.source(of: range) }

  /// Bytes and line of the source for a range of the text.
  public func place(of range: Range<Int>) -> Place {
    Place(bytes: source(of: range), line: line(at: range.lowerBound))
  }

  /// The line, from 1, that a byte offset of the text lies on. Lines end with LF, CR or both.
  public func line(at offset: Int) -> Int { lines.line(at: offset, in: text) }
}

/// Makes text of bytes in any charset.
public enum Charset {
  /// Decodes bytes: by a byte order mark, else by the declared charset, else by what they look like.
  ///
  /// - Parameter declared: a name that IANA or ICU knows; empty to find out. It is obeyed, right or wrong.
  /// - Throws: `input.empty`, `input.binary`, `charset.unknown`.
  public static func decode(_ bytes: [UInt8], declared: String = "") throws(Problem) -> DecodedText {
    guard !bytes.isEmpty else { throw emptyInput }
    if let mark = ByteOrderMark(bytes) {
      if !mark.encoding.isWide { try BinaryFormat.refuse(bytes) }
      return try decode(bytes, from: mark.length, as: mark.encoding, isSure: true)
    }
    if !declared.isEmpty {
      let encoding = try Encoding(declared: declared)
      if !encoding.isWide { try BinaryFormat.refuse(bytes) }
      return try decode(bytes, from: 0, as: encoding, isSure: true)
    }
    let guess = try CharsetGuess(bytes)
    return try decode(bytes, from: 0, as: guess.encoding, isSure: guess.isSure)
  }

  /// What a reader says about a file without bytes, or without text in them.
  public static var emptyInput: Problem {
    Problem("input.empty", "there is no text in the file", help: "check that it was saved or downloaded whole")
  }

  private static func decode(
    _ bytes: [UInt8], from start: Int, as encoding: Encoding, isSure: Bool
  ) throws(Problem) -> DecodedText {
    if encoding == .utf8, let text = canonicalText(bytes, from: start) {
      let map = CharsetMap(identityFrom: start, end: bytes.count)
      return DecodedText(text: text, charset: encoding.name, map: map, warnings: [])
    }
    var composer = CharsetComposer(sourceCount: bytes.count)
    try encoding.decode(bytes, from: start, into: &composer)
    let replaced = composer.replaced
    let first = composer.firstReplaced ?? 0
    let (text, map) = composer.finish(sourceCount: bytes.count)
    var warnings: [Problem] = []
    if !isSure { warnings.append(unsure(encoding.name)) }
    if replaced > 0 { warnings.append(invalidBytes(replaced, first: first, in: bytes, as: encoding)) }
    return DecodedText(text: text, charset: encoding.name, map: map, warnings: warnings)
  }

  /// The text of bytes that are UTF-8 in NFC; nil for any others.
  private static func canonicalText(_ bytes: [UInt8], from start: Int) -> String? {
    guard isCanonicalUTF8(bytes, from: start) else { return nil }
    return String(validating: bytes[start...], as: UTF8.self)
  }

  private static func unsure(_ name: String) -> Problem {
    Problem(
      "charset.unsure", "the charset could not be told and was taken to be \(name)",
      help: "name it with the parameter 'charset'")
  }

  private static func invalidBytes(_ count: Int, first: Int, in bytes: [UInt8], as encoding: Encoding) -> Problem {
    let sequences = count == 1 ? "1 byte sequence is" : "\(count) byte sequences are"
    return Problem(
      "charset.invalid-bytes",
      "\(sequences) not \(encoding.name) and became U+FFFD, the first at byte \(first)",
      at: Place(bytes: first..<first + 1, line: encoding.line(at: first, in: bytes)),
      help: "the file is damaged, or its charset is another: name it with the parameter 'charset'")
  }
}

/// Line numbers of a text, with a count kept for every so many bytes.
struct LineIndex: Sendable {
  private static let stride = 1024
  /// Line ends before the start of each stretch of ``stride`` bytes.
  private var before: [Int] = []

  init(_ text: String) {
    let bytes = text.utf8Span.span
    before.reserveCapacity(bytes.count / LineIndex.stride + 1)
    var count = 0
    var start = 0
    while start < bytes.count {
      before.append(count)
      let end = min(start + LineIndex.stride, bytes.count)
      count += LineIndex.count(bytes, start, end)
      start = end
    }
  }

  func line(at offset: Int, in text: String) -> Int {
    guard !before.isEmpty else { return 1 }
    let bytes = text.utf8Span.span
    let stretch = min(offset / LineIndex.stride, before.count - 1)
    return before[stretch] + LineIndex.count(bytes, stretch * LineIndex.stride, min(offset, bytes.count)) + 1
  }

  /// Line feeds, and carriage returns that no line feed follows.
  private static func count(_ bytes: borrowing Span<UInt8>, _ start: Int, _ end: Int) -> Int {
    var count = 0
    for at in start..<end {
      let byte = bytes[at]
      if byte == 0x0A {
        count += 1
      } else if byte == 0x0D, at + 1 >= bytes.count || bytes[at + 1] != 0x0A {
        count += 1
      }
    }
    return count
  }
}
