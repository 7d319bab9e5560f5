/// Pieces of XML as text.
public enum XMLText {
  /// Character data: `&`, `<`, `>` and carriage returns escaped, characters that XML does not allow left out.
  public static func escaped(_ text: String) -> String { escaped(text, isAttribute: false) }

  /// An attribute's value between double quotes.
  public static func attribute(_ text: String) -> String { "\"" + escaped(text, isAttribute: true) + "\"" }

  /// `<name a="b">`; closed at once with `/>` where it is empty.
  public static func startTag(_ name: String, _ attributes: [XMLAttribute] = [], isEmpty: Bool = false) -> String {
    var tag = "<" + name
    for attribute in attributes { tag += " " + attribute.name + "=" + XMLText.attribute(attribute.value) }
    return tag + (isEmpty ? "/>" : ">")
  }

  private static func escaped(_ text: String, isAttribute: Bool) -> String {
    if isPlain(text.utf8Span.span, isAttribute) { return text }
    var escaped = ""
    escaped.reserveCapacity(text.utf8.count + 16)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"" where isAttribute: escaped += "&quot;"
      case "\n" where isAttribute: escaped += "&#10;"
      case "\t" where isAttribute: escaped += "&#9;"
      case "\r": escaped += "&#13;"
      case "\n", "\t": escaped.unicodeScalars.append(scalar)
      case "\u{0}"..<" ", "\u{FFFE}", "\u{FFFF}": break
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }

  /// Whether a text is the same when it is escaped; U+FFFE and its like, which begin with 0xEF, are looked at one by one.
  private static func isPlain(_ bytes: Span<UInt8>, _ isAttribute: Bool) -> Bool {
    for at in bytes.indices {
      switch bytes[at] {
      case 0x26, 0x3C, 0x3E, 0x22, 0xEF: return false
      case 0x0A: if isAttribute { return false }
      case ..<0x20: return false
      default: break
      }
    }
    return true
  }
}
