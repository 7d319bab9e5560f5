extension StringProtocol {
  /// Without white space at its ends.
  var trimmed: String {
    let isSpace = { (scalar: Unicode.Scalar) in
      scalar.value <= 0x20 || scalar.value >= 0x80 && scalar.properties.isWhitespace
    }
    var rest = unicodeScalars[...]
    while let first = rest.first, isSpace(first) { rest.removeFirst() }
    while let last = rest.last, isSpace(last) { rest.removeLast() }
    return String(self[rest.startIndex..<rest.endIndex])
  }
}
