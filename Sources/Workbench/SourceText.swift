public import Document
public import Markup

/// The text of a source, decoded, for readers of formats that are text.
public struct SourceText: Sendable {
  public let decoded: DecodedText
  /// SHA-256 of the bytes, as 64 hexadecimal digits.
  public let sha256: String
  /// `charset.invalid-bytes` where bytes were replaced, `charset.unsure` where the charset is a guess without evidence.
  public let warnings: [Problem]

  /// The charset by its IANA name.
  public var charset: String { decoded.charset }
  /// NFC, with line ends as they stood.
  public var text: String { decoded.text }

  /// The bytes of the source where it is the text already, and not so large that it should not be held twice.
  let unchanged: [UInt8]?
  /// The text as bytes.
  public var utf8: [UInt8] { unchanged ?? Array(text.utf8) }

  /// Bytes and line of the source for a range of the text: UTF-8 byte offsets.
  public func place(of range: Range<Int>) -> Place {
    Place(bytes: decoded.source(of: range), line: decoded.line(at: range.lowerBound))
  }
}

extension ByteSource {
  /// Reads the whole source and decodes it: by a byte order mark, else by the given charset, else by what it looks like.
  ///
  /// - Parameters:
  ///   - charset: a name that IANA or ICU knows; empty to find out.
  ///   - limit: bytes that the source may have.
  /// - Throws: `input.empty`, `input.binary`, `charset.unknown`, and what ``whole(limit:)`` throws.
  public func text(charset: String = "", limit: Int = ByteSource.wholeLimit) throws(Problem) -> SourceText {
    let bytes = try whole(limit: limit)
    let decoded: DecodedText
    do throws(CharsetFault) {
      decoded = try Charset.decode(bytes, declared: charset)
    } catch { throw error.problem.inFile(path) }
    return SourceText(
      decoded: decoded, sha256: try sha256(of: bytes),
      warnings: decoded.warnings.map { $0.problem(decoded.charset) },
      unchanged: decoded.isUnchanged && bytes.count <= KeptBytes.mostUnpacked ? bytes : nil)
  }

  /// What a reader says about a source without text.
  public var emptyInput: Problem { CharsetFault.empty.problem.inFile(path) }
}

extension CharsetFault {
  fileprivate var problem: Problem {
    switch self {
    case .empty:
      Problem("input.empty", "there is no text in the file", help: "check that it was saved or downloaded whole")
    case .binary(let kind, let offset):
      Problem(
        "input.binary",
        kind.map { "the file is no text but \($0)" } ?? "the file is no text: byte \(offset) is a control byte",
        at: Place(bytes: offset..<offset + 1),
        help: "give it to the reader of its format, or to parse.auto; if it is text, convert it to UTF-8")
    case .unknown(let name, let nearest):
      Problem(
        "charset.unknown", "there is no charset '\(name)'",
        help: nearest.isEmpty
          ? "leave it empty to have it found out"
          : "did you mean \(nearest.map { "'\($0)'" }.joined(separator: " or "))?")
    }
  }
}

extension CharsetWarning {
  fileprivate func problem(_ charset: String) -> Problem {
    switch self {
    case .unsure:
      Problem(
        "charset.unsure", "the charset could not be told and was taken to be \(charset)",
        help: "name it with the reader's parameter 'charset'")
    case .invalidBytes(let count, let first, let line):
      Problem(
        "charset.invalid-bytes",
        "\(count == 1 ? "1 byte sequence is" : "\(count) byte sequences are") not \(charset) and became U+FFFD, "
          + "the first at byte \(first)",
        at: Place(bytes: first..<first + 1, line: line),
        help: "the file is damaged, or its charset is another: name it with the reader's parameter 'charset'")
    }
  }
}
