import CICU

/// Cuts text into sentences.
///
/// The characters that can end one are those of Unicode Annex 29 (ICU's `Sentence_Break` property) and the ellipsis; the rules
/// are those of the annex (SB5 to SB11) and, beyond them, ours:
/// - A line break ends a sentence: it is the end of a paragraph.
/// - An abbreviation, an initial or the number of a list item does not (`Abbreviations`).
/// - A terminator followed by a small letter, a comma, colon or semicolon does not.
/// - A quotation or parenthesis of at most 480 bytes that closes in its paragraph is not cut.
/// - A full stop without a space after it ends a sentence between whole words (`.الامن.يقول`), not in names of hosts and files.
/// - A numbered or bulleted list that runs on in one paragraph is cut before each item.
/// - In Arabic, a label before a colon at the head of a paragraph (`سؤال وجواب:`) stands alone when two sentences or more
///   follow it and nobody is said to speak in it.
public struct SentenceBreaker: Sendable {
  let abbreviations: Abbreviations
  let language: String

  /// - Parameter language: BCP 47; nil when unknown. It chooses the abbreviations of languages in Latin letters.
  public init(language: String?) {
    self.language = (language ?? "").lowercased().split { $0 == "-" || $0 == "_" }.first.map(String.init) ?? ""
    abbreviations = Abbreviations(language: self.language)
  }

  /// The sentences in order, trimmed of white space, none empty.
  ///
  /// - Parameter range: UTF-8 byte offsets on scalar boundaries; the whole text when nil. Results are absolute offsets.
  public func sentences(in text: String, _ range: Range<Int>? = nil) -> [Range<Int>] {
    let bounds = text.checked(range)
    let bytes = text.utf8Span.span
    let interest = SentenceBreaker.interest
    var sentences: [Range<Int>] = []
    var paragraph = Paragraph(start: bounds.lowerBound)
    var offset = bounds.lowerBound
    while offset < bounds.upperBound {
      let byte = bytes[offset]
      if !interest[Int(byte)] {
        offset += 1
        continue
      }
      if byte == 0xD8 && bytes[offset + 1] < 0x9D || byte == 0xD8 && bytes[offset + 1] > 0x9F {
        offset += 2
        continue
      }
      let (value, length) = scalar(bytes, at: offset)
      if let event = SentenceBreaker.event(value) {
        if event == .lineBreak {
          paragraph.cut(bytes, to: offset, by: self, into: &sentences)
          paragraph.restart(at: offset + length)
        } else {
          paragraph.events.append(Paragraph.Event(offset: offset, length: length, value: value, kind: event))
        }
      }
      offset += length
    }
    paragraph.cut(bytes, to: bounds.upperBound, by: self, into: &sentences)
    return sentences
  }

  /// The first bytes of scalars that may matter; those above U+0800 all may.
  private static let interest: [Bool] = (0..<256).map { byte in
    byte >= 0xE0 || [0xC2, 0xD6, 0xD8, 0xDB, 0xDC, 0xDF].contains(byte)
      || byte < 0x80 && event(UInt32(byte)) != nil
  }

  /// What a scalar does to sentences, nil when nothing.
  private static func event(_ value: UInt32) -> Paragraph.Kind? {
    switch value {
    case 0x0A...0x0D, 0x85, 0x2028, 0x2029: return .lineBreak
    case 0x2E: return .fullStop
    case 0x21, 0x3F: return .terminator
    case 0x2026: return .ellipsis
    case 0x3A: return .colon
    case 0x28, 0x5B, 0x60, 0x7B, 0xAB, 0x2018, 0x201C, 0x201E, 0x2039, 0x300C, 0x300E: return .open
    case 0x29, 0x5D, 0x7D, 0xBB, 0x2019, 0x201D, 0x203A, 0x300D, 0x300F: return .close
    case 0x22, 0x27: return .quote
    case _ where Paragraph.bullets.contains(value): return .bullet
    case 0..<0x80: return nil
    default:
      switch cicu_sentence_break(Int32(bitPattern: value)) {
      case 1: return .fullStop  // ATerm
      case 9: return .terminator  // STerm
      default: return nil
      }
    }
  }
}
