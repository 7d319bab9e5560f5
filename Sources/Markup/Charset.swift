import Text

/// Why bytes are not text.
public enum CharsetFault: Error, Hashable, Sendable {
  /// There are no bytes.
  case empty
  /// What the file is, in words, where its first bytes tell; and the offset of the first byte that no text has.
  case binary(kind: String?, offset: Int)
  /// A declared name that neither IANA nor ICU has, and those that are like it.
  case unknown(name: String, nearest: [String])
}

/// What is doubtful about decoded text.
public enum CharsetWarning: Hashable, Sendable {
  /// Nothing spoke for this charset in particular.
  case unsure
  /// So many byte sequences became U+FFFD; where the first stood: byte offset, and line from 1.
  case invalidBytes(count: Int, first: Int, line: Int)
}

/// Text that was decoded from bytes, and what is known about the decoding.
public struct DecodedText: Sendable {
  /// NFC, with line ends as they stood and without a byte order mark.
  public let text: String
  /// The charset by its IANA name.
  public let charset: String
  public let warnings: [CharsetWarning]
  /// Whether the bytes were this text, byte for byte.
  public let isUnchanged: Bool
  private let map: CharsetMap
  private let lines: LineIndex

  init(text: String, charset: String, map: CharsetMap, warnings: [CharsetWarning], isUnchanged: Bool = false) {
    self.text = text
    self.isUnchanged = isUnchanged
    self.charset = charset
    self.map = map
    lines = LineIndex(text)
    self.warnings = warnings
  }

  /// The bytes of the source that a range of the text (UTF-8 byte offsets) was decoded from. Where NFC composed several
  /// characters, an end inside them becomes the nearest one outside.
  public func source(of range: Range<Int>) -> Range<Int> { map.source(of: range) }

  /// The line, from 1, that a byte offset of the text lies on. Lines end with LF, CR or both.
  public func line(at offset: Int) -> Int { lines.line(at: offset, in: text) }
}

/// Makes text of bytes in any charset.
public enum Charset {
  /// Decodes bytes: by a byte order mark, else by the declared charset, else by what they look like.
  ///
  /// - Parameter declared: a name that IANA or ICU knows; empty to find out. It is obeyed, right or wrong.
  public static func decode(_ bytes: [UInt8], declared: String = "") throws(CharsetFault) -> DecodedText {
    guard !bytes.isEmpty else { throw .empty }
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

  private static func decode(
    _ bytes: [UInt8], from start: Int, as encoding: Encoding, isSure: Bool
  ) throws(CharsetFault) -> DecodedText {
    if encoding == .utf8, let decoded = decodeUTF8(bytes, from: start) { return decoded }
    var composer = CharsetComposer(sourceCount: bytes.count)
    try encoding.decode(bytes, from: start, into: &composer)
    var warnings: [CharsetWarning] = isSure ? [] : [.unsure]
    if composer.replaced > 0 {
      let first = composer.firstReplaced ?? 0
      warnings.append(
        .invalidBytes(count: composer.replaced, first: first, line: encoding.line(at: first, in: bytes)))
    }
    let (text, map) = composer.finish(sourceCount: bytes.count)
    return DecodedText(text: text, charset: encoding.name, map: map, warnings: warnings)
  }

  /// Nil where the text is so far from NFC that it is decoded character by character.
  private static func decodeUTF8(_ bytes: [UInt8], from start: Int) -> DecodedText? {
    let end = canonicalEnd(bytes.span, from: start)
    if end == bytes.count {
      var pieces = CharsetPieces()
      pieces.appendSame(text: 0, source: start)
      pieces.finish(sourceCount: bytes.count)
      let text = unsafe String(valid: bytes.span.extracting(start..<bytes.count))
      return DecodedText(
        text: text, charset: Encoding.utf8.name, map: .pieces(pieces), warnings: [], isUnchanged: start == 0)
    }
    guard let patcher = UTF8Patcher(bytes, from: start, firstEnd: end) else { return nil }
    var warnings: [CharsetWarning] = []
    if let first = patcher.firstReplaced {
      let line = Encoding.utf8.line(at: first, in: bytes)
      warnings.append(.invalidBytes(count: patcher.replaced, first: first, line: line))
    }
    return DecodedText(
      text: unsafe String(valid: patcher.text.span), charset: Encoding.utf8.name, map: .pieces(patcher.pieces),
      warnings: warnings)
  }
}

/// Line numbers of a text, with a count kept for every so many bytes.
struct LineIndex: Sendable {
  private static let stride = 1024
  /// Line ends before the start of each stretch of ``stride`` bytes.
  private var before: [Int] = []
  /// Whether there are carriage returns; few texts have any.
  private let hasReturns: Bool

  init(_ text: String) {
    let bytes = text.utf8Span.span
    hasReturns = ByteScan.first(0x0D, in: bytes) < bytes.count
    before.reserveCapacity(bytes.count / LineIndex.stride + 1)
    var count = 0
    var start = 0
    while start < bytes.count {
      before.append(count)
      let end = min(start + LineIndex.stride, bytes.count)
      count += self.count(of: bytes, start, end)
      start = end
    }
  }

  func line(at offset: Int, in text: String) -> Int {
    guard !before.isEmpty else { return 1 }
    let bytes = text.utf8Span.span
    let stretch = min(offset / LineIndex.stride, before.count - 1)
    return before[stretch] + self.count(of: bytes, stretch * LineIndex.stride, min(offset, bytes.count)) + 1
  }

  /// Line feeds, and carriage returns that no line feed follows.
  private func count(of bytes: borrowing Span<UInt8>, _ start: Int, _ end: Int) -> Int {
    let feeds = ByteScan.count(0x0A, in: bytes, start, end)
    return hasReturns ? feeds + ByteScan.countLoneReturns(in: bytes, start, end) : feeds
  }
}
