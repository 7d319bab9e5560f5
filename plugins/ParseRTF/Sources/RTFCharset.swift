import Markup

/// The charsets that an RTF file names by numbers, and the characters of their bytes.
struct RTFCharset {
  /// The characters from 128 on, of charsets with a byte a character.
  private var tables: [Int: [String]] = [:]

  /// The code page of a font's `\fcharset`; nil where the number says nothing.
  static func codePage(fontCharset: Int) -> Int? {
    switch fontCharset {
    case 0: 1252
    case 77: 10000
    case 128: 932
    case 129: 949
    case 134: 936
    case 136: 950
    case 161: 1253
    case 162: 1254
    case 163: 1258
    case 177, 181: 1255
    case 178, 179, 180: 1256
    case 186: 1257
    case 204: 1251
    case 222: 874
    case 238: 1250
    case 254: 437
    case 255: 850
    default: nil
    }
  }

  private static func name(_ codePage: Int) -> String {
    switch codePage {
    case 932: "Shift_JIS"
    case 936: "GBK"
    case 949: "windows-949"
    case 950: "Big5"
    case 10000: "macintosh"
    case 65001: "UTF-8"
    case 874, 1250...1258: "windows-\(codePage)"
    case 708: "ISO-8859-6"
    case 437, 850...869, 720, 737, 775: "IBM\(codePage)"
    default: "windows-1252"
    }
  }

  /// Bytes as text, in NFC or not.
  mutating func decode(_ bytes: [UInt8], _ codePage: Int) -> String {
    if bytes.allSatisfy({ $0 < 0x80 }) { return String(decoding: bytes, as: UTF8.self) }
    if [932, 936, 949, 950, 65001].contains(codePage) { return RTFCharset.decoded(bytes, codePage) }
    if tables[codePage] == nil {
      tables[codePage] = (UInt8(0x80)...0xFF).map { RTFCharset.decoded([$0], codePage) }
    }
    guard let table = tables[codePage] else { return "" }
    var text = ""
    for byte in bytes {
      if byte < 0x80 { text.unicodeScalars.append(Unicode.Scalar(byte)) } else { text += table[Int(byte) - 0x80] }
    }
    return text
  }

  private static func decoded(_ bytes: [UInt8], _ codePage: Int) -> String {
    // A digit before them, so that no two bytes are taken for a mark of byte order; nothing composes with it.
    guard let decoded = try? Charset.decode([0x31] + bytes, declared: name(codePage)) else { return "\u{FFFD}" }
    return String(String.UnicodeScalarView(decoded.text.unicodeScalars.dropFirst()))
  }
}
