/// The first tag of what may be XML, from the bytes that it begins with.
public struct XMLStart: Hashable, Sendable {
  /// The name without its prefix.
  public let name: String
  /// What stands between `<` and the end of the bytes, attributes among it.
  public var text: String { String(decoding: tag, as: UTF8.self) }
  private let tag: ArraySlice<UInt8>

  /// The first tag that is no comment, declaration or instruction; nil where there is text first. UTF-16 is seen through.
  public static func element(in start: ArraySlice<UInt8>) -> XMLStart? {
    var rest = start.contains(0) ? start.filter { $0 != 0 }[...] : start
    while true {
      // Byte order marks, of UTF-16 too, and what became of one that was decoded wrongly.
      rest = rest.drop { $0 <= 0x20 || [0xEF, 0xBB, 0xBF, 0xBD, 0xFE, 0xFF].contains($0) }
      guard rest.first == UInt8(ascii: "<") else { return nil }
      guard let (begin, tail) = skipped.first(where: { rest.starts(with: $0.begin.utf8) }) else { break }
      rest = rest.dropFirst(begin.utf8.count)
      if tail.isEmpty, let subset = internalSubset(rest) { rest = subset }
      var end = rest.firstIndex(of: UInt8(ascii: ">"))
      while let at = end, !rest[..<at].suffix(tail.utf8.count).elementsEqual(tail.utf8) {
        end = rest[(at + 1)...].firstIndex(of: UInt8(ascii: ">"))
      }
      guard let end else { return nil }
      rest = rest[(end + 1)...]
    }
    let text = rest.dropFirst()
    let name = text.prefix { $0 > 0x20 && $0 != UInt8(ascii: ">") && $0 != UInt8(ascii: "/") }
    guard let local = name.split(separator: UInt8(ascii: ":")).last else { return nil }
    return XMLStart(name: String(decoding: local, as: UTF8.self), tag: text)
  }

  /// What follows the declarations in brackets of a DTD; nil where it has none before its end.
  private static func internalSubset(_ declaration: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    let (open, close) = (UInt8(ascii: "["), UInt8(ascii: "]"))
    guard let first = declaration.firstIndex(where: { $0 == open || $0 == UInt8(ascii: ">") }),
      declaration[first] == open, let end = declaration[first...].firstIndex(of: close)
    else { return nil }
    return declaration[(end + 1)...]
  }

  /// What may stand before the first tag, and what each ends with before its `>`.
  private static let skipped: [(begin: String, tail: String)] = [(begin: "<!--", tail: "--"), ("<?", "?"), ("<!", "")]
}
