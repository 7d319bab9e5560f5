import CICU
import Text

/// A way to write text as bytes.
enum Encoding: Hashable, Sendable {
  case utf8
  case utf16(isBig: Bool)
  case utf32(isBig: Bool)
  /// One of ICU's, by a name that ICU knows.
  case legacy(String)

  /// The encoding of a declared name. As the WHATWG's Encoding Standard says, names of subsets mean the charset that is in use
  /// under that name: `ISO-8859-1` is windows-1252, `GB2312` is GB18030.
  ///
  /// - Throws: `unknown`.
  init(declared: String) throws(CharsetFault) {
    let name = declared.lowercased()
    let plain = name.filter { $0.isLetter || $0.isNumber }
    switch plain {
    case "utf8", "unicode11utf8", "utf8bom", "utf8sig": self = .utf8
    case "utf16", "utf16le", "unicode", "ucs2": self = .utf16(isBig: false)
    case "utf16be": self = .utf16(isBig: true)
    case "utf32", "utf32le", "ucs4": self = .utf32(isBig: false)
    case "utf32be": self = .utf32(isBig: true)
    default:
      let standard = EncodingLabels.name(of: name).map(EncodingLabels.converter)
      let known = Encoding.supersets[plain] ?? standard.flatMap { $0 == "replacement" ? nil : $0 } ?? name
      guard CharsetConverter(known) != nil else {
        throw .unknown(name: declared, nearest: nearest(name, among: Encoding.common))
      }
      self = .legacy(known)
    }
  }

  /// Whether blanks and letters are more than one byte each, so that bytes alone do not tell text from other data.
  var isWide: Bool {
    switch self {
    case .utf16, .utf32: true
    case .utf8, .legacy: false
    }
  }

  /// By its IANA name.
  var name: String {
    switch self {
    case .utf8: "UTF-8"
    case .utf16(let isBig): isBig ? "UTF-16BE" : "UTF-16LE"
    case .utf32(let isBig): isBig ? "UTF-32BE" : "UTF-32LE"
    case .legacy(let name): CharsetConverter.officialName(name) ?? name
    }
  }

  /// Decodes bytes from an offset on; what means nothing becomes U+FFFD.
  ///
  /// - Throws: `unknown` where ICU's converter cannot be had.
  func decode(_ bytes: [UInt8], from start: Int, into composer: inout CharsetComposer) throws(CharsetFault) {
    switch self {
    case .utf8:
      UTF8Scanner.scan(bytes, from: start) { scalar, offset in
        if scalar == UTF8Scanner.invalid || scalar == 0 {
          composer.appendReplacement(from: offset)
        } else {
          composer.append(scalar, from: offset)
        }
      }
    case .utf16(let isBig): Encoding.decodeUTF16(bytes, from: start, isBig, into: &composer)
    case .utf32(let isBig): Encoding.decodeUTF32(bytes, from: start, isBig, into: &composer)
    case .legacy(let name):
      guard let converter = CharsetConverter(name), converter.decode(bytes, from: start, into: &composer) else {
        throw .unknown(name: name, nearest: [])
      }
    }
  }

  /// The line, from 1, of a byte offset of the source.
  func line(at offset: Int, in bytes: [UInt8]) -> Int {
    var composer = CharsetComposer(sourceCount: 0)
    switch self {
    case .utf16, .utf32: break
    case .utf8, .legacy: return bytes[..<min(offset, bytes.count)].count { $0 == 0x0A } + 1
    }
    guard (try? decode(Array(bytes[..<min(offset, bytes.count)]), from: 0, into: &composer)) != nil else { return 1 }
    return composer.finish(sourceCount: offset).text.utf8.count { $0 == 0x0A } + 1
  }

  private static let supersets: [String: String] = [
    "ascii": "windows-1252", "usascii": "windows-1252", "iso88591": "windows-1252", "latin1": "windows-1252",
    "iso88599": "windows-1254", "latin5": "windows-1254", "iso885911": "windows-874", "tis620": "windows-874",
    "gb2312": "GB18030", "gbk": "GB18030", "xgbk": "GB18030", "hzgb2312": "HZ-GB-2312",
    "euckr": "windows-949", "ksc56011987": "windows-949", "uhc": "windows-949", "cp949": "windows-949",
    "shiftjis": "windows-31j", "sjis": "windows-31j", "xsjis": "windows-31j", "maccyrillic": "x-mac-cyrillic",
    "arabic": "ISO-8859-6", "cp1256": "windows-1256", "cp1251": "windows-1251", "cp1252": "windows-1252",
  ]

  private static let common = [
    "utf-8", "utf-16le", "utf-16be", "windows-1256", "iso-8859-6", "windows-1251", "koi8-r", "iso-8859-5", "ibm866",
    "windows-1252", "windows-1250", "windows-1254", "windows-1255", "gb18030", "big5", "euc-jp", "shift_jis", "euc-kr",
  ]
}

