/// Addresses that documents link to. They come from hostile sources: what an export makes a link must not run anything.
public enum WebAddress {
  /// Whether an address is relative, or of a scheme that leads to a page, a mail or a call and nowhere else.
  public static func isHarmless(_ address: String) -> Bool {
    guard !address.isEmpty else { return false }
    var scheme = ""
    for byte in address.utf8 {
      switch byte {
      case UInt8(ascii: ":"): return ["http", "https", "mailto", "ftp", "tel"].contains(scheme)
      case UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#"): return true
      // Browsers leave out white space and controls inside a scheme.
      case 0...0x20, 0x7F...: return false
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): scheme.unicodeScalars.append(Unicode.Scalar(byte + 32))
      default: scheme.unicodeScalars.append(Unicode.Scalar(byte))
      }
    }
    return true
  }

  /// A reference as an absolute address, where a base is one (RFC 3986, 5.2.2); as it is, where neither is.
  public static func resolved(_ reference: String, against base: String?) -> String {
    let isPlain = !reference.utf8.contains { $0 < 0x20 || $0 >= 0x80 }
    let reference = trimmed(isPlain ? reference : reference.filter { !$0.isNewline && $0 != "\t" })
    guard let base, scheme(reference.utf8) == nil, let end = scheme(base[...].utf8),
      base[end...].utf8.starts(with: "//".utf8)
    else { return String(reference) }
    let host = base[base.utf8.index(end, offsetBy: 2)...].utf8
    let pathStart = host.firstIndex { $0 == slash || $0 == query || $0 == hash } ?? base.endIndex
    if reference.utf8.starts(with: "//".utf8) { return String(base[..<end] + reference) }
    switch reference.utf8.first {
    case nil: return String(before(hash, in: base[...]))
    case hash: return String(before(hash, in: base[...]) + reference)
    default: break
    }
    let origin = base[..<pathStart]
    let path = before(query, in: before(hash, in: base[pathStart...]))
    if reference.utf8.first == query { return String(origin + path + reference) }
    let wanted = before(query, in: before(hash, in: reference))
    let rest = reference[wanted.endIndex...]
    if wanted.utf8.first == slash { return String(origin) + withoutDots(String(wanted)) + rest }
    let folder = path.utf8.lastIndex(of: slash).map { path[...$0] } ?? "/"
    return String(origin) + withoutDots(String(folder + wanted)) + rest
  }

  private static let slash = UInt8(ascii: "/")
  private static let query = UInt8(ascii: "?")
  private static let hash = UInt8(ascii: "#")

  private static func before(_ mark: UInt8, in text: Substring) -> Substring {
    text[..<(text.utf8.firstIndex(of: mark) ?? text.endIndex)]
  }

  /// Where the scheme and its colon end; nil where there is none.
  private static func scheme(_ address: Substring.UTF8View) -> Substring.Index? {
    func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }
    guard let first = address.first, isLetter(first) else { return nil }
    let end = address.firstIndex { byte in
      !(isLetter(byte) || byte &- 0x30 < 10 || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-")
        || byte == UInt8(ascii: "."))
    }
    guard let end, address[end] == UInt8(ascii: ":") else { return nil }
    return address.index(after: end)
  }

  /// A path without `.` and `..` (RFC 3986, 5.2.4).
  private static func withoutDots(_ path: String) -> String {
    guard zip(path.utf8, path.utf8.dropFirst()).contains(where: { $0 == slash && $1 == UInt8(ascii: ".") }) else {
      return path
    }
    var parts: [Substring] = []
    let all = path.split(separator: "/", omittingEmptySubsequences: false)
    for (at, part) in all.enumerated() {
      let isLast = at == all.count - 1
      switch part {
      case ".": if isLast { parts.append("") }
      case "..":
        if parts.count > 1 { parts.removeLast() }
        if isLast { parts.append("") }
      default: parts.append(part)
      }
    }
    return parts.joined(separator: "/")
  }

  private static func trimmed(_ text: String) -> Substring {
    let bytes = text.utf8
    guard let first = bytes.firstIndex(where: { $0 != 0x20 }), let last = bytes.lastIndex(where: { $0 != 0x20 }) else {
      return ""
    }
    return text[first..<bytes.index(after: last)]
  }
}
