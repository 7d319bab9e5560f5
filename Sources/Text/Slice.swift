extension String {
  /// The part of the text between two UTF-8 offsets, in constant time.
  ///
  /// - Parameter range: UTF-8 byte offsets, half-open; both ends must lie on scalar boundaries.
  public func slice(_ range: Range<Int>) -> Substring {
    let bounds = checked(range)
    let view = utf8
    let from = view.index(view.startIndex, offsetBy: bounds.lowerBound)
    return self[from..<view.index(from, offsetBy: bounds.count)]
  }

  /// The given range, or the whole text, after the check that it lies in the text and on scalar boundaries.
  func checked(_ range: Range<Int>?) -> Range<Int> {
    let bytes = utf8Span.span
    guard let range else { return 0..<bytes.count }
    precondition(range.lowerBound >= 0 && range.upperBound <= bytes.count, "a range must lie inside its text")
    precondition(
      isScalarBoundary(bytes, range.lowerBound) && isScalarBoundary(bytes, range.upperBound),
      "a range must begin and end between scalars")
    return range
  }
}

private func isScalarBoundary(_ bytes: borrowing Span<UInt8>, _ offset: Int) -> Bool {
  offset == bytes.count || bytes[offset] & 0xC0 != 0x80
}

/// The scalar that begins at a byte offset of valid UTF-8, and its length in bytes.
@inline(__always)
func scalar(_ bytes: borrowing Span<UInt8>, at offset: Int) -> (value: UInt32, length: Int) {
  let first = UInt32(bytes[offset])
  if first < 0x80 { return (first, 1) }
  let second = UInt32(bytes[offset + 1] & 0x3F)
  if first < 0xE0 { return ((first & 0x1F) << 6 | second, 2) }
  let third = UInt32(bytes[offset + 2] & 0x3F)
  if first < 0xF0 { return ((first & 0x0F) << 12 | second << 6 | third, 3) }
  return ((first & 0x07) << 18 | second << 12 | third << 6 | UInt32(bytes[offset + 3] & 0x3F), 4)
}

/// The scalar that ends before a byte offset of valid UTF-8, and its length in bytes.
@inline(__always)
func scalar(_ bytes: borrowing Span<UInt8>, before offset: Int) -> (value: UInt32, length: Int) {
  var start = offset - 1
  while bytes[start] & 0xC0 == 0x80 { start -= 1 }
  return scalar(bytes, at: start)
}
