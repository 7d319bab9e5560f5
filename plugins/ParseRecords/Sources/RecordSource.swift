import Document
import Markup
import Text
import Workbench

/// The bytes of a file of records in a charset whose ASCII is ASCII, piece by piece, and the text of stretches of them.
struct RecordSource {
  let charset: String
  let sha256: String
  let warnings: [Problem]
  private let source: ByteSource
  /// The whole file in UTF-8 where its charset is none of single bytes and the like.
  private let rewritten: [UInt8]?
  private let markLength: Int

  private static let sampled = 1 << 18

  /// - Throws: what ``ByteSource/text(charset:)`` throws.
  init(_ source: ByteSource, charset: String) throws(Problem) {
    self.source = source
    let start = Array(try source.prefix(RecordSource.sampled))
    let sample = try ByteSource(bytes: start, path: source.path).text(charset: charset)
    self.charset = sample.charset
    // Bytes that mean nothing are said where they stand, of the record that has them.
    warnings = sample.warnings.filter { $0.code != "charset.invalid-bytes" }
    if ["UTF-16", "UTF-32", "ISO-20", "HZ-GB-"].contains(where: { sample.charset.hasPrefix($0) }) {
      let whole = try source.text(charset: charset)
      rewritten = Array(whole.text.utf8)
      sha256 = whole.sha256
      markLength = 0
    } else {
      rewritten = nil
      markLength = start.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
      var hash = SHA256()
      try source.forEachPiece { piece in hash.update(piece.span.bytes) }
      sha256 = hash.hexadecimal()
    }
  }

  func forEachPiece(_ body: (ArraySlice<UInt8>) throws(Problem) -> Void) throws(Problem) {
    if let rewritten { return try body(rewritten[...]) }
    var mark = markLength
    try source.forEachPiece { piece throws(Problem) in
      let dropped = min(mark, piece.count)
      mark -= dropped
      try body(piece.dropFirst(dropped))
    }
  }

  /// The text of a stretch; what means nothing is U+FFFD, and `broken` says so.
  func text(of bytes: ArraySlice<UInt8>) -> (text: String, isBroken: Bool) {
    guard !bytes.isEmpty else { return ("", false) }
    guard bytes.contains(where: { $0 >= 0x80 || $0 == 0 }) else {
      return (String(decoding: bytes, as: UTF8.self), false)
    }
    if rewritten != nil || charset == "UTF-8", !bytes.contains(0), let text = String(validating: bytes, as: UTF8.self) {
      return (Canonical.nfc(text), false)
    }
    guard let decoded = try? Charset.decode(Array(bytes), declared: rewritten == nil ? charset : "UTF-8") else {
      return (String(decoding: bytes, as: UTF8.self), true)
    }
    return (decoded.text, !decoded.warnings.isEmpty)
  }
}
