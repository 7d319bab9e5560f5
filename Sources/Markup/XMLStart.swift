/// The first tag of what may be XML, from the bytes that it begins with.
public struct XMLStart: Hashable, Sendable {
  /// The name without its prefix.
  public let name: String
  /// What stands between `<` and the end of the bytes, attributes among it.
  public let text: String

  /// The first tag that is no comment, declaration or instruction; nil where there is text first. UTF-16 is seen through.
  public static func element(in start: ArraySlice<UInt8>) -> XMLStart? {
    var rest = String(decoding: start.filter { $0 != 0 }, as: UTF8.self)[...]
    while true {
      rest = rest.drop { $0.isWhitespace || $0 == "\u{FEFF}" || $0 == "\u{FFFD}" }
      guard rest.first == "<" else { return nil }
      let end = rest.hasPrefix("<!--") ? "-->" : rest.hasPrefix("<?") ? "?>" : rest.hasPrefix("<!") ? ">" : nil
      guard let end else { break }
      guard let found = rest.firstRange(of: end) else { return nil }
      rest = rest[found.upperBound...]
    }
    let text = rest.dropFirst()
    let name = text.prefix { $0 != ">" && !$0.isWhitespace && $0 != "/" }
    guard let local = name.split(separator: ":").last else { return nil }
    return XMLStart(name: String(local), text: String(text))
  }
}
