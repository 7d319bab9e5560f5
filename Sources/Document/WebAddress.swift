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
    let reference = Substring(reference.filter { !$0.isNewline && $0 != "\t" }).trimmingBlanks
    guard let base, scheme(reference) == nil, let end = scheme(base[...]), base[end...].hasPrefix("//") else {
      return String(reference)
    }
    let host = base[base.index(end, offsetBy: 2)...]
    let authority = host.prefix { !"/?#".contains($0) }
    let origin = base[..<authority.endIndex]
    if reference.hasPrefix("//") { return String(base[..<end] + reference) }
    let path = base[authority.endIndex...].prefix { $0 != "?" && $0 != "#" }
    if reference.isEmpty { return String(base.prefix { $0 != "#" }) }
    if reference.hasPrefix("#") { return String(base.prefix { $0 != "#" } + reference) }
    if reference.hasPrefix("?") { return String(origin + path + reference) }
    let wanted = reference.prefix { $0 != "?" && $0 != "#" }
    let whole: String
    if reference.hasPrefix("/") {
      whole = String(wanted)
    } else {
      let folder = path.lastIndex(of: "/").map { path[...$0] } ?? "/"
      whole = String(folder + wanted)
    }
    return String(origin) + withoutDots(whole) + String(reference[wanted.endIndex...])
  }

  /// Where the scheme and its colon end; nil where there is none.
  private static func scheme(_ address: Substring) -> Substring.Index? {
    let name = address.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || "+-.".contains($0)) }
    guard let first = name.first, first.isLetter, name.endIndex < address.endIndex, address[name.endIndex] == ":" else {
      return nil
    }
    return address.index(after: name.endIndex)
  }

  /// A path without `.` and `..` (RFC 3986, 5.2.4).
  private static func withoutDots(_ path: String) -> String {
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
}

extension Substring {
  fileprivate var trimmingBlanks: Substring {
    var text = drop { $0 == " " }
    while text.last == " " { text.removeLast() }
    return text
  }
}
