/// Cuts text into sentences.
public struct SentenceBreaker: Sendable {
  /// - Parameter language: BCP 47; nil when unknown.
  public init(language: String?) {}

  /// The sentences in order, trimmed of white space, none empty.
  ///
  /// - Parameter range: UTF-8 byte offsets on scalar boundaries; the whole text when nil. Results are absolute offsets.
  public func sentences(in text: String, _ range: Range<Int>? = nil) -> [Range<Int>] {
    let bounds = text.checked(range)
    let bytes = text.utf8Span.span
    var sentences: [Range<Int>] = []
    var start = -1
    var end = bounds.lowerBound
    var ended = false
    func close() {
      if start >= 0 && end > start { sentences.append(start..<end) }
      start = -1
      ended = false
    }
    var offset = bounds.lowerBound
    while offset < bounds.upperBound {
      let (value, length) = scalar(bytes, at: offset)
      switch value {
      case 0x0A, 0x0D, 0x85, 0x2028, 0x2029: close()
      default:
        if CharacterClass(value) == .space {
          if ended { close() }
        } else {
          if start < 0 { start = offset }
          end = offset + length
          ended = [0x2E, 0x21, 0x3F, 0x61F, 0x6D4].contains(value) || ended && CharacterClass(value) == .punctuation
        }
      }
      offset += length
    }
    close()
    return sentences
  }
}
