public import Markup

/// Texts as the parts of Office Open XML have them.
public enum OfficeText {
  /// Characters that XML does not allow stand as `_x000B_` (ECMA-376, part 1, 22.9.2.19).
  public static func unescaped(_ text: String) -> String {
    let bytes = Array(text.utf8)
    guard var next = bytes.firstIndex(of: mark) else { return text }
    var made = Array(bytes[..<next])
    while next < bytes.count {
      if let (scalars, end) = escape(bytes, next) {
        made += scalars
        next = end
      } else {
        made.append(bytes[next])
        next += 1
      }
    }
    return String(decoding: made, as: UTF8.self)
  }

  /// The text of the runs of a paragraph of a drawing (`a:p`), on one line; fields stand for what is said elsewhere.
  public static func words(ofParagraph paragraph: XMLElement) -> String {
    var words = ""
    for run in paragraph.elements {
      if run.localName == "br" { words += " " }
      if run.localName == "r" { words += run.first("t")?.text ?? "" }
    }
    return words.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private static let mark = UInt8(ascii: "_")

  /// The character of an escape, and where it ends.
  private static func escape(_ bytes: [UInt8], _ at: Int) -> (bytes: [UInt8], end: Int)? {
    guard let first = unit(bytes, at) else { return nil }
    if let scalar = Unicode.Scalar(first) {
      // A control character that text does not have is nothing.
      let isKept = scalar.value >= 0x20 || [0x09, 0x0A, 0x0B, 0x0D].contains(scalar.value)
      return (isKept && scalar.value != 0xFFFE && scalar.value != 0xFFFF ? Array(String(scalar).utf8) : [], at + 7)
    }
    // Two halves of one character.
    guard let second = unit(bytes, at + 7), (0xD800..<0xDC00).contains(first), (0xDC00..<0xE000).contains(second) else {
      return ([], at + 7)
    }
    return (Array(String(decoding: [UInt16(first), UInt16(second)], as: UTF16.self).utf8), at + 14)
  }

  /// The number of `_xHHHH_`.
  private static func unit(_ bytes: [UInt8], _ at: Int) -> UInt32? {
    guard at + 7 <= bytes.count, bytes[at] == mark, bytes[at + 1] == UInt8(ascii: "x"), bytes[at + 6] == mark else {
      return nil
    }
    return UInt32(String(decoding: bytes[at + 2..<at + 6], as: UTF8.self), radix: 16)
  }
}
