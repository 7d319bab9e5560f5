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
}
