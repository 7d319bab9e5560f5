/// Languages told from one another by script, telling letters and function words.
public enum Languages {
  /// The language of a text as BCP 47, or nil when there is too little evidence.
  ///
  /// - Parameter range: UTF-8 byte offsets on scalar boundaries; the whole text when nil.
  public static func identify(_ text: String, _ range: Range<Int>? = nil) -> String? {
    let bounds = text.checked(range)
    let bytes = text.utf8Span.span
    var arabic = 0
    var cyrillic = 0
    var latin = 0
    var offset = bounds.lowerBound
    while offset < bounds.upperBound {
      let (value, length) = scalar(bytes, at: offset)
      switch value {
      case 0x0600...0x06FF: arabic += 1
      case 0x0400...0x04FF: cyrillic += 1
      case 0x41...0x5A, 0x61...0x7A: latin += 1
      default: break
      }
      offset += length
    }
    if arabic >= 8 && arabic > cyrillic && arabic > latin { return "ar" }
    if cyrillic >= 8 && cyrillic > latin { return "ru" }
    return latin >= 16 ? "en" : nil
  }
}