extension Encoding {
  private static func decodeUTF16(
    _ bytes: [UInt8], from start: Int, _ isBig: Bool, into composer: inout CharsetComposer
  ) {
    var high: (value: UInt32, offset: Int)?
    var at = start
    while at + 2 <= bytes.count {
      let unit = isBig ? UInt32(bytes[at]) << 8 | UInt32(bytes[at + 1]) : UInt32(bytes[at + 1]) << 8 | UInt32(bytes[at])
      if let (first, offset) = high {
        high = nil
        if (0xDC00..<0xE000).contains(unit) {
          composer.append(0x10000 + (first - 0xD800) << 10 + (unit - 0xDC00), from: offset)
          at += 2
          continue
        }
        composer.appendReplacement(from: offset)
      }
      switch unit {
      case 0xD800..<0xDC00: high = (unit, at)
      case 0, 0xDC00..<0xE000: composer.appendReplacement(from: at)
      default: composer.append(unit, from: at)
      }
      at += 2
    }
    if let (_, offset) = high { composer.appendReplacement(from: offset) }
    if at < bytes.count { composer.appendReplacement(from: at) }
  }

  private static func decodeUTF32(
    _ bytes: [UInt8], from start: Int, _ isBig: Bool, into composer: inout CharsetComposer
  ) {
    var at = start
    while at + 4 <= bytes.count {
      var value: UInt32 = 0
      for place in 0..<4 { value = value << 8 | UInt32(bytes[at + (isBig ? place : 3 - place)]) }
      if value > 0, Unicode.Scalar(value) != nil {
        composer.append(value, from: at)
      } else {
        composer.appendReplacement(from: at)
      }
      at += 4
    }
    if at < bytes.count { composer.appendReplacement(from: at) }
  }
}

/// A mark at the start of a file that names its encoding (Unicode 23.8).
struct ByteOrderMark {
  var encoding: Encoding
  var length: Int

  init?(_ bytes: [UInt8]) {
    for (mark, encoding) in ByteOrderMark.marks where bytes.starts(with: mark) {
      self.encoding = encoding
      length = mark.count
      return
    }
    return nil
  }

  private static let marks: [([UInt8], Encoding)] = [
    ([0xEF, 0xBB, 0xBF], .utf8),
    ([0xFF, 0xFE, 0, 0], .utf32(isBig: false)), ([0, 0, 0xFE, 0xFF], .utf32(isBig: true)),
    ([0xFF, 0xFE], .utf16(isBig: false)), ([0xFE, 0xFF], .utf16(isBig: true)),
    ([0x84, 0x31, 0x95, 0x33], .legacy("GB18030")),
  ]
}

/// One of ICU's converters.
@safe struct CharsetConverter: ~Copyable {
  private let handle: OpaquePointer

  /// Nil where ICU knows no charset of this name.
  init?(_ name: String) {
    guard let handle = unsafe cicu_converter_open(name) else { return nil }
    unsafe self.handle = handle
  }

  deinit { unsafe cicu_converter_close(handle) }

  static func officialName(_ name: String) -> String? {
    guard let found = unsafe cicu_charset_name(name) else { return nil }
    return unsafe String(cString: found)
  }

  /// Decodes bytes from an offset on, piece by piece.
  ///
  /// - Returns: false where ICU failed for another reason than the bytes.
  func decode(_ bytes: [UInt8], from start: Int, into composer: inout CharsetComposer) -> Bool {
    var units = [UInt16](repeating: 0, count: max(32, min(bytes.count - start, CharsetConverter.piece) * 2))
    var offsets = [Int32](repeating: -1, count: units.count)
    var high: (value: UInt32, offset: Int)?
    var at = start
    var overflows: Int32 = 0
    repeat {
      let end = min(at + CharsetConverter.piece, bytes.count)
      var consumed: Int32 = 0
      let made = unsafe bytes.withUnsafeBufferPointer { bytes in
        unsafe units.withUnsafeMutableBufferPointer { units in
          unsafe offsets.withUnsafeMutableBufferPointer { offsets in
            unsafe cicu_converter_decode(
              handle, bytes.baseAddress.map { unsafe $0 + at }, Int32(end - at), &consumed, units.baseAddress,
              offsets.baseAddress, Int32(units.count), end == bytes.count ? 1 : 0, &overflows)
          }
        }
      }
      guard made >= 0 else { return false }
      for index in 0..<Int(made) {
        // Where bytes that mean nothing began in the piece before, ICU 72 takes its offsets from another buffer's address.
        let isKnown = offsets[index] >= 0 && Int(offsets[index]) < end - at
        let offset = isKnown ? at + Int(offsets[index]) : -1
        CharsetConverter.append(UInt32(units[index]), offset, bytes, &high, &composer)
      }
      at += Int(consumed)
    } while at < bytes.count || overflows != 0
    if let (_, offset) = high { composer.appendReplacement(from: offset) }
    return true
  }

  private static let piece = 4096

  @inline(__always)
  private static func append(
    _ unit: UInt32, _ offset: Int, _ bytes: [UInt8], _ high: inout (value: UInt32, offset: Int)?,
    _ composer: inout CharsetComposer
  ) {
    if let (first, start) = high {
      high = nil
      if (0xDC00..<0xE000).contains(unit) {
        composer.append(0x10000 + (first - 0xD800) << 10 + (unit - 0xDC00), from: start)
        return
      }
      composer.appendReplacement(from: start)
    }
    switch unit {
    case 0xD800..<0xDC00: high = (unit, offset)
    case 0, 0xDC00..<0xE000, 0xFFFD: composer.appendReplacement(from: offset)
    // ICU's other mark for what it cannot decode.
    case 0x1A where offset < 0 || bytes[offset] != 0x1A: composer.appendReplacement(from: offset)
    default: composer.append(unit, from: offset)
    }
  }
}
